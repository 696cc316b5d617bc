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
	Some    [someInputs]float64  // log odds that there is a statement
	Linear  float64              // what the linear scorer's logarithms of the kinds count
	Encoder float64              // what the encoder's count
	Kind    [classes]float64     // and of each kind, whatever they say
	Party   [partyInputs]float64 // what speaks for an option of parties
	By      float64              // what the encoder's log odds of who commits count beside the weights
}

// plainMixture is where fitting begins.
var plainMixture = mixture{Some: [someInputs]float64{0.5, 0.5}, Linear: 0.5, Encoder: 0.5, Party: [partyInputs]float64{1}}

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

// Held are lessons that have been told what the encoder thinks, and a linear scorer; neither that nor the encoder has learnt from them.
type Held struct {
	Part    *Model
	Lessons []Lesson
}

// Mix fits how much the encoder counts beside the linear scorer. The same lessons give the same weights.
func (m *Model) Mix(held []Held) {
	var cases []mixCase
	for _, h := range held {
		for _, l := range h.Lessons {
			p := h.Part.first(l.v, l.x, l.frames)
			second := h.Part.second(l.v, p, l.frames)
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
	}
	m.mixture = fitMixture(cases)
	m.mixParties(held)
}

// fitMixture descends along the gradient of the cases' likelihood.
func fitMixture(cases []mixCase) mixture {
	m := plainMixture
	var square mixture
	random := rand.New(rand.NewPCG(7, 8))
	for range 12 {
		random.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for i := range cases {
			c := &cases[i]
			p := m.weigh(&c.in, &c.linear, &c.encoder)
			some := 1 - c.target[0]
			for k, value := range c.in {
				descend(&m.Some[k], &square.Some[k], (1-p[0]-some)*value)
			}
			if some == 0 {
				continue
			}
			kinds := m.kinds(&c.linear, &c.encoder)
			linear, encoder := 0.0, 0.0
			for k := 1; k < classes; k++ {
				g := kinds[k] - c.target[k]
				descend(&m.Kind[k], &square.Kind[k], g)
				linear += g * math.Log(max(c.linear[k], 1e-4))
				encoder += g * math.Log(max(c.encoder[k], 1e-4))
			}
			descend(&m.Linear, &square.Linear, linear)
			descend(&m.Encoder, &square.Encoder, encoder)
		}
	}
	return m
}

// descend takes a step along the gradient g of a weight, shorter the more has been seen of it (AdaGrad, Duchi et al. 2011).
func descend(w, square *float64, g float64) {
	*square += g * g
	*w -= 0.03 * g / (math.Sqrt(*square) + 0.1)
}

// partyInputs are the ranker's sum for an option, and of the encoder the log odds of just these countries, those of the least likely of
// them, those of the likeliest other, and whether it would choose them.
const partyInputs = 5

func (v *view) partyInputs(i int, sum float64, parties []string) [partyInputs]float64 {
	in := [partyInputs]float64{sum}
	if v.opinions == nil || !v.opinions.asked[i] {
		return in
	}
	in[1] = max(v.partyOdds(i, parties), -12)
	least, most := 6.0, -6.0
	for r, c := range v.ranked[:min(len(v.ranked), encoder.Countries-1)] {
		if odds := v.opinions.parties[i][r][0]; slices.Contains(parties, c) {
			least = min(least, odds)
		} else {
			most = max(most, odds)
		}
	}
	in[2], in[3] = max(least, -6), min(most, 6)
	in[4] = float64(b2i(slices.Equal(sorted(v.likelyParties(i)), parties)))
	return in
}

// mixParties fits what the encoder's odds of parties count, and tries what those of who commits do.
func (m *Model) mixParties(held []Held) {
	choices := make([][]partyCase, len(held))
	for k, h := range held {
		choices[k], _ = partyCases(h.Lessons, false)
	}
	// each calls do for every choice, with the scorer that has not learnt from it.
	each := func(mix mixture, do func(trial *Model, c *partyCase)) {
		for k, h := range held {
			trial := *h.Part
			trial.mixture = mix
			for i := range choices[k] {
				do(&trial, &choices[k][i])
			}
		}
	}
	m.mixture.Party = fitParties(held, choices)
	most := -1
	for odds := 0.0; odds <= 1; odds += 0.1 {
		right := 0
		each(mixture{By: odds}, func(trial *Model, c *partyCase) {
			if c.right < 0 || len(c.by) == 0 {
				return
			}
			by := trial.commits(c.v, &c.v.frames[c.sentence], class(c.label.Kind), c.label.Parties)
			want := slices.Clone(c.label.By)
			slices.Sort(want)
			right += b2i(slices.Equal(by, want))
		})
		if right > most {
			most, m.mixture.By = right, odds
		}
	}
}

// fitParties descends along the gradient of the right options' likelihood.
func fitParties(held []Held, choices [][]partyCase) [partyInputs]float64 {
	type choice struct {
		inputs [][partyInputs]float64
		right  int
	}
	var all []choice
	for k, h := range held {
		for _, c := range choices[k] {
			if c.right < 0 || c.v.opinions == nil || !c.v.opinions.asked[c.sentence] {
				continue
			}
			to := choice{right: c.right}
			for _, o := range c.options {
				to.inputs = append(to.inputs, c.v.partyInputs(c.sentence, h.Part.partySum(&o), o.parties))
			}
			all = append(all, to)
		}
	}
	w := plainMixture.Party
	var square [partyInputs]float64
	random := rand.New(rand.NewPCG(11, 12))
	for range 12 {
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, c := range all {
			sums := make([]float64, len(c.inputs))
			for k := range c.inputs {
				sums[k] = dot(&w, &c.inputs[k])
			}
			var g [partyInputs]float64
			for k := range c.inputs {
				miss := share(sums, k) - float64(b2i(k == c.right))
				for n, x := range c.inputs[k] {
					g[n] += miss * x
				}
			}
			for n := range g {
				descend(&w[n], &square[n], g[n])
			}
		}
	}
	return w
}

func dot(a, b *[partyInputs]float64) (sum float64) {
	for k := range a {
		sum += a[k] * b[k]
	}
	return sum
}
