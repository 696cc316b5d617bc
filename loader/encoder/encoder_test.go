package encoder

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// pieces cuts a sentence in which A and B stand for the first two countries and @ for a person.
func pieces(w *Writer, text string) []int32 {
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
	return w.Pieces(100)
}

// passage asks about the last of sentences.
func passage(w *Writer, sentences ...string) *Passage {
	p := NewPassage(2, nil)
	for i, s := range sentences {
		p.Add(pieces(w, s), i == len(sentences)-1)
	}
	return p
}

func TestPassage(t *testing.T) {
	w := Builtin().NewWriter()
	p := passage(w, "@ met @", "A and B signed a treaty")
	if want := []int32{tokenStart, TokenCountry, TokenCountry + 1, tokenEnd, tokenEnd, TokenPerson}; !slices.Equal(p.ids[:6], want) {
		t.Errorf("begins with %v, want %v", p.ids[:6], want)
	}
	if at := p.asked[0]; len(p.asked) != 1 || p.ids[at.from] != TokenCountry || p.ids[at.to] != tokenEnd || !p.odd[at.from] || p.odd[at.from-1] {
		t.Errorf("%+v", p)
	}
	if again := passage(w, "@ met @", "A and B signed a treaty"); !slices.Equal(p.ids, again.ids) {
		t.Errorf("%v, then %v", p.ids, again.ids)
	}
	if p.Fits(make([]int32, Longest)) || !p.Fits(make([]int32, Longest-1-len(p.ids))) {
		t.Error("does not know what fits")
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

// TestJudge holds that the model tells plain sentences apart, and whose commitments they are.
func TestJudge(t *testing.T) {
	m := Builtin()
	w := m.NewWriter()
	for _, c := range []struct {
		before, sentence string
		kind             int
	}{
		{"@ met @ on Tuesday .", "A and B signed a memorandum of understanding on trade .", 1},
		{"A @ received B @ in the capital .", "The two sides agreed to strengthen cooperation in agriculture .", 2},
		{"", "A will provide B with a loan of 200 million dollars for a new bridge .", 3},
		{"", "A beat B 3 - 1 in the final on Sunday .", 0},
		{"", "A и B подписали меморандум о сотрудничестве .", 1},
	} {
		j := m.Judge(passage(w, c.before, c.sentence))[0]
		best := 0
		for k, p := range j.Kinds {
			if p > j.Kinds[best] {
				best = k
			}
		}
		if best != c.kind {
			t.Errorf("%q is of kind %d (%v), want %d", c.sentence, best, j.Kinds, c.kind)
		}
		if c.kind > 0 && (j.Parties[0][0] < 0 || j.Parties[1][0] < 0) {
			t.Errorf("%q: log odds of parties %v", c.sentence, j.Parties[:2])
		}
		if c.kind == 3 && (j.Parties[0][1] < 0 || j.Parties[1][1] > 0) {
			t.Errorf("%q: log odds of who commits %v", c.sentence, j.Parties[:2])
		}
	}
}

// TestSameBits holds that all ways to multiply give the same judgement.
func TestSameBits(t *testing.T) {
	m := Builtin()
	p := passage(m.NewWriter(), "@ met @ in the capital , and both sides spoke of trade .", "A and B agreed to build a railway .")
	want := m.Judge(p)
	for _, way := range ways() {
		way.use()
		if got := m.Judge(p); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", way.name, got, want)
		}
	}
}

// TestLong holds that a passage longer than the model reads is read as far as it goes, and of the rest nothing is said.
func TestLong(t *testing.T) {
	m := Builtin()
	p := NewPassage(300, nil)
	for range 100 {
		p.Add(pieces(m.NewWriter(), "A and B signed a memorandum of understanding on trade ."), true)
	}
	j := m.Judge(p)
	if len(j) != 100 || j[0].Kinds[1] < j[0].Kinds[0] || j[99] != (Judgement{}) {
		t.Errorf("%d judgements, %v and %v", len(j), j[0].Kinds, j[len(j)-1].Kinds)
	}
	empty := NewPassage(0, nil)
	empty.Add(nil, true)
	sum := 0.0
	for _, p := range m.Judge(empty)[0].Kinds {
		sum += math.Exp(float64(p))
	}
	if math.Abs(sum-1) > 1e-4 {
		t.Errorf("the probabilities of the kinds of an empty sentence make %v, want 1", sum)
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
	p := passage(m.NewWriter(), strings.Repeat("@ met @ in the capital , and both sides spoke of trade . ", 6),
		strings.Repeat("A and B agreed to build a railway from the coast to the border . ", 6))
	for b.Loop() {
		m.Judge(p)
	}
	b.ReportMetric(float64(len(p.ids)), "pieces")
}
