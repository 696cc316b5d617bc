package model

import "entente/graph"

// The functions below read a list for one of some siblings. Args is what tells two lists of a field
// apart, besides the page.

func countries[N any](g *siblings[N], i int, p paging, args any, filter func(N) graph.CountryFilter) (*CountryConnection, error) {
	c, err := connect(g, i, graph.CountryNode, "countries", p, args, graph.Ascending, g.s.reader.Countries(), filter, graph.Country.Position, newCountry)
	if err != nil {
		return nil, err
	}
	return &CountryConnection{c}, nil
}

func ministers[N any](g *siblings[N], i int, p paging, args any, filter func(N) graph.MinisterFilter) (*MinisterConnection, error) {
	c, err := connect(g, i, graph.MinisterNode, "ministers", p, args, graph.Ascending, g.s.reader.Ministers(), filter, graph.Minister.Position, newMinister)
	if err != nil {
		return nil, err
	}
	return &MinisterConnection{c}, nil
}

func initiatives[N any](g *siblings[N], i int, p paging, args any, filter func(N) graph.InitiativeFilter) (*InitiativeConnection, error) {
	c, err := connect(g, i, graph.InitiativeNode, "initiatives", p, args, graph.Ascending, g.s.reader.Initiatives(), filter, graph.Initiative.Position, newInitiative)
	if err != nil {
		return nil, err
	}
	return &InitiativeConnection{c}, nil
}

func projects[N any](g *siblings[N], i int, p paging, args any, filter func(N) graph.ProjectFilter) (*ProjectConnection, error) {
	c, err := connect(g, i, graph.ProjectNode, "projects", p, args, graph.Ascending, g.s.reader.Projects(), filter, graph.Project.Position, newProject)
	if err != nil {
		return nil, err
	}
	return &ProjectConnection{c}, nil
}

func agreements[N any](g *siblings[N], i int, p paging, args any, o DateOrder, filter func(N) graph.AgreementFilter) (*AgreementConnection, error) {
	c, err := connect(g, i, graph.AgreementNode, "agreements", p, args, o.order(), g.s.reader.Agreements(), filter, graph.Agreement.Position, newAgreement)
	if err != nil {
		return nil, err
	}
	return &AgreementConnection{c}, nil
}

func meetings[N any](g *siblings[N], i int, p paging, args any, o DateOrder, filter func(N) graph.MeetingFilter) (*MeetingConnection, error) {
	c, err := connect(g, i, graph.MeetingNode, "meetings", p, args, o.order(), g.s.reader.Meetings(), filter, graph.Meeting.Position, newMeeting)
	if err != nil {
		return nil, err
	}
	return &MeetingConnection{c}, nil
}

func articles[N any](g *siblings[N], i int, p paging, args any, o DateOrder, filter func(N) graph.ArticleFilter) (*ArticleConnection, error) {
	c, err := connect(g, i, graph.ArticleNode, "articles", p, args, o.order(), g.s.reader.Articles(), filter, graph.Article.Position, newArticle)
	if err != nil {
		return nil, err
	}
	return &ArticleConnection{c}, nil
}
