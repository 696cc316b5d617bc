package graphtest

import (
	"reflect"
	"slices"
	"testing"

	"entente/graph"
)

// testAlong holds that neighbours that come along with a list are those that ByID would find, each
// once, of the types that were asked for, and that the list is the same with and without them.
func testAlong(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(14, 60)
	write(t, s, all...)
	types := []graph.NodeType{graph.ArticleNode, graph.ProjectNode, graph.MinisterNode, graph.InitiativeNode, graph.ProjectNode, graph.CountryNode}
	along(t, s, s.Agreements(), graph.AgreementFilter{}, types, func(a graph.Agreement) [][]string {
		return [][]string{a.Voices, a.Initiatives, a.Projects, reporters(a.Reports)}
	})
	along(t, s, s.Agreements(), graph.AgreementFilter{Countries: []string{"CN", "RU"}}, types, func(a graph.Agreement) [][]string {
		return [][]string{a.Voices, a.Initiatives, a.Projects, reporters(a.Reports)}
	})
	along(t, s, s.Meetings(), graph.MeetingFilter{}, types, func(m graph.Meeting) [][]string {
		return [][]string{m.Ministers, nil, nil, reporters(m.Reports)}
	})
	along(t, s, s.Meetings(), graph.MeetingFilter{}, types[:1], func(m graph.Meeting) [][]string {
		return [][]string{nil, nil, nil, reporters(m.Reports)}
	})
	along(t, s, s.Projects(), graph.ProjectFilter{}, types, func(graph.Project) [][]string { return make([][]string, 4) })
}

func reporters(reports []graph.Report) []string {
	var ids []string
	for _, r := range reports {
		ids = append(ids, r.Article)
	}
	return ids
}

// along checks what comes along with a list of all nodes that pass a filter. Refers tells the
// ministers, initiatives, projects and articles to which a node refers.
func along[N, F any](t *testing.T, s graph.Reader, c graph.Collection[N, F], f F, types []graph.NodeType, refers func(N) [][]string) {
	t.Helper()
	lists, err := c.Lists(t.Context(), []graph.Query[F]{
		{Filter: f, Page: graph.Page{Limit: graph.MaxPage}, Along: types},
		{Filter: f, Page: graph.Page{Limit: graph.MaxPage}},
	})
	if err != nil {
		t.Fatal(err)
	}
	check(t, "the list with its neighbours", lists[0].Nodes, lists[1].Nodes)
	check(t, "neighbours that nobody asked for", lists[1].Along, graph.Neighbours{})
	if len(lists[0].Nodes) == 0 {
		t.Errorf("no nodes pass %+v", f)
	}
	var named [4][]string
	for _, n := range lists[0].Nodes {
		for i, ids := range refers(n) {
			named[i] = append(named[i], ids...)
		}
	}
	got := lists[0].Along
	neighbours(t, s.Ministers(), got.Ministers, graph.Minister.Position, named[0])
	neighbours(t, s.Initiatives(), got.Initiatives, graph.Initiative.Position, named[1])
	neighbours(t, s.Projects(), got.Projects, graph.Project.Position, named[2])
	neighbours(t, s.Articles(), got.Articles, graph.Article.Position, named[3])
}

func neighbours[N, F any](t *testing.T, c graph.Collection[N, F], got []N, at func(N) graph.Position, named []string) {
	t.Helper()
	seen := make(map[string]bool)
	for _, n := range got {
		id := at(n).ID
		if seen[id] {
			t.Errorf("%s comes along twice", id)
		}
		if seen[id] = true; !slices.Contains(named, id) {
			t.Errorf("%s comes along, and no node of the list refers to it", id)
		}
		if own := one(t, c, id); own == nil || !reflect.DeepEqual(*own, n) {
			t.Errorf("%s comes along as %+v, ByID has %+v", id, n, own)
		}
	}
}
