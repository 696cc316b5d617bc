package neo4j_test

import (
	"io"
	"net"
	"net/url"
	"slices"
	"sync"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/neo4j/neo4jtest"
)

// relay passes connections on to a server and can cut those that are open.
type relay struct {
	net.Listener
	mu   sync.Mutex
	open []net.Conn
	made int // connections so far
}

func newRelay(t *testing.T, to string) *relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{Listener: l}
	t.Cleanup(func() { l.Close(); r.cut() })
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", to)
			if err != nil {
				from.Close()
				continue
			}
			r.mu.Lock()
			r.open, r.made = append(r.open, from, server), r.made+1
			r.mu.Unlock()
			go func() { _, _ = io.Copy(server, from) }() // ends with an error when it is cut
			go func() { _, _ = io.Copy(from, server) }()
		}
	}()
	return r
}

// cut ends all connections that are open and returns how many were made so far.
func (r *relay) cut() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.open {
		c.Close()
	}
	r.open = nil
	return r.made
}

// A connection of the pool may be dead: the server was restarted, or a firewall forgot it. Neither readers nor writers see that.
func TestCutConnections(t *testing.T) {
	server := neo4jtest.Empty(t)
	address, err := url.Parse(server.URI)
	if err != nil {
		t.Fatal(err)
	}
	between := newRelay(t, address.Host)
	server.URI = "bolt://" + between.Addr().String() // without the server's own address, which neo4j:// would go on to
	s := open(t, server)
	batch := graph.Batch{Articles: graphtest.Corpus(1, 20)}
	if written, err := s.Write(t.Context(), batch); err != nil || written.New == 0 {
		t.Fatal(written, err)
	}
	want, err := graphtest.Dump(t.Context(), s)
	if err != nil || len(want) == 0 {
		t.Fatal(len(want), err)
	}
	for _, ask := range []struct {
		name string
		do   func() error
	}{
		{"read", func() error {
			got, err := graphtest.Dump(t.Context(), s)
			if err == nil && !slices.Equal(got, want) {
				t.Error("the dump is another")
			}
			return err
		}},
		{"write", func() error { _, err := s.Write(t.Context(), batch); return err }},
		{"ping", func() error { return s.Ping(t.Context()) }},
	} {
		before := between.cut()
		if err := ask.do(); err != nil {
			t.Errorf("%s after the connections were cut: %v", ask.name, err)
		}
		if between.cut() == before {
			t.Errorf("%s made no new connection: nothing was cut", ask.name)
		}
	}
}
