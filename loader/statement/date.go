package statement

import (
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

// when dates what a sentence tells. A date that begins after the article was published is the day on which a commitment
// shall be carried out, not the day on which it was made.
func (v *view) when(f *frame) graph.Date {
	day := v.in.Published.To()
	for _, w := range mention.Dates(v.in.Body, f.index, v.in.Published) {
		if w.Date.Precision() != graph.Unknown && (day == "" || w.Date.From() <= day) {
			return w.Date
		}
	}
	return v.event
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
