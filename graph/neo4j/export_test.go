package neo4j

import (
	"context"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// CheckAgent is checkAgent.
var CheckAgent = checkAgent

// Do runs statements on the store's graph, for tests that need to look behind it.
func (s *Store) Do(t testing.TB, statement string, params map[string]any) []*driver.Record {
	t.Helper()
	session := s.session(context.Background(), driver.AccessModeWrite)
	defer session.Close(context.Background())
	result, err := session.Run(context.Background(), statement, params)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := result.Collect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Plan returns the operators of a statement's plan, parents first.
func (s *Store) Plan(t testing.TB, statement string, params map[string]any) []driver.Plan {
	t.Helper()
	session := s.session(context.Background(), driver.AccessModeRead)
	defer session.Close(context.Background())
	result, err := session.Run(context.Background(), "EXPLAIN "+statement, params)
	if err != nil {
		t.Fatal(err)
	}
	summary, err := result.Consume(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var list []driver.Plan
	var walk func(driver.Plan)
	walk = func(p driver.Plan) {
		list = append(list, p)
		for _, c := range p.Children() {
			walk(c)
		}
	}
	walk(summary.Plan())
	return list
}

// AgreementList is the statement that lists agreements, with its parameters.
func AgreementList(f graph.AgreementFilter, p graph.Page, descending bool) (string, map[string]any) {
	q := askAgreements(f)
	q.bounds(p, descending)
	q.args["place"] = 0
	return q.list(descending, "Agreement", []graph.NodeType{graph.ProjectNode, graph.ArticleNode}), values{"queries": []values{q.args}, "limit": p.Limit + 1}
}
