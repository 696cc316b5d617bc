package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// The longest name and the longest quote, in bytes. Both lie far beyond what occurs; longer ones
// would not fit the indexes of the stores.
const (
	maxName  = 500
	maxQuote = 20_000
)

// Problem is one fault of a record and what it spoils. Places are JSON paths into the record as
// it was before Clean, such as agreements[2].parties.
type Problem struct {
	Field   string // the field at fault
	Drops   string // what Clean takes out for it; "" where the whole record is spoilt
	Message string // one sentence that names the field
}

// Fatal reports whether nothing of the record can be used.
func (p Problem) Fatal() bool { return p.Drops == "" }

// Check returns every fault of the record, in the order of the fields; none if all of it can enter
// a graph. Facts without evidence are faults, so call Complete first for records that people wrote.
func (r *Record) Check() []Problem {
	in := &inspection{record: r}
	if in.whole() {
		in.facts()
	}
	return in.problems
}

// Clean takes out what Check finds fault with and returns why, in the order of the fields. What
// is left has no fault, and each of its facts has a span. If one problem is Fatal, no fact is left.
func (r *Record) Clean() []Problem {
	r.locateQuotes()
	problems := r.Check()
	if slices.ContainsFunc(problems, Problem.Fatal) {
		r.Countries, r.Ministers, r.Initiatives, r.Projects, r.Meetings, r.Agreements = nil, nil, nil, nil, nil, nil
		return problems
	}
	drops := make(map[string]bool, len(problems))
	for _, p := range problems {
		drops[p.Drops] = true
	}
	if len(drops) > 0 {
		r.drop(drops)
	}
	return problems
}

// drop takes out the fields, facts and list entries at the given paths.
func (r *Record) drop(drops map[string]bool) {
	if drops["published"] {
		r.Published = ""
	}
	if drops["lang"] {
		r.Lang = ""
	}
	for i := range r.Ministers {
		r.Ministers[i].Mentions = without(r.Ministers[i].Mentions, path("ministers", i)+".mentions", drops)
	}
	for i := range r.Initiatives {
		r.Initiatives[i].Mentions = without(r.Initiatives[i].Mentions, path("initiatives", i)+".mentions", drops)
	}
	for i := range r.Projects {
		p, at := &r.Projects[i], path("projects", i)
		p.Mentions = without(p.Mentions, at+".mentions", drops)
		p.Countries = without(p.Countries, at+".countries", drops)
	}
	for i := range r.Meetings {
		r.Meetings[i].Ministers = without(r.Meetings[i].Ministers, path("meetings", i)+".ministers", drops)
	}
	for i := range r.Agreements {
		a, at := &r.Agreements[i], path("agreements", i)
		a.Initiatives = without(a.Initiatives, at+".initiatives", drops)
		a.Projects = without(a.Projects, at+".projects", drops)
		a.Speakers = without(a.Speakers, at+".speakers", drops)
		a.Topics = without(a.Topics, at+".topics", drops)
	}
	r.Countries = without(r.Countries, "countries", drops)
	r.Ministers = without(r.Ministers, "ministers", drops)
	r.Initiatives = without(r.Initiatives, "initiatives", drops)
	r.Projects = without(r.Projects, "projects", drops)
	r.Meetings = without(r.Meetings, "meetings", drops)
	r.Agreements = without(r.Agreements, "agreements", drops)
}

// without returns the entries of the list at the path that are not to be dropped.
func without[T any](entries []T, at string, drops map[string]bool) []T {
	kept := make([]T, 0, len(entries))
	for i, e := range entries {
		if !drops[path(at, i)] {
			kept = append(kept, e)
		}
	}
	return kept
}

