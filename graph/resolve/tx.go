// Package resolve decides what is the same: it turns the observations of a block into nodes.
//
// Write is the one way by which a graph changes. A store lends it a transaction that reads and
// writes rows; everything that needs thought happens here, once for all stores:
//
//	batch -> which observations are new or gone -> which blocks they touch
//	      -> the nodes of those blocks, worked out whole -> rows to write
//
// Names decides on names (ministers, initiatives, projects), Events on statements and encounters
// (agreements, meetings); both are pure functions of a block and the curation.
package resolve

import (
	"context"
	"hash/fnv"

	"entente/graph"
)

// Tx is what Write needs of a store, within one transaction. Lists may be long; a store splits
// them as it must. Results come in any order and leave out what does not exist.
type Tx interface {
	// Lock holds the stripes (each below Stripes, ascending) against other writers until the
	// transaction ends.
	Lock(ctx context.Context, stripes []int) error

	// Articles returns the articles with these identifiers, without their texts.
	Articles(ctx context.Context, ids []string) ([]graph.Article, error)
	// Resembling returns the articles, without their texts, that share one of the bands of
	// graph.Signature.Bands.
	Resembling(ctx context.Context, bands []string) ([]graph.Article, error)

	// ObservationsOf returns all that these articles say.
	ObservationsOf(ctx context.Context, articles []string) ([]Observed, error)
	// EventsIn returns the statements and encounters of these blocks.
	EventsIn(ctx context.Context, blocks []string) ([]Observed, error)
	// EventBlocks returns the blocks of the agreements and meetings that point at one of these
	// ministers, initiatives or projects, each once.
	EventBlocks(ctx context.Context, nodes []string) ([]string, error)

	// NamesByID, NamesIn and NamesOf return names by identifier, by block and by node.
	NamesByID(ctx context.Context, ids []string) ([]Named, error)
	NamesIn(ctx context.Context, blocks []string) ([]Named, error)
	NamesOf(ctx context.Context, nodes []string) ([]Named, error)
	// Tenures counts again, over the observations that the store holds now, in which offices
	// and between which dates these names are seen. A name that no observation bears is left out.
	Tenures(ctx context.Context, names []string) (map[string][]graph.Tenure, error)

	// Curation returns the decisions in force.
	Curation(ctx context.Context) (graph.Curation, error)

	// Delete removes observations and articles. It comes before any reading that must not see them.
	Delete(ctx context.Context, observations, articles []string) error
	// Put writes a change.
	Put(ctx context.Context, c Change) error
}

// Observed is an observation as a store holds it.
type Observed struct {
	graph.Observation
	Node      string          // of the minister, initiative, project, agreement or meeting that it reports
	Lang      string          // of its article
	Signature graph.Signature // of its article
}

// Named is a name as a store holds it.
type Named = graph.Named

// Change is what a write puts into the store. Nodes come whole: what a node pointed at before and
// no longer does is to be forgotten.
type Change struct {
	Articles     []graph.Article // to insert or replace
	Names        []Named         // to insert or replace
	Observations []Observed      // to insert or replace; stores need keep neither Lang nor Signature
	Moves        []Move          // observations that the store holds and whose node is another now

	Ministers   []graph.Minister // to insert or replace, and so on
	Initiatives []graph.Initiative
	Projects    []graph.Project
	Agreements  []graph.Agreement
	Meetings    []graph.Meeting

	Gone     []string        // identifiers of nodes and names to remove
	Fresh    map[string]bool // identifiers, of all the above, that the store does not hold yet
	Curation *graph.Curation // replaces the decisions in force, unless nil
}

// Move says which node an observation reports now.
type Move struct{ Observation, Node string }

// Stripes is the number of locks that the blocks share. More would let more writers work side by
// side; each is a row that a store keeps.
const Stripes = 256

func stripe(block string) int {
	h := fnv.New32a()
	h.Write([]byte(block))
	return int(h.Sum32() % Stripes)
}
