package resolve

import (
	"context"
	"maps"
	"slices"
	"time"

	"entente/graph"
)

// Write works a batch into the graph through a store's transaction. It keeps the promises of
// graph.Writer; the store adds that the transaction is whole or not at all, and that Lock holds.
func Write(ctx context.Context, tx Tx, batch graph.Batch) (graph.Written, error) {
	w := &write{ctx: ctx, tx: tx, change: Change{Fresh: make(map[string]bool)}, locked: make(map[int]bool), names: make(map[string]Named),
		moved: make(map[string]bool)}
	for _, step := range []func(graph.Batch) error{w.articles, w.namesAndEntities, w.events} {
		if err := step(batch); err != nil {
			return graph.Written{}, err
		}
	}
	if err := tx.Put(ctx, w.change); err != nil {
		return graph.Written{}, err
	}
	return w.written, nil
}

// write is the state of one Write.
type write struct {
	ctx     context.Context
	tx      Tx
	change  Change
	written graph.Written
	locked  map[int]bool

	curation graph.Curation    // in force after this write
	bridges  map[string]string // of the curation
	recurate bool              // whether this write changes the curation
	before   graph.Curation    // in force before it

	fresh   []Observed       // observations that the store does not hold yet, or holds with a later LoadedAt
	gone    []Observed       // observations that this write removed
	coming  map[string]Named // names of the batch, by identifier
	names   map[string]Named // every name read or made so far, as it will stand
	moved   map[string]bool  // names whose node is another than before
	renamed map[string]bool  // nodes of which a name came or went: what points at them is worked out again
}

// lock takes the stripes of the blocks that are not held yet.
func (w *write) lock(blocks []string) error {
	var stripes []int
	for _, b := range blocks {
		if s := stripe(b); !w.locked[s] {
			w.locked[s] = true
			stripes = append(stripes, s)
		}
	}
	if len(stripes) == 0 {
		return nil
	}
	slices.Sort(stripes)
	return w.tx.Lock(w.ctx, stripes)
}

// articles finds which articles and observations are new, known or gone, and removes the last.
func (w *write) articles(batch graph.Batch) error {
	if err := w.curate(batch); err != nil {
		return err
	}
	ids := make([]string, len(batch.Articles))
	var blocks []string
	w.coming = make(map[string]Named)
	for i, f := range batch.Articles {
		ids[i] = f.Article.ID
		for _, n := range f.Names {
			n.Block = nameBlock(n, w.bridges)
			w.coming[n.ID] = Named{Name: n}
			blocks = append(blocks, n.Block)
		}
		for _, o := range f.Observations {
			if o.Naming == nil {
				blocks = append(blocks, eventBlock(o))
			}
		}
	}
	for _, f := range batch.Articles {
		if err := bearsAll(f); err != nil {
			return err
		}
	}
	if twice := repeated(ids); twice != "" {
		return graph.Errorf(graph.Conflict, "article %s comes twice in one batch", twice)
	}
	if both := repeated(append(slices.Clone(ids), once(slices.Clone(batch.Withdraw))...)); both != "" {
		return graph.Errorf(graph.Conflict, "article %s comes and is withdrawn in one batch", both)
	}
	if err := w.lock(blocks); err != nil {
		return err
	}
	held := make(map[string]graph.Article)
	heads, err := w.tx.Articles(w.ctx, append(slices.Clone(ids), batch.Withdraw...))
	if err != nil {
		return err
	}
	for _, a := range heads {
		held[a.ID] = a
	}
	var changed []string // articles of which the store holds other observations
	same := func(f graph.ArticleFacts) bool {
		a, ok := held[f.Article.ID]
		return ok && a.Fingerprint == f.Article.Fingerprint && !f.Article.LoadedAt.Before(a.LoadedAt)
	}
	for _, f := range batch.Articles {
		if _, ok := held[f.Article.ID]; ok && !same(f) {
			changed = append(changed, f.Article.ID)
		}
	}
	for _, id := range batch.Withdraw {
		if _, ok := held[id]; ok {
			changed = append(changed, id)
		}
	}
	old, err := w.tx.ObservationsOf(w.ctx, changed)
	if err != nil {
		return err
	}
	for _, o := range old {
		blocks = append(blocks, o.Block)
	}
	if err := w.lock(blocks); err != nil {
		return err
	}
	known := make(map[string]Observed, len(old))
	for _, o := range old {
		known[o.ID] = o
	}
	for _, f := range batch.Articles {
		if same(f) {
			w.written.Outcomes = append(w.written.Outcomes, graph.Unchanged)
			w.written.Known += len(f.Observations)
			continue
		}
		a := f.Article
		if h, ok := held[a.ID]; ok {
			outcome := graph.Replaced
			if h.Fingerprint == a.Fingerprint { // the graph knows it for longer now: nothing else changes
				outcome = graph.Unchanged
			}
			w.written.Outcomes = append(w.written.Outcomes, outcome)
			if h.LoadedAt.Before(a.LoadedAt) {
				a.LoadedAt = h.LoadedAt
			}
		} else {
			w.written.Outcomes = append(w.written.Outcomes, graph.Loaded)
			w.change.Fresh[a.ID] = true
		}
		w.change.Articles = append(w.change.Articles, a)
		for _, o := range f.Observations {
			o.Block = ""
			if o.Naming == nil {
				o.Block = eventBlock(o)
			}
			n := Observed{Observation: o, Lang: a.Lang, Signature: a.Signature}
			if k, ok := known[o.ID]; ok {
				w.written.Known++
				delete(known, o.ID)
				head := held[a.ID]
				if !o.LoadedAt.Before(k.LoadedAt) && head.Lang == a.Lang && slices.Equal(head.Signature, a.Signature) {
					continue
				}
				n.Node, n.LoadedAt = k.Node, earlier(o.LoadedAt, k.LoadedAt)
			} else {
				w.written.New++
				w.change.Fresh[o.ID] = true
			}
			w.fresh = append(w.fresh, n)
		}
	}
	var ids2 []string
	for _, id := range slices.Sorted(maps.Keys(known)) {
		w.gone = append(w.gone, known[id])
		ids2 = append(ids2, id)
	}
	w.written.Gone = len(w.gone)
	withdrawn := slices.DeleteFunc(slices.Clone(batch.Withdraw), func(id string) bool { _, ok := held[id]; return !ok })
	if len(ids2)+len(withdrawn) > 0 {
		if err := w.tx.Delete(w.ctx, ids2, withdrawn); err != nil {
			return err
		}
	}
	return w.reprints(batch)
}

