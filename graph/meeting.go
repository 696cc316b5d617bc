package graph

import "time"

// Meeting is one encounter of officials of two or more countries.
type Meeting struct {
	ID         string    `json:"id"`
	Block      string    `json:"block"`
	Date       Date      `json:"date,omitzero"`
	Countries  []string  `json:"countries"`           // codes, sorted
	Ministers  []string  `json:"ministers,omitempty"` // identifiers of those present, sorted
	Place      string    `json:"place,omitempty"`     // town or venue, as an article writes it
	Reports    []Report  `json:"reports"`             // the evidence, by observation
	Confidence float64   `json:"confidence"`          // that at least one independent report is right
	Sources    int       `json:"sources"`             // independent ones: reprints count once
	Languages  []string  `json:"languages"`           // of its articles, sorted
	LoadedAt   time.Time `json:"loadedAt"`            // of the earliest report
}

// Position is where the meeting stands in the order by date.
func (m Meeting) Position() Position { return Position{Key: m.Date.Value, ID: m.ID} }
