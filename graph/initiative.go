package graph

// Initiative is a named political framework that outlives one meeting.
type Initiative struct {
	ID      string         `json:"id"`
	Name    string         `json:"name"` // as usual in English
	Kind    InitiativeKind `json:"kind"`
	Aliases []string       `json:"aliases"` // every form in which articles write the name, sorted
	Names   []string       `json:"names"`   // identifiers of the Names that are this initiative, sorted
}

// Position is where the initiative stands in the order by name.
func (i Initiative) Position() Position { return Position{Key: i.Name, ID: i.ID} }
