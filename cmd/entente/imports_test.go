package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestImports holds the directions in which packages may import each other.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}: {{join .Imports " "}}`, "entente/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimSpace(line), ": ")
		seen++
		for imported := range strings.FieldsSeq(imports) {
			if fault := fault(pkg, imported); fault != "" {
				t.Errorf("%s imports %s: %s", pkg, imported, fault)
			}
		}
	}
	if seen < 10 {
		t.Errorf("go list named %d packages only", seen)
	}
}

// fault says why pkg may not import imported, "" if it may.
func fault(pkg, imported string) string {
	in := func(path, tree string) bool { return path == tree || strings.HasPrefix(path, tree+"/") }
	store := in(imported, "entente/graph/sqlite") || in(imported, "entente/graph/neo4j")
	switch {
	case pkg == "entente/graph" && strings.Contains(imported, "."):
		return "graph imports the standard library alone"
	case pkg == "entente/graph" && in(imported, "entente"):
		return "graph imports the standard library alone"
	case in(pkg, "entente/graph") && (in(imported, "entente/loader") || in(imported, "entente/api")):
		return "the graph does not know where facts come from or who reads them"
	case in(pkg, "entente/loader") && (store || in(imported, "entente/api")):
		return "the loader writes through graph.Writer"
	case in(pkg, "entente/api") && (store || in(imported, "entente/loader")):
		return "the API reads through graph.Reader"
	case in(pkg, "entente/explain") && (store || in(imported, "entente/api")):
		return "explanations read through graph.Reader"
	case in(imported, "github.com/neo4j") && !in(pkg, "entente/graph/neo4j") && !in(pkg, "entente/bench"):
		return "the driver is the Neo4j store's affair"
	case in(imported, "modernc.org/sqlite") && !in(pkg, "entente/graph/sqlite"):
		return "the driver is the SQLite store's affair"
	case in(imported, "entente/cmd"):
		return "commands are not imported"
	}
	return ""
}
