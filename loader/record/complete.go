package record

import (
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// Complete supplies what people leave out of a record; what it cannot find it leaves as it is,
// for Check to report:
//   - the span of each quote, found with white space folded; the quote then becomes the very
//     bytes of the text. The same fact quoted twice takes successive places;
//   - the evidence of a minister, an initiative or a project: the sentence in which its fullest
//     mention stands first;
//   - the evidence of a meeting: the sentence that names most of its ministers, the first of
//     equals;
//   - a precision that follows from the date, and who commits in an agreement that binds all;
//   - the countries of parties, ministers, projects and meetings, in the record's list.
//
// Lists of codes are sorted and lose their repetitions. sentences returns the spans of the text's
// sentences in order; nil means that each paragraph counts as one.
func (r *Record) Complete(sentences func(text string) [][2]int) {
	if sentences == nil {
		sentences = paragraphs
	}
	r.locateQuotes()
	r.completeEntities(sentences(r.Text))
	r.completeLists()
}

// paragraphs returns the spans between blank lines.
func paragraphs(text string) [][2]int {
	var spans [][2]int
	for start := 0; start < len(text); {
		end := len(text)
		if at := strings.Index(text[start:], "\n\n"); at >= 0 {
			end = start + at
		}
		if end > start {
			spans = append(spans, [2]int{start, end})
		}
		start = end + 2
	}
	return spans
}

// evidences calls f for the evidence of every fact, with a key that equal facts share.
func (r *Record) evidences(f func(e *Evidence, fact string)) {
	for i := range r.Ministers {
		f(&r.Ministers[i].Evidence, "minister "+r.Ministers[i].Name)
	}
	for i := range r.Initiatives {
		f(&r.Initiatives[i].Evidence, "initiative "+r.Initiatives[i].Name)
	}
	for i := range r.Projects {
		f(&r.Projects[i].Evidence, "project "+r.Projects[i].Name)
	}
	for i := range r.Meetings {
		m := &r.Meetings[i]
		f(&m.Evidence, "meeting "+strings.Join(slices.Concat(m.Countries, m.Ministers), " "))
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		f(&a.Evidence, "agreement "+string(a.Kind)+" "+strings.Join(a.Parties, " ")+" by "+strings.Join(a.By, " "))
	}
}

// locateQuotes gives each quote without a span its place, and each span without a quote its words.
func (r *Record) locateQuotes() {
	var finder *Finder
	places := map[string][][2]int{} // by quote
	used := map[string]int{}        // by quote and fact, how many places are taken
	r.evidences(func(e *Evidence, fact string) {
		if e.Start != nil || e.End != nil {
			if e.Quote == "" && spanFits(r.Text, e) {
				e.Quote = r.Text[*e.Start:*e.End]
			}
			return
		}
		if e.Quote == "" {
			return
		}
		found, known := places[e.Quote]
		if !known {
			if finder == nil {
				finder = NewFinder(r.Text)
			}
			found = finder.Locate(e.Quote)
			places[e.Quote] = found
		}
		if len(found) == 0 {
			return
		}
		key := fact + "\x00" + e.Quote
		place := found[min(used[key], len(found)-1)]
		used[key]++
		e.set(r.Text, place)
	})
}

// set makes e the evidence that stands at the span of the text.
func (e *Evidence) set(text string, span [2]int) {
	e.Quote = text[span[0]:span[1]]
	e.Start, e.End = &span[0], &span[1]
}

// spanFits reports whether e's span lies in the text, holds something and cuts through no rune.
func spanFits(text string, e *Evidence) bool {
	if e.Start == nil || e.End == nil || *e.Start < 0 || *e.End > len(text) || *e.Start >= *e.End {
		return false
	}
	return utf8.RuneStart(text[*e.Start]) && (*e.End == len(text) || utf8.RuneStart(text[*e.End]))
}

// completeEntities gives evidence to the facts that have none.
func (r *Record) completeEntities(sentences [][2]int) {
	supply := func(e *Evidence, mentions []string) {
		if e.Quote != "" || e.Start != nil || e.End != nil {
			return
		}
		for _, mention := range mentions {
			if place, ok := findMention(r.Text, mention); ok {
				if s, ok := holding(sentences, place); ok {
					e.set(r.Text, s)
				}
				return
			}
		}
	}
	for i := range r.Ministers {
		supply(&r.Ministers[i].Evidence, r.Ministers[i].Mentions)
	}
	for i := range r.Initiatives {
		supply(&r.Initiatives[i].Evidence, r.Initiatives[i].Mentions)
	}
	for i := range r.Projects {
		supply(&r.Projects[i].Evidence, r.Projects[i].Mentions)
	}
	for i := range r.Meetings {
		m := &r.Meetings[i]
		if m.Quote != "" || m.Start != nil || m.End != nil {
			continue
		}
		if s, ok := r.meetingSentence(m, sentences); ok {
			m.set(r.Text, s)
		}
	}
}

// holding returns the sentence in which the place begins.
func holding(sentences [][2]int, place [2]int) ([2]int, bool) {
	i, _ := slices.BinarySearchFunc(sentences, place[0]+1, func(s [2]int, at int) int {
		if s[1] < at {
			return -1
		}
		return 1
	})
	if i == len(sentences) || sentences[i][0] > place[0] {
		return [2]int{}, false
	}
	return sentences[i], true
}

// meetingSentence returns the sentence that names most of the meeting's ministers, the first of
// equals; none if no sentence names one.
func (r *Record) meetingSentence(m *Meeting, sentences [][2]int) (best [2]int, ok bool) {
	var present [][]string // the mentions of each minister
	for _, minister := range r.Ministers {
		if slices.Contains(m.Ministers, minister.Name) {
			present = append(present, minister.Mentions)
		}
	}
	most := 0
	for _, s := range sentences {
		named := 0
		for _, mentions := range present {
			if slices.ContainsFunc(mentions, func(mention string) bool { return mention != "" && strings.Contains(r.Text[s[0]:s[1]], mention) }) {
				named++
			}
		}
		if named > most {
			best, most = s, named
		}
	}
	return best, most > 0
}

// completeLists fills in what follows from other fields, and puts lists of codes in order.
func (r *Record) completeLists() {
	all := slices.Clone(r.Countries)
	for _, m := range r.Ministers {
		all = append(all, m.Country)
	}
	for i := range r.Projects {
		p := &r.Projects[i]
		p.Countries = sorted(p.Countries)
		all = append(all, p.Countries...)
	}
	for i := range r.Meetings {
		m := &r.Meetings[i]
		m.Countries = sorted(m.Countries)
		m.Precision = precisionOf(m.Date, m.Precision)
		all = append(all, m.Countries...)
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		a.Parties, a.By = sorted(a.Parties), sorted(a.By)
		if len(a.By) == 0 && (a.Kind == graph.Signed || a.Kind == graph.Agreed) {
			a.By = slices.Clone(a.Parties)
		}
		a.Precision = precisionOf(a.Date, a.Precision)
		all = append(all, a.Parties...)
	}
	all = slices.DeleteFunc(all, func(code string) bool { return !graph.ValidCountry(code) && !slices.Contains(r.Countries, code) })
	r.Countries = sorted(all)
}

// sorted returns the codes in byte order, each once.
func sorted(codes []string) []string {
	s := slices.Clone(codes)
	slices.Sort(s)
	return slices.Compact(s)
}

// precisionOf returns p, or that of the date where p is missing.
func precisionOf(date *string, p graph.Precision) graph.Precision {
	switch {
	case p != "":
		return p
	case date == nil:
		return graph.Unknown
	}
	return graph.Date{Value: *date}.Precision()
}
