package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loader"
	"entente/loader/article"
	"entente/samples"
)

// demoQuery is what the demo suggests to try: one agreement that articles in six languages recall.
const demoQuery = `{ agreements(filter: {countries: ["CL", "CN"], kinds: [SIGNED], dates: {from: "2023-11", to: "2023-11"}}) ` +
	`{ nodes { kind date { value } parties { country { name } } sources evidence { quote article { source } } } } }`

// demoRequest is the body of the request that asks it.
func demoRequest() string {
	body, err := json.Marshal(map[string]string{"query": demoQuery})
	if err != nil {
		panic(err) // text always marshals
	}
	return string(body)
}

func newDemo() *cobra.Command {
	var s serving
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Load the sample articles into a throw-away store and serve them",
		Long: `Demo loads thirty invented articles in six languages into a store in memory, serves it, and prints
what to open and a query to try. Nothing is left behind when it ends.`,
		Example: "  entente demo",
		Args:    argsExactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := openNamed(cmd.Context(), "sqlite::memory:")
			if err != nil {
				return err
			}
			defer store.Close()
			totals, err := loader.Load(cmd.Context(), store, articleJobs(cmd.Context(), []string{"."}, article.Options{FS: samples.Files}, loader.Extractor{}), loader.Options{})
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintln(out, totals)
			counts, err := store.Agreements().Counts(cmd.Context(), []graph.AgreementFilter{{}})
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "the graph holds %d agreements\n\n", counts[0])
			return s.run(cmd.Context(), store, func(url string) {
				fmt.Fprintf(out, "open   %s/graphiql\nor ask curl -s %s/graphql -H 'Content-Type: application/json' --data '%s'\nend    with Ctrl-C\n",
					url, url, demoRequest())
			})
		},
	}
	s.flags(cmd)
	return cmd
}
