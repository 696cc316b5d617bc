//go:build !purego

package encoder

type way struct {
	name string
	use  func()
}

// ways are the ways to multiply that this processor has, the one that it takes last.
func ways() []way {
	vnni, avx2, wide := hasVNNI, hasAVX2, columns
	all := []way{{"plain Go", func() { hasVNNI, hasAVX2, columns = false, false, 16 }}}
	if avx2 {
		all = append(all, way{"AVX2", func() { hasVNNI, hasAVX2, columns = false, true, 16 }})
	}
	return append(all, way{"as it is", func() { hasVNNI, hasAVX2, columns = vnni, avx2, wide }})
}
