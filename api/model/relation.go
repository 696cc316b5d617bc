package model

import (
	"slices"

	"entente/graph"
)

// Relation is what stands between two countries.
type Relation struct {
	A, B *Country
	g    *siblings[[2]string]
}

// KindCount is how many agreements there are of a kind.
type KindCount struct {
	Kind  graph.Kind
	Count int
}

// Kinds counts the agreements of the two by kind, the most binding first; a kind without any is
// left out.
func (r *Relation) Kinds() ([]KindCount, error) {
	filters := make([]graph.AgreementFilter, len(graph.Kinds()))
	for i, k := range graph.Kinds() {
		filters[i] = graph.AgreementFilter{Countries: r.codes(), Kinds: []graph.Kind{k}, Confidence: DefaultConfidence}
	}
	counts, err := r.g.s.reader.Agreements().Counts(r.g.s.ctx, filters)
	if err != nil {
		return nil, err
	}
	var list []KindCount
	for i, k := range graph.Kinds() {
		if counts[i] > 0 {
			list = append(list, KindCount{Kind: k, Count: counts[i]})
		}
	}
	return list, nil
}

func (r *Relation) codes() []string { return slices.Clone(r.g.nodes[0][:]) }

// Agreements are those to which both are parties.
func (r *Relation) Agreements(first *int, after *string, last *int, before *string, filter *AgreementFilter, orderBy DateOrder) (*AgreementConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	f.Countries = with(f.Countries, r.codes()...)
	return agreements(r.g, 0, paging{first, after, last, before}, filter, orderBy, func([2]string) graph.AgreementFilter { return f })
}

// Meetings are those in which both took part.
func (r *Relation) Meetings(first *int, after *string, last *int, before *string, filter *MeetingFilter, orderBy DateOrder) (*MeetingConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	f.Countries = with(f.Countries, r.codes()...)
	return meetings(r.g, 0, paging{first, after, last, before}, filter, orderBy, func([2]string) graph.MeetingFilter { return f })
}

// Projects are those in which both take part.
func (r *Relation) Projects(first *int, after *string, last *int, before *string, filter *ProjectFilter) (*ProjectConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	f.Countries = with(f.Countries, r.codes()...)
	return projects(r.g, 0, paging{first, after, last, before}, filter, func([2]string) graph.ProjectFilter { return f })
}
