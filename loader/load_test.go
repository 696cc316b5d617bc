package loader

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/record"
)

// fakeStore keeps fingerprints, as a store does, and the batches that it was given.
type fakeStore struct {
	held    map[string]string
	batches []graph.Batch
	fail    error
}

func (s *fakeStore) Write(_ context.Context, b graph.Batch) (graph.Written, error) {
	if s.fail != nil {
		return graph.Written{}, s.fail
	}
	s.batches = append(s.batches, b)
	var w graph.Written
	for _, f := range b.Articles {
		before, held := s.held[f.Article.ID]
		switch {
		case !held:
			w.Outcomes = append(w.Outcomes, graph.Loaded)
			w.New += len(f.Observations)
		case before == f.Article.Fingerprint:
			w.Outcomes = append(w.Outcomes, graph.Unchanged)
			w.Known += len(f.Observations)
		default:
			w.Outcomes = append(w.Outcomes, graph.Replaced)
		}
		s.held[f.Article.ID] = f.Article.Fingerprint
	}
	return w, nil
}

// entries keeps a report in memory.
type entries []Entry

func (e *entries) Article(entry Entry) error {
	*e = append(*e, entry)
	return nil
}

func (e *entries) outcomes() string {
	var list []string
	for _, entry := range *e {
		list = append(list, entry.Article+":"+string(entry.Outcome))
	}
	return strings.Join(list, " ")
}

// speaking is an article, told by its path, whose only fact is that a minister is named.
func speaking(path, minister string) func() Item {
	text := minister + " spoke."
	start, end := 0, len(text)
	r := record.Record{Path: path, Lang: "en", Text: text, Countries: []string{"CN"}, Ministers: []record.Minister{{
		Name: minister, Country: "CN", Office: graph.ForeignMinister, Mentions: []string{minister},
		Evidence: record.Evidence{Quote: text, Start: &start, End: &end},
	}}}
	return func() Item { return Item{Place: path, Key: path, Record: r} }
}

func silent(path string) func() Item {
	return func() Item {
		return Item{Place: path, Key: path, Record: record.Record{Path: path, Lang: "en", Text: "Rain."}}
	}
}

func TestLoad(t *testing.T) {
	store := &fakeStore{held: make(map[string]string)}
	failed := func() Item { return FailedItem("broken", graph.Errorf(graph.Invalid, "no article")) }
	jobs := []func() Item{speaking("a", "Wang Yi"), failed, speaking("b", "Wang Yi"), silent("c"), speaking("a", "Wang Yi"), speaking("a", "Li Qiang"),
		speaking("d", "Li Qiang")}
	var report entries
	totals, err := Load(t.Context(), store, slices.Values(jobs), Options{Batch: 3, Workers: 4, Report: &report})
	if err != nil {
		t.Fatal(err)
	}
	const want = "a:LOADED broken:FAILED b:LOADED c:NO_FACTS a:UNCHANGED a:FAILED d:LOADED"
	if got := report.outcomes(); got != want {
		t.Errorf("outcomes\n got %s\nwant %s", got, want)
	}
	if totals.Articles != 7 || totals.Failed() != 2 || totals.Found != 3 || totals.New != 3 || totals.Stopped {
		t.Errorf("totals %+v", totals)
	}
	if why := report[5].Why; !strings.Contains(why, "other content") {
		t.Errorf("the repeated path is explained by %q", why)
	}
	var withdrawn []string
	for _, b := range store.batches {
		withdrawn = append(withdrawn, b.Withdraw...)
	}
	if !slices.Equal(withdrawn, []string{graph.ArticleID("c")}) {
		t.Errorf("withdrawn %v", withdrawn)
	}

	report = nil
	totals, err = Load(t.Context(), store, slices.Values(jobs[:1]), Options{Report: &report})
	if err != nil || report.outcomes() != "a:UNCHANGED" || totals.Known != 1 {
		t.Errorf("second load: %v, %s, %+v", err, report.outcomes(), totals)
	}
}

