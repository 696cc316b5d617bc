package statement

import (
	"slices"

	"entente/loader/lexicon"
)

// A feature is a number made by hashing what is seen; the weights are indexed by it. The hash is fixed: weights are trained
// with the same code that reads them.
type feature uint32

// hash mixes small numbers and strings; it is FNV-1a with a final mix.
type hash uint64

const hashStart hash = 14695981039346656037

func (h hash) n(v int) hash {
	h = (h ^ hash(uint32(v)&0xff)) * 1099511628211
	return (h ^ hash(uint32(v)>>8)) * 1099511628211
}

func (h hash) s(v string) hash {
	for i := 0; i < len(v); i++ {
		h = (h ^ hash(v[i])) * 1099511628211
	}
	return (h ^ 0xff) * 1099511628211
}

func (h hash) feature(bits uint) feature {
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 32
	return feature(h & (1<<bits - 1))
}

// The sizes of the hashed spaces, in bits. That of kinds is so large that nothing meets; the model keeps what it has seen often.
const (
	kindBits  = 32
	partyBits = 16
)

// features are those of one candidate: strong ones from cues and context, weak ones from words. Both are binary.
type features struct {
	strong, weak []feature
}

func (x *features) add(h hash)  { x.strong = append(x.strong, h.feature(kindBits)) }
func (x *features) word(h hash) { x.weak = append(x.weak, h.feature(kindBits)) }

// tidy sorts the features and drops repeats, so that sums run in one order.
func (x *features) tidy() {
	slices.Sort(x.strong)
	x.strong = slices.Compact(x.strong)
	slices.Sort(x.weak)
	x.weak = slices.Compact(x.weak)
}

// symbol is a cue, a country or a person in the row of a sentence.
type symbol struct {
	at, end int
	what    int
}

const (
	symCountry = 200 + iota
	symPerson
)

// row lists the symbols of a frame by place, without topics.
func (f *frame) row() []symbol {
	row := make([]symbol, 0, len(f.cues)+len(f.countries)+len(f.persons)+4)
	for _, h := range f.cues {
		if h.Cue < lexicon.CueTopic {
			row = append(row, symbol{h.First, h.Last, int(h.Cue)})
		}
	}
	for _, c := range f.countries {
		row = append(row, symbol{c.first, c.last, symCountry})
	}
	for _, p := range f.persons {
		row = append(row, symbol{p.first, p.last, symPerson})
	}
	slices.SortStableFunc(row, func(a, b symbol) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return a.what - b.what
	})
	return row
}

func bucket(n int) int {
	switch {
	case n <= 0:
		return 0
	case n <= 2:
		return 1
	case n <= 5:
		return 2
	case n <= 10:
		return 3
	case n <= 20:
		return 4
	}
	return 5
}

// kindFeatures describes sentence i to the scorer of kinds.
func (v *view) kindFeatures(i int) *features {
	f := &v.frames[i]
	x := &features{}
	role := v.in.Body.Sentences[i].Role
	countries, persons := min(len(f.codes), 4), min(len(f.persons), 3)
	x.add(hashStart.n(1))
	x.add(hashStart.n(2).n(countries))
	x.add(hashStart.n(3).n(persons))
	x.add(hashStart.n(4).n(countries).n(persons).n(b2i(f.is(lexicon.CueBoth))))
	x.add(hashStart.n(5).n(v.density))
	x.add(hashStart.n(6).n(int(role)))
	x.add(hashStart.n(7).n(bucket(len(f.tokens) / 4)))
	x.add(hashStart.n(8).n(bucket(i)))
	x.add(hashStart.n(9).n(min(4, len(v.ranked))))
	x.add(hashStart.n(10).n(b2i(v.meeting)).n(v.density))
	if f.speaker != "" {
		x.add(hashStart.n(11))
	}
	if len(f.groups) > 0 {
		x.add(hashStart.n(12))
	}
	seen := 0
	for _, c := range f.codes {
		if v.rank[c] < 2 {
			seen++
		}
	}
	x.add(hashStart.n(13).n(seen).n(countries))
	v.rowFeatures(f, x)
	if i > 0 {
		p := &v.frames[i-1]
		for _, h := range p.cues {
			if h.Cue < lexicon.CueTopic {
				x.add(hashStart.n(20).n(int(h.Cue)))
			}
		}
		x.add(hashStart.n(21).n(min(len(p.codes), 3)))
	}
	for _, h := range v.title.cues {
		if h.Cue < lexicon.CueTopic {
			x.add(hashStart.n(22).n(int(h.Cue)))
		}
	}
	v.wordFeatures(f, x)
	x.tidy()
	return x
}

