package graph

// Minister is a person who speaks or acts for a government.
type Minister struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"` // as usual in English
	Country string   `json:"country"`
	Aliases []string `json:"aliases"` // every form in which articles write the name, sorted
	Offices []Tenure `json:"offices"` // by first date, then office
	Names   []string `json:"names"`   // identifiers of the Names that are this minister, sorted
}

// Tenure says between which days articles show a person in an office. It is no term of office:
// First and Last are the earliest and the latest dates of the articles, "" where none is dated.
type Tenure struct {
	Office Office `json:"office"`
	First  string `json:"first,omitempty"`
	Last   string `json:"last,omitempty"`
}

// Position is where the minister stands in the order by name.
func (m Minister) Position() Position { return Position{Key: m.Name, ID: m.ID} }
