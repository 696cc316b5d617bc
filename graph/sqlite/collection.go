package sqlite

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph"
)

// collection reads the nodes of one type.
type collection[N, F any] struct {
	store    *Store
	kind     graph.NodeType
	want     func(F) want
	position func(N) graph.Position
}

// arms is how many parts of questions one statement holds: SQLite allows 500 in a compound.
const arms = 100

// part is an arm of a question.
type part struct {
	question int
	want     want
	page     graph.Page
	down     bool // whether the list is read from its end
}

// ByID returns the nodes with these identifiers.
func (l collection[N, F]) ByID(ctx context.Context, ids []string) ([]*N, error) {
	out := make([]*N, len(ids))
	err := l.store.read(ctx, func(c *conn) error {
		found, err := l.byID(ctx, c, distinct(ids))
		if err != nil {
			return err
		}
		var merged []string
		for _, id := range ids {
			if found[id] == nil && graph.TypeOf(id) == l.kind {
				merged = append(merged, id)
			}
		}
		now, err := successors(ctx, c, l.kind, distinct(merged))
		if err != nil {
			return err
		}
		var others []string
		for _, id := range merged {
			if to := now[id]; to != "" {
				others = append(others, to)
			}
		}
		more, err := l.byID(ctx, c, distinct(others))
		if err != nil {
			return err
		}
		for i, id := range ids {
			if out[i] = found[id]; out[i] == nil {
				out[i] = more[now[id]]
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (l collection[N, F]) byID(ctx context.Context, c *conn, ids []string) (map[string]*N, error) {
	found := make(map[string]*N, len(ids))
	// The unary + keeps SQLite from reading all nodes of the type where there are many identifiers.
	err := in(ctx, c, "SELECT id, data FROM node WHERE +type = ? AND id IN (?)", ids, func(r row) error {
		var id string
		n := new(N)
		err := scan(r, n, &id)
		found[id] = n
		return err
	}, typeNumbers[l.kind].number)
	return found, err
}

// successors tells, for identifiers that nodes of the type had before they were merged, those of
// the nodes that they were merged into.
func successors(ctx context.Context, c *conn, t graph.NodeType, ids []string) (map[string]string, error) {
	member, query := graph.NameOf, "SELECT m.id, d.id FROM name m CROSS JOIN node d ON d.n = m.node WHERE d.type = ? AND m.id IN (?)"
	switch t {
	case graph.ArticleNode:
		return nil, nil
	case graph.AgreementNode, graph.MeetingNode:
		member, query = graph.ObservationOf, "SELECT m.id, d.id FROM observation m CROSS JOIN node d ON d.n = m.node WHERE d.type = ? AND m.id IN (?)"
	}
	was := make(map[string]string, len(ids))
	members := make([]string, len(ids))
	for i, id := range ids {
		members[i] = member(id)
		was[members[i]] = id
	}
	now := make(map[string]string)
	// The unary + as above.
	err := in(ctx, c, strings.Replace(query, "d.type", "+d.type", 1), members, func(r row) error {
		var m, node string
		err := r.Scan(&m, &node)
		now[was[m]] = node
		return err
	}, typeNumbers[t].number)
	return now, err
}

// Lists returns the part of the list that each query asks for.
func (l collection[N, F]) Lists(ctx context.Context, queries []graph.Query[F]) ([]graph.List[N], error) {
	var parts []part
	for i, q := range queries {
		if err := check(q.Order, q.Page); err != nil {
			return nil, err
		}
		for _, w := range l.want(q.Filter).arms() {
			parts = append(parts, part{i, w, q.Page, (q.Order == graph.Descending) != q.Page.Backward})
		}
	}
	lists := make([]graph.List[N], len(queries))
	err := l.store.read(ctx, func(c *conn) error {
		for chunk := range slices.Chunk(parts, arms) {
			if err := l.lists(ctx, c, queries, chunk, lists); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, q := range queries {
		cut(&lists[i], q.Order, q.Page, l.position)
	}
	return lists, nil
}

// check returns an Invalid error if the order or the page is out of bounds.
func check(o graph.Order, p graph.Page) error {
	if o != "" && o != graph.Ascending && o != graph.Descending {
		return graph.Errorf(graph.Invalid, "order %q is none of %s, %s", o, graph.Ascending, graph.Descending)
	}
	if p.Limit < 1 || p.Limit > graph.MaxPage {
		return graph.Errorf(graph.Invalid, "a page holds 1 to %d nodes, not %d", graph.MaxPage, p.Limit)
	}
	return nil
}

// cut puts what was found into order, and cuts what is over the limit.
func cut[N any](l *graph.List[N], o graph.Order, p graph.Page, position func(N) graph.Position) {
	slices.SortFunc(l.Nodes, func(a, b N) int {
		d := compare(position(a), position(b))
		if o == graph.Descending {
			return -d
		}
		return d
	})
	over := len(l.Nodes) - p.Limit
	if over <= 0 {
		return
	}
	l.More = true
	if p.Backward {
		l.Nodes = l.Nodes[over:]
	} else {
		l.Nodes = l.Nodes[:p.Limit]
	}
}

func compare(a, b graph.Position) int {
	return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.ID, b.ID))
}

// lists reads, for each part, one node more than its page holds.
func (l collection[N, F]) lists(ctx context.Context, c *conn, queries []graph.Query[F], parts []part, lists []graph.List[N]) error {
	var q query
	for i, p := range parts {
		if i > 0 {
			q.put(" UNION ALL ")
		}
		q.put("SELECT * FROM (")
		p.put(&q, queries[p.question].Order)
		q.put(")")
	}
	return c.each(ctx, q.String(), q.args, func(r row) error {
		var question int
		var n N
		if err := scan(r, &n, &question); err != nil {
			return err
		}
		lists[question].Nodes = append(lists[question].Nodes, n)
		return nil
	})
}

// put puts a query for one node more than the part's page holds.
func (p part) put(q *query, o graph.Order) {
	// The nodes are read when it is known which are wanted: sorting thousands would read them all.
	q.put("SELECT ? AS question, x.data FROM (SELECT o.n", p.question)
	after, before := " > ", " < "
	w := p.want
	w.lower, w.upper = p.page.After != nil, p.page.Before != nil
	if o == graph.Descending {
		after, before = before, after
		w.lower, w.upper = w.upper, w.lower
	}
	w.from(q, true)
	if a := p.page.After; a != nil {
		q.put(" AND (o.sort, o.id)"+after+"(?, ?)", a.Key, a.ID)
	}
	if b := p.page.Before; b != nil {
		q.put(" AND (o.sort, o.id)"+before+"(?, ?)", b.Key, b.ID)
	}
	if p.down {
		q.put(" ORDER BY o.sort DESC, o.id DESC LIMIT ?", p.page.Limit+1)
	} else {
		q.put(" ORDER BY o.sort, o.id LIMIT ?", p.page.Limit+1)
	}
	q.put(") y CROSS JOIN node x ON x.n = y.n")
}

// Counts returns how many nodes pass each filter.
func (l collection[N, F]) Counts(ctx context.Context, filters []F) ([]int, error) {
	var parts []part
	for i, f := range filters {
		for _, w := range l.want(f).arms() {
			parts = append(parts, part{question: i, want: w})
		}
	}
	counts := make([]int, len(filters))
	err := l.store.read(ctx, func(c *conn) error {
		for chunk := range slices.Chunk(parts, arms) {
			var q query
			for i, p := range chunk {
				if i > 0 {
					q.put(" UNION ALL ")
				}
				q.put("SELECT ?, count(*)", p.question)
				p.want.from(&q, false)
			}
			if err := c.each(ctx, q.String(), q.args, func(r row) error {
				var question, n int
				err := r.Scan(&question, &n)
				counts[question] += n
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return counts, nil
}

// distinct returns the values sorted, each once.
func distinct(values []string) []string {
	values = slices.Clone(values)
	slices.Sort(values)
	return slices.Compact(values)
}
