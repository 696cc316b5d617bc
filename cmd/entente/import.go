package main

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loader"
	"entente/loader/article"
	"entente/loader/record"
)

func newImport() *cobra.Command {
	w := writing{expected: -1, batch: importBatch}
	cmd := &cobra.Command{
		Use:   "import RECORDS...",
		Short: "Write facts that somebody else extracted into the store",
		Long: `Import reads records, one JSON object a line, as extract writes them and as people or other
programs may (docs/data-model.md). What a record leaves out is completed: the place of a quote, the
sentence that names a minister. A fact that cannot stand, for example one whose quote is not in the
text, is left out and named in the report; the rest of its record stays.`,
		Example: "  entente import records.jsonl --report report.json\n  entente extract news/ | entente import -",
		Args:    argsSome("a file of records, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return w.run(cmd, func(yield func(func() loader.Item) bool) {
				for _, path := range args {
					for job := range recordJobs(cmd, path) {
						if !yield(job) {
							return
						}
					}
				}
			})
		},
	}
	w.flags(cmd)
	return cmd
}

// importBatch is the number of records that import writes in one transaction unless told otherwise.
// They come without work on their texts, so that writing is most of it, and larger batches than load's
// pay; a server keeps a transaction in memory, so that still larger ones cost it more than they save.
const importBatch = 400

// recordJobs yields a job for every line of a file of records.
func recordJobs(cmd *cobra.Command, path string) iter.Seq[func() loader.Item] {
	return func(yield func(func() loader.Item) bool) {
		in, err := openInput(cmd, path)
		if err != nil {
			yield(func() loader.Item { return loader.FailedItem(path, err) })
			return
		}
		defer in.Close()
		lines := record.NewDecoder(in)
		for {
			r, err := lines.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			place := fmt.Sprintf("%s:%d", path, lines.Line())
			job := func() loader.Item { return recordItem(place, r) }
			if err != nil {
				job = func() loader.Item { return loader.FailedItem(place, err) }
			}
			more := yield(job)
			if !more || err != nil && graph.CodeOf(err) == graph.Internal {
				return // the file cannot be read further
			}
		}
	}
}

// recordItem completes and cleans a record.
func recordItem(place string, r *record.Record) loader.Item {
	r.Text = article.Normalise(r.Text)
	r.Complete(loader.Sentences(r.Lang))
	item := loader.Item{Place: place, Key: article.Article{URL: r.URL, Path: r.Path, Text: r.Text}.Key()}
	for _, p := range r.Clean() {
		if p.Fatal() {
			return loader.FailedItem(place, graph.Errorf(graph.Invalid, "%s", p.Message))
		}
		item.Notes = append(item.Notes, p.Message)
	}
	item.Record = *r
	return item
}
