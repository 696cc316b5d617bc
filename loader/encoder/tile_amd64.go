//go:build !purego

package encoder

import "golang.org/x/sys/cpu"

//go:noescape
func tileAVX2(a *int16, aStride int, b *int16, bStride int, pairs int, out *int32)

//go:noescape
func tileVNNI(a *int16, aStride int, b *int16, bStride int, pairs int, out *int32)

var (
	hasVNNI = cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VNNI
	hasAVX2 = cpu.X86.HasAVX2
)

// columns is how many columns a tile has on this processor.
var columns = map[bool]int{true: 32, false: 16}[hasVNNI]

// tile makes the sums of four rows of a with columns columns of b; see tileGo.
func tile(a []int16, aStride int, b []int16, bStride, pairs int, out *[4 * maxColumns]int32) {
	_, _ = a[3*aStride+2*pairs-1], b[(pairs-1)*bStride+2*columns-1]
	switch {
	case hasVNNI:
		tileVNNI(&a[0], 2*aStride, &b[0], 2*bStride, pairs, &out[0])
	case hasAVX2:
		tileAVX2(&a[0], 2*aStride, &b[0], 2*bStride, pairs, &out[0])
	default:
		tileGo(a, aStride, b, bStride, pairs, out)
	}
}
