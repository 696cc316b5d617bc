package lexicon

import (
	"os"
	"testing"
)

func TestLoadTerms(t *testing.T) {
	for _, lang := range []string{"ar", "en", "es", "fr", "ru", "zh"} {
		terms, err := LoadTerms(os.DirFS("data"), lang)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(lang, len(terms.words), len(terms.edges), len(terms.Persons))
	}
}

func BenchmarkLoadTerms(b *testing.B) {
	for b.Loop() {
		if _, err := LoadTerms(os.DirFS("data"), "ru"); err != nil {
			b.Fatal(err)
		}
	}
}
