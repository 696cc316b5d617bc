package api_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/api"
)

// TestDocumentedQueries asks every query that docs/api.md shows.
func TestDocumentedQueries(t *testing.T) {
	body, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	store, _ := open(t, 100)
	queries := regexp.MustCompile("(?s)```graphql\n(.*?)```").FindAllSubmatch(body, -1)
	if len(queries) < 5 {
		t.Fatalf("docs/api.md shows %d queries", len(queries))
	}
	for _, q := range queries {
		if answer, ok := api.Execute(t.Context(), store, api.Config{}, api.Request{Query: string(q[1])}); !ok {
			t.Errorf("%s\n%s", q[1], answer)
		}
	}
}

// TestDescriptions finds a description on everything that the schema names.
func TestDescriptions(t *testing.T) {
	body, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(body)})
	if err != nil {
		t.Fatal(err)
	}
	described := 0
	check := func(where, description string) {
		if described++; description == "" {
			t.Errorf("%s has no description", where)
		}
	}
	for name, d := range schema.Types {
		if d.BuiltIn {
			continue
		}
		check(name, d.Description)
		for _, f := range d.Fields {
			if d.Name == "Query" && len(f.Name) > 2 && f.Name[:2] == "__" {
				continue
			}
			check(name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				check(name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
		for _, v := range d.EnumValues {
			check(name+"."+v.Name, v.Description)
		}
	}
	if described < 200 {
		t.Errorf("the schema names %d things only", described)
	}
}
