package sqlite

import (
	"context"
	"iter"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/coding"
)

// Ministers reads ministers.
func (s *Store) Ministers() graph.Collection[graph.Minister, graph.MinisterFilter] {
	return collection[graph.Minister, graph.MinisterFilter]{s, graph.MinisterNode, ministerWant, graph.Minister.Position}
}

// Initiatives reads initiatives.
func (s *Store) Initiatives() graph.Collection[graph.Initiative, graph.InitiativeFilter] {
	return collection[graph.Initiative, graph.InitiativeFilter]{s, graph.InitiativeNode, initiativeWant, graph.Initiative.Position}
}

// Projects reads projects.
func (s *Store) Projects() graph.Collection[graph.Project, graph.ProjectFilter] {
	return collection[graph.Project, graph.ProjectFilter]{s, graph.ProjectNode, projectWant, graph.Project.Position}
}

// Agreements reads agreements.
func (s *Store) Agreements() graph.Collection[graph.Agreement, graph.AgreementFilter] {
	return collection[graph.Agreement, graph.AgreementFilter]{s, graph.AgreementNode, agreementWant, graph.Agreement.Position}
}

// Meetings reads meetings.
func (s *Store) Meetings() graph.Collection[graph.Meeting, graph.MeetingFilter] {
	return collection[graph.Meeting, graph.MeetingFilter]{s, graph.MeetingNode, meetingWant, graph.Meeting.Position}
}

// Articles reads articles without their texts.
func (s *Store) Articles() graph.Collection[graph.Article, graph.ArticleFilter] {
	return collection[graph.Article, graph.ArticleFilter]{s, graph.ArticleNode, articleWant, graph.Article.Position}
}

// Countries reads countries: those that an article names.
func (s *Store) Countries() graph.Collection[graph.Country, graph.CountryFilter] { return countries{s} }

type countries struct{ store *Store }

// codes reads the codes of all countries of the graph, in their order.
func (l countries) codes(ctx context.Context) ([]string, error) {
	var out []string
	err := l.store.read(ctx, func(c *conn) error {
		// Each step jumps to the next value of the facet.
		return c.each(ctx, `WITH RECURSIVE code(value) AS (
			SELECT min(value) FROM posting WHERE facet = ?1
			UNION ALL SELECT (SELECT min(value) FROM posting WHERE facet = ?1 AND value > code.value) FROM code WHERE value IS NOT NULL
		) SELECT value FROM code WHERE value IS NOT NULL`, []any{int(articleCountry)}, func(r row) error {
			var code string
			err := r.Scan(&code)
			out = append(out, code)
			return err
		})
	})
	return out, err
}

// ByID returns the countries with these identifiers.
func (l countries) ByID(ctx context.Context, ids []string) ([]*graph.Country, error) {
	codes, err := l.codes(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]*graph.Country, len(ids))
	for i, id := range ids {
		if code := graph.CountryCode(id); slices.Contains(codes, code) {
			out[i] = &graph.Country{Code: code}
		}
	}
	return out, nil
}

// Lists returns the part of the list that each query asks for.
func (l countries) Lists(ctx context.Context, queries []graph.Query[graph.CountryFilter]) ([]graph.List[graph.Country], error) {
	for _, q := range queries {
		if err := check(q.Order, q.Page); err != nil {
			return nil, err
		}
	}
	codes, err := l.codes(ctx)
	if err != nil {
		return nil, err
	}
	lists := make([]graph.List[graph.Country], len(queries))
	for i, q := range queries {
		for _, code := range codes {
			n := graph.Country{Code: code}
			if passes(code, q.Filter) && between(n.Position(), q.Order, q.Page) {
				lists[i].Nodes = append(lists[i].Nodes, n)
			}
		}
		cut(&lists[i], q.Order, q.Page, graph.Country.Position)
	}
	return lists, nil
}

func passes(code string, f graph.CountryFilter) bool {
	return len(f.Codes) == 0 || slices.Contains(f.Codes, code)
}

// between reports whether a position lies between those of a page.
func between(at graph.Position, o graph.Order, p graph.Page) bool {
	sign := 1
	if o == graph.Descending {
		sign = -1
	}
	return (p.After == nil || sign*compare(at, *p.After) > 0) && (p.Before == nil || sign*compare(at, *p.Before) < 0)
}

// Counts returns how many countries pass each filter.
func (l countries) Counts(ctx context.Context, filters []graph.CountryFilter) ([]int, error) {
	codes, err := l.codes(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]int, len(filters))
	for i, f := range filters {
		for _, code := range codes {
			if passes(code, f) {
				out[i]++
			}
		}
	}
	return out, nil
}

// Texts returns the texts of articles.
func (s *Store) Texts(ctx context.Context, articles []string) ([]string, error) {
	found := make(map[string]string)
	err := s.read(ctx, func(c *conn) error {
		return readTexts(ctx, c, distinct(articles), found)
	})
	if err != nil {
		return nil, err
	}
	out := make([]string, len(articles))
	for i, id := range articles {
		out[i] = found[id]
	}
	return out, nil
}

func readTexts(ctx context.Context, c *conn, articles []string, to map[string]string) error {
	return in(ctx, c, "SELECT d.id, t.text FROM node d CROSS JOIN text t ON t.n = d.n WHERE d.id IN (?)", articles, func(r row) error {
		var id, text string
		err := r.Scan(&id, &text)
		to[id] = text
		return err
	})
}

