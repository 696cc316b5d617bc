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
	if err := tx.do(ctx, "UNWIND $in.rows AS id MATCH ()-[x:EVIDENCED_BY {id: id}]->() USING INDEX SEEK x:EVIDENCED_BY(id) DELETE x", observations); err != nil {
		return err
	}
	return tx.do(ctx, "UNWIND $in.rows AS id MATCH (n:Article {id: id}) USING INDEX n:Article(id) DETACH DELETE n", articles)
}

// Put writes a change: nodes before the relationships between them, and what goes last, since an
// observation may have moved away from it.
func (tx *tx) Put(ctx context.Context, c resolve.Change) error {
	for _, step := range []func(context.Context, resolve.Change) error{
		tx.clearObservations, tx.putCountries, tx.putArticles, tx.putNames, tx.putEntities, tx.putAgreements, tx.putMeetings, tx.putObservations,
		tx.remove, tx.putCuration,
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

// put runs a statement over rows and checks that each has made so many relationships: a node that
// is missing would lose one in silence.
func (tx *tx) put(ctx context.Context, statement string, rows []values, related int) error {
	for part := range chunks(rows, size) {
		_, summary, err := tx.run(ctx, "UNWIND $in.rows AS r\n"+statement, values{"rows": part})
		if err != nil {
			return err
		}
		if made, want := summary.Counters().RelationshipsCreated(), related*len(part); made != want {
			return missing(made, want)
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
		rows(slices.Sorted(maps.Keys(codes)), countryRow), 0)
}

func (tx *tx) putArticles(ctx context.Context, c resolve.Change) error {
	fresh, held := split(c.Articles, c, articleRow)
	return tx.putNodes(ctx, "Article", articleLiteral, fresh, held, "MATCH (n)-[x:NAMES]->() DELETE x",
		relation{"countries", "Country", "(n)-[:NAMES]->(m)"})
}

func (tx *tx) putNames(ctx context.Context, c resolve.Change) error {
	fresh, held := split(c.Names, c, nameRow)
	return tx.putNodes(ctx, "Name", nameLiteral, fresh, held, "")
}

func (tx *tx) putEntities(ctx context.Context, c resolve.Change) error {
	known := relation{"names", "Name", "(n)-[:KNOWN_AS]->(m)"}
	fresh, held := split(c.Ministers, c, ministerRow)
	if err := tx.putNodes(ctx, "Minister", ministerLiteral, fresh, held, "MATCH (n)-[x:KNOWN_AS|SERVES]->() DELETE x", known,
		relation{"serves", "Country", "(n)-[:SERVES {office: x.office, first: x.first, last: x.last}]->(m)"}); err != nil {
		return err
	}
	fresh, held = split(c.Initiatives, c, initiativeRow)
	if err := tx.putNodes(ctx, "Initiative", initiativeLiteral, fresh, held, "MATCH (n)-[x:KNOWN_AS]->() DELETE x", known); err != nil {
		return err
	}
	fresh, held = split(c.Projects, c, projectRow)
	return tx.putNodes(ctx, "Project", projectLiteral, fresh, held, "MATCH (n)-[x:KNOWN_AS|INVOLVES]->() DELETE x", known,
		relation{"countries", "Country", "(n)-[:INVOLVES]->(m)"})
}

// said is the relation of what is reported to the articles that report it.
var said = relation{"said", "Article", "(n)-[:EVIDENCED_BY " + observationLiteral + "]->(m)"}

// withSaid adds to the rows of new nodes the observations that report them.
func withSaid(rows []values, c resolve.Change) {
	of := make(map[string][]values)
	for _, o := range c.Observations {
		if saidWith(o, c) {
			of[o.Node] = append(of[o.Node], observationRow(o))
		}
	}
	for _, r := range rows {
		id, _ := r["id"].(string)
		r["said"] = of[id]
	}
}

// saidWith reports whether an observation is written with the node that it reports, since that is new.
func saidWith(o resolve.Observed, c resolve.Change) bool { return o.Naming == nil && c.Fresh[o.Node] }

func (tx *tx) putAgreements(ctx context.Context, c resolve.Change) error {
	fresh, held := split(c.Agreements, c, agreementRow)
	withSaid(fresh, c)
	const clear = `CALL (n, r) { UNWIND r.pairs AS p MATCH ()-[x:AGREED_WITH {pair: p.pair, date: n.date, agreement: r.id}]->()
USING INDEX SEEK x:AGREED_WITH(pair, date, agreement) DELETE x }
CALL (n) { MATCH (n)-[x:PARTY|CONCERNS]->() DELETE x }
CALL (n) { MATCH (n)<-[x:VOICED]-() DELETE x }`
	if err := tx.putNodes(ctx, "Agreement", agreementLiteral, fresh, held, clear,
		relation{"parties", "Country", "(n)-[:PARTY {country: x.country, role: x.role, date: r.date, agreement: r.id}]->(m)"},
		relation{"pairs", "Country", "(l)-[:AGREED_WITH {agreement: r.id, pair: x.pair, kind: r.kind, date: r.date, precision: r.precision}]->(m)"},
		relation{"projects", "Project", "(n)-[:CONCERNS]->(m)"},
		relation{"initiatives", "Initiative", "(n)-[:CONCERNS]->(m)"},
		relation{"voices", "Minister", "(m)-[:VOICED]->(n)"}, said); err != nil {
		return err
	}
	var wide []string // an agreement never changes its parties
	for _, a := range c.Agreements {
		if c.Fresh[a.ID] && len(a.Parties) > graph.MaxPaired {
			wide = append(wide, a.ID)
		}
	}
	return tx.do(ctx, "UNWIND $in.rows AS id MATCH (n:Agreement {id: id}) USING INDEX n:Agreement(id) SET n:Multilateral", wide)
}

func (tx *tx) putMeetings(ctx context.Context, c resolve.Change) error {
	fresh, held := split(c.Meetings, c, meetingRow)
	withSaid(fresh, c)
	return tx.putNodes(ctx, "Meeting", meetingLiteral, fresh, held, "MATCH (n)-[x:BETWEEN|ATTENDED_BY]->() DELETE x",
		relation{"countries", "Country", "(n)-[:BETWEEN]->(m)"},
		relation{"ministers", "Minister", "(n)-[:ATTENDED_BY]->(m)"}, said)
}

// clearObservations deletes what is to be replaced, before it is written again.
func (tx *tx) clearObservations(ctx context.Context, c resolve.Change) error {
	var held []string
	for _, o := range c.Observations {
		if !c.Fresh[o.ID] {
			held = append(held, o.ID)
		}
	}
	return tx.do(ctx, "UNWIND $in.rows AS id MATCH ()-[x:EVIDENCED_BY {id: id}]->() USING INDEX SEEK x:EVIDENCED_BY(id) DELETE x", held)
}

func (tx *tx) putObservations(ctx context.Context, c resolve.Change) error {
	from := make(map[string]map[string][]values) // by label and identifier of what is reported
	for _, o := range c.Observations {
		if saidWith(o, c) {
			continue
		}
		label, node := string(graph.TypeOf(o.Node)), o.Node
		if o.Naming != nil {
			label, node = "Name", o.Naming.Name
		}
		if from[label] == nil {
			from[label] = make(map[string][]values)
		}
		from[label][node] = append(from[label][node], observationRow(o))
	}
	for _, label := range slices.Sorted(maps.Keys(from)) {
		var list []values
		for _, id := range slices.Sorted(maps.Keys(from[label])) {
			list = append(list, values{"id": id, "said": from[label][id]})
		}
		if err := tx.relate(ctx, "MATCH (n:"+label+" {id: r.id}) USING INDEX n:"+label+"(id)", list, []relation{said}); err != nil {
			return err
		}
	}
	moves := make(map[string][]values)
	for _, m := range c.Moves {
		label := string(graph.TypeOf(m.Node))
		moves[label] = append(moves[label], values{"id": m.Observation, "node": m.Node})
	}
	for _, label := range slices.Sorted(maps.Keys(moves)) {
		statement := "MATCH ()-[x:EVIDENCED_BY {id: r.id}]->(a) USING INDEX SEEK x:EVIDENCED_BY(id) WITH r, a, x, properties(x) AS p DELETE x\n" +
			"WITH r, a, p MATCH (n:" + label + " {id: r.node}) USING INDEX n:" + label + "(id) CREATE (n)-[y:EVIDENCED_BY]->(a) SET y = p"
		if err := tx.put(ctx, statement, moves[label], 1); err != nil {
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
	err := each(ctx, tx, "UNWIND $in.rows AS id MATCH (n:Agreement {id: id}) USING INDEX n:Agreement(id) RETURN n.data AS data", of["Agreement"], func(r *driver.Record) error {
		a, err := decodeNode[graph.Agreement](r)
		for _, pair := range a.Pairs() {
			edges = append(edges, values{"pair": pair, "date": a.Date.Value, "agreement": a.ID})
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := tx.put(ctx, "MATCH ()-[x:AGREED_WITH {pair: r.pair, date: r.date, agreement: r.agreement}]->() USING INDEX SEEK x:AGREED_WITH(pair, date, agreement) DELETE x", edges, 0); err != nil {
		return err
	}
	for _, label := range slices.Sorted(maps.Keys(of)) {
		if err := tx.do(ctx, "UNWIND $in.rows AS id MATCH (n:"+label+" {id: id}) USING INDEX n:"+label+"(id) DETACH DELETE n", of[label]); err != nil {
			return err
		}
	}
	return nil
}

func (tx *tx) putCuration(ctx context.Context, c resolve.Change) error {
	if c.Curation == nil {
		return nil
	}
	return tx.put(ctx, "MERGE (c:Curation {id: 'curation'}) SET c.data = r.data", []values{{"data": encode(c.Curation)}}, 0)
}