// path is the JSON path of a list's entry.
func path(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// inspection collects the faults of a record.
type inspection struct {
	record   *Record
	finder   *Finder
	problems []Problem
}

// facts checks the lists of the record.
func (in *inspection) facts() {
	r := in.record
	for i, code := range r.Countries {
		if !graph.ValidCountry(code) {
			in.add(path("countries", i), path("countries", i), "holds %q, which is no country code", code)
		}
	}
	ministers, initiatives, projects := in.ministers(), in.initiatives(), in.projects()
	for i := range r.Meetings {
		in.meeting(i, ministers)
	}
	for i := range r.Agreements {
		in.agreement(i, ministers, initiatives, projects)
	}
}

// add notes a fault of the field, for which Clean drops what is at drops.
func (in *inspection) add(field, drops, format string, args ...any) {
	in.problems = append(in.problems, Problem{Field: field, Drops: drops, Message: field + " " + fmt.Sprintf(format, args...)})
}

// whole checks what concerns the record as a whole, and reports whether its facts can be checked.
func (in *inspection) whole() bool {
	r := in.record
	if _, err := graph.ParseDate(r.Published); err != nil {
		in.add("published", "published", "is wrong: %s", err.Error())
	}
	if !plainTag(r.Lang) {
		in.add("lang", "lang", "holds %q, which is no language tag", r.Lang)
	}
	switch {
	case strings.TrimFunc(r.Text, isSpace) == "":
		in.add("text", "", "is missing, so that no quote can be checked")
	case !utf8.ValidString(r.Text):
		in.add("text", "", "is not valid UTF-8")
	case strings.ContainsRune(r.Text, 0):
		in.add("text", "", "holds a zero byte")
	default:
		return true
	}
	return false
}

// plainTag reports whether s is empty or looks like a BCP 47 tag.
func plainTag(s string) bool {
	if s == "" {
		return true
	}
	for i, part := range strings.Split(s, "-") {
		if part == "" || len(part) > 8 || i == 0 && (len(part) < 2 || len(part) > 3) {
			return false
		}
		for _, c := range []byte(part) {
			if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' && i > 0) {
				return false
			}
		}
	}
	return true
}

// fact checks one fact. Its faults drop it as a whole, but for those of single list entries.
type fact struct {
	in   *inspection
	at   string
	good bool // whether the fact stays
}

func (in *inspection) fact(at string) *fact { return &fact{in: in, at: at, good: true} }

// bad notes a fault that drops the fact.
func (f *fact) bad(field, format string, args ...any) {
	f.good = false
	f.in.add(f.at+"."+field, f.at, format, args...)
}

func (f *fact) name(name string) {
	switch {
	case strings.TrimFunc(name, isSpace) == "":
		f.bad("name", "is missing")
	case len(name) > maxName:
		f.bad("name", "is longer than %d bytes", maxName)
	}
}

// enum notes the error of a value that is none of the allowed.
func (f *fact) enum(field string, err error) {
	if err != nil {
		f.bad(field, "is wrong: %s", err.Error())
	}
}

// mentions checks that each stands in the text or title; those that do not are dropped alone, if
// others are left.
func (f *fact) mentions(mentions []string) {
	left := len(mentions)
	for i, m := range mentions {
		at := path(f.at+".mentions", i)
		switch {
		case strings.TrimFunc(m, isSpace) == "":
			f.in.add(at, at, "is empty")
		case len(m) > maxName:
			f.in.add(at, at, "is longer than %d bytes", maxName)
		case !strings.Contains(f.in.record.Text, m) && !strings.Contains(f.in.record.Title, m):
			f.in.add(at, at, "is not in the text: %q", m)
		default:
			continue
		}
		left--
	}
	if left == 0 {
		f.bad("mentions", "holds nothing that stands in the text")
	}
}

// codes checks a list of country codes, each of which the fact needs, and that there are two.
func (f *fact) codes(field string, codes []string) {
	known := map[string]bool{}
	for _, code := range codes {
		if !graph.ValidCountry(code) {
			f.bad(field, "holds %q, which is no country code", code)
			return
		}
		known[code] = true
	}
	if len(known) < 2 {
		f.bad(field, "holds %d where 2 different countries are needed", len(known))
	}
}

// names checks a list of names of a kind against those that the record keeps; others are dropped
// alone.
func (f *fact) names(field string, names []string, kept map[string]bool) {
	for i, n := range names {
		if !kept[n] {
			at := path(f.at+"."+field, i)
			f.in.add(at, at, "names %q, which the record does not list or which is dropped from it", n)
		}
	}
}

func (f *fact) date(date *string, precision graph.Precision) {
	if date == nil || *date == "" {
		if precision != graph.Unknown {
			f.bad("precision", "is %q though there is no date, which is UNKNOWN", string(precision))
		}
		return
	}
	d, err := graph.ParseDate(*date)
	switch {
	case err != nil:
		f.bad("date", "is wrong: %s", err.Error())
	case d.Precision() != precision:
		f.bad("precision", "is %q, but the date %s has the precision %s", string(precision), *date, d.Precision())
	}
}

// evidence checks that the quote stands in the text, at its span if it has one.
func (f *fact) evidence(e *Evidence) {
	if !(e.Confidence >= 0 && e.Confidence <= 1) {
		f.bad("confidence", "is %v, which does not lie between 0 and 1", e.Confidence)
	}
	switch {
	case len(e.Quote) > maxQuote:
		f.bad("evidence", "is longer than %d bytes", maxQuote)
	case (e.Start == nil) != (e.End == nil):
		f.bad("start", "and end must be given together")
	case e.Start != nil && !spanFits(f.in.record.Text, e):
		f.bad("start", "and end are %d and %d, which is no span of the text", *e.Start, *e.End)
	case e.Start != nil && f.in.record.Text[*e.Start:*e.End] != e.Quote:
		f.bad("evidence", "is not what stands in the text from byte %d to %d", *e.Start, *e.End)
	case e.Start == nil && strings.TrimFunc(e.Quote, isSpace) == "":
		f.bad("evidence", "is missing, and no sentence that states it was found")
	case e.Start == nil && !f.in.holds(e.Quote):
		f.bad("evidence", "is not in the text: %q", shorten(e.Quote))
	}
}

