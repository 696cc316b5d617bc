package statement

import (
	"math"
	"slices"
)

// Cut is from which probabilities statements are made.
type Cut struct {
	First  float64 // some statement, times the sureness of its parties to a quarter power
	Second float64 // a second kind in the same sentence
}

// score is what a guess is accepted by.
func (j Judged) score() float64 { return acceptance(j.Some, j.Kind, j.Party) }

// acceptance weighs that there is a statement, of the kind, with these parties.
func acceptance(some, kind, party float64) float64 {
	return some * math.Pow(party*kind/max(some, 1e-9), 0.5)
}

func (t Cut) accepts(j Judged) bool {
	if j.Second {
		return j.Kind >= t.Second && j.score() >= t.least(true)
	}
	return j.score() >= t.least(false)
}

// Count returns how many accepted guesses are right in sentence, kind and parties, and how many there are.
func Count(judged []Judged, t Cut) (found, typed, full, said int) {
	for _, j := range judged {
		if t.accepts(j) {
			said++
			found += b2i(j.Found)
			typed += b2i(j.Typed)
			full += b2i(j.Full)
		}
	}
	return found, typed, full, said
}

// Thresholds returns the cut that gives the best F1 with kind and parties right, with the sentence alone right counting for a third.
func Thresholds(judged []Judged, labels int) Cut {
	best, top := Cut{0.5, 2}, -1.0
	for _, second := range []float64{0.2, 0.25, 0.3, 0.35, 0.4, 2} {
		for first := 0.1; first < 0.7; first += 0.01 {
			t := Cut{first, second}
			found, _, full, said := Count(judged, t)
			f1 := (1.2*float64(full) + 0.8*float64(found)) / float64(said+labels)
			if f1 > top {
				best, top = t, f1
			}
		}
	}
	return best
}

// Calibrate sets the cut of a model and what its confidence means from guesses on articles it has not seen, those of the encoder
// with it or those without; without guesses it does nothing.
func (m *Model) Calibrate(judged []Judged, t Cut, encoder bool) {
	if len(judged) == 0 {
		return
	}
	s := m.pick(encoder)
	s.cut = t
	judged = slices.DeleteFunc(slices.Clone(judged), func(j Judged) bool { return !t.accepts(j) })
	s.fitConfidence(judged)
	type point struct {
		p     float64
		right float64
	}
	var points []point
	for _, j := range judged {
		points = append(points, point{s.raw(&j.Grounds), float64(b2i(j.Full))})
	}
	slices.SortFunc(points, func(a, b point) int {
		switch {
		case a.p < b.p:
			return -1
		case a.p > b.p:
			return 1
		}
		return 0
	})
	// Isotonic regression: neighbours that fall are pooled.
	type block struct{ p, right, n float64 }
	var blocks []block
	for _, q := range points {
		blocks = append(blocks, block{q.p, q.right, 1})
		for n := len(blocks); n > 1 && blocks[n-2].right*blocks[n-1].n >= blocks[n-1].right*blocks[n-2].n; n = len(blocks) {
			a, b := blocks[n-2], blocks[n-1]
			blocks = append(blocks[:n-2], block{a.p + b.p, a.right + b.right, a.n + b.n})
		}
	}
	const steps = 20
	s.scale = make([]float64, steps+1)
	for k := range s.scale {
		at := float64(k) / steps
		lo, hi := block{0, 0, 1}, block{1, 1, 1}
		if len(blocks) > 0 {
			last := blocks[len(blocks)-1]
			hi = block{1, (last.right + 1) / (last.n + 2), 1}
		}
		for _, b := range blocks {
			if b.n < 15 {
				continue
			}
			if b.p/b.n <= at {
				lo = block{b.p / b.n, b.right / b.n, 1}
			} else {
				hi = block{b.p / b.n, b.right / b.n, 1}
				break
			}
		}
		s.scale[k] = lo.right
		if hi.p > lo.p {
			s.scale[k] += (hi.right - lo.right) * (at - lo.p) / (hi.p - lo.p)
		}
		s.scale[k] = min(max(s.scale[k], 0.01), 0.97)
	}
}

// Reliable is a row of a table that says how often guesses of a confidence are right.
type Reliable struct {
	From           float64 // the confidence, up to the next row's
	Said, Right    int     // of this row
	Above, Correct int     // of this row and those above
}

// Reliability returns, for each twentieth of the confidence of a calibrated model, how many accepted guesses were right.
func (m *Model) Reliability(judged []Judged, encoder bool) []Reliable {
	s := m.pick(encoder)
	const steps = 20
	rows := make([]Reliable, steps)
	for k := range rows {
		rows[k].From = float64(k) / steps
	}
	for _, j := range judged {
		if !s.cut.accepts(j) {
			continue
		}
		k := min(int(s.confidence(&j.Grounds)*steps), steps-1)
		rows[k].Said++
		rows[k].Right += b2i(j.Full)
	}
	for k := steps - 1; k >= 0; k-- {
		rows[k].Above, rows[k].Correct = rows[k].Said, rows[k].Right
		if k+1 < steps {
			rows[k].Above += rows[k+1].Above
			rows[k].Correct += rows[k+1].Correct
		}
	}
	return rows
}
