package statement

import (
	"entente/loader/encoder"
	"entente/loader/lexicon"
)

// What a sentence is shown to the encoder with, in tokens: of its title, of the sentence before it, and of itself.
const (
	titlePieces  = 24
	beforePieces = 40
	ownPieces    = 112
)

// sequence writes sentence i as the encoder reads it: the article's countries, the title, the sentence before, the sentence. Names
// of countries and persons are replaced by their places in the order of salience, so that nothing can be learnt about who they are.
func (v *view) sequence(i int, w *encoder.Writer) encoder.Sequence {
	w.Begin(min(len(v.ranked), encoder.Countries))
	v.write(&v.title, w, titlePieces)
	w.End()
	if i > 0 {
		v.write(&v.frames[i-1], w, beforePieces)
	}
	w.Sentence()
	v.write(&v.frames[i], w, ownPieces)
	return w.Finish()
}

// write writes a frame, at most so many pieces of it.
func (v *view) write(f *frame, w *encoder.Writer, pieces int) {
	limit := w.Len() + pieces
	text := v.in.Body.Text
	if f == &v.title && v.in.Title != nil {
		text = v.in.Title.Text
	}
	nextCountry, nextPerson := 0, 0
	for k := 0; k < len(f.tokens) && w.Len() < limit; {
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
	w.Flush()
}

// Shown is a candidate as the encoder learns from it.
type Shown struct {
	Sentence  int          `json:"sentence"` // of the article
	IDs       []int32      `json:"ids"`
	Own       int          `json:"own"` // where the sentence begins in IDs
	Countries int          `json:"countries"`
	Labels    []ShownLabel `json:"labels"`
}

// ShownLabel is a label with its countries by rank.
type ShownLabel struct {
	Kind    int   `json:"kind"`
	Parties []int `json:"parties"`
	By      []int `json:"by"`
}

// Show returns the candidates of a lesson for the training of the encoder.
func (l Lesson) Show(w *encoder.Writer) []Shown {
	out := []Shown{}
	ranks := func(codes []string) []int {
		out := []int{}
		for _, c := range codes {
			if r := l.v.rankOf(c); r < encoder.Countries {
				out = append(out, r)
			}
		}
		return out
	}
	for _, i := range l.frames {
		q := l.v.sequence(i, w)
		s := Shown{i, q.IDs, q.Sentence, q.Countries, []ShownLabel{}}
		for _, label := range l.at[i] {
			s.Labels = append(s.Labels, ShownLabel{class(label.Kind), ranks(label.Parties), ranks(label.By)})
		}
		out = append(out, s)
	}
	return out
}
