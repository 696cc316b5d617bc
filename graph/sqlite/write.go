package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/coding"
	"entente/graph/resolve"
)

// Write writes a batch whole or not at all.
func (s *Store) Write(ctx context.Context, b graph.Batch) (graph.Written, error) {
	var written graph.Written
	err := s.within(ctx, s.writer, "BEGIN IMMEDIATE", func(c *conn) (err error) {
		written, err = resolve.Write(ctx, &transaction{c}, b)
		return err
	})
	if err != nil {
		return graph.Written{}, err
	}
	return written, nil
}

// Put writes a change.
func (t *transaction) Put(ctx context.Context, c resolve.Change) error {
	p := &put{c: t.c, ctx: ctx, numbers: make(map[string]int64), fresh: c.Fresh}
	for _, step := range []func(resolve.Change) error{p.number, p.remove, p.nodes, p.texts, p.names, p.observations, p.curation} {
		if err := step(c); err != nil {
			return err
		}
	}
	return nil
}

// put is the state of one Put.
type put struct {
	c       *conn
	ctx     context.Context
	fresh   map[string]bool
	numbers map[string]int64 // n by identifier
	records []*record
}

// number makes the records of nodes, gives numbers to what is fresh and reads those of the rest.
func (p *put) number(c resolve.Change) error {
	p.collect(c)
	var nodes, names, observations []string
	for _, r := range p.records {
		nodes = append(nodes, r.id)
	}
	for _, n := range c.Names {
		names, nodes = append(names, n.ID), append(nodes, n.Node)
	}
	for _, o := range c.Observations {
		observations, nodes = append(observations, o.ID), append(nodes, o.Article)
		if o.Naming != nil {
			names = append(names, o.Naming.Name)
		} else {
			nodes = append(nodes, o.Node)
		}
	}
	for _, m := range c.Moves {
		nodes = append(nodes, m.Node)
	}
	for _, l := range []struct {
		table string
		ids   []string
	}{{"node", nodes}, {"name", names}, {"observation", observations}} {
		if err := p.numberIn(l.table, l.ids); err != nil {
			return err
		}
	}
	return nil
}

func (p *put) collect(c resolve.Change) {
	collect(p, c.Articles, articleRecord)
	collect(p, c.Ministers, ministerRecord)
	collect(p, c.Initiatives, initiativeRecord)
	collect(p, c.Projects, projectRecord)
	collect(p, c.Agreements, agreementRecord)
	collect(p, c.Meetings, meetingRecord)
}

func collect[N any](p *put, nodes []N, of func(N) *record) {
	for _, n := range nodes {
		p.records = append(p.records, of(n))
	}
}

func (p *put) numberIn(table string, ids []string) error {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var last int64
	if err := p.c.each(p.ctx, "SELECT ifnull(max(n), 0) FROM "+table, nil, func(r row) error { return r.Scan(&last) }); err != nil {
		return err
	}
	var held []string
	for _, id := range ids {
		if p.fresh[id] {
			last++
			p.numbers[id] = last
		} else {
			held = append(held, id)
		}
	}
	return in(p.ctx, p.c, "SELECT id, n FROM "+table+" WHERE id IN (?)", held, func(r row) error {
		var id string
		var n int64
		err := r.Scan(&id, &n)
		p.numbers[id] = n
		return err
	})
}

// remove deletes nodes and names that go.
func (p *put) remove(c resolve.Change) error {
	var nodes, names []string
	for _, id := range c.Gone {
		if graph.TypeOf(id) == "" {
			names = append(names, id)
		} else {
			nodes = append(nodes, id)
		}
	}
	if err := in(p.ctx, p.c, "DELETE FROM name WHERE id IN (?)", names, nil); err != nil {
		return err
	}
	return removeNodes(p.ctx, p.c, nodes)
}

// stored is what the store holds of a node.
type stored struct {
	n      int64
	record *record
}

func readStored(ctx context.Context, c *conn, ids []string) ([]stored, error) {
	var list []stored
	err := in(ctx, c, "SELECT n, id, data FROM node WHERE id IN (?)", ids, func(r row) error {
		var s stored
		var id string
		var data []byte
		if err := r.Scan(&s.n, &id, &data); err != nil {
			return err
		}
		var err error
		s.record, err = recordOf(graph.TypeOf(id), data)
		list = append(list, s)
		return err
	})
	return list, err
}

