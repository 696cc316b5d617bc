package statement

import (
	"cmp"
	"time"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/mention"
)

// date gives each statement its date: the one in its sentence, else that of the event that the article reports, else the article's.
func (v *view) date(all []Statement) {
	for i := range all {
		all[i].Date = v.when(&v.frames[all[i].Sentence])
	}
}

// when dates what a sentence tells. A date that begins after the article was published, or, where that is not known, after
// the event that it reports, is the day on which a commitment shall be carried out, not the day on which it was made.
func (v *view) when(f *frame) graph.Date {
	day := cmp.Or(v.in.Published.To(), v.event.To())
	dateline := v.dateline(f.index)
	for _, w := range mention.Dates(v.in.Body, f.index, v.in.Published) {
		if w.Start < dateline {
			continue // when the report was written
		}
		if w.Date.Precision() != graph.Unknown && (day == "" || w.Date.From() <= day) {
			return w.Date
		}
	}
	return v.event
}

// dateline is where the dateline at the head of a sentence ends, in bytes of the text; 0 if there is none. Besides those that name
// an agency it knows a place and a day before a dash: "DAKAR, 3 June – ".
func (v *view) dateline(sentence int) int {
	s := v.in.Body.Sentences[sentence]
	tokens := v.in.Body.Tokens[s.First:s.Last]
	if s.Lead > 0 {
		return tokens[s.Lead-1].End
	}
	dates := mention.Dates(v.in.Body, sentence, v.in.Published)
	if len(dates) == 0 || dates[0].First-s.First > placeLength {
		return 0
	}
	last := dates[0].Last - s.First
	for k := last; k < min(last+placeLength, len(tokens)); k++ {
		switch t := &tokens[k]; {
		case t.Norm == "-" && t.Is(lexicon.Spaced), t.Norm == "–", t.Norm == "—":
			return t.End
		case v.in.Body.Lang.Segment.Wires.Prefix(tokens[k:]) > 0:
			return t.End
		}
	}
	return 0
}

// placeLength is how many tokens the place of a dateline has at most, and what stands between its day and its end.
const placeLength = 6

// reported is the day of the event that the article reports: the first date of its lead that is not after its publication nor long
// before, a date that a sentence tells before one that only stands in a dateline.
func (v *view) reported() graph.Date {
	day := v.in.Published.From()
	oldest := ""
	if t, err := time.Parse(time.DateOnly, day); err == nil && v.in.Published.Precision() == graph.Day {
		oldest = t.AddDate(0, 0, -9).Format(time.DateOnly)
	}
	var written graph.Date
	for i := range min(3, len(v.frames)) {
		dateline := v.dateline(i)
		for _, w := range mention.Dates(v.in.Body, i, v.in.Published) {
			switch {
			case w.Date.Precision() != graph.Day || day != "" && w.Date.Value > day || w.Date.Value < oldest:
			case w.Start >= dateline:
				return w.Date
			case written.Value == "":
				written = w.Date
			}
		}
	}
	if written.Value != "" {
		return written
	}
	return graph.Date{Value: v.in.Published.Value}
}
