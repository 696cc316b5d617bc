// Package terms splits text into the words that names and quotes are searched and compared by.
// Stores index what it returns, so that all of them find alike.
package terms

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Of returns the words of the texts in their order, repeats included: case-folded, without marks,
// punctuation or tatweel, with the Arabic letters that are written in several ways made one. A run
// of Han, kana or Thai letters, which are written without blanks, gives its overlapping pairs of
// letters, a single letter itself.
func Of(texts ...string) []string {
	var s splitter
	for _, text := range texts {
		s.split(text)
		s.end()
	}
	return s.words
}

// Set returns the distinct words of the texts in byte order.
func Set(texts ...string) []string {
	words := Of(texts...)
	slices.Sort(words)
	return slices.Compact(words)
}

type splitter struct {
	words []string
	word  []byte
	run   []rune // of letters written without blanks
}

func (s *splitter) split(text string) {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			switch {
			case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
				s.letter(c)
			case 'A' <= c && c <= 'Z':
				s.letter(c + 'a' - 'A')
			default:
				s.end()
			}
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		for _, r := range norm.NFKD.String(text[i : i+size]) {
			s.rune(r)
		}
		i += size
	}
}

func (s *splitter) letter(c byte) {
	s.endRun()
	s.word = append(s.word, c)
}

// same maps letters that writers use for one another.
var same = map[rune]rune{'ى': 'ي', 'ة': 'ه', 'ی': 'ي', 'ک': 'ك', 'ё': 'е', 'ß': 's', 'ı': 'i', 'ł': 'l', 'ø': 'o', 'đ': 'd'}

func (s *splitter) rune(r rune) {
	switch {
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), r == 'ـ':
		// marks, format characters and tatweel do not part a word
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
		s.endWord()
		s.run = append(s.run, r)
	case unicode.IsLetter(r), unicode.IsDigit(r):
		s.endRun()
		r = unicode.ToLower(r)
		if m, ok := same[r]; ok {
			r = m
		}
		s.word = utf8.AppendRune(s.word, r)
	default:
		s.end()
	}
}

func (s *splitter) end() {
	s.endWord()
	s.endRun()
}

func (s *splitter) endWord() {
	if len(s.word) > 0 {
		s.words = append(s.words, string(s.word))
		s.word = s.word[:0]
	}
}

func (s *splitter) endRun() {
	if len(s.run) == 1 {
		s.words = append(s.words, string(s.run))
	}
	for i := 1; i < len(s.run); i++ {
		s.words = append(s.words, string(s.run[i-1:i+1]))
	}
	s.run = s.run[:0]
}

// Key is the text's words joined by one blank: equal for spellings that differ in case, marks or
// punctuation alone.
func Key(text string) string { return strings.Join(Of(text), " ") }
