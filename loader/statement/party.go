package statement

import (
	"slices"
	"strings"

	"entente/loader/lexicon"
)

// option is a set of countries that may be the parties of a statement, sorted, with what speaks for it.
type option struct {
	parties []string
	x       []feature
}

// maxPool bounds the countries from which pairs and triples are made.
const maxPool = 9

// before are what earlier statements of the article leave to later ones.
type before struct {
	parties []string // of the last statement
	since   int      // sentences since it
}

// options lists the sets that may be the parties of a statement of a kind in a sentence, each once, in a fixed order.
func (v *view) options(f *frame, kind int, prev before) []option {
	var pool []string
	add := func(c string) {
		if c != "" && len(pool) < maxPool && !slices.Contains(pool, c) {
			pool = append(pool, c)
		}
	}
	for _, c := range f.codes {
		add(c)
	}
	for _, p := range f.persons {
		add(p.code)
	}
	add(f.speaker)
	for _, c := range v.ranked[:min(len(v.ranked), 3)] {
		add(c)
	}
	for _, c := range prev.parties[:min(len(prev.parties), 3)] {
		add(c)
	}
	for _, c := range v.focus[f.index] {
		add(c)
	}
	for _, c := range v.actors[:min(len(v.actors), 3)] {
		add(c)
	}
	for k := 1; k <= 2 && f.index-k >= 0; k++ {
		for _, c := range v.frames[f.index-k].codes {
			add(c)
		}
	}
	var sets [][]string
	have := map[string]bool{}
	put := func(s []string) {
		s = slices.Clone(s)
		slices.Sort(s)
		s = slices.Compact(s)
		key := strings.Join(s, ",")
		if len(s) >= 2 && !have[key] {
			have[key] = true
			sets = append(sets, s)
		}
	}
	put(f.codes)
	put(prev.parties)
	put(v.title.codes)
	put(v.actors)
	put(v.focus[f.index])
	put(v.ranked[:min(len(v.ranked), 3)])
	for k := range min(2, len(v.frames)) {
		put(v.frames[k].codes)
	}
	for a := range pool {
		for b := a + 1; b < len(pool); b++ {
			put([]string{pool[a], pool[b]})
		}
	}
	if len(f.codes) >= 2 {
		few := f.codes[:min(len(f.codes), 6)]
		for _, c := range pool {
			put(append(slices.Clone(f.codes), c))
		}
		for a := range few {
			for b := a + 1; b < len(few); b++ {
				for _, c := range pool {
					put([]string{few[a], few[b], c})
				}
			}
		}
		for a := range few {
			put(append(slices.Clone(f.codes[:a]), f.codes[a+1:]...))
		}
	}
	groups := f.groups
	if len(groups) == 0 && f.index > 0 {
		groups = v.frames[f.index-1].groups
	}
	if len(groups) == 0 {
		groups = v.title.groups
	}
	for _, g := range groups {
		put(g)
		put(append(slices.Clone(g), f.codes...))
		for _, c := range pool {
			put(append(slices.Clone(g), c))
		}
	}
	put(v.likelyParties(f.index))
	out := make([]option, len(sets))
	for i, s := range sets {
		out[i] = option{s, v.setFeatures(f, kind, s, prev)}
	}
	return out
}

// around describes where a country stands in a sentence: which occurrence counts, the nearest cues on both sides.
type around struct {
	in            bool
	first         int // tokens to its first place
	order         int // among the sentence's countries
	kind          lexicon.NameKind
	before, after int // nearest cues that matter, -1 if none
}

// partyCues are those that tell what a country beside them does.
func partyCue(c lexicon.Cue) bool {
	return c < lexicon.CueTopic && c != lexicon.CueFigures && c != lexicon.CueCoop
}

func (f *frame) around(code string) around {
	a := around{before: -1, after: -1, order: slices.Index(f.codes, code)}
	for _, c := range f.countries {
		if c.code != code {
			continue
		}
		a.in, a.first, a.kind = true, c.first, c.kind
		for _, h := range f.cues {
			if !partyCue(h.Cue) {
				continue
			}
			if h.Last <= c.first && c.first-h.Last < 8 {
				a.before = int(h.Cue)
			}
			if h.First >= c.last {
				if h.First-c.last < 8 {
					a.after = int(h.Cue)
				}
				break
			}
		}
		return a
	}
	for _, p := range f.persons {
		if p.code == code {
			a.in, a.first, a.order, a.kind = true, p.first, 9, "person"
			return a
		}
	}
	return a
}

