package mention

import (
	"slices"
	"strings"
	"time"

	"github.com/hablullah/go-hijri"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/sentence"
)

// When is one place of a text that gives a date.
type When struct {
	Date       graph.Date // its Words are Text[Start:End]
	Start, End int        // bytes of the text
	First      int        // tokens of the document, half open
	Last       int
	Relative   bool // worked out from the article's date ("yesterday", "on Saturday", "30 July")
}

// Dates returns the dates that sentence i gives, in the order of the text. Relative days, weekdays, and days and months without a year
// are worked out from reference, the article's date; where that is unknown or says too little, they have an unknown Date, but
// their words. Nothing is made more precise than the text. A weekday is the last one up to the article's date.
func Dates(d *sentence.Document, i int, reference graph.Date) []When {
	s := d.Sentences[i]
	return dates(d, s.First, s.Last, reference)
}

// Published returns the date of an article: published if it is known, else the full date in a dateline at the head of its text, else unknown.
func Published(d *sentence.Document, published graph.Date) graph.Date {
	if published.Value != "" {
		return published
	}
	const head = 6 // sentences
	for i := range min(head, len(d.Sentences)) {
		s := &d.Sentences[i]
		last := s.First + s.Lead
		if s.Role == sentence.Dateline {
			last = s.Last
		}
		for _, w := range dates(d, s.First, last, graph.Date{}) {
			if !w.Relative && w.Date.Precision() == graph.Day {
				return w.Date
			}
		}
	}
	return graph.Date{}
}

func dates(d *sentence.Document, first, last int, reference graph.Date) []When {
	var found []When
	f := dateFinder{l: &d.Lang.Dates, tokens: d.Tokens[:last]}
	for k := first; k < last; {
		t := &d.Tokens[k]
		if digit(t.Norm) < 0 && !f.l.Begins(t) {
			k++
			continue
		}
		p, parts, n := f.longest(k)
		if n == 0 {
			k++
			continue
		}
		w := When{Start: t.Start, End: d.Tokens[k+n-1].End, First: k, Last: k + n}
		value, relative, ok := resolveDate(p.Shift, parts, reference)
		if ok {
			w.Date, w.Relative = graph.Date{Value: value, Words: d.Text[w.Start:w.End]}, relative
			found = append(found, w)
		}
		k += n
	}
	return found
}

// dateParts is what a date expression gives; 0 is what it does not give.
type dateParts struct {
	year, month, day, weekday int
	hijriYear, hijriMonth     int
	several                   bool // days
}

type dateFinder struct {
	l      *lexicon.Dates
	tokens []sentence.Token
}

// longest returns the pattern that matches most tokens from token k, n of them; n is 0 if none does.
func (f *dateFinder) longest(k int) (best *lexicon.DatePattern, parts dateParts, n int) {
	try := func(patterns []lexicon.DatePattern) {
		for i := range patterns {
			if p, m := f.match(patterns[i].Elems, k); m > n {
				best, parts, n = &patterns[i], p, m
			}
		}
	}
	t := &f.tokens[k]
	try(f.l.First[t.Norm])
	for _, r := range t.Alts {
		if r.Prefix > 0 {
			try(f.l.First[t.Norm[r.Prefix:]])
		}
	}
	if digit(t.Norm) >= 0 || f.l.Begins(t) && (f.named(f.l.Months, k) || f.named(f.l.Weekdays, k) || f.named(f.l.Hijri, k)) {
		try(f.l.Open)
	}
	if n > 0 && best.Elems[0].Kind == lexicon.Literal && k+1 < len(f.tokens) {
		if _, _, m := f.longest(k + 1); k+1+m > k+n {
			return nil, dateParts{}, 0 // "in May" of "in May 2001"
		}
	}
	return best, parts, n
}

func (f *dateFinder) named(names map[string][]lexicon.DateWord, k int) bool {
	value, _ := f.name(names, k)
	return value > 0
}

// match returns what the elements read from token k and how many tokens they take, 0 if they do not match.
func (f *dateFinder) match(elems []lexicon.DateElem, k int) (parts dateParts, n int) {
	j := k
	for _, e := range elems {
		if j >= len(f.tokens) {
			return parts, 0
		}
		t := &f.tokens[j]
		if j > k && t.Is(lexicon.NewPara) {
			return parts, 0
		}
		took := 1
		switch e.Kind {
		case lexicon.Literal:
			if !isOneOf(t, e.Words) {
				return parts, 0
			}
		case lexicon.DayNumber, lexicon.SomeDay:
			v := f.day(t.Norm)
			if v == 0 || j == k && f.afterNumber(j) {
				return parts, 0
			}
			if e.Kind == lexicon.SomeDay {
				parts.several = true
			} else {
				parts.day = v
			}
		case lexicon.MonthNumber:
			v, digits := number(t.Norm)
			if digits == 0 || digits > 2 || v < 1 || v > 12 || j == k && f.afterNumber(j) {
				return parts, 0
			}
			parts.month = v
		case lexicon.YearNumber:
			v, digits := number(t.Norm)
			if digits != 4 || v < 1500 || v > 2199 {
				return parts, 0
			}
			parts.year = v
		case lexicon.HijriYear:
			v, digits := number(t.Norm)
			if digits != 4 || v < 1300 || v > 1500 {
				return parts, 0
			}
			parts.hijriYear = v
		case lexicon.MonthName:
			if parts.month, took = f.name(f.l.Months, j); took == 0 {
				return parts, 0
			}
		case lexicon.WeekdayName:
			if parts.weekday, took = f.name(f.l.Weekdays, j); took == 0 {
				return parts, 0
			}
		case lexicon.HijriMonth:
			if parts.hijriMonth, took = f.name(f.l.Hijri, j); took == 0 {
				return parts, 0
			}
		}
		j += took
	}
	return parts, j - k
}

