package model

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"entente/graph"
)

// Node is anything with an identifier.
type Node interface{ IsNode() }

// Language is a language for names.
type Language string

// names tells the names of regions in each language, from Unicode CLDR as package display has it.
var names = map[Language]display.Namer{
	"EN": display.Regions(language.English), "FR": display.Regions(language.French), "ES": display.Regions(language.Spanish),
	"RU": display.Regions(language.Russian), "ZH": display.Regions(language.SimplifiedChinese), "AR": display.Regions(language.Arabic),
}

// Country is a state or territory.
type Country struct {
	graph.Country
	g *siblings[graph.Country]
	i int
}

func newCountry(g *siblings[graph.Country], i int) *Country { return &Country{g.nodes[i], g, i} }

// IsNode marks a node.
func (*Country) IsNode() {}

// Name is the country's name in a language; the code where CLDR has none.
func (c *Country) Name(lang Language) string {
	region, err := language.ParseRegion(c.Code)
	if err != nil {
		return c.Code
	}
	if name := names[lang].Name(region); name != "" {
		return name
	}
	return c.Code
}

// Agreements are those to which the country is a party.
func (c *Country) Agreements(first *int, after *string, last *int, before *string, filter *AgreementFilter, orderBy DateOrder) (*AgreementConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return agreements(c.g, c.i, paging{first, after, last, before}, filter, orderBy, func(n graph.Country) graph.AgreementFilter {
		f := f
		f.Countries = with(f.Countries, n.Code)
		return f
	})
}

// Meetings are those in which the country took part.
func (c *Country) Meetings(first *int, after *string, last *int, before *string, filter *MeetingFilter, orderBy DateOrder) (*MeetingConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return meetings(c.g, c.i, paging{first, after, last, before}, filter, orderBy, func(n graph.Country) graph.MeetingFilter {
		f := f
		f.Countries = with(f.Countries, n.Code)
		return f
	})
}

// Ministers are those who act for the country. The filter's countries are without effect.
func (c *Country) Ministers(first *int, after *string, last *int, before *string, filter *MinisterFilter) (*MinisterConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return ministers(c.g, c.i, paging{first, after, last, before}, filter, func(n graph.Country) graph.MinisterFilter {
		f := f
		f.Countries = []string{n.Code}
		return f
	})
}

// Projects are those in which the country takes part.
func (c *Country) Projects(first *int, after *string, last *int, before *string, filter *ProjectFilter) (*ProjectConnection, error) {
	f, err := filter.filter()
	if err != nil {
		return nil, err
	}
	return projects(c.g, c.i, paging{first, after, last, before}, filter, func(n graph.Country) graph.ProjectFilter {
		f := f
		f.Countries = with(f.Countries, n.Code)
		return f
	})
}

// with returns the list with a value more, in a slice of its own.
func with(list []string, more ...string) []string {
	return append(append(make([]string, 0, len(list)+len(more)), list...), more...)
}
