// Package explain tells people how the program came to what it holds: how an article was read (ReadArticle), and why a node of the
// graph is what it is (ReadNode). It decides nothing itself: the stages that decide report their reasons, and explain lays them out,
// as lines for a terminal, as a web page or as JSON.
package explain

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/loader/article"
	"entente/loader/lexicon"
	"entente/loader/mention"
	"entente/loader/record"
	"entente/loader/statement"
)

// Article is how an article was read.
type Article struct {
	Place     string     `json:"place"`
	Title     string     `json:"title"`
	Lang      string     `json:"lang"`
	Source    string     `json:"source,omitempty"`
	Published string     `json:"published,omitempty"`
	Unread    string     `json:"unread,omitempty"` // why its sentences were not read for statements, "" if they were
	Entities  []Entity   `json:"entities"`
	Sentences []Sentence `json:"sentences"`
}

// Entity is somebody or something that an article names, or a word that was not taken to.
type Entity struct {
	Type    graph.NodeType `json:"type"`
	Name    string         `json:"name"`              // of a country the code
	Details []string       `json:"details,omitempty"` // country, office, kind, sector; of a country how it is named
	Forms   []string       `json:"forms"`             // as written, each once, in the order of the text
	Times   int            `json:"times"`
	Dropped string         `json:"dropped,omitempty"` // why it does not count, "" if it does
}

// Sentence is one sentence of an article with what it was taken to say.
type Sentence struct {
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Paragraph  int               `json:"paragraph"`
	Role       string            `json:"role"`
	Text       string            `json:"text"`
	Marks      []Mark            `json:"marks,omitempty"` // by place; none overlaps another
	Scores     []statement.Score `json:"scores,omitempty"`
	Statements []Statement       `json:"statements,omitempty"`
	Meetings   []record.Meeting  `json:"meetings,omitempty"`
	Dropped    []statement.Guess `json:"dropped,omitempty"`
	Unfit      string            `json:"unfit,omitempty"`     // why it cannot state anything
	NoMeeting  string            `json:"noMeeting,omitempty"` // why its words of a meeting tell none
}

// Mark is a span of a sentence, in bytes of its text, that names somebody or something, or tells what the sentence does.
type Mark struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"` // country, minister, initiative, project or cue
	Name  string `json:"name"`
}

// Statement is a statement as extracted, and how it was decided on.
type Statement struct {
	record.Agreement
	Decision statement.Guess `json:"decision"`
}

// Extract finds the facts of an article and keeps the reasons, as loader.Explain does.
type Extract func(article.Article) (record.Record, statement.Input)

// ReadArticle tells how an article, found at place, is read.
func ReadArticle(extract Extract, a article.Article, place string) Article {
	r, in := extract(a)
	out := Article{Place: place, Title: a.Title, Lang: r.Lang, Source: a.Source, Published: r.Published, Entities: []Entity{},
		Sentences: []Sentence{}}
	switch {
	case in.Body == nil && r.Lang == "":
		out.Unread = "its language is none that the lexicon speaks"
	case in.Body == nil:
		out.Unread = "its language, " + r.Lang + ", is none that the lexicon speaks"
	case in.Trace == nil:
		out.Unread = "it names neither two countries nor a framework, so that it can state nothing between states"
	}
	if in.Body == nil {
		return out
	}
	out.Entities = entities(&r, in)
	agreements, named := r.Agreements, marks(in)
	for i, s := range in.Body.Sentences {
		e := Sentence{Start: s.Start, End: s.End, Paragraph: s.Paragraph, Role: s.Role.String(), Text: in.Body.Quote(i), Marks: named[i]}
		if in.Trace != nil {
			d := in.Trace.Sentences[i]
			e.Unfit, e.NoMeeting, e.Scores = d.Unfit, d.NoMeeting, d.Scores
			for _, g := range d.Guesses {
				g.Weights = strongest(g.Weights)
				g.Rivals = slices.DeleteFunc(g.Rivals, func(c statement.Choice) bool { return c.Chance < leastRival })
				if g.Dropped == statement.SecondKind && g.Chance < leastSecond {
					continue
				}
				if g.Dropped != "" {
					e.Dropped = append(e.Dropped, g)
					continue
				}
				e.Statements = append(e.Statements, Statement{agreements[0], g})
				agreements = agreements[1:]
			}
		}
		for _, m := range r.Meetings {
			if *m.Start == s.Start {
				e.Meetings = append(e.Meetings, m)
			}
		}
		out.Sentences = append(out.Sentences, e)
	}
	return out
}

// leastSecond is the chance from which a second kind that made no statement is told: there is one in every sentence.
const leastSecond = 0.1

// leastRival is the chance from which other parties are told.
const leastRival = 0.005

// mostWeights are told for a guess, and as many against it.
const mostWeights = 5

// strongest returns the strongest weights on either side.
func strongest(all []statement.Weight) []statement.Weight {
	var kept []statement.Weight
	left := map[bool]int{true: mostWeights, false: mostWeights}
	for _, w := range all {
		if left[w.Value > 0] > 0 {
			left[w.Value > 0]--
			kept = append(kept, w)
		}
	}
	return kept
}

