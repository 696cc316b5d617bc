package graphtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/dump"
)

func testEmpty(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	if err := s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	equal(t, s, Reference())
	check(t, "an empty batch", writeBatch(t, s, graph.Batch{}), graph.Written{})
	check(t, "withdrawing what is not there", writeBatch(t, s, graph.Batch{Withdraw: []string{graph.ArticleID("no")}}), graph.Written{})
	equal(t, s, Reference())
}

func testTwice(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(1, 80)
	first := write(t, s, all...)
	check(t, "first time", first.Known+first.Gone, 0)
	before := dumped(t, s, dump.Options{})
	second := write(t, s, all...)
	check(t, "second time", second, graph.Written{Outcomes: slices.Repeat([]graph.Outcome{graph.Unchanged}, len(all)), Known: first.New})
	compareDumps(t, dumped(t, s, dump.Options{}), before)
	equal(t, s, whole(t, all...))
}

// batches cuts articles at random places.
func batches(rng *rand.Rand, articles []graph.ArticleFacts, most int) [][]graph.ArticleFacts {
	var out [][]graph.ArticleFacts
	for len(articles) > 0 {
		n := min(len(articles), 1+rng.IntN(most))
		out = append(out, articles[:n])
		articles = articles[n:]
	}
	return out
}

func shuffled(rng *rand.Rand, articles []graph.ArticleFacts) []graph.ArticleFacts {
	articles = slices.Clone(articles)
	rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
	return articles
}

func testOrders(t *testing.T, open func(*testing.T) graph.Store) {
	all := Corpus(2, 60)
	want := whole(t, all...)
	for _, order := range []struct {
		name string
		most int // articles in a batch
		seed uint64
	}{{"one batch", 60, 0}, {"one by one", 1, 1}, {"parts", 10, 2}, {"other parts", 25, 3}} {
		t.Run(order.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(order.seed, 2))
			s := open(t)
			for _, b := range batches(rng, shuffled(rng, all), order.most) {
				write(t, s, b...)
			}
			equal(t, s, want)
		})
	}
}

