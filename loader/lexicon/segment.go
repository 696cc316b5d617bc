package lexicon

import (
	"fmt"
	"io/fs"
)

// Segment is how a language's sentences are told apart and which of them state nothing, from segment.yaml.
type Segment struct {
	Abbreviations WordList // that do not end a sentence: the words before the full stop
	Starters      WordList // words that begin a sentence even after an abbreviation or initial
	Captions      WordList // what captions begin with
	CaptionEnds   WordList // what captions end with, such as the name of a picture agency
	ReadAlso      WordList // what pointers to other articles begin with
	Furniture     WordList // whole lines that belong to the page: share buttons, copyright
	Outlets       WordList // agencies and outlets, as they stand in datelines and at ends
	Bylines       WordList // what the line with the author's name begins with
	Wires         WordList // words that end a dateline that has no dash, such as 电
}

// WordList is a set of phrases of folded words, by their first word.
type WordList map[string][][]string

func newWordList(forms []string) (WordList, error) {
	list := WordList{}
	for _, form := range forms {
		words := SplitWords(form)
		if len(words) == 0 {
			return nil, &formError{form, fmt.Errorf("%q holds no word", form)}
		}
		list[words[0]] = append(list[words[0]], words)
	}
	return list, nil
}

// Prefix returns how many of the tokens the longest phrase of the list takes that they begin with, 0 if none.
func (w WordList) Prefix(tokens []Token) int {
	if len(tokens) == 0 {
		return 0
	}
	best := 0
	for _, phrase := range w[tokens[0].Norm] {
		if len(phrase) <= best || len(phrase) > len(tokens) {
			continue
		}
		same := true
		for i, word := range phrase {
			if tokens[i].Norm != word {
				same = false
				break
			}
		}
		if same {
			best = len(phrase)
		}
	}
	return best
}

// segmentFile is segment.yaml.
type segmentFile struct {
	Abbreviations []string          `yaml:"abbreviations"`
	Starters      []string          `yaml:"starters"`
	Captions      []string          `yaml:"captions"`
	CaptionEnds   []string          `yaml:"caption_ends"`
	ReadAlso      []string          `yaml:"read_also"`
	Furniture     []string          `yaml:"furniture"`
	Outlets       []string          `yaml:"outlets"`
	Bylines       []string          `yaml:"bylines"`
	Wires         []string          `yaml:"wires"`
	Examples      []SentenceExample `yaml:"examples"`
}

// SentenceExample is a text with the sentences that it must be cut into. Roles, if given, has a word for each: "body",
// "headline", "dateline", "caption", "read-also", "outlet" or "byline".
type SentenceExample struct {
	Where string   `yaml:"-"`
	Text  string   `yaml:"text"`
	Want  []string `yaml:"want"`
	Roles []string `yaml:"roles"`
}

func readSegment(l *Language, fsys fs.FS) error {
	var all segmentFile
	for _, path := range []string{l.Tag + "/segment.yaml", "all/segment.yaml"} {
		var f segmentFile
		if err := readYAML(fsys, path, &f); err != nil {
			return err
		}
		all.Abbreviations = append(all.Abbreviations, f.Abbreviations...)
		all.Starters = append(all.Starters, f.Starters...)
		all.Captions = append(all.Captions, f.Captions...)
		all.CaptionEnds = append(all.CaptionEnds, f.CaptionEnds...)
		all.ReadAlso = append(all.ReadAlso, f.ReadAlso...)
		all.Furniture = append(all.Furniture, f.Furniture...)
		all.Outlets = append(all.Outlets, f.Outlets...)
		all.Bylines = append(all.Bylines, f.Bylines...)
		all.Wires = append(all.Wires, f.Wires...)
	}
	s := &l.Segment
	for _, list := range []struct {
		forms []string
		into  *WordList
	}{{all.Abbreviations, &s.Abbreviations}, {all.Starters, &s.Starters}, {all.Captions, &s.Captions}, {all.CaptionEnds, &s.CaptionEnds},
		{all.ReadAlso, &s.ReadAlso}, {all.Furniture, &s.Furniture}, {all.Outlets, &s.Outlets}, {all.Bylines, &s.Bylines}, {all.Wires, &s.Wires}} {
		var err error
		if *list.into, err = newWordList(list.forms); err != nil {
			return place(fsys, l.Tag+"/segment.yaml", err)
		}
	}
	return nil
}

// SentenceExamples returns the examples of a language's segment.yaml and of the one for all languages.
func SentenceExamples(fsys fs.FS, tag string) ([]SentenceExample, error) {
	var all []SentenceExample
	for _, path := range []string{tag + "/segment.yaml", "all/segment.yaml"} {
		var f segmentFile
		if err := readYAML(fsys, path, &f); err != nil {
			return nil, err
		}
		at := exampleLines(fsys, path)
		for i, e := range f.Examples {
			e.Where = at(i)
			all = append(all, e)
		}
	}
	return all, nil
}
