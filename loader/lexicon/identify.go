package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"unicode/utf8"
)

// identifySample is how many bytes of a text are looked at to tell its language. More changes little.
const identifySample = 2 << 10

// otherFile is all/others.yaml: what languages that have no folder look like, so that they are not taken for one that has.
type otherFile struct {
	Others []struct {
		Name     string   `yaml:"name"`
		Common   []string `yaml:"common"`
		Letters  string   `yaml:"letters"`
		Examples []string `yaml:"examples"` // texts that must not be taken for one of a language that has a folder
	} `yaml:"others"`
}

// identifier tells languages apart by their frequent words and their peculiar letters.
type identifier struct {
	tongues []string           // the tags of languages, "" for one that has no folder
	words   map[string][]int32 // folded frequent word -> tongues
	letters map[rune][]int32   // letter that no other language of the script has -> tongues
	maybe   [64]uint64         // a bit for the last 12 of each of the letters

	examples []identifyExample
}

// identifyExample is a text with the tag of its language, "" if that has no folder.
type identifyExample struct{ where, text, tag string }

// check runs the examples.
func (id *identifier) check() []error {
	var faults []error
	for _, e := range id.examples {
		if got := id.identify(e.text); got != e.tag {
			faults = append(faults, fmt.Errorf("%s: %q is taken for %q, not %q", e.where, e.text, got, e.tag))
		}
	}
	return faults
}

func newIdentifier(fsys fs.FS) (*identifier, error) {
	id := &identifier{words: map[string][]int32{}, letters: map[rune][]int32{}}
	add := func(tag, letters string, common []string) {
		n := int32(len(id.tongues))
		id.tongues = append(id.tongues, tag)
		for _, r := range letters {
			id.letters[r] = append(id.letters[r], n)
			id.maybe[r>>6&63] |= 1 << (r & 63)
		}
		for _, w := range common {
			w = FoldWord(w)
			if !slices.Contains(id.words[w], n) {
				id.words[w] = append(id.words[w], n)
			}
		}
	}
	for _, tag := range Tags(fsys) {
		var f langFile
		if err := readYAML(fsys, tag+"/lang.yaml", &f); err != nil {
			return nil, err
		}
		add(tag, f.Letters, f.Common)
		at := exampleLines(fsys, tag+"/lang.yaml")
		for i, text := range f.Examples {
			id.examples = append(id.examples, identifyExample{at(i), text, tag})
		}
	}
	var others otherFile
	if err := readYAML(fsys, "all/others.yaml", &others); err != nil {
		return nil, err
	}
	for _, o := range others.Others {
		if len(o.Common) == 0 {
			return nil, fmt.Errorf("all/others.yaml: %s has no common words", o.Name)
		}
		add("", o.Letters, o.Common)
		for _, text := range o.Examples {
			id.examples = append(id.examples, identifyExample{"all/others.yaml: " + o.Name, text, ""})
		}
	}
	return id, nil
}

var builtinIdentifier = sync.OnceValue(func() *identifier {
	id, err := newIdentifier(Data())
	if err != nil {
		panic(fmt.Sprintf("lexicon: the embedded data are broken: %v", err)) // a test checks that they are not
	}
	return id
})

// Identify returns the tag of the built-in language that a text is written in, "" if that is another one or cannot be told. The
// beginning of the text is enough to it.
func Identify(text string) string { return builtinIdentifier().identify(text) }

func (id *identifier) identify(text string) string {
	if len(text) > identifySample {
		end := identifySample
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	scores := make([]int, len(id.tongues))
	words := 0
	var buf [64]byte
	word := buf[:0] // folded, as SplitWords would
	end := func() {
		if r, _ := utf8.DecodeRune(word); len(word) > 0 && isLetter(r) && (r >= utf8.RuneSelf || r > '9') {
			words++
			for _, t := range id.words[string(word)] {
				scores[t] += 2
			}
		}
		word = word[:0]
	}
	for _, r := range text {
		if r >= utf8.RuneSelf && id.maybe[r>>6&63]&(1<<(r&63)) != 0 {
			for _, t := range id.letters[r] {
				scores[t]++
			}
		}
		switch {
		case IsIdeograph(r):
			end()
			word = AppendFolded(word, r)
			end()
		case isLetter(r):
			word = AppendFolded(word, r)
		default:
			end()
		}
	}
	end()
	best, second := -1, -1
	for i := range scores {
		switch {
		case best < 0 || scores[i] > scores[best]:
			best, second = i, best
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	// Of running text every third word is a frequent one, of tables and headlines one in forty.
	if best < 0 || scores[best]*20 < words || scores[best] == 0 || second >= 0 && scores[second] == scores[best] {
		return ""
	}
	return id.tongues[best]
}
