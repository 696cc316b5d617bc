package model

import "entente/graph"

// Agreement is a commitment between states.
type Agreement struct {
	graph.Agreement
	g *siblings[graph.Agreement]
	i int
}

func newAgreement(g *siblings[graph.Agreement], i int) *Agreement {
	return &Agreement{g.nodes[i], g, i}
}

// IsNode marks a node.
func (*Agreement) IsNode() {}

// Date is when the agreement was made.
func (a *Agreement) Date() DateInterval { return interval(a.Agreement.Date) }

// Party is a state's part in an agreement.
type Party struct {
	Country *Country
	Role    graph.Role
}

// Parties are the states bound or addressed.
func (a *Agreement) Parties() ([]Party, error) {
	list, err := countriesOf(a.g, "parties", a.Agreement, graph.Agreement.Countries)
	if err != nil {
		return nil, err
	}
	parties := make([]Party, len(list))
	for i, c := range list {
		parties[i] = Party{Country: c, Role: a.Agreement.Parties[i].Role}
	}
	return parties, nil
}

// Projects are those that the agreement concerns.
func (a *Agreement) Projects() ([]*Project, error) {
	return linked(a.g, "projects", a.Agreement, func(n graph.Agreement) []string { return n.Projects }, a.g.along.Projects, a.g.s.reader.Projects(), newProject)
}

// Initiatives are those that the agreement concerns.
func (a *Agreement) Initiatives() ([]*Initiative, error) {
	return linked(a.g, "initiatives", a.Agreement, func(n graph.Agreement) []string { return n.Initiatives }, a.g.along.Initiatives, a.g.s.reader.Initiatives(), newInitiative)
}

// Voices are the ministers who voiced the agreement.
func (a *Agreement) Voices() ([]*Minister, error) {
	return linked(a.g, "voices", a.Agreement, func(n graph.Agreement) []string { return n.Voices }, a.g.along.Ministers, a.g.s.reader.Ministers(), newMinister)
}

// Evidence are the sentences that state the agreement.
func (a *Agreement) Evidence() ([]Evidence, error) {
	return reported(a.g, a.i, func(n graph.Agreement) []graph.Report { return n.Reports })
}
