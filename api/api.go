// Package api answers GraphQL queries over a graph.Reader. The schema stands in schema.graphqls at the
// top of the repository; package model holds the types that it is bound to, package generated what
// gqlgen makes of it.
package api

//go:generate go tool gqlgen generate
//go:generate go run ./lean/rewrite generated/exec.go

import (
	"context"

	"entente/api/generated"
	"entente/api/model"
	"entente/graph"
)

// resolver is the root of the schema: every operation begins a session of its own.
type resolver struct{ reader graph.Reader }

var _ generated.ResolverRoot = (*resolver)(nil)

func (r *resolver) Query() generated.QueryResolver { return query{r.reader} }

// query answers the fields of the schema's Query.
type query struct{ reader graph.Reader }

func (q query) session(ctx context.Context) *model.Session { return model.NewSession(ctx, q.reader) }

func (q query) Node(ctx context.Context, id string) (model.Node, error) {
	return model.One[model.Node](q.session(ctx), id)
}

func (q query) Nodes(ctx context.Context, ids []string) ([]model.Node, error) {
	return q.session(ctx).Nodes(ids)
}

func (q query) Country(ctx context.Context, code string) (*model.Country, error) {
	return q.session(ctx).Country(code)
}

func (q query) Minister(ctx context.Context, id string) (*model.Minister, error) {
	return model.One[*model.Minister](q.session(ctx), id)
}

func (q query) Initiative(ctx context.Context, id string) (*model.Initiative, error) {
	return model.One[*model.Initiative](q.session(ctx), id)
}

func (q query) Project(ctx context.Context, id string) (*model.Project, error) {
	return model.One[*model.Project](q.session(ctx), id)
}

func (q query) Agreement(ctx context.Context, id string) (*model.Agreement, error) {
	return model.One[*model.Agreement](q.session(ctx), id)
}

func (q query) Meeting(ctx context.Context, id string) (*model.Meeting, error) {
	return model.One[*model.Meeting](q.session(ctx), id)
}

func (q query) Article(ctx context.Context, id, key *string) (*model.Article, error) {
	if (id == nil) == (key == nil) {
		return nil, graph.Errorf(graph.Invalid, "an article is told by id or by key; give one of them")
	}
	if key != nil {
		made := graph.ArticleID(*key)
		id = &made
	}
	return model.One[*model.Article](q.session(ctx), *id)
}

func (q query) Relation(ctx context.Context, a, b string) (*model.Relation, error) {
	return q.session(ctx).Relation(a, b)
}

func (q query) Countries(ctx context.Context, first *int, after *string, last *int, before *string, filter *model.CountryFilter) (*model.CountryConnection, error) {
	return q.session(ctx).Countries(first, after, last, before, filter)
}

func (q query) Ministers(ctx context.Context, first *int, after *string, last *int, before *string, filter *model.MinisterFilter) (*model.MinisterConnection, error) {
	return q.session(ctx).Ministers(first, after, last, before, filter)
}

func (q query) Initiatives(ctx context.Context, first *int, after *string, last *int, before *string, filter *model.InitiativeFilter) (*model.InitiativeConnection, error) {
	return q.session(ctx).Initiatives(first, after, last, before, filter)
}

func (q query) Projects(ctx context.Context, first *int, after *string, last *int, before *string, filter *model.ProjectFilter) (*model.ProjectConnection, error) {
	return q.session(ctx).Projects(first, after, last, before, filter)
}

func (q query) Agreements(ctx context.Context, first *int, after *string, last *int, before *string, filter *model.AgreementFilter, orderBy model.DateOrder) (*model.AgreementConnection, error) {
	return q.session(ctx).Agreements(first, after, last, before, filter, orderBy)
}

func (q query) Meetings(ctx context.Context, first *int, after *string, last *int, before *string, filter *model.MeetingFilter, orderBy model.DateOrder) (*model.MeetingConnection, error) {
	return q.session(ctx).Meetings(first, after, last, before, filter, orderBy)
}

func (q query) Articles(ctx context.Context, first *int, after *string, last *int, before *string, filter *model.ArticleFilter, orderBy model.DateOrder) (*model.ArticleConnection, error) {
	return q.session(ctx).Articles(first, after, last, before, filter, orderBy)
}
