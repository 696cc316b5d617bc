package graphtest

import (
	"testing"

	"entente/graph"
)

// mostStatements is how many statements a call may run, whatever it asks and finds.
const mostStatements = 8

// Statements tests that calls with many questions run few statements, and no more where they find
// more. Open returns an empty graph, as for Run, that calls count once for each statement that it
// sends.
func Statements(t *testing.T, open func(t *testing.T, count func()) graph.Store) {
	n := 0
	s := open(t, func() { n++ })
	all := Corpus(20, 240)
	few := all[:12]
	r := whole(t, few...)
	var ids, articles []string
	for _, f := range few {
		articles = append(articles, f.Article.ID)
	}
	// Those that later articles do not merge into others: where an identifier is a former one, its successor is read too.
	later := map[string]bool{}
	for _, a := range list(t, whole(t, all...).Agreements(), graph.AgreementFilter{}) {
		later[a.ID] = true
	}
	for _, a := range list(t, r.Agreements(), graph.AgreementFilter{}) {
		if later[a.ID] {
			ids = append(ids, a.ID)
		}
	}
	if len(ids) < 10 {
		t.Fatalf("only %d agreements of the first articles stand in the end", len(ids))
	}
	nodes := append(articles, ids...)
	for _, m := range list(t, r.Ministers(), graph.MinisterFilter{}) {
		nodes = append(nodes, m.ID)
	}
	var queries []graph.Query[graph.AgreementFilter]
	var filters []graph.AgreementFilter
	for i := range 40 {
		f := graph.AgreementFilter{Countries: states[i%4 : i%4+1+i%3]}
		if i%5 == 0 {
			f.Text = "铁路"
		}
		filters = append(filters, f)
		queries = append(queries, graph.Query[graph.AgreementFilter]{Filter: f, Page: graph.Page{Limit: graph.MaxPage}})
	}
	calls := []struct {
		name string
		call func() error
	}{
		{"ByID", func() error {
			_, err := s.Agreements().ByID(t.Context(), append(ids, "agreement-aaaaaaaaaaaaaaaaaaaa"))
			return err
		}},
		{"Lists", func() error { _, err := s.Agreements().Lists(t.Context(), queries); return err }},
		{"Counts", func() error { _, err := s.Agreements().Counts(t.Context(), filters); return err }},
		{"Countries", func() error {
			_, err := s.Countries().Lists(t.Context(), []graph.Query[graph.CountryFilter]{{Page: graph.Page{Limit: 1000}}})
			return err
		}},
		{"Ministers", func() error {
			_, err := s.Ministers().Lists(t.Context(), []graph.Query[graph.MinisterFilter]{{Page: graph.Page{Limit: 1000}}})
			return err
		}},
		{"Articles", func() error {
			_, err := s.Articles().Lists(t.Context(), []graph.Query[graph.ArticleFilter]{{Page: graph.Page{Limit: 1000}}})
			return err
		}},
		{"Texts", func() error { _, err := s.Texts(t.Context(), articles); return err }},
		{"Observations", func() error { _, err := s.Observations(t.Context(), nodes); return err }},
		{"Curation", func() error { _, err := s.Curation(t.Context()); return err }},
	}
	var before []int
	for round, articles := range [][]graph.ArticleFacts{few, all[12:]} {
		write(t, s, articles...)
		for i, c := range calls {
			n = 0
			if err := c.call(); err != nil {
				t.Fatal(c.name, err)
			}
			if n == 0 || n > mostStatements {
				t.Errorf("%s ran %d statements, want 1 to %d", c.name, n, mostStatements)
			}
			if round == 0 {
				before = append(before, n)
			} else if n != before[i] {
				t.Errorf("%s ran %d statements over few nodes and %d over many", c.name, before[i], n)
			}
		}
	}
}
