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

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
)

// Session is what one operation reads through. It lives as long as the operation.
type Session struct {
	ctx    context.Context //nolint:containedctx // a session is the operation's own
	reader graph.Reader
	asked  func() map[string]bool // the fields that the operation asks for anywhere, as "Agreement.projects"
}

// NewSession begins a session for one operation.
func NewSession(ctx context.Context, reader graph.Reader) *Session {
	return &Session{ctx: ctx, reader: reader, asked: sync.OnceValue(func() map[string]bool { return asked(ctx) })}
}

// asked lists the fields of an operation, each with its type.
func asked(ctx context.Context) map[string]bool {
	fields := make(map[string]bool)
	if !graphql.HasOperationContext(ctx) {
		return fields
	}
	op := graphql.GetOperationContext(ctx)
	if op.Operation == nil {
		return fields
	}
	unfolded := make(map[string]bool)
	var walk func(ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				if s.ObjectDefinition != nil {
					fields[s.ObjectDefinition.Name+"."+s.Name] = true
				}
				walk(s.SelectionSet)
			case *ast.InlineFragment:
				walk(s.SelectionSet)
			case *ast.FragmentSpread:
				if s.Definition != nil && !unfolded[s.Name] {
					unfolded[s.Name] = true
					walk(s.Definition.SelectionSet)
				}
			}
		}
	}
	walk(op.Operation.SelectionSet)
	return fields
}

// along lists the types of neighbours that the operation asks of nodes of a type.
func (s *Session) along(node graph.NodeType) []graph.NodeType {
	var types []graph.NodeType
	add := func(t graph.NodeType, fields ...string) {
		for _, f := range fields {
			if !s.asked()[f] {
				return
			}
		}
		types = append(types, t)
	}
	switch node {
	case graph.AgreementNode:
		add(graph.MinisterNode, "Agreement.voices")
		add(graph.InitiativeNode, "Agreement.initiatives")
		add(graph.ProjectNode, "Agreement.projects")
		add(graph.ArticleNode, "Agreement.evidence", "Evidence.article")
	case graph.MeetingNode:
		add(graph.MinisterNode, "Meeting.ministers")
		add(graph.ArticleNode, "Meeting.evidence", "Evidence.article")
	default:
	}
	return types
}

// siblings are nodes that were read together, with what was read for all of them at once.
type siblings[N any] struct {
	s     *Session
	nodes []N
	along graph.Neighbours // those that were read with the nodes
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

// positioned is a node that tells its identifier.
type positioned interface{ Position() graph.Position }

// linked returns the nodes that ids names for one sibling, reading those of all siblings at once
// unless they are among those along.
func linked[N any, M positioned, F, W any](g *siblings[N], key string, n N, ids func(N) []string, along []M, c graph.Collection[M, F], of wrap[M, W]) ([]W, error) {
	found, err := once(g, key, func() (map[string]W, error) {
		var all []string
		for _, s := range g.nodes {
			all = append(all, ids(s)...)
		}
		slices.Sort(all)
		return read(g.s, slices.Compact(all), along, c, of)
	})
	if err != nil {
		return nil, err
	}
	own := ids(n)
	list := make([]W, 0, len(own))
	for _, id := range own {
		if w, ok := found[id]; ok {
			list = append(list, w)
		}
	}
	return list, nil
}

// read returns the nodes with these identifiers, as siblings. It asks the store for those alone that
// are not along.
func read[M positioned, F, W any](s *Session, ids []string, along []M, c graph.Collection[M, F], of wrap[M, W]) (map[string]W, error) {
	known := make(map[string]*M, len(ids))
	for i := range along {
		known[along[i].Position().ID] = &along[i]
	}
	var rest []string
	for _, id := range ids {
		if known[id] == nil {
			rest = append(rest, id)
		}
	}
	if len(rest) > 0 {
		more, err := c.ByID(s.ctx, rest)
		if err != nil {
			return nil, err
		}
		for i, n := range more {
			known[rest[i]] = n
		}
	}
	nodes, present := make([]M, 0, len(ids)), make([]string, 0, len(ids))
	for _, id := range ids {
		if n := known[id]; n != nil {
			nodes, present = append(nodes, *n), append(present, id)
		}
	}
	group := newSiblings(s, nodes)
	found := make(map[string]W, len(nodes))
	for i, id := range present {
		found[id] = of(group, i)
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
