package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"entente/api"
	"entente/graph"
)

func newQuery() *cobra.Command {
	var vars, operation string
	cmd := &cobra.Command{
		Use:   "query GRAPHQL",
		Short: "Answer a GraphQL query without a server",
		Long: `Query answers a GraphQL query from the store, as the server would. The argument is the query, the
name of a file that holds it, or - for standard input. The exit status is 1 if the answer has errors.`,
		Example: "  entente query '{ agreements(first: 3) { nodes { kind date { value } evidence { quote } } } }'",
		Args:    argsExactly(1, "one query, file or -"),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := queryText(cmd, args[0])
			if err != nil {
				return err
			}
			variables, err := queryVariables(vars)
			if err != nil {
				return err
			}
			return withStore(cmd, func(store graph.Store) error {
				answer, ok := api.Execute(cmd.Context(), store, api.Config{}, api.Request{Query: text, Variables: variables, OperationName: operation})
				if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\n", answer); err != nil {
					return err
				}
				if !ok {
					return errReported
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&vars, "vars", "", "the variables as a JSON object, or @FILE")
	cmd.Flags().StringVar(&operation, "operation", "", "which operation to run, where the query holds several")
	return cmd
}

func queryText(cmd *cobra.Command, arg string) (string, error) {
	if arg != "-" && (strings.ContainsAny(arg, "{\n") || !exists(arg)) {
		return arg, nil
	}
	in, err := openInput(cmd, arg)
	if err != nil {
		return "", err
	}
	defer in.Close()
	body, err := io.ReadAll(in)
	if err != nil {
		return "", graph.Errorf(graph.Invalid, "%s cannot be read: %w", arg, reason(err))
	}
	return string(body), nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func queryVariables(vars string) (map[string]any, error) {
	if vars == "" {
		return nil, nil
	}
	body := []byte(vars)
	if path, ok := strings.CutPrefix(vars, "@"); ok {
		var err error
		if body, err = os.ReadFile(path); err != nil {
			return nil, graph.Errorf(graph.Invalid, "%s cannot be read: %w", path, reason(err))
		}
	}
	var out map[string]any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber() // as the server reads them: 1 is an integer
	if err := decoder.Decode(&out); err != nil {
		return nil, usageError{fmt.Errorf("--vars is no JSON object: %w", err)}
	}
	return out, nil
}
