package dump_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/dump"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

func open(t *testing.T) graph.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), ":memory:", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func write(t *testing.T, s graph.Reader, o dump.Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := dump.Write(context.Background(), s, &out, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func refuse(t *testing.T) func(int, error) {
	return func(number int, err error) { t.Errorf("line %d: %v", number, err) }
}

func TestRoundTrip(t *testing.T) {
	first := open(t)
	corpus := graphtest.Corpus(7, 60)
	c := graph.Curation{Same: []graph.NamePair{{A: graph.NameKey{Type: graph.ProjectNode, Text: "A"}, B: graph.NameKey{Type: graph.ProjectNode, Text: "B"}}}}
	if _, err := first.Write(t.Context(), graph.Batch{Articles: corpus, Curation: &c}); err != nil {
		t.Fatal(err)
	}
	want := write(t, first, dump.Options{})
	if n := strings.Count(want, "\n"); n < len(corpus) {
		t.Fatalf("a dump of %d lines", n)
	}
	second := open(t)
	for range 2 { // the second restore changes nothing
		done, err := dump.Restore(t.Context(), second, strings.NewReader(want), refuse(t))
		if err != nil || done.Articles != len(corpus) {
			t.Fatalf("restored %+v, %v", done, err)
		}
		if got := write(t, second, dump.Options{}); got != want {
			t.Error("the dump of what was restored differs")
		}
	}
}

func TestOmitTimes(t *testing.T) {
	corpus := graphtest.Corpus(7, 20)
	early, late := open(t), open(t)
	if _, err := early.Write(t.Context(), graph.Batch{Articles: corpus}); err != nil {
		t.Fatal(err)
	}
	for i := range corpus {
		corpus[i].Article.LoadedAt = corpus[i].Article.LoadedAt.Add(time.Hour)
		for j := range corpus[i].Observations {
			corpus[i].Observations[j].LoadedAt = corpus[i].Article.LoadedAt
		}
	}
	if _, err := late.Write(t.Context(), graph.Batch{Articles: corpus}); err != nil {
		t.Fatal(err)
	}
	if write(t, early, dump.Options{}) == write(t, late, dump.Options{}) {
		t.Error("dumps with times are equal")
	}
	a, b := write(t, early, dump.Options{OmitTimes: true}), write(t, late, dump.Options{OmitTimes: true})
	if a != b || strings.Contains(a, "loadedAt") {
		t.Error("dumps without times differ or hold times")
	}
}

func TestRestoreBadLines(t *testing.T) {
	s := open(t)
	if _, err := s.Write(t.Context(), graph.Batch{Articles: graphtest.Corpus(7, 5)}); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(write(t, s, dump.Options{}), "\n")
	cut := lines[2][:len(lines[2])/2] + "\n"
	changed := strings.Replace(lines[3], `"quote":"`, `"quote":"not `, 1)
	renamed := strings.Replace(lines[4], `"key":"`, `"key":"other`, 1)
	var bad []int
	done, err := dump.Restore(t.Context(), open(t), strings.NewReader(lines[0]+lines[1]+cut+changed+renamed+lines[5]), func(number int, err error) {
		if graph.CodeOf(err) != graph.Invalid {
			t.Errorf("line %d: %v", number, err)
		}
		bad = append(bad, number)
	})
	if err != nil || done.Articles != 2 || len(bad) != 3 || bad[0] != 3 || bad[1] != 4 || bad[2] != 5 {
		t.Errorf("restored %+v, %v, bad lines %v", done, err, bad)
	}
}

func TestRestoreNoDump(t *testing.T) {
	for text, code := range map[string]graph.Code{
		"hello\n":                graph.Invalid,
		"{}\n":                   graph.Invalid,
		"{\"ententeDump\":99}\n": graph.Outdated,
	} {
		if _, err := dump.Restore(t.Context(), open(t), strings.NewReader(text), refuse(t)); graph.CodeOf(err) != code {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzRestore(f *testing.F) {
	f.Add([]byte("{\"ententeDump\":1}\n{\"facts\":{\"article\":{}}}\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		store := discard{}
		if _, err := dump.Restore(t.Context(), store, bytes.NewReader(body), func(int, error) {}); err != nil && graph.CodeOf(err) == graph.Internal {
			t.Errorf("%q: %v", body, err)
		}
	})
}

// discard is a writer that takes everything.
type discard struct{}

func (discard) Write(context.Context, graph.Batch) (graph.Written, error) {
	return graph.Written{}, nil
}