// Observations returns the observations that report nodes, or that articles say.
func (s *Store) Observations(ctx context.Context, nodes []string) ([][]graph.Observation, error) {
	found := make(map[string][]graph.Observation)
	var articles, events, names []string
	for _, id := range distinct(nodes) {
		switch graph.TypeOf(id) {
		case graph.ArticleNode:
			articles = append(articles, id)
		case graph.AgreementNode, graph.MeetingNode:
			events = append(events, id)
		case graph.MinisterNode, graph.InitiativeNode, graph.ProjectNode:
			names = append(names, id)
		}
	}
	err := s.read(ctx, func(c *conn) error {
		for _, q := range []struct {
			sql string
			ids []string
		}{
			{"SELECT d.id, o.data FROM node d CROSS JOIN observation o ON o.article = d.n WHERE d.id IN (?)", articles},
			{"SELECT d.id, o.data FROM node d CROSS JOIN observation o ON o.node = d.n WHERE d.id IN (?)", events},
			{"SELECT d.id, o.data FROM node d CROSS JOIN name m ON m.node = d.n CROSS JOIN observation o ON o.name = m.n WHERE d.id IN (?)", names},
		} {
			if err := observations(ctx, c, q.sql, q.ids, found); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([][]graph.Observation, len(nodes))
	for i, id := range nodes {
		out[i] = found[id]
	}
	return out, nil
}

// observations adds what a query gives to lists by identifier of a node, each by identifier.
func observations(ctx context.Context, c *conn, query string, ids []string, to map[string][]graph.Observation) error {
	err := in(ctx, c, query, ids, func(r row) error {
		var id string
		var o graph.Observation
		err := scan(r, &o, &id)
		to[id] = append(to[id], o)
		return err
	})
	for _, id := range ids {
		slices.SortFunc(to[id], func(a, b graph.Observation) int { return strings.Compare(a.ID, b.ID) })
	}
	return err
}

// factsPage is how many articles Facts holds at once.
const factsPage = 200

// Facts returns every article with all that it says, as one snapshot; where the graph is in
// memory, each few hundred articles are one, so that the loop's body may use the store.
func (s *Store) Facts(ctx context.Context) iter.Seq2[graph.ArticleFacts, error] {
	return func(yield func(graph.ArticleFacts, error) bool) {
		ended := false // by the loop's body
		last := graph.ArticleNode.Prefix()
		page := func(c *conn) (facts []graph.ArticleFacts, err error) {
			facts, err = readFacts(ctx, c, last)
			if len(facts) > 0 {
				last = facts[len(facts)-1].Article.ID
			}
			return facts, err
		}
		give := func(facts []graph.ArticleFacts) bool {
			for _, f := range facts {
				if ended = !yield(f, nil); ended {
					return false
				}
			}
			return len(facts) > 0
		}
		var err error
		if s.memory {
			for more := true; more && err == nil; {
				var facts []graph.ArticleFacts
				err = s.read(ctx, func(c *conn) (err error) { facts, err = page(c); return err })
				more = err == nil && give(facts)
			}
		} else {
			err = s.read(ctx, func(c *conn) error {
				for more := true; more; {
					facts, err := page(c)
					if err != nil {
						return err
					}
					more = give(facts)
				}
				return nil
			})
		}
		if err != nil && !ended {
			yield(graph.ArticleFacts{}, err)
		}
	}
}

// readFacts reads the next articles behind an identifier.
func readFacts(ctx context.Context, c *conn, after string) ([]graph.ArticleFacts, error) {
	var facts []graph.ArticleFacts
	var ids []string
	err := c.each(ctx, "SELECT data FROM node WHERE id > ? AND id < 'article.' ORDER BY id LIMIT ?", []any{after, factsPage}, func(r row) error {
		var f graph.ArticleFacts
		err := scan(r, &f.Article)
		facts, ids = append(facts, f), append(ids, f.Article.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	said := make(map[string][]graph.Observation)
	if err := observations(ctx, c, "SELECT d.id, o.data FROM node d CROSS JOIN observation o ON o.article = d.n WHERE d.id IN (?)", ids, said); err != nil {
		return nil, err
	}
	text := make(map[string]string)
	if err := readTexts(ctx, c, ids, text); err != nil {
		return nil, err
	}
	var all []string
	for _, list := range said {
		all = append(all, names(list)...)
	}
	named := make(map[string]graph.Name)
	err = in(ctx, c, "SELECT data FROM name WHERE id IN (?)", distinct(all), func(r row) error {
		var n coding.Name
		err := scan(r, &n)
		named[n.ID] = n.Name
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range facts {
		f := &facts[i]
		f.Article.Text = text[f.Article.ID]
		f.Observations = said[f.Article.ID]
		for _, id := range names(f.Observations) {
			if n, ok := named[id]; ok {
				f.Names = append(f.Names, n)
			}
		}
	}
	return facts, nil
}

// names lists the names that observations refer to, sorted, each once.
func names(list []graph.Observation) []string {
	var out []string
	for _, o := range list {
		switch {
		case o.Naming != nil:
			out = append(out, o.Naming.Name)
		case o.Statement != nil:
			out = append(append(out, o.Statement.Objects...), o.Statement.Voices...)
		case o.Encounter != nil:
			out = append(out, o.Encounter.Ministers...)
		}
	}
	return distinct(out)
}

// Curation returns the decisions in force.
func (s *Store) Curation(ctx context.Context) (graph.Curation, error) {
	var out graph.Curation
	err := s.read(ctx, func(c *conn) (err error) { out, err = curation(ctx, c); return err })
	return out, err
}
