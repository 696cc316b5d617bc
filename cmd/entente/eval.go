package main

import (
	"bufio"
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"entente/eval"
	"entente/eval/fusion"
	"entente/eval/identity"
	"entente/graph"
	"entente/graph/sqlite"
	"entente/loader"
	"entente/loader/article"
	"entente/loader/record"
)

func newEval() *cobra.Command {
	var predicted, lang, scores, reports string
	var errorList, asJSON, fast bool
	cmd := &cobra.Command{
		Use:   "eval GOLD_DIR",
		Short: "Measure extraction against articles that people annotated",
		Long: `Eval extracts the facts of the gold files in a folder (eval/README.md describes them), compares
them with what people found, and prints F1 for each kind of fact and language. With --pred it judges
records that exist, whoever made them.`,
		Example: "  entente eval eval/gold\n  entente eval eval/gold --errors --lang fr",
		Args:    argsExactly(1, "one folder of gold files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			gold, err := eval.ReadGold(args[0], lang)
			if err != nil {
				return err
			}
			records, err := predictions(cmd, predicted, gold, loader.Extractor{Fast: fast})
			if err != nil {
				return err
			}
			if scores != "" {
				if err := writeFile(scores, func(f *os.File) error {
					out := bufio.NewWriter(f)
					if err := errors.Join(eval.Scores(out, gold, records), newline(out), identity.Lines(out), fused(cmd, out, reports)); err != nil {
						return err
					}
					return out.Flush()
				}); err != nil {
					return err
				}
			}
			report := eval.Run(gold, records)
			if errorList {
				if err := report.ErrorList(cmd.OutOrStdout()); err != nil {
					return err
				}
			}
			if asJSON {
				return report.JSON(cmd.OutOrStdout())
			}
			return report.Text(cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&predicted, "pred", "", "judge the records of this file instead of extracting")
	cmd.Flags().StringVar(&lang, "lang", "", "only this language")
	cmd.Flags().StringVar(&scores, "scores", "", "also write the figures of the open and the locked third, and of identity, to this file")
	cmd.Flags().StringVar(&reports, "fusion", "", "a folder of articles about the same events; their fusion is measured for --scores, too (eval/fusion)")
	cmd.Flags().BoolVar(&errorList, "errors", false, "list every fact that was missed or is false")
	cmd.Flags().BoolVar(&fast, "fast", false, "judge what is found with --fast (see load)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the figures as JSON")
	return cmd
}

// predictions are the records of a file, or what extraction finds in the gold files' texts.
func predictions(cmd *cobra.Command, file string, gold []eval.Gold, e loader.Extractor) ([]record.Record, error) {
	if file != "" {
		in, err := openInput(cmd, file)
		if err != nil {
			return nil, err
		}
		defer in.Close()
		return eval.ReadRecords(in)
	}
	jobs := func(yield func(func() loader.Item) bool) {
		for _, g := range gold {
			a := article.Article{Path: g.ID + ".md", URL: g.URL, Title: g.Title, Source: g.Source, Published: g.Published, Text: article.Normalise(g.Text)}
			if !yield(func() loader.Item { return e.Find(a, a.Path) }) {
				return
			}
		}
	}
	var records []record.Record
	for item := range loader.InOrder(cmd.Context(), jobs, 0) {
		if item.Skip == loader.Failed {
			return nil, graph.Errorf(graph.Invalid, "%s: %s", item.Place, item.Why)
		}
		records = append(records, item.Record)
	}
	return records, nil
}

// fused writes how well reports of one agreement are told to be that, unless no folder of them is given.
func fused(cmd *cobra.Command, out *bufio.Writer, dir string) error {
	if dir == "" {
		return nil
	}
	articles, err := fusion.Read(dir)
	if err != nil {
		return err
	}
	r, err := fusion.Measure(cmd.Context(), articles, fusion.Extract(articles), func(ctx context.Context) (graph.Store, error) {
		return sqlite.Open(ctx, ":memory:", sqlite.Options{})
	}, 0)
	if err != nil {
		return err
	}
	return errors.Join(newline(out), r.Lines(out))
}

func newline(out *bufio.Writer) error { return out.WriteByte('\n') }
