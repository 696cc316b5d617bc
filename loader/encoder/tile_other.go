//go:build !amd64 || purego

package encoder

// columns is how many columns a tile has.
const columns = 16

// tile makes the sums of four rows of a with columns columns of b; see tileGo.
func tile(a []int16, aStride int, b []int16, bStride, pairs int, out *[4 * maxColumns]int32) {
	tileGo(a, aStride, b, bStride, pairs, out)
}