// removeNodes deletes nodes with all that they are found by.
func removeNodes(ctx context.Context, c *conn, ids []string) error {
	nodes, err := readStored(ctx, c, ids)
	if err != nil {
		return err
	}
	for _, s := range nodes {
		if err := removePostings(ctx, c, s.record, s.record.postings); err != nil {
			return err
		}
		if err := removeBands(ctx, c, s); err != nil {
			return err
		}
		if err := removeWords(ctx, c, s); err != nil {
			return err
		}
		for _, query := range []string{"DELETE FROM text WHERE n = ?", "DELETE FROM node WHERE n = ?"} {
			if err := c.exec(ctx, query, s.n); err != nil {
				return err
			}
		}
	}
	return nil
}

func removePostings(ctx context.Context, c *conn, r *record, list []posting) error {
	for _, p := range list {
		if err := c.exec(ctx, "DELETE FROM posting WHERE facet = ? AND value = ? AND sort = ? AND id = ?", int(p.facet), p.value, r.sort, r.id); err != nil {
			return err
		}
	}
	return nil
}

func removeBands(ctx context.Context, c *conn, s stored) error {
	for _, b := range s.record.bands {
		if err := c.exec(ctx, "DELETE FROM band WHERE hash = ? AND n = ?", b, s.n); err != nil {
			return err
		}
	}
	return nil
}

// removeWords removes a node's words from the index, which must be told what they were.
func removeWords(ctx context.Context, c *conn, s stored) error {
	words := s.record.words()
	if words == "" {
		return nil
	}
	return c.exec(ctx, "INSERT INTO word (word, rowid, words) VALUES ('delete', ?, ?)", s.n, words)
}

// keyed is a posting with the place in the order of its list.
type keyed struct {
	posting
	sort, id string
	n        int64
}

func (k keyed) compare(o keyed) int {
	return cmp.Or(cmp.Compare(k.facet, o.facet), strings.Compare(k.value, o.value), strings.Compare(k.sort, o.sort), strings.Compare(k.id, o.id))
}

// nodes inserts and replaces nodes.
func (p *put) nodes(resolve.Change) error {
	var held []string
	for _, r := range p.records {
		if !p.fresh[r.id] {
			held = append(held, r.id)
		}
	}
	before := make(map[string]stored)
	old, err := readStored(p.ctx, p.c, held)
	if err != nil {
		return err
	}
	for _, s := range old {
		before[s.record.id] = s
	}
	nodes := table{insert: "INSERT INTO node VALUES ", width: 10}
	words := table{insert: "INSERT INTO word (rowid, words) VALUES ", width: 2}
	bands := table{insert: "INSERT OR IGNORE INTO band VALUES ", width: 2}
	var postings []keyed
	// In the order of their numbers, so that rows are appended: full-text search flushes what it
	// has gathered whenever one comes before the last.
	slices.SortFunc(p.records, func(a, b *record) int { return cmp.Compare(p.numbers[a.id], p.numbers[b.id]) })
	for _, r := range p.records {
		n := p.numbers[r.id]
		text, add := r.words(), r.postings
		tags := ""
		if len(r.tags) > 0 {
			tags = tag(strings.Join(r.tags, " "))
		}
		if was, ok := before[r.id]; ok {
			if err := p.c.exec(p.ctx, "UPDATE node SET sort = ?, first = ?, last = ?, kind = ?, tags = ?, confidence = ?, data = ? WHERE n = ?",
				r.sort, r.date.From(), r.date.To(), r.filter, tags, r.confidence, r.data, n); err != nil {
				return err
			}
			if add, err = p.forget(was, r); err != nil {
				return err
			}
			if was.record.words() == text {
				text = ""
			} else if err := removeWords(p.ctx, p.c, was); err != nil {
				return err
			}
		} else {
			nodes.add(n, r.id, typeNumbers[r.kind].number, r.sort, r.date.From(), r.date.To(), r.filter, tags, r.confidence, r.data)
		}
		if text != "" {
			words.add(n, text)
		}
		for _, b := range r.bands {
			bands.add(b, n)
		}
		for _, a := range add {
			postings = append(postings, keyed{a, r.sort, r.id, n})
		}
	}
	// In the order of the key, so that rows next to one another are written together.
	slices.SortFunc(postings, keyed.compare)
	postings = slices.CompactFunc(postings, func(a, b keyed) bool { return a.compare(b) == 0 })
	rows := table{insert: "INSERT INTO posting VALUES ", width: 5}
	for _, k := range postings {
		rows.add(int(k.facet), k.value, k.sort, k.id, k.n)
	}
	for _, t := range []*table{&nodes, &rows, &words, &bands} {
		if err := t.flush(p.ctx, p.c); err != nil {
			return err
		}
	}
	return nil
}

