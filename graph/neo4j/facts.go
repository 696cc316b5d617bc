package neo4j

import (
	"context"
	"iter"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/resolve"
)

// Texts returns the texts of articles.
func (s *Store) Texts(ctx context.Context, articles []string) ([]string, error) {
	texts := make([]string, len(articles))
	err := s.keyed(ctx, "UNWIND $ids AS id MATCH (n:Article {id: id}) RETURN id, coalesce(n.text, '') AS text", articles, func(place int, r *driver.Record) error {
		text, _, err := driver.GetRecordValue[string](r, "text")
		texts[place] = text
		return err
	})
	return texts, err
}

// keyed runs a statement over $ids, each once, whose rows tell their id, and passes each row to
// take with every place at which the identifier stands.
func (s *Store) keyed(ctx context.Context, statement string, ids []string, take func(place int, r *driver.Record) error) error {
	if len(ids) == 0 {
		return nil
	}
	places := make(map[string][]int)
	for i, id := range ids {
		places[id] = append(places[id], i)
	}
	rows, err := s.read(ctx, statement, values{"ids": distinct(ids)})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if gone(r) {
			continue
		}
		id, _, err := driver.GetRecordValue[string](r, "id")
		if err != nil {
			return err
		}
		for _, i := range places[id] {
			if err := take(i, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// Observations returns, for each node, the observations that report it.
func (s *Store) Observations(ctx context.Context, nodes []string) ([][]graph.Observation, error) {
	found := make([][]graph.Observation, len(nodes))
	of := make(map[graph.NodeType]bool)
	for _, id := range nodes {
		of[graph.TypeOf(id)] = true
	}
	const (
		event = "-[x:EVIDENCED_BY]->(a:Article) "
		name  = " {id: id})-[:KNOWN_AS]->(n:Name)" + event
	)
	for _, step := range []struct {
		t     graph.NodeType
		match string
	}{
		{graph.ArticleNode, "MATCH (a:Article {id: id})<-[x:EVIDENCED_BY]-(n) "},
		{graph.AgreementNode, "MATCH (n:Agreement {id: id})" + event},
		{graph.MeetingNode, "MATCH (n:Meeting {id: id})" + event},
		{graph.MinisterNode, "MATCH (:Minister" + name},
		{graph.InitiativeNode, "MATCH (:Initiative" + name},
		{graph.ProjectNode, "MATCH (:Project" + name},
	} {
		if !of[step.t] {
			continue
		}
		ids := slices.Clone(nodes)
		for i, id := range ids {
			if graph.TypeOf(id) != step.t {
				ids[i] = ""
			}
		}
		err := s.keyed(ctx, "UNWIND $ids AS id "+step.match+"RETURN id, properties(x) AS x, n.block AS block, a.id AS article", ids, func(place int, r *driver.Record) error {
			o, err := decodeObservation(r)
			found[place] = append(found[place], o)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for _, list := range found {
		slices.SortFunc(list, func(a, b graph.Observation) int { return strings.Compare(a.ID, b.ID) })
	}
	return found, nil
}

// factsPage is how many articles are read at once for a dump.
const factsPage = 200

// Facts returns every article with all that it says.
func (s *Store) Facts(ctx context.Context) iter.Seq2[graph.ArticleFacts, error] {
	return func(yield func(graph.ArticleFacts, error) bool) {
		after := ""
		for {
			page, more, err := s.factsAfter(ctx, after)
			if err != nil {
				yield(graph.ArticleFacts{}, err)
				return
			}
			for _, f := range page {
				if !yield(f, nil) {
					return
				}
				after = f.Article.ID
			}
			if !more {
				return
			}
		}
	}
}

// factsAfter reads the next articles, and whether there are more behind them.
func (s *Store) factsAfter(ctx context.Context, after string) (page []graph.ArticleFacts, more bool, err error) {
	rows, err := s.read(ctx, "MATCH (n:Article) WHERE n.id > $after RETURN n.data AS data, coalesce(n.text, '') AS text ORDER BY n.id LIMIT $limit",
		values{"after": after, "limit": factsPage})
	if err != nil {
		return nil, false, err
	}
	var ids []string
	for _, r := range rows {
		if gone(r) {
			continue
		}
		a, err := decodeNode[graph.Article](r)
		if err != nil {
			return nil, false, err
		}
		if a.Text, _, err = driver.GetRecordValue[string](r, "text"); err != nil {
			return nil, false, err
		}
		page, ids = append(page, graph.ArticleFacts{Article: a}), append(ids, a.ID)
	}
	observations, err := s.Observations(ctx, ids)
	if err != nil {
		return nil, false, err
	}
	var refer []string
	for i := range page {
		page[i].Observations = observations[i]
		refer = append(refer, references(observations[i])...)
	}
	names := make(map[string]graph.Name)
	all := distinct(refer)
	err = s.keyed(ctx, "UNWIND $ids AS id MATCH (n:Name {id: id}) RETURN id, n.data AS data", all, func(_ int, r *driver.Record) error {
		n, err := decodeData[resolve.Named](r)
		names[n.ID] = n.Name
		return err
	})
	if err != nil {
		return nil, false, err
	}
	for i := range page {
		for _, id := range references(observations[i]) {
			if n, ok := names[id]; ok {
				page[i].Names = append(page[i].Names, n)
			}
		}
	}
	return page, len(rows) == factsPage, nil
}

// references lists the names that observations refer to, sorted, each once.
func references(list []graph.Observation) []string {
	var ids []string
	for _, o := range list {
		switch {
		case o.Naming != nil:
			ids = append(ids, o.Naming.Name)
		case o.Statement != nil:
			ids = append(append(ids, o.Statement.Objects...), o.Statement.Voices...)
		case o.Encounter != nil:
			ids = append(ids, o.Encounter.Ministers...)
		}
	}
	return distinct(ids)
}

// Curation returns the decisions in force.
func (s *Store) Curation(ctx context.Context) (graph.Curation, error) {
	rows, err := s.read(ctx, readCuration, nil)
	if err != nil {
		return graph.Curation{}, err
	}
	c, _, err := decodeCuration(rows)
	return c, err
}
