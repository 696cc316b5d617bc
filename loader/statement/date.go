package statement

import (
	"cmp"
	"slices"
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

// when dates what a sentence tells: by its own date, else by the day that a sentence before it in the paragraph told of, if
// that is near the event that the article reports, else by that event.
func (v *view) when(f *frame) graph.Date {
	if d, ok := v.told(f.index); ok {
		return d
	}
	sentences := v.in.Body.Sentences
	for i := f.index - 1; i >= 0 && sentences[i].Paragraph == sentences[f.index].Paragraph; i-- {
		if d, ok := v.told(i); ok {
			if d.Precision() == graph.Day && v.lately(d.Value) {
				return d
			}
			break
		}
	}
	return v.event
}

// told is the date that a sentence gives to what it tells. A date that begins after the article was published or, where that is
// not known, after the event that it reports, is the day on which a commitment shall be carried out, not the day on which it
// was made. So is, mostly, a year that has not ended by then.
func (v *view) told(sentence int) (graph.Date, bool) {
	day := cmp.Or(v.in.Published.To(), v.event.To())
	dateline := v.dateline(sentence)
	for _, w := range mention.Dates(v.in.Body, sentence, v.in.Published) {
		switch {
		case w.Start < dateline: // when the report was written
		case w.Date.Precision() == graph.Unknown || day != "" && w.Date.From() > day:
		case w.Date.Precision() == graph.Year && v.event.Precision() == graph.Day && w.Date.To() > v.event.Value:
		default:
			return w.Date, true
		}
	}
	return graph.Date{}, false
}

// lately reports whether a day is that of the event which the article reports, or one of the few days around it.
func (v *view) lately(day string) bool {
	t, err := time.Parse(time.DateOnly, v.event.Value)
	if err != nil {
		return false
	}
	return day >= t.AddDate(0, 0, -reportedLately).Format(time.DateOnly) && day <= t.AddDate(0, 0, reportedLately).Format(time.DateOnly)
}

// reportedLately is how many days before its publication an article's event was at most.
const reportedLately = 9

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
	if last >= len(tokens)-1 && !slices.ContainsFunc(tokens[:dates[0].First-s.First], func(t lexicon.Token) bool {
		return t.Is(lexicon.Han) || t.Is(lexicon.Word) && !t.Is(lexicon.Upper)
	}) {
		return tokens[len(tokens)-1].End // nothing but a place and a day
	}
	for k := last; k < min(last+2*placeLength, len(tokens)); k++ {
		switch t := &tokens[k]; {
		case t.Norm == "-" && t.Is(lexicon.Spaced), t.Norm == "–", t.Norm == "—":
			return t.End
		case v.in.Body.Lang.Segment.Wires.Prefix(tokens[k:]) > 0:
			return t.End
		}
	}
	return 0
}

// placeLength is how many tokens the place of a dateline has at most; what stands between its day and its end has twice as many.
const placeLength = 6

// reported is the day of the event that the article reports: the first date of its lead that is not after its publication nor long
// before, a date that a sentence tells before one that only stands in a dateline.
func (v *view) reported() graph.Date {
	day := v.in.Published.From()
	oldest := ""
	if t, err := time.Parse(time.DateOnly, day); err == nil && v.in.Published.Precision() == graph.Day {
		oldest = t.AddDate(0, 0, -reportedLately).Format(time.DateOnly)
	}
	var written graph.Date
	stated := 0
	for i := 0; i < len(v.frames) && stated < 4; i++ {
		if len(v.frames[i].tokens) > 0 {
			stated++
		}
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
