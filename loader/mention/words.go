package mention

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/sentence"
)

// word is one word of a text as the word lists cut it: a run of letters and digits, one ideograph or one
// mark of punctuation.
type word struct {
	start, end int
	norm       string // see lexicon.Token
	id         int32  // its number in the word lists, 0 if they do not hold it
	place      int32  // 1 + the index of the country mention that covers it, 0 if none does
	seat       int32  // 1 + the index of the country whose seat of government it names, though only as a place; 0 if none
	sent       int32
	first      rune
	kind       wordKind
	upper      bool // begins with a capital
	caps       bool // two or more letters, all capitals
	spaced     bool // space before it
	para       bool // begins a paragraph
}

type wordKind uint8

const (
	isMark wordKind = iota
	isLetters
	isDigits
	isIdeograph
)

// match is one phrase of the word lists that begins at some word.
type match struct {
	kind  lexicon.TermKind
	n     int32 // words
	value int32
}

// words is a text cut into words, with the phrases that begin at each of them.
type words struct {
	text   string
	terms  *lexicon.Terms
	w      []word
	places []Place
	seats  []string // countries, see word
	home   string   // the country of the dateline, "" if none
	at     []int32  // matches of word i: m[at[i]:at[i+1]]
	m      []match
	kinds  []kindSet // of the matches of word i
	passed *[]Passed // what was no project and no initiative; nil where nobody asks
}

// kindSet is a set of kinds of terms, by which the many words are passed over that begin no phrase of those that are sought.
type kindSet uint32

const _ = 31 - lexicon.TermLoose // the last kind: all have a bit

func setOf(kinds ...lexicon.TermKind) (set kindSet) {
	for _, k := range kinds {
		set |= 1 << k
	}
	return set
}

// newWords numbers the tokens of a document by the word lists and finds the phrases that begin at each. Tokens that hold two words
// glued together, as texts from web pages do where a link began or ended, give two words.
func newWords(d *sentence.Document, places []Place) *words {
	ws := &words{text: d.Text, terms: d.Lang.Terms, places: places, w: make([]word, 0, len(d.Tokens)+16)}
	at := make([]int32, len(d.Tokens)+1) // the first word of each token
	for i := range d.Tokens {
		t := &d.Tokens[i]
		at[i] = int32(len(ws.w))
		r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
		w := word{start: t.Start, end: t.End, norm: t.Norm, id: t.Term, first: r, upper: t.Is(lexicon.Upper), caps: t.Is(lexicon.Caps),
			spaced: t.Is(lexicon.Spaced), para: t.Is(lexicon.NewPara)}
		switch {
		case t.Is(lexicon.Han):
			w.kind = isIdeograph
		case t.Is(lexicon.Word):
			w.kind = isLetters
			if w.id == 0 && !w.caps && hasCase(r) && len(t.Norm) >= 8 {
				ws.appendUnglued(w)
				continue
			}
		case t.Is(lexicon.Digits):
			w.kind = isDigits
		}
		ws.w = append(ws.w, w)
	}
	at[len(d.Tokens)] = int32(len(ws.w))
	for i := range d.Sentences {
		for k := at[d.Sentences[i].First]; k < at[d.Sentences[i].Last]; k++ {
			ws.w[k].sent = int32(i)
		}
	}
	for n := len(places) - 1; n >= 0; n-- {
		first, last := at[places[n].First], at[places[n].Last]
		if places[n].Kind == lexicon.Part && ws.w[first].kind == isIdeograph {
			continue // it may as well spell a name
		}
		for k := first; k < last; k++ {
			ws.w[k].place = int32(n + 1)
		}
	}
	ws.findSeats(d, at)
	ws.match()
	return ws
}

// findSeats marks the seats of government, and finds that of the dateline. at is the first word of each token.
func (ws *words) findSeats(d *sentence.Document, at []int32) {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		for _, h := range d.HitsOf(i) {
			if h.Class != lexicon.ClassCountry {
				continue
			}
			name := h.Payload.(*lexicon.Name)
			if name.Kind != lexicon.Capital {
				continue
			}
			if ws.home == "" && i < 4 && (s.Role == sentence.Dateline || h.End <= s.First+s.Lead) {
				ws.home = name.Codes[0]
			}
			ws.seats = append(ws.seats, name.Codes[0])
			for k := at[h.Start]; k < at[h.End]; k++ {
				if ws.w[k].place == 0 {
					ws.w[k].seat = int32(len(ws.seats))
				}
			}
		}
	}
}

// appendUnglued appends a word that no list holds; in two where a capital stands in its midst, or where it begins with a known name.
func (ws *words) appendUnglued(w word) {
	s := ws.text[w.start:w.end]
	lower := 0
	for i, r := range s {
		if unicode.IsUpper(r) && lower >= 4 && utf8.RuneCountInString(s[i:]) >= 3 {
			ws.split(w, i, true)
			return
		}
		lower++
		if unicode.IsUpper(r) {
			lower = 0
		}
	}
	if !w.upper || !ws.terms.Inflects() {
		ws.w = append(ws.w, w)
		return
	}
	for i := len(s) - 1; i > 8; i-- {
		if !utf8.RuneStart(s[i]) || utf8.RuneCountInString(s[i:]) < 4 {
			continue
		}
		if ws.terms.FamilyWord(ws.terms.Word(lexicon.FoldWord(s[:i]))) {
			ws.split(w, i, false)
			return
		}
	}
	ws.w = append(ws.w, w)
}

