package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
)

func newWithdraw() *cobra.Command {
	return &cobra.Command{
		Use:   "withdraw ARTICLE...",
		Short: "Remove articles with all that they say",
		Long: `Withdraw removes articles, told by their address, path or identifier, with everything that they
alone say. What other articles say too stays.`,
		Example: "  entente withdraw https://example.org/2022/07/31/retracted",
		Args:    argsSome("an article's address, path or identifier"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withStore(cmd, func(store graph.Store) error {
				ids := make([]string, len(args))
				for i, a := range args {
					ids[i] = a
					if graph.TypeOf(a) != graph.ArticleNode {
						ids[i] = graph.ArticleID(a)
					}
				}
				found, err := store.Articles().ByID(cmd.Context(), ids)
				if err != nil {
					return err
				}
				missing := 0
				for i, a := range found {
					if a == nil {
						missing++
						fmt.Fprintf(cmd.ErrOrStderr(), "entente: the graph holds no article %s\n", args[i])
					}
				}
				written, err := store.Write(cmd.Context(), graph.Batch{Withdraw: ids})
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%d articles withdrawn, %d facts gone\n", len(ids)-missing, written.Gone)
				if missing > 0 {
					return errReported
				}
				return nil
			})
		},
	}
}
