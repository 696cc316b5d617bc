package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente/explain"
	"entente/loader/article"
)

func newExplain() *cobra.Command {
	var r reading
	var asHTML, asJSON bool
	cmd := &cobra.Command{
		Use:   "explain ARTICLES...",
		Short: "Show how articles were read: what was found and by what, what was dropped and why",
		Long: `Explain reads articles as extract does and shows their text with every name and every statement, the
rule and the weights that made it, and what was considered and dropped, with the reason.`,
		Example: "  entente explain article.txt\n  entente explain --html article.txt > article.html",
		Args:    argsSome("files, folders, addresses or -"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asHTML && asJSON {
				return usageError{fmt.Errorf("--html and --json are two forms; choose one")}
			}
			options, err := r.options(cmd)
			if err != nil {
				return err
			}
			return explainArticles(cmd, args, options, layout(cmd.OutOrStdout(), asHTML, asJSON))
		},
	}
	r.flags(cmd)
	cmd.Flags().BoolVar(&asHTML, "html", false, "print one web page, which needs no other file")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, one line an article or node")
	return cmd
}

// explainer writes explanations in one form.
type explainer interface {
	Article(explain.Article) error
	Close() error
}

func layout(out io.Writer, asHTML, asJSON bool) explainer {
	if asJSON {
		return jsonLines{json.NewEncoder(out)}
	}
	return &explain.Text{Out: out, Colour: colours(out)}
}

// colours reports whether out is a terminal that wants colours; see https://no-color.org.
func colours(out io.Writer) bool {
	f, ok := out.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

type jsonLines struct{ *json.Encoder }

func (j jsonLines) Article(a explain.Article) error { return j.Encode(a) }
func (j jsonLines) Close() error                    { return nil }

func explainArticles(cmd *cobra.Command, args []string, options article.Options, e explainer) error {
	failed := false
	for result := range article.Read(cmd.Context(), args, options) {
		switch {
		case result.Err != nil:
			failed = true
			fmt.Fprintf(cmd.ErrOrStderr(), "entente: %s: %s\n", result.Place, message(result.Err))
			continue
		case result.Skipped != "":
			continue
		}
		if err := e.Article(explain.ReadArticle(result.Article, result.Place)); err != nil {
			return err
		}
	}
	if err := e.Close(); err != nil {
		return err
	}
	if failed || cmd.Context().Err() != nil {
		return errReported
	}
	return nil
}