// reprints marks the articles that are new and near-identical to one that the graph holds or that
// stands earlier in the batch.
func (w *write) reprints(batch graph.Batch) error {
	var bands []string
	for _, a := range w.change.Articles {
		if w.change.Fresh[a.ID] {
			bands = append(bands, a.Signature.Bands()...)
		}
	}
	if len(bands) == 0 {
		return nil
	}
	near, err := w.tx.Resembling(w.ctx, bands)
	if err != nil {
		return err
	}
	meet := make(map[string][]graph.Article) // articles by band
	put := func(a graph.Article) {
		for _, b := range a.Signature.Bands() {
			meet[b] = append(meet[b], a)
		}
	}
	for _, a := range near {
		put(a)
	}
	next := 0
	for i, outcome := range w.written.Outcomes {
		if next == len(w.change.Articles) || w.change.Articles[next].ID != batch.Articles[i].Article.ID {
			continue // it is not written
		}
		a := w.change.Articles[next]
		next++
		if outcome == graph.Loaded && resembles(a, meet) {
			w.written.Outcomes[i] = graph.Reprinted
		}
		put(a)
	}
	return nil
}

func resembles(a graph.Article, meet map[string][]graph.Article) bool {
	for _, b := range a.Signature.Bands() {
		for _, o := range meet[b] {
			if o.ID != a.ID && o.Signature.Resembles(a.Signature) {
				return true
			}
		}
	}
	return false
}

// curate reads the decisions in force and takes over those of the batch. A write of articles
// holds their stripes while it relies on the decisions, and one that changes them holds all.
func (w *write) curate(batch graph.Batch) error {
	stripes := slices.Clone(batch.Withdraw)
	for _, f := range batch.Articles {
		stripes = append(stripes, f.Article.ID)
	}
	if batch.Curation != nil {
		if err := batch.Curation.Validate(); err != nil {
			return err
		}
		if err := w.lockAll(); err != nil {
			return err
		}
	} else if err := w.lock(stripes); err != nil {
		return err
	}
	now, err := w.tx.Curation(w.ctx)
	if err != nil {
		return err
	}
	w.before, w.curation = now, now
	if batch.Curation != nil {
		c := batch.Curation.Normalise()
		w.curation, w.recurate = c, true
		w.change.Curation = &c
	}
	w.bridges = bridges(w.curation)
	return nil
}

// lockAll takes every stripe.
func (w *write) lockAll() error {
	stripes := make([]int, Stripes)
	for i := range stripes {
		stripes[i] = i
		w.locked[i] = true
	}
	return w.tx.Lock(w.ctx, stripes)
}

// bearsAll returns an Invalid error unless each name that the article's statements and encounters
// refer to is also one that the article itself bears: what they point at could otherwise depend on
// which articles came before.
func bearsAll(f graph.ArticleFacts) error {
	borne := make(map[string]bool)
	for _, o := range f.Observations {
		if o.Naming != nil {
			borne[o.Naming.Name] = true
		}
	}
	for _, o := range f.Observations {
		for _, n := range references(o) {
			if !borne[n] {
				return graph.Errorf(graph.Invalid, "%s refers to the name %s, which its article does not bear", o.ID, n)
			}
		}
	}
	return nil
}

// references lists the names that a statement or an encounter refers to.
func references(o graph.Observation) []string {
	switch {
	case o.Statement != nil:
		return slices.Concat(o.Statement.Objects, o.Statement.Voices)
	case o.Encounter != nil:
		return o.Encounter.Ministers
	}
	return nil
}

// repeated returns the first value that a list holds twice, "" if there is none.
func repeated(list []string) string {
	seen := make(map[string]bool, len(list))
	for _, v := range list {
		if seen[v] {
			return v
		}
		seen[v] = true
	}
	return ""
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
