package statement

import (
	"slices"

	"entente/loader/lexicon"
)

// concentrate finds whom the article is about at each sentence: first those whom its title names, by country or by their ministers,
// then whoever was last told to meet or speak.
func (v *view) concentrate() {
	v.actors = slices.Clone(v.title.codes)
	for _, m := range v.in.Found.Ministers {
		if m.Country != "" && len(m.Spans) > 0 && !slices.Contains(v.actors, m.Country) && v.titled(m.Fullest.Sentence, m.Fullest.Start, m.Fullest.End) {
			v.actors = append(v.actors, m.Country)
		}
	}
	slices.Sort(v.actors)
	v.focus = make([][]string, len(v.frames))
	var now []string
	if len(v.actors) == 2 {
		now = v.actors
	}
	for i := range v.frames {
		if pair := v.frames[i].encountered(); pair != nil {
			now = pair
		}
		v.focus[i] = now
	}
}

// titled reports whether the title names the person of bytes start to end in sentence i, by the surname or, of names written in
// ideographs, the whole name.
func (v *view) titled(i, start, end int) bool {
	if i < 0 || i >= len(v.frames) {
		return false
	}
	tokens := v.frames[i].tokens
	first, last := tokensAt(tokens, start, end)
	if first >= last {
		return false
	}
	name := tokens[first:last]
	if !name[len(name)-1].Is(lexicon.Han) {
		name = name[len(name)-1:]
	}
	title := v.title.tokens
	for k := 0; k+len(name) <= len(title); k++ {
		same := true
		for n := range name {
			same = same && title[k+n].Norm == name[n].Norm
		}
		if same {
			return true
		}
	}
	return false
}

// encountered returns the two countries of those who meet, visit or telephone in a sentence, sorted; nil if it tells of none.
func (f *frame) encountered() []string {
	if !f.any(lexicon.CueMeet, lexicon.CuePhone, lexicon.CueTalks, lexicon.CueVisit) {
		return nil
	}
	var pair []string
	add := func(code string) {
		if code != "" && len(pair) < 2 && !slices.Contains(pair, code) {
			pair = append(pair, code)
		}
	}
	for _, p := range f.persons {
		add(p.code)
	}
	if len(pair) == 0 {
		return nil
	}
	for _, c := range f.countries {
		if c.kind != lexicon.Capital {
			add(c.code)
		}
	}
	if len(pair) < 2 {
		return nil
	}
	slices.Sort(pair)
	return pair
}

// speaks reports whether a person of a country is named in the sentence.
func (f *frame) speaks(code string) bool {
	return slices.ContainsFunc(f.persons, func(p person) bool { return p.code == code })
}
