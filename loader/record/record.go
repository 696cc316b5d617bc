// Package record is the form in which facts travel: one JSON object an article, as extract writes
// it, as people or other programs write it for import, and as gold files hold it.
//
// The main functions: Record.Check finds what is wrong with one, Record.Complete supplies the
// evidence that people leave out, Record.Batch turns one into observations for a store.
package record

import "entente/graph"

// Record is what one article says. Text is the article's normal form (package article); every
// span is in bytes of Text, half open. JSON readers ignore keys that they do not know.
type Record struct {
	ID        string   `json:"id,omitempty"`
	Path      string   `json:"path,omitempty"`
	URL       string   `json:"url,omitempty"`
	Source    string   `json:"source,omitempty"`
	Title     string   `json:"title,omitempty"`
	Lang      string   `json:"lang,omitempty"`
	Published string   `json:"published,omitempty"` // a graph.Date value
	Text      string   `json:"text,omitempty"`
	Countries []string `json:"countries"`

	Ministers   []Minister   `json:"ministers"`
	Initiatives []Initiative `json:"initiatives"`
	Projects    []Project    `json:"projects"`
	Meetings    []Meeting    `json:"meetings"`
	Agreements  []Agreement  `json:"agreements"`
}

// Evidence is the verbatim sentence that states a fact: Text[Start:End] == Quote. Start and End
// are nil where a record's author gave the quote alone.
type Evidence struct {
	Quote      string  `json:"evidence,omitempty"`
	Start      *int    `json:"start,omitempty"`
	End        *int    `json:"end,omitempty"`
	Rule       string  `json:"rule,omitempty"`       // the rule or weight that made the fact
	Confidence float64 `json:"confidence,omitempty"` // 0 to 1; 0 means that the author gave none, and counts as 1
}

// Minister is a person who speaks or acts for a government in the article.
type Minister struct {
	Name     string       `json:"name"` // as usual in English
	Country  string       `json:"country"`
	Office   graph.Office `json:"office"`
	Mentions []string     `json:"mentions"` // verbatim, the fullest first
	Evidence
}

// Initiative is a named political framework.
type Initiative struct {
	Name     string               `json:"name"`
	Kind     graph.InitiativeKind `json:"kind"`
	Mentions []string             `json:"mentions"`
	Evidence
}

// Project is a concrete undertaking.
type Project struct {
	Name      string      `json:"name"`
	Sector    graph.Topic `json:"sector"`
	Countries []string    `json:"countries"`
	Mentions  []string    `json:"mentions"`
	Evidence
}

// Meeting is one encounter of officials of two or more countries.
type Meeting struct {
	Date      *string         `json:"date"` // nil where Precision is UNKNOWN
	Precision graph.Precision `json:"precision"`
	Words     string          `json:"words,omitempty"` // those that the date was read from
	Countries []string        `json:"countries"`
	Ministers []string        `json:"ministers"` // names of Record.Ministers
	Place     *string         `json:"place"`
	Evidence
}

// Agreement is one statement of a commitment between states.
type Agreement struct {
	Kind        graph.Kind      `json:"kind"`
	Parties     []string        `json:"parties"`
	By          []string        `json:"by"`
	Date        *string         `json:"date"`
	Precision   graph.Precision `json:"precision"`
	Words       string          `json:"words,omitempty"`
	Initiatives []string        `json:"initiatives"` // names of Record.Initiatives
	Projects    []string        `json:"projects"`    // names of Record.Projects
	Topics      []graph.Topic   `json:"topics"`
	Speakers    []string        `json:"speakers,omitempty"` // names of Record.Ministers who voiced it
	Evidence
}
