// Package gloss tells what words mean by concepts that languages share: chemin de fer, железная
// дорога and 铁路 are one. It knows the concrete nouns that agreements are about, enough to tell
// whether two sentences of different languages speak of the same thing.
//
// A language is a file of data; a concept has the same name in all of them.
package gloss

import (
	"embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"entente/graph/terms"
)

//go:embed data/*.txt
var data embed.FS

//go:embed data/broad
var broad string

// Concept numbers a concept, by the order of their names.
type Concept = int

// phrase is a sequence of words that means a concept.
type phrase struct {
	words   []string // as package terms splits them
	open    []bool   // whether a word may end otherwise
	concept Concept
}

// language holds the phrases by their first word, or by what it begins with.
type language struct {
	whole, begins map[string][]phrase
	letters       map[rune][]Concept // characters that mean a concept within any word
	prefixes      []string           // grown together with words, the longest first
	units         []unit             // the longest first
}

// book is what the files say.
type book struct {
	languages map[string]*language
	concepts  []string // their names, sorted
	broad     []bool   // by concept
}

var load = sync.OnceValue(func() book {
	files, err := data.ReadDir("data")
	if err != nil {
		panic(err) // the files are part of the program
	}
	texts := make(map[string]string)
	names := make(map[string]bool)
	for _, f := range files {
		text, err := data.ReadFile("data/" + f.Name())
		if err != nil {
			panic(err)
		}
		lang := strings.TrimSuffix(f.Name(), path.Ext(f.Name()))
		texts[lang] = string(text)
		for _, l := range lines(string(text)) {
			names[l[0]] = true
		}
	}
	delete(names, "prefixes")
	delete(names, "unit")
	b := book{languages: make(map[string]*language), concepts: slices.Sorted(maps.Keys(names))}
	number := make(map[string]Concept)
	for i, n := range b.concepts {
		number[n] = i
	}
	b.broad = make([]bool, len(b.concepts))
	for _, f := range lines(broad) {
		c, ok := number[f[0]]
		if !ok {
			panic("gloss: no language has a word for " + f[0])
		}
		b.broad[c] = true
	}
	for lang, text := range texts {
		b.languages[lang] = parse(text, number)
	}
	return b
})

// lines are the fields of the lines that are no remarks.
func lines(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(line, "|"))
		}
	}
	return out
}

func parse(text string, number map[string]Concept) *language {
	l := &language{whole: make(map[string][]phrase), begins: make(map[string][]phrase), letters: make(map[rune][]Concept)}
	for _, f := range lines(text) {
		if f[0] == "prefixes" {
			for _, p := range f[1:] {
				l.prefixes = append(l.prefixes, terms.Key(p))
			}
			slices.SortFunc(l.prefixes, func(a, b string) int { return len(b) - len(a) })
			continue
		}
		if f[0] == "unit" {
			l.units = append(l.units, units(f[1:])...)
			continue
		}
		for _, s := range f[1:] {
			if r, size := utf8.DecodeRuneInString(s); size == len(s) && unicode.Is(unicode.Han, r) {
				l.letters[r] = append(l.letters[r], number[f[0]])
				continue
			}
			p := phrase{concept: number[f[0]]}
			for _, w := range strings.Fields(s) {
				parts := terms.Of(strings.TrimSuffix(w, "*"))
				for i, part := range parts {
					p.words = append(p.words, part)
					p.open = append(p.open, i == len(parts)-1 && strings.HasSuffix(w, "*"))
				}
			}
			if len(p.words) == 0 {
				panic(fmt.Sprintf("gloss: %q of %s has no word", s, f[0]))
			}
			if p.open[0] {
				l.begins[p.words[0]] = append(l.begins[p.words[0]], p)
			} else {
				l.whole[p.words[0]] = append(l.whole[p.words[0]], p)
			}
		}
	}
	slices.SortStableFunc(l.units, func(a, b unit) int { return len(b.word) - len(a.word) })
	return l
}

// Knows reports whether there is a gloss of the language.
func Knows(lang string) bool { return load().languages[lang] != nil }

// Broad reports whether a concept is one of very many agreements, such as construction or training,
// which tells little.
func Broad(c Concept) bool { return load().broad[c] }

// Of returns the concepts that words of a language mean, as terms.Of split them, each once,
// ascending; none of a language that is not known.
func Of(lang string, words []string) []Concept {
	l := load().languages[lang]
	if l == nil {
		return nil
	}
	var out []Concept
	for i := range words {
		out = l.at(out, words[i], words[i+1:])
		if len(l.letters) > 0 {
			for _, r := range words[i] {
				out = append(out, l.letters[r]...)
			}
		}
		for _, p := range l.prefixes {
			if rest, ok := strings.CutPrefix(words[i], p); ok && len(rest) >= 4 {
				out = l.at(out, rest, words[i+1:])
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// at adds the concepts of the phrases that begin with a word.
func (l *language) at(out []Concept, word string, behind []string) []Concept {
	add := func(phrases []phrase) {
		for _, p := range phrases {
			if l.follows(p, behind) {
				out = append(out, p.concept)
			}
		}
	}
	add(l.whole[word])
	for n := range word {
		if n > 0 {
			add(l.begins[word[:n]])
		}
	}
	add(l.begins[word])
	return out
}

// follows reports whether the words behind the first are those of the phrase.
func (l *language) follows(p phrase, behind []string) bool {
	if len(behind) < len(p.words)-1 {
		return false
	}
	for i, w := range p.words[1:] {
		b := behind[i]
		if b == w || p.open[i+1] && strings.HasPrefix(b, w) {
			continue
		}
		if !slices.ContainsFunc(l.prefixes, func(prefix string) bool { return b == prefix+w || p.open[i+1] && strings.HasPrefix(b, prefix+w) }) {
			return false
		}
	}
	return true
}
