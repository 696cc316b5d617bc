package encoder

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The tokens that every vocabulary begins with. Countries stand for the countries of an article, the most salient first; Person
// stands for the name of a person.
const (
	tokenStart = iota
	tokenPad
	tokenEnd
	tokenUnknown
	TokenPerson
	TokenCountry     // and the Countries-1 that follow
	Countries    = 8 // the last of them stands for all the others
	firstPiece   = TokenCountry + Countries
	boundary     = "\u2581" // begins a piece that begins a word
	longestPiece = 16       // runes
	unknownScore = -30
	longestWord  = 400 // bytes that are read of a run without blanks
)

// vocabulary cuts words into pieces: of all ways to write a word with pieces, the one whose scores have the greatest sum (a
// unigram language model, as in Kudo 2018, "Subword Regularization").
type vocabulary struct {
	numbers map[string]int32
	scores  []float32
}

// cutter holds what cutting one word needs, so that many words cost few allocations.
type cutter struct {
	word  []byte
	ends  []int // ends[i] is the first byte of rune i
	best  []float32
	piece []int32
	from  []int
}

// cut appends the pieces of a word to ids. begins says whether a blank stands before the word.
func (v *vocabulary) cut(c *cutter, ids []int32, word string, begins bool) []int32 {
	if len(word) > longestWord {
		word = word[:longestWord]
	}
	c.word = c.word[:0]
	if begins {
		c.word = append(c.word, boundary...)
	}
	c.word = norm.NFKC.AppendString(c.word, word)
	c.ends = c.ends[:0]
	for i := 0; i < len(c.word); {
		_, n := utf8.DecodeRune(c.word[i:])
		c.ends = append(c.ends, i)
		i += n
	}
	runes := len(c.ends)
	c.ends = append(c.ends, len(c.word))
	c.best, c.piece, c.from = c.best[:0], c.piece[:0], c.from[:0]
	for range runes + 1 {
		c.best = append(c.best, -1e30)
		c.piece = append(c.piece, tokenUnknown)
		c.from = append(c.from, 0)
	}
	c.best[0] = 0
	for i := range runes {
		for e := i + 1; e <= min(runes, i+longestPiece); e++ {
			n, ok := v.numbers[string(c.word[c.ends[i]:c.ends[e]])]
			if !ok {
				continue
			}
			if s := c.best[i] + v.scores[n]; s > c.best[e] {
				c.best[e], c.piece[e], c.from[e] = s, n, i
			}
		}
		if s := c.best[i] + unknownScore; s > c.best[i+1] {
			c.best[i+1], c.piece[i+1], c.from[i+1] = s, tokenUnknown, i
		}
	}
	first := len(ids)
	for e := runes; e > 0; e = c.from[e] {
		ids = append(ids, c.piece[e])
	}
	for i, k := first, len(ids)-1; i < k; i, k = i+1, k-1 {
		ids[i], ids[k] = ids[k], ids[i]
	}
	return ids
}