func TestLoadDryRun(t *testing.T) {
	store := &fakeStore{held: make(map[string]string)}
	totals, err := Load(t.Context(), store, slices.Values([]func() Item{speaking("a", "Wang Yi")}), Options{DryRun: true})
	if err != nil || totals.Found != 1 || totals.Outcomes[Loaded] != 1 || len(store.batches) > 0 {
		t.Errorf("%v, %+v, %d batches", err, totals, len(store.batches))
	}
}

func TestLoadDropText(t *testing.T) {
	store := &fakeStore{held: make(map[string]string)}
	if _, err := Load(t.Context(), store, slices.Values([]func() Item{speaking("a", "Wang Yi")}), Options{DropText: true}); err != nil {
		t.Fatal(err)
	}
	a := store.batches[0].Articles[0].Article
	if a.Text != "" || len(a.TextHash) != 64 {
		t.Errorf("text %q, hash %q", a.Text, a.TextHash)
	}
}

// TestLoadOrder finds entries in the order of the input, however long each job takes.
func TestLoadOrder(t *testing.T) {
	var jobs []func() Item
	var want []string
	gates := make([]chan struct{}, 50)
	for i := range gates {
		gates[i] = make(chan struct{})
	}
	for i := range gates {
		path := fmt.Sprintf("a%02d", i)
		want = append(want, path+":LOADED")
		job := speaking(path, "Wang Yi")
		jobs = append(jobs, func() Item {
			if i%2 == 0 && i+1 < len(gates) {
				<-gates[i+1] // the next one ends first
			}
			close(gates[i])
			return job()
		})
	}
	var report entries
	if _, err := Load(t.Context(), &fakeStore{held: make(map[string]string)}, slices.Values(jobs), Options{Workers: 2, Report: &report}); err != nil {
		t.Fatal(err)
	}
	if got := report.outcomes(); got != strings.Join(want, " ") {
		t.Errorf("outcomes %s", got)
	}
}

func TestLoadStoreFails(t *testing.T) {
	broken := errors.New("disk full")
	_, err := Load(t.Context(), &fakeStore{fail: broken}, slices.Values([]func() Item{speaking("a", "Wang Yi")}), Options{})
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// TestLoadCancelled writes what is in hand and says that it stopped.
func TestLoadCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	store := &fakeStore{held: make(map[string]string)}
	jobs := func(yield func(func() Item) bool) {
		for i := 0; ; i++ {
			if i == 5 {
				cancel()
			}
			if !yield(speaking(fmt.Sprint("a", i), "Wang Yi")) {
				return
			}
		}
	}
	totals, err := Load(ctx, store, jobs, Options{Workers: 1})
	if err != nil || !totals.Stopped || len(store.batches) != 1 || totals.Articles != len(store.batches[0].Articles) {
		t.Errorf("%v, %+v, %d batches", err, totals, len(store.batches))
	}
}

func TestJSONReport(t *testing.T) {
	for _, list := range []entries{nil, {{Article: "a\nb", Outcome: Loaded}}, {{Article: "a", Outcome: Failed, Why: "no"}, {Article: "b", Outcome: Loaded}}} {
		var out strings.Builder
		r := NewJSONReport(&out)
		for _, e := range list {
			if err := r.Article(e); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Close(Totals{Articles: len(list)}); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Articles []Entry
			Totals   Totals
		}
		if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
			t.Fatalf("%v in %s", err, out.String())
		}
		if got.Totals.Articles != len(list) || len(got.Articles) != len(list) {
			t.Errorf("report %s", out.String())
		}
	}
}

func TestTotalsString(t *testing.T) {
	totals := Totals{Articles: 2, Outcomes: map[Outcome]int{Loaded: 1, NoFacts: 1}, Found: 3, New: 3, Seconds: 0.25}
	if got, want := totals.String(), "2 articles in 0.2 s: 1 loaded, 1 no facts; 3 facts, 3 new, 0 known"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
