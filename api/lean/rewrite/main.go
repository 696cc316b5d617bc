// Command rewrite makes code that gqlgen has generated use package lean; see there why.
//
//	go run ./lean/rewrite generated/exec.go
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"os"
	"regexp"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: rewrite FILE")
		os.Exit(2)
	}
	if err := rewrite(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "rewrite:", err)
		os.Exit(1)
	}
}

func rewrite(path string) error {
	code, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	out, err := lean(code)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, out, 0o644)
}

var (
	top    = regexp.MustCompile(`(?m)^(func|var|type|const) `)
	scalar = regexp.MustCompile(`^func \(ec \*executionContext\) fieldContext_(\w+)\([^{]*\{\n\treturn graphql\.NewScalarFieldContext\(`)
	field  = regexp.MustCompile(`^func \(ec \*executionContext\) _(\w+)\([^{]*\{\n\treturn graphql\.ResolveField\(`)
	// A value of the object, without arguments and directives: what it is, ", nil" if it cannot fail, its type and what marshals it.
	value = regexp.MustCompile(`\n\t\t\treturn (obj\.\w+(?:\(\))?)(, nil)?\n\t\t\},\n\t\tnil,\n` +
		`\t\tfunc\(ctx context\.Context, selections ast\.SelectionSet, v (\S+)\) graphql\.Marshaler \{\n\t\t\treturn ec\.(\S+)\(ctx, selections, v\)\n`)
	slice   = regexp.MustCompile(`^func \(ec \*executionContext\) (\S+)\(ctx[\s\S]*graphql\.MarshalSliceConcurrently\(`)
	started = regexp.MustCompile(`graphql\.MarshalSliceConcurrently\(ctx, len\(v\), 0, false, func\(ctx context\.Context, i int\) graphql\.Marshaler \{\n` +
		`\t\tfc := graphql\.GetFieldContext\(ctx\)\n\t\tfc\.Result = &v\[i\]\n`)
	prepared = regexp.MustCompile(`graphql\.NewFieldSet\(fields\)\n\tdeferred := graphql\.NewDeferredGroup\(ctx\)\n`)
	deferred = regexp.MustCompile(`\tout\.Dispatch\(ctx\)\n|\n\tif n := len\(deferred\.Defers\); n > 0 \{\n[^}]*\n\t\}\n`)
	put      = regexp.MustCompile(`out\.(Resolve\w*|Concurrently)\(`) // off: the root's fields stay as they are
)

// lean rewrites generated code. What it should find and does not, since gqlgen has changed, is an
// error.
func lean(code []byte) ([]byte, error) {
	var parts []string // declarations
	begin := 0
	for _, at := range top.FindAllIndex(code, -1) {
		parts = append(parts, string(code[begin:at[0]]))
		begin = at[0]
	}
	parts = append(parts, string(code[begin:]))

	leaves := make(map[string]bool) // fields of no object type
	for _, p := range parts {
		if m := scalar.FindStringSubmatch(p); m != nil {
			leaves[m[1]] = true
		}
	}
	var objects, fields, lists int
	marshalers := make(map[string]bool) // functions that marshal leaves
	for i, p := range parts {
		if m, of := field.FindStringSubmatch(p), value.FindStringSubmatch(p); m != nil && of != nil {
			head, _, _ := strings.Cut(p, "\n")
			if leaves[m[1]] && of[2] != "" {
				parts[i] = fmt.Sprintf("%s\n\treturn ec.%s(ctx, field.Selections, %s)\n}\n\n", head, of[4], of[1])
				marshalers[of[4]] = true
			} else {
				parts[i] = fmt.Sprintf("%s\n\treturn lean.Field(ctx, ec.OperationContext, field, func() (%s, error) { return %s%s }, ec.%[5]s)\n}\n\n", head, of[3], of[1], of[2], of[4])
			}
			fields++
		}
		if prepared.MatchString(p) && !put.MatchString(p) {
			p = prepared.ReplaceAllString(p, "lean.NewObject(fields)\n")
			parts[i] = deferred.ReplaceAllString(p, "")
			objects++
		}
	}
	for i, p := range parts {
		m := slice.FindStringSubmatch(p)
		if m == nil || !started.MatchString(p) {
			continue
		}
		with := "lean.Slice(ctx, len(v), func(ctx context.Context, i int) graphql.Marshaler {\n"
		if marshalers[m[1]] {
			with = "lean.Leaves(len(v), func(i int) graphql.Marshaler {\n"
		}
		parts[i] = started.ReplaceAllString(p, with)
		lists++
	}
	if slices.Contains([]int{objects, fields, lists}, 0) {
		return nil, fmt.Errorf("%d objects, %d fields and %d lists found: gqlgen generates other code now, and this program must learn it", objects, fields, lists)
	}
	out := []byte(strings.Join(parts, ""))
	out = bytes.Replace(out, []byte("\t\"entente/api/model\"\n"), []byte("\t\"entente/api/lean\"\n\t\"entente/api/model\"\n"), 1)
	return format.Source(out)
}
