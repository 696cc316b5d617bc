package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": func() { os.Exit(run()) }})
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
