package article

import (
	"strings"
	"unicode/utf8"
)

// Normalise brings a text into the form that is kept and that all offsets mean: UTF-8, lines
// that end in LF without blanks before it, paragraphs divided by one blank line, no blank lines
// at either end, no byte order mark, and none of the ASCII control characters except tab and LF. All
// other code points stay as they are, so that a quote is what the article wrote, even the controls
// behind ASCII, as which old wires carry the quotation marks of Windows. It never fails
// (broken bytes become U+FFFD) and a text in normal form stays the same.
func Normalise(text string) string {
	if normal(text) {
		return text
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	text = strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return c
		case c == '\u2028' || c == '\v' || c == '\f':
			return '\n'
		case c == '\u2029':
			return '\u2029' // below: it takes two characters
		case c == '\uFEFF' || c < ' ' && c != '\r' || c == 0x7F:
			return -1
		}
		return c
	}, text)
	text = newlines.Replace(text)
	var b strings.Builder
	b.Grow(len(text))
	blank := false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, " \t\u00A0\u3000")
		if line == "" {
			blank = true
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if blank {
				b.WriteByte('\n')
			}
		}
		b.WriteString(line)
		blank = false
	}
	return b.String()
}

// normal reports whether a text is plainly in the normal form. It may say no of one that is.
func normal(text string) bool {
	if text == "" || text[0] == '\n' || text[len(text)-1] == '\n' || !utf8.ValidString(text) {
		return text == ""
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == ' ' || c == '\t':
			if i+1 == len(text) || text[i+1] == '\n' {
				return false
			}
		case c == '\n':
			if text[i+1] == '\n' && text[i+2] == '\n' { // the last byte is none
				return false
			}
		case c < ' ' || c == 0x7F:
			return false // a control
		case c == 0xE2 && text[i+1] == 0x80 && (text[i+2] == 0xA8 || text[i+2] == 0xA9):
			return false // a separator
		case c == 0xEF && text[i+1] == 0xBB && text[i+2] == 0xBF:
			return false // a byte order mark
		case c == 0xC2 && text[i+1] == 0xA0 && (i+2 == len(text) || text[i+2] == '\n'),
			c == 0xE3 && text[i+1] == 0x80 && text[i+2] == 0x80 && (i+3 == len(text) || text[i+3] == '\n'):
			return false // another blank at the end of a line
		}
	}
	return true
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2029", "\n\n")

// oneLine makes a title or a name of a text: blanks and line ends become single spaces.
func oneLine(s string) string {
	return strings.Join(strings.Fields(Normalise(s)), " ")
}
