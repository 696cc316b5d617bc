package samples

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGoldTextsAreTheSamples checks that the gold files made from the samples still say what the
// samples say.
func TestGoldTextsAreTheSamples(t *testing.T) {
	var all strings.Builder
	err := fs.WalkDir(Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := Files.ReadFile(path)
		all.Write(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	samples := strings.NewReplacer(`\n\n`, "\n\n", `\"`, `"`).Replace(all.String())
	golds, err := filepath.Glob("../eval/gold/*-4??.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(golds) != 30 {
		t.Errorf("%d gold files of samples, want 30", len(golds))
	}
	for _, file := range golds {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct{ Title, Text string }
		if err := json.Unmarshal(body, &gold); err != nil {
			t.Fatal(err)
		}
		for _, part := range append(strings.Split(gold.Text, "\n\n"), gold.Title) {
			if !strings.Contains(samples, part) {
				t.Errorf("%s: no sample holds %q", file, part)
			}
		}
	}
}
