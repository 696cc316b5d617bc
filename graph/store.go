package graph

import (
	"context"
	"iter"
)

// Collection reads the nodes of one type. Every method takes a list of questions and answers them
// in the same order, so that many can go to the store in one statement.
type Collection[N, F any] interface {
	// ByID returns the nodes with these identifiers, nil where there is none. An identifier
	// whose node has been merged into another finds that other.
	ByID(ctx context.Context, ids []string) ([]*N, error)

	// Lists returns the part of the ordered list that each query asks for. An empty list is no
	// error, whatever the filter names. A page out of bounds is an Invalid error.
	Lists(ctx context.Context, queries []Query[F]) ([]List[N], error)

	// Counts returns how many nodes pass each filter.
	Counts(ctx context.Context, filters []F) ([]int, error)
}

// Reader reads the graph. All answers are the same on every store, byte for byte. A cancelled
// context ends a call with its error.
type Reader interface {
	Countries() Collection[Country, CountryFilter]
	Ministers() Collection[Minister, MinisterFilter]
	Initiatives() Collection[Initiative, InitiativeFilter]
	Projects() Collection[Project, ProjectFilter]
	Agreements() Collection[Agreement, AgreementFilter]
	Meetings() Collection[Meeting, MeetingFilter]

	// Articles are listed and found without their texts; see Text.
	Articles() Collection[Article, ArticleFilter]

	// Texts returns the texts of the articles with these identifiers, "" where there is none.
	Texts(ctx context.Context, articles []string) ([]string, error)

	// Observations returns, for each identifier of a node, the observations that report it, by
	// identifier; for an article, all that it says.
	Observations(ctx context.Context, nodes []string) ([][]Observation, error)

	// Peers returns, for each identifier of a minister, initiative or project, the names among which
	// its identity was decided, by identifier: its own and those of every node that it was compared
	// with. Other identifiers have none.
	Peers(ctx context.Context, nodes []string) ([][]Named, error)

	// Facts returns every article with all that it says, by identifier: what a store is dumped
	// to and restored from. It ends at the first error.
	Facts(ctx context.Context) iter.Seq2[ArticleFacts, error]

	// Curation returns the decisions in force.
	Curation(ctx context.Context) (Curation, error)

	// Ping returns nil if the store answers.
	Ping(ctx context.Context) error
}

// Batch is what one write brings. An article that the graph holds already, with other facts, is
// replaced: what it no longer says goes.
type Batch struct {
	Articles []ArticleFacts
	Withdraw []string  // identifiers of articles that go, with all that they say
	Curation *Curation // replaces the decisions in force, unless nil
}

// Outcome is what became of an article in a write.
type Outcome string

// The outcomes.
const (
	Loaded    Outcome = "LOADED"    // new to the graph
	Replaced  Outcome = "REPLACED"  // the graph held it with other facts
	Unchanged Outcome = "UNCHANGED" // the graph held it as it is
	Reprinted Outcome = "REPRINT"   // new to the graph, and near-identical to another article
)

// Written reports a write.
type Written struct {
	Outcomes []Outcome // of Batch.Articles, in their order
	New      int       // observations that the graph did not hold
	Known    int       // observations that it held already
	Gone     int       // observations that went
}

// Writer writes the graph.
type Writer interface {
	// Write writes a batch whole or not at all. Readers see the graph as it was before or as it
	// is after. Whatever the order and the partition into batches in which the same articles
	// come, and however many writers bring them, the graph is the same; what comes twice counts
	// once, and keeps the earlier LoadedAt.
	//
	// What an observation refers to by name, the same article bears in a naming; else the batch is
	// an Invalid error. A batch that holds two articles of one identifier, or withdraws one that it
	// holds, is a Conflict error.
	Write(ctx context.Context, b Batch) (Written, error)
}

// Store is a graph that can be read, written and closed.
type Store interface {
	Reader
	Writer
	Close() error
}
