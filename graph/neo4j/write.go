package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/resolve"
)

// Write writes a batch whole or not at all, in one transaction that is tried again when another
// writer is in its way. Neo4j isolates readers from what is not committed, but gives them no
// snapshot: a read that runs during the commit may see some nodes of the batch and not others.
// Each node that it sees is whole, since a reader takes it from one property.
func (s *Store) Write(ctx context.Context, batch graph.Batch) (graph.Written, error) {
	session := s.session(ctx, driver.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	for {
		written, err := driver.ExecuteWrite(ctx, session, func(t driver.ManagedTransaction) (graph.Written, error) {
			tx := &tx{store: s, t: t}
			if batch.Curation != nil {
				if err := tx.Lock(ctx, []int{-1}); err != nil {
					return graph.Written{}, err
				}
			}
			return resolve.Write(ctx, tx, batch)
		})
		if errors.Is(err, errCurated) {
			continue
		}
		return written, s.explain(ctx, err)
	}
}

// errCurated says that another writer changed the curation between the reading of it and the
// locking of the blocks: what was decided by it may be wrong, and the transaction begins anew.
var errCurated = errors.New("the curation has changed")

// tx is a transaction as package resolve needs it.
type tx struct {
	store    *Store
	t        driver.ManagedTransaction
	curation *string // as read, in JSON
}

var _ resolve.Tx = (*tx)(nil)

// chunk is how many rows or identifiers go in one statement, chunkBytes how many bytes of text.
const (
	chunk      = 10000
	chunkBytes = 16 << 20
)

// run runs a statement whose parameters lie in $in. It is planned once: its hints name the indexes,
// so that the plan is right however large the graph is, and the server, which plans anew for lists
// of another order of size, does not look into a map.
func (tx *tx) run(ctx context.Context, statement string, in values) ([]*driver.Record, driver.ResultSummary, error) {
	return tx.store.run(ctx, tx.t, "CYPHER replan=skip "+statement, values{"in": in})
}

// each runs a statement that begins with UNWIND $in.rows over the rows, a chunk at a time, and passes
// every row of the results to take.
func each[T any](ctx context.Context, tx *tx, statement string, rows []T, take func(*driver.Record) error) error {
	for part := range chunks(rows, func(T) int { return 0 }) {
		got, _, err := tx.run(ctx, statement, values{"rows": part})
		if err != nil {
			return err
		}
		for _, r := range got {
			if err := take(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// chunks yields the list in parts of at most chunk elements and, unless one alone is larger, of at
// most chunkBytes.
func chunks[T any](list []T, size func(T) int) func(func([]T) bool) {
	return func(yield func([]T) bool) {
		for len(list) > 0 {
			n, bytes := 0, 0
			for n < len(list) && n < chunk {
				bytes += size(list[n])
				if n > 0 && bytes > chunkBytes {
					break
				}
				n++
			}
			if !yield(list[:n]) {
				return
			}
			list = list[n:]
		}
	}
}

// Lock takes the write locks of the stripes' nodes. It ends with errCurated if the curation is
// not the one that this transaction has read.
func (tx *tx) Lock(ctx context.Context, stripes []int) error {
	rows, _, err := tx.run(ctx, `UNWIND $in.stripes AS stripe
MATCH (l:Lock {stripe: stripe}) USING INDEX l:Lock(stripe)
SET l.held = true
WITH count(l) AS locked
OPTIONAL MATCH (c:Curation {id: 'curation'})
RETURN locked, coalesce(c.data, '') AS curation`, values{"stripes": stripes})
	if err != nil {
		return err
	}
	locked, _, err := driver.GetRecordValue[int64](rows[0], "locked")
	if err != nil {
		return err
	}
	if int(locked) != len(stripes) {
		return graph.Errorf(graph.Internal, "the graph at %s lacks its locks; was it emptied by hand? Start again with an empty database", tx.store.uri)
	}
	now, _, err := driver.GetRecordValue[string](rows[0], "curation")
	if err != nil {
		return err
	}
	if tx.curation != nil && *tx.curation != now {
		return errCurated
	}
	return nil
}

func (tx *tx) Curation(ctx context.Context) (graph.Curation, error) {
	rows, _, err := tx.store.run(ctx, tx.t, readCuration, nil)
	if err != nil {
		return graph.Curation{}, err
	}
	c, data, err := decodeCuration(rows)
	tx.curation = &data
	return c, err
}

func (tx *tx) Articles(ctx context.Context, ids []string) ([]graph.Article, error) {
	return collect(ctx, tx, "UNWIND $in.rows AS id MATCH (n:Article {id: id}) USING INDEX n:Article(id) RETURN n.data AS data", ids, decodeNode[graph.Article])
}

// resembling finds the articles with one of the bands in the row r, each in the list of its number.
var resembling = func() string {
	var parts []string
	for i := range bands {
		property := bandProperty(i)
		parts = append(parts, fmt.Sprintf("UNWIND r.%s AS key MATCH (n:Article {%[1]s: key}) USING INDEX SEEK n:Article(%[1]s) RETURN n", property))
	}
	return "UNWIND $in.rows AS r CALL (r) {\n" + strings.Join(parts, "\nUNION\n") + "\n}\nRETURN n.data AS data"
}()

func (tx *tx) Resembling(ctx context.Context, keys []string) ([]graph.Article, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	row := values{}
	for i, group := range byBand(keys) {
		row[bandProperty(i)] = group
	}
	var list []graph.Article
	err := each(ctx, tx, resembling, []values{row}, func(r *driver.Record) error {
		a, err := decodeNode[graph.Article](r)
		list = append(list, a)
		return err
	})
	return list, err
}

func (tx *tx) ObservationsOf(ctx context.Context, articles []string) ([]resolve.Observed, error) {
	return collect(ctx, tx, "UNWIND $in.rows AS id MATCH (n)-[x:EVIDENCED_BY]->(a:Article {id: id}) USING INDEX a:Article(id) "+returnObserved, articles, decodeObserved)
}

func (tx *tx) EventsIn(ctx context.Context, blocks []string) ([]resolve.Observed, error) {
	of := make(map[bool][]string) // whether they are blocks of meetings
	for _, b := range blocks {
		meeting := strings.HasPrefix(b, "meeting|")
		of[meeting] = append(of[meeting], b)
	}
	const events = "UNWIND $in.rows AS block MATCH (n:%[1]s {block: block}) USING INDEX SEEK n:%[1]s(block) MATCH (n)-[x:EVIDENCED_BY]->(a) " + returnObserved
	list, err := collect(ctx, tx, fmt.Sprintf(events, "Agreement"), of[false], decodeObserved)
	if err != nil {
		return nil, err
	}
	meetings, err := collect(ctx, tx, fmt.Sprintf(events, "Meeting"), of[true], decodeObserved)
	return append(list, meetings...), err
}

func (tx *tx) EventBlocks(ctx context.Context, nodes []string) ([]string, error) {
	of := make(map[graph.NodeType][]string)
	for _, id := range nodes {
		of[graph.TypeOf(id)] = append(of[graph.TypeOf(id)], id)
	}
	var blocks []string
	seen := make(map[string]bool)
	for _, step := range []struct {
		t         graph.NodeType
		statement string
	}{
		{graph.MinisterNode, "UNWIND $in.rows AS id MATCH (m:Minister {id: id})-[:VOICED]->(e:Agreement) USING INDEX m:Minister(id) RETURN DISTINCT e.block AS block"},
		{graph.MinisterNode, "UNWIND $in.rows AS id MATCH (m:Minister {id: id})<-[:ATTENDED_BY]-(e:Meeting) USING INDEX m:Minister(id) RETURN DISTINCT e.block AS block"},
		{graph.InitiativeNode, "UNWIND $in.rows AS id MATCH (m:Initiative {id: id})<-[:CONCERNS]-(e:Agreement) USING INDEX m:Initiative(id) RETURN DISTINCT e.block AS block"},
		{graph.ProjectNode, "UNWIND $in.rows AS id MATCH (m:Project {id: id})<-[:CONCERNS]-(e:Agreement) USING INDEX m:Project(id) RETURN DISTINCT e.block AS block"},
	} {
		found, err := collect(ctx, tx, step.statement, of[step.t], field[string]("block"))
		if err != nil {
			return nil, err
		}
		for _, b := range found {
			if !seen[b] {
				seen[b] = true
				blocks = append(blocks, b)
			}
		}
	}
	return blocks, nil
}

func (tx *tx) NamesByID(ctx context.Context, ids []string) ([]resolve.Named, error) {
	return collect(ctx, tx, "UNWIND $in.rows AS id MATCH (n:Name {id: id}) USING INDEX n:Name(id) RETURN n.data AS data", ids, decodeData[resolve.Named])
}

func (tx *tx) NamesIn(ctx context.Context, blocks []string) ([]resolve.Named, error) {
	return collect(ctx, tx, "UNWIND $in.rows AS block MATCH (n:Name {block: block}) USING INDEX SEEK n:Name(block) RETURN n.data AS data", blocks, decodeData[resolve.Named])
}

func (tx *tx) NamesOf(ctx context.Context, nodes []string) ([]resolve.Named, error) {
	return collect(ctx, tx, "UNWIND $in.rows AS node MATCH (n:Name {node: node}) USING INDEX SEEK n:Name(node) RETURN n.data AS data", nodes, decodeData[resolve.Named])
}

func (tx *tx) Tenures(ctx context.Context, names []string) (map[string][]graph.Tenure, error) {
	tenures := make(map[string][]graph.Tenure)
	err := each(ctx, tx, "UNWIND $in.rows AS id MATCH (n:Name {id: id})-[x:EVIDENCED_BY]->() USING INDEX n:Name(id) "+
		"RETURN DISTINCT id, coalesce(x.office, '') AS office, x.date AS date", names, func(r *driver.Record) error {
		m := r.AsMap()
		id, _ := m["id"].(string)
		office, _ := m["office"].(string)
		value, _ := m["date"].(string)
		tenures[id] = extend(tenures[id], graph.Office(office), graph.Date{Value: value})
		return nil
	})
	return tenures, err
}

// collect runs a statement over the keys and decodes each row.
func collect[T any](ctx context.Context, tx *tx, statement string, keys []string, decode func(*driver.Record) (T, error)) ([]T, error) {
	var list []T
	err := each(ctx, tx, statement, keys, func(r *driver.Record) error {
		v, err := decode(r)
		list = append(list, v)
		return err
	})
	return list, err
}
