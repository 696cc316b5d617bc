package statement

import (
	"cmp"

	"time"

	"entente/graph"
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

// dateline is where the dateline at the head of a sentence ends, in bytes of the text; 0 if there is none.
func (v *view) dateline(sentence int) int {
	s := v.in.Body.Sentences[sentence]
	if s.Lead == 0 {
		return 0
	}
	return v.in.Body.Tokens[s.First+s.Lead-1].End
}

// reported is the day of the event that the article reports: the first date of its lead that is not after
// its publication nor long before.
func (v *view) reported() graph.Date {
	day := v.in.Published.From()
	oldest := ""
	if t, err := time.Parse(time.DateOnly, day); err == nil && v.in.Published.Precision() == graph.Day {
		oldest = t.AddDate(0, 0, -9).Format(time.DateOnly)
	}
	for i := range min(3, len(v.frames)) {
		for _, w := range mention.Dates(v.in.Body, i, v.in.Published) {
			if w.Date.Precision() == graph.Day && (day == "" || w.Date.Value <= day) && w.Date.Value >= oldest {
				return w.Date
			}
		}
	}
	return graph.Date{Value: v.in.Published.Value}
}
