// Package graphtest holds the promises of the interfaces in package graph as tests: the contract
// that every store passes.
package graphtest

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/dump"
)

// Gap is a promise that a store says it cannot keep. Run tests what it keeps instead.
type Gap string

// Snapshots is the gap of stores in which a read that runs while a batch is being written may see a part of it. Each node that
// it sees is whole, and a read after the write sees all.
const Snapshots Gap = "Snapshots"

// Run tests a store. Open returns an empty graph each time it is called and has it closed when t
// ends; a graph that it returned before for the same t is not used any more.
func Run(t *testing.T, open func(t *testing.T) graph.Store, gaps ...Gap) {
	snapshot := testSnapshot
	if slices.Contains(gaps, Snapshots) {
		snapshot = testWholeNodes
	}
	for _, test := range []struct {
		name string
		run  func(*testing.T, func(*testing.T) graph.Store)
	}{
		{"Empty", testEmpty},
		{"Twice", testTwice},
		{"Orders", testOrders},
		{"Writers", testWriters},
		{"Histories", testHistories},
		{"Borders", testBorders},
		{"Outcomes", testOutcomes},
		{"Correction", testCorrection},
		{"Withdrawal", testWithdrawal},
		{"LoadedAt", testLoadedAt},
		{"Atomic", testAtomic},
		{"Snapshot", snapshot},
		{"Large", testLarge},
		{"Curation", testCuration},
		{"CurationAcrossBlocks", testCurationAcrossBlocks},
		{"Merged", testMerged},
		{"Spellings", testSpellings},
		{"Peers", testPeers},
		{"Treaty", testTreaty},
		{"Unknown", testUnknown},
		{"Texts", testTexts},
		{"Pages", testPages},
		{"PagesMove", testPagesMove},
		{"Along", testAlong},
		{"InvalidPages", testInvalidPages},
		{"Cancelled", testCancelled},
		{"Words", testWords},
		{"Queries", testQueries},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open) })
	}
}

// Dump returns a graph as sorted lines: its facts, decisions and all nodes, but for when they were
// loaded. Equal graphs give equal lines.
func Dump(ctx context.Context, r graph.Reader) ([]string, error) {
	return lines(ctx, r, dump.Options{OmitTimes: true})
}

func lines(ctx context.Context, r graph.Reader, o dump.Options) ([]string, error) {
	var b bytes.Buffer
	if err := dump.Write(ctx, r, &b, o); err != nil {
		return nil, err
	}
	list := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	slices.Sort(list)
	return list, nil
}

// equal fails the test unless two stores hold the same, times included.
func equal(t *testing.T, got, want graph.Reader) {
	t.Helper()
	compareDumps(t, dumped(t, got, dump.Options{}), dumped(t, want, dump.Options{}))
}

func dumped(t *testing.T, r graph.Reader, o dump.Options) []string {
	t.Helper()
	list, err := lines(t.Context(), r, o)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// compareDumps fails the test with the first lines that only one of two dumps has.
func compareDumps(t *testing.T, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	t.Errorf("%d lines, want %d", len(got), len(want))
	for _, d := range []struct {
		mark        string
		list, other []string
	}{{"only got", got, want}, {"only wanted", want, got}} {
		shown := 0
		for _, l := range d.list {
			if _, found := slices.BinarySearch(d.other, l); !found && shown < 2 {
				shown++
				t.Errorf("%s: %s", d.mark, l)
			}
		}
	}
	t.FailNow()
}

// write writes articles in one batch.
func write(t *testing.T, s graph.Writer, articles ...graph.ArticleFacts) graph.Written {
	t.Helper()
	return writeBatch(t, s, graph.Batch{Articles: articles})
}

func writeBatch(t *testing.T, s graph.Writer, b graph.Batch) graph.Written {
	t.Helper()
	w, err := s.Write(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// whole is the reference that got the articles in one batch.
func whole(t *testing.T, articles ...graph.ArticleFacts) graph.Store {
	t.Helper()
	r := Reference()
	write(t, r, articles...)
	return r
}

func check(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// list reads the first nodes of one list, a thousand at most.
func list[N, F any](t *testing.T, c graph.Collection[N, F], f F) []N {
	t.Helper()
	lists, err := c.Lists(t.Context(), []graph.Query[F]{{Filter: f, Page: graph.Page{Limit: graph.MaxPage}}})
	if err != nil {
		t.Fatal(err)
	}
	return lists[0].Nodes
}

func count[N, F any](t *testing.T, c graph.Collection[N, F], f F) int {
	t.Helper()
	counts, err := c.Counts(t.Context(), []F{f})
	if err != nil {
		t.Fatal(err)
	}
	return counts[0]
}

// one reads the one node with the identifier, nil if there is none.
func one[N, F any](t *testing.T, c graph.Collection[N, F], id string) *N {
	t.Helper()
	nodes, err := c.ByID(t.Context(), []string{id})
	if err != nil {
		t.Fatal(err)
	}
	return nodes[0]
}
