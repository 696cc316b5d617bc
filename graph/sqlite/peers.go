package sqlite

import (
	"context"

	"entente/graph"
	"entente/graph/resolve"
)

// Peers returns the names among which the identity of nodes was decided.
func (s *Store) Peers(ctx context.Context, nodes []string) ([][]graph.Named, error) {
	var out [][]graph.Named
	err := s.read(ctx, func(c *conn) (err error) {
		out, err = resolve.Peers(ctx, &transaction{c}, nodes)
		return err
	})
	return out, err
}
