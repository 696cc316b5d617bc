package encoder

import (
	"math/rand/v2"
	"testing"
)

func TestTile(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	numbers := func(n, top int) []int16 {
		out := make([]int16, n)
		for i := range out {
			out[i] = int16(random.IntN(2*top+1) - top)
		}
		return out
	}
	for _, width := range []int{2, 32, 96, 384, 1536} {
		a, b := numbers(4*width, levels), numbers(width*maxColumns, 127)
		if width == 1536 { // the largest sum that there can be
			for k := range width {
				a[k] = levels
				b[k/2*2*maxColumns+k%2] = 127
			}
		}
		var got, want [4 * maxColumns]int32
		tile(a, width, b, 2*maxColumns, width/2, &got)
		tileGo(a, width, b, 2*maxColumns, width/2, &want)
		if got != want {
			t.Errorf("%d products: %v, want %v", width, got, want)
		}
		if width == 1536 && got[0] != 1536*levels*127 {
			t.Errorf("the largest sum is %d, want %d", got[0], 1536*levels*127)
		}
	}
}

func TestProduct(t *testing.T) {
	const rows, width, outputs = 5, 6, 2 * maxColumns
	weights := make([]byte, outputs*width)
	for i := range weights {
		weights[i] = byte(i * 7)
	}
	a := make([]int16, (rows+3)*width)
	for i := range rows * width {
		a[i] = int16(i - 11)
	}
	made := make([]int32, rows*outputs)
	product(a, rows, width, paired(weights, outputs, width), outputs, func(row, column int, sums *[4 * maxColumns]int32) {
		for r := row; r < min(row+4, rows); r++ {
			copy(made[r*outputs+column:], sums[(r-row)*columns:][:columns])
		}
	})
	for r := range rows {
		for c := range outputs {
			want := int32(0)
			for k := range width {
				want += int32(a[r*width+k]) * int32(int8(weights[c*width+k]))
			}
			if got := made[r*outputs+c]; got != want {
				t.Fatalf("row %d, column %d: %d, want %d", r, c, got, want)
			}
		}
	}
}

func BenchmarkTile(b *testing.B) {
	x, w := make([]int16, 4*384), make([]int16, 384*maxColumns)
	var out [4 * maxColumns]int32
	for b.Loop() {
		tile(x, 384, w, 2*maxColumns, 192, &out)
	}
	b.ReportMetric(float64(b.N)*4*384*float64(columns)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
