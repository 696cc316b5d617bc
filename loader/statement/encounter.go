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
func (v *view) encounter(f *frame, in clause, on day) (m Meeting, why string) {
	m = Meeting{Sentence: f.index, Rule: "meeting", Confidence: 0.7}
	if f.is(lexicon.CueSport) && len(f.persons) == 0 {
		return m, noMeetingSport
	}
	summoned, known := false, false
	at, spoilt := v.meets(f, in, lexicon.CueMeet, lexicon.CuePhone)
	if at < 0 && spoilt {
		return m, noMeetingDenied
	}
	sides := v.sides(f, in)
	if at < 0 {
		both := v.peopleOfTwo(f, in)
		if !both && slices.ContainsFunc(f.countries, func(c country) bool { return in.holds(c.first, c.last) && v.counterpart(f, c) }) {
			both, known = true, true // whose counterpart it is, the article says elsewhere
		}
		if at = v.summons(f, in); at >= 0 {
			summoned = true
		} else if at = v.talksWith(f, in); at >= 0 {
			known = true
		} else if at, m.signing = v.converses(f, in, both); at < 0 || !both && sides == nil {
			return m, f.unmet(both)
		}
	}
	if on.ahead {
		return m, noMeetingDenied
	}
	near, wide := near, near
	if f.tokens[at].Is(lexicon.Han) { // a word is two characters, and a name has its title before it
		near, wide = 2*near, 3*near
	}
	add := func(code string) {
		if code != "" && !slices.Contains(m.Countries, code) {
			m.Countries = append(m.Countries, code)
		}
	}
	within := func(first, last, before, after int) bool {
		return in.holds(first, last) && last > at-before && in.place(first) < at+after
	}
	close := func(first, last int) bool { return within(first, last, near+6, near) }
	reach := 0 // where those who sign stand at most: titles are long, and others follow
	if m.signing {
		reach = at + 2*near
	}
	for _, p := range f.persons {
		if p.code != "" && (close(p.first, p.last) || within(p.first, p.last, wide, wide) || in.holds(p.first, p.last) && p.first < reach) {
			if m.signing {
				reach = p.last + near
			}
			add(p.code)
			if !slices.Contains(m.Ministers, p.minister) {
				m.Ministers = append(m.Ministers, p.minister)
			}
		}
	}
	if len(m.Ministers) == 0 {
		for _, p := range f.persons { // the subject may stand far before
			if p.code != "" && in.holds(p.first, p.last) && p.last <= at {
				add(p.code)
				m.Ministers = append(m.Ministers, p.minister)
				break
			}
		}
	}
	if len(m.Ministers) == 0 {
		for _, c := range sides {
			add(c.code)
		}
	}
	if len(m.Countries) < 2 {
		for _, c := range v.officials(f, in) {
			if close(c.first, c.last) || m.Countries != nil && close(c.first-near/2, c.last-near/2) || c.first < reach {
				add(c.code)
			}
		}
	}
	if len(m.Ministers) == 0 && len(m.Countries) > 1 && f.alone(in, at) && v.withWhom(f, in, at) {
		add(v.home[f.index])
	}
	if len(m.Countries) < 2 {
		for _, list := range f.lists(in) {
			for _, c := range list {
				if close(c.first, c.last) && (c.kind != lexicon.Capital || len(f.persons) > 0) && (len(m.Countries) < 2 || len(list) > 2) {
					add(c.code)
				}
			}
			if len(m.Countries) > 1 {
				break
			}
		}
		if f.index > 0 && f.alone(in, at) {
			add(v.frames[f.index-1].speaker)
		}
		if len(f.persons) == 0 && !summoned && sides == nil && !f.any(lexicon.CueThey, lexicon.CueBoth, lexicon.CuePhone) {
			return m, noMeetingNobody
		}
	}
	goOn := func(pair []string) { // with those whom the article told of before
		if (known || f.is(lexicon.CueBoth)) && (len(m.Countries) == 0 || len(m.Countries) == 1 && slices.Contains(pair, m.Countries[0])) {
			for _, c := range pair {
				add(c)
			}
		}
	}
	goOn(v.met)
	if len(m.Countries) == 1 && f.partnerOnly(in, at) {
		add(v.home[f.index])
	}
	goOn(v.focus[f.index])
	if len(m.Countries) == 1 && (known || summoned || len(f.persons) > 0 || f.any(lexicon.CueBoth, lexicon.CueThey)) {
		if f.speaker != "" {
			add(f.speaker)
		}
		if len(m.Countries) == 1 && len(v.ranked) > 1 {
			for _, c := range v.ranked[:2] {
				if c != m.Countries[0] && slices.Contains(v.ranked[:2], m.Countries[0]) {
					add(c)
				}
			}
		}
	}
	if len(m.Countries) < 2 {
		return m, noMeetingAlone
	}
	if len(m.Countries) > mostMet {
		return m, noMeetingTooMany
	}
	slices.Sort(m.Countries)
	slices.Sort(m.Ministers)
	m.Date, m.undated = on.Date, !on.own
	m.Place = v.venue(f, in, at)
	return m, ""
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

// converses returns the token of a clause's first word that tells of an encounter only together with those who have it, -1 if there is
// none; signing reports whether all such words are of the signing of a document. both tells whether it names persons of two countries.
func (v *view) converses(f *frame, in clause, both bool) (at int, signing bool) {
	if !both {
		at, _ = v.meets(f, in, lexicon.CueTalks, lexicon.CueDiscuss)
		return at, false
	}
	at, _ = v.meets(f, in, lexicon.CueTalks, lexicon.CueDiscuss, lexicon.CueAgree)
	if at < 0 {
		for k := in.first; k < in.last; k++ {
			n := v.in.Body.Lang.Meetings.Words.Prefix(f.tokens[k:in.last])
			if n > 0 && in.holds(k, k+n) && !v.spoils(f, lexicon.CueHit{First: k, Last: k + n}) {
				at = k
				break
			}
		}
	}
	sign, _ := v.meets(f, in, lexicon.CueSign)
	signing = sign >= 0 && !f.any(lexicon.CueTalks, lexicon.CueDiscuss)
	if at < 0 || sign >= 0 && sign < at {
		return sign, signing
	}
	return at, signing
}

// asks reports whether a sentence is a question.
func (f *frame) asks() bool {
	if len(f.tokens) == 0 {
		return false
	}
	switch f.tokens[len(f.tokens)-1].Norm {
	case "?", "؟", "？":
		return true
	}
	return false
}

// meets returns the token of the first of these words that is neither denied nor still to come, -1 if there is none; spoilt
// reports whether there are others.
func (v *view) meets(f *frame, in clause, words ...lexicon.Cue) (at int, spoilt bool) {
	for _, h := range f.cues {
		if !slices.Contains(words, h.Cue) || !in.holds(h.First, h.Last) || v.hostsNobody(f, h) || v.meetsAudience(f, h) {
			continue
		}
		if !v.spoils(f, h) {
			return h.First, false
		}
		spoilt = true
	}
	return -1, spoilt
}

// hostsNobody reports whether a word of meeting is one that also goes with things and no official stands after it: "received a loan".
func (v *view) hostsNobody(f *frame, h lexicon.CueHit) bool {
	if h.Cue != lexicon.CueMeet || v.in.Body.Lang.Meetings.Hosts.Prefix(f.tokens[h.First:]) == 0 {
		return false
	}
	end := min(len(f.tokens), h.Last+near)
	if slices.ContainsFunc(f.persons, func(p person) bool { return p.first >= h.Last && p.first < end }) {
		return false
	}
	if slices.ContainsFunc(f.cues, func(o lexicon.CueHit) bool {
		return (o.Cue == lexicon.CueTies || o.Cue == lexicon.CueThey) && o.First >= h.Last && o.First < end
	}) {
		return false
	}
	for k := h.Last; k < end; k++ {
		if m := &v.in.Body.Lang.Meetings; m.Counterparts.Prefix(f.tokens[k:]) > 0 || m.Officials.Prefix(f.tokens[k:]) > 0 {
			return false
		}
	}
	return true
}

// meetsAudience reports whether those who stand right after a word of meeting are no state's officials, and none of a known country is
// named after them: "met Norwegian business leaders".
func (v *view) meetsAudience(f *frame, h lexicon.CueHit) bool {
	for k := h.Last; k < min(len(f.tokens), h.Last+near/2); k++ {
		if n := v.in.Body.Lang.Meetings.Audiences.Prefix(f.tokens[k:]); n > 0 {
			return !v.official(f, k+n)
		}
		if slices.ContainsFunc(f.persons, func(p person) bool { return p.first <= k && k < p.last }) {
			return false
		}
	}
	return false
}

// spoils reports whether a word before a word of meeting denies it or wishes for it, or itself says that it is still to come.
func (v *view) spoils(f *frame, h lexicon.CueHit) bool {
	denied, wished, ahead := 3, 3, 5
	if h.Cue == lexicon.CueTalks { // a noun stands farther from its verb
		denied = 6
	}
	weak := h.Cue == lexicon.CueAgree || h.Cue == lexicon.CueSign
	if weak { // what one asks for or hopes to agree on
		wished = 2 * near
	}
	if f.tokens[h.First].Is(lexicon.Han) { // a word is two characters, and whom one wishes to meet stands before the verb
		denied, wished, ahead = 2*denied, near, near
	}
	for k := max(0, h.First-ahead); k < h.Last; k++ {
		if v.in.Body.Lang.Meetings.Ahead.Prefix(f.tokens[k:]) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(f.cues, func(o lexicon.CueHit) bool {
		gap := h.First - o.Last
		if gap < 0 || gap > wished {
			return false
		}
		switch o.Cue {
		case lexicon.CueCall:
			return weak
		case lexicon.CueHope, lexicon.CueWant, lexicon.CueReady, lexicon.CueInvite, lexicon.CueMust, lexicon.CuePropose, lexicon.CueIntend, lexicon.CueSupport:
			return true
		case lexicon.CueNot, lexicon.CueMay, lexicon.CueWill, lexicon.CuePlan:
			return gap <= denied
		}
		return false
	})
}
