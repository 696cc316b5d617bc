package mention

import (
	"slices"

	"entente/loader/lexicon"
	"entente/loader/sentence"
)

// Place is one place of a text that names a country. A word that names several countries, such as "Sino-Kyrgyz", gives several
// places.
type Place struct {
	Start, End int // bytes of the text
	Sentence   int // index of the sentence
	First      int // tokens of the document, half open
	Last       int
	Code       string // ISO 3166-1 alpha-2
	Kind       lexicon.NameKind
}

// Countries returns the places of a document that name countries, in the order of the text.
func Countries(d *sentence.Document) []Place {
	var places []Place
	for i := range d.Sentences {
		for _, h := range d.HitsOf(i) {
			n, ok := h.Payload.(*lexicon.Name)
			if !ok {
				continue
			}
			for _, code := range n.Codes {
				places = append(places, Place{Start: d.Tokens[h.Start].Start, End: d.Tokens[h.End-1].End, Sentence: i,
					First: h.Start, Last: h.End, Code: code, Kind: n.Kind})
			}
		}
	}
	return places
}

// Codes returns the countries that places name, sorted, each once.
func Codes(places []Place) []string {
	codes := []string{}
	for _, p := range places {
		codes = append(codes, p.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
