package statement

import (
	"slices"

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

// Meetings returns the encounters that an article reports, in the order of their first sentences, each once.
func Meetings(in Input) []Meeting { return newView(&in).meetings() }

func (v *view) meetings() []Meeting {
	var all []Meeting
	for i := range v.frames {
		f := &v.frames[i]
		m, ok := v.encounter(f)
		if !ok {
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

// encounter reads a meeting from a sentence in which officials meet, talk or telephone.
func (v *view) encounter(f *frame) (Meeting, bool) {
	m := Meeting{Sentence: f.index, Rule: "meeting", Confidence: 0.7}
	if !f.any(lexicon.CueMeet, lexicon.CuePhone) || f.is(lexicon.CueSport) {
		return m, false
	}
	for _, p := range f.persons {
		if p.code == "" {
			continue
		}
		if !slices.Contains(m.Countries, p.code) {
			m.Countries = append(m.Countries, p.code)
		}
		if !slices.Contains(m.Ministers, p.minister) {
			m.Ministers = append(m.Ministers, p.minister)
		}
	}
	if len(m.Countries) == 1 {
		for _, c := range f.codes {
			if c != m.Countries[0] {
				m.Countries = append(m.Countries, c)
				break
			}
		}
	}
	if len(m.Countries) < 2 || len(m.Countries) > 4 {
		return m, false
	}
	slices.Sort(m.Countries)
	slices.Sort(m.Ministers)
	m.Date = v.when(f)
	return m, true
}

func sameMeeting(a, b *Meeting) bool {
	return slices.Equal(a.Countries, b.Countries) && (a.Date.Value == b.Date.Value || a.Date.Value == "" || b.Date.Value == "")
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
