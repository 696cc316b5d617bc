package eval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"entente/loader/record"
)

// pair is a predicted item and the gold item that it is matched with, by index.
type pair struct {
	predicted, gold, rank int
}

// pairUp matches greedily, one to one, the best rank first, then in the order of the predicted and
// of the gold. A rank of 0 is no match.
func pairUp(predicted, gold int, rank func(i, j int) int) []pair {
	var ranked []pair
	for i := range predicted {
		for j := range gold {
			if r := rank(i, j); r > 0 {
				ranked = append(ranked, pair{i, j, r})
			}
		}
	}
	slices.SortStableFunc(ranked, func(a, b pair) int { return b.rank - a.rank })
	usedP, usedG := make([]bool, predicted), make([]bool, gold)
	var pairs []pair
	for _, p := range ranked {
		if !usedP[p.predicted] && !usedG[p.gold] {
			usedP[p.predicted], usedG[p.gold] = true, true
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// words brings names to the form in which they are compared, and remembers the forms.
type words struct {
	forms map[string]string
	fold  cases.Caser
}

func newWords() words { return words{forms: map[string]string{}, fold: cases.Fold()} }

// norm returns the case-folded words of s without marks or punctuation, with one blank between.
func (w words) norm(s string) string {
	if form, ok := w.forms[s]; ok {
		return form
	}
	var bare strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if norm.NFD.PropertiesString(string(r)).CCC() == 0 {
			bare.WriteRune(r)
		}
	}
	form := strings.Join(strings.FieldsFunc(w.fold.String(bare.String()), func(r rune) bool {
		return !(unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_')
	}), " ")
	w.forms[s] = form
	return form
}

// set returns the different words of s.
func (w words) set(s string) map[string]bool { return set(strings.Fields(w.norm(s))) }

// names returns the forms of an entity's name and mentions, sorted, each once.
func (w words) names(name string, mentions []string) []string {
	forms := make([]string, 0, 1+len(mentions))
	for _, n := range append([]string{name}, mentions...) {
		if form := w.norm(n); form != "" {
			forms = append(forms, form)
		}
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

func isCJK(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x3400 && r <= 0x9fff })
}

// sameName reports whether two forms name one thing: they are equal, or one holds at least the
// share least of the other's words.
func sameName(a, b string, least float64) bool {
	if a == b {
		return true
	}
	if isCJK(a) || isCJK(b) {
		short, long := strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", "")
		m, n := utf8.RuneCountInString(short), utf8.RuneCountInString(long)
		if m > n {
			short, long, m, n = long, short, n, m
		}
		return m >= 2 && strings.Contains(long, short) && float64(m)/float64(n) >= least
	}
	x, y := set(strings.Fields(a)), set(strings.Fields(b))
	n := longShared(x, y)
	return n > 0 && float64(n)/float64(max(len(x), len(y))) >= least
}

// longShared counts the words of more than two characters that both sets hold.
func longShared(x, y map[string]bool) int {
	n := 0
	for word := range x {
		if y[word] && utf8.RuneCountInString(word) > 2 {
			n++
		}
	}
	return n
}

// sameEntity reports whether any name of the one names the other.
func (w words) sameEntity(nameA string, mentionsA []string, nameB string, mentionsB []string, least float64) bool {
	theirs := w.names(nameB, mentionsB)
	for _, a := range w.names(nameA, mentionsA) {
		for _, b := range theirs {
			if sameName(a, b, least) {
				return true
			}
		}
	}
	return false
}

// sameMinister reports whether both serve one country and share a name, or the words of the one's
// longest name are among those of the other's.
func (w words) sameMinister(p, g *record.Minister) bool {
	if p.Country != g.Country {
		return false
	}
	mine, theirs := w.names(p.Name, p.Mentions), w.names(g.Name, g.Mentions)
	if slices.ContainsFunc(mine, func(n string) bool { return slices.Contains(theirs, n) }) {
		return true
	}
	x, y := set(strings.Fields(longest(mine))), set(strings.Fields(longest(theirs)))
	both := shared(x, y)
	return len(x) > 0 && (both == len(x) || both == len(y)) && longShared(x, y) > 0
}

// longest returns the name of most characters, the first in byte order of several.
func longest(names []string) string {
	best, most := "", 0
	for _, n := range names {
		if c := utf8.RuneCountInString(n); c > most {
			best, most = n, c
		}
	}
	return best
}

// places finds quotes in a text and gives their spans in characters, not bytes.
type places struct {
	finder *record.Finder
	starts []int // the byte at which each character starts
	known  map[string][][2]int
}

func newPlaces(text string) places {
	starts := make([]int, 0, len(text)+1)
	for i := range text {
		starts = append(starts, i)
	}
	return places{finder: record.NewFinder(text), starts: append(starts, len(text)), known: map[string][][2]int{}}
}

// locate returns the spans of every place where the quote stands, white space folded.
func (p places) locate(quote string) [][2]int {
	if spans, ok := p.known[quote]; ok {
		return spans
	}
	spans := p.finder.Locate(quote)
	for i, span := range spans {
		start, _ := slices.BinarySearch(p.starts, span[0])
		end, _ := slices.BinarySearch(p.starts, span[1])
		spans[i] = [2]int{start, end}
	}
	p.known[quote] = spans
	return spans
}

// overlap is the largest share of the shorter span that two quotes have in common, over all places
// where they stand.
func overlap(a, b [][2]int) float64 {
	most := 0.0
	for _, x := range a {
		for _, y := range b {
			common := max(0, min(x[1], y[1])-max(x[0], y[0]))
			shorter := max(1, min(x[1]-x[0], y[1]-y[0]))
			most = max(most, float64(common)/float64(shorter))
		}
	}
	return most
}
