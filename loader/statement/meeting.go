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
}

func (v *view) meetings() []Meeting {
	var all []Meeting
	for i := range v.frames {
		f := &v.frames[i]
		m, why := v.encounter(f)
		if why != "" {
			if f.any(lexicon.CueMeet, lexicon.CuePhone, lexicon.CueTalks) {
				v.trace.noMeeting(i, why)
			}
			continue
		}
		fused := false
		for k := range all {
			if sameMeeting(&all[k], &m) {
				all[k].join(&m)
				fused = true
				break
			}
		}
		if !fused {
			all = append(all, m)
		}
	}
	return all
}

// near is how many tokens may stand between a word of meeting and those who meet.
const near = 14

// encounter reads a meeting from a sentence in which officials of two countries or more meet, talk or telephone, or says why there is none.
func (v *view) encounter(f *frame) (m Meeting, why string) {
	m = Meeting{Sentence: f.index, Rule: "meeting", Confidence: 0.7}
	if f.is(lexicon.CueSport) && len(f.persons) == 0 {
		return m, noMeetingSport
	}
	at, ok := f.meets(lexicon.CueMeet, lexicon.CuePhone)
	if !ok {
		both := f.peopleOfTwo()
		if at, ok = f.meets(lexicon.CueTalks, lexicon.CueSign, lexicon.CueDiscuss, lexicon.CueAgree); !ok || !both {
			return m, f.unmet(both)
		}
	}
	add := func(code string) {
		if code != "" && !slices.Contains(m.Countries, code) {
			m.Countries = append(m.Countries, code)
		}
	}
	close := func(first, last int) bool { return last > at-near-6 && first < at+near }
	for _, p := range f.persons {
		if p.code != "" && close(p.first, p.last) {
			add(p.code)
			if !slices.Contains(m.Ministers, p.minister) {
				m.Ministers = append(m.Ministers, p.minister)
			}
		}
	}
	if len(m.Countries) < 2 {
		for _, c := range f.countries {
			if close(c.first, c.last) && (c.kind != lexicon.Capital || len(f.persons) > 0) && len(m.Countries) < 2 {
				add(c.code)
			}
		}
		if len(f.persons) == 0 && !f.any(lexicon.CueThey, lexicon.CueBoth, lexicon.CuePhone) {
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
	if len(m.Countries) > 4 {
		return m, noMeetingTooMany
	}
	slices.Sort(m.Countries)
	slices.Sort(m.Ministers)
	m.Date = v.when(f)
	return m, ""
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

// peopleOfTwo reports whether persons of two countries are named.
func (f *frame) peopleOfTwo() bool {
	for _, p := range f.persons {
		if p.code != "" && f.persons[0].code != "" && p.code != f.persons[0].code {
			return true
		}
	}
	return false
}

// meets returns the token of the first of these words that is neither denied nor still to come.
func (f *frame) meets(words ...lexicon.Cue) (int, bool) {
	for _, h := range f.cues {
		if !slices.Contains(words, h.Cue) {
			continue
		}
		spoilt := false
		for _, o := range f.cues {
			if gap := h.First - o.Last; gap >= 0 && gap <= 3 {
				switch o.Cue {
				case lexicon.CueNot, lexicon.CueMay, lexicon.CueWill, lexicon.CuePlan, lexicon.CueHope, lexicon.CueWant, lexicon.CueReady,
					lexicon.CueInvite, lexicon.CueMust, lexicon.CuePropose, lexicon.CueIntend:
					spoilt = true
				}
			}
		}
		if !spoilt {
			return h.First, true
		}
	}
	return 0, false
}

func sameMeeting(a, b *Meeting) bool {
	if !slices.Equal(a.Countries, b.Countries) {
		return false
	}
	return a.Date.Value == b.Date.Value || a.Date.Value == "" || b.Date.Value == "" ||
		strings.HasPrefix(a.Date.Value, b.Date.Value) || strings.HasPrefix(b.Date.Value, a.Date.Value)
}

// join adds what another mention of the same meeting says.
func (m *Meeting) join(o *Meeting) {
	for _, k := range o.Ministers {
		if !slices.Contains(m.Ministers, k) {
			m.Ministers = append(m.Ministers, k)
		}
	}
	slices.Sort(m.Ministers)
	if m.Date.Value == "" {
		m.Date = o.Date
	}
	if m.Place == "" {
		m.Place = o.Place
	}
}
