package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/spf13/cobra"

	"entente/graph"
)

func newVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Read every quote again against its article",
		Long: `Verify checks that the text of every article is the one that was loaded and that every quote
stands in it, byte for byte, at its place. It lists each that does not, and then exits with 1.
Articles that were loaded with --keep-text=false cannot be checked and are counted.`,
		Example: "  entente verify",
		Args:    argsExactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withStore(cmd, func(store graph.Store) error {
				var articles, quotes, without, bad int
				for f, err := range store.Facts(cmd.Context()) {
					if err != nil {
						return err
					}
					articles++
					if f.Article.Text == "" {
						without++
						continue
					}
					for _, fault := range faults(f) {
						bad++
						fmt.Fprintln(cmd.OutOrStdout(), fault)
					}
					quotes += len(f.Observations)
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%d quotes of %d articles checked, %d faults", quotes, articles-without, bad)
				if without > 0 {
					fmt.Fprintf(cmd.OutOrStdout(), "; %d articles were loaded without their text", without)
				}
				fmt.Fprintln(cmd.OutOrStdout())
				if bad > 0 {
					return errReported
				}
				return nil
			})
		},
	}
}

// faults lists what does not stand in the article's text, a sentence each.
func faults(f graph.ArticleFacts) []string {
	var list []string
	if hash := sha256.Sum256([]byte(f.Article.Text)); hex.EncodeToString(hash[:]) != f.Article.TextHash {
		list = append(list, fmt.Sprintf("%s: the text is not the one that was loaded", f.Article.Key))
	}
	for _, o := range f.Observations {
		e := o.Evidence
		if e.Start < 0 || e.End > len(f.Article.Text) || e.Start > e.End || f.Article.Text[e.Start:e.End] != e.Quote {
			list = append(list, fmt.Sprintf("%s: %s: the quote does not stand at bytes %d to %d: %q", f.Article.Key, o.ID, e.Start, e.End, e.Quote))
		}
	}
	return list
}
