package graph

import "time"

// Report is an observation as the evidence of a node.
type Report struct {
	Observation string    `json:"observation"` // its identifier
	Article     string    `json:"article"`     // its article's identifier
	Evidence    Evidence  `json:"evidence"`
	Date        Date      `json:"date,omitzero"` // as this report has it
	Rule        string    `json:"rule,omitempty"`
	Confidence  float64   `json:"confidence"`
	LoadedAt    time.Time `json:"loadedAt"`
}
