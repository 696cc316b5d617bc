package model

import "entente/graph"

// Meeting is an encounter of officials.
type Meeting struct {
	graph.Meeting
	g *siblings[graph.Meeting]
	i int
}

func newMeeting(g *siblings[graph.Meeting], i int) *Meeting { return &Meeting{g.nodes[i], g, i} }

// IsNode marks a node.
func (*Meeting) IsNode() {}

// Date is when the meeting took place.
func (m *Meeting) Date() DateInterval { return interval(m.Meeting.Date) }

// Place is the town or venue; nil if no article names one.
func (m *Meeting) Place() *string { return optional(m.Meeting.Place) }

// Countries are those whose officials met.
func (m *Meeting) Countries() ([]*Country, error) {
	return countriesOf(m.g, "countries", m.Meeting, func(n graph.Meeting) []string { return n.Countries })
}

// Ministers are the officials who are named.
func (m *Meeting) Ministers() ([]*Minister, error) {
	return linked(m.g, "ministers", m.Meeting, func(n graph.Meeting) []string { return n.Ministers }, m.g.along.Ministers, m.g.s.reader.Ministers(), newMinister)
}

// Evidence are the sentences that tell of the meeting.
func (m *Meeting) Evidence() ([]Evidence, error) {
	return reported(m.g, m.i, func(n graph.Meeting) []graph.Report { return n.Reports })
}
