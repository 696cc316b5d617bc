// Package dump writes a whole graph as sorted JSON lines and reads it back: for backup, for
// comparison, and to move a graph from one store to another.
//
// The first line tells the format. Then come one line an article with all that it says, by
// identifier; the curation; and the nodes that follow from both, by type and identifier. Restore
// reads the articles and the curation alone and works the nodes out again, so that a graph that is
// restored is one that was loaded.
package dump

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"entente/graph"
)

// Version is the number of the format. Restore reads this and every older one.
const Version = 1

// line is one line of a dump: exactly one field is set.
type line struct {
	Format     int                 `json:"ententeDump,omitempty"`
	Article    *graph.ArticleFacts `json:"facts,omitempty"`
	Curation   *graph.Curation     `json:"curation,omitempty"`
	Country    *graph.Country      `json:"country,omitempty"`
	Minister   *graph.Minister     `json:"minister,omitempty"`
	Initiative *graph.Initiative   `json:"initiative,omitempty"`
	Project    *graph.Project      `json:"project,omitempty"`
	Agreement  *graph.Agreement    `json:"agreement,omitempty"`
	Meeting    *graph.Meeting      `json:"meeting,omitempty"`
}

// Options say what a dump holds.
type Options struct {
	// OmitTimes leaves out since when the graph has known things: what is left is the same for
	// the same articles, whenever and however they were loaded.
	OmitTimes bool
}

