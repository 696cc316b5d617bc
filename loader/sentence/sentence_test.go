package sentence

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"entente/loader/lexicon"
)

func TestExamples(t *testing.T) {
	for _, l := range lexicon.Languages() {
		for _, err := range CheckExamples(l, lexicon.Data()) {
			t.Error(err)
		}
	}
}

// check reports what breaks the promises of Document.
func check(t *testing.T, d *Document) {
	t.Helper()
	end, token := 0, 0
	for i, s := range d.Sentences {
		if s.Start < end || s.End <= s.Start || s.End > len(d.Text) || s.First != token || s.Last <= s.First {
			t.Fatalf("sentence %d: %+v after byte %d, token %d", i, s, end, token)
		}
		if i > 0 && s.Paragraph < d.Sentences[i-1].Paragraph {
			t.Fatalf("sentence %d is in an earlier paragraph", i)
		}
		if !utf8.RuneStart(d.Text[s.Start]) || s.End < len(d.Text) && !utf8.RuneStart(d.Text[s.End]) {
			t.Fatalf("sentence %d is cut within a character", i)
		}
		for _, r := range d.Text[end:s.Start] {
			if !blank(r) {
				t.Fatalf("%q lies between sentences", r)
			}
		}
		for _, h := range d.HitsOf(i) {
			if h.Start < s.First || h.End > s.Last || h.Start >= h.End {
				t.Fatalf("hit %+v lies outside of sentence %d", h, i)
			}
		}
		if s.Lead < 0 || s.Lead > s.Last-s.First {
			t.Fatalf("sentence %d: lead %d", i, s.Lead)
		}
		end, token = s.End, s.Last
	}
	for _, r := range d.Text[end:] {
		if !blank(r) {
			t.Fatalf("%q lies after the last sentence", r)
		}
	}
	if token != len(d.Tokens) {
		t.Fatalf("%d of %d tokens are in sentences", token, len(d.Tokens))
	}
}

func blank(r rune) bool {
	return r <= ' ' || unicode.IsSpace(r) || r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069 || r == 0xfeff
}

func FuzzSplit(f *testing.F) {
	for _, l := range lexicon.Languages() {
		examples, err := lexicon.SentenceExamples(lexicon.Data(), l.Tag)
		if err != nil {
			f.Fatal(err)
		}
		for _, e := range examples {
			f.Add(e.Text)
		}
	}
	f.Add("a\u00adb\u200b.\u202eC. ... \" ' »\n\n\n- x")
	languages := lexicon.Languages()
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		for _, l := range languages {
			check(t, Split(l, text))
		}
	})
}

// TestHostile splits texts that a careless cutter needs quadratic time for.
func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"a long line":    strings.Repeat("word ", 100_000),
		"no blank":       strings.Repeat("中", 100_000),
		"brackets":       strings.Repeat("(", 30_000),
		"closing quotes": strings.Repeat(".”", 100_000),
		"full stops":     strings.Repeat(". ", 100_000),
		"lines":          strings.Repeat("a\n", 100_000),
		"one name":       strings.Repeat("China ", 100_000),
		"abbreviations":  strings.Repeat("Mr. ", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			for _, l := range lexicon.Languages() {
				start := time.Now()
				d := Split(l, text)
				if spent := time.Since(start); spent > 10*time.Second {
					t.Errorf("%s: %v", l.Tag, spent)
				}
				check(t, d)
				for _, s := range d.Sentences {
					if s.Last-s.First > hardLength {
						t.Fatalf("%s: a sentence of %d tokens", l.Tag, s.Last-s.First)
					}
				}
			}
		})
	}
}

func BenchmarkSplit(b *testing.B) {
	l := lexicon.For("en")
	text := strings.Repeat("The foreign ministers of Kyrgyzstan and China signed a memorandum in Bishkek on Saturday, U.S. officials said. ", 2000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Split(l, text)
	}
}
