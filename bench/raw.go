package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/loader/record"
)

type row = map[string]any

// statement is what one kind of row is written by, and how many rows go into a transaction.
const rowsAtOnce = 10_000

// rawDriver opens the Neo4j that the environment names.
func rawDriver() (neo4j.DriverWithContext, string, error) {
	d, err := neo4j.NewDriverWithContext(os.Getenv("NEO4J_URI"), neo4j.BasicAuth(os.Getenv("NEO4J_USERNAME"), os.Getenv("NEO4J_PASSWORD"), ""))
	database := os.Getenv("NEO4J_DATABASE")
	if database == "" {
		database = "neo4j"
	}
	return d, database, err
}

// rows collects rows, each once if it has a key, in the order in which they come.
type rows struct {
	seen map[string]bool
	list []row
}

func (r *rows) add(key string, v row) bool {
	if r.seen == nil {
		r.seen = make(map[string]bool)
	}
	if r.seen[key] {
		return false
	}
	r.seen[key] = true
	r.list = append(r.list, v)
	return true
}

// rawLoad writes the model of docs/data-model.md, without observations, as fast as a program can
// that holds everything in memory and needs no decisions: the limit to compare with.
func rawLoad(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var country, minister, initiative, project, agreement, article, serves, party, concernsI, concernsP, evidence, edge rows
	for in := record.NewDecoder(f); ; {
		r, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		a := graph.ArticleID(r.URL)
		article.add(a, row{"id": a, "title": r.Title, "url": r.URL, "published": r.Published, "text": r.Text, "lang": r.Lang, "source": r.Source})
		for _, c := range r.Countries {
			country.add(c, row{"code": c})
		}
		for _, m := range r.Ministers {
			id := graph.Digest("minister", m.Name, m.Country)
			minister.add(id, row{"id": id, "name": m.Name})
			serves.add(id, row{"a": id, "b": m.Country, "office": string(m.Office)})
		}
		for _, i := range r.Initiatives {
			id := graph.Digest("initiative", i.Name)
			initiative.add(id, row{"id": id, "name": i.Name, "kind": string(i.Kind)})
		}
		for _, p := range r.Projects {
			id := graph.Digest("project", p.Name)
			project.add(id, row{"id": id, "name": p.Name, "sector": string(p.Sector)})
		}
		for _, g := range r.Agreements {
			id := graph.Digest(slices.Concat([]string{"agreement", string(g.Kind), *g.Date}, g.Parties, g.Projects, g.Initiatives)...)
			evidence.add(id+a+g.Quote, row{"a": id, "b": a, "quote": g.Quote})
			topics := make([]string, len(g.Topics))
			for i, t := range g.Topics {
				topics[i] = string(t)
			}
			if !agreement.add(id, row{"id": id, "kind": string(g.Kind), "date": *g.Date, "precision": string(g.Precision), "topics": topics}) {
				continue
			}
			for _, c := range g.Parties {
				party.add(id+c, row{"a": id, "b": c, "role": "BY"})
			}
			for _, n := range g.Initiatives {
				concernsI.add(id+n, row{"a": id, "b": graph.Digest("initiative", n)})
			}
			for _, n := range g.Projects {
				concernsP.add(id+n, row{"a": id, "b": graph.Digest("project", n)})
			}
			edge.add(id, row{"a": g.Parties[0], "b": g.Parties[1], "agreement": id, "pair": graph.Pair(g.Parties[0], g.Parties[1]),
				"kind": string(g.Kind), "date": *g.Date, "precision": string(g.Precision)})
		}
	}
	d, database, err := rawDriver()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database})
	defer session.Close(ctx)
	schema := []string{"CREATE CONSTRAINT IF NOT EXISTS FOR (n:Country) REQUIRE n.code IS UNIQUE"}
	for _, label := range []string{"Minister", "Initiative", "Project", "Agreement", "Article"} {
		schema = append(schema, "CREATE CONSTRAINT IF NOT EXISTS FOR (n:"+label+") REQUIRE n.id IS UNIQUE")
	}
	schema = append(schema, "CREATE INDEX IF NOT EXISTS FOR ()-[r:AGREED_WITH]-() ON (r.pair, r.date)", "CREATE INDEX IF NOT EXISTS FOR (n:Agreement) ON (n.date)",
		"CALL db.awaitIndexes(60)")
	for _, s := range schema {
		result, err := session.Run(ctx, s, nil)
		if err != nil {
			return err
		}
		if _, err := result.Consume(ctx); err != nil {
			return err
		}
	}
	start := time.Now()
	for _, step := range []struct {
		cypher string
		rows   []row
	}{
		{"MERGE (n:Country {code: r.code})", country.list},
		{"MERGE (n:Minister {id: r.id}) SET n.name = r.name", minister.list},
		{"MERGE (n:Initiative {id: r.id}) SET n.name = r.name, n.kind = r.kind", initiative.list},
		{"MERGE (n:Project {id: r.id}) SET n.name = r.name, n.sector = r.sector", project.list},
		{"MERGE (n:Article {id: r.id}) SET n += r", article.list},
		{"MERGE (n:Agreement {id: r.id}) SET n += r", agreement.list},
		{"MATCH (a:Minister {id: r.a}), (b:Country {code: r.b}) MERGE (a)-[x:SERVES]->(b) SET x.office = r.office", serves.list},
		{"MATCH (a:Agreement {id: r.a}), (b:Country {code: r.b}) MERGE (a)-[x:PARTY]->(b) SET x.role = r.role", party.list},
		{"MATCH (a:Agreement {id: r.a}), (b:Initiative {id: r.b}) MERGE (a)-[:CONCERNS]->(b)", concernsI.list},
		{"MATCH (a:Agreement {id: r.a}), (b:Project {id: r.b}) MERGE (a)-[:CONCERNS]->(b)", concernsP.list},
		{"MATCH (a:Agreement {id: r.a}), (b:Article {id: r.b}) MERGE (a)-[:EVIDENCED_BY {quote: r.quote}]->(b)", evidence.list},
		{"MATCH (a:Country {code: r.a}), (b:Country {code: r.b}) CREATE (a)-[:AGREED_WITH {agreement: r.agreement, pair: r.pair, kind: r.kind, " +
			"date: r.date, precision: r.precision}]->(b)", edge.list},
	} {
		for part := range slices.Chunk(step.rows, rowsAtOnce) {
			_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
				result, err := tx.Run(ctx, "UNWIND $rows AS r "+step.cypher, row{"rows": part})
				if err != nil {
					return nil, err
				}
				return result.Consume(ctx)
			})
			if err != nil {
				return err
			}
		}
	}
	took := time.Since(start).Seconds()
	total, err := countRows(ctx, session)
	if err != nil {
		return err
	}
	fmt.Printf("%d agreements, %d articles, %d rows in %.1f s: %.0f rows/s, %.0f agreements/s\n", len(agreement.list), len(article.list), total, took,
		float64(total)/took, float64(len(agreement.list))/took)
	return note("raw.load", float64(total)/took)
}

