package encoder

import (
	"math"
	"sync"
)

// Judgement is what the model thinks of a sentence.
type Judgement struct {
	Kinds   [Classes]float32      // logarithms of the probabilities: none, then the kinds in the order of graph.Kinds
	Parties [Countries][2]float32 // for each country of the sequence, log odds of being a party and of committing itself
}

// Classes are none and five kinds.
const Classes = 6

// matrix is a layer of weights in whole numbers with what they are worth.
type matrix struct {
	outputs, inputs int
	weights         []int16   // by pairs; see tileGo
	scale, bias     []float32 // of each output
}

// rows are activations in whole numbers: count rows of width numbers, each with what one is worth. There is room for three more.
type rows struct {
	count, width int
	values       []int16
	scale        []float32
}

func (r *rows) set(x []float32, count, width int) {
	r.count, r.width = count, width
	r.values, r.scale = grown(r.values, (count+3)*width), grown(r.scale, count)
	for i := range count {
		r.scale[i] = quantise(x[i*width:(i+1)*width], r.values[i*width:(i+1)*width])
	}
}

func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// times sets out, a row for each row of x, to x times the matrix plus the bias.
func (m *matrix) times(x *rows, out []float32) {
	product(x.values, x.count, m.inputs, m.weights, m.outputs, func(row, column int, sums *[4 * maxColumns]int32) {
		scale, bias := m.scale[column:][:columns], m.bias[column:][:columns]
		for r := row; r < min(row+4, x.count); r++ {
			worth, to := x.scale[r], out[r*m.outputs+column:][:columns]
			for c, s := range sums[(r-row)*columns:][:columns] {
				to[c] = float32(float32(float32(s)*worth)*scale[c]) + bias[c]
			}
		}
	})
}

type block struct {
	attend, out, up, down              matrix
	norm1, norm1Bias, norm2, norm2Bias []float32
}

// scratch is the memory that one judgement needs; it is used again.
type scratch struct {
	x, y, wide, context []float32
	in                  rows
	q, k, v, p          []int16
	qs, ks              []float32
	weights             []float32
}

var pool = sync.Pool{New: func() any { return new(scratch) }}

// Judge reads a sequence. It is a pure function, and gives the same bits on every processor.
func (m *Model) Judge(s Sequence) Judgement {
	b := pool.Get().(*scratch)
	defer pool.Put(b)
	n := min(len(s.IDs), m.positions)
	b.x, b.y = grown(b.x, n*width), grown(b.y, n*width)
	for i := range n {
		row := b.x[i*width : (i+1)*width]
		m.embed(s.IDs[i], row)
		for k, p := range m.position[i*width : (i+1)*width] {
			row[k] += p
		}
		if i >= s.Sentence {
			for k, p := range m.own {
				row[k] += p
			}
		}
	}
	normalise(b.x, width, m.norm, m.normBias)
	for i := range m.blocks {
		m.blocks[i].read(b, n)
	}
	return m.conclude(b.x, s, n)
}

// read is one block: attention, then two layers, each added to what was there.
func (l *block) read(b *scratch, n int) {
	b.in.set(b.x, n, width)
	b.wide = grown(b.wide, n*3*width)
	l.attend.times(&b.in, b.wide)
	b.attention(n)
	b.in.set(b.context, n, width)
	l.out.times(&b.in, b.y)
	for i := range b.x {
		b.x[i] += b.y[i]
	}
	normalise(b.x, width, l.norm1, l.norm1Bias)

	b.in.set(b.x, n, width)
	b.wide = grown(b.wide, n*4*width)
	l.up.times(&b.in, b.wide)
	for i, v := range b.wide {
		b.wide[i] = gelu(v)
	}
	b.in.set(b.wide, n, 4*width)
	l.down.times(&b.in, b.y)
	for i := range b.x {
		b.x[i] += b.y[i]
	}
	normalise(b.x, width, l.norm2, l.norm2Bias)
}

// The shape of the model.
const (
	width  = 384
	heads  = 12
	within = width / heads
)

// shares is the greatest whole number that stands for a share of attention.
const shares = 32767