// entities lists what an article names, by type and then in the order of the text, then the words for countries that do not count and
// the phrases that are neither projects nor initiatives.
func entities(r *record.Record, in statement.Input) []Entity {
	text := in.Body.Text
	all := countries(text, in.Places, func(mention.Place) string { return "" })
	spans := func(e Entity, list []mention.Span) {
		for _, s := range list {
			e.add(text[s.Start:s.End])
		}
		all = append(all, e)
	}
	for k, m := range in.Found.Ministers {
		e := Entity{Type: graph.MinisterNode, Name: r.Ministers[k].Name, Details: []string{string(m.Office)}}
		if m.Country != "" {
			e.Details = []string{m.Country, string(m.Office)}
		}
		spans(e, m.Spans)
	}
	for k, i := range in.Found.Initiatives {
		spans(Entity{Type: graph.InitiativeNode, Name: r.Initiatives[k].Name, Details: []string{string(i.Kind)}}, i.Spans)
	}
	for k, p := range in.Found.Projects {
		spans(Entity{Type: graph.ProjectNode, Name: r.Projects[k].Name, Details: append([]string{string(p.Sector)}, p.Countries...)}, p.Spans)
	}
	known := mention.Codes(mention.Countries(in.Title)) // as statement.Prepare asks
	passed := slices.DeleteFunc(mention.PassedOver(in.Body, known...), func(p mention.Place) bool {
		return p.Kind == lexicon.Part || p.Kind == lexicon.Minor // pieces of other words, for the most part
	})
	all = append(all, countries(text, passed, passedOver)...)
	type phrase struct {
		t         graph.NodeType
		form, why string
	}
	at := map[phrase]int{} // there may be as many as words
	for _, p := range mention.PassedPhrases(in.Body, in.Places) {
		form := text[p.Start:p.End]
		k, ok := at[phrase{p.Type, form, p.Why}]
		if !ok {
			k = len(all)
			at[phrase{p.Type, form, p.Why}] = k
			all = append(all, Entity{Type: p.Type, Name: form, Dropped: p.Why})
		}
		all[k].add(form)
	}
	return all
}

// add counts one more place.
func (e *Entity) add(form string) {
	e.Times++
	if !slices.Contains(e.Forms, form) {
		e.Forms = append(e.Forms, form)
	}
}

// countries gathers places by country and by why they are dropped.
func countries(text string, places []mention.Place, why func(mention.Place) string) []Entity {
	var all []Entity
	for _, p := range places {
		dropped := why(p)
		k := slices.IndexFunc(all, func(e Entity) bool { return e.Name == p.Code && e.Dropped == dropped })
		if k < 0 {
			k = len(all)
			all = append(all, Entity{Type: graph.CountryNode, Name: p.Code, Dropped: dropped})
		}
		all[k].add(text[p.Start:p.End])
		if how := nameKinds[p.Kind]; !slices.Contains(all[k].Details, how) {
			all[k].Details = append(all[k].Details, how)
		}
	}
	return all
}

var nameKinds = map[lexicon.NameKind]string{lexicon.ProperName: "name", lexicon.Adjective: "adjective", lexicon.Weak: "ambiguous word",
	lexicon.Capital: "capital", lexicon.Part: "part of a compound", lexicon.Minor: "part of a compound"}

// passedOver says why a word for a country does not count.
func passedOver(p mention.Place) string {
	switch p.Kind {
	case lexicon.Adjective:
		return "a language"
	case lexicon.Weak:
		return "an ambiguous word, and nothing else names the country"
	case lexicon.Capital:
		return "a city where nobody acts"
	}
	return "not a country here"
}

// marks are the spans of each sentence, by place; where two overlap, the one of the more telling type stays.
func marks(in statement.Input) [][]Mark {
	all := make([][]Mark, len(in.Body.Sentences))
	add := func(i int, m Mark) {
		start := in.Body.Sentences[i].Start
		m.Start, m.End = m.Start-start, m.End-start
		if m.Start >= 0 && !slices.ContainsFunc(all[i], func(o Mark) bool { return o.Start < m.End && m.Start < o.End }) {
			all[i] = append(all[i], m)
		}
	}
	spans := func(kind, name string, list []mention.Span) {
		for _, s := range list {
			add(s.Sentence, Mark{s.Start, s.End, kind, name})
		}
	}
	for _, m := range in.Found.Ministers {
		spans("minister", m.Name, m.Spans)
	}
	for _, f := range in.Found.Initiatives {
		spans("initiative", f.Name, f.Spans)
	}
	for _, p := range in.Found.Projects {
		spans("project", p.Name, p.Spans)
	}
	codes := map[int]string{} // by where the word begins: it may stand for several countries
	for _, p := range in.Places {
		if codes[p.Start] != "" {
			codes[p.Start] += "+"
		}
		codes[p.Start] += p.Code
	}
	for _, p := range in.Places {
		add(p.Sentence, Mark{p.Start, p.End, "country", codes[p.Start]})
	}
	for i := range all {
		if in.Trace != nil {
			for _, c := range in.Trace.Sentences[i].Cues {
				add(i, Mark{c.Start, c.End, "cue", c.Name})
			}
		}
		slices.SortFunc(all[i], func(a, b Mark) int { return cmp.Compare(a.Start, b.Start) })
	}
	return all
}

// about lists the projects, initiatives and speakers of a statement.
func (s Statement) about() []string { return slices.Concat(s.Projects, s.Initiatives, s.Speakers) }

// Weighed reports whether the sentence was more than looked at.
func (s Sentence) Weighed() bool {
	return len(s.Statements)+len(s.Meetings)+len(s.Dropped) > 0 || s.NoMeeting != ""
}
