package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente/loader"
	"entente/loader/lexicon"
)

func newLexicon() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "lexicon",
		Short:   "Work on what is known of each language",
		Example: "  entente lexicon check",
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "check",
		Short: "Check the language data and run their examples",
		Long: `Check reads the data of every language, checks each file, and runs the examples that patterns
carry. It prints every fault with its file and line, and then exits with 1.`,
		Example: "  entente lexicon check",
		Args:    argsExactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			faults := loader.CheckLanguages()
			for _, f := range faults {
				fmt.Fprintln(cmd.OutOrStdout(), f)
			}
			if len(faults) > 0 {
				return errReported
			}
			for _, l := range lexicon.Languages() {
				fmt.Fprintf(cmd.OutOrStdout(), "%s  %s  %s\n", l.Tag, l.Tier, l.Name)
			}
			return nil
		},
	})
	return cmd
}
