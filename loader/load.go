package loader

import (
	"context"
	"errors"
	"hash/fnv"
	"iter"
	"runtime"
	"strings"
	"time"

	"entente/graph"
	"entente/loader/record"
)

// Item is one article on its way into the store: its record, or why there is none.
type Item struct {
	Place  string        // where it was found, for the report
	Key    string        // what names the article; see graph.Article
	Record record.Record // clean and complete
	Notes  []string      // facts of the record that were left out, and why
	Skip   Outcome       // if set, there is no record: NoFacts, Unsupported, PassedOver or Failed
	Why    string        // with Skip
}

// Options say how to load. The zero Options are good for a store on the same machine.
type Options struct {
	Workers  int              // articles to work on at once; 0 means one a core
	Batch    int              // articles a transaction; 0 means 200
	DropText bool             // keep quotes and the hash of the text only
	DryRun   bool             // find facts, write nothing
	Now      func() time.Time // nil means time.Now
	Progress func(Totals)     // called after each batch
	Report   Report           // told of each article; may be nil
}

func (o Options) withDefaults() Options {
	if o.Batch <= 0 {
		o.Batch = 200
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Load writes what the jobs yield into the store, in batches, each a transaction. Jobs run side by
// side, and while a batch is written the next is gathered; everything else happens in the order of
// the input, so that memory depends on the batch and not on the number of articles. A bad article is
// an entry in the report and never ends a load; a store that fails ends it with the store's error.
// When the context is cancelled, what has been gathered is written and Totals.Stopped set: loading
// the same articles again goes on from there.
func Load(ctx context.Context, store graph.Writer, jobs iter.Seq[func() Item], o Options) (Totals, error) {
	o = o.withDefaults()
	start := o.Now()
	l := &load{store: store, options: o, loaded: start.UTC().Truncate(time.Second), tally: newTally(o.Report, start), seen: make(map[string]uint64), hand: new(parcel)}
	var failure error
	for article := range InOrder(ctx, l.prepare(jobs), o.Workers) {
		if failure = l.take(ctx, article); failure != nil {
			break
		}
	}
	if failure == nil {
		failure = l.flush(ctx)
	}
	if failure == nil {
		failure = l.settle()
	}
	l.tally.Stopped = ctx.Err() != nil
	l.tally.Seconds = o.Now().Sub(start).Seconds()
	return l.tally.Totals, failure
}

// InOrder runs jobs, up to workers at once, and yields their results in the order of the jobs. It
// starts no job after the context is cancelled. Workers below 1 mean one a core.
func InOrder[T any](ctx context.Context, jobs iter.Seq[func() T], workers int) iter.Seq[T] {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	return func(yield func(T) bool) {
		ctx, cancel := context.WithCancel(ctx)
		results := make(chan chan T, 2*workers) // in order; bounds the work in hand
		go func() {
			defer close(results)
			slots := make(chan struct{}, workers)
			for job := range jobs {
				result := make(chan T, 1)
				select {
				case results <- result:
				case <-ctx.Done():
					return
				}
				slots <- struct{}{}
				go func() {
					result <- job()
					<-slots
				}()
			}
		}()
		defer func() {
			cancel()
			for r := range results {
				<-r // so that no goroutine outlives the loop
			}
		}()
		for r := range results {
			if !yield(<-r) {
				return
			}
		}
	}
}

// load is the state of one Load.
type load struct {
	store   graph.Writer
	options Options
	loaded  time.Time
	tally   *tally
	seen    map[string]uint64 // digest of the content of each article so far, by identifier

	hand  *parcel // is being filled
	under *parcel // is being written meanwhile; nil if none is
}

// parcel is a batch with what is reported of it.
type parcel struct {
	batch   graph.Batch
	found   int     // facts
	bytes   int     // of the articles' texts
	waiting []Entry // entries in the order of the input; those of the batch still lack an outcome
	places  []int   // where in waiting the batch's articles stand

	done    chan struct{} // closed once it has been written
	written graph.Written // valid then
	err     error         // valid then
}

// parcelBytes is how many bytes of text a batch may hold before it is written, however few its
// articles are: a store keeps a transaction in memory.
const parcelBytes = 8 << 20

// prepared is an item with its facts, if it has any.
type prepared struct {
	Item
	facts graph.ArticleFacts
}

// prepare makes each job also turn its record into facts, which is work for many cores.
func (l *load) prepare(jobs iter.Seq[func() Item]) iter.Seq[func() prepared] {
	return func(yield func(func() prepared) bool) {
		for job := range jobs {
			if !yield(func() prepared {
				p := prepared{Item: job()}
				if p.Skip == "" {
					p.facts = p.Record.Facts(p.Key, l.loaded, !l.options.DropText)
				}
				return p
			}) {
				return
			}
		}
	}
}

func (l *load) take(ctx context.Context, item prepared) error {
	entry := Entry{Article: item.Place, Outcome: item.Skip, Why: item.Why, Notes: item.Notes}
	if item.Skip == "" {
		facts := item.facts
		l.hand.bytes += len(item.Record.Text)
		id := facts.Article.ID
		content := digest(facts.Article.Fingerprint)
		before, repeated := l.seen[id]
		switch {
		case repeated && before == content:
			entry.Outcome = Unchanged
		case repeated:
			entry.Outcome = Failed
			entry.Why = "another article of this run has the same address or path, " + item.Key + ", and other content; give it an address of its own"
		case len(facts.Observations) == 0:
			entry.Outcome = NoFacts
			l.seen[id] = content
			l.hand.batch.Withdraw = append(l.hand.batch.Withdraw, id) // an earlier version may have stated some
		default:
			l.seen[id] = content
			l.hand.found += len(facts.Observations)
			l.hand.places = append(l.hand.places, len(l.hand.waiting))
			l.hand.batch.Articles = append(l.hand.batch.Articles, facts)
		}
	}
	l.hand.waiting = append(l.hand.waiting, entry)
	if len(l.hand.waiting) < l.options.Batch && l.hand.bytes < parcelBytes {
		return nil
	}
	return l.flush(ctx)
}

// flush begins to write the batch in hand, once the one before it has been written. It is written
// even if the context is cancelled, lest the work on it be lost.
func (l *load) flush(ctx context.Context) error {
	if err := l.settle(); err != nil {
		return err
	}
	p := l.hand
	l.hand, l.under = new(parcel), p
	p.done = make(chan struct{})
	if len(p.batch.Articles)+len(p.batch.Withdraw) == 0 || l.options.DryRun {
		close(p.done)
		return nil
	}
	go func() {
		defer close(p.done)
		p.written, p.err = l.store.Write(context.WithoutCancel(ctx), p.batch)
	}()
	return nil
}

// settle waits for the batch that is being written, if one is, and reports its articles.
func (l *load) settle() error {
	p := l.under
	if p == nil {
		return nil
	}
	l.under = nil
	if <-p.done; p.err != nil {
		return p.err
	}
	l.tally.Found += p.found
	l.tally.Bytes += int64(p.bytes)
	l.tally.written(p.written)
	for i, o := range p.written.Outcomes {
		p.waiting[p.places[i]].Outcome = ofStore(o)
	}
	for _, e := range p.waiting {
		if e.Outcome == "" {
			e.Outcome = Loaded // of a dry run
		}
		if err := l.tally.add(e); err != nil {
			return err
		}
	}
	if l.options.Progress != nil {
		l.tally.Seconds = l.options.Now().Sub(l.tally.start).Seconds()
		l.options.Progress(l.tally.Totals)
	}
	return nil
}

func digest(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// FailedItem is an item for an article that could not be read.
func FailedItem(place string, err error) Item {
	var known *graph.Error
	why := "an unexpected fault: " + err.Error()
	if errors.As(err, &known) {
		why = strings.TrimPrefix(known.Message, place+": ") // the report names the place itself
	}
	return Item{Place: place, Skip: Failed, Why: why}
}
