package encoder

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// write makes a sequence of a sentence in which A and B stand for the first two countries and @ for a person.
func write(w *Writer, before, sentence string) Sequence {
	part := func(text string) {
		for i, word := range strings.Fields(text) {
			switch word {
			case "A", "B":
				w.Country(int(word[0] - 'A'))
			case "@":
				w.Person()
			default:
				w.Word(word, i > 0)
			}
		}
		w.Flush()
	}
	w.Begin(2)
	part("")
	w.End()
	part(before)
	w.Sentence()
	part(sentence)
	return w.Finish()
}

func TestSequence(t *testing.T) {
	w := Builtin().NewWriter()
	s := write(w, "@ met @", "A and B signed a treaty")
	if want := []int32{tokenStart, TokenCountry, TokenCountry + 1, tokenEnd, tokenEnd, TokenPerson}; !slices.Equal(s.IDs[:6], want) {
		t.Errorf("begins with %v, want %v", s.IDs[:6], want)
	}
	if s.IDs[s.Sentence] != TokenCountry || s.IDs[len(s.IDs)-1] != tokenEnd || s.Countries != 2 {
		t.Errorf("%+v", s)
	}
	if again := write(w, "@ met @", "A and B signed a treaty"); !slices.Equal(s.IDs, again.IDs) {
		t.Errorf("%v, then %v", s.IDs, again.IDs)
	}
}

// TestCut holds that a word's pieces, joined, are the word, whatever the script.
func TestCut(t *testing.T) {
	v := &Builtin().vocabulary
	pieces := make([]string, len(v.scores))
	for p, n := range v.numbers {
		pieces[n] = p
	}
	var c cutter
	for _, word := range []string{"cooperation", "coopération", "сотрудничества", "合作谅解备忘录", "للتعاون", "cooperación", "Ankara,", "2024", "a"} {
		for _, begins := range []bool{true, false} {
			var joined strings.Builder
			ids := v.cut(&c, nil, word, begins)
			for _, id := range ids {
				joined.WriteString(pieces[id])
			}
			want := word
			if begins {
				want = boundary + word
			}
			if joined.String() != want {
				t.Errorf("%s is cut into %s", want, joined.String())
			}
			if len(ids) > utf8.RuneCountInString(word) {
				t.Errorf("%s is cut into %d pieces", want, len(ids))
			}
		}
	}
}

// TestJudge holds that the model tells plain sentences apart.
func TestJudge(t *testing.T) {
	m := Builtin()
	w := m.NewWriter()
	for _, c := range []struct {
		before, sentence string
		kind             int
	}{
		{"@ met @ on Tuesday .", "A and B signed a memorandum of understanding on trade .", 1},
		{"@ received @ in the capital .", "The two sides agreed to strengthen cooperation in agriculture .", 2},
		{"", "A will provide B with a loan of 200 million dollars for a new bridge .", 3},
		{"", "A beat B 3 - 1 in the final on Sunday .", 0},
		{"", "A и B подписали меморандум о сотрудничестве .", 1},
	} {
		j := m.Judge(write(w, c.before, c.sentence))
		best := 0
		for k, p := range j.Kinds {
			if p > j.Kinds[best] {
				best = k
			}
		}
		if best != c.kind {
			t.Errorf("%q is of kind %d (%v), want %d", c.sentence, best, j.Kinds, c.kind)
		}
	}
}

// TestSameBits holds that all ways to multiply give the same judgement.
func TestSameBits(t *testing.T) {
	m := Builtin()
	s := write(m.NewWriter(), "@ met @ in the capital , and both sides spoke of trade .", "A and B agreed to build a railway .")
	want := m.Judge(s)
	for _, way := range ways() {
		way.use()
		if got := m.Judge(s); got != want {
			t.Errorf("%s: %v, want %v", way.name, got, want)
		}
	}
}

// TestLong holds that a sequence longer than the model reads is read as far as it goes.
func TestLong(t *testing.T) {
	m := Builtin()
	w := m.NewWriter()
	w.Begin(300)
	w.Sentence()
	for range 3000 {
		w.Word("railway", true)
	}
	m.Judge(w.Finish())
	w.Begin(0)
	w.Sentence()
	if j := m.Judge(w.Finish()); j.Kinds[0] < j.Kinds[1] {
		t.Errorf("nothing at all is signed: %v", j.Kinds)
	}
}

func TestReadBroken(t *testing.T) {
	for _, bad := range [][]byte{nil, []byte("x"), embedded[:100], embedded[:len(embedded)/2], embedded[:len(embedded)-1], append(bytes.Clone(embedded), 0)} {
		if _, err := Read(bad); err == nil {
			t.Errorf("%d broken bytes are read as a model", len(bad))
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"railway", "鐵路", "\xff\xfe", "الطريق", "a\u0301"} {
		f.Add(s)
	}
	v := &Builtin().vocabulary
	f.Fuzz(func(t *testing.T, word string) {
		var c cutter
		for _, id := range v.cut(&c, nil, word, true) {
			if id < 0 || int(id) >= len(v.scores) {
				t.Fatalf("piece %d", id)
			}
		}
	})
}

func BenchmarkJudge(b *testing.B) {
	m := Builtin()
	s := write(m.NewWriter(), strings.Repeat("@ met @ in the capital , and both sides spoke of trade . ", 3),
		strings.Repeat("A and B agreed to build a railway from the coast to the border . ", 3))
	b.ReportMetric(float64(len(s.IDs)), "pieces")
	for b.Loop() {
		m.Judge(s)
	}
}
