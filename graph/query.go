package graph

// Position is where a node stands in its order: by Key, then by ID, both in byte order. It is
// what a cursor holds, so that rows which come or go elsewhere neither repeat nor hide one.
type Position struct {
	Key string `json:"k"`
	ID  string `json:"i"`
}

// Page says which part of an ordered list is wanted: Limit nodes after the position After, or,
// with Backward, the Limit nodes before the position Before. Both positions may be set; either
// way the nodes come in the list's order. Limit is at least 1 and at most MaxPage.
type Page struct {
	Limit    int
	After    *Position
	Before   *Position
	Backward bool
}

// MaxPage is the largest page that a store returns.
const MaxPage = 1000

// Order is the order of a list. Dated nodes are ordered by date, named ones by name, countries by
// code; ties by identifier; all in byte order.
type Order string

// The orders.
const (
	Ascending  Order = "ASCENDING"  // oldest first, an unknown date before all; names from A
	Descending Order = "DESCENDING" // newest first, an unknown date after all
)

// Query asks for a part of the nodes that pass a filter.
type Query[F any] struct {
	Filter F
	Order  Order // "" means Ascending
	Page   Page
	Along  []NodeType // of the neighbours that will be asked for next; see List.Along
}

// List is a part of an ordered list.
type List[N any] struct {
	Nodes []N
	More  bool // whether the list goes on: behind the nodes, or, if Page.Backward, before them

	// Along are neighbours of the nodes, as ByID would find them, each once, in no order: of the
	// types in Query.Along, as many as cost the store no question of their own, maybe none.
	Along Neighbours
}

// Neighbours are nodes to which others refer: an agreement to its projects, its initiatives, the
// ministers who voiced it and the articles that report it, a meeting to ministers and articles.
type Neighbours struct {
	Ministers   []Minister
	Initiatives []Initiative
	Projects    []Project
	Articles    []Article
}

// Dates keeps what happened wholly between two days, both included; "" leaves an end open. The
// unknown date passes only where both ends are open.
type Dates struct {
	From, To string // "2006-01-02"
}

// Every field of a filter narrows it; the zero filter passes everything. A list of several values
// passes what matches any of them, unless said otherwise. Text passes what holds all its words, as
// package terms splits them.

// ArticleFilter narrows articles.
type ArticleFilter struct {
	Countries []string // names all of these
	Languages []string
	Sources   []string
	Published Dates
	Text      string // in the title
}

// AgreementFilter narrows agreements.
type AgreementFilter struct {
	Countries   []string // all of these are parties
	Kinds       []Kind
	Topics      []Topic
	Dates       Dates
	Projects    []string // identifiers
	Initiatives []string // identifiers
	Ministers   []string // identifiers of those who voiced it
	Articles    []string // identifiers of those that report it
	Languages   []string // of an article that reports it
	Text        string   // in its quotes
	Confidence  float64  // at least
}

// MeetingFilter narrows meetings.
type MeetingFilter struct {
	Countries  []string // all of these took part
	Ministers  []string // identifiers; all of these were present
	Articles   []string
	Languages  []string
	Dates      Dates
	Text       string // in its quotes
	Confidence float64
}

// MinisterFilter narrows ministers.
type MinisterFilter struct {
	Countries []string
	Offices   []Office // held at any time
	Articles  []string // identifiers of those that name him
	Text      string   // in the name or an alias
}

// InitiativeFilter narrows initiatives.
type InitiativeFilter struct {
	Kinds    []InitiativeKind
	Articles []string
	Text     string
}

// ProjectFilter narrows projects.
type ProjectFilter struct {
	Countries []string // all of these take part
	Sectors   []Topic
	Articles  []string
	Text      string
}

// CountryFilter narrows countries.
type CountryFilter struct {
	Codes []string
}
