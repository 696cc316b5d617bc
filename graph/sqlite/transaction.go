package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"

	"entente/graph"
	"entente/graph/coding"
	"entente/graph/resolve"
)

// transaction is what resolve.Write works through: a connection that holds the write lock.
type transaction struct{ c *conn }

var _ resolve.Tx = (*transaction)(nil)

// Lock does nothing: the transaction holds the whole file.
func (t *transaction) Lock(context.Context, []int) error { return nil }

// Articles returns articles without their texts.
func (t *transaction) Articles(ctx context.Context, ids []string) ([]graph.Article, error) {
	return documents[graph.Article](ctx, t.c, "SELECT data FROM node WHERE id IN (?)", ids)
}

// Resembling returns the articles that share a band, each once.
func (t *transaction) Resembling(ctx context.Context, bands []string) ([]graph.Article, error) {
	seen := make(map[int64]bool)
	var numbers []int64
	err := in(ctx, t.c, "SELECT n FROM band WHERE hash IN (?)", hashes(bands), func(r row) error {
		var n int64
		err := r.Scan(&n)
		if !seen[n] {
			seen[n] = true
			numbers = append(numbers, n)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return documents[graph.Article](ctx, t.c, "SELECT data FROM node WHERE n IN (?)", numbers)
}

func setOf(values []string) map[string]bool {
	set := make(map[string]bool, len(values))
	for _, v := range values {
		set[v] = true
	}
	return set
}

func hashes(keys []string) []int64 {
	out := make([]int64, len(keys))
	for i, k := range keys {
		out[i] = hash(k)
	}
	return out
}

// documents reads the nodes that a query over values gives.
func documents[N, V any](ctx context.Context, c *conn, query string, values []V) ([]N, error) {
	var out []N
	err := in(ctx, c, query, values, func(r row) error {
		var n N
		err := scan(r, &n)
		out = append(out, n)
		return err
	})
	return out, err
}

// scan reads a row whose last column is what coding.Encode made of v, behind others.
func scan(r row, v any, others ...any) error {
	var data sql.RawBytes
	if err := r.Scan(append(others, &data)...); err != nil {
		return err
	}
	return coding.Decode(data, v)
}

// observed selects observations with the language and signature of their articles and the nodes
// that they report.
const observed = `SELECT a.data, coalesce(e.id, d.id, ''), o.data FROM observation o CROSS JOIN node a ON a.n = o.article
	LEFT JOIN node e ON e.n = o.node LEFT JOIN name m ON m.n = o.name LEFT JOIN node d ON d.n = m.node `

func readObserved[V any](ctx context.Context, c *conn, query string, values []V) ([]resolve.Observed, error) {
	var out []resolve.Observed
	err := in(ctx, c, query, values, func(r row) error {
		var o resolve.Observed
		var head sql.RawBytes
		if err := scan(r, &o.Observation, &head, &o.Node); err != nil {
			return err
		}
		var article graph.Article
		if err := coding.Decode(head, &article); err != nil {
			return err
		}
		o.Lang, o.Signature = article.Lang, article.Signature
		out = append(out, o)
		return nil
	})
	return out, err
}

// ObservationsOf returns all that these articles say.
func (t *transaction) ObservationsOf(ctx context.Context, articles []string) ([]resolve.Observed, error) {
	return readObserved(ctx, t.c, observed+"WHERE o.article IN (SELECT n FROM node WHERE id IN (?))", articles)
}

// EventsIn returns the statements and encounters of these blocks.
func (t *transaction) EventsIn(ctx context.Context, blocks []string) ([]resolve.Observed, error) {
	wanted := setOf(blocks) // two blocks may share a hash
	list, err := readObserved(ctx, t.c, observed+"WHERE o.block IN (?)", hashes(blocks))
	return slices.DeleteFunc(list, func(o resolve.Observed) bool { return !wanted[o.Block] }), err
}

// EventBlocks returns the blocks of agreements and meetings that point at these nodes.
func (t *transaction) EventBlocks(ctx context.Context, nodes []string) ([]string, error) {
	seen := make(map[string]bool)
	err := in(ctx, t.c, "SELECT d.id, d.data FROM posting p CROSS JOIN node d ON d.n = p.n WHERE p.facet IN (?, ?, ?) AND p.value IN (?)", nodes,
		func(r row) error {
			var id string
			var data sql.RawBytes
			if err := r.Scan(&id, &data); err != nil {
				return err
			}
			if graph.TypeOf(id) == graph.MeetingNode {
				var m graph.Meeting
				err := coding.Decode(data, &m)
				seen[m.Block] = true
				return err
			}
			var a graph.Agreement
			err := coding.Decode(data, &a)
			seen[a.Block] = true
			return err
		}, int(agreementObject), int(agreementVoice), int(meetingMinister))
	return slices.Sorted(maps.Keys(seen)), err
}

func readNamed[V any](ctx context.Context, c *conn, query string, values []V) ([]resolve.Named, error) {
	var out []resolve.Named
	err := in(ctx, c, query, values, func(r row) error {
		var d coding.Name
		var n resolve.Named
		err := scan(r, &d, &n.Node)
		n.Name, n.Tenures = d.Name, d.Tenures
		out = append(out, n)
		return err
	})
	return out, err
}

const named = "SELECT d.id, m.data FROM name m CROSS JOIN node d ON d.n = m.node "

// NamesByID returns names by identifier.
func (t *transaction) NamesByID(ctx context.Context, ids []string) ([]resolve.Named, error) {
	return readNamed(ctx, t.c, named+"WHERE m.id IN (?)", ids)
}

// NamesIn returns names by block.
func (t *transaction) NamesIn(ctx context.Context, blocks []string) ([]resolve.Named, error) {
	wanted := setOf(blocks)
	list, err := readNamed(ctx, t.c, named+"WHERE m.block IN (?)", hashes(blocks))
	return slices.DeleteFunc(list, func(n resolve.Named) bool { return !wanted[n.Block] }), err
}

// NamesOf returns names by node.
func (t *transaction) NamesOf(ctx context.Context, nodes []string) ([]resolve.Named, error) {
	return readNamed(ctx, t.c, named+"WHERE m.node IN (SELECT n FROM node WHERE id IN (?))", nodes)
}

// Tenures counts again in which offices and between which days names are seen.
func (t *transaction) Tenures(ctx context.Context, names []string) (map[string][]graph.Tenure, error) {
	out := make(map[string][]graph.Tenure)
	err := in(ctx, t.c, `SELECT m.id, o.office, ifnull(min(nullif(o.first, '')), ''), max(o.last) FROM name m CROSS JOIN observation o ON o.name = m.n
		WHERE m.id IN (?) GROUP BY m.n, o.office ORDER BY m.id, o.office`, names, func(r row) error {
		var id string
		var n graph.Tenure
		err := r.Scan(&id, &n.Office, &n.First, &n.Last)
		out[id] = append(out[id], n)
		return err
	})
	return out, err
}

// Curation returns the decisions in force.
func (t *transaction) Curation(ctx context.Context) (graph.Curation, error) {
	return curation(ctx, t.c)
}

func curation(ctx context.Context, c *conn) (graph.Curation, error) {
	var out graph.Curation
	err := c.each(ctx, "SELECT data FROM curation", nil, func(r row) error {
		var data sql.RawBytes
		if err := r.Scan(&data); err != nil {
			return err
		}
		return json.Unmarshal(data, &out)
	})
	return out, err
}

// Delete removes observations and articles.
func (t *transaction) Delete(ctx context.Context, observations, articles []string) error {
	if err := in(ctx, t.c, "DELETE FROM observation WHERE id IN (?)", observations, nil); err != nil {
		return err
	}
	return removeNodes(ctx, t.c, articles)
}
