package statement

import (
	"slices"

	"entente/loader/lexicon"
)

// near is how many tokens may stand between a word of meeting and those who meet.
const near = 14

// clause is tokens first to last of a sentence, half open, without those from skip to resume.
type clause struct{ first, last, skip, resume int }

func (c clause) holds(first, last int) bool {
	return first >= c.first && last <= c.last && (last <= c.skip || first >= c.resume)
}

// place counts token k as if those that the clause leaves out were not there.
func (c clause) place(k int) int {
	if k >= c.resume {
		return k - (c.resume - c.skip)
	}
	return k
}

// clauses cuts a sentence at its semicolons: an enumeration tells of one encounter in each item.
func (f *frame) clauses() []clause {
	var all []clause
	first := 0
	for k := range f.tokens {
		switch f.tokens[k].Norm {
		case ";", "；", "؛":
			all = append(all, clause{first: first, last: k})
			first = k + 1
		}
	}
	return append(all, clause{first: first, last: len(f.tokens)})
}

// apart reads a clause in which somebody meets one partner and then another, "met Støre and also with Frederiksen", as one clause
// for each of them.
func (v *view) apart(f *frame, in clause) []clause {
	at, _ := v.meets(f, in, lexicon.CueMeet, lexicon.CuePhone, lexicon.CueTalks)
	if at < 0 {
		return []clause{in}
	}
	told := at + 1 // where the word of meeting ends
	for _, h := range f.cues {
		if h.First == at {
			told = max(told, h.Last)
		}
	}
	all := []clause{in}
	for k := told; k < in.last && len(all) < mostMet; k++ {
		if v.in.Body.Lang.Meetings.Again.Prefix(f.tokens[k:in.last]) == 0 {
			continue
		}
		n := len(all) - 1
		before, after := all[n], clause{in.first, in.last, told, k}
		before.last = k
		one, other := v.partner(f, clause{first: max(told, before.resume), last: k}), v.partner(f, clause{first: k, last: min(in.last, k+near)})
		if one != "" && other != "" && one != other {
			all[n] = before
			all = append(all, after)
		}
	}
	return all
}

// partner returns the country of the first official that a clause names, "" if it names none.
func (v *view) partner(f *frame, in clause) string {
	for _, p := range f.persons {
		if p.code != "" && in.holds(p.first, p.last) {
			return p.code
		}
	}
	for _, c := range v.officials(f, in) {
		return c.code
	}
	return ""
}

// encounters reads the meetings of a sentence in which officials of two countries or more meet, talk or telephone, or says why there is none.
func (v *view) encounters(f *frame, on day) (all []Meeting, why string) {
	if f.asks() {
		return nil, noMeetingAsked
	}
	for _, c := range f.clauses() {
		for _, c := range v.apart(f, c) {
			m, reason := v.encounter(f, c, on)
			if reason == "" {
				all = append(all, m)
			} else {
				why = reason
			}
		}
	}
	return all, why
}

// encounter reads the meeting that a clause tells.
func (v *view) encounter(f *frame, in clause, on day) (Meeting, string) {
	e := encounter{view: v, f: f, in: in, near: near, wide: near, Meeting: Meeting{Sentence: f.index, Rule: "meeting", Confidence: 0.7}}
	if why := e.told(); why != "" {
		return e.Meeting, why
	}
	if on.ahead {
		return e.Meeting, noMeetingDenied
	}
	if f.tokens[e.at].Is(lexicon.Han) { // a word is two characters, and a name has its title before it
		e.near, e.wide = 2*near, 3*near
	}
	e.people()
	if why := e.countries(); why != "" {
		return e.Meeting, why
	}
	slices.Sort(e.Countries)
	slices.Sort(e.Ministers)
	e.Date, e.undated = on.Date, !on.own
	e.Place = v.venue(f, in, e.at)
	return e.Meeting, ""
}

// encounter is a meeting while it is read from a clause.
type encounter struct {
	*view
	Meeting
	f  *frame
	in clause

	at              int       // the word that tells of it
	sides           []country // those that are said to talk without anybody's being named
	summoned, known bool      // an ambassador was called in; whose counterpart it is, the article says elsewhere
	near, wide      int       // how far people stand from the word, and how far ministers do
	reach           int       // where those who sign stand at most: titles are long, and others follow
}

