// Package lexicon holds what is known of each language as data: the files under data/, one folder a
// language, and data/all for what all languages share. A folder makes a language; no Go file names one.
//
// A kind of file has one Go file here, which reads it (see readers), documents its format, and gives its
// phrases a Class. docs/adding-a-language.md says what a folder holds.
package lexicon

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed all:data
var embedded embed.FS

// Data is the file system of the built-in languages.
func Data() fs.FS {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err) // data is embedded under that name
	}
	return sub
}

// Language is what is known of one language. It is immutable once loaded and safe for concurrent use.
type Language struct {
	Tag    string // BCP 47
	Name   string // in English
	Script string // ISO 15924
	Tier   string // draft, basic or full
	Terms  *Terms

	Segment  Segment
	Dates    Dates
	Meetings Meetings

	cues       cuePhrases
	vocabulary map[string]int32 // while it is loaded
	words      map[string]numbers
	han        []hanWord // see ideographs; nil if the language knows few
	phrases    phrases
	variants   map[rune]rune
	proclitics []proclitic
	article    string // the proclitic that may stand before any word of a phrase
}

// proclitic is a word written together with the next: written is how it stands, restored what the next word
// has lost by it.
type proclitic struct{ written, restored string }

// readers read the kinds of file, in this order. A reader gets the file system (one folder a language, and
// "all") and adds to l; a file that is not there is no error to it. Its errors name file and line.
var readers = []func(l *Language, fsys fs.FS) error{
	readLang, readSegment, readNames, readDates, readTriggers, readMeetings,
}

// Load reads and compiles one language of fsys, the folder named tag.
func Load(fsys fs.FS, tag string) (*Language, error) {
	l := &Language{Tag: tag, vocabulary: map[string]int32{}, variants: map[rune]rune{}}
	l.phrases = phrases{out: [][]meaning{nil}}
	var faults []error
	for _, read := range readers {
		if err := read(l, fsys); err != nil {
			faults = append(faults, err)
		}
	}
	terms, err := LoadTerms(fsys, tag)
	if err != nil {
		faults = append(faults, err)
	}
	l.Terms = terms
	l.phrases.compile()
	l.number()
	return l, errors.Join(faults...)
}

// Tags returns the tags of the languages in fsys, sorted: its folders but "all" and those that begin with
// "_" or ".".
func Tags(fsys fs.FS) []string {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil
	}
	var tags []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "all" && !strings.HasPrefix(e.Name(), "_") && !strings.HasPrefix(e.Name(), ".") {
			tags = append(tags, e.Name())
		}
	}
	slices.Sort(tags)
	return tags
}

type lazy struct {
	once sync.Once
	lang *Language
}

var builtin = sync.OnceValue(func() map[string]*lazy {
	m := map[string]*lazy{}
	for _, tag := range Tags(Data()) {
		m[tag] = &lazy{}
	}
	return m
})

// For returns the built-in language of a tag, nil if there is none. It compiles a language on first use, which
// takes some tens of milliseconds.
func For(tag string) *Language {
	z := builtin()[tag]
	if z == nil {
		return nil
	}
	z.once.Do(func() {
		l, err := Load(Data(), tag)
		if err != nil {
			panic(fmt.Sprintf("lexicon: the embedded data of %s are broken: %v", tag, err)) // a test checks that they are not
		}
		z.lang = l
	})
	return z.lang
}

// Languages returns the built-in languages, sorted by tag.
func Languages() []*Language {
	var all []*Language
	for _, tag := range Tags(Data()) {
		all = append(all, For(tag))
	}
	return all
}
