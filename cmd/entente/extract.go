package main

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"entente/loader"
	"entente/loader/record"
)

func newExtract() *cobra.Command {
	var r reading
	var text bool
	var workers int
	cmd := &cobra.Command{
		Use:   "extract ARTICLES...",
		Short: "Print the facts that articles state, as JSON lines, and write nothing",
		Long: `Extract prints one record an article, in the order of the input and as soon as it is found
(docs/data-model.md describes records). It needs no store, so that any number of processes can work
on parts of a large corpus; import writes what comes out. An article that cannot be read is named on
the standard error, and the exit status is 1.`,
		Example: "  entente extract article.txt\n  zcat news.jsonl.gz | entente extract - | gzip > facts.jsonl.gz",
		Args:    argsSome("files, folders, addresses or -"),
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := r.options(cmd)
			if err != nil {
				return err
			}
			out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
			lines := record.NewEncoder(out)
			failed := false
			for item := range loader.InOrder(cmd.Context(), articleJobs(cmd.Context(), args, options, r.extractor()), workers) {
				if item.Skip != "" && item.Skip != loader.PassedOver {
					failed = failed || item.Skip == loader.Failed
					fmt.Fprintf(cmd.ErrOrStderr(), "entente: %s: %s\n", item.Place, item.Why)
				}
				if item.Skip != "" {
					continue
				}
				if !text {
					item.Record.Text = ""
				}
				if err := lines.Encode(&item.Record); err != nil {
					return err
				}
				if out.Buffered() > 0 {
					if err := out.Flush(); err != nil {
						return err
					}
				}
			}
			if err := out.Flush(); err != nil {
				return err
			}
			if failed || cmd.Context().Err() != nil {
				return errReported
			}
			return nil
		},
	}
	r.flags(cmd)
	cmd.Flags().BoolVar(&text, "text", true, "put the article's text into its record; import needs it to check quotes")
	cmd.Flags().IntVar(&workers, "workers", 0, "articles to work on at once (default one a core)")
	return cmd
}
