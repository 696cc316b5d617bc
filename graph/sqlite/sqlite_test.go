package sqlite_test

import (
	"path/filepath"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

func open(t *testing.T) graph.Store {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestSmoke(t *testing.T) {
	s := open(t)
	w, err := s.Write(t.Context(), graph.Batch{Articles: graphtest.Corpus(1, 300)})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(w.New, w.Known, w.Gone)
	n, err := s.Agreements().Counts(t.Context(), []graph.AgreementFilter{{}, {Countries: []string{"CN", "FR"}}, {Text: "铁路"}})
	t.Log(n, err)
	l, err := s.Agreements().Lists(t.Context(), []graph.Query[graph.AgreementFilter]{{Filter: graph.AgreementFilter{Countries: []string{"CN", "FR"}}, Page: graph.Page{Limit: 2}}})
	t.Logf("%+v %v", l, err)
	m, err := s.Ministers().Lists(t.Context(), []graph.Query[graph.MinisterFilter]{{Page: graph.Page{Limit: 50}}})
	for _, m := range m[0].Nodes {
		t.Log(m.Name, m.Country, m.Aliases, m.Offices)
	}
	t.Log(err)
	k := 0
	for _, err := range s.Facts(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		k++
	}
	t.Log(k)
}
