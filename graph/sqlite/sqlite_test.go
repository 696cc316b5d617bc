package sqlite_test

import (
	"path/filepath"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

func open(t testing.TB, path string, o sqlite.Options) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func file(t testing.TB) string { return filepath.Join(t.TempDir(), "graph.db") }

func TestContract(t *testing.T) {
	graphtest.Run(t, func(t *testing.T) graph.Store { return open(t, file(t), sqlite.Options{}) })
}

func TestContractInMemory(t *testing.T) {
	graphtest.Run(t, func(t *testing.T) graph.Store { return open(t, ":memory:", sqlite.Options{}) })
}
