package encoder

import "math"

// Products are converted to float32 before they are added, which forbids the compiler to fuse the two: so that every processor
// gives the same.

// exp is e to the power of x, for x of 0 or less, to 2 parts in ten million.
func exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	n := float32(math.Floor(float64(float32(x*math.Log2E) + 0.5)))
	r := x - float32(n*0.693359375) // ln 2 in two parts
	r -= float32(n * -2.12194440e-4)
	p := float32(1.9875691500e-4)
	for _, c := range [...]float32{1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		p = float32(p*r) + c
	}
	p = float32(float32(p*r)*r) + r + 1
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}

// stretch is a part of a function between two points of a table: its value at the first, and how much more it has at the second.
type stretch struct{ value, more float32 }

// Shares of attention are e to the power of 0 or less, as a table: what is below its end is no share at all.
const (
	fadeEnd  = 16
	fadeStep = 64
)

var fadeTable = func() (t [fadeEnd * fadeStep]stretch) {
	for i := range t {
		at, next := exp(-float32(i)/fadeStep), exp(-float32(i+1)/fadeStep)
		t[i] = stretch{at, next - at}
	}
	return t
}()

// fade is e to the power of -x, for x of 0 or more, to 3 parts in a hundred thousand.
func fade(x float32) float32 {
	at := float32(x * fadeStep)
	if !(at < fadeEnd*fadeStep) {
		return 0
	}
	i := int32(at)
	p := &fadeTable[i&(fadeEnd*fadeStep-1)]
	return p.value + float32((at-float32(i))*p.more)
}

// The function between the two layers of each block, x times the share of a normal distribution below x, as a table.
const (
	geluEnd  = 6 // beyond, it is 0 or x
	geluStep = 256
)

var geluTable = func() (t [2*geluEnd*geluStep + 1]stretch) {
	at := func(i int) float32 {
		x := float64(i)/geluStep - geluEnd
		return float32(x * 0.5 * (1 + math.Erf(x/math.Sqrt2)))
	}
	for i := range t {
		t[i] = stretch{at(i), at(i+1) - at(i)}
	}
	return t
}()

func gelu(x float32) float32 {
	switch {
	case x <= -geluEnd:
		return 0
	case x >= geluEnd:
		return x
	}
	at := float32((x + geluEnd) * geluStep)
	i := int32(at)
	p := &geluTable[i]
	return p.value + float32((at-float32(i))*p.more)
}

// normalise sets each row of x, of width numbers, to mean 0 and variance 1, times weight plus bias.
func normalise(x []float32, width int, weight, bias []float32) {
	for ; len(x) > 0; x = x[width:] {
		row := x[:width]
		var sum, square float32
		for _, v := range row {
			sum += v
		}
		mean := sum / float32(width)
		for _, v := range row {
			d := v - mean
			square += float32(d * d)
		}
		scale := float32(1 / math.Sqrt(float64(square/float32(width))+1e-12))
		for i, v := range row {
			row[i] = float32(float32((v-mean)*scale)*weight[i]) + bias[i]
		}
	}
}

// levels is the greatest whole number that stands for a number of an activation; with weights of 127 and 1536 products a sum stays
// within 32 bits.
const levels = 4095

// quantise writes a row in whole numbers and returns what one of them is worth.
func quantise(row []float32, out []int16) float32 {
	top := greatest(row)
	scale := levels / top
	out = out[:len(row)]
	for i, v := range row {
		out[i] = rounded(float32(v * scale))
	}
	return top / levels
}

// greatest is the greatest number of a row, signs aside, and never 0. Numbers above 0 are in the order of their bits.
func greatest(row []float32) float32 {
	top := math.Float32bits(1e-9)
	for _, v := range row {
		top = max(top, math.Float32bits(v)&^(1<<31))
	}
	return math.Float32frombits(top)
}

// rounded is the nearest whole number of v, which is below 2^15: beside a number so large, only whole numbers have bits of their own.
func rounded(v float32) int16 {
	return int16(math.Float32bits(v + (1<<23 + 1<<22)))
}
