package neo4j

import (
	"context"
	"fmt"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/resolve"
)

// schemaVersion is the number of the model that this version writes. It goes up with every change
// after which an older version must not touch the graph, or this one cannot read an older graph. Since 2,
// nodes hold their nouns as bytes.
const schemaVersion = 2

// bands is the number of bands of a signature; each is a property of its own, since an index does
// not look into lists.
const bands = graph.SignatureSize / 8

// schema lists the statements that make constraints and indexes. All are of the Community edition.
func schema() []string {
	unique := []string{"Country.code", "Minister.id", "Initiative.id", "Project.id", "Agreement.id", "Meeting.id", "Article.id", "Name.id",
		"Lock.stripe", "Curation.id", "Entente.id"}
	var list []string
	for _, u := range unique {
		label, property := cut(u)
		list = append(list, fmt.Sprintf("CREATE CONSTRAINT %s_%s IF NOT EXISTS FOR (n:%[1]s) REQUIRE n.%[2]s IS UNIQUE", label, property))
	}
	list = append(list,
		// No constraint: whoever writes an observation holds the lock of its block and its article.
		"CREATE INDEX evidence_id IF NOT EXISTS FOR ()-[x:EVIDENCED_BY]-() ON (x.id)",
		"CREATE INDEX Agreement_block IF NOT EXISTS FOR (n:Agreement) ON (n.block)",
		"CREATE INDEX Meeting_block IF NOT EXISTS FOR (n:Meeting) ON (n.block)",
		// A pair's and a country's agreements are read in order from these two.
		"CREATE INDEX agreed_with IF NOT EXISTS FOR ()-[x:AGREED_WITH]-() ON (x.pair, x.date, x.agreement)",
		"CREATE INDEX party IF NOT EXISTS FOR ()-[x:PARTY]-() ON (x.country, x.date, x.agreement)",
		"CREATE INDEX name_block IF NOT EXISTS FOR (n:Name) ON (n.block)",
		"CREATE INDEX name_node IF NOT EXISTS FOR (n:Name) ON (n.node)")
	for _, o := range []string{"Minister.name", "Initiative.name", "Project.name", "Agreement.date", "Multilateral.date", "Meeting.date", "Article.published"} {
		label, property := cut(o)
		list = append(list, fmt.Sprintf("CREATE INDEX %s_order IF NOT EXISTS FOR (n:%[1]s) ON (n.%s, n.id)", label, property))
	}
	for i := range bands {
		list = append(list, fmt.Sprintf("CREATE INDEX article_band%d IF NOT EXISTS FOR (n:Article) ON (n.band%[1]d)", i))
	}
	for _, label := range []string{"Minister", "Initiative", "Project", "Agreement", "Meeting", "Article"} {
		// The words are those of package terms, joined by blanks.
		list = append(list, fmt.Sprintf("CREATE FULLTEXT INDEX %s_words IF NOT EXISTS FOR (n:%[1]s) ON EACH [n.words] "+
			"OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}", label))
	}
	return list
}

func cut(s string) (before, after string) {
	for i := range s {
		if s[i] == '.' {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// makeSchema makes what the graph lacks. It is cheap where it lacks nothing.
func (s *Store) makeSchema(ctx context.Context) error {
	session := s.session(ctx, driver.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	version, err := s.version(ctx)
	switch {
	case err != nil:
		return err
	case version == schemaVersion:
		return nil
	case version > schemaVersion:
		return graph.Errorf(graph.Outdated, "the graph at %s was written by a newer version of Entente; update this one", s.uri)
	case version > 0:
		return graph.Errorf(graph.Outdated, "the graph at %s was written by an earlier version of Entente and cannot be read by this one; load the articles into an empty database, or dump it with the earlier version and restore that", s.uri)
	}
	run := func(statement string, params values) error {
		_, err := session.ExecuteWrite(ctx, func(t driver.ManagedTransaction) (any, error) {
			_, _, err := s.run(ctx, t, statement, params)
			return nil, err
		})
		return s.explain(ctx, err)
	}
	for _, statement := range schema() {
		if err := run(statement, nil); err != nil {
			return err
		}
	}
	if err := run("CALL db.awaitIndexes(300)", nil); err != nil {
		return err
	}
	// Stripe -1 is held by those who change the curation.
	if err := run("UNWIND range(-1, $last) AS stripe MERGE (:Lock {stripe: stripe})", values{"last": resolve.Stripes - 1}); err != nil {
		return err
	}
	return run("MERGE (n:Entente {id: 'schema'}) SET n.version = $version", values{"version": schemaVersion})
}

// version is the number of the model that the graph was written with, 0 if it is empty.
func (s *Store) version(ctx context.Context) (int64, error) {
	rows, err := s.read(ctx, "MATCH (n:Entente {id: 'schema'}) RETURN n.version AS version", nil)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	version, _, err := driver.GetRecordValue[int64](rows[0], "version")
	return version, err
}
