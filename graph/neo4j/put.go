package neo4j

import (
	"context"
	"maps"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/resolve"
)

// Delete removes observations and articles. Countries stay as nodes; those that no article names
// any more are found by no reader.
func (tx *tx) Delete(ctx context.Context, observations, articles []string) error {
	if err := tx.do(ctx, "UNWIND $rows AS id MATCH ()-[x:EVIDENCED_BY {id: id}]->() USING INDEX SEEK x:EVIDENCED_BY(id) DELETE x", observations); err != nil {
		return err
	}
	return tx.do(ctx, "UNWIND $rows AS id MATCH (n:Article {id: id}) DETACH DELETE n", articles)
}

// Put writes a change: nodes before the relationships between them, and what goes last, since an
// observation may have moved away from it.
func (tx *tx) Put(ctx context.Context, c resolve.Change) error {
	for _, step := range []func(context.Context, resolve.Change) error{
		tx.putCountries, tx.putArticles, tx.putNames, tx.putEntities, tx.putAgreements, tx.putMeetings, tx.putObservations, tx.remove, tx.putCuration,
	} {
		if err := step(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// do runs a statement over keys for its effect alone.
func (tx *tx) do(ctx context.Context, statement string, keys []string) error {
	return each(ctx, tx, statement, keys, func(*driver.Record) error { return nil })
}

// put runs a statement over rows and checks that it has made as many relationships as related says
// a row has: a node that is missing would lose one in silence.
func (tx *tx) put(ctx context.Context, statement string, rows []values, related func(values) int) error {
	for part := range chunks(rows, size) {
		_, summary, err := tx.store.run(ctx, tx.t, "UNWIND $rows AS r\n"+statement, values{"rows": part})
		if err != nil {
			return err
		}
		want := 0
		for _, r := range part {
			want += related(r)
		}
		if made := summary.Counters().RelationshipsCreated(); made != want {
			return graph.Errorf(graph.Internal, "Neo4j made %d relationships of %d: a write refers to a node that is not in the graph", made, want)
		}
	}
	return nil
}

// size is about how many bytes of text a row sends.
func size(row values) int {
	n := 0
	for _, v := range row {
		switch v := v.(type) {
		case string:
			n += len(v)
		case []byte:
			n += len(v)
		case []values:
			for _, r := range v {
				n += size(r)
			}
		}
	}
	return n
}

// lengths returns how many elements the lists of these names in a row have together.
func lengths(keys ...string) func(values) int {
	return func(row values) int {
		n := 0
		for _, key := range keys {
			switch l := row[key].(type) {
			case []string:
				n += len(l)
			case []values:
				n += len(l)
			}
		}
		return n
	}
}

// split makes rows of what is new to the graph and of what replaces something.
func split[T any](list []T, c resolve.Change, row func(T) values) (fresh, held []values) {
	for _, v := range list {
		r := row(v)
		if id, _ := r["id"].(string); c.Fresh[id] {
			fresh = append(fresh, r)
		} else {
			held = append(held, r)
		}
	}
	return fresh, held
}

func rows[T any](list []T, row func(T) values) []values {
	out := make([]values, len(list))
	for i, v := range list {
		out[i] = row(v)
	}
	return out
}

func (tx *tx) putCountries(ctx context.Context, c resolve.Change) error {
	codes := make(map[string]bool)
	add := func(list ...string) {
		for _, code := range list {
			codes[code] = true
		}
	}
	for _, a := range c.Articles {
		add(a.Countries...)
	}
	for _, m := range c.Ministers {
		add(m.Country)
	}
	for _, p := range c.Projects {
		add(p.Countries...)
	}
	for _, a := range c.Agreements {
		add(a.Countries()...)
	}
	for _, m := range c.Meetings {
		add(m.Countries...)
	}
	delete(codes, "")
	return tx.put(ctx, "MERGE (n:Country {code: r.code}) ON CREATE SET n.id = r.id, n.name = r.name, n.data = r.data",
		rows(slices.Sorted(maps.Keys(codes)), countryRow), lengths())
}

// putNodes creates the rows that are new and sets those that are held, whose relationships clear
// must have deleted; relate makes the relationships of n anew.
func (tx *tx) putNodes(ctx context.Context, label, literal string, fresh, held []values, clear, relate string, related func(values) int) error {
	relate = "\nWITH n, r\n" + relate
	if err := tx.put(ctx, "CREATE (n:"+label+" "+literal+")"+relate, fresh, related); err != nil {
		return err
	}
	if err := tx.put(ctx, "MATCH (n:"+label+" {id: r.id})\n"+clear, held, lengths()); err != nil {
		return err
	}
	return tx.put(ctx, "MATCH (n:"+label+" {id: r.id}) SET n = "+literal+relate, held, related)
}

func (tx *tx) putArticles(ctx context.Context, c resolve.Change) error {
	fresh, held := split(c.Articles, c, articleRow)
	return tx.putNodes(ctx, "Article", articleLiteral, fresh, held, "MATCH (n)-[x:NAMES]->() DELETE x",
		"UNWIND r.countries AS code MATCH (c:Country {code: code}) CREATE (n)-[:NAMES]->(c)", lengths("countries"))
}

func (tx *tx) putNames(ctx context.Context, c resolve.Change) error {
	return tx.put(ctx, "MERGE (n:Name {id: r.id}) SET n = "+nameLiteral, rows(c.Names, nameRow), lengths())
}

func (tx *tx) putEntities(ctx context.Context, c resolve.Change) error {
	const known = "CALL (n, r) { UNWIND r.names AS id MATCH (m:Name {id: id}) CREATE (n)-[:KNOWN_AS]->(m) }\n"
	fresh, held := split(c.Ministers, c, ministerRow)
	if err := tx.putNodes(ctx, "Minister", ministerLiteral, fresh, held, "MATCH (n)-[x:KNOWN_AS|SERVES]->() DELETE x", known+
		"CALL (n, r) { MATCH (c:Country {code: r.country}) UNWIND r.serves AS t CREATE (n)-[:SERVES {office: t.office, first: t.first, last: t.last}]->(c) }",
		lengths("names", "serves")); err != nil {
		return err
	}
	fresh, held = split(c.Initiatives, c, initiativeRow)
	if err := tx.putNodes(ctx, "Initiative", initiativeLiteral, fresh, held, "MATCH (n)-[x:KNOWN_AS]->() DELETE x", known, lengths("names")); err != nil {
		return err
	}
	fresh, held = split(c.Projects, c, projectRow)
	return tx.putNodes(ctx, "Project", projectLiteral, fresh, held, "MATCH (n)-[x:KNOWN_AS|INVOLVES]->() DELETE x", known+
		"CALL (n, r) { UNWIND r.countries AS code MATCH (c:Country {code: code}) CREATE (n)-[:INVOLVES]->(c) }", lengths("names", "countries"))
}

func (tx *tx) putAgreements(ctx context.Context, c resolve.Change) error {
	fresh, held := split(c.Agreements, c, agreementRow)
	const clear = `CALL (n, r) { UNWIND r.pairs AS p MATCH ()-[x:AGREED_WITH {pair: p.pair, date: n.date, agreement: r.id}]->()
USING INDEX SEEK x:AGREED_WITH(pair, date, agreement) DELETE x }
CALL (n) { MATCH (n)-[x:PARTY|CONCERNS]->() DELETE x }
CALL (n) { MATCH (n)<-[x:VOICED]-() DELETE x }`
	const relate = `CALL (n, r) { UNWIND r.parties AS p MATCH (c:Country {code: p.country})
CREATE (n)-[:PARTY {country: p.country, role: p.role, date: r.date, agreement: r.id}]->(c) }
CALL (n, r) { UNWIND r.pairs AS p MATCH (a:Country {code: p.from}) MATCH (b:Country {code: p.to})
CREATE (a)-[:AGREED_WITH {agreement: r.id, pair: p.pair, kind: r.kind, date: r.date, precision: r.precision}]->(b) }
CALL (n, r) { UNWIND r.projects AS id MATCH (p:Project {id: id}) CREATE (n)-[:CONCERNS]->(p) }
CALL (n, r) { UNWIND r.initiatives AS id MATCH (i:Initiative {id: id}) CREATE (n)-[:CONCERNS]->(i) }
CALL (n, r) { UNWIND r.voices AS id MATCH (m:Minister {id: id}) CREATE (m)-[:VOICED]->(n) }`
	if err := tx.putNodes(ctx, "Agreement", agreementLiteral, fresh, held, clear, relate,
		lengths("parties", "pairs", "projects", "initiatives", "voices")); err != nil {
		return err
	}
	var wide []string // an agreement never changes its parties
	for _, a := range c.Agreements {
		if c.Fresh[a.ID] && len(a.Parties) > graph.MaxPaired {
			wide = append(wide, a.ID)
		}
	}
	return tx.do(ctx, "UNWIND $rows AS id MATCH (n:Agreement {id: id}) SET n:Multilateral", wide)
}

func (tx *tx) putMeetings(ctx context.Context, c resolve.Change) error {
	fresh, held := split(c.Meetings, c, meetingRow)
	return tx.putNodes(ctx, "Meeting", meetingLiteral, fresh, held, "MATCH (n)-[x:BETWEEN|ATTENDED_BY]->() DELETE x",
		`CALL (n, r) { UNWIND r.countries AS code MATCH (c:Country {code: code}) CREATE (n)-[:BETWEEN]->(c) }
CALL (n, r) { UNWIND r.ministers AS id MATCH (m:Minister {id: id}) CREATE (n)-[:ATTENDED_BY]->(m) }`, lengths("countries", "ministers"))
}

func (tx *tx) putObservations(ctx context.Context, c resolve.Change) error {
	var held []string
	from := make(map[string][]values) // a row an article, by label of what is reported
	places := make(map[[2]string]int) // of a label's article in from
	for _, o := range c.Observations {
		if !c.Fresh[o.ID] {
			held = append(held, o.ID)
		}
		label := "Name"
		if o.Naming == nil {
			label = string(graph.TypeOf(o.Node))
		}
		key := [2]string{label, o.Article}
		i, ok := places[key]
		if !ok {
			i = len(from[label])
			places[key] = i
			from[label] = append(from[label], values{"article": o.Article, "said": []values(nil)})
		}
		row := from[label][i]
		said, _ := row["said"].([]values)
		row["said"] = append(said, observationRow(o))
	}
	if err := tx.do(ctx, "UNWIND $rows AS id MATCH ()-[x:EVIDENCED_BY {id: id}]->() USING INDEX SEEK x:EVIDENCED_BY(id) DELETE x", held); err != nil {
		return err
	}
	for _, label := range slices.Sorted(maps.Keys(from)) {
		statement := "MATCH (a:Article {id: r.article}) UNWIND r.said AS o MATCH (n:" + label + " {id: o.node}) CREATE (n)-[:EVIDENCED_BY " + observationLiteral + "]->(a)"
		if err := tx.put(ctx, statement, from[label], lengths("said")); err != nil {
			return err
		}
	}
	one := func(values) int { return 1 }
	moves := make(map[string][]values)
	for _, m := range c.Moves {
		label := string(graph.TypeOf(m.Node))
		moves[label] = append(moves[label], values{"id": m.Observation, "node": m.Node})
	}
	for _, label := range slices.Sorted(maps.Keys(moves)) {
		statement := "MATCH ()-[x:EVIDENCED_BY {id: r.id}]->(a) USING INDEX SEEK x:EVIDENCED_BY(id) WITH r, a, x, properties(x) AS p DELETE x\n" +
			"WITH r, a, p MATCH (n:" + label + " {id: r.node}) CREATE (n)-[y:EVIDENCED_BY]->(a) SET y = p"
		if err := tx.put(ctx, statement, moves[label], one); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes nodes and names with all their relationships.
func (tx *tx) remove(ctx context.Context, c resolve.Change) error {
	of := make(map[string][]string) // by label
	for _, id := range c.Gone {
		label := string(graph.TypeOf(id))
		if label == "" {
			label = "Name"
		}
		of[label] = append(of[label], id)
	}
	var edges []values
	err := each(ctx, tx, "UNWIND $rows AS id MATCH (n:Agreement {id: id}) RETURN n.data AS data", of["Agreement"], func(r *driver.Record) error {
		a, err := decodeNode[graph.Agreement](r)
		for _, pair := range a.Pairs() {
			edges = append(edges, values{"pair": pair, "date": a.Date.Value, "agreement": a.ID})
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := tx.put(ctx, "MATCH ()-[x:AGREED_WITH {pair: r.pair, date: r.date, agreement: r.agreement}]->() USING INDEX SEEK x:AGREED_WITH(pair, date, agreement) DELETE x", edges, lengths()); err != nil {
		return err
	}
	for _, label := range slices.Sorted(maps.Keys(of)) {
		if err := tx.do(ctx, "UNWIND $rows AS id MATCH (n:"+label+" {id: id}) DETACH DELETE n", of[label]); err != nil {
			return err
		}
	}
	return nil
}

func (tx *tx) putCuration(ctx context.Context, c resolve.Change) error {
	if c.Curation == nil {
		return nil
	}
	return tx.put(ctx, "MERGE (c:Curation {id: 'curation'}) SET c.data = r.data", []values{{"data": encode(c.Curation)}}, lengths())
}