// told finds the word that tells of the meeting, or says why there is none.
func (e *encounter) told() (why string) {
	v, f, in := e.view, e.f, e.in
	if f.is(lexicon.CueSport) && len(f.persons) == 0 {
		return noMeetingSport
	}
	var spoilt bool
	if e.at, spoilt = v.meets(f, in, lexicon.CueMeet, lexicon.CuePhone); e.at < 0 && spoilt {
		return noMeetingDenied
	}
	if e.sides = v.sides(f, in); e.at >= 0 {
		return ""
	}
	both := v.peopleOfTwo(f, in)
	if !both && slices.ContainsFunc(f.countries, func(c country) bool { return in.holds(c.first, c.last) && v.counterpart(f, c) }) {
		both, e.known = true, true
	}
	if e.at = v.summons(f, in); e.at >= 0 {
		e.summoned = true
	} else if e.at = v.talksWith(f, in); e.at >= 0 {
		e.known = true
	} else if e.at, e.signing = v.converses(f, in, both); e.at < 0 || !both && e.sides == nil {
		return f.unmet(both)
	}
	if e.signing {
		e.reach = e.at + 2*near
	}
	return ""
}

func (e *encounter) add(code string) {
	if code != "" && !slices.Contains(e.Countries, code) {
		e.Countries = append(e.Countries, code)
	}
}

// close reports whether tokens first to last stand so near the word that tells of the meeting that they take part in it.
func (e *encounter) close(first, last int) bool { return e.within(first, last, e.near+6, e.near) }

func (e *encounter) within(first, last, before, after int) bool {
	return e.in.holds(first, last) && last > e.at-before && e.in.place(first) < e.at+after
}

// people adds those who are named or called by their office, with their countries.
func (e *encounter) people() {
	f, in := e.f, e.in
	for _, p := range f.persons {
		if p.code != "" && (e.close(p.first, p.last) || e.within(p.first, p.last, e.wide, e.wide) || in.holds(p.first, p.last) && p.first < e.reach) {
			if e.signing { // "signed by Duale, a lawyer and former speaker, and his counterpart Gram"
				e.reach = p.last + near
			}
			e.add(p.code)
			if !slices.Contains(e.Ministers, p.minister) {
				e.Ministers = append(e.Ministers, p.minister)
			}
		}
	}
	if len(e.Ministers) == 0 {
		for _, p := range f.persons { // the subject may stand far before
			if p.code != "" && in.holds(p.first, p.last) && p.last <= e.at {
				e.add(p.code)
				e.Ministers = append(e.Ministers, p.minister)
				break
			}
		}
	}
	if len(e.Ministers) == 0 {
		for _, c := range e.sides {
			e.add(c.code)
		}
	}
	if len(e.Countries) < 2 {
		for _, c := range e.officials(f, in) {
			if e.close(c.first, c.last) || e.Countries != nil && e.close(c.first-e.near/2, c.last-e.near/2) || c.first < e.reach {
				e.add(c.code)
			}
		}
	}
	if len(e.Ministers) == 0 && len(e.Countries) > 1 && f.alone(in, e.at) && e.withWhom(f, in, e.at) {
		e.add(e.home[f.index])
	}
}

// countries adds the countries of those whom the clause does not name, or says why it tells of no meeting.
func (e *encounter) countries() (why string) {
	f, in := e.f, e.in
	if len(e.Countries) < 2 {
		e.listed()
		if f.index > 0 && f.alone(in, e.at) {
			e.add(e.frames[f.index-1].speaker)
		}
		if len(f.persons) == 0 && !e.summoned && e.sides == nil && !f.any(lexicon.CueThey, lexicon.CueBoth, lexicon.CuePhone) {
			return noMeetingNobody
		}
	}
	e.goOn(e.met)
	if len(e.Countries) == 1 && f.partnerOnly(in, e.at) {
		e.add(e.home[f.index])
	}
	e.goOn(e.focus[f.index])
	if len(e.Countries) == 1 && (e.known || e.summoned || len(f.persons) > 0 || f.any(lexicon.CueBoth, lexicon.CueThey)) {
		e.add(f.speaker)
		if first := e.ranked[:min(2, len(e.ranked))]; len(e.Countries) == 1 && slices.Contains(first, e.Countries[0]) {
			for _, c := range first {
				e.add(c)
			}
		}
	}
	switch {
	case len(e.Countries) < 2:
		return noMeetingAlone
	case len(e.Countries) > mostMet:
		return noMeetingTooMany
	}
	return ""
}

// listed adds the first countries near the word that tells of the meeting, with those that are enumerated with them.
func (e *encounter) listed() {
	for _, list := range e.f.lists(e.in) {
		for _, c := range list {
			if e.close(c.first, c.last) && (c.kind != lexicon.Capital || len(e.f.persons) > 0) && (len(e.Countries) < 2 || len(list) > 2) {
				e.add(c.code)
			}
		}
		if len(e.Countries) > 1 {
			return
		}
	}
}

// goOn adds those whom the article told of before, if the clause goes on with them.
func (e *encounter) goOn(pair []string) {
	if (e.known || e.f.is(lexicon.CueBoth)) && (len(e.Countries) == 0 || len(e.Countries) == 1 && slices.Contains(pair, e.Countries[0])) {
		for _, c := range pair {
			e.add(c)
		}
	}
}