// attention sets context to what each piece takes from the others; wide holds for each piece what it asks, offers and gives.
func (b *scratch) attention(n int) {
	padded := (n + maxColumns - 1) / maxColumns * maxColumns
	b.context = grown(b.context, n*width)
	b.q, b.k = grown(b.q, (n+3)*within), grown(b.k, within*padded)
	b.v, b.p = grown(b.v, padded*within), grown(b.p, (n+3)*padded)
	b.qs, b.ks = grown(b.qs, n), grown(b.ks, padded)
	b.weights = grown(b.weights, n*padded)
	clear(b.k) // what pads is zero
	clear(b.v)
	clear(b.p)
	clear(b.ks)
	norm := float32(1 / math.Sqrt(within))
	var line [within]int16
	for h := range heads {
		top := float32(1e-9)
		for i := range n {
			row := b.wide[i*3*width+h*within:]
			b.qs[i] = quantise(row[:within], b.q[i*within:(i+1)*within]) * norm
			b.ks[i] = quantise(row[width:width+within], line[:])
			for d, v := range line {
				b.k[d/2*2*padded+2*i+d%2] = v
			}
			top = max(top, greatest(row[2*width:2*width+within]))
		}
		scale := levels / top
		for i := range n {
			for d, v := range b.wide[i*3*width+h*within+2*width:][:within] {
				b.v[i/2*2*within+2*d+i%2] = rounded(float32(v * scale))
			}
		}
		product(b.q, n, within, b.k, padded, func(row, column int, sums *[4 * maxColumns]int32) {
			worth := b.ks[column:][:columns]
			for r := row; r < min(row+4, n); r++ {
				to := b.weights[r*padded+column:][:columns]
				for c, s := range sums[(r-row)*columns:][:columns] {
					to[c] = float32(float32(float32(s)*b.qs[r]) * worth[c])
				}
			}
		})
		for i := range n {
			share(b.weights[i*padded:][:n], b.p[i*padded:])
		}
		worth := top / levels / shares
		product(b.p, n, padded, b.v, within, func(row, column int, sums *[4 * maxColumns]int32) {
			for r := row; r < min(row+4, n); r++ {
				to := b.context[r*width+h*within+column:][:columns]
				for c, s := range sums[(r-row)*columns:][:columns] {
					to[c] = float32(s) * worth
				}
			}
		})
	}
}

// share writes weights as shares of one whole, by their powers of e.
func share(w []float32, out []int16) {
	top := w[0]
	for _, v := range w {
		top = max(top, v)
	}
	sum := float32(0)
	for i, v := range w {
		w[i] = exp(v - top)
		sum += w[i]
	}
	scale := shares / sum
	for i, v := range w {
		out[i] = rounded(float32(v * scale))
	}
}

// conclude reads the kinds from the mean of the sentence's own pieces and the first piece, the parties from the countries' list.
func (m *Model) conclude(x []float32, s Sequence, n int) Judgement {
	var j Judgement
	var pooled [2 * width]float32
	from := min(s.Sentence, n-1)
	for i := from; i < n; i++ {
		for k, v := range x[i*width : (i+1)*width] {
			pooled[k] += v
		}
	}
	for k := range width {
		pooled[k] /= float32(n - from)
	}
	copy(pooled[width:], x[:width])
	top, sum := float32(math.Inf(-1)), float32(0)
	for c := range j.Kinds {
		j.Kinds[c] = dot(pooled[:], m.kind[c*2*width:]) + m.kindBias[c]
		top = max(top, j.Kinds[c])
	}
	for _, v := range j.Kinds {
		sum += exp(v - top)
	}
	for c := range j.Kinds {
		j.Kinds[c] -= top + float32(math.Log(float64(sum)))
	}
	for i := range min(s.Countries, Countries, n-1) {
		for k := range 2 {
			j.Parties[i][k] = dot(x[(1+i)*width:(2+i)*width], m.party[k*width:]) + m.partyBias[k]
		}
	}
	return j
}

func dot(a, b []float32) float32 {
	sum := float32(0)
	for i, v := range a {
		sum += float32(v * b[i])
	}
	return sum
}