// countRows asks the server how many nodes and relationships it holds, so that raw and Entente are
// counted alike.
func countRows(ctx context.Context, session neo4j.SessionWithContext) (int64, error) {
	var total int64
	for _, cypher := range []string{"MATCH (n) RETURN count(n) AS n", "MATCH ()-[x]->() RETURN count(x) AS n"} {
		result, err := session.Run(ctx, cypher, nil)
		if err != nil {
			return 0, err
		}
		counted, err := result.Single(ctx)
		if err != nil {
			return 0, err
		}
		n, _, err := neo4j.GetRecordValue[int64](counted, "n")
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// rowsOfNeo4j counts what Entente has written.
func rowsOfNeo4j(ctx context.Context) error {
	d, database, err := rawDriver()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database, AccessMode: neo4j.AccessModeRead})
	defer session.Close(ctx)
	total, err := countRows(ctx, session)
	if err != nil {
		return err
	}
	fmt.Printf("%d rows\n", total)
	return note("neo4j.rows", float64(total))
}

// rawRead reads pairs' newest 50 agreements from the index of the dated edge, by one hand-written
// statement a pair, which names its indexes: what the server guesses after a load is at times a scan.
func rawRead(ctx context.Context, clients int, duration time.Duration) error {
	const cypher = `MATCH ()-[x:AGREED_WITH]->() USING INDEX x:AGREED_WITH(pair, date) WHERE x.pair = $pair AND x.date >= '' WITH x ORDER BY x.date DESC LIMIT 50
MATCH (g:Agreement {id: x.agreement}) USING INDEX g:Agreement(id)
RETURN g.id, g.kind, g.date, g.topics, [(g)-[:CONCERNS]->(p:Project) | p.name] AS projects, [(g)-[e:EVIDENCED_BY]->(t:Article) | [e.quote, t.title]] AS evidence`
	d, database, err := rawDriver()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	return measure(ctx, "raw.page", clients, duration, func(ctx context.Context, a, b string) (int, error) {
		session := d.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database, AccessMode: neo4j.AccessModeRead})
		defer session.Close(ctx)
		n, err := session.ExecuteRead(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			result, err := tx.Run(ctx, cypher, row{"pair": graph.Pair(a, b)})
			if err != nil {
				return nil, err
			}
			list, err := result.Collect(ctx)
			return len(list), err
		})
		if err != nil {
			return 0, err
		}
		return n.(int), nil
	})
}