// holds reports whether the quote stands in the text.
func (in *inspection) holds(quote string) bool {
	if in.finder == nil {
		in.finder = NewFinder(in.record.Text)
	}
	return len(in.finder.Locate(quote)) > 0
}

// shorten returns the first words of a quote, for a message.
func shorten(s string) string {
	const most = 80
	for n, i := 0, 0; i < len(s); n++ {
		if n == most {
			return s[:i] + "…"
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s
}

// ministers checks the ministers and returns the names of those that stay.
func (in *inspection) ministers() map[string]bool {
	kept := make(map[string]bool, len(in.record.Ministers))
	for i := range in.record.Ministers {
		m, f := &in.record.Ministers[i], in.fact(path("ministers", i))
		f.name(m.Name)
		if !graph.ValidCountry(m.Country) {
			f.bad("country", "holds %q, which is no country code", m.Country)
		}
		f.enum("office", m.Office.Validate())
		f.mentions(m.Mentions)
		f.evidence(&m.Evidence)
		if f.good {
			kept[m.Name] = true
		}
	}
	return kept
}

// initiatives checks the initiatives and returns the names of those that stay.
func (in *inspection) initiatives() map[string]bool {
	kept := make(map[string]bool, len(in.record.Initiatives))
	for i := range in.record.Initiatives {
		n, f := &in.record.Initiatives[i], in.fact(path("initiatives", i))
		f.name(n.Name)
		f.enum("kind", n.Kind.Validate())
		f.mentions(n.Mentions)
		f.evidence(&n.Evidence)
		if f.good {
			kept[n.Name] = true
		}
	}
	return kept
}

// projects checks the projects and returns the names of those that stay.
func (in *inspection) projects() map[string]bool {
	kept := make(map[string]bool, len(in.record.Projects))
	for i := range in.record.Projects {
		p, f := &in.record.Projects[i], in.fact(path("projects", i))
		f.name(p.Name)
		f.enum("sector", p.Sector.Validate())
		for j, code := range p.Countries {
			if at := path(f.at+".countries", j); !graph.ValidCountry(code) {
				in.add(at, at, "holds %q, which is no country code", code)
			}
		}
		f.mentions(p.Mentions)
		f.evidence(&p.Evidence)
		if f.good {
			kept[p.Name] = true
		}
	}
	return kept
}

func (in *inspection) meeting(i int, ministers map[string]bool) {
	m, f := &in.record.Meetings[i], in.fact(path("meetings", i))
	f.date(m.Date, m.Precision)
	f.codes("countries", m.Countries)
	f.names("ministers", m.Ministers, ministers)
	if m.Place != nil && len(*m.Place) > maxName {
		f.bad("place", "is longer than %d bytes", maxName)
	}
	f.evidence(&m.Evidence)
}

func (in *inspection) agreement(i int, ministers, initiatives, projects map[string]bool) {
	a, f := &in.record.Agreements[i], in.fact(path("agreements", i))
	f.enum("kind", a.Kind.Validate())
	f.codes("parties", a.Parties)
	if len(a.By) == 0 {
		f.bad("by", "is missing")
	}
	for _, code := range a.By {
		if !slices.Contains(a.Parties, code) {
			f.bad("by", "holds %q, which is none of the parties", code)
			break
		}
	}
	f.date(a.Date, a.Precision)
	f.names("initiatives", a.Initiatives, initiatives)
	f.names("projects", a.Projects, projects)
	f.topics(a.Topics)
	f.names("speakers", a.Speakers, ministers)
	f.evidence(&a.Evidence)
}

// topics checks that one to three are left when the wrong ones are dropped.
func (f *fact) topics(topics []graph.Topic) {
	left := 0
	for i, t := range topics {
		at := path(f.at+".topics", i)
		if err := t.Validate(); err != nil {
			f.in.add(at, at, "is wrong: %s", err.Error())
			continue
		}
		if left++; left > 3 {
			f.in.add(at, at, "is one too many; an agreement has one to three")
		}
	}
	if left == 0 {
		f.bad("topics", "holds no topic; an agreement has one to three")
	}
}
