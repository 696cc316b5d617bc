package statement

import "math"

// The second look: what the sentences around say of a sentence's first probabilities. A commitment stands seldom alone.
const (
	lookBlocks = 5                          // itself, the one before, the one after, those near, the article
	lookInputs = lookBlocks*classes + 1 + 8 // and a constant, and how the sentence stands in the article
)

// first returns the first probabilities of every sentence; of those that are no candidates, certainty of nothing.
func (m *Model) first(v *view, x []*features, at []int) [][classes]float64 {
	p := make([][classes]float64, len(v.frames))
	for i := range p {
		p[i][0] = 1
	}
	for k, i := range at {
		p[i] = m.scores(x[k])
	}
	return p
}

// look appends the inputs of the second look at sentence i to in: those of the first probabilities and how the sentence stands.
func (v *view) look(in []float64, p [][classes]float64, i int) []float64 {
	first := len(in)
	in = nearby(in, p, i)
	some := 1 - in[first+4*classes]
	f := &v.frames[i]
	return append(in,
		1,
		in[first]*some,
		float64(v.density)/4,
		float64(b2i(len(f.codes) >= 2)),
		float64(b2i(len(f.codes) == 0)),
		float64(b2i(v.meeting)),
		1/float64(1+i),
		float64(min(len(p), 40))/40,
		math.Log(max(1-p[i][0], least))*some)
}

// least is the least probability whose logarithm is told apart.
const least = 0.003

// nearby appends what the probabilities p say of sentence i and those around it.
func nearby(in []float64, p [][classes]float64, i int) []float64 {
	first := len(in)
	in = append(in, make([]float64, lookBlocks*classes)...)
	x := in[first:]
	near := [classes]float64{}
	n := 0.0
	for k := max(0, i-3); k <= min(len(p)-1, i+3); k++ {
		if k == i {
			continue
		}
		n++
		for c := range near {
			near[c] += p[k][c]
		}
	}
	mean := meanOf(p)
	for c := range classes {
		x[c] = math.Log(max(p[i][c], least))
		if i > 0 {
			x[classes+c] = p[i-1][c]
		}
		if i+1 < len(p) {
			x[2*classes+c] = p[i+1][c]
		}
		if n > 0 {
			x[3*classes+c] = near[c] / n
		}
		x[4*classes+c] = mean[c]
	}
	return in
}

// meanOf is the mean of the first probabilities of an article.
func meanOf(p [][classes]float64) (mean [classes]float64) {
	for i := range p {
		for c := range mean {
			mean[c] += p[i][c] / float64(len(p))
		}
	}
	return mean
}

// inputs are those of the second look at sentence i, where the encoder was asked with what it says.
func (v *view) inputs(p [][classes]float64, i int) []float64 {
	in := v.look(make([]float64, 0, mixedInputs), p, i)
	if v.opinions != nil {
		in = nearby(in, v.opinions.kinds, i)
	}
	return in
}

// mixedInputs are those of the second look where the encoder is asked.
const mixedInputs = lookInputs + lookBlocks*classes

// probabilities returns the final probabilities of every sentence from the first ones p; at are the candidates.
func (m *Model) probabilities(v *view, p [][classes]float64, at []int) [][classes]float64 {
	s := m.stage(v)
	out := make([][classes]float64, len(p))
	for i := range out {
		out[i][0] = 1
	}
	for _, i := range at {
		if v.opinions == nil || v.opinions.asked[i] {
			out[i] = s.second(v.inputs(p, i))
		}
	}
	v.trace.scored("words and cues", p)
	if v.opinions != nil {
		v.trace.scored("encoder", v.opinions.kinds)
	}
	v.trace.scored("sentences around", out)
	return out
}

func (s *stage) second(in []float64) [classes]float64 {
	var sum [classes]float64
	for c := range sum {
		for k, w := range s.look[c*len(in) : (c+1)*len(in)] {
			sum[c] += w * in[k]
		}
	}
	return softmax(sum)
}

// plainLook weighs nothing but the first probabilities, and those of the encoder where it is asked.
func plainLook(inputs int) []float64 {
	w := make([]float64, classes*inputs)
	for c := range classes {
		if inputs == lookInputs {
			w[c*inputs+c] = 1
			continue
		}
		w[c*inputs+c], w[c*inputs+lookInputs+c] = 0.4, 0.6
	}
	return w
}
