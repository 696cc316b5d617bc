package mention

import (
	"fmt"
	"io/fs"
	"slices"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/sentence"
)

// CheckExamples runs the examples of a language's names.txt, titles.txt and dates.yaml, and those of "all", and returns one error for each that does not
// come out, in the order of the files.
func CheckExamples(l *lexicon.Language, fsys fs.FS) []error {
	var faults []error
	countries, err := lexicon.CountryExamples(fsys, l.Tag)
	if err != nil {
		faults = append(faults, err)
	}
	for _, e := range countries {
		if got := Codes(Countries(sentence.Split(l, e.Text))); !slices.Equal(got, e.Want) {
			faults = append(faults, fmt.Errorf("%s: %q names %v, not %v", e.Where, e.Text, got, e.Want))
		}
	}
	titles, err := lexicon.TitleExamples(fsys, l.Tag)
	if err != nil {
		faults = append(faults, err)
	}
	for _, e := range titles {
		d := sentence.Split(l, e.Text)
		var got []string
		for _, m := range Entities(d, Countries(d), graph.Date{}).Ministers {
			got = append(got, fmt.Sprintf("%s %s %s", m.Office, m.Country, m.Name))
		}
		if !slices.Equal(got, e.Want) {
			faults = append(faults, fmt.Errorf("%s: %q names %q, not %q", e.Where, e.Text, got, e.Want))
		}
	}
	dates, err := lexicon.DateExamples(fsys, l.Tag)
	if err != nil {
		faults = append(faults, err)
	}
	for _, e := range dates {
		d := sentence.Split(l, e.Text)
		var got []string
		for i := range d.Sentences {
			for _, w := range Dates(d, i, graph.Date{Value: e.Published}) {
				got = append(got, w.Date.Value)
			}
		}
		if !slices.Equal(got, e.Want) {
			faults = append(faults, fmt.Errorf("%s: %q gives the dates %q, not %q", e.Where, e.Text, got, e.Want))
		}
	}
	return faults
}
