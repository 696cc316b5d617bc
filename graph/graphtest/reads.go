package graphtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente/graph"
)

func testUnknown(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(9, 20)
	write(t, s, all...)
	for _, id := range []string{"", "x", "agreement-", "Agreement-aaaaaaaaaaaaaaaaaaaa", "agreement-aaaaaaaaaaaaaaaaaaaa", "country-QQ", "country-", "minister-'; --",
		"project-\x00", "\xff", strings.Repeat("long", 1000), all[0].Article.Key} {
		unknown(t, s.Countries(), id)
		unknown(t, s.Ministers(), id)
		unknown(t, s.Initiatives(), id)
		unknown(t, s.Projects(), id)
		unknown(t, s.Agreements(), id)
		unknown(t, s.Meetings(), id)
		unknown(t, s.Articles(), id)
		check(t, "text of "+id, texts(t, s, id), []string{""})
		o, err := s.Observations(t.Context(), []string{id})
		if err != nil || len(o) != 1 || len(o[0]) > 0 {
			t.Errorf("observations of %q: %v, %v", id, o, err)
		}
	}
	// An identifier of one type finds nothing of another.
	unknown(t, s.Agreements(), all[0].Article.ID)
	unknown(t, s.Articles(), list(t, s.Agreements(), graph.AgreementFilter{})[0].ID)
	for _, f := range []graph.AgreementFilter{
		{Countries: []string{"QQ"}}, {Kinds: []graph.Kind{"NONE"}}, {Topics: []graph.Topic{"NONE"}}, {Projects: []string{"project-x"}}, {Initiatives: []string{""}},
		{Ministers: []string{"minister-x", "minister-y"}}, {Articles: []string{"x"}}, {Languages: []string{"tlh"}}, {Confidence: 1.5}, {Dates: graph.Dates{From: "3000-01-01"}},
	} {
		check(t, fmt.Sprintf("agreements of %+v", f), len(list(t, s.Agreements(), f)), 0)
		check(t, fmt.Sprintf("number of %+v", f), count(t, s.Agreements(), f), 0)
	}
	for _, answer := range [][]int{lengths(s.Agreements().ByID(t.Context(), nil)), lengths(s.Agreements().Lists(t.Context(), nil)),
		lengths(s.Agreements().Counts(t.Context(), nil)), lengths(s.Observations(t.Context(), nil)), lengths(s.Texts(t.Context(), nil))} {
		check(t, "no question", answer, []int{0, 0})
	}
}

// lengths is the number of answers and of errors.
func lengths[A any](answers []A, err error) []int {
	n := 0
	if err != nil {
		n = 1
	}
	return []int{len(answers), n}
}

func unknown[N, F any](t *testing.T, c graph.Collection[N, F], id string) {
	t.Helper()
	if n := one(t, c, id); n != nil {
		t.Errorf("%q finds %+v", id, *n)
	}
}

