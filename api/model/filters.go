package model

import (
	"strings"

	"entente/graph"
)

// DefaultConfidence is the least confidence of the agreements and meetings that are shown unless asked otherwise: from where on more than
// 85 of a hundred agreements are right in the articles of docs/accuracy.md.
const DefaultConfidence = 0.7

// maxValues bounds every list within a filter.
const maxValues = 100

// DateOrder is the order of dated lists.
type DateOrder string

// The orders.
const (
	Newest DateOrder = "NEWEST"
	Oldest DateOrder = "OLDEST"
)

func (o DateOrder) order() graph.Order {
	if o == Oldest {
		return graph.Ascending
	}
	return graph.Descending
}

// DateRange is an interval of days; an end that is nil is open.
type DateRange struct {
	From *string
	To   *string
}

// dates are the days of the range: the first of From and the last of To.
func (r *DateRange) dates() (graph.Dates, error) {
	var d graph.Dates
	if r == nil {
		return d, nil
	}
	if r.From != nil {
		from, err := graph.ParseDate(*r.From)
		if err != nil {
			return d, err
		}
		d.From = from.From()
	}
	if r.To != nil {
		to, err := graph.ParseDate(*r.To)
		if err != nil {
			return d, err
		}
		d.To = to.To()
	}
	return d, nil
}

// CountryFilter narrows countries.
type CountryFilter struct{ Codes []string }

// MinisterFilter narrows ministers.
type MinisterFilter struct {
	Countries []string
	Offices   []graph.Office
	Text      *string
}

// InitiativeFilter narrows initiatives.
type InitiativeFilter struct {
	Kinds []graph.InitiativeKind
	Text  *string
}

// ProjectFilter narrows projects.
type ProjectFilter struct {
	Countries []string
	Sectors   []graph.Topic
	Text      *string
}

// AgreementFilter narrows agreements.
type AgreementFilter struct {
	Countries     []string
	Kinds         []graph.Kind
	Topics        []graph.Topic
	Dates         *DateRange
	Projects      []string
	Initiatives   []string
	Ministers     []string
	Languages     []string
	Text          *string
	MinConfidence float64
}

// MeetingFilter narrows meetings.
type MeetingFilter struct {
	Countries     []string
	Ministers     []string
	Dates         *DateRange
	Languages     []string
	Text          *string
	MinConfidence float64
}

// ArticleFilter narrows articles.
type ArticleFilter struct {
	Countries []string
	Languages []string
	Sources   []string
	Published *DateRange
	Text      *string
}

// checked collects what is wrong with a filter.
type checked struct{ err error }

func (c *checked) codes(list []string) []string {
	out := make([]string, 0, len(list))
	for _, code := range c.bounded("countries", list) {
		code = strings.ToUpper(code)
		if !graph.ValidCountry(code) && c.err == nil {
			c.err = graph.Errorf(graph.Invalid, "%q is no country; write an ISO 3166-1 alpha-2 code such as KG, or EU or XK", shorten(code))
		}
		out = append(out, code)
	}
	return out
}

func (c *checked) bounded(field string, list []string) []string {
	if len(list) > maxValues && c.err == nil {
		c.err = graph.Errorf(graph.Limit, "%s holds %d values, and a filter takes %d at most; ask in several queries", field, len(list), maxValues)
	}
	return list
}

// maxWords bounds the text of a filter, in bytes.
const maxWords = 500

func (c *checked) text(t *string) string {
	if t == nil {
		return ""
	}
	if len(*t) > maxWords && c.err == nil {
		c.err = graph.Errorf(graph.Limit, "text has %d bytes, and a filter takes %d at most; search for fewer words", len(*t), maxWords)
	}
	return *t
}

func (c *checked) dates(r *DateRange) graph.Dates {
	d, err := r.dates()
	if err == nil && d.From != "" && d.To != "" && d.From > d.To {
		err = graph.Errorf(graph.Invalid, "the dates begin on %s and end on %s, before they begin; exchange from and to", d.From, d.To)
	}
	if c.err == nil {
		c.err = err
	}
	return d
}

func (c *checked) confidence(least float64) float64 {
	if (least < 0 || least > 1) && c.err == nil {
		c.err = graph.Errorf(graph.Invalid, "minConfidence is %g; write a number from 0 to 1", least)
	}
	return least
}

func (f *CountryFilter) filter() (graph.CountryFilter, error) {
	var c checked
	if f == nil {
		return graph.CountryFilter{}, nil
	}
	return graph.CountryFilter{Codes: c.codes(f.Codes)}, c.err
}

func (f *MinisterFilter) filter() (graph.MinisterFilter, error) {
	if f == nil {
		return graph.MinisterFilter{}, nil
	}
	var c checked
	g := graph.MinisterFilter{Countries: c.codes(f.Countries), Offices: f.Offices, Text: c.text(f.Text)}
	return g, c.err
}

func (f *InitiativeFilter) filter() (graph.InitiativeFilter, error) {
	if f == nil {
		return graph.InitiativeFilter{}, nil
	}
	var c checked
	g := graph.InitiativeFilter{Kinds: f.Kinds, Text: c.text(f.Text)}
	return g, c.err
}

func (f *ProjectFilter) filter() (graph.ProjectFilter, error) {
	if f == nil {
		return graph.ProjectFilter{}, nil
	}
	var c checked
	g := graph.ProjectFilter{Countries: c.codes(f.Countries), Sectors: f.Sectors, Text: c.text(f.Text)}
	return g, c.err
}

func (f *AgreementFilter) filter() (graph.AgreementFilter, error) {
	if f == nil {
		return graph.AgreementFilter{Confidence: DefaultConfidence}, nil
	}
	var c checked
	g := graph.AgreementFilter{
		Countries: c.codes(f.Countries), Kinds: f.Kinds, Topics: f.Topics, Dates: c.dates(f.Dates), Projects: c.bounded("projects", f.Projects),
		Initiatives: c.bounded("initiatives", f.Initiatives), Ministers: c.bounded("ministers", f.Ministers),
		Languages: c.bounded("languages", f.Languages), Text: c.text(f.Text), Confidence: c.confidence(f.MinConfidence),
	}
	return g, c.err
}

func (f *MeetingFilter) filter() (graph.MeetingFilter, error) {
	if f == nil {
		return graph.MeetingFilter{Confidence: DefaultConfidence}, nil
	}
	var c checked
	g := graph.MeetingFilter{Countries: c.codes(f.Countries), Ministers: c.bounded("ministers", f.Ministers), Dates: c.dates(f.Dates),
		Languages: c.bounded("languages", f.Languages), Text: c.text(f.Text), Confidence: c.confidence(f.MinConfidence)}
	return g, c.err
}

func (f *ArticleFilter) filter() (graph.ArticleFilter, error) {
	if f == nil {
		return graph.ArticleFilter{}, nil
	}
	var c checked
	g := graph.ArticleFilter{Countries: c.codes(f.Countries), Languages: c.bounded("languages", f.Languages),
		Sources: c.bounded("sources", f.Sources), Published: c.dates(f.Published), Text: c.text(f.Text)}
	return g, c.err
}
