// Package eval measures an extractor against gold files: articles whose facts people have
// annotated by guidelines.md.
//
// The figures are those of score.py beside it, to the last digit; a test compares the two. What a
// figure means stands in README.md.
package eval

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/loader/record"
)

// The facts that are counted. The headline's mean is the score.
var (
	headline = []string{"countries", "ministers", "initiatives", "projects", "meetings", "agreements"}
	detail   = []string{"minister office", "minister name", "project sector", "meeting date", "agreements found", "agreements typed",
		"agreement by", "agreement date", "agreement topics", "agreement links", "evidence verbatim"}
)

// Facts lists what is counted: the six facts whose mean is the score, then the finer figures.
func Facts() []string { return slices.Concat(headline, detail) }

// Tally counts facts.
type Tally struct {
	Right     int // predicted and in the gold
	Predicted int
	Gold      int
}

func (t *Tally) add(right, predicted, gold int) {
	t.Right += right
	t.Predicted += predicted
	t.Gold += gold
}

// F1 is the harmonic mean of precision and recall, 1 where there is nothing to find and nothing
// was predicted.
func (t Tally) F1() float64 {
	if t.Predicted+t.Gold == 0 {
		return 1
	}
	return 2 * float64(t.Right) / float64(t.Predicted+t.Gold)
}

// Precision is the share of the predicted facts that are right, 1 if there are none.
func (t Tally) Precision() float64 {
	if t.Predicted == 0 {
		return 1
	}
	return float64(t.Right) / float64(t.Predicted)
}

// Recall is the share of the gold facts that were predicted, 1 if there are none.
func (t Tally) Recall() float64 {
	if t.Gold == 0 {
		return 1
	}
	return float64(t.Right) / float64(t.Gold)
}

// Report is what Run measures.
type Report struct {
	Langs    []string // the languages of the gold, sorted
	Articles int
	Absent   int      // articles for which there is no record
	Errors   []string // every miss and false alarm, in the order of the gold
	Seconds  *float64 // how long the extraction took; nil if the caller does not say

	tallies map[string]map[string]*Tally // by language and fact
	judged  []judgement
}

// judgement is one predicted agreement: how sure the extractor was, and whether it was right.
type judgement struct {
	confidence float64
	right      bool
}

// Run scores the records against the gold. A record belongs to the gold file whose id is the base
// name of its path without the ending, or its id where it has no path; the last of several counts.
func Run(gold []Gold, records []record.Record) Report {
	byID := make(map[string]*record.Record, len(records))
	for i := range records {
		byID[articleID(&records[i])] = &records[i]
	}
	report := Report{Articles: len(gold), tallies: map[string]map[string]*Tally{}}
	for i := range gold {
		g := &gold[i].Record
		if report.tallies[g.Lang] == nil {
			report.tallies[g.Lang] = map[string]*Tally{}
		}
		predicted := byID[g.ID]
		if predicted == nil {
			report.Absent++
			predicted = &record.Record{}
		}
		s := scorer{report: &report, tallies: report.tallies[g.Lang], id: g.ID, words: newWords()}
		s.article(predicted, g)
	}
	report.Langs = slices.Sorted(maps.Keys(report.tallies))
	return report
}

// Tally returns the counts of a fact in a language.
func (r Report) Tally(fact, lang string) Tally {
	if t := r.tallies[lang][fact]; t != nil {
		return *t
	}
	return Tally{}
}

// Total returns the counts of a fact over all languages.
func (r Report) Total(fact string) Tally {
	var total Tally
	for _, lang := range r.Langs {
		t := r.Tally(fact, lang)
		total.add(t.Right, t.Predicted, t.Gold)
	}
	return total
}

// Mean is the mean of a fact's F1 over the languages.
func (r Report) Mean(fact string) float64 {
	values := make([]float64, len(r.Langs))
	for i, lang := range r.Langs {
		values[i] = r.Tally(fact, lang).F1()
	}
	return sum(values) / float64(len(values))
}

// Score is the mean over the six facts of the headline.
func (r Report) Score() float64 {
	values := make([]float64, len(headline))
	for i, fact := range headline {
		values[i] = r.Mean(fact)
	}
	return sum(values) / float64(len(values))
}

// scorer scores one article.
type scorer struct {
	report  *Report
	tallies map[string]*Tally
	id      string
	words   words
}

func (s *scorer) tally(fact string) *Tally {
	if s.tallies[fact] == nil {
		s.tallies[fact] = &Tally{}
	}
	return s.tallies[fact]
}

