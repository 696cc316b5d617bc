package lexicon

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TermKind is what a phrase of the word lists is.
type TermKind uint8

// The kinds of term. Those of offices are explained at the head of the English titles.txt, those of
// projects at the head of the English projects.txt.
const (
	TermOffice TermKind = iota + 1 // Value indexes Terms.Offices
	TermPortfolio
	TermRank
	TermBody
	TermHonorific
	TermLink
	TermParticle
	TermBar
	TermStop
	TermPair
	TermHost
	TermFamily   // a character that begins a family name
	TermForeign  // a character that spells foreign names
	TermBoundary // a character that no foreign name holds though it spells some
	TermOf       // ties a country to what stands before it
	TermAnd      // joins two offices of one person
	TermPlural   // a word of office of several people
	TermPerson   // a full name; Value indexes Terms.Persons
	TermSurname  // a short name; Value indexes Terms.Persons
	TermInitiative
	TermLevel
	TermPanel
	TermHead  // the noun of a framework that the lists do not name; Value indexes Terms.Initiatives
	TermNoun  // Value indexes Terms.Nouns
	TermNamed // Value indexes Terms.Works
	TermBuild
	TermFresh
	TermTie
	TermLoose
)

// Term is one meaning of a phrase. Exact, where it is not empty, is the only spelling that counts.
type Term struct {
	Kind  TermKind
	Value int32
	Exact string
}

// Terms holds the phrases of one language that name offices, persons, initiatives and projects. They are
// stored as one automaton over the numbers of words, so that a text pays one look-up a word, however
// long the lists are. A Terms is immutable and safe for concurrent use.
type Terms struct {
	Offices     []OfficeWord
	Ranks       []string // what a TermRank's Value indexes: DEPUTY, FORMER or ACTING
	Persons     []Person
	Initiatives []InitiativeName
	Nouns       []ProjectNoun
	Works       []ProjectNoun

	familyFirst []string         // countries whose people are named family name first
	familyLast  []string         // countries whose people are named in either order; the lists put the family name last
	names       []bool           // by word number: it is part of a known person's name
	families    []bool           // by word number: it is a known person's family name
	words       map[string]int32 // folded word -> number from 1; inflected forms of one word share a number
	phrases     automaton
	out         [][]Term // by node
	inf         inflections
	latin       latin
	apart       []string // how a word begins that is of another phrase than the one before it
}

// Apart reports whether a folded word begins so that it belongs to another phrase than the word before it, as with "and the" in a
// script that writes these together with the next word.
func (t *Terms) Apart(word string) bool {
	return slices.ContainsFunc(t.apart, func(begin string) bool { return strings.HasPrefix(word, begin) })
}

// Word returns the number of a folded word, 0 if no phrase holds it.
func (t *Terms) Word(folded string) int32 { return t.words[folded] }

// Step returns the automaton's node after a word, 0 if no phrase goes on so. The first node is 0.
func (t *Terms) Step(node, word int32) int32 { return t.phrases.step(node, word) }

// At returns what the phrase that ends at a node means.
func (t *Terms) At(node int32) []Term { return t.out[node] }

// Lemmas returns the forms that a folded word of a name may have in the dictionary, the word itself
// first, the others in the order of the language's rules.
func (t *Terms) Lemmas(word string) []string { return t.inf.lemmas(word) }

// Forms returns a folded word of a name and its inflected forms.
func (t *Terms) Forms(word string) []string {
	out := []string{word}
	for _, l := range t.Lemmas(word) {
		out = append(out, l)
		out = append(out, t.inf.forms(l)...)
	}
	return out
}

// Inflects reports whether names change their form in this language.
func (t *Terms) Inflects() bool { return len(t.inf) > 0 }

// NameWord reports whether the word with a number is part of a known person's name.
func (t *Terms) NameWord(word int32) bool {
	return word > 0 && int(word) < len(t.names) && t.names[word]
}

// FamilyWord reports whether the word with a number is a known person's family name.
func (t *Terms) FamilyWord(word int32) bool {
	return word > 0 && int(word) < len(t.families) && t.families[word]
}

// FamilyFirst reports whether the people of a country are named family name first.
func (t *Terms) FamilyFirst(country string) bool { return slices.Contains(t.familyFirst, country) }

// IdeographHome is the country of people who are named in ideographs, family name first, and whose country the text does not
// name; "" if there is none.
func (t *Terms) IdeographHome() string {
	if len(t.familyFirst) == 0 {
		return ""
	}
	return t.familyFirst[0]
}

// entry is one form of a word list before it is compiled.
type entry struct {
	term  Term
	form  string
	where string
}

// compiler collects entries, then numbers words and builds the automaton.
type compiler struct {
	t         *Terms
	entries   []entry
	paradigms map[string][]string
	parent    []int32
}