func isOneOf(t *sentence.Token, words []string) bool {
	return slices.Contains(words, t.Norm) || slices.ContainsFunc(t.Alts[:], func(r lexicon.Reading) bool {
		return r.Prefix > 0 && slices.Contains(words, t.Norm[r.Prefix:])
	})
}

// afterNumber reports whether token j goes on a number, such as the 5 of "3.5".
func (f *dateFinder) afterNumber(j int) bool {
	return j > 1 && !f.tokens[j].Is(lexicon.Spaced) && !f.tokens[j-1].Is(lexicon.Spaced) && strings.ContainsAny(f.tokens[j-1].Norm, ".,/:") && digit(f.tokens[j-2].Norm) >= 0
}

// name returns the value of the name of a month or weekday at token j and its tokens, 0 if there is none.
func (f *dateFinder) name(names map[string][]lexicon.DateWord, j int) (value, n int) {
	t := &f.tokens[j]
	words := names[t.Norm]
	for _, r := range t.Alts {
		if words == nil && r.Prefix > 0 {
			words = names[t.Norm[r.Prefix:]]
		}
	}
	for _, w := range words {
		if w.Capital && !t.Is(lexicon.Upper) || len(w.Words) <= n || j+len(w.Words) > len(f.tokens) {
			continue
		}
		same := true
		for i, s := range w.Words[1:] {
			same = same && f.tokens[j+1+i].Norm == s
		}
		if same {
			value, n = w.Value, len(w.Words)
		}
	}
	return value, n
}

// day returns the day that a word such as "30" or "1st" gives, 0 if it gives none.
func (f *dateFinder) day(norm string) int {
	v, digits := number(norm)
	if digits == 0 {
		for _, o := range f.l.Ordinals {
			if stem, ok := strings.CutSuffix(norm, o); ok {
				v, digits = number(stem)
				break
			}
		}
	}
	if digits == 0 || digits > 2 || v > 31 {
		return 0
	}
	return v
}

// number returns the value of a word of digits in any script and how many they are, 0 if it is no such word or a long one.
func number(norm string) (value, digits int) {
	for len(norm) > 0 {
		v := digit(norm)
		if v < 0 || digits == 4 {
			return 0, 0
		}
		value, digits = value*10+v, digits+1
		if norm[0] < 0x80 {
			norm = norm[1:]
		} else {
			norm = norm[2:]
		}
	}
	return value, digits
}

// digit returns the value of the first digit of a word, -1 if it does not begin with one. Digits beyond ASCII are the Arabic ones, of
// two bytes each.
func digit(s string) int {
	switch {
	case s == "":
		return -1
	case s[0] >= '0' && s[0] <= '9':
		return int(s[0] - '0')
	case len(s) > 1 && s[0] == 0xd9 && s[1] >= 0xa0 && s[1] <= 0xa9:
		return int(s[1] - 0xa0)
	case len(s) > 1 && s[0] == 0xdb && s[1] >= 0xb0 && s[1] <= 0xb9:
		return int(s[1] - 0xb0)
	}
	return -1
}

