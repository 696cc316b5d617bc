package resolve

import (
	"cmp"
	"slices"
)

// Link says that two members of a block are the same, by which rule and how surely.
type Link struct {
	A, B  int // places in the block, A < B
	Rule  string
	Score float64 // above 0, at most 1
}

// cluster joins the n members of a block along links, the surest first, ties by rule and then by
// place, and skips a link whose ends may not meet: apart gets the two groups' members. The result
// holds each member once: groups by their first member, members in order. It also returns the
// links that joined something, and those that apart forbade.
func cluster(n int, links []Link, apart func(a, b []int) bool) (groups [][]int, used, forbidden []Link) {
	links = slices.Clone(links)
	slices.SortFunc(links, func(x, y Link) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	at := make([]int, n) // the group of each member
	members := make([][]int, n)
	for i := range n {
		at[i], members[i] = i, []int{i}
	}
	for _, l := range links {
		a, b := at[l.A], at[l.B]
		if a == b {
			continue
		}
		if apart != nil && apart(members[a], members[b]) {
			forbidden = append(forbidden, l)
			continue
		}
		if b < a {
			a, b = b, a
		}
		for _, m := range members[b] {
			at[m] = a
		}
		members[a] = append(members[a], members[b]...)
		members[b] = nil
		used = append(used, l)
	}
	for _, g := range members {
		if len(g) > 0 {
			slices.Sort(g)
			groups = append(groups, g)
		}
	}
	return groups, used, forbidden
}
