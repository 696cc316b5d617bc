package mention

import (
	"unicode"
	"unicode/utf8"

	"entente/loader/lexicon"
)

// word is one word of a text as the word lists cut it: a run of letters and digits, one ideograph or one
// mark of punctuation.
type word struct {
	start, end int
	id         int32 // its number in the word lists, 0 if they do not hold it
	place      int32 // 1 + the index of the country mention that covers it, 0 if none does
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
	text  string
	terms *lexicon.Terms
	w     []word
	at    []int32 // matches of word i: m[at[i]:at[i+1]]
	m     []match
}

// cut splits a text and finds the phrases. glued are the letters that may be written together with the word they precede.
func cut(text string, terms *lexicon.Terms, plain func(rune) rune) *words {
	ws := &words{text: text, terms: terms, w: make([]word, 0, len(text)/4)}
	var fold []byte
	spaced, para := true, true
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '\n' || r == ' ' || r >= 0x80 && unicode.IsSpace(r) || r < ' ' {
			spaced = true
			para = para || r == '\n'
			i += n
			continue
		}
		w := word{start: i, first: r, spaced: spaced, para: para}
		spaced, para = false, false
		switch {
		case lexicon.IsIdeograph(r):
			w.kind = isIdeograph
			w.end = i + n
			if plain != nil {
				r = plain(r)
			}
			fold = utf8.AppendRune(fold[:0], r)
			w.id = terms.WordBytes(fold)
		case isWordRune(r):
			w.kind = isDigits
			fold = fold[:0]
			uppers, letters := 0, 0
			j := i
			for j < len(text) {
				r, n := utf8.DecodeRuneInString(text[j:])
				if r < 0x80 {
					switch {
					case r >= 'a' && r <= 'z':
						letters++
					case r >= 'A' && r <= 'Z':
						letters++
						uppers++
						r += 'a' - 'A'
					case r >= '0' && r <= '9':
					default:
						n = 0
					}
					if n == 0 {
						break
					}
					fold = append(fold, byte(r))
				} else {
					if lexicon.IsIdeograph(r) || !isWordRune(r) {
						break
					}
					if unicode.IsLetter(r) {
						letters++
						if unicode.IsUpper(r) {
							uppers++
						}
					}
					fold = lexicon.AppendFolded(fold, r)
				}
				j += n
			}
			w.end = j
			if letters > 0 {
				w.kind = isLetters
				w.upper = unicode.IsUpper(w.first)
				w.caps = letters > 1 && uppers == letters
			}
			w.id = terms.WordBytes(fold)
		default:
			w.end = i + n
			fold = lexicon.AppendFolded(fold[:0], r)
			w.id = terms.WordBytes(fold)
		}
		i = w.end
		ws.w = append(ws.w, w)
	}
	ws.match()
	return ws
}

func isWordRune(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == 0xad || r == 0x200c || r == 0x200d
}

// match finds all phrases of the word lists.
func (ws *words) match() {
	ws.at = make([]int32, len(ws.w)+1)
	for i := range ws.w {
		ws.at[i] = int32(len(ws.m))
		ws.matchFrom(i, ws.w[i].id)
		if ws.w[i].kind == isLetters && ws.w[i].first >= 0x600 && ws.w[i].first < 0x700 {
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
	s := ws.text[ws.w[i].start:ws.w[i].end]
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
		ws.matchFrom(i, ws.terms.Word(lexicon.FoldWord(s)))
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
	for p := i - 1; p >= 0 && p >= i-6; p-- {
		if ws.w[p].sent != ws.w[i-1].sent {
			break
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
	for _, m := range ws.matches(i) {
		if m.kind == kind {
			return true
		}
	}
	return false
}

func (ws *words) span(i, j int) string { return ws.text[ws.w[i].start:ws.w[j-1].end] }

// spot is one place where a text names a country.
type spot struct {
	start, end int
	code       string
}

// sentences tells each word its sentence; starts are the bytes at which sentences begin, in order.
func (ws *words) sentences(starts []int) {
	n := -1
	for i := range ws.w {
		for n+1 < len(starts) && starts[n+1] <= ws.w[i].start {
			n++
		}
		ws.w[i].sent = int32(max(n, 0))
	}
}

// cover tells each word the country mention that covers it.
func (ws *words) cover(places []spot) {
	n := 0
	for i := range ws.w {
		w := &ws.w[i]
		for n < len(places) && places[n].end <= w.start {
			n++
		}
		if n < len(places) && places[n].start < w.end {
			w.place = int32(n + 1)
		}
	}
}

// years returns the latest year that a text names, with the year before it, for an article of unknown date; 0, 0 if it names none.
func (ws *words) years() (from, to int) {
	for i := range ws.w {
		w := &ws.w[i]
		if w.kind != isDigits || w.end-w.start != 4 {
			continue
		}
		n := 0
		for _, c := range ws.text[w.start:w.end] {
			n = n*10 + int(c-'0')
		}
		if n >= 1990 && n < 2035 && n > to {
			to = n
		}
	}
	if to == 0 {
		return 0, 0
	}
	return to - 1, to
}
