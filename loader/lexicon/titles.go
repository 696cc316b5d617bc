package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// OfficeWord is the office that a word of office gives. Minister is true for the bare "minister", whose
// office is that of the portfolio beside it and OTHER_MINISTER without one.
type OfficeWord struct {
	Office   graph.Office
	Minister bool
	Country  string // of an office that only one country has, else ""
	Strict   bool   // counts only with a country beside it, and a Minister with a portfolio
}

var titleKinds = map[string]TermKind{
	"office": TermOffice, "portfolio": TermPortfolio, "rank": TermRank, "body": TermBody, "honorific": TermHonorific, "link": TermLink,
	"particle": TermParticle, "bar": TermBar, "stop": TermStop, "pair": TermPair, "host": TermHost, "family": TermFamily,
	"foreign": TermForeign, "boundary": TermBoundary, "and": TermAnd, "of": TermOf, "plural": TermPlural,
}

// titles reads titles.txt of a language: its words of office, its paradigms and how its names are inflected.
func (c *compiler) titles(fsys fs.FS, lang string) error {
	return lines(fsys, lang+"/titles.txt", func(where string, f []string) error {
		if len(f) < 3 {
			return fmt.Errorf("%s: a line is kind|value|form|form...", where)
		}
		switch f[0] {
		case "paradigm":
			c.paradigms[f[1]] = f[2:]
			return nil
		case "inflect":
			c.t.inf = append(c.t.inf, inflection{strings.Split(f[1], ","), f[2:]})
			return nil
		case "example":
			return nil
		}
		kind, ok := titleKinds[f[0]]
		if !ok {
			return fmt.Errorf("%s: unknown kind %q", where, f[0])
		}
		value := 0
		switch kind {
		case TermOffice, TermPortfolio:
			office, country, _ := strings.Cut(f[1], "@")
			office, strict := strings.CutSuffix(office, "!")
			w := OfficeWord{Office: graph.Office(office), Country: country, Strict: strict}
			if office == "MINISTER" {
				w.Office, w.Minister = graph.OtherMinister, true
			} else if err := w.Office.Validate(); err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
			value = len(c.t.Offices)
			c.t.Offices = append(c.t.Offices, w)
		case TermRank:
			if !slices.Contains([]string{"DEPUTY", "FORMER", "ACTING"}, f[1]) {
				return fmt.Errorf("%s: unknown rank %q", where, f[1])
			}
			value = len(c.t.Ranks)
			c.t.Ranks = append(c.t.Ranks, f[1])
		}
		for _, form := range f[2:] {
			if form == "" {
				return fmt.Errorf("%s: an empty form", where)
			}
			c.add(kind, value, form, where)
		}
		return nil
	})
}

// TitleExample is a text with those who must be found in it, each as "OFFICE COUNTRY Name" in the order of the text.
type TitleExample struct {
	Where, Text string
	Want        []string
}

// TitleExamples returns the examples of a language's titles.txt, lines of the form example|text|OFFICE COUNTRY Name; ...
func TitleExamples(fsys fs.FS, tag string) ([]TitleExample, error) {
	var all []TitleExample
	err := lines(fsys, tag+"/titles.txt", func(where string, f []string) error {
		if f[0] != "example" {
			return nil
		}
		if len(f) != 3 {
			return fmt.Errorf("%s: an example is example|text|OFFICE COUNTRY Name; ...", where)
		}
		e := TitleExample{Where: where, Text: f[1]}
		for want := range strings.SplitSeq(f[2], ";") {
			if want = strings.TrimSpace(want); want != "" {
				e.Want = append(e.Want, want)
			}
		}
		all = append(all, e)
		return nil
	})
	return all, err
}

// inflection says how words with one of the endings change: each of the others takes the ending's place,
// or is added to it where it begins with "+".
type inflection struct {
	endings, others []string
}

type inflections []inflection

// forms returns the inflected forms of a folded dictionary form, none for a word of fewer than three letters.
func (inf inflections) forms(word string) []string {
	if len(inf) == 0 || utf8.RuneCountInString(word) < 3 {
		return nil
	}
	for _, in := range inf {
		for _, e := range in.endings {
			stem, ok := strings.CutSuffix(word, FoldWord(e))
			if !ok {
				continue
			}
			out := make([]string, 0, len(in.others))
			for _, o := range in.others {
				if plus, ok := strings.CutPrefix(o, "+"); ok {
					out = append(out, word+FoldWord(plus))
				} else {
					out = append(out, stem+FoldWord(o))
				}
			}
			return out
		}
	}
	return nil
}

// lemmas undoes forms.
func (inf inflections) lemmas(word string) []string {
	out := []string{word}
	for _, in := range inf {
		for _, e := range in.endings {
			e = FoldWord(e)
			for _, o := range in.others {
				tail := FoldWord(strings.TrimPrefix(o, "+"))
				if strings.HasPrefix(o, "+") {
					tail = e + tail
				}
				if stem, ok := strings.CutSuffix(word, tail); ok && utf8.RuneCountInString(stem) >= 2 && !slices.Contains(out, stem+e) {
					out = append(out, stem+e)
				}
			}
		}
	}
	return out
}
