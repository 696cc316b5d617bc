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
		s := &all[i]
		if day := days[s.Sentence]; day.own || s.Kind != graph.Signed || !v.recalls(s.Sentence) {
			s.Date = day.Date
		}
	}
}

// recalls reports whether a sentence names a document in passing, "under the treaty": neither it nor the title nor the lead
// says that one was signed. When that was, nobody tells.
func (v *view) recalls(sentence int) bool {
	signs := func(f *frame) bool { return f.is(lexicon.CueSign) }
	f := &v.frames[sentence]
	return f.is(lexicon.CueDoc) && !signs(f) && !signs(&v.title) && !v.title.is(lexicon.CueDoc) &&
		!slices.ContainsFunc(v.frames[:min(lead, sentence)], func(f frame) bool { return signs(&f) })
}

// lead is how many sentences say what an article is about.
const lead = 3

// day is when a sentence's news happened.
type day struct {
	graph.Date
	own   bool // the sentence gives it
	first bool // it begins with it
	ahead bool // the days that the sentence gives all lie after the article's publication
}

// days dates what each sentence tells: by its own date, else by the day that its paragraph or a sentence before it in there
// began with, if that is near the event that the article reports, else by the date that is the heading above it, else by that event.
func (v *view) days() []day {
	all := make([]day, len(v.frames))
	sentences := v.in.Body.Sentences
	near, since := graph.Date{}, v.event
	headings := v.headings()
	for i := range all {
		begins := i == 0 || sentences[i].Paragraph != sentences[i-1].Paragraph
		if begins {
			near = graph.Date{}
		}
		if heading, ok := headings[i]; ok {
			since = heading
		}
		d := &all[i]
		*d = v.told(i)
		switch {
		case d.own && (begins || d.first) && d.Precision() == graph.Day && v.lately(d.Value):
			near = d.Date
		case d.own:
			near = graph.Date{}
		case near.Value != "":
			d.Date = near
		default:
			d.Date = since
		}
	}
	return all
}

// headings are the dates of the paragraphs that are nothing but a date, by sentence: a chronicle writes the date of what follows so.
// One alone is rather the day on which the article was published.
func (v *view) headings() map[int]graph.Date {
	all := v.in.Body.Sentences
	found := map[int]graph.Date{}
	for i, s := range all {
		if i == 0 || all[i-1].Paragraph == s.Paragraph || i+1 < len(all) && all[i+1].Paragraph == s.Paragraph {
			continue
		}
		dates := mention.Dates(v.in.Body, i, v.in.Published)
		if len(dates) == 0 || dates[0].First > s.First || dates[0].Date.Precision() == graph.Unknown {
			continue
		}
		date, end := dates[0].Date, dates[len(dates)-1].Last
		for _, w := range dates[1:] {
			date = common(date, w.Date)
		}
		if slices.ContainsFunc(v.in.Body.Tokens[end:s.Last], func(t lexicon.Token) bool { return t.Is(lexicon.Word) || t.Is(lexicon.Han) }) {
			continue
		}
		if date.Value != "" {
			found[i] = date
		}
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

// common is the month or year that two dates have in common, unknown if there is none.
func common(a, b graph.Date) graph.Date {
	for _, n := range []int{len("2006-01-02"), len("2006-01"), len("2006")} {
		if len(a.Value) >= n && len(b.Value) >= n && a.Value[:n] == b.Value[:n] {
			return graph.Date{Value: a.Value[:n]}
		}
	}
	return graph.Date{}
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
			return day{Date: w.Date, own: true, first: w.First <= v.in.Body.Sentences[sentence].First+1}
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

// reportedSoon is how many sentences give the day of an article's event at most: captions and what a dispatch is quoted for stand before.
const reportedSoon = 6

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
	for i := 0; i < len(v.frames) && stated < reportedSoon; i++ {
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
