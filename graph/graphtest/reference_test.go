package graphtest

import (
	"testing"

	"entente/graph"
)

func TestReference(t *testing.T) {
	Run(t, func(*testing.T) graph.Store { return Reference() })
}

func TestHistoriesMany(t *testing.T) {
	for seed := range uint64(150) {
		history(t, Reference(), 5000+seed, 25, 20)
	}
}