// forget removes what a node was found by and no longer is, and returns the postings that are new.
func (p *put) forget(was stored, r *record) ([]posting, error) {
	add, gone := r.postings, was.record.postings
	if was.record.sort == r.sort {
		add, gone = without(add, gone), without(gone, add)
	}
	if err := removePostings(p.ctx, p.c, was.record, gone); err != nil {
		return nil, err
	}
	if slices.Equal(was.record.bands, r.bands) {
		return add, nil
	}
	return add, removeBands(p.ctx, p.c, was)
}

// without returns the postings of a list that the other does not hold.
func without(list, other []posting) []posting {
	return slices.DeleteFunc(slices.Clone(list), func(p posting) bool { return slices.Contains(other, p) })
}

// texts writes the texts of articles.
func (p *put) texts(c resolve.Change) error {
	rows := table{insert: "INSERT OR REPLACE INTO text VALUES ", width: 2}
	for _, a := range c.Articles {
		if a.Text != "" {
			rows.add(p.numbers[a.ID], a.Text)
		} else if !p.fresh[a.ID] {
			if err := p.c.exec(p.ctx, "DELETE FROM text WHERE n = ?", p.numbers[a.ID]); err != nil {
				return err
			}
		}
	}
	return rows.flush(p.ctx, p.c)
}

// names inserts and replaces names.
func (p *put) names(c resolve.Change) error {
	rows := table{insert: "INSERT INTO name VALUES ", width: 5}
	for _, n := range c.Names {
		data := coding.Encode(&coding.Name{Name: n.Name, Tenures: n.Tenures})
		if p.fresh[n.ID] {
			rows.add(p.numbers[n.ID], n.ID, hash(n.Block), p.numbers[n.Node], data)
		} else if err := p.c.exec(p.ctx, "UPDATE name SET block = ?, node = ?, data = ? WHERE n = ?", hash(n.Block), p.numbers[n.Node], data, p.numbers[n.ID]); err != nil {
			return err
		}
	}
	return rows.flush(p.ctx, p.c)
}

// observations inserts, replaces and moves observations.
func (p *put) observations(c resolve.Change) error {
	rows := table{insert: "INSERT INTO observation VALUES ", width: 10}
	list := slices.Clone(c.Observations)
	slices.SortFunc(list, func(a, b resolve.Observed) int { return cmp.Compare(p.numbers[a.ID], p.numbers[b.ID]) })
	for _, o := range list {
		data := coding.Encode(&o.Observation)
		if !p.fresh[o.ID] { // the same but for when it was loaded, and perhaps its node
			if err := p.c.exec(p.ctx, "UPDATE observation SET data = ?, node = ? WHERE n = ?", data, p.node(o), p.numbers[o.ID]); err != nil {
				return err
			}
			continue
		}
		if o.Naming != nil {
			rows.add(p.numbers[o.ID], o.ID, p.numbers[o.Article], nil, nil, p.numbers[o.Naming.Name], string(o.Naming.Office), o.Date.From(), o.Date.To(), data)
		} else {
			rows.add(p.numbers[o.ID], o.ID, p.numbers[o.Article], hash(o.Block), p.node(o), nil, nil, nil, nil, data)
		}
	}
	if err := rows.flush(p.ctx, p.c); err != nil {
		return err
	}
	for _, m := range c.Moves {
		if err := p.c.exec(p.ctx, "UPDATE observation SET node = ? WHERE id = ?", p.numbers[m.Node], m.Observation); err != nil {
			return err
		}
	}
	return nil
}

// node is an observation's column node. A naming has none: it follows its name.
func (p *put) node(o resolve.Observed) any {
	if o.Naming != nil {
		return nil
	}
	return p.numbers[o.Node]
}

// curation replaces the decisions in force.
func (p *put) curation(c resolve.Change) error {
	if c.Curation == nil {
		return nil
	}
	data, err := json.Marshal(c.Curation)
	if err != nil {
		return err
	}
	return p.c.exec(p.ctx, "INSERT OR REPLACE INTO curation VALUES (1, ?)", data)
}
