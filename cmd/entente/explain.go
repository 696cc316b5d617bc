package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente/explain"
	"entente/graph"
	"entente/loader"
	"entente/loader/article"
)

func newExplain() *cobra.Command {
	var r reading
	var asHTML, asJSON bool
	cmd := &cobra.Command{
		Use:   "explain ARTICLES...|IDS...",
		Short: "Show how articles were read, or why nodes of the graph are what they are",
		Long: `Explain reads articles as extract does and shows their text with every name and every statement, the
rule and the weights that made it, and what was considered and dropped, with the reason.

For the identifier of a minister, an initiative, a project, an agreement or a meeting it shows what the
store made it from: the names or reports that were joined, by which rule and how surely, what the
curation says of them, what was considered and kept apart, and every quote. For that of an article it
reads the text that the store has.`,
		Example: "  entente explain article.txt\n  entente explain --html article.txt > article.html\n  entente explain minister-upqafa4fqi4r5pnzdrqo",
		Args:    argsSome("files, folders, addresses, - or identifiers"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asHTML && asJSON {
				return usageError{fmt.Errorf("--html and --json are two forms; choose one")}
			}
			options, err := r.options(cmd)
			if err != nil {
				return err
			}
			var articles, nodes []string
			for _, a := range args {
				if graph.IsID(a) {
					nodes = append(nodes, a)
				} else {
					articles = append(articles, a)
				}
			}
			extract := r.extractor().Explain
			e := layout(cmd.OutOrStdout(), asHTML, asJSON)
			if err := explainNodes(cmd, nodes, extract, e); err != nil {
				return err
			}
			failed, err := explainArticles(cmd, articles, options, extract, e)
			if err != nil {
				return err
			}
			if err := e.Close(); err != nil {
				return err
			}
			if failed || cmd.Context().Err() != nil {
				return errReported
			}
			return nil
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
	Node(explain.Node) error
	Close() error
}

func layout(out io.Writer, asHTML, asJSON bool) explainer {
	switch {
	case asJSON:
		return jsonLines{json.NewEncoder(out)}
	case asHTML:
		return &explain.HTML{Out: out}
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
func (j jsonLines) Node(n explain.Node) error       { return j.Encode(n) }
func (j jsonLines) Close() error                    { return nil }

// explainArticles explains what the arguments lead to; failed tells whether any could not be read.
func explainArticles(cmd *cobra.Command, args []string, options article.Options, extract explain.Extract, e explainer) (failed bool, err error) {
	for result := range article.Read(cmd.Context(), args, options) {
		if result.Err != nil {
			failed = true
			item := loader.FailedItem(result.Place, result.Err)
			fmt.Fprintf(cmd.ErrOrStderr(), "entente: %s: %s\n", item.Place, item.Why)
			continue
		}
		if result.Skipped != "" {
			continue
		}
		if err := e.Article(explain.ReadArticle(extract, result.Article, result.Place)); err != nil {
			return failed, err
		}
	}
	return failed, nil
}

// explainNodes explains what the store made the nodes with these identifiers from.
func explainNodes(cmd *cobra.Command, ids []string, extract explain.Extract, e explainer) error {
	if len(ids) == 0 {
		return nil
	}
	return withStore(cmd, func(store graph.Store) error {
		for _, id := range ids {
			if graph.TypeOf(id) == graph.ArticleNode {
				if err := explainStored(cmd, store, id, extract, e); err != nil {
					return err
				}
				continue
			}
			n, err := explain.ReadNode(cmd.Context(), store, id)
			if err != nil {
				return err
			}
			if err := e.Node(n); err != nil {
				return err
			}
		}
		return nil
	})
}

// explainStored explains an article of the store, read again from its text.
func explainStored(cmd *cobra.Command, store graph.Reader, id string, extract explain.Extract, e explainer) error {
	found, err := store.Articles().ByID(cmd.Context(), []string{id})
	if err != nil {
		return err
	}
	texts, err := store.Texts(cmd.Context(), []string{id})
	switch {
	case err != nil:
		return err
	case found[0] == nil:
		return graph.Errorf(graph.NotFound, "the graph has no %s", id)
	case texts[0] == "":
		return graph.Errorf(graph.NotFound, "%s was loaded without its text; explain the file or address instead", id)
	}
	a := found[0]
	return e.Article(explain.ReadArticle(extract, article.Article{Path: a.Path, URL: a.URL, Source: a.Source, Title: a.Title, Lang: a.Lang,
		Published: a.Published, Text: texts[0]}, a.Key))
}
