package gloss

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// unit is a word that multiplies the number before it.
type unit struct {
	word  string // small letters, as NFKD has them
	times float64
}

// units reads a line's fields: a power of ten and words.
func units(fields []string) []unit {
	power, err := strconv.Atoi(fields[0])
	if err != nil {
		panic("gloss: " + fields[0] + " is no power of ten")
	}
	var out []unit
	for _, w := range fields[1:] {
		out = append(out, unit{fold(w), math.Pow10(power)})
	}
	return out
}

func fold(s string) string { return strings.ToLower(norm.NFKD.String(s)) }

// Numbers returns the numbers of a text of a language that say something: multiplied by a word such
// as million behind them, each once, ascending. Those that may be a day or a year are left out.
func Numbers(lang, text string) []float64 {
	l := load().languages[lang]
	if l == nil {
		l = &language{}
	}
	var out []float64
	for rest := fold(text); rest != ""; {
		start := strings.IndexFunc(rest, unicode.IsDigit)
		if start < 0 {
			break
		}
		rest = rest[start:]
		end := 0
		for end < len(rest) {
			r, size := utf8.DecodeRuneInString(rest[end:])
			next, _ := utf8.DecodeRuneInString(rest[end+size:])
			if !unicode.IsDigit(r) && !(strings.ContainsRune(".,٫٬\u00a0 ", r) && unicode.IsDigit(next)) {
				break
			}
			end += size
		}
		value := number(rest[:end])
		rest = rest[end:]
		times := l.times(strings.TrimLeft(rest, " -\u00a0"))
		value *= times
		if times > 1 || value > 31 && (value < 1900 || value > 2100 || value != math.Trunc(value)) {
			out = append(out, value)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// times is what a unit at the head of a text multiplies by, 1 if there is none.
func (l *language) times(text string) float64 {
	for _, u := range l.units {
		if rest, ok := strings.CutPrefix(text, u.word); ok {
			if next, _ := utf8.DecodeRuneInString(rest); !unicode.IsLetter(next) || unicode.Is(unicode.Han, next) {
				return u.times
			}
		}
	}
	return 1
}

// number reads digits, of any script, that points, commas or blanks part: a separator before three
// digits groups them, the last one before other digits is the decimal point.
func number(s string) float64 {
	var digits strings.Builder
	point := false
	parts := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	for i, p := range parts {
		if i > 0 && utf8.RuneCountInString(p) != 3 && i == len(parts)-1 {
			digits.WriteByte('.')
			point = true
		}
		for _, r := range p {
			digits.WriteByte('0' + digit(r))
		}
		if point {
			break
		}
	}
	v, err := strconv.ParseFloat(digits.String(), 64)
	if err != nil {
		return 0
	}
	return v
}

// digit is the value of a decimal digit: those of a script stand in a row that begins with zero.
func digit(r rune) byte {
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return byte(r - zero)
}
