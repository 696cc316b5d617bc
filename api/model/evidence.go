package model

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"entente/graph"
)

// Evidence is the verbatim sentence that states a fact.
type Evidence struct {
	Quote      string
	Start, End int
	Article    *Article
	Date       DateInterval
	Rule       *string
	Confidence float64
	LoadedAt   time.Time
}

// DateInterval is an interval of whole days.
type DateInterval struct{ date graph.Date }

func interval(d graph.Date) DateInterval { return DateInterval{d} }

// Value is the day, month or year; nil if it is unknown.
func (d DateInterval) Value() *string { return optional(d.date.Value) }

// From is the first day; nil if it is unknown.
func (d DateInterval) From() *string { return optional(d.date.From()) }

// To is the last day; nil if it is unknown.
func (d DateInterval) To() *string { return optional(d.date.To()) }

// Precision is how exactly the date is known.
func (d DateInterval) Precision() graph.Precision { return d.date.Precision() }

// Words are those that the date was read from; nil if there are none.
func (d DateInterval) Words() *string { return optional(d.date.Words) }

// optional is nil for "".
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// reported returns the evidence of one of some siblings, reading the articles of all at once.
func reported[N any](g *siblings[N], i int, reports func(N) []graph.Report) ([]Evidence, error) {
	articles, err := once(g, "evidence", func() (map[string]*Article, error) {
		var ids []string
		for _, n := range g.nodes {
			for _, r := range reports(n) {
				ids = append(ids, r.Article)
			}
		}
		slices.Sort(ids)
		return read(g.s, slices.Compact(ids), g.along.Articles, g.s.reader.Articles(), newArticle)
	})
	if err != nil {
		return nil, err
	}
	list := make([]Evidence, 0, len(reports(g.nodes[i])))
	for _, r := range reports(g.nodes[i]) {
		if a, ok := articles[r.Article]; ok {
			list = append(list, Evidence{Quote: r.Evidence.Quote, Start: r.Evidence.Start, End: r.Evidence.End, Article: a, Date: interval(r.Date),
				Rule: optional(r.Rule), Confidence: r.Confidence, LoadedAt: r.LoadedAt})
		}
	}
	return list, nil
}

// observed returns the sentences that name one of some siblings, oldest article first.
func observed[N any](g *siblings[N], i int, id func(N) string) ([]Evidence, error) {
	lists, err := once(g, "observed", func() ([][]graph.Report, error) {
		ids := make([]string, len(g.nodes))
		for j, n := range g.nodes {
			ids[j] = id(n)
		}
		found, err := g.s.reader.Observations(g.s.ctx, ids)
		if err != nil {
			return nil, err
		}
		lists := make([][]graph.Report, len(found))
		for j, observations := range found {
			for _, o := range observations {
				lists[j] = append(lists[j], graph.Report{Observation: o.ID, Article: o.Article, Evidence: o.Evidence, Date: o.Date, Rule: o.Rule,
					Confidence: o.Confidence, LoadedAt: o.LoadedAt})
			}
			slices.SortFunc(lists[j], func(a, b graph.Report) int {
				return cmp.Or(strings.Compare(a.Date.Value, b.Date.Value), strings.Compare(a.Observation, b.Observation))
			})
		}
		return lists, nil
	})
	if err != nil {
		return nil, err
	}
	at := make(map[string]int, len(g.nodes))
	for j, n := range g.nodes {
		at[id(n)] = j
	}
	return reported(g, i, func(n N) []graph.Report { return lists[at[id(n)]] })
}
