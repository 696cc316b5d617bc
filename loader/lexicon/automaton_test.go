package lexicon

import (
	"math/rand/v2"
	"testing"
)

// TestAutomaton holds an automaton against the phrases that were laid, some nodes of which have many edges.
func TestAutomaton(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var a automaton
	want := map[[2]int32]int32{}
	var ends []int32
	for range 3000 {
		node := int32(0)
		for range 1 + rng.IntN(4) {
			number := int32(rng.ExpFloat64() * 20)
			next, fresh := a.lay(node, number)
			if _, known := want[[2]int32{node, number}]; known == fresh {
				t.Fatalf("node %d, number %d: fresh is %v", node, number, fresh)
			}
			want[[2]int32{node, number}] = next
			node = next
		}
		ends = append(ends, node)
	}
	a.compile()
	for _, node := range append(ends, 0, 1, 2, 3) {
		for number := range int32(300) {
			if got := a.step(node, number); got != want[[2]int32{node, number}] {
				t.Fatalf("node %d, number %d: %d, not %d", node, number, got, want[[2]int32{node, number}])
			}
		}
	}
	var empty automaton
	empty.compile()
	if empty.step(0, 7) != 0 {
		t.Error("an automaton of no phrases goes on")
	}
}
