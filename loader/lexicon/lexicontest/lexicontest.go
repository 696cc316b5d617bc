// Package lexicontest holds a small invented language for tests of the engine, so that work on the data of real ones cannot break
// them. Its countries borrow the codes of uninhabited islands: Arnor is BV, Gondor HM, Rohan UM.
package lexicontest

import (
	"embed"
	"io/fs"

	"entente/loader/lexicon"
)

//go:embed toy
var files embed.FS

// FS is the file system of the toy language, whose tag is "art".
func FS() fs.FS {
	sub, err := fs.Sub(files, "toy")
	if err != nil {
		panic(err) // toy is embedded under that name
	}
	return sub
}

// Toy returns the toy language.
func Toy() *lexicon.Language {
	l, err := lexicon.Load(FS(), "art")
	if err != nil {
		panic(err)
	}
	return l
}
