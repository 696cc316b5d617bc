package lexicon

import "slices"

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
	a.from = make([]int32, len(a.laid)+2)
	most := int32(-1)
	for key := range a.laid {
		if key[0] == 0 {
			most = max(most, key[1])
		} else {
			a.from[key[0]+1]++
		}
	}
	for i := 1; i < len(a.from); i++ {
		a.from[i] += a.from[i-1]
	}
	a.first = make([]int32, most+1)
	a.numbers, a.nodes = make([]int32, a.from[len(a.from)-1]), make([]int32, a.from[len(a.from)-1])
	filled := slices.Clone(a.from)
	for key, next := range a.laid {
		if key[0] == 0 {
			a.first[key[1]] = next
			continue
		}
		k := filled[key[0]]
		filled[key[0]]++
		for ; k > a.from[key[0]] && a.numbers[k-1] > key[1]; k-- { // each node's edges in the order of their numbers
			a.numbers[k], a.nodes[k] = a.numbers[k-1], a.nodes[k-1]
		}
		a.numbers[k], a.nodes[k] = key[1], next
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
	for hi-lo > 8 {
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
