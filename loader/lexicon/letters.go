package lexicon

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// latin writes names in Latin letters: known words of names as they are usual, others letter by letter.
type latin struct {
	words   map[string]string // folded word of a name -> the usual spelling
	letters map[rune]string
}

// letters reads all/letters.txt, and learns the spelling of words from the names of persons.txt: those forms that have as many words
// as the name are taken word by word.
func (c *compiler) letters(fsys fs.FS, _ string) error {
	c.t.latin = latin{map[string]string{}, map[rune]string{}}
	count := map[[2]string]int{}
	for _, e := range c.entries {
		if e.term.Kind != TermPerson {
			continue
		}
		name := strings.Fields(c.t.Persons[e.term.Value].Name)
		form := strings.FieldsFunc(e.form, func(r rune) bool { return unicode.IsSpace(r) || r == '·' })
		if len(form) != len(name) || len(form) < 2 {
			continue
		}
		for i, w := range form {
			if r, _ := utf8.DecodeRuneInString(w); r < 0x370 {
				continue
			}
			f := FoldWord(w)
			count[[2]string{f, name[i]}]++
			if usual := c.t.latin.words[f]; usual == "" || count[[2]string{f, name[i]}] > count[[2]string{f, usual}] {
				c.t.latin.words[f] = name[i] // the spelling that most people have
			}
		}
	}
	return lines(fsys, "all/letters.txt", func(where string, f []string) error {
		if len(f) != 2 || f[0] == "" {
			return fmt.Errorf("%s: a line is letters|Latin", where)
		}
		for _, r := range f[0] {
			if _, ok := c.t.latin.letters[r]; ok {
				return fmt.Errorf("%s: %c stands on an earlier line too", where, r)
			}
			c.t.latin.letters[r] = f[1]
		}
		return nil
	})
}

// Latin writes one folded word of a name in Latin letters, with a capital. A letter that no list knows stays as it is.
func (t *Terms) Latin(word string) string {
	if w := t.latin.words[word]; w != "" {
		return w
	}
	var b strings.Builder
	if first, n := utf8.DecodeRuneInString(word); first >= 0x600 && first < 0x700 {
		// A script without short vowels: the article apart, an "a" where a word would begin with two consonants.
		if rest, ok := strings.CutPrefix(word, "ال"); ok && utf8.RuneCountInString(rest) > 2 {
			return "al-" + t.Latin(rest)
		}
		a, z := t.latin.letters[first], word[n:]
		second, _ := utf8.DecodeRuneInString(z)
		if c := t.latin.letters[second]; a != "" && a != "a" && c != "" && !strings.Contains("aiwy", c[:1]) {
			b.WriteString(a + "a")
			word = z
		}
	}
	for _, r := range word {
		s, ok := t.latin.letters[r]
		if !ok {
			s = string(r)
		}
		b.WriteString(s)
	}
	s := b.String()
	if strings.HasSuffix(s, "iy") || strings.HasSuffix(s, "yy") {
		s = s[:len(s)-2] + "y" // "Lavrenty", as usual, not "Lavrentiy"
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// Spelt reports whether a folded word is one of a known person's name whose usual spelling is known.
func (t *Terms) Spelt(word string) bool { return t.latin.words[word] != "" }
