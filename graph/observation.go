package graph

import (
	"encoding/json"
	"strconv"
	"time"
)

// Evidence is the verbatim sentence that states a fact, with its byte span in the article's text:
// Text[Start:End] == Quote.
type Evidence struct {
	Quote string `json:"quote"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Name is one way in which articles call a minister, an initiative or a project. Names are what
// identity is decided on: a name belongs to one block and, within it, to one node.
type Name struct {
	ID     string   `json:"id"`
	Type   NodeType `json:"type"`   // Minister, Initiative or Project
	Text   string   `json:"text"`   // as usual in English
	Form   string   `json:"form"`   // the fullest form as written in the article
	Scope  []string `json:"scope"`  // the country of a minister, the countries of a project, sorted
	Detail string   `json:"detail"` // the kind of an initiative, the sector of a project
	Block  string   `json:"block"`
}

// Named is a name with the node that it is one of and the tenures in which it is seen.
type Named struct {
	Name
	Node    string
	Tenures []Tenure // by office; a name of no minister has one, which is empty
}

// Identify fills in the name's identifier: a digest of type, text, form, scope and detail.
func (n *Name) Identify() {
	n.ID = namePrefix + Digest(append([]string{string(n.Type), n.Text, n.Form, n.Detail}, n.Scope...)...)
}

// Observation is what one place in one article says. It never changes; exactly one of Naming,
// Statement and Encounter is set.
type Observation struct {
	ID         string    `json:"id"`
	Article    string    `json:"article"`
	Block      string    `json:"block,omitempty"` // of the agreement or meeting that it reports; "" for a naming
	Evidence   Evidence  `json:"evidence"`
	Date       Date      `json:"date,omitzero"` // when what it says was so
	Rule       string    `json:"rule,omitempty"`
	Confidence float64   `json:"confidence"` // above 0, at most 1
	LoadedAt   time.Time `json:"loadedAt"`   // since when the graph has known it, UTC

	Naming    *Naming    `json:"naming,omitempty"`
	Statement *Statement `json:"statement,omitempty"`
	Encounter *Encounter `json:"encounter,omitempty"`
}

// Naming says that the article speaks of a minister in an office, of an initiative or a project.
type Naming struct {
	Name   string `json:"name"` // identifier of a Name
	Office Office `json:"office,omitempty"`
}

// Statement says that states committed themselves.
type Statement struct {
	Kind    Kind     `json:"kind"`
	Parties []Party  `json:"parties"`           // by code, two at least
	Topics  []Topic  `json:"topics"`            // one to three
	Objects []string `json:"objects,omitempty"` // identifiers of the Names of projects and initiatives, sorted
	Voices  []string `json:"voices,omitempty"`  // identifiers of the Names of ministers who voiced it, sorted
}

// Encounter says that officials met.
type Encounter struct {
	Countries []string `json:"countries"` // codes, sorted, two at least
	Ministers []string `json:"ministers"` // identifiers of the Names of those present, sorted
	Place     string   `json:"place,omitempty"`
}

// Party is a state bound or addressed by an agreement.
type Party struct {
	Country string `json:"country"`
	Role    Role   `json:"role"`
}

// Identify fills in the observation's identifier: a digest of its article and of all that it
// says, but neither of when it was loaded nor of the block in which it is resolved.
func (o *Observation) Identify() {
	body, err := json.Marshal([]any{o.Naming, o.Statement, o.Encounter, o.Date, o.Rule})
	if err != nil {
		panic(err) // plain data always marshals
	}
	o.ID = observationPrefix + Digest(o.Article, o.Evidence.Quote, strconv.Itoa(o.Evidence.Start), string(body),
		strconv.FormatFloat(o.Confidence, 'g', -1, 64))
}
