package statement

import "math"

// The second look: what the sentences around say of a sentence's first probabilities. A commitment stands seldom alone.
const (
	lookBlocks = 5                          // itself, the one before, the one after, those near, the article
	lookInputs = lookBlocks*classes + 1 + 8 // and a constant, and how the sentence stands in the article
)

// first returns the first probabilities of every sentence; of those that are no candidates, certainty of nothing.
func (m *Model) first(v *view, x []*features, at []int) [][classes]float64 {
	p := certain(len(v.frames))
	for k, i := range at {
		p[i] = m.scores(x[k])
	}
	return p
}

// look appends the inputs of the second look at sentence i to in: what the probabilities p say of it and those around it, and how
// it stands in the article. mean is that of p.
func (v *view) look(in []float64, p [][classes]float64, i int, mean *[classes]float64) []float64 {
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
	first := len(in)
	in = append(in, make([]float64, lookBlocks*classes)...)
	x := in[first:]
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
	some := 1 - mean[0]
	f := &v.frames[i]
	return append(in,
		1,
		x[0]*some,
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

// meanOf is the mean of the first probabilities of an article.
func meanOf(p [][classes]float64) (mean [classes]float64) {
	for i := range p {
		for c := range mean {
			mean[c] += p[i][c] / float64(len(p))
		}
	}
	return mean
}

// probabilities returns the final probabilities of every sentence from the first ones p; at are the candidates.
func (m *Model) probabilities(v *view, p [][classes]float64, at []int) [][classes]float64 {
	v.trace.scored("words and cues", p)
	p = m.second(v, p, at)
	v.trace.scored("sentences around", p)
	if v.opinions != nil {
		v.trace.scored("encoder", v.opinions.kinds)
		p = m.mix(v, p, at)
		v.trace.scored("all together", p)
	}
	return p
}

// second returns the probabilities after the second look.
func (m *Model) second(v *view, p [][classes]float64, at []int) [][classes]float64 {
	out, mean := certain(len(p)), meanOf(p)
	in := make([]float64, 0, lookInputs)
	for _, i := range at {
		in = v.look(in[:0], p, i, &mean)
		out[i] = weigh(m.look, in)
	}
	return out
}

// certain is of nothing.
func certain(n int) [][classes]float64 {
	p := make([][classes]float64, n)
	for i := range p {
		p[i][0] = 1
	}
	return p
}

// weigh returns the probabilities that weights, by class and input, give to inputs.
func weigh(weights, in []float64) [classes]float64 {
	var sum [classes]float64
	for c := range sum {
		for k, w := range weights[c*len(in) : (c+1)*len(in)] {
			sum[c] += w * in[k]
		}
	}
	return softmax(sum)
}
