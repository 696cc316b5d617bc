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

// look returns the inputs of the second look at sentence i.
func (v *view) look(p [][classes]float64, i int, mean *[classes]float64) *[lookInputs]float64 {
	var in [lookInputs]float64
	some := 1 - mean[0]
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
	for c := range classes {
		in[c] = math.Log(max(p[i][c], 0.003))
		if i > 0 {
			in[classes+c] = p[i-1][c]
		}
		if i+1 < len(p) {
			in[2*classes+c] = p[i+1][c]
		}
		if n > 0 {
			in[3*classes+c] = near[c] / n
		}
		in[4*classes+c] = mean[c]
	}
	rest := in[lookBlocks*classes:]
	f := &v.frames[i]
	rest[0] = 1
	rest[1] = in[0] * some
	rest[2] = float64(v.density) / 4
	rest[3] = float64(b2i(len(f.codes) >= 2))
	rest[4] = float64(b2i(len(f.codes) == 0))
	rest[5] = float64(b2i(v.meeting))
	rest[6] = 1 / float64(1+i)
	rest[7] = float64(min(len(p), 40)) / 40
	rest[8] = math.Log(max(1-p[i][0], 0.003)) * some
	return &in
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

// probabilities returns the final probabilities of every sentence.
func (m *Model) probabilities(v *view, x []*features, at []int) [][classes]float64 {
	p := m.first(v, x, at)
	mean := meanOf(p)
	out := make([][classes]float64, len(p))
	for i := range out {
		out[i][0] = 1
	}
	for _, i := range at {
		out[i] = m.second(v.look(p, i, &mean))
	}
	v.trace.scored("words and cues", p)
	v.trace.scored("sentences around", out)
	return out
}

func (m *Model) second(in *[lookInputs]float64) [classes]float64 {
	var sum [classes]float64
	for c := range sum {
		for k, value := range in {
			sum[c] += m.look[c*lookInputs+k] * value
		}
	}
	return softmax(sum)
}

// plainLook weighs nothing but the first probabilities.
func plainLook() []float64 {
	w := make([]float64, classes*lookInputs)
	for c := range classes {
		w[c*lookInputs+c] = 1
	}
	return w
}