func testTexts(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(10, 30)
	all[3], all[4] = without(all[3]), without(all[4])
	write(t, s, all...)
	r := whole(t, all...)
	var ids []string
	for _, f := range all {
		ids = append(ids, f.Article.ID)
	}
	ids = append(ids, ids[2], ids[1], "no")
	check(t, "texts", texts(t, s, ids...), texts(t, r, ids...))
	check(t, "a text that is not kept", texts(t, s, all[3].Article.ID), []string{""})
	check(t, "the text of an article that is found", one(t, s.Articles(), ids[0]).Text, "")
	for _, n := range list(t, r.Ministers(), graph.MinisterFilter{}) {
		ids = append(ids, n.ID)
	}
	for _, n := range list(t, r.Initiatives(), graph.InitiativeFilter{}) {
		ids = append(ids, n.ID)
	}
	for _, n := range list(t, r.Projects(), graph.ProjectFilter{}) {
		ids = append(ids, n.ID)
	}
	for _, n := range list(t, r.Agreements(), graph.AgreementFilter{}) {
		ids = append(ids, n.ID)
	}
	for _, n := range list(t, r.Meetings(), graph.MeetingFilter{}) {
		ids = append(ids, n.ID)
	}
	got, err := s.Observations(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	want, err := r.Observations(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ids {
		if len(got[i])+len(want[i]) > 0 {
			check(t, "observations of "+ids[i], got[i], want[i])
		}
	}
	n := 0
	for f, err := range s.Facts(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 3 {
			// The loop's body may use the store, and may end the loop.
			check(t, "an article met on the way", one(t, s.Articles(), f.Article.ID).ID, f.Article.ID)
			break
		}
	}
	check(t, "articles met", n, 3)
}

// testPages walks lists with pages of every size, both ways.
func testPages(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(11, 60)
	write(t, s, all...)
	walk(t, s.Agreements(), graph.AgreementFilter{}, graph.Agreement.Position)
	walk(t, s.Agreements(), graph.AgreementFilter{Countries: []string{"CN", "FR"}}, graph.Agreement.Position)
	walk(t, s.Agreements(), graph.AgreementFilter{Countries: []string{"CN"}, Text: "铁路"}, graph.Agreement.Position)
	walk(t, s.Meetings(), graph.MeetingFilter{}, graph.Meeting.Position)
	walk(t, s.Articles(), graph.ArticleFilter{}, graph.Article.Position)
	walk(t, s.Ministers(), graph.MinisterFilter{}, graph.Minister.Position)
	walk(t, s.Projects(), graph.ProjectFilter{}, graph.Project.Position)
	walk(t, s.Initiatives(), graph.InitiativeFilter{}, graph.Initiative.Position)
	walk(t, s.Countries(), graph.CountryFilter{}, graph.Country.Position)
}

func walk[N, F any](t *testing.T, c graph.Collection[N, F], f F, position func(N) graph.Position) {
	t.Helper()
	whole := list(t, c, f)
	check(t, "number", count(t, c, f), len(whole))
	if len(whole) < 2 {
		t.Fatalf("%d nodes of %+v are too few to page", len(whole), f)
	}
	for i := 1; i < len(whole); i++ {
		a, b := position(whole[i-1]), position(whole[i])
		if a.Key > b.Key || a.Key == b.Key && a.ID >= b.ID {
			t.Fatalf("%v comes before %v", a, b)
		}
	}
	for _, order := range []graph.Order{graph.Ascending, graph.Descending} {
		want := slices.Clone(whole)
		if order == graph.Descending {
			slices.Reverse(want)
		}
		for _, limit := range []int{1, 2, 7, len(whole) - 1, len(whole), len(whole) + 1} {
			for _, backward := range []bool{false, true} {
				var got []N
				p := graph.Page{Limit: limit, Backward: backward}
				for {
					lists, err := c.Lists(t.Context(), []graph.Query[F]{{Filter: f, Order: order, Page: p}})
					if err != nil {
						t.Fatal(err)
					}
					l := lists[0]
					if backward {
						got = append(slices.Clone(l.Nodes), got...)
					} else {
						got = append(got, l.Nodes...)
					}
					if more := len(got) < len(want); l.More != more {
						t.Fatalf("%s by %d, backward %t: after %d of %d nodes, more is %t", order, limit, backward, len(got), len(want), l.More)
					}
					if !l.More {
						break
					}
					first, last := position(l.Nodes[0]), position(l.Nodes[len(l.Nodes)-1])
					if backward {
						p.Before = &first
					} else {
						p.After = &last
					}
				}
				check(t, fmt.Sprintf("%s by %d, backward %t", order, limit, backward), got, want)
			}
		}
		// What lies between two positions.
		first, last := position(want[0]), position(want[len(want)-1])
		for _, backward := range []bool{false, true} {
			lists, err := c.Lists(t.Context(), []graph.Query[F]{{Filter: f, Order: order, Page: graph.Page{Limit: graph.MaxPage, After: &first, Before: &last, Backward: backward}}})
			if err != nil {
				t.Fatal(err)
			}
			check(t, "number of nodes between the first and the last", len(lists[0].Nodes), len(want)-2)
		}
	}
}

// testPagesMove lets nodes come and go between two pages.
func testPagesMove(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(12, 60)
	write(t, s, all[:40]...)
	c := s.Articles()
	page := func(after *graph.Position) graph.List[graph.Article] {
		lists, err := c.Lists(t.Context(), []graph.Query[graph.ArticleFilter]{{Page: graph.Page{Limit: 10, After: after}}})
		if err != nil {
			t.Fatal(err)
		}
		return lists[0]
	}
	before := list(t, c, graph.ArticleFilter{})
	first := page(nil)
	last := first.Nodes[9].Position()
	// The article at the position goes, others come before and behind it.
	writeBatch(t, s, graph.Batch{Articles: all[40:], Withdraw: []string{last.ID}})
	rest := first.Nodes
	for after, more := &last, true; more; {
		l := page(after)
		rest = append(rest, l.Nodes...)
		p := l.Nodes[len(l.Nodes)-1].Position()
		after, more = &p, l.More
	}
	seen := make(map[string]int)
	for _, a := range rest {
		seen[a.ID]++
	}
	for _, a := range before {
		if seen[a.ID] != 1 {
			t.Errorf("%s, which was there all the time, is met %d times", a.ID, seen[a.ID])
		}
	}
	// A position at which nothing ever stood.
	lists, err := c.Lists(t.Context(), []graph.Query[graph.ArticleFilter]{
		{Page: graph.Page{Limit: 5, After: &graph.Position{Key: "2022", ID: "article-nowhere"}}},
		{Page: graph.Page{Limit: 5, After: &graph.Position{Key: "\u07ff", ID: ""}}},
		{Page: graph.Page{Limit: 5, Before: &graph.Position{}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if a := lists[0].Nodes[0].Position(); a.Key < "2022" {
		t.Errorf("%v comes after 2022", a)
	}
	check(t, "articles behind the end and before the beginning", len(lists[1].Nodes)+len(lists[2].Nodes), 0)
}

func testInvalidPages(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	write(t, s, Corpus(1, 5)...)
	for _, limit := range []int{0, -1, graph.MaxPage + 1} {
		p := graph.Page{Limit: limit}
		invalid(t, s.Countries(), p)
		invalid(t, s.Ministers(), p)
		invalid(t, s.Initiatives(), p)
		invalid(t, s.Projects(), p)
		invalid(t, s.Agreements(), p)
		invalid(t, s.Meetings(), p)
		invalid(t, s.Articles(), p)
	}
}

func invalid[N, F any](t *testing.T, c graph.Collection[N, F], p graph.Page) {
	t.Helper()
	_, err := c.Lists(t.Context(), []graph.Query[F]{{Page: graph.Page{Limit: 1}}, {Page: p}})
	check(t, fmt.Sprintf("a page of %d", p.Limit), graph.CodeOf(err), graph.Invalid)
}

func testCancelled(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(13, 20)
	write(t, s, all[:10]...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	calls := map[string]func() error{
		"Write":        func() error { _, err := s.Write(ctx, graph.Batch{Articles: all[10:]}); return err },
		"Texts":        func() error { _, err := s.Texts(ctx, []string{all[0].Article.ID}); return err },
		"Observations": func() error { _, err := s.Observations(ctx, []string{all[0].Article.ID}); return err },
		"Peers":        func() error { _, err := s.Peers(ctx, []string{"minister-x"}); return err },
		"Curation":     func() error { _, err := s.Curation(ctx); return err },
		"Ping":         func() error { return s.Ping(ctx) },
		"ByID":         func() error { _, err := s.Articles().ByID(ctx, []string{all[0].Article.ID}); return err },
		"Lists": func() error {
			_, err := s.Agreements().Lists(ctx, []graph.Query[graph.AgreementFilter]{{Page: graph.Page{Limit: 1}}})
			return err
		},
		"Counts": func() error { _, err := s.Agreements().Counts(ctx, []graph.AgreementFilter{{}}); return err },
		"Facts": func() error {
			n := 0
			for _, err := range s.Facts(ctx) {
				if n++; err != nil {
					return err
				}
			}
			return fmt.Errorf("%d facts and no error", n)
		},
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s after a cancel: %v", name, err)
		}
	}
	equal(t, s, whole(t, all[:10]...))
	ctx, cancel = context.WithCancel(t.Context())
	defer cancel()
	var last error
	for _, err := range s.Facts(ctx) {
		cancel()
		last = err
	}
	if last != nil && !errors.Is(last, context.Canceled) {
		t.Errorf("facts after a cancel on the way: %v", last)
	}
	equal(t, s, whole(t, all[:10]...))
}

func testWords(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	quotes := []string{
		`He said "yes" AND 'no' OR NOT: near(x*) {y} ^z -w col:val`, "Straße, naïve café; L\u2019Égypte", "双方签署了谅解备忘录", "وقّعت الدولتان اتفاقيةً",
		"Стороны подписали Соглашение ёж", "one two three", "ｆｕｌｌ ｗｉｄｔｈ １２３", "soft\u00adhyphen 3.14 e-mail a_b", "日本語のテキスト ไทย", "\U00010428 \U0001F600 x",
	}
	var all []graph.ArticleFacts
	for i, q := range quotes {
		all = append(all, signed(fmt.Sprintf("https://example.org/%d", i), func(d *draft) {
			d.Article.Title = q
			d.Statement(q, graph.Date{Value: fmt.Sprintf("20%02d-01-01", i)}, 1, railway(nil, nil))
		}))
	}
	write(t, s, all...)
	r := whole(t, all...)
	queries := append(slices.Clone(quotes), "", "  ", "!?", `"`, `"""`, "*", "AND", "or not", "NEAR", "yes no", "y*", "strase", "STRASSE", "cafe\u0301", "Egypte", "egypte lEgypte", "签署",
		"签 署", "双方 备忘", "录", "اتفاقية", "وقعت", "соглашение ЕЖ", "two one", "two two", "one four", "full 123", "width", "hyphen", "softhyphen", "14", "mail", "a", "b a", "テキ", "\U00010400",
		"日本", "ไทย", "ท", "e", "'; DROP TABLE node; --", "\\", "$x", "\xff", "\x00", strings.Repeat("one ", 3000))
	for _, q := range queries {
		check(t, fmt.Sprintf("agreements that say %.40q", q), list(t, s.Agreements(), graph.AgreementFilter{Text: q}), list(t, r.Agreements(), graph.AgreementFilter{Text: q}))
		check(t, fmt.Sprintf("number that say %.40q", q), count(t, s.Agreements(), graph.AgreementFilter{Text: q}), count(t, r.Agreements(), graph.AgreementFilter{Text: q}))
		check(t, fmt.Sprintf("articles titled %.40q", q), list(t, s.Articles(), graph.ArticleFilter{Text: q}), list(t, r.Articles(), graph.ArticleFilter{Text: q}))
	}
}

// testQueries asks random questions and compares the answers with the reference's.
func testQueries(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(14, 300)
	for b := range slices.Chunk(all, 75) {
		write(t, s, b...)
	}
	r := whole(t, all...)
	equal(t, s, r)
	rng := rand.New(rand.NewPCG(14, 6))
	q := &asker{Rand: rng, store: r}
	q.prepare(t)
	ask(t, rng, s.Agreements(), r.Agreements(), q.agreements, graph.Agreement.Position)
	ask(t, rng, s.Meetings(), r.Meetings(), q.meetings, graph.Meeting.Position)
	ask(t, rng, s.Articles(), r.Articles(), q.articles, graph.Article.Position)
	ask(t, rng, s.Ministers(), r.Ministers(), q.ministers, graph.Minister.Position)
	ask(t, rng, s.Initiatives(), r.Initiatives(), q.initiatives, graph.Initiative.Position)
	ask(t, rng, s.Projects(), r.Projects(), q.projects, graph.Project.Position)
	ask(t, rng, s.Countries(), r.Countries(), q.countries, graph.Country.Position)
}

// ask compares answers to filters, each with several orders and pages, many in one call.
func ask[N, F any](t *testing.T, rng *rand.Rand, got, want graph.Collection[N, F], filter func(field int) F, position func(N) graph.Position) {
	t.Helper()
	all := list(t, want, *new(F))
	const fields = 12
	for round := range 30 {
		var queries []graph.Query[F]
		var filters []F
		for range 12 {
			field := -1 // all fields by chance
			if round < fields {
				field = round // one field alone
			}
			f := filter(field)
			p := graph.Page{Limit: 1 + rng.IntN(12), Backward: rng.IntN(2) == 0}
			if rng.IntN(3) == 0 {
				at := position(all[rng.IntN(len(all))])
				p.After = &at
			}
			if rng.IntN(3) == 0 {
				at := position(all[rng.IntN(len(all))])
				p.Before = &at
			}
			order := []graph.Order{"", graph.Ascending, graph.Descending}[rng.IntN(3)]
			queries = append(queries, graph.Query[F]{Filter: f, Order: order, Page: p})
			filters = append(filters, f)
		}
		g, err := got.Lists(t.Context(), queries)
		if err != nil {
			t.Fatal(err)
		}
		w, err := want.Lists(t.Context(), queries)
		if err != nil {
			t.Fatal(err)
		}
		for i := range queries {
			if len(g[i].Nodes)+len(w[i].Nodes) == 0 {
				g[i].Nodes, w[i].Nodes = nil, nil
			}
			check(t, fmt.Sprintf("%+v", queries[i]), g[i], w[i])
		}
		gc, err := got.Counts(t.Context(), filters)
		if err != nil {
			t.Fatal(err)
		}
		wc, err := want.Counts(t.Context(), filters)
		if err != nil {
			t.Fatal(err)
		}
		check(t, fmt.Sprintf("numbers of %+v", filters), gc, wc)
		if t.Failed() {
			t.FailNow()
		}
	}
}

// asker makes filters by chance out of what the graph holds and a little that it does not.
type asker struct {
	*rand.Rand
	store                                              graph.Store
	ministerIDs, initiativeIDs, projectIDs, articleIDs []string
}

func (q *asker) prepare(t *testing.T) {
	for _, n := range list(t, q.store.Ministers(), graph.MinisterFilter{}) {
		q.ministerIDs = append(q.ministerIDs, n.ID)
	}
	for _, n := range list(t, q.store.Initiatives(), graph.InitiativeFilter{}) {
		q.initiativeIDs = append(q.initiativeIDs, n.ID)
	}
	for _, n := range list(t, q.store.Projects(), graph.ProjectFilter{}) {
		q.projectIDs = append(q.projectIDs, n.ID)
	}
	for _, n := range list(t, q.store.Articles(), graph.ArticleFilter{}) {
		q.articleIDs = append(q.articleIDs, n.ID)
	}
}

// set gives a field values: always where it is the one asked for, by chance where all are.
func set[V any](q *asker, field, this int, to *[]V, from []V, most int) {
	if field == this || field < 0 && q.IntN(5) == 0 {
		for range 1 + q.IntN(most) {
			*to = append(*to, from[q.IntN(len(from))])
		}
	}
}

func (q *asker) words(field, this int, to *string) {
	if field == this || field < 0 && q.IntN(5) == 0 {
		var words []string
		set(q, 0, 0, &words, append(slices.Clone(subjects), "signed", "双方签署", "parties", "СТОРОНЫ", "وقع", "unheard", "orlov", "王毅", "port", "railway", "солар"), 2)
		*to = strings.Join(words, " ")
	}
}

func (q *asker) dates(field, this int, to *graph.Dates) {
	if field == this || field < 0 && q.IntN(4) == 0 {
		ends := []string{"", "2022-01-01", "2022-07-01", "2022-07-30", "2022-07-31", "2023-02-28", "2024-02-29", "2024-12-31", "2021-12-31"}
		*to = graph.Dates{From: ends[q.IntN(len(ends))], To: ends[q.IntN(len(ends))]}
	}
}

func (q *asker) sure(field, this int, to *float64) {
	if field == this || field < 0 && q.IntN(5) == 0 {
		*to = float64(q.IntN(21)) / 20
	}
}

func (q *asker) agreements(field int) (f graph.AgreementFilter) {
	set(q, field, 0, &f.Countries, append(slices.Clone(states), graph.CountryCodes()[20:24]...), 3)
	set(q, field, 1, &f.Kinds, graph.Kinds(), 2)
	set(q, field, 2, &f.Topics, []graph.Topic{"TRANSPORT", "TRADE", "ENERGY", "CULTURE", "AID"}, 2)
	q.dates(field, 3, &f.Dates)
	set(q, field, 4, &f.Projects, q.projectIDs, 2)
	set(q, field, 5, &f.Initiatives, q.initiativeIDs, 2)
	set(q, field, 6, &f.Ministers, q.ministerIDs, 3)
	set(q, field, 7, &f.Articles, q.articleIDs, 9)
	set(q, field, 8, &f.Languages, languages, 2)
	q.words(field, 9, &f.Text)
	q.sure(field, 10, &f.Confidence)
	return f
}

func (q *asker) meetings(field int) (f graph.MeetingFilter) {
	set(q, field, 0, &f.Countries, states[:6], 3)
	set(q, field, 1, &f.Ministers, q.ministerIDs, 2)
	set(q, field, 2, &f.Articles, q.articleIDs, 9)
	set(q, field, 3, &f.Languages, languages, 2)
	q.dates(field, 4, &f.Dates)
	q.words(field, 5, &f.Text)
	q.sure(field, 6, &f.Confidence)
	return f
}

func (q *asker) articles(field int) (f graph.ArticleFilter) {
	set(q, field, 0, &f.Countries, states, 3)
	set(q, field, 1, &f.Languages, languages, 2)
	set(q, field, 2, &f.Sources, sources, 2)
	q.dates(field, 3, &f.Published)
	q.words(field, 4, &f.Text)
	return f
}

func (q *asker) ministers(field int) (f graph.MinisterFilter) {
	set(q, field, 0, &f.Countries, states, 3)
	set(q, field, 1, &f.Offices, graph.Offices(), 3)
	set(q, field, 2, &f.Articles, q.articleIDs, 3)
	q.words(field, 3, &f.Text)
	return f
}

func (q *asker) initiatives(field int) (f graph.InitiativeFilter) {
	set(q, field, 0, &f.Kinds, graph.InitiativeKinds(), 2)
	set(q, field, 1, &f.Articles, q.articleIDs, 3)
	q.words(field, 2, &f.Text)
	return f
}

func (q *asker) projects(field int) (f graph.ProjectFilter) {
	set(q, field, 0, &f.Countries, states, 2)
	set(q, field, 1, &f.Sectors, []graph.Topic{"TRANSPORT", "TRADE", "ENERGY", "AID"}, 2)
	set(q, field, 2, &f.Articles, q.articleIDs, 3)
	q.words(field, 3, &f.Text)
	return f
}

func (q *asker) countries(field int) (f graph.CountryFilter) {
	set(q, field, 0, &f.Codes, graph.CountryCodes(), 40)
	return f
}
