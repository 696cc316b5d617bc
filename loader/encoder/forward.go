package encoder

import (
	"math"
	"sync"
)

// Judgement is what the model thinks of a sentence.
type Judgement struct {
	Kinds   [Classes]float32      // logarithms of the probabilities: none, then the kinds in the order of graph.Kinds
	Parties [Countries][2]float32 // for each country of the article, log odds of being a party and of committing itself
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

// Judge reads a passage and returns what it thinks of each sentence that was asked about, in their order. It is a pure function, and
// gives the same bits on every processor.
func (m *Model) Judge(p *Passage) []Judgement {
	b := pool.Get().(*scratch)
	defer pool.Put(b)
	n := min(len(p.ids), m.positions)
	b.x, b.y = grown(b.x, n*width), grown(b.y, n*width)
	for i := range n {
		row := b.x[i*width : (i+1)*width]
		m.embed(p.ids[i], row)
		for k, at := range m.position[i*width : (i+1)*width] {
			row[k] += at
		}
		if p.odd[i] {
			for k, o := range m.odd {
				row[k] += o
			}
		}
	}
	normalise(b.x, width, m.norm, m.normBias)
	for i := range m.blocks {
		m.blocks[i].read(b, n)
	}
	return m.conclude(b.x, p, n)
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
	width   = 384
	heads   = 12
	within  = width / heads
	meeting = 64 // numbers by which a sentence and a country meet
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
				b.k[place(i, d, within)] = v
			}
			top = max(top, greatest(row[2*width:2*width+within]))
		}
		scale := levels / top
		for i := range n {
			for d, v := range b.wide[i*3*width+h*within+2*width:][:within] {
				b.v[place(d, i, padded)] = rounded(float32(v * scale))
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
		if v > top { // max would look for what is no number too
			top = v
		}
	}
	sum := float32(0)
	for i, v := range w {
		w[i] = fade(top - v)
		sum += w[i]
	}
	scale := shares / sum
	out = out[:len(w)]
	for i, v := range w {
		out[i] = rounded(float32(v * scale))
	}
}

// conclude reads the kinds of each sentence from the mean of its pieces and the piece that ends it; the parties from these, from how
// the country stands in the list, and from how it stands in the sentence.
func (m *Model) conclude(x []float32, p *Passage, n int) []Judgement {
	row := func(i int) []float32 { return x[i*width : (i+1)*width] }
	countries := min(p.countries, n-1)
	offers := make([]float32, countries*2*meeting)
	for c := range countries {
		m.offer.times(row(1+c), offers[c*2*meeting:])
	}
	out := make([]Judgement, len(p.asked))
	var pooled [2 * width]float32
	var asks [2 * meeting]float32
	var listed, named [2]float32
	for s, at := range p.asked {
		if at.to >= n {
			out[s] = Judgement{} // of what it has not read it knows nothing
			continue
		}
		mean(pooled[:width], x, at, func(int) bool { return true })
		copy(pooled[width:], row(at.to))
		j := &out[s]
		m.kind.times(pooled[:], j.Kinds[:])
		logarithms(j.Kinds[:])
		m.ask.times(pooled[:], asks[:])
		for c := range countries {
			m.listed.times(row(1+c), listed[:])
			named = [2]float32{}
			if id := TokenCountry + int32(c); mean(pooled[:width], x, at, func(i int) bool { return p.ids[i] == id }) {
				m.named.times(pooled[:width], named[:])
			}
			for k := range j.Parties[c] {
				j.Parties[c][k] = dot(asks[k*meeting:(k+1)*meeting], offers[(2*c+k)*meeting:]) + listed[k] + named[k]
			}
		}
	}
	return out
}

// mean sets out to the mean of those rows of a span that are wanted; it reports whether there is any.
func mean(out, x []float32, at span, want func(i int) bool) bool {
	clear(out)
	count := 0
	for i := at.from; i < at.to; i++ {
		if want(i) {
			count++
			for k, v := range x[i*width : (i+1)*width] {
				out[k] += v
			}
		}
	}
	for k := range out {
		out[k] /= float32(max(count, 1))
	}
	return count > 0
}

// logarithms turns sums into the logarithms of the probabilities that they stand for.
func logarithms(sums []float32) {
	top, total := float32(math.Inf(-1)), float32(0)
	for _, v := range sums {
		top = max(top, v)
	}
	for _, v := range sums {
		total += exp(v - top)
	}
	for i := range sums {
		sums[i] -= top + float32(math.Log(float64(total)))
	}
}

// head is a small layer of weights that reads conclusions.
type head struct{ weights, bias []float32 }

func (h *head) times(x, out []float32) {
	for i, b := range h.bias {
		out[i] = dot(x, h.weights[i*len(x):]) + b
	}
}

func dot(a, b []float32) float32 {
	sum := float32(0)
	for i, v := range a {
		sum += float32(v * b[i])
	}
	return sum
}
