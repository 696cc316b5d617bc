package model

import "entente/graph"

// Minister is a person who speaks or acts for a government.
type Minister struct {
	graph.Minister
	g *siblings[graph.Minister]
	i int
}

func newMinister(g *siblings[graph.Minister], i int) *Minister { return &Minister{g.nodes[i], g, i} }

// IsNode marks a node.
func (*Minister) IsNode() {}

// Country is the one for which the minister acts.
func (m *Minister) Country() (*Country, error) {
	list, err := countriesOf(m.g, "country", m.Minister, func(n graph.Minister) []string { return []string{n.Country} })
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// Agreements are those that the minister voiced.
func (m *Minister) Agreements(first *int, after *string, last *int, before *string, filter *AgreementFilter, orderBy DateOrder) (*AgreementConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return agreements(m.g, m.i, paging{first, after, last, before}, filter, orderBy, func(n graph.Minister) graph.AgreementFilter {
		f := f
		f.Ministers = []string{n.ID}
		return f
	})
}

// Meetings are those that the minister attended.
func (m *Minister) Meetings(first *int, after *string, last *int, before *string, filter *MeetingFilter, orderBy DateOrder) (*MeetingConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return meetings(m.g, m.i, paging{first, after, last, before}, filter, orderBy, func(n graph.Minister) graph.MeetingFilter {
		f := f
		f.Ministers = with(f.Ministers, n.ID)
		return f
	})
}

// Evidence are the sentences that name the minister.
func (m *Minister) Evidence() ([]Evidence, error) {
	return observed(m.g, m.i, func(n graph.Minister) string { return n.ID })
}

// Tenure says between which days articles show a person in an office.
type Tenure struct {
	Office graph.Office
	First  *string
	Last   *string
}

// Offices are those in which articles show the minister.
func (m *Minister) Offices() []Tenure {
	list := make([]Tenure, len(m.Minister.Offices))
	for i, t := range m.Minister.Offices {
		list[i] = Tenure{Office: t.Office, First: optional(t.First), Last: optional(t.Last)}
	}
	return list
}
