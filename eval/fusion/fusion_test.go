package fusion

import (
	"context"
	"flag"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/sqlite"
)

var wrong = flag.Bool("wrong", false, "list what is told wrongly of the open half")
var dir = flag.String("dir", "testdata", "the articles")

func memory(ctx context.Context) (graph.Store, error) {
	return sqlite.Open(ctx, ":memory:", sqlite.Options{})
}

func TestBCubed(t *testing.T) {
	of := func(event, key, lang string) item { return item{key: key, event: event, lang: lang, group: "g"} }
	items := []item{of("a", "1", "en"), of("a", "2", "fr"), of("a", "3", "en"), of("b", "4", "en"), of("b", "5", "en")}
	f := fusion(items, map[string]string{"1": "x", "2": "x", "3": "y", "4": "y", "5": "y"})
	s := f.Score(func(string) bool { return true })
	// Precision: 1, 1, 1/3, 2/3, 2/3; recall: 2/3, 2/3, 1/3, 1, 1.
	if p, r := (2+5.0/3)/5, (5.0/3+2)/5; math.Abs(s.Precision-p) > 1e-9 || math.Abs(s.Recall-r) > 1e-9 || s.Items != 5 {
		t.Errorf("%+v, want precision %.3f and recall %.3f", s, p, r)
	}
	// 1 finds its report in French, 2 one of two in English, 3 none.
	if a := f.Abroad(func(string) bool { return true }); math.Abs(a-0.5) > 1e-9 {
		t.Errorf("abroad %.3f", a)
	}
	if len(f.Wrong) != 4 {
		t.Errorf("%d pairs are told wrongly, want 4", len(f.Wrong))
	}
}

// corpus reads the articles that are measured.
func corpus(t *testing.T) []Article {
	t.Helper()
	articles, err := Read(*dir)
	if err != nil {
		t.Fatal(err)
	}
	return articles
}

func TestMeasure(t *testing.T) {
	articles := corpus(t)
	var first string
	for seed := range uint64(3) {
		r, err := Measure(t.Context(), articles, memory, seed)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := r.Lines(&b); err != nil {
			t.Fatal(err)
		}
		if seed == 0 {
			first = b.String()
			t.Log("\n" + first)
			if *wrong {
				list(t, r)
			}
		} else if d := cmp.Diff(first, b.String()); d != "" {
			t.Errorf("another order of loading gives other figures:\n%s", d)
		}
		if len(r.Gold.Items) != r.Stated {
			t.Errorf("%d statements were counted of %d", len(r.Gold.Items), r.Stated)
		}
	}
}

func list(t *testing.T, r Report) {
	for _, f := range []struct {
		name   string
		fusion Fusion
	}{{"gold", r.Gold}, {"extracted", r.Found}} {
		for _, w := range f.fusion.Wrong {
			if Locked(w.A.group) || Locked(w.B.group) {
				continue
			}
			what := "fused"
			if w.Missed {
				what = "apart"
			}
			fmt.Printf("%s %s\n\t%s %s: %s\n\t%s %s: %s\n", f.name, what, w.A.article, w.A.event, w.A.text, w.B.article, w.B.event, w.B.text)
		}
	}
	for _, p := range r.Reprints.Wrong {
		fmt.Println("reprint", p)
	}
}