// resolveDate works out the value of a date. It is not ok if there is no such day. relative says that the reference was needed; the value is
// "" if that says too little.
func resolveDate(shift lexicon.DateShift, p dateParts, reference graph.Date) (value string, relative, ok bool) {
	var ref time.Time
	known := reference.Precision()
	if known != graph.Unknown {
		first, err := time.Parse(time.DateOnly, reference.From())
		if err != nil {
			known = graph.Unknown
		}
		ref = first
	}
	hasDay := known == graph.Day
	hasMonth := hasDay || known == graph.Month
	hasYear := hasMonth || known == graph.Year
	if p.hijriMonth > 0 {
		h := hijri.UmmAlQuraDate{Year: int64(p.hijriYear), Month: int64(p.hijriMonth), Day: int64(p.day)}
		if p.hijriYear < 1356 || p.day == 0 || p.day > 30 {
			return "", false, false
		}
		return h.ToGregorian().Format(time.DateOnly), false, true
	}
	if shift.Relative && p.month > 0 {
		if !hasYear {
			return "", true, true
		}
		p.year = ref.Year() + shift.Years
		value, _, ok = resolveDate(lexicon.DateShift{}, p, reference)
		return value, true, ok
	}
	if shift.Relative && p.day > 0 {
		if !hasMonth {
			return "", true, true
		}
		month := dateOf(ref.Year(), int(ref.Month()), 1).AddDate(0, shift.Months, 0)
		day := dateOf(month.Year(), int(month.Month()), p.day)
		if day.IsZero() {
			return "", true, false
		}
		return day.Format(time.DateOnly), true, true
	}
	if shift.Relative {
		return shifted(shift, ref, hasDay, hasMonth, hasYear), true, true
	}
	switch {
	case p.year > 0 && p.month > 0 && p.day > 0:
		if day := dateOf(p.year, p.month, p.day); !day.IsZero() {
			return day.Format(time.DateOnly), false, true
		}
		return "", false, false
	case p.year > 0 && p.month > 0:
		return dateOf(p.year, p.month, 1).Format("2006-01"), false, true
	case p.year > 0:
		return dateOf(p.year, 1, 1).Format("2006"), false, true
	case p.month > 0 && p.day > 0:
		if dateOf(2000, p.month, p.day).IsZero() {
			return "", false, false
		}
		if !hasMonth {
			return "", true, true
		}
		return nearest(ref, p.weekday, func(i int) time.Time { return dateOf(ref.Year()+i, p.month, p.day) }), true, true
	case p.month > 0:
		if !hasMonth {
			return "", true, true
		}
		if shift.Before {
			back := (int(ref.Month()) - p.month + 12) % 12
			return dateOf(ref.Year(), int(ref.Month()), 1).AddDate(0, -back, 0).Format("2006-01"), true, true
		}
		if shift.After {
			ahead := (p.month - int(ref.Month()) + 12) % 12
			return dateOf(ref.Year(), int(ref.Month()), 1).AddDate(0, ahead, 0).Format("2006-01"), true, true
		}
		// The article's date may be in the middle of the month: the nearest month is the nearest middle.
		mid := dateOf(ref.Year(), int(ref.Month()), 15)
		day := nearest(mid, 0, func(i int) time.Time { return dateOf(ref.Year()+i, p.month, 15) })
		return strings.TrimSuffix(day, "-15"), true, true
	case p.day > 0:
		if !hasDay {
			return "", true, true
		}
		return nearest(ref, p.weekday, func(i int) time.Time {
			month := dateOf(ref.Year(), int(ref.Month()), 1).AddDate(0, i, 0)
			return dateOf(month.Year(), int(month.Month()), p.day)
		}), true, true
	case p.weekday > 0:
		if !hasDay {
			return "", true, true
		}
		back := (int(ref.Weekday()) - p.weekday + 7) % 7 // Sunday is 0 and 7
		switch {
		case shift.Before && back == 0:
			back = 7
		case shift.After:
			back -= 7
		}
		return ref.AddDate(0, 0, -back).Format(time.DateOnly), true, true
	}
	// Several days without a month of their own.
	return "", true, true
}

// nearest returns the day nearest to ref among those of the year or month before, the same and the next; of the weekday, if one is given and
// some is; "" if none exists. Days to come count as twice as far: articles tell of what was.
func nearest(ref time.Time, weekday int, day func(i int) time.Time) string {
	var best time.Time
	var bestFits bool
	for i := -1; i <= 1; i++ {
		c := day(i)
		if c.IsZero() {
			continue
		}
		fits := weekday > 0 && int(c.Weekday()) == weekday%7
		if best.IsZero() || fits && !bestFits || fits == bestFits && distance(ref, c) < distance(ref, best) {
			best, bestFits = c, fits
		}
	}
	if best.IsZero() {
		return ""
	}
	return best.Format(time.DateOnly)
}

func distance(ref, day time.Time) time.Duration {
	if d := day.Sub(ref); d > 0 {
		return 2 * d
	}
	return ref.Sub(day)
}

// shifted returns the date of a relative expression; a week becomes the month or year that holds it.
func shifted(s lexicon.DateShift, ref time.Time, hasDay, hasMonth, hasYear bool) string {
	switch {
	case s.Weeks != 0 || s.Unit == "week":
		if !hasDay {
			return ""
		}
		monday := ref.AddDate(0, 0, -(int(ref.Weekday())+6)%7+7*s.Weeks)
		sunday := monday.AddDate(0, 0, 6)
		for _, layout := range []string{"2006-01", "2006"} {
			if v := monday.Format(layout); v == sunday.Format(layout) {
				return v
			}
		}
		return ""
	case s.Months != 0 || s.Unit == "month":
		if !hasMonth {
			return ""
		}
		return dateOf(ref.Year(), int(ref.Month()), 1).AddDate(0, s.Months, 0).Format("2006-01")
	case s.Years != 0 || s.Unit == "year":
		if !hasYear {
			return ""
		}
		return dateOf(ref.Year()+s.Years, 1, 1).Format("2006")
	}
	if !hasDay {
		return ""
	}
	return ref.AddDate(0, 0, s.Days).Format(time.DateOnly)
}

// dateOf returns a day, the zero time if there is no such day.
func dateOf(year, month, day int) time.Time {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Month() != time.Month(month) || t.Day() != day {
		return time.Time{}
	}
	return t
}
