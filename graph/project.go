package graph

// Project is a concrete undertaking that is built, run or funded.
type Project struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"` // as usual in English
	Sector    Topic    `json:"sector"`
	Countries []string `json:"countries"` // codes of those that take part or where it stands, sorted
	Aliases   []string `json:"aliases"`   // every form in which articles write the name, sorted
	Names     []string `json:"names"`     // identifiers of the Names that are this project, sorted
}

// Position is where the project stands in the order by name.
func (p Project) Position() Position { return Position{Key: p.Name, ID: p.ID} }
