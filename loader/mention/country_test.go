package mention

import (
	"strings"
	"testing"

	"entente/loader/lexicon/lexicontest"
	"entente/loader/sentence"
)

func TestCountries(t *testing.T) {
	l := lexicontest.Toy()
	for text, want := range map[string]string{
		"Arnor and the gondorians met.":              "BV HM",
		"The gondorian language is old.":             "",
		"They met in Minas Tirith.":                  "",   // a place
		"Minas Tirith said so.":                      "HM", // a government
		"Talks with Minas Tirith went on.":           "HM",
		"The Arno-Gondo pact.":                       "BV HM", // a compound
		"The river Arno is long.":                    "",
		"The Mark is wide.":                          "",   // ambiguous
		"The Mark is wide, says Rohan.":              "UM", // named otherwise
		"They live in Mark today.":                   "UM", // after a word of place
		"In Old Mark came home.":                     "",
		"Rohan met Mark Baggins.":                    "UM",
		"Said the Gondor Gazette.":                   "",
		"The Dual Realm signed.":                     "BV HM",
		"The dunedain of Gondor.":                    "HM", // of two, the one that is named
		"the dunedain walk.":                         "",
		"Gondor Gazette":                             "",
		"arnor met gondor in the hall of the kings.": "BV HM", // a text without capitals
	} {
		if got := strings.Join(Codes(Countries(sentence.Split(l, text))), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	d := sentence.Split(l, "The Mark is wide.")
	if got := Codes(Countries(d, "UM")); len(got) != 1 {
		t.Errorf("a country known from the title: %q", got)
	}
}

func TestPassedOver(t *testing.T) {
	l := lexicontest.Toy()
	for text, want := range map[string]string{
		"Arnor and the gondorians met.":      "",
		"The gondorian language is old.":     "HM adj",
		"They met in Minas Tirith.":          "HM capital",
		"The river Arno is long.":            "BV part",
		"The Mark is wide.":                  "UM weak",
		"The Mark is wide, says Rohan.":      "",
		"Rohan met Gondor in Minas Tirith.":  "HM capital",
		"The Gondor Gazette was closed down": "", // no country at all
	} {
		var got []string
		for _, p := range PassedOver(sentence.Split(l, text)) {
			got = append(got, p.Code+" "+string(p.Kind))
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
