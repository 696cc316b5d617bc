package fusion

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/sqlite"
)

var wrong = flag.Bool("wrong", false, "list what is told wrongly of the open half")

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
	articles, err := Read("articles")
	if err != nil {
		t.Fatal(err)
	}
	return articles
}

// TestCorpus holds what the figures are worth.
func TestCorpus(t *testing.T) {
	langs, events, shared := make(map[string]int), make(map[string]bool), make(map[string]map[string]bool)
	copies := 0
	articles := corpus(t)
	for _, a := range articles {
		langs[a.Lang]++
		events[a.Event] = true
		if a.ReprintOf != "" {
			copies++
		}
		for _, f := range a.Agreements {
			if shared[f.Event] == nil {
				shared[f.Event] = make(map[string]bool)
			}
			shared[f.Event][a.Lang] = true
		}
	}
	abroad := 0
	for _, in := range shared {
		if len(in) > 1 {
			abroad++
		}
	}
	if len(articles) < 200 || len(events) < 60 || len(langs) != 6 || copies < 10 || abroad < 60 {
		t.Errorf("%d articles about %d events in %v, %d copies, %d agreements in several languages", len(articles), len(events), langs, copies, abroad)
	}
}

func TestReadFaults(t *testing.T) {
	const sentence = "China and Serbia signed a treaty."
	for name, test := range map[string]struct{ file, want string }{
		"none":         {"", "no article"},
		"no JSON":      {"{", "is no article"},
		"no event":     {`{"id":"a","lang":"en","text":"x"}`, "is missing"},
		"no sentence":  {`{"id":"a","event":"e","lang":"en","text":"x","agreements":[{"event":"e1","kind":"SIGNED","parties":["CN","RS"],"topics":["TRADE"],"sentence":"` + sentence + `"}]}`, "not in the text"},
		"no country":   {`{"id":"a","event":"e","lang":"en","text":"` + sentence + `","agreements":[{"event":"e1","kind":"SIGNED","parties":["CN","QQ"],"topics":["TRADE"],"sentence":"` + sentence + `"}]}`, "QQ"},
		"no original":  {`{"id":"a","event":"e","lang":"en","text":"x","reprint_of":"b"}`, "said to reprint b"},
		"no such kind": {`{"id":"a","event":"e","lang":"en","text":"` + sentence + `","agreements":[{"event":"e1","kind":"DENIED","parties":["CN","RS"],"topics":["TRADE"],"sentence":"` + sentence + `"}]}`, "DENIED"},
	} {
		dir := t.TempDir()
		if test.file != "" {
			if err := os.WriteFile(filepath.Join(dir, "a.json"), []byte(test.file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: the error is %v, want one that says %q", name, err, test.want)
		}
	}
}

func TestMeasure(t *testing.T) {
	articles := corpus(t)
	found := Extract(articles)
	var first string
	for seed := range uint64(3) {
		r, err := Measure(t.Context(), articles, found, memory, seed)
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
				list(r)
			}
		} else if d := cmp.Diff(first, b.String()); d != "" {
			t.Errorf("another order of loading gives other figures:\n%s", d)
		}
		all := func(string) bool { return true }
		for name, f := range map[string]Fusion{"gold": r.Gold, "extracted": r.Found} {
			if f1 := f.Score(all).F1(); f1 < 0.9 {
				t.Errorf("F1 of %s statements is %.3f, want 0.9 at least", name, f1)
			}
		}
		if p := r.Reprints.Precision(); p < 1 {
			t.Errorf("precision of reprints %.3f: %v", p, r.Reprints.Wrong)
		}
		if len(r.Gold.Items) != r.Stated {
			t.Errorf("%d statements were counted of %d", len(r.Gold.Items), r.Stated)
		}
	}
}

func list(r Report) {
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