func (c *compiler) add(kind TermKind, value int, form, where string) {
	e := entry{term: Term{Kind: kind, Value: int32(value)}, form: form, where: where}
	if rest, ok := strings.CutPrefix(form, "*"); ok {
		e.form, e.term.Exact = rest, rest
	}
	c.entries = append(c.entries, e)
}

func (c *compiler) find(i int32) int32 {
	for c.parent[i] != i {
		c.parent[i] = c.parent[c.parent[i]]
		i = c.parent[i]
	}
	return i
}

func (c *compiler) number(word string) int32 {
	if n, ok := c.t.words[word]; ok {
		return n
	}
	n := int32(len(c.parent))
	c.parent = append(c.parent, n)
	c.t.words[word] = n
	return n
}

// class gives all forms of one word the same number.
func (c *compiler) class(forms []string) int32 {
	first := c.number(forms[0])
	for _, f := range forms[1:] {
		a, b := c.find(first), c.find(c.number(f))
		if a != b {
			c.parent[b] = a
		}
	}
	return first
}

// build numbers the words of all entries, then lays the automaton.
func (c *compiler) build() error {
	c.parent = []int32{0}
	seqs := make([][]int32, len(c.entries))
	for i, e := range c.entries {
		for _, piece := range strings.Fields(e.form) {
			stem, paradigm, inflected := strings.Cut(piece, "~")
			words := SplitWords(stem)
			if len(words) == 0 {
				return fmt.Errorf("%s: %q holds no word", e.where, e.form)
			}
			for j, w := range words {
				forms := []string{w}
				if inflected && j == len(words)-1 {
					rest := SplitWords(paradigm)
					if len(rest) == 0 {
						return fmt.Errorf("%s: %q names no paradigm", e.where, e.form)
					}
					endings, ok := c.paradigms[rest[0]]
					if !ok {
						return fmt.Errorf("%s: unknown paradigm %q", e.where, rest[0])
					}
					forms = forms[:0]
					for _, ending := range endings {
						forms = append(forms, w+ending)
					}
				} else if e.term.Kind == TermPerson || e.term.Kind == TermSurname {
					forms = append(forms, c.t.inf.forms(w)...)
				}
				seqs[i] = append(seqs[i], c.class(forms))
				if inflected && j == len(words)-1 {
					for _, w := range SplitWords(paradigm)[1:] {
						seqs[i] = append(seqs[i], c.number(w))
					}
				}
			}
		}
	}
	for w, n := range c.t.words {
		c.t.words[w] = c.find(n)
	}
	c.t.names = make([]bool, len(c.parent))
	c.t.families = make([]bool, len(c.parent))
	for i, e := range c.entries {
		for _, w := range seqs[i] {
			switch e.term.Kind {
			case TermPerson:
				c.t.names[c.find(w)] = true
			case TermSurname:
				c.t.families[c.find(w)] = true
			}
		}
	}
	c.t.out = [][]Term{nil}
	for i, e := range c.entries {
		node := int32(0)
		for _, w := range seqs[i] {
			next, fresh := c.t.phrases.lay(node, c.find(w))
			if fresh {
				c.t.out = append(c.t.out, nil)
			}
			node = next
		}
		known := false
		for _, t := range c.t.out[node] {
			known = known || t == e.term
		}
		if !known {
			c.t.out[node] = append(c.t.out[node], e.term)
		}
	}
	c.t.phrases.compile()
	return nil
}

// dropGiven drops the short names that are also given names, or parts of longer names, of other people: they name nobody.
func (c *compiler) dropGiven() {
	bearer := map[string]int32{} // the person with a given name, -1 for several
	for _, e := range c.entries {
		words := strings.Fields(e.form)
		if e.term.Kind != TermPerson || len(words) < 2 {
			continue
		}
		if c.t.FamilyFirst(c.t.Persons[e.term.Value].Country) {
			words = words[1:]
		} else {
			words = words[:len(words)-1]
		}
		for _, w := range words {
			f := FoldWord(w)
			if who, ok := bearer[f]; ok && who != e.term.Value {
				bearer[f] = -1
			} else {
				bearer[f] = e.term.Value
			}
		}
	}
	c.entries = slices.DeleteFunc(c.entries, func(e entry) bool {
		who, ok := bearer[FoldWord(e.form)]
		return ok && e.term.Kind == TermSurname && who != e.term.Value && strings.Contains(c.t.Persons[e.term.Value].Name, " ")
	})
}

// lines calls f with the fields of each line of a word list that is neither blank nor a comment. A file that
// is not there has no lines: a language may lack it.
func lines(fsys fs.FS, path string, f func(where string, fields []string) error) error {
	data, err := fs.ReadFile(fsys, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "|")
		if err := f(fmt.Sprintf("%s:%d", path, i+1), fields); err != nil {
			return err
		}
	}
	return nil
}