// rowFeatures describes the order and distance of cues, countries and persons.
func (v *view) rowFeatures(f *frame, x *features) {
	row := f.row()
	if len(row) > 60 {
		row = row[:60]
	}
	lastCountry, lastPerson := -1, -1
	for a, s := range row {
		if s.what < symCountry {
			x.add(hashStart.n(30).n(s.what))
			x.add(hashStart.n(31).n(s.what).n(min(4, len(f.codes))))
			x.add(hashStart.n(35).n(s.what).n(b2i(f.is(lexicon.CueBoth))))
			x.add(hashStart.n(36).n(s.what).n(v.density))
			if lastCountry >= 0 {
				x.add(hashStart.n(32).n(s.what).n(bucket(s.at - lastCountry)))
			}
			if lastPerson >= 0 {
				x.add(hashStart.n(33).n(s.what).n(bucket(s.at - lastPerson)))
			}
			if a < 3 {
				x.add(hashStart.n(34).n(s.what).n(a))
			}
		}
		for b := a + 1; b < len(row) && b < a+14; b++ {
			t := row[b]
			if t.at == s.at && t.what == s.what {
				continue
			}
			x.add(hashStart.n(40).n(s.what).n(t.what))
			x.add(hashStart.n(41).n(s.what).n(t.what).n(bucket(t.at - s.end)))
		}
		if a+1 < len(row) {
			x.add(hashStart.n(42).n(s.what).n(row[a+1].what))
			if a+2 < len(row) {
				x.add(hashStart.n(43).n(s.what).n(row[a+1].what).n(row[a+2].what))
			}
		}
		switch s.what {
		case symCountry:
			lastCountry = s.end
		case symPerson:
			lastPerson = s.end
		}
	}
}

// maxWords bounds what is read of a sentence that has no end.
const maxWords = 120

// wordFeatures are words, stems and their neighbours, with countries, persons and figures masked.
func (v *view) wordFeatures(f *frame, x *features) {
	words, _ := v.words(f, x)
	if len(words) > 0 {
		x.word(words[0].n(64))
		x.add(hashStart.n(65).s(f.tokens[len(f.tokens)-1].Norm))
	}
	for k, w := range words {
		x.word(w.n(61))
		if k+1 < len(words) {
			x.word((w ^ words[k+1]*31).n(62))
			if k+2 < len(words) {
				x.word((w ^ words[k+1]*31 ^ words[k+2]*1021).n(63))
			}
		}
	}
}

// words returns the words of a sentence, hashed, and the token of each; it adds their stems to x.
func (v *view) words(f *frame, x *features) (words []hash, at []int) {
	tokens := f.tokens
	if len(tokens) > maxWords {
		tokens = tokens[:maxWords]
	}
	masks := make([]uint8, len(tokens))
	for _, c := range f.countries {
		for k := c.first; k < c.last && k < len(masks); k++ {
			masks[k] = 1
		}
	}
	for _, p := range f.persons {
		for k := p.first; k < p.last && k < len(masks); k++ {
			masks[k] = 2
		}
	}
	last := uint8(0)
	for k := range tokens {
		t := &tokens[k]
		if m := masks[k]; m != 0 {
			if m != last {
				words, at = append(words, hashStart.n(50+int(m))), append(at, k)
			}
			last = m
			continue
		}
		last = 0
		at = append(at, k)
		switch {
		case t.Is(lexicon.Digits):
			words = append(words, hashStart.n(55))
		case t.Is(lexicon.Han):
			words = append(words, hashStart.n(56).s(t.Norm))
		case t.Is(lexicon.Word):
			stem := v.in.Body.Lang.Bare(t.Norm)
			x.word(hashStart.n(60).s(stem))
			words = append(words, hashStart.n(57).s(prefix(stem, 6)))
		default:
			words = append(words, hashStart.n(58).s(t.Norm))
		}
	}
	return words, at
}

// prefix returns the first n runes of s.
func prefix(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
