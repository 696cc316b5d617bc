package model

import "entente/graph"

// Initiative is a named political framework.
type Initiative struct {
	graph.Initiative
	g *siblings[graph.Initiative]
	i int
}

func newInitiative(g *siblings[graph.Initiative], i int) *Initiative {
	return &Initiative{g.nodes[i], g, i}
}

// IsNode marks a node.
func (*Initiative) IsNode() {}

// Agreements are those that concern the initiative.
func (n *Initiative) Agreements(first *int, after *string, last *int, before *string, filter *AgreementFilter, orderBy DateOrder) (*AgreementConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return agreements(n.g, n.i, paging{first, after, last, before}, filter, orderBy, func(n graph.Initiative) graph.AgreementFilter {
		f := f
		f.Initiatives = []string{n.ID}
		return f
	})
}

// Evidence are the sentences that name the initiative.
func (n *Initiative) Evidence() ([]Evidence, error) {
	return observed(n.g, n.i, func(n graph.Initiative) string { return n.ID })
}
