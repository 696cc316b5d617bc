package lexicon

import (
	"cmp"
	"slices"
)

// automaton finds phrases, which are sequences of numbers: a node stands for the beginning of some, node 0 for none of them yet. It is laid
// phrase by phrase, then compiled. What a phrase means is kept beside it, by node.
type automaton struct {
	laid map[[2]int32]int32 // node and number -> node, until it is compiled

	first   []int32 // by number: the node after it from node 0, 0 if there is none
	from    []int32 // by node: where its edges begin in numbers and nodes
	numbers []int32
	nodes   []int32
}

// lay returns the node after a number, and whether it is new.
func (a *automaton) lay(node, number int32) (next int32, fresh bool) {
	if a.laid == nil {
		a.laid = map[[2]int32]int32{}
	}
	key := [2]int32{node, number}
	next, ok := a.laid[key]
	if !ok {
		next = int32(len(a.laid)) + 1
		a.laid[key] = next
	}
	return next, !ok
}

// compile makes the automaton fit to be followed. Nearly all nodes but the first have few edges, which are quicker to look through than to hash.
func (a *automaton) compile() {
	type edge struct{ node, number, next int32 }
	edges := make([]edge, 0, len(a.laid))
	for key, next := range a.laid {
		edges = append(edges, edge{key[0], key[1], next})
	}
	slices.SortFunc(edges, func(x, y edge) int {
		return cmp.Or(cmp.Compare(x.node, y.node), cmp.Compare(x.number, y.number))
	})
	a.from = make([]int32, len(a.laid)+2)
	for _, e := range edges {
		if e.node == 0 {
			if n := int(e.number) + 1; n > len(a.first) {
				a.first = append(a.first, make([]int32, n-len(a.first))...)
			}
			a.first[e.number] = e.next
			continue
		}
		a.numbers, a.nodes = append(a.numbers, e.number), append(a.nodes, e.next)
		a.from[e.node+1]++
	}
	for i := 1; i < len(a.from); i++ {
		a.from[i] += a.from[i-1]
	}
	a.laid = nil
}

// step returns the node after a number, 0 if no phrase goes on so.
func (a *automaton) step(node, number int32) int32 {
	if node == 0 {
		if int(number) < len(a.first) {
			return a.first[number]
		}
		return 0
	}
	lo, hi := a.from[node], a.from[node+1]
	for hi-lo > 8 { // the edges of a node are in the order of their numbers
		if mid := (lo + hi) / 2; a.numbers[mid] <= number {
			lo = mid
		} else {
			hi = mid
		}
	}
	for k := lo; k < hi; k++ {
		if a.numbers[k] == number {
			return a.nodes[k]
		}
	}
	return 0
}
