package mention

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/sentence"
)

// TestDateExamples runs the examples of every dates.yaml; those of "all" must hold in each language.
func TestDateExamples(t *testing.T) {
	for _, l := range lexicon.Languages() {
		examples, err := lexicon.DateExamples(lexicon.Data(), l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range examples {
			d := sentence.Split(l, e.Text)
			var got []string
			for i := range d.Sentences {
				for _, w := range Dates(d, i, graph.Date{Value: e.Published}) {
					got = append(got, w.Date.Value)
					if d.Text[w.Start:w.End] != w.Date.Words {
						t.Errorf("%s: %q: words %q", l.Tag, e.Text, w.Date.Words)
					}
				}
			}
			if len(got) == 0 && len(e.Want) == 0 {
				continue
			}
			if diff := cmp.Diff(e.Want, got); diff != "" {
				t.Errorf("%s: %q (published %s) (-want +got):\n%s", l.Tag, e.Text, e.Published, diff)
			}
		}
	}
}
