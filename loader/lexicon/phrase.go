package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Class is what sort of phrase a hit is; each file of the lexicon declares its own.
type Class string

// Hit is one phrase of the lexicon in a sequence of tokens: tokens Start to End, half open. Payload is what
// the phrase's file says about it; its type belongs to the class.
type Hit struct {
	Start, End int
	Class      Class
	Payload    any
}

// meaning is what a phrase means, and how it must be written: exactly so, if exact is set; with a capital; in capitals.
type meaning struct {
	class   Class
	payload any
	exact   string
	upper   bool
	caps    bool
}

// phrases is an automaton over the numbers of words.
type phrases struct {
	automaton
	out [][]meaning // by node
}

// Match appends to hits the phrases in tokens, which are some consecutive tokens of text, sorted by Start, then by class.
// Within a class hits are the longest from the left and do not overlap; hits of different classes may. All meanings of
// one phrase in one class are returned, in the order of their files' lines. A form that the files write with a capital, or all in
// capitals, counts only where the text does so too, unless the text is uncased: written without capitals.
func (l *Language) Match(hits []Hit, text string, tokens []Token, uncased bool) []Hit {
	before := len(hits)
	type reach struct {
		class Class
		end   int
	}
	var done [16]reach // up to where each class has been matched
	classes := done[:0]
	w := walker{l: l, text: text, tokens: tokens, uncased: uncased}
	for i := range tokens {
		if !l.phrases.begins(&tokens[i]) {
			continue
		}
		w.found = w.found[:0]
		w.walk(0, i, i)
		found := w.found
		if len(found) == 0 {
			continue
		}
		slices.SortStableFunc(found, func(a, b Hit) int { return strings.Compare(string(a.Class), string(b.Class)) })
		for _, f := range found {
			k := slices.IndexFunc(classes, func(r reach) bool { return r.class == f.Class })
			if k < 0 {
				classes = append(classes, reach{f.Class, 0})
				k = len(classes) - 1
			}
			if classes[k].end > i && classes[k].end != f.End || classes[k].end == f.End && !sameStart(hits[before:], f) {
				continue
			}
			classes[k].end = f.End
			hits = append(hits, f)
		}
	}
	return hits
}

// begins reports whether a phrase may begin with a token.
func (p *phrases) begins(t *Token) bool {
	if t.ID >= 0 && p.step(0, t.ID) != 0 {
		return true
	}
	for _, r := range t.Alts {
		if r.Prefix > 0 && p.step(0, r.ID) != 0 {
			return true
		}
	}
	return false
}

// walker follows the automaton from one token.
type walker struct {
	l       *Language
	text    string
	tokens  []Token
	uncased bool
	found   []Hit
}

// walk goes on from a node with token j of a phrase that begins at token i. A word with proclitics has several readings; within a
// phrase only the article may stand before a word. The depth is that of the longest phrase.
func (w *walker) walk(node int32, i, j int) {
	if j >= len(w.tokens) {
		return
	}
	t := &w.tokens[j]
	if t.ID >= 0 {
		w.step(node, i, j, t.ID)
	}
	for _, r := range t.Alts {
		if r.Prefix > 0 && (i == j || t.Norm[:r.Prefix] == w.l.article) {
			w.step(node, i, j, r.ID)
		}
	}
}

func (w *walker) step(node int32, i, j int, word int32) {
	node = w.l.phrases.automaton.step(node, word)
	if node == 0 {
		return
	}
	first := &w.tokens[i]
	for _, m := range w.l.phrases.out[node] {
		if !w.uncased && (m.upper && !first.Is(Upper) || m.caps && !first.Is(Caps)) {
			continue
		}
		if m.exact != "" && w.text[first.Start:w.tokens[j].End] != m.exact {
			continue
		}
		longer := false
		kept := w.found[:0]
		for _, f := range w.found { // a longer phrase of the class takes the place of shorter ones
			longer = longer || f.Class == m.class && f.End > j+1
			if f.Class != m.class || f.End >= j+1 {
				kept = append(kept, f)
			}
		}
		w.found = kept
		if !longer {
			w.found = append(w.found, Hit{i, j + 1, m.class, m.payload})
		}
	}
	w.walk(node, i, j+1)
}

// sameStart reports whether f stands where an earlier hit of its class stands: another meaning of the same phrase.
func sameStart(hits []Hit, f Hit) bool {
	for i := len(hits) - 1; i >= 0 && hits[i].Start == f.Start; i-- {
		if hits[i].Class == f.Class {
			return hits[i].End == f.End
		}
	}
	return false
}