// LoadTerms compiles the word lists of one language from the folders "lang" and "all" of fsys. An error names file and line.
func LoadTerms(fsys fs.FS, lang string) (*Terms, error) {
	c := &compiler{t: &Terms{words: map[string]int32{}}, paradigms: map[string][]string{}}
	for _, read := range []func(fs.FS, string) error{c.titles, c.persons, c.letters, c.initiatives, c.projects} {
		if err := read(fsys, lang); err != nil {
			return nil, err
		}
	}
	c.dropGiven()
	if err := c.build(); err != nil {
		return nil, err
	}
	return c.t, nil
}

// IsIdeograph reports whether r is written without spaces between words, so that each is a word here.
func IsIdeograph(r rune) bool {
	return r >= 0x3400 && r <= 0x9fff || r >= 0x3040 && r <= 0x30ff || r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff
}

// SplitWords cuts a form into folded words as the finders cut texts: runs of letters and digits, single
// ideographs, single marks of punctuation.
func SplitWords(s string) []string {
	var words []string
	start := -1
	for i, r := range s {
		if isLetter(r) && !IsIdeograph(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			words = append(words, FoldWord(s[start:i]))
			start = -1
		}
		if !unicode.IsSpace(r) {
			words = append(words, FoldWord(s[i:i+utf8.RuneLen(r)]))
		}
	}
	if start >= 0 {
		words = append(words, FoldWord(s[start:]))
	}
	return words
}

// FoldWord maps a word to the form in which lists and texts meet: lower case, without accents, with one
// sign for each kind of hyphen, apostrophe and middle dot, and with the Arabic letters that are often
// interchanged written alike.
func FoldWord(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c >= 'A' && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	buf := make([]byte, 0, len(s))
	for _, r := range s {
		buf = AppendFolded(buf, r)
	}
	return string(buf)
}

// appendFoldedSlow is AppendFolded without the table.
func appendFoldedSlow(buf []byte, r rune) []byte {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(buf, byte(r))
	case r >= 0x4e00 && r <= 0x9fff:
		return utf8.AppendRune(buf, r)
	case r >= 0x410 && r <= 0x44f:
		if r < 0x430 {
			r += 0x20
		}
		return utf8.AppendRune(buf, r)
	case r >= 0x600 && r <= 0x6ff:
		switch r {
		case 'أ', 'إ', 'آ', 'ٱ':
			r = 'ا'
		case 'ى', 'ئ', 'ی':
			r = 'ي'
		case 'ؤ':
			r = 'و'
		case 'ة':
			r = 'ه'
		case 'ک':
			r = 'ك'
		case 'ء':
			return buf
		}
		if r == 0x640 || r >= 0x64b && r <= 0x65f || r == 0x670 {
			return buf
		}
		return utf8.AppendRune(buf, r)
	}
	switch r {
	case 'ё', 'Ё':
		return append(buf, "е"...)
	case '’', '‘', 'ʼ', '`', '´', '′':
		return append(buf, '\'')
	case '‐', '‑', '–', '—', '−', '－', '﹣':
		return append(buf, '-')
	case '•', '‧', '・', '∙':
		return append(buf, "·"...)
	case '“', '”', '«', '»', '„', '「', '」', '『', '』':
		return append(buf, '"')
	case 'ß':
		return append(buf, "ss"...)
	case 'ø', 'Ø':
		return append(buf, 'o')
	case 'ł', 'Ł':
		return append(buf, 'l')
	case 'đ', 'Đ', 'ð', 'Ð':
		return append(buf, 'd')
	case 'ı', 'İ':
		return append(buf, 'i')
	case 'æ', 'Æ', 'ə', 'Ə':
		return append(buf, 'e')
	case 'œ', 'Œ':
		return append(buf, "oe"...)
	case 0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0xfeff:
		return buf
	case '，':
		return append(buf, ',')
	case '（':
		return append(buf, '(')
	case '）':
		return append(buf, ')')
	case '：':
		return append(buf, ':')
	case 'й', 'Й':
		return append(buf, "й"...)
	}
	if r >= 0xff01 && r <= 0xff5e {
		return appendFoldedSlow(buf, r-0xfee0)
	}
	if unicode.Is(unicode.Mn, r) {
		return buf
	}
	r = unicode.ToLower(r)
	if r >= 0xc0 && r < 0x250 || r >= 0x1e00 && r < 0x1f00 {
		var tmp [utf8.UTFMax]byte
		d := norm.NFD.Bytes(tmp[:utf8.EncodeRune(tmp[:], r)])
		base, _ := utf8.DecodeRune(d)
		return utf8.AppendRune(buf, base)
	}
	return utf8.AppendRune(buf, r)
}
