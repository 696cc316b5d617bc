package lean_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/api/lean"
)

// object has fields of these names, whose values are their places.
func object(names ...string) *lean.Object {
	var fields []graphql.CollectedField
	for _, n := range names {
		fields = append(fields, graphql.CollectedField{Field: &ast.Field{Alias: n}})
	}
	o := lean.NewObject(fields)
	for i := range names {
		o.Values[i] = graphql.MarshalInt(i)
	}
	return o
}

func TestObject(t *testing.T) {
	var many, pairs []string // more fields than are looked through
	for i := range 20 {
		name := "f" + strconv.Itoa(i)
		many, pairs = append(many, name), append(pairs, `"`+name+`":`+strconv.Itoa(i))
	}
	for _, test := range []struct {
		names []string
		want  string
	}{
		{nil, `{}`},
		{[]string{"id"}, `{"id":0}`},
		{[]string{"id", "name", "id", "kind"}, `{"id":0,"name":1,"kind":3}`},
		{append(many, "f3"), "{" + strings.Join(pairs, ",") + "}"},
	} {
		var b strings.Builder
		object(test.names...).MarshalGQL(&b)
		if b.String() != test.want {
			t.Errorf("%v: %s, want %s", test.names, b.String(), test.want)
		}
	}
}

// TestSlice holds that a member that panics becomes null and an error at its place, and no other.
func TestSlice(t *testing.T) {
	ctx := graphql.WithResponseContext(t.Context(), graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: graphql.CollectedField{Field: &ast.Field{Alias: "list"}}})
	list := lean.Slice(ctx, 3, func(ctx context.Context, i int) graphql.Marshaler {
		if i == 1 {
			panic("broken")
		}
		return graphql.MarshalString(graphql.GetPath(ctx).String())
	})
	var b strings.Builder
	list.MarshalGQL(&b)
	if want := `["list[0]",null,"list[2]"]`; b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
	errs := graphql.GetErrors(ctx)
	if len(errs) != 1 || errs[0].Path.String() != "list[1]" {
		t.Errorf("errors %v, want one at list[1]", errs)
	}
}
