package neo4j_test

import (
	"context"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/neo4j"
	"entente/graph/neo4j/neo4jtest"
)

// open opens the server's graph as a test wants it; every remark of the server on a statement's
// speed or form fails the test.
func open(t testing.TB, s neo4jtest.Server) *neo4j.Store {
	t.Helper()
	store, err := neo4j.Open(context.Background(), s.URI, options(t, s))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func options(t testing.TB, s neo4jtest.Server) neo4j.Options {
	return neo4j.Options{Username: s.Username, Password: s.Password, Database: s.Database, Warn: func(statement, remark string) {
		// An empty graph lacks labels, types and properties that it will have.
		if !strings.Contains(remark, ".Statement.Unknown") {
			t.Errorf("%s\n%s", remark, statement)
		}
	}}
}

func TestContract(t *testing.T) {
	neo4jtest.Find(t)
	graphtest.Run(t, func(t *testing.T) graph.Store { return open(t, neo4jtest.Empty(t)) }, graphtest.Snapshots)
}
