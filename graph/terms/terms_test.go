package terms

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestOf(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"Wang Yi, M. Wang", "wang yi m wang"},
		{"Kirghizistan-Ouzbékistan", "kirghizistan ouzbekistan"},
		{"Ouzbe\u0301kistan", "ouzbekistan"},
		{"王毅", "王毅"},
		{"中吉乌铁路 CKU", "中吉 吉乌 乌铁 铁路 cku"},
		{"Ёлка ПЁТР", "елка петр"},
		{"أحمد إسـرائيل", "احمد اسراييل"},
		{"１２３ ﬁn", "123 fin"},
		{"soft\u00adhyphen", "softhyphen"},
	} {
		if got := Key(test.text); got != test.want {
			t.Errorf("Key(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestSet(t *testing.T) {
	if got, want := Set("b a", "a c"), []string{"a", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("Set = %q, want %q", got, want)
	}
}

// words makes a text of n different words.
func words(n, from int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		b.WriteString(strings.Repeat(string(rune('a'+i%26)), i%5+1))
		b.WriteString(string(rune('a' + i/26%26)))
		b.WriteByte(' ')
	}
	return b.String()
}

func TestSignature(t *testing.T) {
	text := words(200, 0)
	reprint := strings.ToUpper(text) + "our correspondent"
	if !Signature(text).Resembles(Signature(reprint)) {
		t.Error("a reprint with another tail does not resemble the text")
	}
	if Signature(text).Resembles(Signature(words(200, 300))) {
		t.Error("another text resembles the text")
	}
	if s := Signature("too short to tell"); s != nil || s.Resembles(s) {
		t.Errorf("a short text has signature %v", s)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Ёлка 王毅 \xff")
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range Of(text) {
			if w == "" || strings.ContainsAny(w, " \n") {
				t.Fatalf("word %q of %q", w, text)
			}
		}
		if decomposed := norm.NFD.String(text); utf8.ValidString(text) && Key(decomposed) != Key(text) {
			t.Fatalf("Key(%q) = %q, decomposed %q", text, Key(text), Key(decomposed))
		}
	})
}
