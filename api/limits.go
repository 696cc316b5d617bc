package api

import (
	"context"
	"slices"
	"time"

	"github.com/99designs/gqlgen/complexity"
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/api/generated"
	"entente/api/model"
	"entente/graph"
)

// The limits of a request. docs/api.md has them with their reasons.
const (
	MaxBody   = 1 << 20 // bytes of a request's body
	MaxTokens = 10_000  // of a query's text
	MaxDepth  = 15      // levels of fields, fragments unfolded
	MaxCost   = 20_000  // see cost
)

// DefaultTimeout is the longest time that a request may take unless Config says otherwise.
const DefaultTimeout = 30 * time.Second

// limits refuses operations that are too deep or cost too much, before anything is read.
type limits struct {
	schema     graphql.ExecutableSchema
	hideSchema bool
}

var _ interface {
	graphql.OperationContextMutator
	graphql.HandlerExtension
} = (*limits)(nil)

func (*limits) ExtensionName() string { return "Limits" }

func (l *limits) Validate(schema graphql.ExecutableSchema) error {
	l.schema = schema
	return nil
}

func (l *limits) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	definition := op.Doc.Operations.ForName(op.OperationName)
	if definition == nil {
		return nil // the executor says so itself
	}
	if l.hideSchema && asksSchema(definition.SelectionSet, make(map[*ast.FragmentDefinition]bool)) {
		return refuse("this server does not publish its schema; schema.graphqls of the release has it")
	}
	size := make(measure).set(definition.SelectionSet)
	if size.depth > MaxDepth && !introspection(definition) {
		return refuse("the query is %d levels deep, and %d are allowed; ask for the inner nodes in a query of their own", size.depth, MaxDepth)
	}
	// Complexity unfolds every use of a fragment, so what is too large for it must go before.
	if size.fields > MaxCost {
		return refuse("the query costs more than the %d that are allowed; ask for fewer fields, and use fragments less often", MaxCost)
	}
	if cost := complexity.Calculate(ctx, l.schema, definition, op.Variables); cost > MaxCost {
		return refuse("the query costs %d, and %d are allowed; ask for smaller pages (first) or fewer nested lists", cost, MaxCost)
	}
	return nil
}

func refuse(format string, args ...any) *gqlerror.Error {
	err := gqlerror.Errorf(format, args...)
	err.Extensions = map[string]any{"code": graph.Limit}
	return err
}

// introspection reports whether an operation asks for the schema alone: tools do so with queries
// that are deep and touch no data.
func introspection(op *ast.OperationDefinition) bool {
	for _, s := range op.SelectionSet {
		if f, ok := s.(*ast.Field); !ok || f.Name != "__schema" && f.Name != "__type" && f.Name != "__typename" {
			return false
		}
	}
	return true
}

// asksSchema reports whether a selection asks for the schema at its top, passing over fragments that
// were seen.
func asksSchema(set ast.SelectionSet, seen map[*ast.FragmentDefinition]bool) bool {
	return slices.ContainsFunc(set, func(s ast.Selection) bool {
		switch s := s.(type) {
		case *ast.Field:
			return s.Name == "__schema" || s.Name == "__type"
		case *ast.InlineFragment:
			return asksSchema(s.SelectionSet, seen)
		case *ast.FragmentSpread:
			if seen[s.Definition] {
				return false
			}
			seen[s.Definition] = true
			return asksSchema(s.Definition.SelectionSet, seen)
		}
		return false
	})
}

// extent is how much a selection asks for with its fragments unfolded.
type extent struct {
	depth  int // levels of fields
	fields int // at most about tooMany
}

// tooMany is where sums and products stop, far above every limit and far below an overflow.
const tooMany = 1 << 30

// measure keeps the extent of fragments: unfolding each use of fragments that use each other twice
// would take a time exponential in the query's length. Validation has made sure that fragments do
// not contain themselves.
type measure map[*ast.FragmentDefinition]extent

func (m measure) set(set ast.SelectionSet) extent {
	var all extent
	for _, s := range set {
		var e extent
		switch s := s.(type) {
		case *ast.Field:
			e = m.set(s.SelectionSet)
			e.depth++
			e.fields += priceField(s)
		case *ast.InlineFragment:
			e = m.set(s.SelectionSet)
		case *ast.FragmentSpread:
			known, ok := m[s.Definition]
			if !ok {
				known = m.set(s.Definition.SelectionSet)
				m[s.Definition] = known
			}
			e = known
		}
		all.depth = max(all.depth, e.depth)
		all.fields = min(all.fields+e.fields, tooMany)
	}
	return all
}

// priceField is one, but the schema is long and complexity does not count it.
func priceField(f *ast.Field) int {
	if f.Name == "__schema" || f.Name == "__type" {
		return perSchema
	}
	return 1
}

