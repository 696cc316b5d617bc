package main

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente/graph"
	"entente/loader"
	"entente/loader/article"
)

func newLoad() *cobra.Command {
	var r reading
	w := writing{batch: loadBatch}
	cmd := &cobra.Command{
		Use:   "load ARTICLES...",
		Short: "Find the facts in articles and write them into the store",
		Long: `Load reads articles from files, folders, archives, saved feeds, WARC files, http(s) addresses or
standard input (-), finds the facts in them and writes these into the store. It tells what became of
every article that it could not use, and ends with a sum; the exit status is 1 if any failed.
Loading an article again changes nothing unless it says something else now.`,
		Example: "  entente load news/ --report report.json\n  entente load --lang fr --published 2022-07-31 article.txt",
		Args:    argsSome("files, folders, addresses or -"),
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := r.options(cmd)
			if err != nil {
				return err
			}
			w.expected = countFiles(args)
			return w.run(cmd, articleJobs(cmd.Context(), args, options, r.extractor()))
		},
	}
	r.flags(cmd)
	w.flags(cmd)
	return cmd
}

// loadBatch is the number of articles that load writes in one transaction unless told otherwise.
const loadBatch = 200

// articleJobs yields a job for every article that the arguments lead to.
func articleJobs(ctx context.Context, args []string, options article.Options, e loader.Extractor) iter.Seq[func() loader.Item] {
	return func(yield func(func() loader.Item) bool) {
		for result := range article.Read(ctx, args, options) {
			if !yield(func() loader.Item { return articleItem(e, result) }) {
				return
			}
		}
	}
}

func articleItem(e loader.Extractor, result article.Result) loader.Item {
	switch {
	case result.Err != nil:
		return loader.FailedItem(result.Place, result.Err)
	case result.Skipped != "":
		return loader.Item{Place: result.Place, Skip: loader.PassedOver, Why: result.Skipped}
	}
	item := e.Find(result.Article, result.Place)
	if item.Why == "" {
		item.Why = result.Note
	}
	return item
}

// countFiles is the number of articles that the arguments lead to, so that progress can tell the
// time left; -1 if only reading them would tell.
func countFiles(args []string) int64 {
	single := map[string]bool{".txt": true, ".md": true, ".markdown": true, ".html": true, ".htm": true}
	count := int64(0)
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir():
				return nil
			case !single[strings.ToLower(filepath.Ext(path))]:
				return fs.ErrInvalid
			}
			count++
			return nil
		})
		if err != nil {
			return -1
		}
	}
	return count
}

// writing are the flags of commands that write articles.
type writing struct {
	expected int64 // number of articles, -1 if it is not known
	report   string
	dryRun   bool
	keepText bool
	workers  int
	batch    int
}

func (w *writing) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.report, "report", "", "write what became of each article to this file, as JSON")
	cmd.Flags().BoolVar(&w.dryRun, "dry-run", false, "find facts, but write nothing")
	cmd.Flags().BoolVar(&w.keepText, "keep-text", true, "keep the articles' texts; false keeps quotes and the text's hash only")
	cmd.Flags().IntVar(&w.workers, "workers", 0, "articles to work on at once (default one a core)")
	cmd.Flags().IntVar(&w.batch, "batch", w.batch, "articles to write in one transaction")
}

// run loads what the jobs yield and reports it.
func (w *writing) run(cmd *cobra.Command, jobs iter.Seq[func() loader.Item]) error {
	return withStore(cmd, func(store graph.Store) error {
		report := &console{cmd: cmd, expected: w.expected}
		options := loader.Options{Workers: w.workers, Batch: w.batch, DropText: !w.keepText, DryRun: w.dryRun, Report: report, Progress: report.progress}
		if w.report == "" {
			return report.close(loader.Load(cmd.Context(), store, jobs, options))
		}
		var closing error
		err := writeFile(w.report, func(f *os.File) error {
			report.file = loader.NewJSONReport(f)
			totals, err := loader.Load(cmd.Context(), store, jobs, options)
			if failure := report.file.Close(totals); err == nil {
				err = failure
			}
			closing = report.close(totals, err)
			return err
		})
		if err != nil {
			return err
		}
		return closing
	})
}

// console tells people how a load goes: a bar on a terminal, lines elsewhere, and every article
// that could not be used.
type console struct {
	cmd      *cobra.Command
	expected int64              // number of articles, -1 if it is not known
	file     *loader.JSONReport // may be nil
	bar      *progressbar.ProgressBar
	last     time.Time
}

func (c *console) Article(e loader.Entry) error {
	if e.Outcome == loader.Failed || e.Outcome == loader.Unsupported || len(e.Notes) > 0 {
		c.clear()
		if e.Why != "" {
			fmt.Fprintf(c.cmd.ErrOrStderr(), "entente: %s: %s\n", e.Article, e.Why)
		}
		for _, n := range e.Notes {
			fmt.Fprintf(c.cmd.ErrOrStderr(), "entente: %s: left out: %s\n", e.Article, n)
		}
	}
	if c.file == nil {
		return nil
	}
	return c.file.Article(e)
}

// progress shows the state of a load: always on a terminal, every ten seconds elsewhere.
func (c *console) progress(t loader.Totals) {
	now := time.Now()
	if f, ok := c.cmd.ErrOrStderr().(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if c.bar == nil {
			c.bar = progressbar.NewOptions64(c.expected, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription("articles"),
				progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"), progressbar.OptionClearOnFinish(),
				progressbar.OptionSetPredictTime(true))
		}
		if err := c.bar.Set(t.Articles); err != nil {
			c.bar = nil // a terminal that cannot draw gets no bar
		}
		return
	}
	if c.last.IsZero() {
		c.last = now
	} else if now.Sub(c.last) >= 10*time.Second {
		c.last = now
		fmt.Fprintf(c.cmd.ErrOrStderr(), "%d articles, %.0f a second\n", t.Articles, float64(t.Articles)/t.Seconds)
	}
}

func (c *console) clear() {
	if c.bar != nil {
		_ = c.bar.Clear() // what stays on the screen is no harm
	}
}

// close prints the totals and turns a load's end into the command's.
func (c *console) close(t loader.Totals, err error) error {
	c.clear()
	if err != nil {
		return err
	}
	fmt.Fprintln(c.cmd.OutOrStdout(), t)
	if t.Stopped {
		fmt.Fprintln(c.cmd.ErrOrStderr(), "entente: stopped; what is counted above is written, and the same command goes on from here")
		return errReported
	}
	if t.Failed() > 0 {
		return errReported
	}
	return nil
}
