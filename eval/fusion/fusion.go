package fusion

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/graph"
	"entente/loader"
	"entente/loader/article"
	"entente/loader/record"
)

// Open makes an empty store.
type Open func(ctx context.Context) (graph.Store, error)

// Report tells how well a corpus was fused.
type Report struct {
	Articles, Events int
	Gold             Fusion // of the statements that the corpus says its articles have
	Found            Fusion // of those among them that extraction finds
	Stated, Missed   int    // statements of the corpus; those of them that extraction does not find
	False            int    // statements that extraction finds and the corpus does not have
	Reprints         Reprints
}

// Extract returns what extraction finds in each article.
func Extract(articles []Article) []record.Record {
	var found []record.Record
	for i := range articles {
		a := &articles[i]
		found = append(found, loader.Extract(article.Article{Path: a.path(), Title: a.Title, Source: a.Source, Published: a.Published, Text: a.Text}))
	}
	return found
}

// Measure fuses the articles' statements, and those of found, what Extract returns for them, in stores that open makes, loading the
// articles in the order that seed shuffles them into.
func Measure(ctx context.Context, articles []Article, found []record.Record, open Open, seed uint64) (Report, error) {
	r := Report{Articles: len(articles)}
	var gold []record.Record
	events := make(map[string]bool)
	for i := range articles {
		a := &articles[i]
		gold = append(gold, a.record())
		for _, f := range a.Agreements {
			events[f.Event] = true
		}
		r.Stated += len(a.Agreements)
		r.False += len(found[i].Agreements)
	}
	r.Events = len(events)
	for _, pass := range []struct {
		records []record.Record
		labels  []item
		into    *Fusion
	}{{gold, stated(articles), &r.Gold}, {found, aligned(articles, found), &r.Found}} {
		g, err := load(ctx, pass.records, open, seed)
		if err != nil {
			return Report{}, err
		}
		*pass.into = fusion(pass.labels, g.of)
		if pass.into == &r.Gold {
			r.Reprints = reprints(articles, g.signatures, g.agreements)
		}
	}
	r.Missed = r.Stated - len(r.Found.Items)
	r.False -= len(r.Found.Items)
	return r, nil
}

// item is a statement with the agreement that it reports.
type item struct {
	key     string // of the statement
	article string
	event   string // the agreement
	group   string // the occasion
	lang    string
	text    string // date and sentence
}

// stated are the statements of a corpus.
func stated(articles []Article) []item {
	var items []item
	for i := range articles {
		a := &articles[i]
		for _, f := range a.Agreements {
			span, _ := a.span(f)
			items = append(items, item{a.key(span[0], f.Kind, f.Parties), a.ID, f.Event, a.Event, a.Lang, f.Date + " " + f.Sentence})
		}
	}
	return items
}

// aligned are the statements of a corpus that records have: of the same kind and parties, in a
// quote that shares half of the shorter's bytes with the sentence.
func aligned(articles []Article, records []record.Record) []item {
	var items []item
	for i := range articles {
		a := &articles[i]
		taken := make(map[int]bool)
		for _, f := range a.Agreements {
			span, _ := a.span(f)
			for k, g := range records[i].Agreements {
				if taken[k] || g.Kind != f.Kind || !sameSet(g.Parties, f.Parties) || 2*common(span, [2]int{*g.Start, *g.End}) < min(span[1]-span[0], *g.End-*g.Start) {
					continue
				}
				taken[k] = true
				items = append(items, item{a.key(*g.Start, g.Kind, g.Parties), a.ID, f.Event, a.Event, a.Lang, dated(g) + " " + f.Sentence})
				break
			}
		}
	}
	return items
}

// dated is the date of an agreement with what it is about.
func dated(a record.Agreement) string {
	date := "undated"
	if a.Date != nil {
		date = *a.Date
	}
	return fmt.Sprintf("%s %s %q %q %q", date, a.Kind, a.Topics, a.Projects, a.Initiatives)
}

func common(a, b [2]int) int { return max(0, min(a[1], b[1])-max(a[0], b[0])) }

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// loaded is what the store made of a corpus.
type loaded struct {
	agreements []graph.Agreement
	of         map[string]string // the agreement of each statement
	signatures map[string]graph.Signature
}

// moment is since when the graph knows the articles.
var moment = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// load writes the records in batches, in the order that seed shuffles them into, and reads what
// the store made of them.
func load(ctx context.Context, records []record.Record, open Open, seed uint64) (loaded, error) {
	s, err := open(ctx)
	if err != nil {
		return loaded{}, err
	}
	defer s.Close()
	rng := rand.New(rand.NewPCG(seed, seed))
	order := rng.Perm(len(records))
	out := loaded{of: make(map[string]string), signatures: make(map[string]graph.Signature)}
	for len(order) > 0 {
		n := min(len(order), 1+rng.IntN(40))
		var b graph.Batch
		for _, i := range order[:n] {
			facts := records[i].Facts(records[i].Path, moment, true)
			b.Articles = append(b.Articles, facts)
			out.signatures[records[i].Path] = facts.Article.Signature
		}
		if _, err := s.Write(ctx, b); err != nil {
			return loaded{}, err
		}
		order = order[n:]
	}
	var after *graph.Position
	for {
		lists, err := s.Agreements().Lists(ctx, []graph.Query[graph.AgreementFilter]{{Page: graph.Page{Limit: graph.MaxPage, After: after}}})
		if err != nil {
			return loaded{}, err
		}
		for _, a := range lists[0].Nodes {
			for _, r := range a.Reports {
				out.of[statementKey(r.Article, r.Evidence.Start, a.Kind, a.Countries())] = a.ID
			}
			position := a.Position()
			after = &position
		}
		out.agreements = append(out.agreements, lists[0].Nodes...)
		if !lists[0].More {
			return out, nil
		}
	}
}

func statementKey(article string, start int, kind graph.Kind, parties []string) string {
	return article + " " + strconv.Itoa(start) + " " + string(kind) + " " + strings.Join(slices.Sorted(slices.Values(parties)), ",")
}
