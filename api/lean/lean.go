// Package lean holds what the code that gqlgen generates uses here in place of gqlgen's own runtime.
//
// That starts a goroutine for each member of each list and makes ready to put off the fields of each
// object, neither of which is of use where a level is read in one go: it took more than half of the
// time of a request. What is answered is the same. Command rewrite puts it into the generated code.
package lean

import (
	"context"
	"io"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Object is an object of an answer; it is graphql.FieldSet without deferred fields.
type Object struct {
	fields   []graphql.CollectedField
	Values   []graphql.Marshaler // of the fields
	Invalids int                 // how many of them are null and must not be
	own      [4]graphql.Marshaler
}

// NewObject makes an object of these fields.
func NewObject(fields []graphql.CollectedField) *Object {
	o := &Object{fields: fields}
	if o.Values = o.own[:min(len(fields), len(o.own))]; len(fields) > len(o.own) {
		o.Values = make([]graphql.Marshaler, len(fields))
	}
	return o
}

// Field resolves and marshals a field without arguments. An error or a panic becomes an error at its
// path and null.
func Field[T any](ctx context.Context, op *graphql.OperationContext, field graphql.CollectedField, resolve func() (T, error),
	marshal func(context.Context, ast.SelectionSet, T) graphql.Marshaler) (m graphql.Marshaler) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: field})
	defer func() {
		if r := recover(); r != nil {
			op.Error(ctx, op.Recover(ctx, r))
			m = graphql.Null
		}
	}()
	v, err := resolve()
	if err != nil {
		op.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
		return graphql.Null
	}
	return marshal(ctx, field.Selections, v)
}

// few is up to how many fields it is cheaper to look through them than to keep a map.
const few = 16

// MarshalGQL writes the object. Of fields of one name, which fragments on several types bring, it
// writes the first.
func (o *Object) MarshalGQL(w io.Writer) {
	var written map[string]bool
	if len(o.fields) > few {
		written = make(map[string]bool, len(o.fields))
	}
	before := "{\""
	for i := range o.fields {
		name := o.fields[i].Alias
		if written[name] || written == nil && o.holds(name, i) {
			continue
		}
		if written != nil {
			written[name] = true
		}
		write(w, before)
		write(w, name) // a GraphQL name needs no escapes
		write(w, "\":")
		o.Values[i].MarshalGQL(w)
		before = ",\""
	}
	if len(o.fields) == 0 {
		write(w, "{")
	}
	write(w, "}")
}

// write writes into the buffer of an answer, which takes everything.
func write(w io.Writer, s string) { _, _ = io.WriteString(w, s) }

// holds reports whether one of the first n fields has this name.
func (o *Object) holds(name string, n int) bool {
	for i := range n {
		if o.fields[i].Alias == name {
			return true
		}
	}
	return false
}

// Slice marshals the members of a list, each with its index in its context. One that panics becomes
// an error and null.
func Slice(ctx context.Context, n int, member func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	list := make(graphql.Array, n)
	for i := range list {
		list[i] = guarded(graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i}), i, member)
	}
	return list
}

func guarded(ctx context.Context, i int, member func(ctx context.Context, i int) graphql.Marshaler) (m graphql.Marshaler) {
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, r))
			m = graphql.Null
		}
	}()
	return member(ctx, i)
}

// Leaves marshals the members of a list that are no objects.
func Leaves(n int, member func(i int) graphql.Marshaler) graphql.Array {
	list := make(graphql.Array, n)
	for i := range list {
		list[i] = member(i)
	}
	return list
}
