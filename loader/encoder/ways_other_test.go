//go:build !amd64 || purego

package encoder

type way struct {
	name string
	use  func()
}

// ways are the ways to multiply that this processor has.
func ways() []way { return []way{{"as it is", func() {}}} }
