package main

import (
	"bytes"
	"os"
	"testing"
)

// TestLean holds that generated code that has nothing to rewrite is not taken for rewritten: gqlgen's
// templates may change.
func TestLean(t *testing.T) {
	code, err := os.ReadFile("../../generated/exec.go")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lean(code); err == nil {
		t.Error("what has been rewritten is rewritten again")
	}
	for _, gone := range []string{"graphql.MarshalSliceConcurrently("} {
		if bytes.Contains(code, []byte(gone)) {
			t.Errorf("the generated code still has %s", gone)
		}
	}
	if n := bytes.Count(code, []byte("graphql.NewDeferredGroup(")); n != 1 { // of Query
		t.Errorf("the generated code makes ready to defer in %d places, want 1", n)
	}
}
