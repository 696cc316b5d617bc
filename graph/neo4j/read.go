package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// collection reads the nodes of one label.
type collection[N, F any] struct {
	store  *Store
	label  string
	named  string // a condition on n that every node of the collection meets, "" if its label is enough
	merged string // finds, by the identifier $id of a node that was, the node n it has become; "" if none ever goes
	member func(id string) string
	ask    func(F) *question
	count  func(F) (statement string, args values) // a cheaper way to count than going through all, if there is one
}

// question is a filter as Cypher. Each branch binds q, a row of parameters, and n, a node that
// passes; what several branches find is united.
type question struct {
	branches []branch
	args     values
}

// branch is one way to find nodes: match binds what the order is read from, where are conditions on
// that, and then, if it is set, binds the node that the conditions in filter are on.
type branch struct {
	match    string
	where    []string
	then     string
	filter   []string
	key, id  string // what a node's position is made of, as bound by match
	repeated bool   // match may find a node more than once

	// The index that a list is read along in order: what of it comes before the key and has one
	// value, if anything; and what lets the planner choose it.
	lead string
	hint string
	need []string
}

// condition narrows all branches by a condition on the node; name and value are its parameter.
func (q *question) condition(text, name string, value any) {
	q.args[name] = value
	for i := range q.branches {
		q.branches[i].filter = append(q.branches[i].filter, text)
	}
}

// dates narrows all branches to what happened wholly between two days. In byte order a date stands
// before the days that it contains, so that its first day is from or later exactly if it is not
// before the shortest date that begins on that day; its last day depends on its precision.
func (q *question) dates(d graph.Dates) {
	if d.From != "" {
		from := d.From
		for _, first := range []string{"-01", "-01"} {
			if cut, ok := strings.CutSuffix(from, first); ok {
				from = cut
				continue
			}
			break
		}
		q.args["from"] = from
	}
	if d.To != "" {
		day, month, year := lastWithin(d.To)
		q.args["day"], q.args["month"], q.args["year"] = day, month, year
	}
	for i := range q.branches {
		b := &q.branches[i]
		if d.From != "" {
			b.where = append(b.where, b.key+" >= q.from")
		}
		if d.To != "" {
			b.where = append(b.where, fmt.Sprintf("%[1]s <= q.day AND (size(%[1]s) = 10 OR size(%[1]s) = 7 AND %[1]s <= q.month OR size(%[1]s) = 4 AND %[1]s <= q.year)", b.key))
		}
	}
}

// lastWithin returns the last day, month and year that lie wholly before the end of a day; a month
// or a year is "" where the day is none.
func lastWithin(to string) (day, month, year string) {
	date, err := graph.ParseDate(to)
	if err != nil || date.Precision() != graph.Day {
		return to, "", ""
	}
	m, y := graph.Date{Value: to[:7]}, graph.Date{Value: to[:4]}
	month, year = to[:7], to[:4]
	if m.To() > to { // the month has not ended by then
		month = before(month)
	}
	if y.To() > to {
		year = before(year)
	}
	return to, month, year
}

// before is a string that is greater than every date of the same precision before d, and smaller
// than d.
func before(d string) string {
	last := d[len(d)-1] - 1 // '/' for '0', which no date holds, and still above the dates before
	return d[:len(d)-1] + string(last) + "~"
}

// bounds are the parameters and conditions of a page.
func (q *question) bounds(p graph.Page, descending bool) {
	lower, upper := p.After, p.Before
	if descending {
		lower, upper = upper, lower
	}
	for _, side := range []struct {
		at              *graph.Position
		key, id, beyond string
	}{{lower, "lowKey", "lowID", ">"}, {upper, "highKey", "highID", "<"}} {
		if side.at == nil {
			continue
		}
		q.args[side.key], q.args[side.id] = side.at.Key, side.at.ID
		for i := range q.branches {
			b := &q.branches[i]
			// Not "key beyond, or key equal and id beyond": the planner would split the search in two.
			b.where = append(b.where, fmt.Sprintf("%[1]s %[2]s= q.%[3]s AND (%[1]s <> q.%[3]s OR %[4]s %[2]s q.%[5]s)", b.key, side.beyond, side.key, b.id, side.id))
		}
	}
}

// order is the branch's order, way being "" or " DESC".
func (b branch) order(way string) string {
	order := fmt.Sprintf("%s%s, %s%[2]s", b.key, way, b.id)
	if b.lead != "" {
		order = b.lead + way + ", " + order
	}
	return order
}