// paradigms maps a name to endings, in the order of cases.
type paradigms map[string][]string

// Forms returns the word sequences that a form of a file stands for. Words are parted by blanks; "stem~p" stands for
// the stem with each ending of paradigm p. Several inflected words of one form agree: the first ending of one goes
// with the first of the others, if their paradigms are as long; otherwise each goes with each. An ending may give
// choices, parted by "/".
func (p paradigms) expand(form string) ([][]string, error) {
	type slot struct {
		stem    string
		endings []string
	}
	var slots []slot
	agree := 0 // the common number of endings, -1 if they differ
	for _, piece := range strings.Fields(form) {
		stem, name, inflected := strings.Cut(piece, "~")
		s := slot{stem: stem}
		if inflected {
			name, tail, _ := strings.Cut(name, "-") // "Bosn~f-Herzegovin~f" is one piece to a reader
			if tail != "" {
				return nil, fmt.Errorf("%q: write a blank around the hyphen", form)
			}
			endings, ok := p[name]
			if !ok {
				return nil, fmt.Errorf("%q: unknown paradigm %q", form, name)
			}
			s.endings = endings
			switch {
			case agree == 0:
				agree = len(endings)
			case agree != len(endings):
				agree = -1
			}
		}
		slots = append(slots, s)
	}
	if len(slots) == 0 {
		return nil, fmt.Errorf("an empty form")
	}
	out := [][]string{nil}
	extend := func(seqs [][]string, s slot, endings []string) [][]string {
		var longer [][]string
		for _, seq := range seqs {
			for _, ending := range endings {
				for choice := range strings.SplitSeq(ending, "/") {
					longer = append(longer, append(slices.Clip(seq), SplitWords(s.stem+choice)...))
				}
			}
		}
		return longer
	}
	if agree > 0 {
		out = nil
		for i := range agree {
			seqs := [][]string{nil}
			for _, s := range slots {
				if s.endings == nil {
					seqs = extend(seqs, s, []string{""})
				} else {
					seqs = extend(seqs, s, s.endings[i:i+1])
				}
			}
			out = append(out, seqs...)
		}
	} else {
		for _, s := range slots {
			if s.endings == nil {
				out = extend(out, s, []string{""})
			} else {
				out = extend(out, s, s.endings)
			}
		}
	}
	for _, seq := range out {
		if len(seq) == 0 {
			return nil, fmt.Errorf("%q holds no word", form)
		}
	}
	return out, nil
}

// addPhrase enters a form of a file into the automaton. A form that begins with "*" counts only as it is spelt; one that
// begins with a capital needs one in the text, one in capitals needs capitals. The hyphens of a form may be missing in the text.
func (l *Language) addPhrase(p paradigms, form string, class Class, payload any) error {
	m := meaning{class: class, payload: payload}
	if rest, ok := strings.CutPrefix(form, "*"); ok {
		if strings.Contains(rest, "~") {
			return fmt.Errorf("%q: an exact form cannot be inflected", form)
		}
		form, m.exact = rest, rest
	} else if first, _ := utf8.DecodeRuneInString(form); unicode.IsUpper(first) {
		word, _, _ := strings.Cut(form, " ")
		m.caps = utf8.RuneCountInString(word) > 1 && strings.ToUpper(word) == word
		m.upper = !m.caps
	}
	seqs, err := p.expand(form)
	if err != nil {
		return err
	}
	for _, seq := range seqs {
		if m.exact == "" && slices.Contains(seq, "-") && len(seq) > 2 { // "Royaume-Uni" is often written as two words
			if plain := slices.DeleteFunc(slices.Clone(seq), func(w string) bool { return w == "-" }); len(plain) > 1 {
				seqs = append(seqs, plain)
			}
		}
	}
	for _, seq := range seqs {
		node := int32(0)
		for _, w := range seq {
			id, ok := l.vocabulary[w]
			if !ok {
				id = int32(len(l.vocabulary))
				l.vocabulary[w] = id
			}
			next, fresh := l.phrases.lay(node, id)
			if fresh {
				l.phrases.out = append(l.phrases.out, nil)
			}
			node = next
		}
		if !slices.Contains(l.phrases.out[node], m) {
			l.phrases.out[node] = append(l.phrases.out[node], m)
		}
	}
	return nil
}
