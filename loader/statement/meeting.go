package statement

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/loader/lexicon"
)

// Meeting is one encounter of officials of two or more countries.
type Meeting struct {
	Sentence   int // the first that tells it
	Date       graph.Date
	Countries  []string // sorted
	Ministers  []int    // indexes of Input.Found.Ministers
	Place      string   // as written, "" if no sentence of the meeting gives one
	Rule       string
	Confidence float64

	undated bool // no sentence gives its date
}

func (v *view) meetings() []Meeting {
	var all []Meeting
	days, lead := v.days(), v.lead()
	for i := range v.frames {
		f := &v.frames[i]
		if len(f.tokens) > longestTold {
			continue
		}
		told, why := v.encounters(f, days[i])
		if len(told) == 0 && f.any(lexicon.CueMeet, lexicon.CuePhone, lexicon.CueTalks) {
			v.trace.noMeeting(i, why)
		}
		for _, m := range told {
			if m.Place == "" && m.undated && m.Date == v.event {
				m.Place = lead
			}
			k := slices.IndexFunc(all, func(o Meeting) bool { return v.same(&o, &m) })
			if k < 0 {
				all = append(all, m)
			} else {
				all[k].join(&m)
			}
		}
	}
	return all
}

// longestTold is how many tokens a sentence has at most that tells of a meeting; a longer one is a list or no sentence.
const longestTold = 1000

// near is how many tokens may stand between a word of meeting and those who meet.
const near = 14

// clause is tokens first to last of a sentence, half open.
type clause struct{ first, last int }

func (c clause) holds(first, last int) bool { return first >= c.first && last <= c.last }

// clauses cuts a sentence at its semicolons: an enumeration tells of one encounter in each item.
func (f *frame) clauses() []clause {
	var all []clause
	first := 0
	for k := range f.tokens {
		switch f.tokens[k].Norm {
		case ";", "；", "؛":
			all = append(all, clause{first, k})
			first = k + 1
		}
	}
	return append(all, clause{first, len(f.tokens)})
}

