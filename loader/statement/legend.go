package statement

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"entente/loader/lexicon"
)

// legend tells what the features of a sentence stand for. Features are hashes, which cannot be read back; the legend hashes all
// that the sentence could have given and looks them up. A test holds that nothing which a sentence gives is missing.
type legend struct {
	v     *view
	f     *frame
	about map[feature]string // strong features
	words map[feature][]int  // weak features: the tokens that each is made of
}

// mostSymbols bounds the kinds of cue in a sentence of which triples are told.
const mostSymbols = 40

func newLegend(v *view, i int) *legend {
	l := &legend{v: v, f: &v.frames[i], about: map[feature]string{}, words: map[feature][]int{}}
	l.counts()
	l.symbols(i)
	l.tokens()
	return l
}

// is says that the feature stands for something, if nothing was said of it before.
func (l *legend) is(what string, h hash) {
	if f := h.feature(kindBits); l.about[f] == "" {
		l.about[f] = what
	}
}

// counts tells the features that count things.
func (l *legend) counts() {
	const most = 8 // the largest count that a feature tells apart
	for a := range most + 1 {
		l.is("how many countries and ministers it names", hashStart.n(2).n(a))
		l.is("how many countries and ministers it names", hashStart.n(3).n(a))
		l.is("how diplomatic the article is", hashStart.n(5).n(a))
		l.is("how long it is", hashStart.n(7).n(a))
		l.is("where in the article it stands", hashStart.n(8).n(a))
		l.is("how diplomatic the article is", hashStart.n(9).n(a))
		l.is("how many countries the sentence before names", hashStart.n(21).n(a))
		for b := range most + 1 {
			for both := range 2 {
				l.is("how many countries and ministers it names", hashStart.n(4).n(a).n(b).n(both))
			}
			l.is("how diplomatic the article is", hashStart.n(10).n(a).n(b))
			l.is("whether it names the countries that the article is about", hashStart.n(13).n(a).n(b))
		}
	}
	l.is("any sentence", hashStart.n(1))
	l.is("any sentence", hashStart.n(6).n(int(l.v.in.Body.Sentences[l.f.index].Role)))
	l.is("a minister speaks", hashStart.n(11))
	l.is("a grouping is named", hashStart.n(12))
	if n := len(l.f.tokens); n > 0 {
		l.is("how it ends", hashStart.n(65).s(l.f.tokens[n-1].Norm))
	}
}

// symbols tells the features of cues, countries and persons: alone, in pairs and in triples.
func (l *legend) symbols(i int) {
	var all []int
	for _, s := range l.f.row() {
		if !slices.Contains(all, s.what) && len(all) < mostSymbols {
			all = append(all, s.what)
		}
	}
	const most = 8
	for _, a := range all {
		for n := range most + 1 {
			for t := 31; t <= 36; t++ {
				l.is(symbolName(a), hashStart.n(t).n(a).n(n))
			}
		}
		l.is(symbolName(a), hashStart.n(30).n(a))
		for _, b := range all {
			pair := symbolName(a) + " … " + symbolName(b)
			l.is(pair, hashStart.n(40).n(a).n(b))
			l.is(pair, hashStart.n(42).n(a).n(b))
			for n := range most + 1 {
				l.is(pair, hashStart.n(41).n(a).n(b).n(n))
			}
			for _, c := range all {
				l.is(pair+" … "+symbolName(c), hashStart.n(43).n(a).n(b).n(c))
			}
		}
	}
	if i > 0 {
		for _, h := range l.v.frames[i-1].cues {
			l.is("in the sentence before: "+h.Cue.String(), hashStart.n(20).n(int(h.Cue)))
		}
	}
	for _, h := range l.v.title.cues {
		l.is("in the title: "+h.Cue.String(), hashStart.n(22).n(int(h.Cue)))
	}
}

func symbolName(what int) string {
	switch what {
	case symCountry:
		return "country"
	case symPerson:
		return "minister"
	}
	return lexicon.Cue(what).String()
}

// tokens tells the features of words and their neighbours.
func (l *legend) tokens() {
	stems := &features{}
	words, at := l.v.words(l.f, stems)
	is := func(h hash, tokens ...int) {
		if f := h.feature(kindBits); l.words[f] == nil {
			l.words[f] = tokens
		}
	}
	for k, w := range words {
		is(w.n(61), at[k])
		if t := &l.f.tokens[at[k]]; t.Is(lexicon.Word) {
			is(hashStart.n(60).s(l.v.in.Body.Lang.Bare(t.Norm)), at[k])
		}
		if k == 0 {
			is(w.n(64), at[k])
		}
		if k+1 < len(words) {
			is((w ^ words[k+1]*31).n(62), at[k], at[k+1])
			if k+2 < len(words) {
				is((w ^ words[k+1]*31 ^ words[k+2]*1021).n(63), at[k], at[k+1], at[k+2])
			}
		}
	}
}

// weights tells what the first scorer adds for a class against no commitment at all: a phrase's weight is shared among its words.
func (m *Model) weights(v *view, i int, x *features, class int) []Weight {
	l := newLegend(v, i)
	sums := map[string]float64{}
	weight := func(f feature) float64 {
		n := m.known.find(f)
		if n < 0 {
			return 0
		}
		return float64(m.kind[int(n)*classes+class]) - float64(m.kind[int(n)*classes])
	}
	strong, light := values(len(x.strong), len(x.weak))
	for _, f := range x.strong {
		sums[cmp.Or(l.about[f], "something else")] += weight(f) * strong
	}
	byToken := make([]float64, len(l.f.tokens))
	for _, f := range x.weak {
		w, tokens := weight(f)*light, l.words[f]
		if len(tokens) == 0 {
			sums["something else"] += w
		}
		for _, t := range tokens {
			byToken[t] += w / float64(len(tokens))
		}
	}
	for t, w := range byToken {
		sums[l.word(t)] += w
	}
	var all []Weight
	for what, w := range sums {
		if w = math.Round(w*100) / 100; w != 0 {
			all = append(all, Weight{what, w})
		}
	}
	slices.SortFunc(all, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Value), math.Abs(a.Value)), cmp.Compare(a.What, b.What))
	})
	return all
}

// word names a token: what is masked by what it is, other words as written.
func (l *legend) word(t int) string {
	for _, c := range l.f.countries {
		if c.first <= t && t < c.last {
			return "a country here"
		}
	}
	for _, p := range l.f.persons {
		if p.first <= t && t < p.last {
			return "a minister here"
		}
	}
	token := &l.f.tokens[t]
	if token.Is(lexicon.Digits) {
		return "a figure"
	}
	return fmt.Sprintf("“%s”", l.v.in.Body.Text[token.Start:token.End])
}
