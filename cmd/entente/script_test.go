package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"entente":  func() { os.Exit(run()) },
		"articles": func() { os.Exit(writeArticles(os.Args[1], os.Args[2])) },
	})
}

// writeArticles writes so many articles, each with a fact or two of its own, into a folder.
func writeArticles(count, folder string) int {
	n, err := strconv.Atoi(count)
	if err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	pairs := [][2]string{{"Norway", "Chad"}, {"Kenya", "Peru"}, {"Nepal", "Oman"}, {"Fiji", "Malta"}, {"Japan", "Ghana"}}
	for i := 0; err == nil && i < n; i++ {
		p := pairs[i%len(pairs)]
		text := fmt.Sprintf("---\ntitle: Talks number %d\npublished: 2024-%02d-%02d\n---\n\n%s and %s signed protocol number %d on fisheries on Monday.\n\n"+
			"%s will build a new port near lighthouse %d, the two countries agreed.\n", i, i%12+1, i%28+1, p[0], p[1], i, p[0], i)
		err = os.WriteFile(filepath.Join(folder, fmt.Sprintf("%05d.md", i)), []byte(text), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// TestScripts runs the command as its users do: each script in testdata/script is a scene with its
// files. $SAMPLES is the folder of the sample articles.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs("../../samples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			env.Setenv("ENTENTE_DB", "sqlite:"+filepath.Join(env.WorkDir, "graph.db"))
			return nil
		},
	})
}
