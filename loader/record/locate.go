package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Finder finds quotes in one text with white space folded, so that a quote whose lines were broken
// elsewhere is still found. Making one reads the text once; each search takes linear time.
type Finder struct {
	folded string // the text with each run of white space as one blank
	at     []int  // the places in folded from which on
	shift  []int  // so many bytes were left out before
}

// NewFinder returns a finder for the text.
func NewFinder(text string) *Finder {
	f := &Finder{at: []int{0}, shift: []int{0}}
	var b strings.Builder
	b.Grow(len(text))
	copied := 0 // what of the text is in b
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isSpace(r) {
			i += size
			continue
		}
		end := len(text) - len(strings.TrimLeftFunc(text[i:], isSpace))
		b.WriteString(text[copied:i])
		b.WriteByte(' ')
		copied = end
		if left := end - b.Len(); left != f.shift[len(f.shift)-1] {
			f.at = append(f.at, b.Len())
			f.shift = append(f.shift, left)
		}
		i = end
	}
	b.WriteString(text[copied:])
	f.folded = b.String()
	return f
}

// Locate returns the byte spans at which the quote stands in the text, in order and without
// overlap. Any run of white space matches any other; everything else must be equal byte for byte.
// A quote of white space alone stands nowhere.
func (f *Finder) Locate(quote string) [][2]int {
	quote = strings.Join(strings.FieldsFunc(quote, isSpace), " ")
	if quote == "" {
		return nil
	}
	var places [][2]int
	for from := 0; ; {
		at := strings.Index(f.folded[from:], quote)
		if at < 0 {
			return places
		}
		start := from + at
		from = start + len(quote)
		places = append(places, [2]int{f.original(start), f.original(from-1) + 1})
	}
}

// original maps a byte of folded that belongs to no white space to its place in the text.
func (f *Finder) original(i int) int {
	n, found := slices.BinarySearch(f.at, i)
	if !found {
		n--
	}
	return i + f.shift[n]
}

// isSpace reports whether r is white space: the Unicode property and the four separators of
// ASCII, which Python and many databases count as white space too.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// findMention returns the span of the first place where the mention stands in text as a word of
// its own, or else, since a word may carry a clitic or an ending, of the first where it stands at
// all.
func findMention(text, mention string) (span [2]int, ok bool) {
	if mention == "" || len(mention) > maxName {
		return span, false
	}
	for from := 0; ; {
		at := strings.Index(text[from:], mention)
		if at < 0 {
			return span, ok
		}
		start := from + at
		place := [2]int{start, start + len(mention)}
		if !ok {
			span, ok = place, true
		}
		if freeStanding(text, place) {
			return place, true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}

// freeStanding reports whether neither end of the span cuts through a word.
func freeStanding(text string, span [2]int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:span[0]])
	first, _ := utf8.DecodeRuneInString(text[span[0]:span[1]])
	last, _ := utf8.DecodeLastRuneInString(text[span[0]:span[1]])
	after, _ := utf8.DecodeRuneInString(text[span[1]:])
	return !(joins(before) && joins(first)) && !(joins(last) && joins(after))
}

// joins reports whether r belongs to one word with a neighbour of the same sort: letters, marks
// and digits do, but not the characters of scripts that write no spaces.
func joins(r rune) bool {
	if r == utf8.RuneError {
		return false
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