// encounters reads the meetings of a sentence in which officials of two countries or more meet, talk or telephone, or says why there is none.
func (v *view) encounters(f *frame, on day) (all []Meeting, why string) {
	for _, c := range f.clauses() {
		m, reason := v.encounter(f, c, on)
		if reason == "" {
			all = append(all, m)
		} else {
			why = reason
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
	summoned := false
	at, spoilt := f.meets(in, lexicon.CueMeet, lexicon.CuePhone)
	if at < 0 && spoilt {
		return m, noMeetingDenied
	}
	if at < 0 {
		both := v.peopleOfTwo(f, in)
		if at = v.summons(f, in); at >= 0 {
			summoned = true
		} else if at, _ = f.meets(in, lexicon.CueTalks, lexicon.CueSign, lexicon.CueDiscuss, lexicon.CueAgree); at < 0 || !both {
			return m, f.unmet(both)
		}
	}
	if on.ahead {
		return m, noMeetingDenied
	}
	near := near
	if f.tokens[at].Is(lexicon.Han) {
		near *= 2 // a word is two characters
	}
	add := func(code string) {
		if code != "" && !slices.Contains(m.Countries, code) {
			m.Countries = append(m.Countries, code)
		}
	}
	close := func(first, last int) bool { return in.holds(first, last) && last > at-near-6 && first < at+near }
	for _, p := range f.persons {
		if p.code != "" && close(p.first, p.last) {
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
	if len(m.Countries) < 2 {
		for _, c := range v.officials(f, in) {
			if close(c.first, c.last) || m.Countries != nil && close(c.first-near/2, c.last-near/2) {
				add(c.code)
			}
		}
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
		if len(f.persons) == 0 && !summoned && !f.any(lexicon.CueThey, lexicon.CueBoth, lexicon.CuePhone) {
			return m, noMeetingNobody
		}
	}
	if len(m.Countries) == 1 && f.any(lexicon.CueBoth, lexicon.CueThey) || len(f.persons) > 0 && len(m.Countries) == 1 {
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
			gap := c.first - all[n][len(all[n])-1].last
			if gap >= 0 && gap <= 2 || gap == 3 && f.tokens[c.first-3].Norm == "," {
				all[n] = append(all[n], c)
				continue
			}
		}
		all = append(all, []country{c})
	}
	return all
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
	if !f.is(lexicon.CueTies) {
		return -1
	}
	for k := in.first; k < in.last; k++ {
		n := v.in.Body.Lang.Meetings.Summons.Prefix(f.tokens[k:])
		if n > 0 && !f.spoils(lexicon.CueHit{First: k, Last: k + n}) {
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

// meets returns the token of the first of these words that is neither denied nor still to come, -1 if there is none; spoilt
// reports whether there are others.
func (f *frame) meets(in clause, words ...lexicon.Cue) (at int, spoilt bool) {
	for _, h := range f.cues {
		if !slices.Contains(words, h.Cue) || !in.holds(h.First, h.Last) {
			continue
		}
		if !f.spoils(h) {
			return h.First, false
		}
		spoilt = true
	}
	return -1, spoilt
}

// spoils reports whether a word before a word of meeting denies it or wishes for it.
func (f *frame) spoils(h lexicon.CueHit) bool {
	denied, wished := 3, 3
	if f.tokens[h.First].Is(lexicon.Han) { // a word is two characters, and whom one wishes to meet stands before the verb
		denied, wished = 2*denied, near
	}
	return slices.ContainsFunc(f.cues, func(o lexicon.CueHit) bool {
		gap := h.First - o.Last
		if gap < 0 || gap > wished {
			return false
		}
		switch o.Cue {
		case lexicon.CueHope, lexicon.CueWant, lexicon.CueReady, lexicon.CueInvite, lexicon.CueMust, lexicon.CuePropose, lexicon.CueIntend:
			return true
		case lexicon.CueNot, lexicon.CueMay, lexicon.CueWill, lexicon.CuePlan:
			return gap <= denied
		}
		return false
	})
}

// same reports whether two reports are of one encounter: of the same countries, on dates that agree, and no country sent others to it.
// A sentence that gives no date goes on with what was told before.
func (v *view) same(a, b *Meeting) bool {
	if !slices.Equal(a.Countries, b.Countries) || v.sentOthers(a, b) {
		return false
	}
	if a.undated || b.undated {
		return true
	}
	return a.Date.Value == b.Date.Value || a.Date.Value == "" || b.Date.Value == "" ||
		strings.HasPrefix(a.Date.Value, b.Date.Value) || strings.HasPrefix(b.Date.Value, a.Date.Value)
}

// sentOthers reports whether two meetings name ministers of the same country and none of them took part in both.
func (v *view) sentOthers(a, b *Meeting) bool {
	for _, code := range a.Countries {
		of := func(m *Meeting) (all []int) {
			for _, k := range m.Ministers {
				if v.in.Found.Ministers[k].Country == code {
					all = append(all, k)
				}
			}
			return all
		}
		one, other := of(a), of(b)
		if len(one) > 0 && len(other) > 0 && !slices.ContainsFunc(one, func(k int) bool { return slices.Contains(other, k) }) {
			return true
		}
	}
	return false
}

// join adds what another mention of the same meeting says.
func (m *Meeting) join(o *Meeting) {
	for _, k := range o.Ministers {
		if !slices.Contains(m.Ministers, k) {
			m.Ministers = append(m.Ministers, k)
		}
	}
	slices.Sort(m.Ministers)
	if m.Date.Value == "" || m.undated && !o.undated {
		m.Date = o.Date
	}
	m.undated = m.undated && o.undated

	if m.Place == "" {
		m.Place = o.Place
	}
}
