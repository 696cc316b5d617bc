package graph

import "time"

// Agreement is what one or more observations, in one or more articles, report: the fact behind
// the reports.
type Agreement struct {
	ID          string    `json:"id"`
	Block       string    `json:"block"`
	Kind        Kind      `json:"kind"`
	Parties     []Party   `json:"parties"` // by code
	Date        Date      `json:"date,omitzero"`
	Topics      []Topic   `json:"topics"`                // sorted
	Projects    []string  `json:"projects,omitempty"`    // identifiers, sorted
	Initiatives []string  `json:"initiatives,omitempty"` // identifiers, sorted
	Voices      []string  `json:"voices,omitempty"`      // identifiers of ministers, sorted
	Reports     []Report  `json:"reports"`               // the evidence, by observation
	Confidence  float64   `json:"confidence"`            // that at least one independent report is right
	Sources     int       `json:"sources"`               // independent ones: reprints count once
	Languages   []string  `json:"languages"`             // of its articles, sorted
	LoadedAt    time.Time `json:"loadedAt"`              // of the earliest report
}

// Countries lists the codes of the parties, sorted.
func (a Agreement) Countries() []string {
	codes := make([]string, len(a.Parties))
	for i, p := range a.Parties {
		codes[i] = p.Country
	}
	return codes
}

// MaxPaired is the number of parties up to which every pair of them has an AGREED_WITH edge. An
// agreement of more parties is found through its parties alone: 190 of them would make 17,955 edges.
const MaxPaired = 10

// Pairs lists the agreement's pairs of parties as "CN-KG", in byte order; none if it has more
// than MaxPaired parties.
func (a Agreement) Pairs() []string {
	if len(a.Parties) > MaxPaired {
		return nil
	}
	var pairs []string
	for i, p := range a.Parties {
		for _, q := range a.Parties[i+1:] {
			pairs = append(pairs, Pair(p.Country, q.Country))
		}
	}
	return pairs
}

// Pair names two countries in either order: "CN-KG".
func Pair(a, b string) string {
	if b < a {
		a, b = b, a
	}
	return a + "-" + b
}

// Position is where the agreement stands in the order by date.
func (a Agreement) Position() Position { return Position{Key: a.Date.Value, ID: a.ID} }
