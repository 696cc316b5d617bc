package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// parseText reads plain text. The first line is the title if it looks like one, and stays in the
// text: it is where its author put it.
func parseText(text string) Article {
	text = Normalise(text)
	return Article{Title: headline(text), Text: text}
}

// headline returns the first line of a text in normal form if it looks like a title: short, followed by a blank
// line and more text, and not ending as a sentence does.
func headline(text string) string {
	first, rest, ok := strings.Cut(text, "\n\n")
	if !ok || rest == "" || strings.Contains(first, "\n") || utf8.RuneCountInString(first) > 160 {
		return ""
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(first, func(c rune) bool {
		return unicode.In(c, unicode.Pf, unicode.Pe) || c == '"'
	}))
	if strings.ContainsRune(".。．:;,؛،", last) {
		return ""
	}
	return oneLine(first)
}
