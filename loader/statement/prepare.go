package statement

import (
	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/mention"
	"entente/loader/sentence"
)

// Prepare reads an article as far as statements need it: sentences, countries, entities. text is in normal form, published the
// article's date; where it is unknown, that of the dateline counts. Learning and extraction both begin here, so that they cannot differ.
func Prepare(l *lexicon.Language, title, text string, published graph.Date) Input {
	in := Input{Title: sentence.Split(l, title), Body: sentence.Split(l, text), Published: published}
	in.Published = mention.Published(in.Body, published)
	in.TitlePlaces = mention.Countries(in.Title)
	in.Places = mention.Countries(in.Body, mention.Codes(in.TitlePlaces)...)
	in.TitlePlaces = mention.Countries(in.Title, mention.Codes(in.Places)...)
	in.Found = mention.Entities(in.Body, in.Places, in.Published)
	return in
}
