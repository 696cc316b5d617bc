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
	if len(all) == 0 {
		return
	}
	days := v.days()
	for i := range all {
		all[i].Date = days[all[i].Sentence].Date
	}
}

// day is when a sentence's news happened.
type day struct {
	graph.Date
	own   bool // the sentence gives it
	ahead bool // the days that the sentence gives all lie after the article's publication
}

// days dates what each sentence tells: by its own date, else by the day that a sentence before it in the paragraph told of, if
// that is near the event that the article reports, else by that event.
func (v *view) days() []day {
	all := make([]day, len(v.frames))
	sentences := v.in.Body.Sentences
	near := graph.Date{}
	for i := range all {
		if i == 0 || sentences[i].Paragraph != sentences[i-1].Paragraph {
			near = graph.Date{}
		}
		d := &all[i]
		*d = v.told(i)
		switch {
		case d.own && d.Precision() == graph.Day && v.lately(d.Value):
			near = d.Date
		case d.own:
			near = graph.Date{}
		case near.Value != "":
			d.Date = near
		default:
			d.Date = v.event
		}
	}
	return all
}

// told is the date that a sentence gives to what it tells. A date that begins after the article was published or, where that is
// not known, after the event that it reports, is the day on which a commitment shall be carried out, not the day on which it
// was made. So is, mostly, a year that has not ended by then.
func (v *view) told(sentence int) (d day) {
	last := cmp.Or(v.in.Published.To(), v.event.To())
	dates := mention.Dates(v.in.Body, sentence, v.in.Published)
	dateline := v.dateline(sentence, dates)
	for _, w := range dates {
		switch {
		case w.Start < dateline: // when the report was written
		case w.Date.Precision() == graph.Unknown:
		case last != "" && w.Date.From() > last:
			d.ahead = true
		case w.Date.Precision() == graph.Year && v.event.Precision() == graph.Day && w.Date.To() > v.event.Value:
		default:
			return day{Date: w.Date, own: true}
		}
	}
	return d
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

// dateline is where the dateline at the head of a sentence with these dates ends, in bytes of the text; 0 if there is none. Besides those that name
// an agency it knows a place and a day before a dash: "DAKAR, 3 June – ".
func (v *view) dateline(sentence int, dates []mention.When) int {
	s := v.in.Body.Sentences[sentence]
	tokens := v.in.Body.Tokens[s.First:s.Last]
	if s.Lead > 0 {
		return tokens[s.Lead-1].End
	}
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
		dates := mention.Dates(v.in.Body, i, v.in.Published)
		dateline := v.dateline(i, dates)
		for _, w := range dates {
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