// split appends the two parts of a word that is cut at byte n.
func (ws *words) split(w word, n int, upper bool) {
	s := ws.text[w.start:w.end]
	a, b := w, w
	a.end, a.norm = w.start+n, lexicon.FoldWord(s[:n])
	b.start, b.norm, b.upper, b.spaced, b.para = a.end, lexicon.FoldWord(s[n:]), upper, true, false
	b.first, _ = utf8.DecodeRuneInString(s[n:])
	a.id, b.id = ws.terms.Word(a.norm), ws.terms.Word(b.norm)
	ws.w = append(ws.w, a, b)
}

// match finds all phrases of the word lists.
func (ws *words) match() {
	ws.at = make([]int32, len(ws.w)+1)
	ws.kinds = make([]kindSet, len(ws.w))
	ws.m = make([]match, 0, len(ws.w)/2)
	for i := range ws.w {
		ws.at[i] = int32(len(ws.m))
		ws.matchFrom(i, ws.w[i].id)
		if ws.w[i].kind == isLetters && ws.w[i].first >= 0x600 && ws.w[i].first < 0x700 && !ws.terms.NameWord(ws.w[i].id) {
			ws.matchGlued(i)
		}
	}
	ws.at[len(ws.w)] = int32(len(ws.m))
}

func (ws *words) matchFrom(i int, id int32) {
	if id == 0 {
		return
	}
	node := ws.terms.Step(0, id)
	for j := i; node != 0; {
		for _, t := range ws.terms.At(node) {
			if t.Exact == "" || ws.text[ws.w[i].start:ws.w[j].end] == t.Exact {
				ws.m = append(ws.m, match{t.Kind, int32(j - i + 1), t.Value})
				ws.kinds[i] |= 1 << t.Kind
			}
		}
		j++
		if j >= len(ws.w) || ws.w[j].para {
			return
		}
		id := ws.w[j].id
		if id == 0 {
			return
		}
		node = ws.terms.Step(node, id)
	}
}

// matchGlued finds phrases behind the one-letter words that Arabic script writes together with the next word.
func (ws *words) matchGlued(i int) {
	s := ws.w[i].norm
	for range 2 {
		r, n := utf8.DecodeRuneInString(s)
		switch r {
		case 'و', 'ف', 'ب', 'ك':
			s = s[n:]
		case 'ل':
			s = s[n:]
			if next, _ := utf8.DecodeRuneInString(s); next == 'ل' {
				s = "ا" + s
			}
		default:
			return
		}
		if utf8.RuneCountInString(s) < 3 {
			return
		}
		ws.matchFrom(i, ws.terms.Word(s))
	}
}

// matches returns the phrases that begin at word i.
func (ws *words) matches(i int) []match {
	if i < 0 || i >= len(ws.w) {
		return nil
	}
	return ws.m[ws.at[i]:ws.at[i+1]]
}

// longest returns the longest phrase of one of the kinds that begins at word i; n is 0 if there is none. Of two as long,
// the kind named first wins.
func (ws *words) longest(i int, kinds ...lexicon.TermKind) (best match) {
	if i < 0 || i >= len(ws.w) || ws.kinds[i]&setOf(kinds...) == 0 {
		return best
	}
	rank := len(kinds)
	for _, m := range ws.matches(i) {
		for k, kind := range kinds {
			if m.kind == kind && (m.n > best.n || m.n == best.n && k < rank) {
				best, rank = m, k
			}
		}
	}
	return best
}

// ending returns the longest phrase of one of the kinds that ends just before word i, and where it begins.
func (ws *words) ending(i int, kinds ...lexicon.TermKind) (start int, best match) {
	wanted := setOf(kinds...)
	for p := i - 1; p >= 0 && p >= i-6; p-- {
		if ws.w[p].sent != ws.w[i-1].sent {
			break
		}
		if ws.kinds[p]&wanted == 0 {
			continue
		}
		for _, m := range ws.matches(p) {
			if int(m.n) != i-p {
				continue
			}
			for _, kind := range kinds {
				if m.kind == kind {
					start, best = p, m
				}
			}
		}
	}
	return start, best
}

// has reports whether a phrase of the kind begins at word i.
func (ws *words) has(i int, kind lexicon.TermKind) bool {
	return i >= 0 && i < len(ws.w) && ws.kinds[i]&(1<<kind) != 0
}

func (ws *words) span(i, j int) string { return ws.text[ws.w[i].start:ws.w[j-1].end] }

// years returns the first and last year that the text can speak of: that of its publication; if that is unknown, from the year
// before the one it names most often on; 0, 0 if it names none.
func (ws *words) years(published graph.Date) (from, to int) {
	if len(published.Value) >= 4 {
		y, _ := strconv.Atoi(published.Value[:4])
		return y, y
	}
	count := map[int]int{}
	best := 0
	for i := range ws.w {
		w := &ws.w[i]
		if w.kind != isDigits || len(w.norm) != 4 || w.norm[0] != '1' && w.norm[0] != '2' {
			continue
		}
		n, err := strconv.Atoi(w.norm)
		if err != nil || n < 1990 || n >= 2030 { // later ones are goals
			continue
		}
		count[n]++
		if best == 0 || count[n] > count[best] || count[n] == count[best] && n > best {
			best = n
		}
	}
	if best == 0 {
		return 0, 0
	}
	return best - 1, 9999
}
