package statement

import (
	"math"
	"slices"

	"entente/loader/encoder"
)

// Tell sets what the encoder thinks of a sentence of the lesson; it must not have learnt from it.
func (l Lesson) Tell(sentence int, j encoder.Judgement) {
	if l.v.opinions == nil {
		l.v.opinions = newOpinions(len(l.v.frames))
	}
	l.v.opinions.set(sentence, j)
}

// Told reports whether Tell was called.
func (l Lesson) Told() bool { return l.v.opinions != nil }

// Mix fits how much the encoder counts beside the linear scorer, from lessons that have been told what it thinks; part is a linear
// scorer that has not learnt from them. The same lessons give the same weights.
func (m *Model) Mix(part *Model, lessons []Lesson) {
	var cases []lookCase
	for _, l := range lessons {
		p := part.first(l.v, l.x, l.frames)
		for _, s := range l.frames {
			if l.v.opinions.asked[s] = l.v.opinions.asked[s] && 1-p[s][0] >= ask; l.v.opinions.asked[s] {
				cases = append(cases, lookCase{l.v.inputs(p, s), l.target(s)})
			} else {
				l.v.opinions.kinds[s] = [classes]float64{1}
			}
		}
	}
	m.full.look = fitLook(cases, plainLook(mixedInputs))
	m.mixParties(part, lessons)
}

// mixParties tries what the encoder's odds of parties and of who commits count, and keeps the likeliest.
func (m *Model) mixParties(part *Model, lessons []Lesson) {
	choices, _ := partyCases(lessons, false)
	trial := *part
	best := math.Inf(-1)
	for own := 0.3; own <= 1.01; own += 0.1 {
		for odds := 0.0; odds <= 1.01; odds += 0.1 {
			trial.full = stage{own: own, party: odds}
			sum := 0.0
			for _, c := range choices {
				if c.right >= 0 {
					sum += math.Log(max(share(trial.partySums(c.v, c.sentence, c.options), c.right), 1e-4))
				}
			}
			if sum > best {
				best, m.full.own, m.full.party = sum, own, odds
			}
		}
	}
	most := -1
	for odds := 0.0; odds <= 2; odds += 0.1 {
		trial.full = stage{by: odds}
		right := 0
		for _, c := range choices {
			if c.right < 0 || len(c.by) == 0 {
				continue
			}
			label := c.label
			by := trial.commits(c.v, &c.v.frames[c.sentence], class(label.Kind), label.Parties)
			want := slices.Clone(label.By)
			slices.Sort(want)
			right += b2i(slices.Equal(by, want))
		}
		if right > most {
			most, m.full.by = right, odds
		}
	}
}
