package graph

import "time"

// Article is one text with its metadata.
type Article struct {
	ID        string    `json:"id"`
	Key       string    `json:"key"` // what names it: its URL, else its path, else the hash of its text
	URL       string    `json:"url,omitempty"`
	Path      string    `json:"path,omitempty"`
	Title     string    `json:"title,omitempty"`
	Source    string    `json:"source,omitempty"` // the outlet
	Lang      string    `json:"lang"`
	Published string    `json:"published,omitempty"` // a Date value
	Text      string    `json:"text,omitempty"`      // its normal form; "" where texts are not kept
	TextHash  string    `json:"textHash"`            // lower-case hex SHA-256 of the normal form
	Signature Signature `json:"signature,omitempty"` // of the text, to tell reprints
	Countries []string  `json:"countries,omitempty"` // codes of the countries that it names, sorted
	LoadedAt  time.Time `json:"loadedAt"`            // since when the graph has known it, UTC

	// Fingerprint is a digest of all that the graph holds of the article but LoadedAt: equal
	// fingerprints mean that there is nothing to write.
	Fingerprint string `json:"fingerprint"`
}

// Position is where the article stands in the order by date of publication.
func (a Article) Position() Position { return Position{Key: a.Published, ID: a.ID} }

// ArticleFacts is an article with all that it says: the unit in which the graph is written,
// dumped and restored.
type ArticleFacts struct {
	Article      Article       `json:"article"`
	Names        []Name        `json:"names,omitempty"`        // those that Observations refer to, by ID
	Observations []Observation `json:"observations,omitempty"` // by ID
}
