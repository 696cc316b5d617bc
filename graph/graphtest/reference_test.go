package graphtest

import (
	"testing"

	"entente/graph"
)

func TestReference(t *testing.T) {
	Run(t, func(*testing.T) graph.Store { return Reference() })
}

// TestHistoriesMany tries package resolve with more histories than a store has time for.
func TestHistoriesMany(t *testing.T) {
	for seed := range uint64(40) {
		history(t, Reference(), 5000+seed, 25, 20)
	}
}
