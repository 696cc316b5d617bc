package mention

import (
	"entente/graph"
	"entente/loader/sentence"
)

// When is one place of a text that gives a date.
type When struct {
	Date       graph.Date // its Words are Text[Start:End]
	Start, End int        // bytes of the text
	First      int        // tokens of the document, half open
	Last       int
	Relative   bool // worked out from the article's date ("yesterday", "on Saturday")
}

// Dates returns the dates that sentence i gives, in the order of the text. Relative days, weekdays, and days and months without a year
// are worked out from reference, the article's date; where that is unknown or says too little, they have an unknown Date, but
// their words. Nothing is made more precise than the text.
func Dates(d *sentence.Document, i int, reference graph.Date) []When { return nil }

// Published returns the date of an article: published if it is known, else that of the text's dateline, else unknown.
func Published(d *sentence.Document, published graph.Date) graph.Date { return published }
