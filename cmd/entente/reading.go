package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loader"
	"entente/loader/article"
)

// reading are the flags of commands that read articles.
type reading struct {
	lang, source, published string
	fields                  []string
	private, fast           bool
}

func (r *reading) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.lang, "lang", "", "the language of articles that do not say theirs, such as fr (default: found from the text)")
	cmd.Flags().StringVar(&r.source, "source", "", "the outlet of articles that do not name theirs")
	cmd.Flags().StringVar(&r.published, "published", "", "the date of articles that give none, such as 2022-07-31")
	cmd.Flags().StringSliceVar(&r.fields, "map", nil, "where JSON articles have their fields, such as text=body.full,title=head")
	cmd.Flags().BoolVar(&r.private, "allow-private-addresses", false, "also fetch articles from private and loopback addresses")
	cmd.Flags().BoolVar(&r.fast, "fast", false, "find facts some sixty times as fast, fewer of them right (docs/accuracy.md)")
}

func (r *reading) extractor() loader.Extractor { return loader.Extractor{Fast: r.fast} }

// options checks the flags and turns them into those of the readers.
func (r *reading) options(cmd *cobra.Command) (article.Options, error) {
	o := article.Options{Lang: r.lang, Source: r.source, Published: r.published, AllowPrivate: r.private, Stdin: cmd.InOrStdin()}
	if _, err := graph.ParseDate(r.published); err != nil {
		return o, usageError{fmt.Errorf("--published: %w", err)}
	}
	for _, f := range r.fields {
		field, path, ok := strings.Cut(f, "=")
		if !ok || field == "" || path == "" {
			return o, usageError{fmt.Errorf("--map %q is not FIELD=PATH, such as text=body.full", f)}
		}
		if !slices.Contains(article.Fields(), field) {
			return o, usageError{fmt.Errorf("--map %q names no field of an article; the fields are %s", f, strings.Join(article.Fields(), ", "))}
		}
		if o.Map == nil {
			o.Map = make(map[string]string)
		}
		o.Map[field] = path
	}
	return o, nil
}
