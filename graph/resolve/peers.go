package resolve

import (
	"context"
	"slices"
)

// names is what Peers needs of a store.
type names interface {
	NamesIn(ctx context.Context, blocks []string) ([]Named, error)
	NamesOf(ctx context.Context, nodes []string) ([]Named, error)
}

// Peers answers graph.Reader's Peers: the names of each node's blocks.
func Peers(ctx context.Context, tx names, nodes []string) ([][]Named, error) {
	own, err := tx.NamesOf(ctx, once(slices.Clone(nodes)))
	if err != nil {
		return nil, err
	}
	blocks := make(map[string][]string) // by node
	var all []string
	for _, n := range own {
		blocks[n.Node] = append(blocks[n.Node], n.Block)
		all = append(all, n.Block)
	}
	if len(all) > 0 {
		if own, err = tx.NamesIn(ctx, once(all)); err != nil {
			return nil, err
		}
	}
	sortNames(own)
	out := make([][]Named, len(nodes))
	for i, id := range nodes {
		for _, n := range own {
			if slices.Contains(blocks[id], n.Block) {
				out[i] = append(out[i], n)
			}
		}
	}
	return out, nil
}