// Write writes the graph to w. Equal graphs give equal bytes, on every store. It holds one page
// of nodes in memory.
func Write(ctx context.Context, r graph.Reader, w io.Writer, o Options) error {
	out := &encoder{w: bufio.NewWriterSize(w, 1<<20), omit: o.OmitTimes}
	if err := out.put(line{Format: Version}); err != nil {
		return err
	}
	for f, err := range r.Facts(ctx) {
		if err != nil {
			return err
		}
		if err := out.put(line{Article: &f}); err != nil {
			return err
		}
	}
	c, err := r.Curation(ctx)
	if err != nil {
		return err
	}
	if len(c.Same)+len(c.Different) > 0 {
		if err := out.put(line{Curation: &c}); err != nil {
			return err
		}
	}
	for _, step := range []func() error{
		func() error {
			return nodes(ctx, r.Countries(), graph.Country.Position, func(n *graph.Country) error { return out.put(line{Country: n}) })
		},
		func() error {
			return nodes(ctx, r.Ministers(), graph.Minister.Position, func(n *graph.Minister) error { return out.put(line{Minister: n}) })
		},
		func() error {
			return nodes(ctx, r.Initiatives(), graph.Initiative.Position, func(n *graph.Initiative) error { return out.put(line{Initiative: n}) })
		},
		func() error {
			return nodes(ctx, r.Projects(), graph.Project.Position, func(n *graph.Project) error { return out.put(line{Project: n}) })
		},
		func() error {
			return nodes(ctx, r.Agreements(), graph.Agreement.Position, func(n *graph.Agreement) error { return out.put(line{Agreement: n}) })
		},
		func() error {
			return nodes(ctx, r.Meetings(), graph.Meeting.Position, func(n *graph.Meeting) error { return out.put(line{Meeting: n}) })
		},
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return out.w.Flush()
}

// nodes calls put for every node of a collection, in its order.
func nodes[N, F any](ctx context.Context, c graph.Collection[N, F], position func(N) graph.Position, put func(*N) error) error {
	q := graph.Query[F]{Page: graph.Page{Limit: graph.MaxPage}}
	for {
		lists, err := c.Lists(ctx, []graph.Query[F]{q})
		if err != nil {
			return err
		}
		for i := range lists[0].Nodes {
			if err := put(&lists[0].Nodes[i]); err != nil {
				return err
			}
		}
		if !lists[0].More {
			return nil
		}
		last := position(lists[0].Nodes[len(lists[0].Nodes)-1])
		q.Page.After = &last
	}
}

type encoder struct {
	w    *bufio.Writer
	omit bool
}

func (e *encoder) put(l line) error {
	if e.omit {
		l.omitTimes()
	}
	body, err := json.Marshal(l)
	if err != nil {
		return err
	}
	if e.omit {
		body = bytes.ReplaceAll(body, []byte(`,"loadedAt":"0001-01-01T00:00:00Z"`), nil)
	}
	if _, err := e.w.Write(body); err != nil {
		return err
	}
	return e.w.WriteByte('\n')
}

func (l line) omitTimes() {
	switch {
	case l.Article != nil:
		l.Article.Article.LoadedAt = time.Time{}
		for i := range l.Article.Observations {
			l.Article.Observations[i].LoadedAt = time.Time{}
		}
	case l.Agreement != nil:
		l.Agreement.LoadedAt = time.Time{}
		omitReports(l.Agreement.Reports)
	case l.Meeting != nil:
		l.Meeting.LoadedAt = time.Time{}
		omitReports(l.Meeting.Reports)
	}
}

func omitReports(reports []graph.Report) {
	for i := range reports {
		reports[i].LoadedAt = time.Time{}
	}
}

// Restored reports a restore.
type Restored struct {
	Articles int // read and written
	New      int // observations that the graph did not hold
	Known    int // observations that it held already
}

// batch is the number of articles that Restore writes in one transaction.
const batch = 500

// Restore writes the articles and the curation of a dump into a store, which need not be empty:
// what it holds already keeps the earlier LoadedAt. A line that cannot be read is passed to bad,
// with its number and one sentence, and left out. A failing store ends the restore with its error.
func Restore(ctx context.Context, store graph.Writer, r io.Reader, bad func(number int, err error)) (Restored, error) {
	var done Restored
	var b graph.Batch
	flush := func() error {
		if len(b.Articles) == 0 && b.Curation == nil {
			return nil
		}
		w, err := store.Write(ctx, b)
		if err != nil {
			return err
		}
		done.Articles += len(b.Articles)
		done.New += w.New
		done.Known += w.Known
		b = graph.Batch{}
		return nil
	}
	lines := bufio.NewReaderSize(r, 1<<20)
	seen := make(map[string]bool) // articles of the batch in hand
	for number := 1; ; number++ {
		body, failure := lines.ReadBytes('\n')
		end := errors.Is(failure, io.EOF)
		if failure != nil && !end {
			return done, graph.Errorf(graph.Invalid, "line %d of the dump cannot be read: %w", number, failure)
		}
		if body = bytes.TrimSpace(body); len(body) > 0 {
			l, err := parse(body, number == 1)
			switch {
			case err != nil && number == 1:
				return done, err
			case err != nil:
				bad(number, err)
			case l.Article != nil && seen[l.Article.Article.ID]:
				bad(number, graph.Errorf(graph.Conflict, "article %s comes twice", l.Article.Article.ID))
			case l.Article != nil:
				seen[l.Article.Article.ID] = true
				b.Articles = append(b.Articles, *l.Article)
			case l.Curation != nil:
				b.Curation = l.Curation
			}
		}
		if end || len(b.Articles) >= batch {
			if err := flush(); err != nil {
				return done, err
			}
			clear(seen)
		}
		if end {
			return done, nil
		}
	}
}

// parse reads one line and checks that its content gives the identifiers that it claims.
func parse(body []byte, first bool) (line, error) {
	var l line
	if err := json.Unmarshal(body, &l); err != nil {
		if first {
			return l, graph.Errorf(graph.Invalid, "this is no dump: its first line is not {\"ententeDump\":%d}", Version)
		}
		return l, graph.Errorf(graph.Invalid, "the line is cut or is no JSON object; restore it from another copy of the dump")
	}
	if first {
		switch {
		case l.Format == 0:
			return l, graph.Errorf(graph.Invalid, "this is no dump: its first line is not {\"ententeDump\":%d}", Version)
		case l.Format > Version:
			return l, graph.Errorf(graph.Outdated, "the dump has format %d and this program reads up to %d; take a newer one", l.Format, Version)
		}
		return l, nil
	}
	if l.Article != nil {
		return l, check(l.Article)
	}
	return l, nil
}

// check finds an article whose identifiers do not follow from its content: a line that was changed
// by hand would otherwise break the promise that equal content has equal names.
func check(f *graph.ArticleFacts) error {
	if f.Article.ID != graph.ArticleID(f.Article.Key) {
		return graph.Errorf(graph.Invalid, "article %s does not have the identifier of its key; the line was changed", f.Article.ID)
	}
	names := make(map[string]bool, len(f.Names))
	for _, n := range f.Names {
		was := n.ID
		if n.Identify(); n.ID != was {
			return graph.Errorf(graph.Invalid, "name %s does not have the identifier of its content; the line was changed", was)
		}
		names[n.ID] = true
	}
	for _, o := range f.Observations {
		was := o.ID
		if o.Identify(); o.ID != was || o.Article != f.Article.ID {
			return graph.Errorf(graph.Invalid, "observation %s does not have the identifier of its content; the line was changed", was)
		}
		if o.Naming != nil && !names[o.Naming.Name] {
			return graph.Errorf(graph.Invalid, "observation %s refers to a name that the line does not hold", o.ID)
		}
		if f.Article.Text != "" && (o.Evidence.Start < 0 || o.Evidence.End > len(f.Article.Text) || o.Evidence.Start > o.Evidence.End ||
			f.Article.Text[o.Evidence.Start:o.Evidence.End] != o.Evidence.Quote) {
			return graph.Errorf(graph.Invalid, "the quote of observation %s does not stand in the article's text", o.ID)
		}
	}
	return nil
}
