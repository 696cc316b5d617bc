package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph"
)

// TestExplainPage finds in docs/explain.md what the program prints.
func TestExplainPage(t *testing.T) {
	const page = "docs/explain.md"
	db := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	t.Setenv("ENTENTE_DB", db)
	const article = `Peruvian Foreign Minister Ana Quispe met her Chilean counterpart in Lima on Tuesday.
Peru and Chile signed a memorandum on lithium mining there.
Chile may also host a trade fair. Will Brazil come?
`
	compare(t, page, "explain-article", "$ cat talks.txt\n"+article)
	compare(t, page, "explain", "$ entente explain --published 2024-05-15 - < talks.txt\n"+runIn(t, article, "explain", "--published", "2024-05-15", "-"))

	t.Chdir(root)
	runIn(t, "", "load", "samples")
	store, err := openNamed(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	ministers, err := store.Ministers().Lists(t.Context(), []graph.Query[graph.MinisterFilter]{
		{Filter: graph.MinisterFilter{Countries: []string{"KZ"}}, Page: graph.Page{Limit: 100}}})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(ministers[0].Nodes, func(m graph.Minister) bool { return slices.Contains(m.Aliases, "Yerlan Baimukhan") })
	if i < 0 {
		t.Fatal("the samples have no Yerlan Baimukhan")
	}
	t.Chdir("cmd/entente") // where compare finds the page
	minister := ministers[0].Nodes[i].ID
	compare(t, page, "explain-node", "$ entente explain "+minister+"\n"+runIn(t, "", "explain", minister))
	agreements, err := store.Agreements().Lists(t.Context(), []graph.Query[graph.AgreementFilter]{
		{Filter: graph.AgreementFilter{Countries: []string{"EG", "KZ"}, Kinds: []graph.Kind{graph.Endorsed}}, Page: graph.Page{Limit: 100}}})
	if err != nil || len(agreements[0].Nodes) == 0 {
		t.Fatalf("the samples have no agreement: %v", err)
	}
	agreement := slices.MaxFunc(agreements[0].Nodes, func(a, b graph.Agreement) int { return len(a.Reports) - len(b.Reports) }).ID
	compare(t, page, "explain-agreement", "$ entente explain "+agreement+"\n"+runIn(t, "", "explain", agreement))
}

// runIn runs a command that must succeed and returns what it prints.
func runIn(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var out, faults bytes.Buffer
	cmd := newRoot()
	cmd.SetArgs(args)
	cmd.SetIn(strings.NewReader(stdin))
	cmd.SetOut(&out)
	cmd.SetErr(&faults)
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		t.Fatalf("entente %s: %v\n%s", strings.Join(args, " "), err, faults.String())
	}
	return out.String()
}
