// Package sentence cuts a text into sentences and tokens, and tells statements from headlines, captions and
// other lines around them.
//
// The main function is Split.
package sentence

import (
	"entente/loader/lexicon"
)

// Token is a word of a text; see lexicon.Token.
type Token = lexicon.Token

// Role is what a sentence is in its article.
type Role uint8

// The roles. Only sentences of the roles Body and Headline state facts.
const (
	Body     Role = iota
	Headline      // a title or a headline within the text
	Dateline      // place, date and agency at the head of a report; no more than that
	Caption       // of a picture
	ReadAlso      // a pointer to other articles
	Outlet        // the name of an agency or outlet, a share button, a copyright line
	Byline        // who wrote it
)

// States reports whether sentences of this role can state facts.
func (r Role) States() bool { return r == Body || r == Headline }

// Sentence is Text[Start:End], without blanks at its ends. Its tokens are Tokens[First:Last] of its document, and its
// hits Hits[FirstHit:LastHit], whose Start and End count tokens of the document.
type Sentence struct {
	Start, End        int
	First, Last       int
	FirstHit, LastHit int
	Paragraph         int // from 0
	Role              Role
	Lead              int // tokens at its head that are a dateline ("PARIS, 3 May (AFP) -"); First+Lead begins the rest
}

// Document is a text cut into sentences. Sentences are in the order of the text, do not overlap, and together cover all
// that is not blank.
type Document struct {
	Text      string
	Lang      *lexicon.Language
	Tokens    []Token
	Sentences []Sentence
	Hits      []lexicon.Hit // phrases of the lexicon, sorted by Start within each sentence; none crosses a sentence's end
}

// TokensOf returns the tokens of sentence i.
func (d *Document) TokensOf(i int) []Token {
	return d.Tokens[d.Sentences[i].First:d.Sentences[i].Last]
}

// HitsOf returns the phrases in sentence i; their Start and End count tokens of the document.
func (d *Document) HitsOf(i int) []lexicon.Hit {
	return d.Hits[d.Sentences[i].FirstHit:d.Sentences[i].LastHit]
}

// Quote returns sentence i as it is written.
func (d *Document) Quote(i int) string { return d.Text[d.Sentences[i].Start:d.Sentences[i].End] }

// Split cuts a text in normal form (see article.Normalise) into sentences; other text is cut too, only less well. It takes
// time linear in the text. A sentence never spans two paragraphs.
func Split(l *lexicon.Language, text string) *Document {
	d := &Document{Text: text, Lang: l, Tokens: l.Tokens(text)}
	uncased := d.uncased()
	d.cut(uncased)
	d.roles()
	d.Hits = make([]lexicon.Hit, 0, len(d.Tokens)/4)
	for i := range d.Sentences {
		s := &d.Sentences[i]
		s.FirstHit = len(d.Hits)
		d.Hits = l.Match(d.Hits, text, d.Tokens[s.First:s.Last], uncased)
		for k := s.FirstHit; k < len(d.Hits); k++ {
			d.Hits[k].Start += s.First
			d.Hits[k].End += s.First
		}
		s.LastHit = len(d.Hits)
	}
	return d
}

// uncased reports whether the text is written without capitals, as some wires are.
func (d *Document) uncased() bool {
	words, capitals := 0, 0
	for i := range d.Tokens {
		if t := &d.Tokens[i]; t.Is(lexicon.Word) {
			words++
			if t.Is(lexicon.Upper) {
				capitals++
			}
		}
	}
	return capitals*50 < words
}
