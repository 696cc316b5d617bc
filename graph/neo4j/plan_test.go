package neo4j_test

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/neo4j/neo4jtest"
)

// TestPlans holds that pages are read along an index in their order, even of a graph so small that
// the planner would rather look through all of it.
func TestPlans(t *testing.T) {
	s := open(t, neo4jtest.Empty(t))
	at := graph.Position{Key: "2020-01-01", ID: "agreement-x"}
	pair := []string{"CN", "FR"}
	for _, test := range []struct {
		name   string
		filter graph.AgreementFilter
		page   graph.Page
	}{
		{"all", graph.AgreementFilter{}, graph.Page{Limit: 50}},
		{"a later page", graph.AgreementFilter{}, graph.Page{Limit: 50, After: &at}},
		{"kind", graph.AgreementFilter{Kinds: []graph.Kind{graph.Signed}}, graph.Page{Limit: 50}},
		{"dates", graph.AgreementFilter{Dates: graph.Dates{From: "2019-01-01", To: "2020-06-30"}}, graph.Page{Limit: 50}},
		{"country", graph.AgreementFilter{Countries: pair[:1]}, graph.Page{Limit: 50}},
		{"pair", graph.AgreementFilter{Countries: pair}, graph.Page{Limit: 50}},
		{"pair, a later page", graph.AgreementFilter{Countries: pair}, graph.Page{Limit: 50, After: &at}},
		{"pair and dates", graph.AgreementFilter{Countries: pair, Dates: graph.Dates{From: "2019-01-01"}}, graph.Page{Limit: 50}},
	} {
		for _, descending := range []bool{true, false} {
			statement, args := neo4j.AgreementList(test.filter, test.page, descending)
			for _, p := range s.Plan(t, statement, args) {
				operator, _, _ := strings.Cut(p.Operator(), "@")
				outer := operator == "Top" && len(test.filter.Countries) == 2 // unites two ordered lists
				if strings.HasSuffix(operator, "Scan") || strings.Contains(operator, "Sort") || strings.Contains(operator, "Top") && !outer {
					t.Errorf("%s: the plan of\n%s\nhas %s %v", test.name, statement, operator, p.Arguments()["Details"])
				}
			}
		}
	}
}