func testWriters(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(3, 80)
	var wait sync.WaitGroup
	for i := range uint64(2) {
		rng := rand.New(rand.NewPCG(i, 4))
		wait.Go(func() {
			for _, b := range batches(rng, shuffled(rng, all), 12) {
				if _, err := s.Write(t.Context(), graph.Batch{Articles: b}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	equal(t, s, whole(t, all...))
}

// testHistories lets articles come, change and go and decisions change, and compares the end with
// a graph that saw the end alone.
func testHistories(t *testing.T, open func(*testing.T) graph.Store) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { history(t, open(t), seed, 40, 25) })
	}
}

func history(t *testing.T, s graph.Store, seed uint64, articles, steps int) {
	rng := rand.New(rand.NewPCG(seed, 5))
	versions := [][]graph.ArticleFacts{Corpus(seed, articles), versionsOf(Corpus(seed+1000, articles), Corpus(seed, articles))}
	now := make(map[string]graph.ArticleFacts)
	var decisions graph.Curation
	for range steps {
		var b graph.Batch
		for range 1 + rng.IntN(8) {
			i := rng.IntN(articles)
			f := versions[rng.IntN(2)][i]
			if slices.ContainsFunc(b.Articles, func(o graph.ArticleFacts) bool { return o.Article.ID == f.Article.ID }) || slices.Contains(b.Withdraw, f.Article.ID) {
				continue
			}
			if rng.IntN(4) == 0 {
				b.Withdraw = append(b.Withdraw, f.Article.ID)
				delete(now, f.Article.ID)
				continue
			}
			b.Articles = append(b.Articles, f)
			now[f.Article.ID] = f
		}
		if rng.IntN(4) == 0 {
			decisions = randomCuration(rng)
			b.Curation = &decisions
		}
		writeBatch(t, s, b)
	}
	want := Reference()
	b := graph.Batch{Curation: &decisions}
	for _, f := range now {
		b.Articles = append(b.Articles, f)
	}
	writeBatch(t, want, b)
	compareDumps(t, dumped(t, s, dump.Options{OmitTimes: true}), dumped(t, want, dump.Options{OmitTimes: true}))
}

// versionsOf gives articles the identities of others.
func versionsOf(articles, of []graph.ArticleFacts) []graph.ArticleFacts {
	out := make([]graph.ArticleFacts, len(articles))
	for i, f := range articles {
		head := of[i].Article
		d := &draft{Article: f.Article, text: f.Article.Text, names: f.Names}
		d.Article.ID, d.Article.Key, d.Article.URL, d.Article.LoadedAt = head.ID, head.Key, head.URL, Loaded
		for _, o := range f.Observations {
			o.Article, o.LoadedAt = head.ID, Loaded
			o.Identify()
			d.observations = append(d.observations, o)
		}
		out[i] = d.Facts()
	}
	return out
}

func randomCuration(rng *rand.Rand) graph.Curation {
	keys := func() graph.NameKey {
		switch rng.IntN(3) {
		case 0:
			p := persons[rng.IntN(len(persons))]
			text := p.text
			if rng.IntN(3) == 0 {
				text = p.forms[rng.IntN(len(p.forms))]
			}
			return graph.NameKey{Type: graph.MinisterNode, Country: p.country, Text: text}
		case 1:
			return graph.NameKey{Type: graph.InitiativeNode, Text: initiatives[rng.IntN(len(initiatives))].text}
		}
		return graph.NameKey{Type: graph.ProjectNode, Text: projects[rng.IntN(len(projects))].text}
	}
	pairs := func() []graph.NamePair {
		var out []graph.NamePair
		for range rng.IntN(5) {
			if p := (graph.NamePair{A: keys(), B: keys()}); p.A.Type == p.B.Type && p.A != p.B {
				out = append(out, p)
			}
		}
		return out
	}
	return graph.Curation{Same: pairs(), Different: pairs()}
}

func testOutcomes(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	long := "The two sides met in the capital and spoke for hours of wheat, gas, ports, visas, vaccines and the weather, which was fine, " +
		"before they went home to their ministries with many papers, some of them signed, and a photograph of the whole delegation."
	article := func(url, text string) graph.ArticleFacts {
		d := newDraft(url, "en")
		d.Say(text)
		return d.Facts()
	}
	first := article("https://a.example.org", long)
	check(t, "a new article", write(t, s, first).Outcomes, []graph.Outcome{graph.Loaded})
	check(t, "a reprint, another text and the article itself",
		write(t, s, article("https://b.example.org", long+" Our correspondent."), article("https://c.example.org", "Short."), first).Outcomes,
		[]graph.Outcome{graph.Reprinted, graph.Loaded, graph.Unchanged})
	other := article("https://d.example.org", "Something else entirely: "+Corpus(1, 1)[0].Article.Text)
	check(t, "a reprint of an article of the same batch", write(t, s, other, article("https://e.example.org", other.Article.Text)).Outcomes[0], graph.Loaded)
	check(t, "an article with another text", write(t, s, article("https://a.example.org", "Corrected.")).Outcomes, []graph.Outcome{graph.Replaced})
	check(t, "an article of which the text was not kept", write(t, s, without(article("https://a.example.org", "Corrected."))).Outcomes, []graph.Outcome{graph.Replaced})
	check(t, "its text", texts(t, s, first.Article.ID), []string{""})
}

// without returns the facts without the article's text.
func without(f graph.ArticleFacts) graph.ArticleFacts {
	f.Article.Text = ""
	seal(&f)
	return f
}

func texts(t *testing.T, s graph.Reader, articles ...string) []string {
	t.Helper()
	out, err := s.Texts(t.Context(), articles)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// signed makes an article in which a minister signs a railway agreement.
func signed(url string, edit func(*draft)) graph.ArticleFacts {
	d := newDraft(url, "en")
	d.Article.Published = "2022-07-30"
	edit(d)
	return d.Facts()
}

func railway(who, what []string) graph.Statement {
	return graph.Statement{Kind: graph.Signed, Parties: []graph.Party{{Country: "CN", Role: graph.By}, {Country: "KG", Role: graph.By}},
		Topics: []graph.Topic{"TRANSPORT"}, Voices: who, Objects: what}
}

func testCorrection(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	minister := graph.Name{Type: graph.MinisterNode, Text: "Wang Yi", Form: "Wang Yi", Scope: []string{"CN"}}
	port := graph.Name{Type: graph.ProjectNode, Text: "Northern Port", Form: "Northern Port", Scope: []string{"EG"}, Detail: "TRANSPORT"}
	day := graph.Date{Value: "2022-07-30"}
	stays := signed("https://stays.example.org", func(d *draft) {
		d.Article.Published = "2021-01-01"
		d.Naming(minister, graph.ForeignMinister)
	})
	before := signed("https://a.example.org", func(d *draft) {
		who := d.Naming(minister, graph.ForeignMinister)
		what := d.Naming(port, "")
		d.Statement("They signed a treaty on the port.", day, 0.9, railway([]string{who}, []string{what}))
		d.Encounter("They met.", day, 0.9, graph.Encounter{Countries: []string{"CN", "KG"}, Ministers: []string{who}})
	})
	after := signed("https://a.example.org", func(d *draft) {
		d.Article.Published = "2022-07-31"
		d.Statement("They signed a treaty on wheat.", day, 0.9, railway(nil, nil))
	})
	write(t, s, stays, before)
	check(t, "projects before", len(list(t, s.Projects(), graph.ProjectFilter{})), 1)
	check(t, "offices before", list(t, s.Ministers(), graph.MinisterFilter{})[0].Offices,
		[]graph.Tenure{{Office: graph.ForeignMinister, First: "2021-01-01", Last: "2022-07-30"}})
	w := write(t, s, after)
	check(t, "the correction", w, graph.Written{Outcomes: []graph.Outcome{graph.Replaced}, New: 1, Gone: 4})
	check(t, "projects after", len(list(t, s.Projects(), graph.ProjectFilter{})), 0)
	check(t, "meetings after", count(t, s.Meetings(), graph.MeetingFilter{}), 0)
	check(t, "offices after", list(t, s.Ministers(), graph.MinisterFilter{})[0].Offices,
		[]graph.Tenure{{Office: graph.ForeignMinister, First: "2021-01-01", Last: "2021-01-01"}})
	check(t, "agreements with the old words", count(t, s.Agreements(), graph.AgreementFilter{Text: "port"}), 0)
	check(t, "agreements with the new words", count(t, s.Agreements(), graph.AgreementFilter{Text: "wheat"}), 1)
	equal(t, s, whole(t, stays, after))
	write(t, s, before)
	equal(t, s, whole(t, stays, before))
}

func testWithdrawal(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(4, 60)
	write(t, s, all...)
	var ids []string
	gone := 0
	for _, f := range all[20:] {
		ids = append(ids, f.Article.ID)
		gone += len(f.Observations)
	}
	w := writeBatch(t, s, graph.Batch{Withdraw: append(ids, graph.ArticleID("never seen"))})
	check(t, "withdrawal", w, graph.Written{Gone: gone})
	equal(t, s, whole(t, all[:20]...))
	check(t, "a withdrawn text", texts(t, s, ids[0]), []string{""})
}

func testLoadedAt(t *testing.T, open func(*testing.T) graph.Store) {
	moments := []time.Time{Loaded, Loaded.Add(-time.Hour), Loaded.Add(time.Hour)}
	all := Corpus(5, 30)
	for i := range all {
		all[i] = At(all[i], moments[1])
	}
	want := whole(t, all...)
	s := open(t)
	for i, m := range moments {
		var again []graph.ArticleFacts
		for _, f := range all {
			again = append(again, At(f, m))
		}
		w := write(t, s, again...)
		if i > 0 {
			check(t, "articles that were there", w.Outcomes, slices.Repeat([]graph.Outcome{graph.Unchanged}, len(all)))
			check(t, "observations that were not", w.New+w.Gone, 0)
		}
	}
	equal(t, s, want)
}

func testAtomic(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(6, 20)
	write(t, s, all[:10]...)
	before := dumped(t, s, dump.Options{})
	stray := signed("https://stray.example.org", func(d *draft) {
		d.Naming(graph.Name{Type: graph.MinisterNode, Text: "A B", Form: "A B", Scope: []string{"CN"}}, graph.Envoy)
	})
	stray.Names = nil
	for _, test := range []struct {
		name  string
		batch graph.Batch
		code  graph.Code
	}{
		{"an article twice", graph.Batch{Articles: append(slices.Clone(all[10:]), all[12])}, graph.Conflict},
		{"an article that comes and goes", graph.Batch{Articles: all[10:], Withdraw: []string{all[11].Article.ID}}, graph.Conflict},
		{"a decision without country", graph.Batch{Articles: all[10:], Curation: &graph.Curation{Same: []graph.NamePair{
			{A: key(graph.MinisterNode, "", "A"), B: key(graph.MinisterNode, "CN", "B")}}}}, graph.Invalid},
		{"a name that the article does not bear", graph.Batch{Articles: append(slices.Clone(all[10:]), signed("https://stray2.example.org", func(d *draft) {
			d.Statement("They signed.", graph.Date{}, 1, railway([]string{"name-x"}, nil))
		}))}, graph.Invalid},
		{"a name that is not there", graph.Batch{Articles: append(slices.Clone(all[10:]), stray)}, graph.Invalid},
	} {
		w, err := s.Write(t.Context(), test.batch)
		check(t, test.name, graph.CodeOf(err), test.code)
		check(t, test.name, w, graph.Written{})
		compareDumps(t, dumped(t, s, dump.Options{}), before)
	}
}

// testSnapshot reads while another goroutine writes: each read sees all of a batch or nothing.
func testSnapshot(t *testing.T, open func(*testing.T) graph.Store) {
	readWhileWriting(t, open(t), true)
}

// testWholeNodes reads while another goroutine writes: each node is whole, although the read may
// see only a part of a batch.
func testWholeNodes(t *testing.T, open func(*testing.T) graph.Store) {
	readWhileWriting(t, open(t), false)
}

func readWhileWriting(t *testing.T, s graph.Store, snapshots bool) {
	var all []graph.ArticleFacts
	for i := range 40 {
		all = append(all, signed(fmt.Sprintf("https://example.org/%d", i), func(d *draft) {
			d.Article.Countries = []string{"CN"}
			d.Statement("They signed a treaty.", graph.Date{Value: "2022-07-30"}, 0.9, railway(nil, nil))
		}))
	}
	done := make(chan error, 1)
	go func() {
		var err error
		for i := 0; i < 6 && err == nil; i++ {
			b := graph.Batch{Articles: all}
			if i%2 == 1 {
				b = graph.Batch{}
				for _, f := range all {
					b.Withdraw = append(b.Withdraw, f.Article.ID)
				}
			}
			_, err = s.Write(t.Context(), b)
		}
		done <- err
	}()
	for {
		counts, err := s.Articles().Counts(t.Context(), []graph.ArticleFilter{{}, {Countries: []string{"CN"}}})
		if err != nil {
			t.Fatal(err)
		}
		if c := counts[0]; snapshots && (c != 0 && c != len(all) || c != counts[1]) {
			t.Fatalf("a read saw %v of %d articles", counts, len(all))
		}
		if a := list(t, s.Agreements(), graph.AgreementFilter{}); len(a) > 0 && len(a[0].Reports) != len(all) {
			t.Fatalf("a read saw %d of %d reports", len(a[0].Reports), len(all))
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
	}
}

// testLarge writes ten thousand observations in one batch.
func testLarge(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	rng := rand.New(rand.NewPCG(9, 9))
	var all []graph.ArticleFacts
	codes := graph.CountryCodes()
	for i := range 500 {
		all = append(all, signed(fmt.Sprintf("https://example.org/%d", i), func(d *draft) {
			for j := range 20 {
				a := rng.IntN(len(codes) - 1)
				b := a + 1 + rng.IntN(len(codes)-1-a)
				st := railway(nil, nil)
				st.Parties = []graph.Party{{Country: codes[a], Role: graph.By}, {Country: codes[b], Role: graph.By}}
				d.Statement(fmt.Sprintf("Treaty %d of article %d.", j, i), graph.Date{Value: days[rng.IntN(len(days))]}, 0.9, st)
			}
		}))
	}
	w := write(t, s, all...)
	check(t, "new", w.New, 10000)
	reports := 0
	after := (*graph.Position)(nil)
	for {
		lists, err := s.Agreements().Lists(t.Context(), []graph.Query[graph.AgreementFilter]{{Page: graph.Page{Limit: graph.MaxPage, After: after}}})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range lists[0].Nodes {
			reports += len(a.Reports)
			p := a.Position()
			after = &p
		}
		if !lists[0].More {
			break
		}
	}
	check(t, "reports", reports, 10000)
	var ids []string
	for _, f := range all {
		ids = append(ids, f.Article.ID)
	}
	check(t, "gone", writeBatch(t, s, graph.Batch{Withdraw: ids}).Gone, 10000)
	check(t, "agreements", count(t, s.Agreements(), graph.AgreementFilter{}), 0)
}
