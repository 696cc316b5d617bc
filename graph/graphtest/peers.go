package graphtest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// testPeers finds the names that a node was compared with, those that the curation bridged among them.
func testPeers(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	write(t, s, naming(minister("RU", "Sergei Lavrov", "Sergei Lavrov"), minister("RU", "Sergei Lavrov", "Сергей Лавров"),
		minister("RU", "Ivan Petrov", "Ivan Petrov"), minister("FR", "Jean Petit", "Jean Petit"), minister("KG", "Jean Petit", "Jean Petit"))...)
	forms := func(country string) []string {
		t.Helper()
		list, err := s.Ministers().Lists(t.Context(), []graph.Query[graph.MinisterFilter]{
			{Filter: graph.MinisterFilter{Countries: []string{country}}, Page: graph.Page{Limit: 9}}})
		if err != nil || len(list[0].Nodes) == 0 {
			t.Fatalf("the ministers of %s: %v, %v", country, list, err)
		}
		id := list[0].Nodes[0].ID
		peers, err := s.Peers(t.Context(), []string{"minister-none", id, "agreement-x", id})
		if err != nil {
			t.Fatal(err)
		}
		if len(peers) != 4 || peers[0] != nil || peers[2] != nil {
			t.Fatalf("peers of what is nobody: %v", peers)
		}
		if d := cmp.Diff(peers[1], peers[3]); d != "" {
			t.Errorf("asked twice, other peers: %s", d)
		}
		var forms []string
		for i, n := range peers[1] {
			forms = append(forms, n.Form)
			if n.Node == "" || len(n.Tenures) == 0 || i > 0 && peers[1][i-1].ID >= n.ID {
				t.Errorf("%+v", n)
			}
		}
		slices.Sort(forms)
		return forms
	}
	check(t, "peers", forms("RU"), []string{"Ivan Petrov", "Sergei Lavrov", "Сергей Лавров"})
	check(t, "peers", forms("FR"), []string{"Jean Petit"})
	decide(t, s, graph.Curation{Same: []graph.NamePair{{A: key(graph.MinisterNode, "FR", "Jean Petit"), B: key(graph.MinisterNode, "KG", "Jean Petit")}}})
	check(t, "peers that the curation bridged", forms("FR"), []string{"Jean Petit", "Jean Petit"})
}
