package neo4j_test

import (
	"context"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/coding"
	"entente/graph/dump"
	"entente/graph/graphtest"
	"entente/graph/neo4j"
	"entente/graph/neo4j/neo4jtest"
)

// failure is what a failed Open says, in one sentence.
func failure(t *testing.T, uri string, o neo4j.Options, code graph.Code, says string) {
	t.Helper()
	s, err := neo4j.Open(t.Context(), uri, o)
	if err == nil {
		s.Close()
		t.Fatal("it opens")
	}
	if graph.CodeOf(err) != code || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
		t.Errorf("%s: %v\nwant %s: …%s…", graph.CodeOf(err), err, code, says)
	}
}

func TestOpenFailures(t *testing.T) {
	server := neo4jtest.Find(t)
	login := options(t, server)
	t.Run("password", func(t *testing.T) {
		o := login
		o.Password = "not the password"
		failure(t, server.URI, o, graph.Unavailable, "check NEO4J_USERNAME and NEO4J_PASSWORD")
	})
	t.Run("no password", func(t *testing.T) {
		o := login
		o.Password = ""
		failure(t, server.URI, o, graph.Unavailable, "check NEO4J_USERNAME and NEO4J_PASSWORD")
	})
	t.Run("database", func(t *testing.T) {
		o := login
		o.Database = "elsewhere"
		failure(t, server.URI, o, graph.Unavailable, "has no database elsewhere")
	})
	t.Run("graph of another version", func(t *testing.T) {
		s := open(t, neo4jtest.Empty(t))
		version := s.Do(t, "MATCH (n:Entente {id: 'schema'}) RETURN n.version AS version", nil)[0].AsMap()["version"]
		set := func(v any) { s.Do(t, "MATCH (n:Entente {id: 'schema'}) SET n.version = $v", map[string]any{"v": v}) }
		defer set(version)
		set(1000)
		failure(t, server.URI, login, graph.Outdated, "newer version of Entente")
		set(1)
		failure(t, server.URI, login, graph.Outdated, "earlier version of Entente")
	})
}

func TestOpenNowhere(t *testing.T) {
	for _, uri := range []string{"", "localhost", "http://localhost", "neo4j://"} {
		failure(t, uri, neo4j.Options{}, graph.Invalid, "write neo4j://HOST:7687")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	free := l.Addr().String()
	l.Close()
	for _, scheme := range []string{"bolt://", "neo4j://"} {
		failure(t, scheme+free, neo4j.Options{Password: "x"}, graph.Unavailable, "does not answer")
	}
}

func TestOldServers(t *testing.T) {
	for agent, old := range map[string]bool{"Neo4j/4.4.40": true, "Neo4j/5.25.1": true, "Neo4j/5.26.0": false, "Neo4j/2025.10.1": false, "Memgraph/3": false} {
		if got := graph.CodeOf(neo4j.CheckAgent(agent)); (got == graph.Outdated) != old {
			t.Errorf("%s: %q", agent, got)
		}
	}
}

// TestCancelledWrite cancels writes at several moments: each is whole or has not been, and written
// again the graph is as if nothing had happened.
func TestCancelledWrite(t *testing.T) {
	s := open(t, neo4jtest.Empty(t))
	all := graphtest.Corpus(3, 60)
	before := all[:20]
	if _, err := s.Write(t.Context(), graph.Batch{Articles: before}); err != nil {
		t.Fatal(err)
	}
	outcomes := func() (articles, agreements int) {
		a, err := s.Articles().Counts(t.Context(), []graph.ArticleFilter{{}})
		if err != nil {
			t.Fatal(err)
		}
		g, err := s.Agreements().Counts(t.Context(), []graph.AgreementFilter{{}})
		if err != nil {
			t.Fatal(err)
		}
		return a[0], g[0]
	}
	articles, agreements := outcomes()
	for _, after := range []time.Duration{0, 5 * time.Millisecond, 30 * time.Millisecond, 100 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		_, err := s.Write(ctx, graph.Batch{Articles: all})
		cancel()
		if err == nil {
			break // it was faster
		}
		if a, g := outcomes(); (a != articles || g != agreements) && a != len(all) {
			t.Fatalf("cancelled after %v with %v: %d articles and %d agreements, before %d and %d", after, err, a, g, articles, agreements)
		}
	}
	if _, err := s.Write(t.Context(), graph.Batch{Articles: all}); err != nil {
		t.Fatal(err)
	}
	reference := graphtest.Reference()
	if _, err := reference.Write(t.Context(), graph.Batch{Articles: all}); err != nil {
		t.Fatal(err)
	}
	got, want := dumped(t, s), dumped(t, reference)
	if !slices.Equal(got, want) {
		t.Errorf("%d lines, want %d, or other ones", len(got), len(want))
	}
}

func dumped(t *testing.T, r graph.Reader) []string {
	t.Helper()
	var b strings.Builder
	if err := dump.Write(t.Context(), r, &b, dump.Options{OmitTimes: true}); err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(strings.Lines(b.String()))
}

// TestByteOrder holds that Neo4j orders strings as their bytes do, also where UTF-16 would not.
func TestByteOrder(t *testing.T) {
	s := open(t, neo4jtest.Empty(t))
	names := []string{"\U0001F600", "\uFFFD", "\uD7FF", "é", "e", "E", "Z", "\U00020000", "中", "", " "}
	for i, n := range names {
		id := graph.InitiativeNode.Prefix() + string(rune('a'+i))
		s.Do(t, "CREATE (:Initiative {id: $id, name: $name, data: $data})", map[string]any{"id": id, "name": n, "data": coding.Encode(&graph.Initiative{Name: n})})
	}
	lists, err := s.Initiatives().Lists(t.Context(), []graph.Query[graph.InitiativeFilter]{{Page: graph.Page{Limit: 50}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range lists[0].Nodes {
		got = append(got, i.Name)
	}
	if slices.Sort(names); !slices.Equal(got, names) {
		t.Errorf("%q, want %q", got, names)
	}
}
