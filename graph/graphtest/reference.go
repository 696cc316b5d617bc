package graphtest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"entente/graph"
	"entente/graph/resolve"
	"entente/graph/terms"
)

// reference is a store that is too simple to be wrong: maps, and filters that look at every node.
// What other stores answer is compared with its answers. After each write it checks that the
// change which package resolve made fits what it held.
type reference struct {
	mu           sync.Mutex
	articles     map[string]graph.Article
	names        map[string]resolve.Named
	observations map[string]resolve.Observed
	ministers    map[string]graph.Minister
	initiatives  map[string]graph.Initiative
	projects     map[string]graph.Project
	agreements   map[string]graph.Agreement
	meetings     map[string]graph.Meeting
	decisions    graph.Curation
}

// Reference returns an empty store in memory that is slow and simple: the model of what every
// store answers. A write that fails half-way leaves it unusable.
func Reference() graph.Store {
	return &reference{articles: map[string]graph.Article{}, names: map[string]resolve.Named{}, observations: map[string]resolve.Observed{},
		ministers: map[string]graph.Minister{}, initiatives: map[string]graph.Initiative{}, projects: map[string]graph.Project{},
		agreements: map[string]graph.Agreement{}, meetings: map[string]graph.Meeting{}}
}

func (r *reference) Write(ctx context.Context, b graph.Batch) (graph.Written, error) {
	if err := ctx.Err(); err != nil {
		return graph.Written{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	w, err := resolve.Write(ctx, referenceTx{r}, b)
	if err == nil {
		err = r.check()
	}
	return w, err
}

func (r *reference) Close() error                   { return nil }
func (r *reference) Ping(ctx context.Context) error { return ctx.Err() }

func (r *reference) Curation(ctx context.Context) (graph.Curation, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.decisions, ctx.Err()
}

func (r *reference) Peers(ctx context.Context, nodes []string) ([][]graph.Named, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return resolve.Peers(ctx, referenceTx{r}, nodes)
}

// check tells whether nodes, names and observations point at one another as they should.
func (r *reference) check() error {
	members := make(map[string][]string) // names and events by node
	for id, n := range r.names {
		members[n.Node] = append(members[n.Node], id)
	}
	for id, o := range r.observations {
		if o.Naming != nil {
			if n := r.names[o.Naming.Name]; n.ID == "" {
				return fmt.Errorf("%s bears the name %s, which is not there", id, o.Naming.Name)
			}
			continue
		}
		if r.articles[o.Article].ID == "" {
			return fmt.Errorf("%s is of article %s, which is not there", id, o.Article)
		}
		members[o.Node] = append(members[o.Node], id)
	}
	listed := make(map[string][]string)
	for id, n := range r.ministers {
		listed[id] = n.Names
	}
	for id, n := range r.initiatives {
		listed[id] = n.Names
	}
	for id, n := range r.projects {
		listed[id] = n.Names
	}
	for id, n := range r.agreements {
		listed[id] = observationsOf(n.Reports)
	}
	for id, n := range r.meetings {
		listed[id] = observationsOf(n.Reports)
	}
	for _, id := range slices.Sorted(maps.Keys(listed)) {
		slices.Sort(members[id])
		if !slices.Equal(members[id], listed[id]) {
			return fmt.Errorf("%s lists %v, but %v point at it", id, listed[id], members[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(members)) {
		if listed[id] == nil {
			return fmt.Errorf("%v point at %q, which is not there", members[id], id)
		}
	}
	return nil
}

func observationsOf(reports []graph.Report) []string {
	var ids []string
	for _, r := range reports {
		ids = append(ids, r.Observation)
	}
	return ids
}

// memory is the reference's collection of one type.
type memory[N, F any] struct {
	lock     sync.Locker
	all      func() []N
	passes   func(N, F) bool
	position func(N) graph.Position
	now      func(id string) string // the node that the identifier finds
}

func (m memory[N, F]) ByID(ctx context.Context, ids []string) ([]*N, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	out := make([]*N, len(ids))
	for i, id := range ids {
		for _, n := range m.all() {
			if at := m.position(n).ID; at == id || at == m.now(id) && out[i] == nil {
				out[i] = &n
			}
		}
	}
	return out, ctx.Err()
}

func (m memory[N, F]) Lists(ctx context.Context, queries []graph.Query[F]) ([]graph.List[N], error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	lists := make([]graph.List[N], len(queries))
	for i, q := range queries {
		if q.Page.Limit < 1 || q.Page.Limit > graph.MaxPage {
			return nil, graph.Errorf(graph.Invalid, "a page of %d", q.Page.Limit)
		}
		sign := 1
		if q.Order == graph.Descending {
			sign = -1
		}
		compare := func(a, b graph.Position) int {
			return sign * cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.ID, b.ID))
		}
		var nodes []N
		for _, n := range m.all() {
			at := m.position(n)
			if m.passes(n, q.Filter) && (q.Page.After == nil || compare(at, *q.Page.After) > 0) && (q.Page.Before == nil || compare(at, *q.Page.Before) < 0) {
				nodes = append(nodes, n)
			}
		}
		slices.SortFunc(nodes, func(a, b N) int { return compare(m.position(a), m.position(b)) })
		l := &lists[i]
		l.More = len(nodes) > q.Page.Limit
		if q.Page.Backward {
			nodes = nodes[max(0, len(nodes)-q.Page.Limit):]
		}
		l.Nodes = nodes[:min(q.Page.Limit, len(nodes))]
	}
	return lists, ctx.Err()
}

func (m memory[N, F]) Counts(ctx context.Context, filters []F) ([]int, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	counts := make([]int, len(filters))
	for i, f := range filters {
		for _, n := range m.all() {
			if m.passes(n, f) {
				counts[i]++
			}
		}
	}
	return counts, ctx.Err()
}

func values[N any](m map[string]N) func() []N {
	return func() []N { return slices.Collect(maps.Values(m)) }
}

func same(id string) string { return id }

func (r *reference) byName(id string) string  { return r.names[graph.NameOf(id)].Node }
func (r *reference) byEvent(id string) string { return r.observations[graph.ObservationOf(id)].Node }

func (r *reference) Ministers() graph.Collection[graph.Minister, graph.MinisterFilter] {
	return memory[graph.Minister, graph.MinisterFilter]{&r.mu, values(r.ministers), func(m graph.Minister, f graph.MinisterFilter) bool {
		var offices []graph.Office
		for _, t := range m.Offices {
			offices = append(offices, t.Office)
		}
		return any1(f.Countries, m.Country) && any1(f.Offices, offices...) && r.named(m.ID, f.Articles) && says(f.Text, append([]string{m.Name}, m.Aliases...)...)
	}, graph.Minister.Position, r.byName}
}

func (r *reference) Initiatives() graph.Collection[graph.Initiative, graph.InitiativeFilter] {
	return memory[graph.Initiative, graph.InitiativeFilter]{&r.mu, values(r.initiatives), func(i graph.Initiative, f graph.InitiativeFilter) bool {
		return any1(f.Kinds, i.Kind) && r.named(i.ID, f.Articles) && says(f.Text, append([]string{i.Name}, i.Aliases...)...)
	}, graph.Initiative.Position, r.byName}
}

func (r *reference) Projects() graph.Collection[graph.Project, graph.ProjectFilter] {
	return memory[graph.Project, graph.ProjectFilter]{&r.mu, values(r.projects), func(p graph.Project, f graph.ProjectFilter) bool {
		return all(f.Countries, p.Countries) && any1(f.Sectors, p.Sector) && r.named(p.ID, f.Articles) && says(f.Text, append([]string{p.Name}, p.Aliases...)...)
	}, graph.Project.Position, r.byName}
}

func (r *reference) Agreements() graph.Collection[graph.Agreement, graph.AgreementFilter] {
	return memory[graph.Agreement, graph.AgreementFilter]{&r.mu, values(r.agreements), func(a graph.Agreement, f graph.AgreementFilter) bool {
		quotes, articles := told(a.Reports)
		return all(f.Countries, a.Countries()) && any1(f.Kinds, a.Kind) && any1(f.Topics, a.Topics...) && within(f.Dates, a.Date) &&
			any1(f.Projects, a.Projects...) && any1(f.Initiatives, a.Initiatives...) && any1(f.Ministers, a.Voices...) &&
			any1(f.Articles, articles...) && any1(f.Languages, a.Languages...) && says(f.Text, quotes...) && a.Confidence >= f.Confidence
	}, graph.Agreement.Position, r.byEvent}
}

func (r *reference) Meetings() graph.Collection[graph.Meeting, graph.MeetingFilter] {
	return memory[graph.Meeting, graph.MeetingFilter]{&r.mu, values(r.meetings), func(m graph.Meeting, f graph.MeetingFilter) bool {
		quotes, articles := told(m.Reports)
		return all(f.Countries, m.Countries) && all(f.Ministers, m.Ministers) && any1(f.Articles, articles...) && any1(f.Languages, m.Languages...) &&
			within(f.Dates, m.Date) && says(f.Text, quotes...) && m.Confidence >= f.Confidence
	}, graph.Meeting.Position, r.byEvent}
}

func (r *reference) Articles() graph.Collection[graph.Article, graph.ArticleFilter] {
	list := func() []graph.Article {
		out := values(r.articles)()
		for i := range out {
			out[i].Text = ""
		}
		return out
	}
	return memory[graph.Article, graph.ArticleFilter]{&r.mu, list, func(a graph.Article, f graph.ArticleFilter) bool {
		return all(f.Countries, a.Countries) && any1(f.Languages, a.Lang) && any1(f.Sources, a.Source) && within(f.Published, graph.Date{Value: a.Published}) &&
			says(f.Text, a.Title)
	}, graph.Article.Position, same}
}

func (r *reference) Countries() graph.Collection[graph.Country, graph.CountryFilter] {
	list := func() []graph.Country {
		var out []graph.Country
		for _, a := range r.articles {
			for _, c := range a.Countries {
				if !slices.Contains(out, graph.Country{Code: c}) {
					out = append(out, graph.Country{Code: c})
				}
			}
		}
		return out
	}
	return memory[graph.Country, graph.CountryFilter]{&r.mu, list, func(c graph.Country, f graph.CountryFilter) bool { return any1(f.Codes, c.Code) },
		graph.Country.Position, same}
}

// any1 reports whether one of the wanted values is there, or none is wanted.
func any1[V comparable](wanted []V, have ...V) bool {
	return len(wanted) == 0 || slices.ContainsFunc(wanted, func(v V) bool { return slices.Contains(have, v) })
}

// all reports whether all wanted values are there.
func all[V comparable](wanted, have []V) bool {
	return !slices.ContainsFunc(wanted, func(v V) bool { return !slices.Contains(have, v) })
}

func within(d graph.Dates, at graph.Date) bool {
	return d == graph.Dates{} || at.Value != "" && (d.From == "" || at.From() >= d.From) && (d.To == "" || at.To() <= d.To)
}

func says(text string, in ...string) bool { return all(terms.Of(text), terms.Of(in...)) }

func told(reports []graph.Report) (quotes, articles []string) {
	for _, r := range reports {
		quotes, articles = append(quotes, r.Evidence.Quote), append(articles, r.Article)
	}
	return quotes, articles
}

// named reports whether one of the articles, if any are wanted, bears a name of the node.
func (r *reference) named(node string, articles []string) bool {
	if len(articles) == 0 {
		return true
	}
	for _, o := range r.observations {
		if o.Naming != nil && r.names[o.Naming.Name].Node == node && slices.Contains(articles, o.Article) {
			return true
		}
	}
	return false
}

func (r *reference) Texts(ctx context.Context, articles []string) ([]string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := make([]string, len(articles))
	for i, id := range articles {
		out[i] = r.articles[id].Text
	}
	return out, ctx.Err()
}

func (r *reference) Observations(ctx context.Context, nodes []string) ([][]graph.Observation, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := make([][]graph.Observation, len(nodes))
	for _, id := range slices.Sorted(maps.Keys(r.observations)) {
		o := r.observations[id]
		node := o.Node
		if o.Naming != nil {
			node = r.names[o.Naming.Name].Node
		}
		for i, n := range nodes {
			if n == node || n == o.Article {
				out[i] = append(out[i], o.Observation)
			}
		}
	}
	return out, ctx.Err()
}

func (r *reference) Facts(ctx context.Context) iter.Seq2[graph.ArticleFacts, error] {
	return func(yield func(graph.ArticleFacts, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(graph.ArticleFacts{}, err)
			return
		}
		for _, f := range r.facts() {
			if !yield(f, ctx.Err()) || ctx.Err() != nil {
				return
			}
		}
	}
}

func (r *reference) facts() []graph.ArticleFacts {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []graph.ArticleFacts
	for _, id := range slices.Sorted(maps.Keys(r.articles)) {
		f := graph.ArticleFacts{Article: r.articles[id]}
		refers := make(map[string]bool)
		for _, o := range r.observations {
			if o.Article == id {
				f.Observations = append(f.Observations, o.Observation)
				for _, n := range namesIn(o.Observation) {
					refers[n] = true
				}
			}
		}
		slices.SortFunc(f.Observations, func(a, b graph.Observation) int { return strings.Compare(a.ID, b.ID) })
		for _, n := range slices.Sorted(maps.Keys(refers)) {
			f.Names = append(f.Names, r.names[n].Name)
		}
		out = append(out, f)
	}
	return out
}

func namesIn(o graph.Observation) []string {
	switch {
	case o.Naming != nil:
		return []string{o.Naming.Name}
	case o.Statement != nil:
		return slices.Concat(o.Statement.Objects, o.Statement.Voices)
	}
	return o.Encounter.Ministers
}

// referenceTx lends the reference to resolve.Write.
type referenceTx struct{ *reference }

func (t referenceTx) Lock(_ context.Context, stripes []int) error {
	if !slices.IsSorted(stripes) {
		return fmt.Errorf("stripes %v do not ascend", stripes)
	}
	return nil
}

func (t referenceTx) Articles(_ context.Context, ids []string) ([]graph.Article, error) {
	return pickBy(t.articles, func(a graph.Article) bool { return slices.Contains(ids, a.ID) }), nil
}

func pickBy[N any](m map[string]N, wanted func(N) bool) []N {
	var out []N
	for _, n := range m { // in any order: no one may rely on it
		if wanted(n) {
			out = append(out, n)
		}
	}
	return out
}

func (t referenceTx) Resembling(_ context.Context, bands []string) ([]graph.Article, error) {
	return pickBy(t.articles, func(a graph.Article) bool { return any1(a.Signature.Bands(), bands...) && len(a.Signature) > 0 }), nil
}

func (t referenceTx) observed(wanted func(resolve.Observed) bool) ([]resolve.Observed, error) {
	out := pickBy(t.observations, wanted)
	for i := range out {
		a := t.articles[out[i].Article]
		out[i].Lang, out[i].Signature = a.Lang, a.Signature
		if n := out[i].Naming; n != nil {
			out[i].Node = t.names[n.Name].Node
		}
	}
	return out, nil
}

func (t referenceTx) ObservationsOf(_ context.Context, articles []string) ([]resolve.Observed, error) {
	return t.observed(func(o resolve.Observed) bool { return slices.Contains(articles, o.Article) })
}

func (t referenceTx) EventsIn(_ context.Context, blocks []string) ([]resolve.Observed, error) {
	return t.observed(func(o resolve.Observed) bool { return o.Naming == nil && slices.Contains(blocks, o.Block) })
}

func (t referenceTx) EventBlocks(_ context.Context, nodes []string) ([]string, error) {
	blocks := make(map[string]bool)
	for _, a := range t.agreements {
		if any1(nodes, slices.Concat(a.Projects, a.Initiatives, a.Voices)...) {
			blocks[a.Block] = true
		}
	}
	for _, m := range t.meetings {
		if any1(nodes, m.Ministers...) {
			blocks[m.Block] = true
		}
	}
	return slices.Collect(maps.Keys(blocks)), nil
}

func (t referenceTx) NamesByID(_ context.Context, ids []string) ([]resolve.Named, error) {
	return pickBy(t.names, func(n resolve.Named) bool { return slices.Contains(ids, n.ID) }), nil
}

func (t referenceTx) NamesIn(_ context.Context, blocks []string) ([]resolve.Named, error) {
	return pickBy(t.names, func(n resolve.Named) bool { return slices.Contains(blocks, n.Block) }), nil
}

func (t referenceTx) NamesOf(_ context.Context, nodes []string) ([]resolve.Named, error) {
	return pickBy(t.names, func(n resolve.Named) bool { return slices.Contains(nodes, n.Node) }), nil
}

func (t referenceTx) Tenures(_ context.Context, names []string) (map[string][]graph.Tenure, error) {
	out := make(map[string][]graph.Tenure)
	for _, o := range t.observations {
		if o.Naming == nil || !slices.Contains(names, o.Naming.Name) {
			continue
		}
		list := out[o.Naming.Name]
		i := slices.IndexFunc(list, func(n graph.Tenure) bool { return n.Office == o.Naming.Office })
		if i < 0 {
			list = append(list, graph.Tenure{Office: o.Naming.Office})
			i = len(list) - 1
		}
		if first := o.Date.From(); list[i].First == "" || first != "" && first < list[i].First {
			list[i].First = first
		}
		list[i].Last = max(list[i].Last, o.Date.To())
		out[o.Naming.Name] = list
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b graph.Tenure) int { return strings.Compare(string(a.Office), string(b.Office)) })
	}
	return out, nil
}

func (t referenceTx) Curation(context.Context) (graph.Curation, error) { return t.decisions, nil }

func (t referenceTx) Delete(_ context.Context, observations, articles []string) error {
	for _, id := range observations {
		delete(t.observations, id)
	}
	for _, id := range articles {
		delete(t.articles, id)
	}
	return nil
}

func (t referenceTx) Put(_ context.Context, c resolve.Change) error {
	if c.Curation != nil {
		t.decisions = *c.Curation
	}
	for _, id := range c.Gone {
		switch {
		case remove(t.names, id), remove(t.ministers, id), remove(t.initiatives, id), remove(t.projects, id), remove(t.agreements, id), remove(t.meetings, id):
		default:
			return fmt.Errorf("%s goes, but is not there", id)
		}
	}
	for _, m := range c.Moves {
		o, ok := t.observations[m.Observation]
		if !ok {
			return fmt.Errorf("%s moves, but is not there", m.Observation)
		}
		o.Node = m.Node
		t.observations[m.Observation] = o
	}
	for _, o := range c.Observations {
		if o.Naming != nil {
			o.Node = "" // a naming follows its name
		}
		o.Lang, o.Signature = "", nil
		if err := insert(t.observations, c.Fresh, o.ID, o); err != nil {
			return err
		}
	}
	for _, step := range []func() error{
		func() error {
			return insertAll(t.articles, c.Fresh, c.Articles, func(n graph.Article) string { return n.ID })
		},
		func() error {
			return insertAll(t.names, c.Fresh, c.Names, func(n resolve.Named) string { return n.ID })
		},
		func() error {
			return insertAll(t.ministers, c.Fresh, c.Ministers, func(n graph.Minister) string { return n.ID })
		},
		func() error {
			return insertAll(t.initiatives, c.Fresh, c.Initiatives, func(n graph.Initiative) string { return n.ID })
		},
		func() error {
			return insertAll(t.projects, c.Fresh, c.Projects, func(n graph.Project) string { return n.ID })
		},
		func() error {
			return insertAll(t.agreements, c.Fresh, c.Agreements, func(n graph.Agreement) string { return n.ID })
		},
		func() error {
			return insertAll(t.meetings, c.Fresh, c.Meetings, func(n graph.Meeting) string { return n.ID })
		},
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func remove[N any](m map[string]N, id string) bool {
	_, ok := m[id]
	delete(m, id)
	return ok
}

func insertAll[N any](m map[string]N, fresh map[string]bool, nodes []N, id func(N) string) error {
	seen := make(map[string]bool)
	for _, n := range nodes {
		if seen[id(n)] {
			return fmt.Errorf("%s is written twice", id(n))
		}
		seen[id(n)] = true
		if err := insert(m, fresh, id(n), n); err != nil {
			return err
		}
	}
	return nil
}

func insert[N any](m map[string]N, fresh map[string]bool, id string, n N) error {
	if id == "" || reflect.ValueOf(n).IsZero() {
		return fmt.Errorf("a node without identifier")
	}
	if _, held := m[id]; held == fresh[id] {
		return fmt.Errorf("%s is said to be fresh: %t, but held: %t", id, fresh[id], held)
	}
	m[id] = n
	return nil
}