// The price of a list: a page costs its size times what a node costs, and asking the store costs
// more with every value of a filter, since each is a look-up of its own. Lists without pages, such
// as an agreement's parties, are taken to hold a few.
const (
	few       = 3
	perList   = 5
	perValue  = 1
	perSearch = 20
	perSchema = 1000
)

// times is n times what a child costs; it does not overflow.
func times(n, child int) int {
	return min(max(n, 1), tooMany) * min(child, tooMany)
}

func page(child int, first, last *int, filter int) int {
	size := model.DefaultPage
	if first != nil {
		size = *first
	} else if last != nil {
		size = *last
	}
	// A page that is too large is refused by its own sentence when it is read, not for its cost.
	return perList + filter + times(min(size, model.MaxPage), child)
}

func search(text *string) int {
	if text == nil {
		return 0
	}
	return perSearch
}

func priceAgreements(child int, first *int, _ *string, last *int, _ *string, f *model.AgreementFilter, _ model.DateOrder) int {
	if f == nil {
		return page(child, first, last, 0)
	}
	values := len(f.Countries) + len(f.Kinds) + len(f.Topics) + len(f.Projects) + len(f.Initiatives) + len(f.Ministers) + len(f.Languages)
	return page(child, first, last, perValue*values+search(f.Text))
}

func priceMeetings(child int, first *int, _ *string, last *int, _ *string, f *model.MeetingFilter, _ model.DateOrder) int {
	if f == nil {
		return page(child, first, last, 0)
	}
	return page(child, first, last, perValue*(len(f.Countries)+len(f.Ministers)+len(f.Languages))+search(f.Text))
}

func priceArticles(child int, first *int, _ *string, last *int, _ *string, f *model.ArticleFilter, _ model.DateOrder) int {
	if f == nil {
		return page(child, first, last, 0)
	}
	return page(child, first, last, perValue*(len(f.Countries)+len(f.Languages)+len(f.Sources))+search(f.Text))
}

func priceMinisters(child int, first *int, _ *string, last *int, _ *string, f *model.MinisterFilter) int {
	if f == nil {
		return page(child, first, last, 0)
	}
	return page(child, first, last, perValue*(len(f.Countries)+len(f.Offices))+search(f.Text))
}

func priceInitiatives(child int, first *int, _ *string, last *int, _ *string, f *model.InitiativeFilter) int {
	if f == nil {
		return page(child, first, last, 0)
	}
	return page(child, first, last, perValue*len(f.Kinds)+search(f.Text))
}

func priceProjects(child int, first *int, _ *string, last *int, _ *string, f *model.ProjectFilter) int {
	if f == nil {
		return page(child, first, last, 0)
	}
	return page(child, first, last, perValue*(len(f.Countries)+len(f.Sectors))+search(f.Text))
}

func priceCountries(child int, first *int, _ *string, last *int, _ *string, f *model.CountryFilter) int {
	if f == nil {
		return page(child, first, last, 0)
	}
	return page(child, first, last, perValue*len(f.Codes))
}

func priceFew(child int) int { return 1 + times(few, child) }

// prices tells what the fields cost; a field that is not named costs one and what is below it.
func prices() generated.ComplexityRoot {
	var c generated.ComplexityRoot
	c.Query.Nodes = func(child int, ids []string) int { return perList + times(len(ids), child) }
	c.Query.Countries, c.Query.Ministers, c.Query.Initiatives, c.Query.Projects = priceCountries, priceMinisters, priceInitiatives, priceProjects
	c.Query.Agreements, c.Query.Meetings, c.Query.Articles = priceAgreements, priceMeetings, priceArticles
	c.Country.Agreements, c.Country.Meetings, c.Country.Ministers, c.Country.Projects = priceAgreements, priceMeetings, priceMinisters, priceProjects
	c.Minister.Agreements, c.Minister.Meetings, c.Minister.Evidence = priceAgreements, priceMeetings, priceFew
	c.Initiative.Agreements, c.Initiative.Evidence = priceAgreements, priceFew
	c.Project.Agreements, c.Project.Countries, c.Project.Evidence = priceAgreements, priceFew, priceFew
	c.Agreement.Parties, c.Agreement.Projects, c.Agreement.Initiatives = priceFew, priceFew, priceFew
	c.Agreement.Voices, c.Agreement.Evidence = priceFew, priceFew
	c.Meeting.Countries, c.Meeting.Ministers, c.Meeting.Evidence = priceFew, priceFew, priceFew
	c.Article.Agreements, c.Article.Meetings, c.Article.Ministers, c.Article.Countries = priceAgreements, priceMeetings, priceMinisters, priceFew
	c.Relation.Agreements, c.Relation.Meetings, c.Relation.Projects = priceAgreements, priceMeetings, priceProjects
	return c
}
