// Package statement finds what states commit themselves to, and which meetings took place.
//
// A sentence is a candidate with its cues, countries, persons and place in the article; a scorer says whether it states a
// commitment and of which kind, a ranker who its parties are. Both are linear and learnt (see Learn); their weights are a
// committed file. The main function is Find.
package statement

import (
	"slices"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/mention"
	"entente/loader/sentence"
)

// Input is an article with all that is known of it before its statements.
type Input struct {
	Title       *sentence.Document
	TitlePlaces []mention.Place
	Body        *sentence.Document
	Places      []mention.Place
	Found       mention.Found // of Body
	Published   graph.Date
	Fast        bool   // decide without the encoder
	Trace       *Trace // what Find tells its reasons to; nil, and free, unless somebody asks
}

// country is one place of a sentence that names a country; tokens count from the sentence's first.
type country struct {
	code        string
	first, last int
	kind        lexicon.NameKind
}

// person is one place of a sentence that names a minister.
type person struct {
	minister    int
	code        string
	first, last int
}

// frame is a sentence with all that it holds.
type frame struct {
	index     int
	tokens    []lexicon.Token
	cues      []lexicon.CueHit
	countries []country
	persons   []person
	codes     []string // distinct countries, in the order of the sentence
	groups    [][]string
	speaker   string // country of the minister named last, here or shortly before
	has       [cueBits]uint64
}

const cueBits = 2

func (f *frame) set(c lexicon.Cue)     { f.has[c/64] |= 1 << (c % 64) }
func (f *frame) is(c lexicon.Cue) bool { return f.has[c/64]&(1<<(c%64)) != 0 }
func (f *frame) any(cs ...lexicon.Cue) bool {
	return slices.ContainsFunc(cs, f.is)
}

// view is an article as the scorer sees it.
type view struct {
	in       *Input
	trace    *Trace
	opinions *opinions // nil where the encoder is not asked
	frames   []frame   // one a sentence
	title    frame
	rank     map[string]int // countries by salience, the most salient 0
	ranked   []string
	mass     map[string]float64 // salience, in shares
	actors   []string           // countries that the title names, by name or by their ministers
	focus    [][]string         // at each sentence, the two countries that it is about, nil if unknown
	density  int                // of diplomacy, 0 to 4
	meeting  bool
	home     []string   // at each sentence, who acts where nobody is named
	met      []string   // the countries of the encounter of two told last, nil if none was
	event    graph.Date // the day of what the article reports
	about    []int      // how often it names each topic
}

func newView(in *Input) *view {
	v := &view{in: in, trace: in.Trace, rank: map[string]int{}}
	weight := map[string]float64{}
	add := func(code string, w float64) {
		if _, ok := weight[code]; !ok {
			v.ranked = append(v.ranked, code)
		}
		weight[code] += w
	}
	v.title = v.frame(in.Title, 0, -1, in.TitlePlaces)
	for _, p := range in.TitlePlaces {
		add(p.Code, 2.5)
	}
	d := in.Body
	v.frames = make([]frame, len(d.Sentences))
	byPlace, place := in.Places, 0
	for i := range d.Sentences {
		from := place
		for place < len(byPlace) && byPlace[place].Sentence == i {
			w := 1.0
			if i < 2 {
				w = 2
			}
			add(byPlace[place].Code, w)
			place++
		}
		v.frames[i] = v.frame(d, i, i, byPlace[from:place])
	}
	for m, minister := range in.Found.Ministers {
		for _, s := range minister.Spans {
			if s.Sentence < 0 || s.Sentence >= len(v.frames) {
				continue
			}
			f := &v.frames[s.Sentence]
			first, last := tokensAt(f.tokens, s.Start, s.End)
			f.persons = append(f.persons, person{m, minister.Country, first, last})
			if minister.Country != "" {
				add(minister.Country, 0.4)
			}
		}
	}
	slices.SortStableFunc(v.ranked, func(a, b string) int {
		switch {
		case weight[a] > weight[b]:
			return -1
		case weight[a] < weight[b]:
			return 1
		}
		return 0
	})
	total := 0.0
	for i, c := range v.ranked {
		v.rank[c] = i
		total += weight[c]
	}
	v.mass = weight
	for _, c := range v.ranked {
		v.mass[c] /= total
	}
	v.follow()
	v.concentrate()
	v.event = v.reported()
	v.about = v.subjects()
	v.trace.begin(v)
	return v
}

// follow carries speakers over sentences and measures how much of the article is diplomacy.
func (v *view) follow() {
	speaker, since := "", 0
	diplomatic := 0
	for i := range v.frames {
		f := &v.frames[i]
		slices.SortStableFunc(f.persons, func(a, b person) int { return a.first - b.first })
		since++
		if len(f.persons) > 0 && f.persons[0].code != "" {
			speaker, since = f.persons[0].code, 0
		}
		if since <= 3 {
			f.speaker = speaker
		}
		if f.any(lexicon.CueSign, lexicon.CueAgree, lexicon.CuePromise, lexicon.CueReady, lexicon.CueCoop, lexicon.CueBoth) &&
			(len(f.codes) > 0 || f.is(lexicon.CueBoth)) {
			diplomatic++
		}
		if i < 4 && f.any(lexicon.CueMeet, lexicon.CuePhone, lexicon.CueVisit) && len(f.codes)+len(f.persons) > 1 {
			v.meeting = true
		}
	}
	if n := len(v.frames); n > 0 {
		v.density = min(4, diplomatic*8/n)
	}
}

// frame reads sentence i of a document.
func (v *view) frame(d *sentence.Document, i, index int, places []mention.Place) frame {
	f := frame{index: index}
	if d == nil || i >= len(d.Sentences) {
		return f
	}
	if !d.Sentences[i].Role.States() {
		return f
	}
	f.tokens = d.TokensOf(i)
	f.cues = d.Lang.Cues(f.tokens)
	base := d.Sentences[i].First
	for _, p := range places {
		if p.Sentence != i {
			continue
		}
		f.countries = append(f.countries, country{p.Code, p.First - base, p.Last - base, p.Kind})
		if !slices.Contains(f.codes, p.Code) {
			f.codes = append(f.codes, p.Code)
		}
	}
	kept := f.cues[:0]
	for _, h := range f.cues {
		if g := h.Cue.Group(); g != nil {
			f.groups = append(f.groups, g)
			continue
		}
		f.set(h.Cue)
		kept = append(kept, h)
	}
	f.cues = kept
	return f
}

// tokensAt returns the tokens that cover bytes start to end.
func tokensAt(tokens []lexicon.Token, start, end int) (int, int) {
	first, _ := slices.BinarySearchFunc(tokens, start, func(t lexicon.Token, at int) int {
		if t.End <= at {
			return -1
		}
		return 1
	})
	last := first
	for last < len(tokens) && tokens[last].Start < end {
		last++
	}
	return first, last
}
