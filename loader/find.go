package loader

import (
	"entente/loader/article"
	"entente/loader/lexicon"
	"entente/loader/sentence"
)

// Find extracts the facts of an article found at place. An article in a language that no lexicon
// speaks is skipped; the item says so.
func (e Extractor) Find(a article.Article, place string) Item {
	r := e.Extract(a)
	item := Item{Place: place, Key: a.Key(), Record: r}
	if r.Lang == "" || lexicon.For(r.Lang) == nil {
		item.Skip, item.Why = Unsupported, "its language is none that the lexicon speaks"
		if r.Lang != "" {
			item.Why = "its language, " + r.Lang + ", is none that the lexicon speaks"
		}
	}
	return item
}

// Sentences returns what cuts a text of a language into the spans of its sentences, nil for a
// language that no lexicon speaks.
func Sentences(lang string) func(text string) [][2]int {
	l := lexicon.For(lang)
	if l == nil {
		return nil
	}
	return func(text string) [][2]int {
		d := sentence.Split(l, text)
		spans := make([][2]int, len(d.Sentences))
		for i, s := range d.Sentences {
			spans[i] = [2]int{s.Start, s.End}
		}
		return spans
	}
}
