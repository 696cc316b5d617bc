package model

import "entente/graph"

// Project is a concrete undertaking.
type Project struct {
	graph.Project
	g *siblings[graph.Project]
	i int
}

func newProject(g *siblings[graph.Project], i int) *Project { return &Project{g.nodes[i], g, i} }

// IsNode marks a node.
func (*Project) IsNode() {}

// Countries are those that take part or where the project stands.
func (p *Project) Countries() ([]*Country, error) {
	return countriesOf(p.g, "countries", p.Project, func(n graph.Project) []string { return n.Countries })
}

// Agreements are those that concern the project.
func (p *Project) Agreements(first *int, after *string, last *int, before *string, filter *AgreementFilter, orderBy DateOrder) (*AgreementConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return agreements(p.g, p.i, paging{first, after, last, before}, filter, orderBy, func(n graph.Project) graph.AgreementFilter {
		f := f
		f.Projects = []string{n.ID}
		return f
	})
}

// Evidence are the sentences that name the project.
func (p *Project) Evidence() ([]Evidence, error) {
	return observed(p.g, p.i, func(n graph.Project) string { return n.ID })
}
