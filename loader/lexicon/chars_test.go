package lexicon

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestChars holds the table of characters, and what stands for those behind it, against package unicode.
func TestChars(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		if !utf8.ValidRune(r) {
			continue
		}
		if got, want := string(AppendFolded(nil, r)), string(appendFoldedSlow(nil, r)); got != want {
			t.Fatalf("%U folds to %q, not %q", r, got, want)
		}
		class := classOf(r)
		for _, c := range []struct {
			name  string
			class charClass
			want  bool
		}{{"part of words", charWord, isLetterSlow(r)}, {"letter", charLetter, unicode.IsLetter(r)}, {"capital", charUpper, unicode.IsUpper(r) && unicode.IsLetter(r)},
			{"digit", charDigit, unicode.IsDigit(r)}, {"mark", charMark, unicode.Is(unicode.Mn, r)}, {"blank", charBlank, unicode.IsSpace(r)},
			{"invisible", charInvisible, invisible(r) && !unicode.IsSpace(r)}} {
			if got := class&c.class != 0; got != c.want {
				t.Errorf("%U: %s is %v", r, c.name, got)
			}
		}
	}
}