// setFeatures describes a set of parties.
func (v *view) setFeatures(f *frame, kind int, set []string, prev before) []feature {
	var x []feature
	add := func(h hash) {
		x = append(x, h.feature(partyBits), h.n(100+kind).feature(partyBits))
	}
	size := min(len(set), 6)
	here, out := 0, 0
	for _, c := range set {
		if slices.Contains(f.codes, c) {
			here++
		} else {
			out++
		}
	}
	uncovered := len(f.codes) - here
	both, we, group := b2i(f.is(lexicon.CueBoth)), b2i(f.is(lexicon.CueWe)), b2i(len(f.groups) > 0)
	add(hashStart.n(1).n(size))
	add(hashStart.n(2).n(min(here, 4)).n(min(out, 4)).n(min(uncovered, 3)))
	add(hashStart.n(3).n(size).n(both))
	add(hashStart.n(4).n(min(here, 4)).n(min(out, 4)).n(min(uncovered, 3)).n(both))
	add(hashStart.n(5).n(min(uncovered, 3)).n(min(len(f.codes), 5)))
	add(hashStart.n(6).n(size).n(group))
	add(hashStart.n(20).n(min(here, 4)).n(min(out, 4)).n(we))
	for _, g := range f.groups {
		n := 0
		for _, c := range set {
			if slices.Contains(g, c) {
				n++
			}
		}
		add(hashStart.n(7).n(b2i(n == len(g))).n(min(3, len(set)-n)).n(min(n, 2)))
	}
	ranks := 0
	for _, c := range set {
		r := min(v.rankOf(c), 6)
		ranks += r
		a := f.around(c)
		if !a.in {
			add(hashStart.n(8).n(r).n(min(len(f.codes), 3)))
			add(hashStart.n(9).n(b2i(c == f.speaker)).n(min(len(f.codes), 3)).n(we))
			add(hashStart.n(10).n(b2i(f.index > 0 && slices.Contains(v.frames[max(f.index-1, 0)].codes, c))).n(min(len(f.codes), 3)))
			add(hashStart.n(11).n(b2i(slices.Contains(prev.parties, c))).n(min(prev.since, 3)))
			add(hashStart.n(12).n(b2i(slices.Contains(v.title.codes, c))))
			add(hashStart.n(13).n(r).n(both).n(min(len(f.codes), 3)))
		} else {
			add(hashStart.n(30).n(min(a.order, 5)).n(size))
			add(hashStart.n(31).n(a.before + 1))
			add(hashStart.n(32).n(a.after + 1))
			add(hashStart.n(33).s(string(a.kind)).n(size))
			add(hashStart.n(34).n(r).n(min(len(f.codes), 4)))
			add(hashStart.n(35).n(b2i(c == f.speaker)).n(min(len(f.codes), 4)))
		}
	}
	add(hashStart.n(14).n(ranks).n(size))
	least, most, sum := 1.0, 0.0, 0.0
	for _, c := range set {
		least = min(least, v.mass[c])
		sum += v.mass[c]
	}
	for _, c := range v.ranked {
		if !slices.Contains(set, c) {
			most = max(most, v.mass[c])
		}
	}
	at := b2i(len(f.codes) > 0) + b2i(len(f.codes) > 1)
	add(hashStart.n(60).n(int(sum * 8)).n(at).n(size))
	add(hashStart.n(61).n(int(least * 12)).n(at).n(size))
	add(hashStart.n(62).n(int(most * 12)).n(at).n(size))
	add(hashStart.n(63).n(b2i(least > most)).n(b2i(least > 2*most)).n(at).n(size))
	add(hashStart.n(64).n(b2i(least*2 > most)).n(at).n(size).n(both))
	for k, c := range f.codes {
		if slices.Contains(set, c) || k > 6 {
			continue
		}
		a := f.around(c)
		add(hashStart.n(40).n(min(k, 5)).n(min(len(f.codes), 5)))
		add(hashStart.n(41).n(a.before + 1))
		add(hashStart.n(42).n(a.after + 1))
		add(hashStart.n(43).s(string(a.kind)))
		add(hashStart.n(44).n(min(v.rankOf(c), 6)))
		add(hashStart.n(45).n(b2i(c == f.speaker)))
		add(hashStart.n(46).n(b2i(a.first == 0)))
	}
	for k := 1; k < len(f.countries); k++ { // a list is taken whole
		a, b := f.countries[k-1], f.countries[k]
		if gap := b.first - a.last; a.code != b.code && gap <= 3 {
			add(hashStart.n(70).n(gap).n(b2i(slices.Contains(set, a.code)) + b2i(slices.Contains(set, b.code))).n(min(len(f.codes), 4)))
		}
	}
	title := slices.Clone(v.title.codes)
	slices.Sort(title)
	add(hashStart.n(50).n(b2i(slices.Equal(title, set))).n(min(here, 3)))
	add(hashStart.n(51).n(b2i(slices.Equal(prev.parties, set))).n(min(here, 3)).n(min(prev.since, 3)).n(min(uncovered, 2)))
	focus := v.focus[f.index]
	common := 0
	for _, c := range set {
		common += b2i(slices.Contains(focus, c))
		add(hashStart.n(80).n(b2i(f.speaks(c))).n(b2i(slices.Contains(f.codes, c))).n(size))
		add(hashStart.n(81).n(b2i(slices.Contains(focus, c))).n(b2i(slices.Contains(f.codes, c))).n(b2i(len(focus) > 0)))
		add(hashStart.n(82).n(b2i(slices.Contains(v.actors, c))).n(b2i(slices.Contains(f.codes, c))).n(min(len(v.actors), 3)))
	}
	add(hashStart.n(83).n(common).n(size).n(both).n(b2i(len(focus) > 0)))
	add(hashStart.n(84).n(common).n(size).n(min(here, 3)).n(b2i(len(focus) > 0)))
	add(hashStart.n(85).n(common).n(size).n(b2i(f.is(lexicon.CueThey))).n(we))
	add(hashStart.n(86).n(b2i(slices.Equal(v.actors, set))).n(both).n(min(here, 3)))
	for _, p := range f.persons {
		if p.code != "" && !slices.Contains(set, p.code) {
			add(hashStart.n(87).n(min(len(f.persons), 3)).n(b2i(slices.Contains(focus, p.code))))
		}
	}
	if size == 2 && ranks == 1 {
		add(hashStart.n(52).n(min(here, 2)).n(both))
	}
	if pair := v.common(f, set); size == 2 {
		add(hashStart.n(53).n(min(pair, 3)).n(min(here, 2)))
	}
	slices.Sort(x)
	return slices.Compact(x)
}