func (s *scorer) note(fact, what, item string) {
	s.report.Errors = append(s.report.Errors, s.id+" "+what+" "+fact+": "+item)
}

// notePairs notes the predicted and the gold items that are in no pair.
func (s *scorer) notePairs(fact string, pairs []pair, predicted, gold int, showPredicted, showGold func(i int) string) {
	hitP, hitG := make([]bool, predicted), make([]bool, gold)
	for _, p := range pairs {
		hitP[p.predicted], hitG[p.gold] = true, true
	}
	for i, hit := range hitP {
		if !hit {
			s.note(fact, "false", showPredicted(i))
		}
	}
	for i, hit := range hitG {
		if !hit {
			s.note(fact, "missed", showGold(i))
		}
	}
}

func (s *scorer) article(p, g *record.Record) {
	s.countries(p, g)
	s.ministers(p, g)
	s.initiatives(p, g)
	s.projects(p, g)
	s.meetings(p, g)
	s.agreements(p, g)
}

func (s *scorer) countries(p, g *record.Record) {
	mine, theirs := set(p.Countries), set(g.Countries)
	s.tally("countries").add(shared(mine, theirs), len(mine), len(theirs))
	for _, code := range slices.Sorted(maps.Keys(mine)) {
		if !theirs[code] {
			s.note("countries", "false", code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(theirs)) {
		if !mine[code] {
			s.note("countries", "missed", code)
		}
	}
}

func (s *scorer) ministers(p, g *record.Record) {
	pairs := pairUp(len(p.Ministers), len(g.Ministers), func(i, j int) int {
		return truth(s.words.sameMinister(&p.Ministers[i], &g.Ministers[j]))
	})
	s.tally("ministers").add(len(pairs), len(p.Ministers), len(g.Ministers))
	show := func(m record.Minister) string { return m.Name + " (" + m.Country + ")" }
	s.notePairs("ministers", pairs, len(p.Ministers), len(g.Ministers),
		func(i int) string { return show(p.Ministers[i]) }, func(i int) string { return show(g.Ministers[i]) })
	offices, names := 0, 0
	for _, pair := range pairs {
		a, b := p.Ministers[pair.predicted], g.Ministers[pair.gold]
		offices += truth(a.Office == b.Office)
		names += truth(maps.Equal(s.words.set(a.Name), s.words.set(b.Name)))
	}
	s.tally("minister office").add(offices, len(pairs), len(pairs))
	s.tally("minister name").add(names, len(pairs), len(pairs))
}

func (s *scorer) initiatives(p, g *record.Record) {
	pairs := pairUp(len(p.Initiatives), len(g.Initiatives), func(i, j int) int {
		a, b := p.Initiatives[i], g.Initiatives[j]
		return truth(s.words.sameEntity(a.Name, a.Mentions, b.Name, b.Mentions, 0.5))
	})
	s.tally("initiatives").add(len(pairs), len(p.Initiatives), len(g.Initiatives))
	s.notePairs("initiatives", pairs, len(p.Initiatives), len(g.Initiatives),
		func(i int) string { return p.Initiatives[i].Name }, func(i int) string { return g.Initiatives[i].Name })
}

func (s *scorer) projects(p, g *record.Record) {
	pairs := pairUp(len(p.Projects), len(g.Projects), func(i, j int) int {
		a, b := p.Projects[i], g.Projects[j]
		return truth(s.words.sameEntity(a.Name, a.Mentions, b.Name, b.Mentions, 0.4))
	})
	s.tally("projects").add(len(pairs), len(p.Projects), len(g.Projects))
	s.notePairs("projects", pairs, len(p.Projects), len(g.Projects),
		func(i int) string { return p.Projects[i].Name }, func(i int) string { return g.Projects[i].Name })
	sectors := 0
	for _, pair := range pairs {
		sectors += truth(p.Projects[pair.predicted].Sector == g.Projects[pair.gold].Sector)
	}
	s.tally("project sector").add(sectors, len(pairs), len(pairs))
}

func (s *scorer) meetings(p, g *record.Record) {
	pairs := pairUp(len(p.Meetings), len(g.Meetings), func(i, j int) int {
		a, b := p.Meetings[i], g.Meetings[j]
		if !maps.Equal(set(a.Countries), set(b.Countries)) {
			return 0
		}
		return 1 + truth(sameDate(a.Date, b.Date))
	})
	s.tally("meetings").add(len(pairs), len(p.Meetings), len(g.Meetings))
	dates := 0
	for _, pair := range pairs {
		dates += truth(sameDate(p.Meetings[pair.predicted].Date, g.Meetings[pair.gold].Date))
	}
	s.tally("meeting date").add(dates, len(pairs), len(pairs))
	show := func(m record.Meeting) string { return pyList(m.Countries) + " " + pyDate(m.Date) }
	s.notePairs("meetings", pairs, len(p.Meetings), len(g.Meetings),
		func(i int) string { return show(p.Meetings[i]) }, func(i int) string { return show(g.Meetings[i]) })
}

func (s *scorer) agreements(p, g *record.Record) {
	text := newPlaces(g.Text)
	spansP, spansG := make([][][2]int, len(p.Agreements)), make([][][2]int, len(g.Agreements))
	verbatim := 0
	for i, a := range p.Agreements {
		spansP[i] = text.locate(a.Quote)
		verbatim += truth(len(spansP[i]) > 0)
	}
	for i, a := range g.Agreements {
		spansG[i] = text.locate(a.Quote)
	}
	s.tally("evidence verbatim").add(verbatim, len(p.Agreements), len(p.Agreements))
	pairs := pairUp(len(p.Agreements), len(g.Agreements), func(i, j int) int {
		a, b := &p.Agreements[i], &g.Agreements[j]
		if overlap(spansP[i], spansG[j]) < 0.5 {
			return 0
		}
		return 1 + 2*truth(a.Kind == b.Kind) + truth(slices.Equal(slices.Sorted(slices.Values(a.Parties)), b.Parties))
	})
	typed, full, by, dates := 0, 0, 0, 0
	right := make([]bool, len(p.Agreements))
	for _, pair := range pairs {
		a, b := &p.Agreements[pair.predicted], &g.Agreements[pair.gold]
		typed += truth(a.Kind == b.Kind)
		if pair.rank != 4 {
			continue
		}
		right[pair.predicted] = true
		full++
		by += truth(maps.Equal(set(a.By), set(b.By)))
		dates += truth(sameDate(a.Date, b.Date))
		mine, theirs := set(a.Topics), set(b.Topics)
		s.tally("agreement topics").add(shared(mine, theirs), len(mine), len(theirs))
		s.links(a.Initiatives, b.Initiatives)
		s.links(a.Projects, b.Projects)
	}
	s.tally("agreements found").add(len(pairs), len(p.Agreements), len(g.Agreements))
	s.tally("agreements typed").add(typed, len(p.Agreements), len(g.Agreements))
	s.tally("agreements").add(full, len(p.Agreements), len(g.Agreements))
	s.tally("agreement by").add(by, full, full)
	s.tally("agreement date").add(dates, full, full)
	show := func(a record.Agreement) string {
		return fmt.Sprintf("%s %s %s | %s", a.Kind, strings.Join(a.Parties, ","), pyDate(a.Date), pyQuote(a.Quote))
	}
	s.notePairs("agreements", pairs, len(p.Agreements), len(g.Agreements),
		func(i int) string { return show(p.Agreements[i]) }, func(i int) string { return show(g.Agreements[i]) })
	for _, pair := range pairs {
		if b := g.Agreements[pair.gold]; pair.rank != 4 {
			s.note("agreements", "mistyped", fmt.Sprintf("%s -> %s %s", show(p.Agreements[pair.predicted]), b.Kind, strings.Join(b.Parties, ",")))
		}
	}
	for i, a := range p.Agreements {
		s.report.judged = append(s.report.judged, judgement{confidence: certainty(a.Confidence), right: right[i]})
	}
}

// links counts the initiatives or the projects that an agreement names.
func (s *scorer) links(mine, theirs []string) {
	pairs := pairUp(len(mine), len(theirs), func(i, j int) int {
		return truth(s.words.sameEntity(mine[i], nil, theirs[j], nil, 0.4))
	})
	s.tally("agreement links").add(len(pairs), len(mine), len(theirs))
}

// certainty is a confidence, of which none given means certain.
func certainty(confidence float64) float64 {
	if confidence == 0 {
		return 1
	}
	return confidence
}

func set[T ~string](items []T) map[T]bool {
	s := make(map[T]bool, len(items))
	for _, item := range items {
		s[item] = true
	}
	return s
}

func shared[T comparable](a, b map[T]bool) int {
	n := 0
	for item := range a {
		if b[item] {
			n++
		}
	}
	return n
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func sameDate(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
