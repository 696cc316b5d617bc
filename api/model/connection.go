package model

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"entente/graph"
)

// The sizes of a page.
const (
	DefaultPage = 20
	MaxPage     = 100
)

// paging are the arguments that say which part of a list is wanted.
type paging struct {
	First  *int    `json:"f,omitempty"`
	After  *string `json:"a,omitempty"`
	Last   *int    `json:"l,omitempty"`
	Before *string `json:"b,omitempty"`
}

// PageInfo says where a page stands in its list.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// page turns the arguments into a page; what is wrong with them is an Invalid or a Limit error.
func (p paging) page(order graph.Order) (graph.Page, error) {
	page := graph.Page{Limit: DefaultPage}
	if p.First != nil && p.Last != nil {
		return page, graph.Errorf(graph.Invalid, "first and last cannot go together; ask for one of them")
	}
	size, name := p.First, "first"
	if p.Last != nil {
		size, name, page.Backward = p.Last, "last", true
	}
	if size != nil {
		if *size < 1 {
			return page, graph.Errorf(graph.Invalid, "%s is %d; ask for 1 to %d nodes", name, *size, MaxPage)
		}
		if *size > MaxPage {
			return page, graph.Errorf(graph.Limit, "%s is %d, and a page holds %d nodes at most; go on from endCursor with after", name, *size, MaxPage)
		}
		page.Limit = *size
	}
	var err error
	if page.After, err = position(p.After, order); err != nil {
		return page, err
	}
	page.Before, err = position(p.Before, order)
	return page, err
}

// cursorVersion begins every cursor, so that a later format can tell older cursors.
const cursorVersion = "1"

// cursor makes the opaque text for a position in a list of an order.
func cursor(p graph.Position, order graph.Order) string {
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // two strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString([]byte(cursorVersion + string(order[:1]) + string(body)))
}

// position reads a cursor; nil gives nil.
func position(c *string, order graph.Order) (*graph.Position, error) {
	if c == nil {
		return nil, nil
	}
	wrong := graph.Errorf(graph.Invalid, "the cursor %q is none of this list; take endCursor or startCursor of a page of it", shorten(*c))
	body, err := base64.RawURLEncoding.DecodeString(*c)
	if err != nil {
		return nil, wrong
	}
	rest, ok := strings.CutPrefix(string(body), cursorVersion+string(order[:1]))
	if !ok {
		return nil, wrong
	}
	var p graph.Position
	if err := json.Unmarshal([]byte(rest), &p); err != nil || p.ID == "" {
		return nil, wrong
	}
	return &p, nil
}

func shorten(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

// connection is a page of a list; each type of node has one of its own, since GraphQL names them
// apart.
type connection[W any] struct {
	list      []W
	positions []graph.Position
	order     graph.Order
	info      PageInfo
	count     func() (int, error)
}

// Nodes are the nodes of the page.
func (c *connection[W]) Nodes() []W { return c.list }

// PageInfo says where the page stands.
func (c *connection[W]) PageInfo() *PageInfo { return &c.info }

// TotalCount counts the list. The store is asked when it is called.
func (c *connection[W]) TotalCount() (int, error) { return c.count() }

// cursor is that of the i-th node.
func (c *connection[W]) cursor(i int) string { return cursor(c.positions[i], c.order) }

// connect reads, for one of some siblings, the part of a list that p asks for, and those of its
// siblings with it. Filter gives the list's filter for each sibling.
func connect[N, M, F, W any](g *siblings[N], i int, node graph.NodeType, field string, p paging, args any, order graph.Order, c graph.Collection[M, F],
	filter func(N) F, at func(M) graph.Position, of wrap[M, W]) (*connection[W], error) {
	body, err := json.Marshal([]any{field, p, args, order})
	if err != nil {
		return nil, fmt.Errorf("key of a list: %w", err)
	}
	page, err := p.page(order)
	if err != nil {
		return nil, err
	}
	key := string(body)
	filters := make([]F, len(g.nodes))
	for j, n := range g.nodes {
		filters[j] = filter(n)
	}
	all, err := once(g, key, func() ([]*connection[W], error) {
		queries, along := make([]graph.Query[F], len(filters)), g.s.along(node)
		for j, f := range filters {
			queries[j] = graph.Query[F]{Filter: f, Order: order, Page: page, Along: along}
		}
		lists, err := c.Lists(g.s.ctx, queries)
		if err != nil {
			return nil, err
		}
		nodes, neighbours := lists[0].Nodes, lists[0].Along // of all lists: siblings of each other
		for _, l := range lists[1:] {
			nodes = append(nodes, l.Nodes...)
			neighbours.Ministers = append(neighbours.Ministers, l.Along.Ministers...)
			neighbours.Initiatives = append(neighbours.Initiatives, l.Along.Initiatives...)
			neighbours.Projects = append(neighbours.Projects, l.Along.Projects...)
			neighbours.Articles = append(neighbours.Articles, l.Along.Articles...)
		}
		group := newSiblings(g.s, nodes)
		group.along = neighbours
		connections := make([]*connection[W], len(lists))
		next := 0
		for j, l := range lists {
			conn := &connection[W]{order: order, list: make([]W, 0, len(l.Nodes)), positions: make([]graph.Position, 0, len(l.Nodes))}
			for _, n := range l.Nodes {
				conn.list = append(conn.list, of(group, next))
				conn.positions = append(conn.positions, at(n))
				next++
			}
			conn.info = info(page, l.More, conn)
			conn.count = func() (int, error) {
				counts, err := once(g, "count "+key, func() ([]int, error) { return c.Counts(g.s.ctx, filters) })
				if err != nil {
					return 0, err
				}
				return counts[j], nil
			}
			connections[j] = conn
		}
		return connections, nil
	})
	if err != nil {
		return nil, err
	}
	return all[i], nil
}

func info[W any](page graph.Page, more bool, c *connection[W]) PageInfo {
	i := PageInfo{HasNextPage: more, HasPreviousPage: page.After != nil}
	if page.Backward {
		i.HasNextPage, i.HasPreviousPage = page.Before != nil, more
	}
	if n := len(c.list); n > 0 {
		start, end := c.cursor(0), c.cursor(n-1)
		i.StartCursor, i.EndCursor = &start, &end
	}
	return i
}