// common counts the earlier sentences of the last six that name all of a set.
func (v *view) common(f *frame, set []string) int {
	n := 0
	for k := max(0, f.index-6); k < f.index; k++ {
		all := true
		for _, c := range set {
			all = all && slices.Contains(v.frames[k].codes, c)
		}
		n += b2i(all)
	}
	return n
}

func (v *view) rankOf(code string) int {
	if r, ok := v.rank[code]; ok {
		return r
	}
	return 99
}

// rankParties returns the most likely parties of sentence i and their probability among the options, nil if there is no option.
func (m *Model) rankParties(v *view, i int, options []option) ([]string, float64) {
	if len(options) == 0 {
		return nil, 0
	}
	sums := m.partySums(v, i, options)
	best := 0
	for k := range sums {
		if sums[k] > sums[best] {
			best = k
		}
	}
	return options[best].parties, share(sums, best)
}

// partySums is what speaks for each option.
func (m *Model) partySums(v *view, i int, options []option) []float64 {
	sums := make([]float64, len(options))
	for k := range options {
		sums[k] = m.partySum(&options[k])
		if v.opinions != nil && v.opinions.asked[i] {
			in := v.partyInputs(i, sums[k], options[k].parties)
			sums[k] = dot(&m.mixture.Party, &in)
		}
	}
	return sums
}

// partySum is what the ranker's weights say for an option.
func (m *Model) partySum(o *option) (sum float64) {
	for _, f := range o.x {
		sum += float64(m.party[f])
	}
	return sum
}

// byFeatures describes one of the parties to the judge of who commits.
func (v *view) byFeatures(f *frame, kind int, set []string, c string) []feature {
	var x []feature
	add := func(h hash) {
		x = append(x, h.feature(partyBits), h.n(100+kind).feature(partyBits))
	}
	a := f.around(c)
	others, first := 0, true
	for _, o := range set {
		if o == c {
			continue
		}
		b := f.around(o)
		if b.in {
			others++
			if a.in && b.first < a.first {
				first = false
			}
		}
	}
	size := min(len(set), 4)
	speaks := b2i(c == f.speaker)
	add(hashStart.n(1).n(size).n(b2i(a.in)).n(b2i(first)).n(min(others, 2)))
	add(hashStart.n(2).n(speaks).n(b2i(a.in)).n(b2i(first)))
	add(hashStart.n(3).n(speaks).n(b2i(f.speaker == "")).n(b2i(f.speaker != "" && slices.Contains(set, f.speaker))))
	add(hashStart.n(4).n(a.before + 1))
	add(hashStart.n(5).n(a.after + 1))
	add(hashStart.n(6).s(string(a.kind)).n(b2i(first)))
	add(hashStart.n(7).n(min(v.rankOf(c), 4)))
	add(hashStart.n(8).n(b2i(f.is(lexicon.CueWe))).n(speaks))
	add(hashStart.n(9).n(b2i(f.is(lexicon.CueBoth))).n(size))
	if len(f.countries) > 0 {
		add(hashStart.n(10).n(b2i(f.countries[0].code == c)).n(b2i(f.countries[0].first < 4)))
	}
	if len(f.persons) > 0 {
		add(hashStart.n(11).n(b2i(f.persons[0].code == c)).n(b2i(f.persons[0].first < 6)))
	}
	slices.Sort(x)
	return slices.Compact(x)
}