// find is the branch's text up to its nodes, ready for RETURN. Listed in an order, it reads along
// its index, and goes no further than $limit where no filter follows.
func (b branch) find(order string) string {
	var t strings.Builder
	t.WriteString(b.match)
	where, filter := b.where, b.filter
	if order != "" {
		t.WriteString(b.hint)
		where = slices.Concat(b.need, where)
	}
	if b.then == "" {
		where, filter = slices.Concat(where, filter), nil
	}
	conditions(&t, where)
	if b.then != "" {
		if order != "" {
			t.WriteString(" WITH q, x ORDER BY " + order)
			if len(filter) == 0 {
				t.WriteString(" LIMIT $limit")
			}
		}
		t.WriteString(" " + b.then)
		conditions(&t, filter)
	}
	return t.String()
}

func conditions(t *strings.Builder, list []string) {
	if len(list) > 0 {
		t.WriteString(" WHERE " + strings.Join(list, " AND "))
	}
}

// list is the statement that returns, for each of $queries, how many nodes it has found, the nodes
// as a list, and lists of their neighbours of the types along. A row for each node would cost more
// than reading it does.
func (q *question) list(descending bool, label string, along []graph.NodeType) string {
	way := ""
	if descending {
		way = " DESC"
	}
	var t strings.Builder
	t.WriteString("UNWIND $queries AS q\nCALL (q) {\n")
	if len(q.branches) == 1 {
		b := q.branches[0]
		what := "n"
		if b.repeated {
			what = "DISTINCT n"
		}
		fmt.Fprintf(&t, "%s WITH %s ORDER BY %s LIMIT $limit", b.find(b.order(way)), what, b.order(way))
	} else {
		var parts []string
		for _, b := range q.branches {
			parts = append(parts, fmt.Sprintf("%s RETURN n, %s AS key, %s AS id ORDER BY %s LIMIT $limit", b.find(b.order(way)), b.key, b.id, b.order(way)))
		}
		fmt.Fprintf(&t, "CALL (q) {\n%s\n}\nWITH n ORDER BY key%s, id%[2]s LIMIT $limit", strings.Join(parts, "\nUNION ALL\n"), way)
	}
	t.WriteString("\nRETURN collect(n) AS found, collect(n.data) AS data\n}\nRETURN q.place AS place, size(found) AS found, data")
	for _, to := range along {
		if path := neighbours[label][to]; path != "" {
			fmt.Fprintf(&t, ",\nCOLLECT { UNWIND found AS n MATCH %s WITH DISTINCT m WHERE m.data IS NOT NULL RETURN m.data } AS %s", path, to)
		}
	}
	return t.String()
}

// neighbours are the paths from n, a node of a label, to its neighbours m.
var neighbours = map[string]map[graph.NodeType]string{
	"Agreement": {
		graph.MinisterNode:   "(n)<-[:VOICED]-(m:Minister)",
		graph.InitiativeNode: "(n)-[:CONCERNS]->(m:Initiative)",
		graph.ProjectNode:    "(n)-[:CONCERNS]->(m:Project)",
		graph.ArticleNode:    "(n)-[:EVIDENCED_BY]->(m:Article)",
	},
	"Meeting": {
		graph.MinisterNode: "(n)-[:ATTENDED_BY]->(m:Minister)",
		graph.ArticleNode:  "(n)-[:EVIDENCED_BY]->(m:Article)",
	},
}