// mostMet is how many countries meet at most; a sentence that names more tells of something else.
const mostMet = 8

// lists returns the countries of a clause, those that it enumerates together: "Australia, Japan and New Zealand".
func (f *frame) lists(in clause) (all [][]country) {
	for _, c := range f.countries {
		if !in.holds(c.first, c.last) {
			continue
		}
		if n := len(all) - 1; n >= 0 {
			before := all[n][len(all[n])-1]
			if before.first == c.first && before.code == c.code { // a word that is name and adjective
				continue
			}
			if before.first == c.first || f.enumerated(before.last, c.first) { // "the two Koreas", or one and the other
				all[n] = append(all[n], c)
				continue
			}
		}
		all = append(all, []country{c})
	}
	return all
}

// partnerOnly reports whether a clause names a minister after token at and none before it: the one who meets him is unnamed.
func (f *frame) partnerOnly(in clause, at int) bool {
	after := false
	for _, p := range f.persons {
		if !in.holds(p.first, p.last) {
			continue
		}
		if p.first < at {
			return false
		}
		after = true
	}
	return after
}

// enumerated reports whether tokens first to last can stand between two items of an enumeration: "(EFTA), and the".
func (f *frame) enumerated(first, last int) bool {
	gap := last - first
	if gap > 6 || gap < 0 {
		return false
	}
	words := 0
	for k := first; k < last; k++ {
		words += b2i(f.tokens[k].Is(lexicon.Word | lexicon.Han))
	}
	return words <= 2
}

// alone reports whether a clause names nobody before token at: who meets there stands in a sentence before.
func (f *frame) alone(in clause, at int) bool {
	for _, c := range f.countries {
		if in.holds(c.first, c.last) && c.first < at {
			return false
		}
	}
	for _, p := range f.persons {
		if in.holds(p.first, p.last) && p.first < at {
			return false
		}
	}
	return true
}

// officials returns the places of a clause where a country stands beside the word for its officials: "his Kenyan counterpart".
func (v *view) officials(f *frame, in clause) []country {
	var all []country
	for _, list := range f.lists(in) {
		if slices.ContainsFunc(list, func(c country) bool {
			return c.kind != lexicon.Capital && (v.counterpart(f, c) || slices.ContainsFunc(f.cues, func(h lexicon.CueHit) bool {
				return h.Cue == lexicon.CueThey && h.First <= c.last+2 && h.Last >= c.first-2
			}))
		}) {
			all = append(all, list...)
		}
	}
	return all
}

// unmet says why no word of meeting counts in a sentence; both tells whether it names persons of two countries.
func (f *frame) unmet(both bool) string {
	switch {
	case f.any(lexicon.CueMeet, lexicon.CuePhone):
		return noMeetingDenied
	case !both:
		return noMeetingTalks
	}
	return noMeetingDenied
}

// counterpart reports whether a word for the official of the same office elsewhere stands beside a country.
func (v *view) counterpart(f *frame, c country) bool {
	for k := max(0, c.first-2); k < min(c.last+2, len(f.tokens)); k++ {
		if v.in.Body.Lang.Meetings.Counterparts.Prefix(f.tokens[k:]) > 0 {
			return true
		}
	}
	return false
}

// summons returns the token of a clause at which an ambassador is called in, -1 if there is none.
func (v *view) summons(f *frame, in clause) int {
	envoy := f.is(lexicon.CueTies)
	for k := in.first; k < in.last && !envoy; k++ {
		envoy = v.in.Body.Lang.Meetings.Envoys.Prefix(f.tokens[k:in.last]) > 0
	}
	if !envoy {
		return -1
	}
	for k := in.first; k < in.last; k++ {
		n := v.in.Body.Lang.Meetings.Summons.Prefix(f.tokens[k:])
		if n > 0 && !v.spoils(f, lexicon.CueHit{First: k, Last: k + n}) {
			return k
		}
	}
	return -1
}

// peopleOfTwo reports whether a clause names persons of two countries, or one of them and a counterpart of his.
func (v *view) peopleOfTwo(f *frame, in clause) bool {
	first := ""
	for _, p := range f.persons {
		switch {
		case p.code == "" || !in.holds(p.first, p.last):
		case first == "":
			first = p.code
		case p.code != first:
			return true
		}
	}
	return first != "" && slices.ContainsFunc(f.countries, func(c country) bool {
		return c.code != first && in.holds(c.first, c.last) && v.counterpart(f, c)
	})
}

