package statement

import (
	"slices"

	"entente/loader/lexicon"
	"entente/loader/sentence"
)

// longestPlace is how many tokens the name of a place has at most.
const longestPlace = 6

// venue returns the place, as written, that a clause gives to the meeting told at token at, "" if it gives none: the one after it
// first, since a place before may belong to something else.
func (v *view) venue(f *frame, in clause, at int) string {
	lang := v.in.Body.Lang
	before := ""
	for k := in.first; k < in.last; k++ {
		n := lang.Meetings.Places.Prefix(f.tokens[k:in.last])
		if n == 0 || k+n >= in.last {
			continue
		}
		first := k + n
		last := v.named(f, first, in.last)
		if last == first {
			continue
		}
		words := v.in.Body.Text[f.tokens[first].Start:f.tokens[last-1].End]
		if k >= at {
			return words
		}
		before = words
		k = last - 1
	}
	return before
}

// lead returns the place that the head of the article gives to what it reports, "" if it gives none.
func (v *view) lead() string {
	for i := range v.frames {
		f := &v.frames[i]
		if len(f.tokens) == 0 || v.in.Body.Sentences[i].Role != sentence.Body {
			continue
		}
		for _, h := range f.cues {
			switch h.Cue {
			case lexicon.CueMeet, lexicon.CueTalks, lexicon.CueSign, lexicon.CueAgree:
				return v.venue(f, clause{last: len(f.tokens)}, h.First)
			}
		}
		return ""
	}
	return ""
}

// named returns where the name of a place that begins at token first ends; first if none does.
func (v *view) named(f *frame, first, end int) int {
	lang := v.in.Body.Lang
	if len(lang.Meetings.PlaceEnds) > 0 {
		for k := first; k < min(end, first+longestPlace+1); k++ {
			if lang.Meetings.PlaceEnds.Prefix(f.tokens[k:end]) > 0 {
				return f.place(first, k)
			}
			if !f.tokens[k].Is(lexicon.Word | lexicon.Han) {
				if f.tokens[first].Is(lexicon.Word) && k > first+2 {
					return first // too much for a name
				}
				return f.place(first, k)
			}
		}
		return first
	}
	last := first
	for k := first; k < min(end, first+longestPlace); k++ {
		t := &f.tokens[k]
		switch {
		case t.Is(lexicon.Upper) && lang.Dates.Months[t.Norm] == nil && lang.Dates.Weekdays[t.Norm] == nil:
			last = k + 1
		case k == first:
			return first
		case !t.Is(lexicon.Word) && !t.Is(lexicon.Spaced) && k+1 < end && !f.tokens[k+1].Is(lexicon.Spaced) && f.tokens[k+1].Is(lexicon.Word):
			last = k + 2 // the second half of a name with a hyphen or an apostrophe
			k++
		default:
			n := lang.Meetings.Links.Prefix(f.tokens[k:end])
			if n == 0 {
				return f.place(first, last)
			}
			k += n - 1
		}
	}
	return f.place(first, last)
}

// place returns last if tokens first to last can name a place: they are no person and no country; else first.
func (f *frame) place(first, last int) int {
	person := slices.ContainsFunc(f.persons, func(p person) bool { return p.first < last && p.last > first })
	state := slices.ContainsFunc(f.countries, func(c country) bool {
		return c.first < last && c.last > first && c.kind != lexicon.Capital
	})
	if person || state {
		return first
	}
	return last
}