// decodeAlong decodes the neighbours that a row holds.
func decodeAlong(r *driver.Record, along []graph.NodeType) (n graph.Neighbours, err error) {
	for _, t := range along {
		if _, ok := r.Get(string(t)); !ok {
			continue
		}
		switch t {
		case graph.MinisterNode:
			n.Ministers, err = decodeAll[graph.Minister](r, string(t))
		case graph.InitiativeNode:
			n.Initiatives, err = decodeAll[graph.Initiative](r, string(t))
		case graph.ProjectNode:
			n.Projects, err = decodeAll[graph.Project](r, string(t))
		case graph.ArticleNode:
			n.Articles, err = decodeAll[graph.Article](r, string(t))
		default: // nothing refers to others
		}
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// number is the statement that counts the nodes that pass each of $queries.
func (q *question) number() string {
	var parts []string
	for _, b := range q.branches {
		count := "count(n)"
		if b.repeated {
			count = "count(DISTINCT n)"
		}
		parts = append(parts, fmt.Sprintf("%s RETURN %s AS found", b.find(""), count))
	}
	return fmt.Sprintf("UNWIND $queries AS q\nCALL (q) {\n%s\n}\nRETURN q.place AS place, sum(found) AS found", strings.Join(parts, "\nUNION ALL\n"))
}

// batches groups questions by their statement, so that those of one shape go together.
type batches struct {
	order   []string
	queries map[string][]values
	limits  map[string]int
}

func (b *batches) add(statement string, limit, place int, args values) {
	if b.queries == nil {
		b.queries, b.limits = make(map[string][]values), make(map[string]int)
	}
	key := fmt.Sprintf("%d %s", limit, statement)
	if b.queries[key] == nil {
		b.order = append(b.order, key)
		b.limits[key] = limit
	}
	args["place"] = place
	b.queries[key] = append(b.queries[key], args)
}

func (b *batches) run(ctx context.Context, s *Store, take func(place int, r *driver.Record) error) error {
	for _, key := range b.order {
		_, statement, _ := strings.Cut(key, " ")
		rows, err := s.read(ctx, statement, values{"queries": b.queries[key], "limit": b.limits[key]})
		if err != nil {
			return err
		}
		for _, r := range rows {
			place, _, err := driver.GetRecordValue[int64](r, "place")
			if err != nil {
				return err
			}
			if err := take(int(place), r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c collection[N, F]) Lists(ctx context.Context, queries []graph.Query[F]) ([]graph.List[N], error) {
	var b batches
	for i, query := range queries {
		p := query.Page
		if o := query.Order; o != "" && o != graph.Ascending && o != graph.Descending {
			return nil, graph.Errorf(graph.Invalid, "order %q is none of %s, %s", o, graph.Ascending, graph.Descending)
		}
		if p.Limit < 1 || p.Limit > graph.MaxPage {
			return nil, graph.Errorf(graph.Invalid, "a page holds 1 to %d nodes, not %d", graph.MaxPage, p.Limit)
		}
		descending := (query.Order == graph.Descending) != p.Backward // the way in which they are read
		q := c.ask(query.Filter)
		q.bounds(p, query.Order == graph.Descending)
		b.add(q.list(descending, c.label, slices.Compact(slices.Sorted(slices.Values(query.Along)))), p.Limit+1, i, q.args)
	}
	lists := make([]graph.List[N], len(queries))
	err := b.run(ctx, c.store, func(place int, r *driver.Record) (err error) {
		l, q := &lists[place], queries[place]
		found, _, err := driver.GetRecordValue[int64](r, "found")
		if err != nil {
			return err
		}
		l.More = int(found) > q.Page.Limit
		if l.Nodes, err = decodeAll[N](r, "data"); err != nil {
			return err
		}
		l.Along, err = decodeAlong(r, q.Along)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range lists {
		l, p := &lists[i], queries[i].Page
		l.Nodes = l.Nodes[:min(len(l.Nodes), p.Limit)]
		if p.Backward {
			slices.Reverse(l.Nodes)
		}
	}
	return lists, nil
}

func (c collection[N, F]) Counts(ctx context.Context, filters []F) ([]int, error) {
	var b batches
	for i, f := range filters {
		if c.count != nil {
			if statement, args := c.count(f); statement != "" {
				b.add(statement, 0, i, args)
				continue
			}
		}
		q := c.ask(f)
		b.add(q.number(), 0, i, q.args)
	}
	counts := make([]int, len(filters))
	err := b.run(ctx, c.store, func(place int, r *driver.Record) error {
		found, _, err := driver.GetRecordValue[int64](r, "found")
		counts[place] = int(found)
		return err
	})
	if err != nil {
		return nil, err
	}
	return counts, nil
}

func (c collection[N, F]) ByID(ctx context.Context, ids []string) ([]*N, error) {
	nodes := make([]*N, len(ids))
	places := make(map[string][]int)
	var ask []string
	for i, id := range ids {
		if places[id] == nil {
			ask = append(ask, id)
		}
		places[id] = append(places[id], i)
	}
	take := func(rows []*driver.Record) error {
		for _, r := range rows {
			if gone(r) {
				continue
			}
			id, _, err := driver.GetRecordValue[string](r, "id")
			if err != nil {
				return err
			}
			for _, i := range places[id] {
				n, err := decodeNode[N](r) // each caller's own
				if err != nil {
					return err
				}
				nodes[i] = &n
			}
		}
		return nil
	}
	where := ""
	if c.named != "" {
		where = " WHERE " + c.named
	}
	if len(ask) > 0 {
		rows, err := c.store.read(ctx, "UNWIND $ids AS id MATCH (n:"+c.label+" {id: id})"+where+" RETURN id, n.data AS data", values{"ids": ask})
		if err == nil {
			err = take(rows)
		}
		if err != nil {
			return nil, err
		}
	}
	var lost []values
	for _, id := range ask {
		if c.merged != "" && nodes[places[id][0]] == nil && strings.HasPrefix(id, strings.ToLower(c.label)+"-") {
			lost = append(lost, values{"id": id, "member": c.member(id)})
		}
	}
	if len(lost) > 0 {
		rows, err := c.store.read(ctx, "UNWIND $lost AS q "+c.merged+" RETURN q.id AS id, n.data AS data", values{"lost": lost})
		if err == nil {
			err = take(rows)
		}
		if err != nil {
			return nil, err
		}
	}
	return nodes, nil
}
