package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// char is what is known of a character that is one or two bytes long in UTF-8: the tables of package unicode are searched once for
// each, and not for each time that it stands in a text.
type char struct {
	class charClass
	size  uint8   // of fold
	fold  [4]byte // see AppendFolded
}

type charClass uint8

const (
	charWord      charClass = 1 << iota // see isLetter
	charLetter                          // unicode.IsLetter
	charUpper                           // unicode.IsUpper
	charDigit                           // unicode.IsDigit
	charMark                            // unicode.Mn
	charBlank                           // unicode.IsSpace
	charInvisible                       // see invisible
)

// manyChars is how many characters the table has: those before it are shorter than three bytes.
const manyChars = 0x800

var chars = func() *[manyChars]char {
	table := new([manyChars]char)
	for r := range rune(manyChars) {
		c := &table[r]
		for _, is := range []struct {
			class charClass
			of    bool
		}{{charWord, isLetterSlow(r)}, {charLetter, unicode.IsLetter(r)}, {charUpper, unicode.IsUpper(r)}, {charDigit, unicode.IsDigit(r)},
			{charMark, unicode.Is(unicode.Mn, r)}, {charBlank, unicode.IsSpace(r)}, {charInvisible, invisible(r)}} {
			if is.of {
				c.class |= is.class
			}
		}
		c.size = uint8(len(appendFoldedSlow(c.fold[:0], r)))
	}
	return table
}()

// classOf returns the classes of a character.
func classOf(r rune) charClass {
	if r < manyChars {
		return chars[r].class
	}
	class := charClass(0)
	switch {
	case unicode.IsLetter(r):
		class = charWord | charLetter
		if unicode.IsUpper(r) {
			class |= charUpper
		}
	case unicode.IsDigit(r):
		class = charWord | charDigit
	case unicode.Is(unicode.M, r):
		class = charWord
		if unicode.Is(unicode.Mn, r) {
			class |= charMark
		}
	case unicode.IsSpace(r):
		class = charBlank
	case invisible(r):
		class = charInvisible
	}
	return class
}

// isLetter reports whether a character is part of words: a letter, a digit or a mark on one of them.
func isLetter(r rune) bool { return classOf(r)&charWord != 0 }

func isLetterSlow(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// AppendFolded appends the folded form of one rune to buf; see FoldWord.
func AppendFolded(buf []byte, r rune) []byte {
	if uint32(r) < manyChars {
		c := &chars[r]
		if c.size == 1 {
			return append(buf, c.fold[0])
		}
		return append(buf, c.fold[:c.size]...)
	}
	if r >= firstHan && r <= lastHan {
		return utf8.AppendRune(buf, r)
	}
	return appendFoldedSlow(buf, r)
}
