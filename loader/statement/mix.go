package statement

import (
	"math"
	"math/rand/v2"
	"slices"

	"entente/loader/encoder"
)

// mixture is how much the encoder counts beside the linear scorer. Whether a sentence states anything and what it then states are
// weighed apart: the encoder knows more of the one, the words of the lexicon more of the other.
type mixture struct {
	Some       [someInputs]float64 // log odds that there is a statement
	Linear     float64             // what the linear scorer's logarithms of the kinds count
	Encoder    float64             // what the encoder's count
	Kind       [classes]float64    // and of each kind, whatever they say
	Own, Party float64             // what the ranker's sum and the encoder's log odds of parties count
	By         float64             // what the encoder's log odds of who commits count beside the weights
}

// plainMixture is where fitting begins.
var plainMixture = mixture{Some: [someInputs]float64{0.5, 0.5}, Linear: 0.7, Encoder: 0.3, Own: 1}

// someInputs are both scorers' log odds, a constant, and what the encoder says around.
const someInputs = 7

// mix returns the probabilities p of the linear scorer after those of the encoder have been weighed in.
func (m *Model) mix(v *view, p [][classes]float64, at []int) [][classes]float64 {
	out, mean := certain(len(p)), meanOf(v.opinions.kinds)
	for _, i := range at {
		switch {
		case i >= v.opinions.rest:
			out[i] = p[i]
		case v.opinions.asked[i]:
			in := v.someInputs(p, i, &mean)
			out[i] = m.mixture.weigh(&in, &p[i], &v.opinions.kinds[i])
		}
	}
	return out
}

func (v *view) someInputs(p [][classes]float64, i int, mean *[classes]float64) [someInputs]float64 {
	kinds := v.opinions.kinds
	in := [someInputs]float64{odds(1 - p[i][0]), odds(1 - kinds[i][0]), 1}
	if i > 0 {
		in[3] = 1 - kinds[i-1][0]
	}
	if i+1 < len(kinds) {
		in[4] = 1 - kinds[i+1][0]
	}
	in[5] = 1 - mean[0]
	in[6] = float64(b2i(len(v.frames[i].codes) == 0))
	return in
}

// odds are the log odds of a probability.
func odds(p float64) float64 {
	p = min(max(p, least), 1-least)
	return math.Log(p / (1 - p))
}

// weigh returns the probabilities of the classes.
func (m *mixture) weigh(in *[someInputs]float64, linear, encoder *[classes]float64) [classes]float64 {
	sum := 0.0
	for k, w := range m.Some {
		sum += w * in[k]
	}
	some := 1 / (1 + math.Exp(-sum))
	kinds := m.kinds(linear, encoder)
	for c := range kinds {
		kinds[c] *= some
	}
	kinds[0] = 1 - some
	return kinds
}

// kinds returns the probabilities of the kinds if there is a statement.
func (m *mixture) kinds(linear, encoder *[classes]float64) [classes]float64 {
	var sums [classes]float64
	sums[0] = math.Inf(-1)
	for c := 1; c < classes; c++ {
		sums[c] = m.Linear*math.Log(max(linear[c], 1e-4)) + m.Encoder*math.Log(max(encoder[c], 1e-4)) + m.Kind[c]
	}
	return softmax(sums)
}

// Tell sets what the encoder thinks of a sentence of the lesson; it must not have learnt from it. It reports whether the sentence is
// a candidate: where it is none, sentences have been cut otherwise since the encoder was asked.
func (l Lesson) Tell(sentence int, j encoder.Judgement) bool {
	if !slices.Contains(l.frames, sentence) {
		return false
	}
	if l.v.opinions == nil {
		l.v.opinions = newOpinions(len(l.v.frames))
	}
	l.v.opinions.set(sentence, j)
	return true
}

// Told reports whether Tell was called.
func (l Lesson) Told() bool { return l.v.opinions != nil }

// mixCase is a sentence about which both scorers were asked.
type mixCase struct {
	in              [someInputs]float64
	linear, encoder [classes]float64
	target          [classes]float64
}

// Mix fits how much the encoder counts beside the linear scorer, from lessons that have been told what it thinks; part is a linear
// scorer that has not learnt from them. The same lessons give the same weights.
func (m *Model) Mix(part *Model, lessons []Lesson) {
	var cases []mixCase
	for _, l := range lessons {
		p := part.first(l.v, l.x, l.frames)
		second := part.second(l.v, p, l.frames)
		o := l.v.opinions
		asked := askable(p, l.frames)
		for _, s := range l.frames {
			if !slices.Contains(asked, s) {
				o.asked[s], o.kinds[s] = false, [classes]float64{1}
			}
		}
		mean := meanOf(o.kinds)
		for _, s := range l.frames {
			if o.asked[s] {
				cases = append(cases, mixCase{l.v.someInputs(second, s, &mean), second[s], o.kinds[s], l.target(s)})
			}
		}
	}
	m.mixture = fitMixture(cases)
	m.mixParties(part, lessons)
}

// fitMixture descends along the gradient of the cases' likelihood.
func fitMixture(cases []mixCase) mixture {
	m := plainMixture
	var square struct {
		some [someInputs]float64
		kind [classes + 2]float64
	}
	step := func(w, q *float64, g float64) {
		*q += g * g
		*w -= 0.03 * g / (math.Sqrt(*q) + 0.1)
	}
	random := rand.New(rand.NewPCG(7, 8))
	for range 12 {
		random.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for i := range cases {
			c := &cases[i]
			p := m.weigh(&c.in, &c.linear, &c.encoder)
			some := 1 - c.target[0]
			for k, value := range c.in {
				step(&m.Some[k], &square.some[k], (1-p[0]-some)*value)
			}
			if some == 0 {
				continue
			}
			kinds := m.kinds(&c.linear, &c.encoder)
			linear, encoder := 0.0, 0.0
			for k := 1; k < classes; k++ {
				g := kinds[k] - c.target[k]
				step(&m.Kind[k], &square.kind[k], g)
				linear += g * math.Log(max(c.linear[k], 1e-4))
				encoder += g * math.Log(max(c.encoder[k], 1e-4))
			}
			step(&m.Linear, &square.kind[0], linear)
			step(&m.Encoder, &square.kind[classes], encoder)
		}
	}
	return m
}

// mixParties tries what the encoder's odds of parties and of who commits count, and keeps the likeliest.
func (m *Model) mixParties(part *Model, lessons []Lesson) {
	choices, _ := partyCases(lessons, false)
	trial := *part
	best := math.Inf(-1)
	for own := 0.5; own <= 1.01; own += 0.1 {
		for odds := 0.0; odds <= 1.01; odds += 0.1 {
			trial.mixture = mixture{Own: own, Party: odds}
			sum := 0.0
			for _, c := range choices {
				if c.right >= 0 {
					sum += math.Log(max(share(trial.partySums(c.v, c.sentence, c.options), c.right), 1e-4))
				}
			}
			if sum > best {
				best, m.mixture.Own, m.mixture.Party = sum, own, odds
			}
		}
	}
	most := -1
	for odds := 0.0; odds <= 1; odds += 0.1 {
		trial.mixture = mixture{By: odds}
		right := 0
		for _, c := range choices {
			if c.right < 0 || len(c.by) == 0 {
				continue
			}
			by := trial.commits(c.v, &c.v.frames[c.sentence], class(c.label.Kind), c.label.Parties)
			want := slices.Clone(c.label.By)
			slices.Sort(want)
			right += b2i(slices.Equal(by, want))
		}
		if right > most {
			most, m.mixture.By = right, odds
		}
	}
}
