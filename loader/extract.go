package loader

import (
	"slices"

	"entente/graph"
	"entente/loader/article"
	"entente/loader/lexicon"
	"entente/loader/mention"
	"entente/loader/record"
	"entente/loader/sentence"
	"entente/loader/statement"
)

// Extractor finds the facts of articles. The zero Extractor finds them as well as it can.
type Extractor struct {
	// Fast leaves out the scorer that reads sentences best and costs most: some sixty times as many articles an hour, fewer of
	// their statements right.
	Fast bool
}

// Extract returns the facts that an article states, as the zero Extractor finds them.
func Extract(a article.Article) record.Record { return Extractor{}.Extract(a) }

// Extract returns the facts that an article states. It is a pure function of the article: it reads no clock, no file and no
// network, and gives the same record each time. The record is sorted and complete as record.Record promises; an article in a language
// that is not known has a record without facts. Its language is the one that the text is plainly written in, else Article.Lang.
func (e Extractor) Extract(a article.Article) record.Record {
	r, _ := e.extract(a, nil)
	return r
}

// Explain extracts as the zero Extractor does; see Extractor.Explain.
func Explain(a article.Article) (record.Record, statement.Input) { return Extractor{}.Explain(a) }

// Explain extracts, and returns with the record what it was made from; its Trace tells what became of each sentence and is nil
// where none was read: the article is in no language that the lexicon speaks, or it cannot state anything between states. Agreements
// and meetings of the record are in the order in which the trace has them.
func (e Extractor) Explain(a article.Article) (record.Record, statement.Input) {
	r, in := e.extract(a, &statement.Trace{})
	if in.Trace != nil && in.Trace.Sentences == nil {
		in.Trace = nil
	}
	return r, in
}

func (e Extractor) extract(a article.Article, trace *statement.Trace) (record.Record, statement.Input) {
	r := record.Record{Path: a.Path, URL: a.URL, Source: a.Source, Title: a.Title, Lang: a.Lang, Published: a.Published, Text: a.Text,
		Countries: []string{}, Ministers: []record.Minister{}, Initiatives: []record.Initiative{}, Projects: []record.Project{},
		Meetings: []record.Meeting{}, Agreements: []record.Agreement{}}
	l := lexicon.For(r.Lang)
	if r.Lang == "" || l != nil { // pages often declare the language of their site, not of their text
		if tag := lexicon.Identify(a.Text); tag != "" {
			r.Lang, l = tag, lexicon.For(tag)
		}
	}
	if l == nil {
		return r, statement.Input{}
	}
	in := statement.Prepare(l, a.Title, a.Text, graph.Date{Value: a.Published})
	in.Trace, in.Fast = trace, e.Fast
	d, found := in.Body, in.Found
	r.Published = in.Published.Value
	r.Countries = mention.Codes(slices.Concat(in.TitlePlaces, in.Places))
	for _, m := range found.Ministers {
		r.Ministers = append(r.Ministers, record.Minister{Name: m.Name, Country: m.Country, Office: m.Office,
			Mentions: mentions(d.Text, m.Fullest, m.Spans), Evidence: evidence(d, m.Fullest, "minister", 1)})
	}
	for _, i := range found.Initiatives {
		r.Initiatives = append(r.Initiatives, record.Initiative{Name: i.Name, Kind: i.Kind, Mentions: mentions(d.Text, i.Fullest, i.Spans),
			Evidence: evidence(d, i.Fullest, "initiative", 1)})
	}
	for _, p := range found.Projects {
		r.Projects = append(r.Projects, record.Project{Name: p.Name, Sector: p.Sector, Countries: p.Countries,
			Mentions: mentions(d.Text, p.Fullest, p.Spans), Evidence: evidence(d, p.Fullest, "project", 1)})
	}
	addStatements(&r, in)
	r.Countries = allCountries(&r)
	return r, in
}

// allCountries are the countries of a record with those that it refers to by their ministers or as members of a group.
func allCountries(r *record.Record) []string {
	codes := slices.Clone(r.Countries)
	for _, m := range r.Ministers {
		if m.Country != "" {
			codes = append(codes, m.Country)
		}
	}
	for _, m := range r.Meetings {
		codes = append(codes, m.Countries...)
	}
	for _, a := range r.Agreements {
		codes = append(codes, a.Parties...)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// mentions are the distinct forms in which a text writes a name: the fullest first, the others in
// the order of the text.
func mentions(text string, fullest mention.Span, spans []mention.Span) []string {
	list := []string{text[fullest.Start:fullest.End]}
	for _, s := range spans {
		if form := text[s.Start:s.End]; !slices.Contains(list, form) {
			list = append(list, form)
		}
	}
	return list
}

// evidence is the sentence in which a span stands.
func evidence(d *sentence.Document, at mention.Span, rule string, confidence float64) record.Evidence {
	s := d.Sentences[at.Sentence]
	return record.Evidence{Quote: d.Text[s.Start:s.End], Start: &s.Start, End: &s.End, Rule: rule, Confidence: confidence}
}
