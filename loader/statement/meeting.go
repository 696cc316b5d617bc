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
	signing bool // told by the signing of a document alone
}

func (v *view) meetings() []Meeting {
	var all []Meeting
	days, lead := v.days(), v.lead()
	v.home = v.homes()
	for i := range v.frames {
		f := &v.frames[i]
		if len(f.tokens) > longestTold {
			continue
		}
		if n := len(all); n > 0 && len(all[n-1].Countries) == 2 {
			v.met = all[n-1].Countries
		}
		told, why := v.encounters(f, days[i])
		if len(told) == 0 && f.any(lexicon.CueMeet, lexicon.CuePhone, lexicon.CueTalks) {
			v.trace.noMeeting(i, why)
		}
		for _, m := range told {
			if m.Place == "" && m.undated && m.Date == v.event && v.event.Value != "" {
				m.Place = lead
			}
			k := v.toldBefore(all, &m)
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

// toldBefore returns which of the meetings m is, -1 if none. A document that others sign than those who met is signed as they meet.
func (v *view) toldBefore(all []Meeting, m *Meeting) int {
	k := slices.IndexFunc(all, func(o Meeting) bool { return v.same(&o, m) && !v.sentOthers(&o, m) })
	if k < 0 && m.signing {
		k = slices.IndexFunc(all, func(o Meeting) bool { return v.same(&o, m) })
	}
	return k
}

// same reports whether two reports are of one encounter: of the same countries, on dates that agree.
// A sentence that gives no date goes on with what was told before.
func (v *view) same(a, b *Meeting) bool {
	if !slices.Equal(a.Countries, b.Countries) {
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
