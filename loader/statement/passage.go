package statement

import (
	"entente/loader/encoder"
	"entente/loader/lexicon"
)

// What sentences are shown to the encoder with, in pieces: of the title, of a sentence, of those before the first that is asked about.
const (
	titlePieces  = 24
	ownPieces    = 112
	aroundPieces = 64
)

// maxApart is how many sentences away the next one that is asked about may be, to be read in the same passage.
const maxApart = 3

// reading is an article as the encoder reads it. Names of countries and persons are replaced by their places in the order of salience,
// so that nothing can be learnt about who they are.
type reading struct {
	v         *view
	w         *encoder.Writer
	title     []int32
	sentences [][]int32
}

func (v *view) reading(w *encoder.Writer) *reading {
	r := &reading{v: v, w: w, sentences: make([][]int32, len(v.frames))}
	r.title = r.pieces(&v.title, titlePieces)
	return r
}

// pieces are those of a frame, at most so many.
func (r *reading) pieces(f *frame, most int) []int32 {
	r.v.write(f, r.w, most)
	return r.w.Pieces(most)
}

func (r *reading) sentence(i int) []int32 {
	if r.sentences[i] == nil {
		r.sentences[i] = r.pieces(&r.v.frames[i], ownPieces)
	}
	return r.sentences[i]
}

// passage makes the passage in which the first of asked are read, and returns with it those that are; there is at least one. Before the
// first stand no more than around pieces.
func (r *reading) passage(asked []int, around int) (*encoder.Passage, []int) {
	p := encoder.NewPassage(min(len(r.v.ranked), encoder.Countries), r.title)
	first := asked[0]
	begin, room := first, around
	for begin > 0 && len(r.sentence(begin-1))+1 <= room {
		begin--
		room -= len(r.sentence(begin)) + 1
	}
	if begin == first && first > 0 {
		p.Add(r.sentence(first - 1)[:around-1], false)
	}
	for k := begin; k < first; k++ {
		p.Add(r.sentence(k), false)
	}
	n := 0
	for k := first; k < len(r.v.frames) && n < len(asked) && asked[n]-k <= maxApart && p.Fits(r.sentence(k)); k++ {
		here := asked[n] == k
		p.Add(r.sentence(k), here)
		n += b2i(here)
	}
	return p, asked[:n]
}

// write writes a frame, until there are so many pieces.
func (v *view) write(f *frame, w *encoder.Writer, most int) {
	text := v.in.Body.Text
	if f == &v.title && v.in.Title != nil {
		text = v.in.Title.Text
	}
	nextCountry, nextPerson := 0, 0
	for k := 0; k < len(f.tokens) && w.Len() < most; {
		for nextPerson < len(f.persons) && f.persons[nextPerson].first < k {
			nextPerson++
		}
		for nextCountry < len(f.countries) && f.countries[nextCountry].first < k {
			nextCountry++
		}
		switch {
		case nextPerson < len(f.persons) && f.persons[nextPerson].first == k:
			p := f.persons[nextPerson]
			if r, ok := v.rank[p.code]; ok {
				w.Country(r)
			}
			w.Person()
			k = max(p.last, k+1)
			continue
		case nextCountry < len(f.countries) && f.countries[nextCountry].first == k:
			c := f.countries[nextCountry]
			w.Country(v.rankOf(c.code))
			k = max(c.last, k+1)
			continue
		}
		t := &f.tokens[k]
		word := text[t.Start:t.End]
		if t.Is(lexicon.Han) {
			word = t.Norm // simplified
		}
		w.Word(word, t.Is(lexicon.Spaced))
		k++
	}
}

// Shown is an article as the encoder learns from it.
type Shown struct {
	Countries int              `json:"countries"`
	Cases     []ShownCase      `json:"cases"`    // the candidates
	Passages  [][]ShownPassage `json:"passages"` // those that hold them, with a half, as much and half again of what stands before the first
}

// ShownCase is a candidate with its labels.
type ShownCase struct {
	Sentence int          `json:"sentence"` // of the article
	Labels   []ShownLabel `json:"labels"`
}

// ShownLabel is a label with its countries by rank.
type ShownLabel struct {
	Kind    int   `json:"kind"`
	Parties []int `json:"parties"`
	By      []int `json:"by"`
}

// ShownPassage is a passage as encoder.Passage tells it, with the numbers of its cases.
type ShownPassage struct {
	Pieces []int32  `json:"pieces"`
	Turns  []int    `json:"turns"`
	Spans  [][2]int `json:"spans"`
	Cases  []int    `json:"cases"`
}

// Show returns a lesson for the training of the encoder.
func (l Lesson) Show(w *encoder.Writer) Shown {
	ranks := func(codes []string) []int {
		out := []int{}
		for _, c := range codes {
			if r := l.v.rankOf(c); r < encoder.Countries {
				out = append(out, r)
			}
		}
		return out
	}
	out := Shown{Countries: min(len(l.v.ranked), encoder.Countries), Cases: []ShownCase{}}
	number := map[int]int{}
	for _, i := range l.frames {
		s := ShownCase{i, []ShownLabel{}}
		for _, label := range l.at[i] {
			s.Labels = append(s.Labels, ShownLabel{class(label.Kind), ranks(label.Parties), ranks(label.By)})
		}
		number[i] = len(out.Cases)
		out.Cases = append(out.Cases, s)
	}
	r := l.v.reading(w)
	for _, around := range []int{aroundPieces / 2, aroundPieces, aroundPieces * 3 / 2} {
		passages := []ShownPassage{}
		for asked := l.frames; len(asked) > 0; {
			p, of := r.passage(asked, around)
			var s ShownPassage
			s.Pieces, s.Turns, s.Spans = p.Told()
			for _, i := range of {
				s.Cases = append(s.Cases, number[i])
			}
			passages = append(passages, s)
			asked = asked[len(of):]
		}
		out.Passages = append(out.Passages, passages)
	}
	return out
}
