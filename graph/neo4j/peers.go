package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/resolve"
)

// Peers returns the names among which the identity of nodes was decided.
func (s *Store) Peers(ctx context.Context, nodes []string) ([][]graph.Named, error) {
	session := s.session(ctx, driver.AccessModeRead)
	defer session.Close(context.WithoutCancel(ctx))
	found, err := driver.ExecuteRead(ctx, session, func(t driver.ManagedTransaction) ([][]graph.Named, error) {
		return resolve.Peers(ctx, &tx{store: s, t: t}, nodes)
	})
	return found, s.explain(ctx, err)
}