// sides returns the countries of a clause that it says to talk without naming anybody who does: "talks between Chile and Peru",
// "representatives of Chile and Peru"; nil if there are none.
func (v *view) sides(f *frame, in clause) []country {
	words := &v.in.Body.Lang.Meetings
	for _, list := range f.lists(in) {
		first, last := list[0].first, list[len(list)-1].last
		if len(list) < 2 || len(list) > mostMet || list[0].code == list[1].code {
			continue
		}
		for k := max(in.first, first-2*sideGap); k < first; k++ {
			if n := words.Officials.Prefix(f.tokens[k:first]); n > 0 && k+n >= first-sideGap {
				return list
			}
			if n := words.Between.Prefix(f.tokens[k:first]); n > 0 && k+n >= first-sideGap && f.cued(lexicon.CueTalks, k-near/2, k) {
				return list
			}
		}
		if f.compound(list) && (f.cued(lexicon.CueTalks, first-sideGap, first) || f.cued(lexicon.CueTalks, last, last+sideGap)) {
			return list
		}
		for k := last; k < min(in.last, last+2); k++ {
			if words.Officials.Prefix(f.tokens[k:in.last]) > 0 {
				return list
			}
		}
		gap := sideGap
		if f.tokens[first].Is(lexicon.Han) { // what they talk of stands before the verb
			gap = near
		}
		for k := last; k < min(in.last, last+gap); k++ {
			if n := words.Hold.Prefix(f.tokens[k:in.last]); n > 0 && (f.cued(lexicon.CueTalks, k, k+n+2*sideGap) || f.cued(lexicon.CueMeet, k, k+n+2*sideGap)) {
				return list
			}
		}
	}
	return nil
}

// talksWith returns the token of a clause at which it tells of talks with a named official, "at the meeting with President Ruto",
// "discussed trade with President Ruto", or of talks between both sides; -1 if it tells of none.
func (v *view) talksWith(f *frame, in clause) int {
	words := &v.in.Body.Lang.Meetings
	for _, h := range f.cues {
		reach := sideGap
		if h.Cue == lexicon.CueDiscuss {
			reach = near
		}
		if h.Cue != lexicon.CueTalks && h.Cue != lexicon.CueDiscuss || !in.holds(h.First, h.Last) || v.spoils(f, h) {
			continue
		}
		for k := h.Last; k < min(in.last, h.Last+reach); k++ {
			if n := words.With.Prefix(f.tokens[k:in.last]); n > 0 && v.official(f, k+n) {
				return h.First
			}
			if n := words.Between.Prefix(f.tokens[k:in.last]); n > 0 && f.cued(lexicon.CueBoth, k+n, k+n+sideGap) {
				return h.First
			}
		}
	}
	for k := in.first; k < in.last; k++ {
		n := words.Words.Prefix(f.tokens[k:in.last])
		if n == 0 || !in.holds(k, k+n) {
			continue
		}
		for w := k + n - 1; w < min(in.last, k+n+sideGap); w++ {
			if with := words.With.Prefix(f.tokens[w:in.last]); with > 0 && v.official(f, w+with) && !v.spoils(f, lexicon.CueHit{First: k, Last: k + n}) {
				return k
			}
		}
	}
	return -1
}

// withWhom reports whether those with whom somebody meets at token at stand right after it: "met with officials from Chile".
func (v *view) withWhom(f *frame, in clause, at int) bool {
	for k := at; k < min(in.last, at+sideGap); k++ {
		if v.in.Body.Lang.Meetings.With.Prefix(f.tokens[k:in.last]) > 0 {
			return true
		}
	}
	return false
}

// official reports whether a minister of a known country is named at token first or shortly after it.
func (v *view) official(f *frame, first int) bool {
	return slices.ContainsFunc(f.persons, func(p person) bool {
		return p.code != "" && p.first >= first && p.first <= first+near/2
	})
}

// homes returns, for each sentence, the country whose ministers the sentences before it name most often, "" if they name none: who acts
// where nobody is named.
func (v *view) homes() []string {
	all := make([]string, len(v.frames))
	times, best := map[string]int{}, ""
	for i := range v.frames {
		all[i] = best
		for _, p := range v.frames[i].persons {
			if p.code == "" {
				continue
			}
			times[p.code]++
			if times[p.code] > times[best] {
				best = p.code
			}
		}
	}
	return all
}

// compound reports whether countries are named in one breath: "Franco-German".
func (f *frame) compound(list []country) bool {
	for i, c := range list[1:] {
		for k := list[i].last; k < c.first; k++ {
			if c.first-list[i].last > 1 || f.tokens[k].Norm == "," || f.tokens[k].Is(lexicon.Word) {
				return false
			}
		}
	}
	return true
}

// sideGap is how many tokens may stand between a list of countries and what says that they talk.
const sideGap = 3

// cued reports whether a cue stands wholly in tokens first to last.
func (f *frame) cued(c lexicon.Cue, first, last int) bool {
	return slices.ContainsFunc(f.cues, func(h lexicon.CueHit) bool { return h.Cue == c && h.First >= first && h.Last <= last })
}
