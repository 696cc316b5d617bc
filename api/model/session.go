// Package model holds the types that the GraphQL schema is bound to.
//
// Nodes that were read together are siblings. The first of them that is asked for a neighbour reads
// those of all siblings, so that a query asks the store a number of times that depends on its shape
// and not on the number of rows; no timers are involved.
package model

import (
	"context"
	"slices"
	"sync"

	"entente/graph"
)

// Session is what one operation reads through. It lives as long as the operation.
type Session struct {
	ctx    context.Context //nolint:containedctx // a session is the operation's own
	reader graph.Reader
}

// NewSession begins a session for one operation.
func NewSession(ctx context.Context, reader graph.Reader) *Session {
	return &Session{ctx: ctx, reader: reader}
}

// siblings are nodes that were read together, with what was read for all of them at once.
type siblings[N any] struct {
	s     *Session
	nodes []N
	mu    sync.Mutex
	memo  map[string]any
}

func newSiblings[N any](s *Session, nodes []N) *siblings[N] {
	return &siblings[N]{s: s, nodes: nodes, memo: make(map[string]any)}
}

// result is what a memo keeps.
type result[V any] struct {
	value V
	err   error
}

// once returns what load returned when it was first called for the siblings and the key.
func once[N, V any](g *siblings[N], key string, load func() (V, error)) (V, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if r, ok := g.memo[key].(result[V]); ok {
		return r.value, r.err
	}
	v, err := load()
	g.memo[key] = result[V]{v, err}
	return v, err
}

// wrap makes a node of the API from the i-th of some siblings.
type wrap[N, W any] func(g *siblings[N], i int) W

// linked returns the nodes that ids names for one sibling, reading those of all siblings at once.
func linked[N, M, F, W any](g *siblings[N], key string, n N, ids func(N) []string, c graph.Collection[M, F], of wrap[M, W]) ([]W, error) {
	found, err := once(g, key, func() (map[string]W, error) {
		var all []string
		for _, s := range g.nodes {
			all = append(all, ids(s)...)
		}
		slices.Sort(all)
		return read(g.s, slices.Compact(all), c, of)
	})
	if err != nil {
		return nil, err
	}
	list := make([]W, 0, len(ids(n)))
	for _, id := range ids(n) {
		if w, ok := found[id]; ok {
			list = append(list, w)
		}
	}
	return list, nil
}

// read returns the nodes with these identifiers, as siblings.
func read[M, F, W any](s *Session, ids []string, c graph.Collection[M, F], of wrap[M, W]) (map[string]W, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	nodes, err := c.ByID(s.ctx, ids)
	if err != nil {
		return nil, err
	}
	var present []M
	for _, n := range nodes {
		if n != nil {
			present = append(present, *n)
		}
	}
	group := newSiblings(s, present)
	found := make(map[string]W, len(present))
	next := 0
	for i, n := range nodes {
		if n != nil {
			found[ids[i]] = of(group, next)
			next++
		}
	}
	return found, nil
}

// countriesOf returns the countries of one sibling as siblings of those of all.
func countriesOf[N any](g *siblings[N], key string, n N, codes func(N) []string) ([]*Country, error) {
	found, err := once(g, key, func() (map[string]*Country, error) {
		var all []string
		for _, s := range g.nodes {
			all = append(all, codes(s)...)
		}
		slices.Sort(all)
		return g.s.countries(slices.Compact(all)), nil
	})
	if err != nil {
		return nil, err
	}
	list := make([]*Country, 0, len(codes(n)))
	for _, c := range codes(n) {
		list = append(list, found[c])
	}
	return list, nil
}

// countries makes countries of codes, without asking the store.
func (s *Session) countries(codes []string) map[string]*Country {
	nodes := make([]graph.Country, len(codes))
	for i, c := range codes {
		nodes[i].Code = c
	}
	group := newSiblings(s, nodes)
	found := make(map[string]*Country, len(codes))
	for i, c := range codes {
		found[c] = newCountry(group, i)
	}
	return found
}
