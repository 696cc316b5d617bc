package encoder

import (
	_ "embed"
	"sync"
)

//go:embed weights.bin
var embedded []byte

// Builtin is the model that the program carries.
var Builtin = sync.OnceValue(func() *Model {
	m, err := Read(embedded)
	if err != nil {
		panic("encoder: the embedded weights are broken: " + err.Error()) // a test checks that they are not
	}
	return m
})
