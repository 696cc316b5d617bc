package model

import "entente/graph"

// Article is a text with its metadata.
type Article struct {
	graph.Article
	g *siblings[graph.Article]
	i int
}

func newArticle(g *siblings[graph.Article], i int) *Article { return &Article{g.nodes[i], g, i} }

// IsNode marks a node.
func (*Article) IsNode() {}

// URL is the article's address; nil if it has none.
func (a *Article) URL() *string { return optional(a.Article.URL) }

// Title is the article's title; nil if it has none.
func (a *Article) Title() *string { return optional(a.Article.Title) }

// Source is the outlet; nil if it is not known.
func (a *Article) Source() *string { return optional(a.Article.Source) }

// Language is the BCP 47 tag of the article's language.
func (a *Article) Language() string { return a.Lang }

// Countries are those that the article names.
func (a *Article) Countries() ([]*Country, error) {
	return countriesOf(a.g, "countries", a.Article, func(n graph.Article) []string { return n.Countries })
}

// Text is the article's text; nil where texts are not kept.
func (a *Article) Text() (*string, error) {
	texts, err := once(a.g, "texts", func() ([]string, error) {
		ids := make([]string, len(a.g.nodes))
		for i, n := range a.g.nodes {
			ids[i] = n.ID
		}
		return a.g.s.reader.Texts(a.g.s.ctx, ids)
	})
	if err != nil {
		return nil, err
	}
	return optional(texts[a.i]), nil
}

// Agreements are those that the article reports.
func (a *Article) Agreements(first *int, after *string, last *int, before *string, filter *AgreementFilter, orderBy DateOrder) (*AgreementConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return agreements(a.g, a.i, paging{first, after, last, before}, filter, orderBy, func(n graph.Article) graph.AgreementFilter {
		f := f
		f.Articles = []string{n.ID}
		return f
	})
}

// Meetings are those that the article reports.
func (a *Article) Meetings(first *int, after *string, last *int, before *string, filter *MeetingFilter, orderBy DateOrder) (*MeetingConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return meetings(a.g, a.i, paging{first, after, last, before}, filter, orderBy, func(n graph.Article) graph.MeetingFilter {
		f := f
		f.Articles = []string{n.ID}
		return f
	})
}

// Ministers are those whom the article names.
func (a *Article) Ministers(first *int, after *string, last *int, before *string, filter *MinisterFilter) (*MinisterConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return ministers(a.g, a.i, paging{first, after, last, before}, filter, func(n graph.Article) graph.MinisterFilter {
		f := f
		f.Articles = []string{n.ID}
		return f
	})
}
