package explain

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/loader"
	"entente/loader/article"
	"entente/loader/statement"
)

// samples reads the sample articles.
func samples(t *testing.T) []article.Result {
	t.Helper()
	var all []article.Result
	for r := range article.Read(t.Context(), []string{"../samples"}, article.Options{}) {
		if r.Err == nil && r.Skipped == "" {
			all = append(all, r)
		}
	}
	if len(all) < 20 {
		t.Fatalf("%d samples", len(all))
	}
	return all
}

// TestReadArticle holds that an explanation tells all that is extracted, nothing else, and shows the text as it is.
func TestReadArticle(t *testing.T) {
	statements, dropped := 0, 0
	for _, s := range samples(t) {
		want, got := loader.Extract(s.Article), ReadArticle(loader.Explain, s.Article, s.Place)
		agreements, meetings := want.Agreements[:0:0], want.Meetings[:0:0]
		for _, sentence := range got.Sentences {
			if sentence.Text != want.Text[sentence.Start:sentence.End] {
				t.Errorf("%s: %q is not what stands there", s.Place, sentence.Text)
			}
			at := 0
			for _, m := range sentence.Marks {
				if m.Start < at || m.End <= m.Start || m.End > len(sentence.Text) || m.Name == "" {
					t.Errorf("%s: %q: the mark %+v", s.Place, sentence.Text, m)
				}
				at = m.End
			}
			text := ""
			for _, p := range sentence.Pieces() {
				text += p.Text
			}
			if text != sentence.Text {
				t.Errorf("%s: in pieces %q is %q", s.Place, sentence.Text, text)
			}
			for _, st := range sentence.Statements {
				agreements = append(agreements, st.Agreement)
				if *st.Start != sentence.Start || st.Decision.Kind != st.Kind || !slices.Equal(st.Decision.Parties, st.Parties) || len(st.Decision.Weights) == 0 {
					t.Errorf("%s: %q is %s %v, decided as %+v", s.Place, sentence.Text, st.Kind, st.Parties, st.Decision)
				}
			}
			for _, g := range sentence.Dropped {
				dropped++
				if g.Dropped != statement.LowSureness && g.Score >= g.Least {
					t.Errorf("%s: %q: dropped with %.2f of %.2f", s.Place, sentence.Text, g.Score, g.Least)
				}
			}
			meetings = append(meetings, sentence.Meetings...)
		}
		statements += len(agreements)
		if !reflect.DeepEqual(agreements, want.Agreements) && len(want.Agreements)+len(agreements) > 0 {
			t.Errorf("%s: explained %d statements, extracted %d", s.Place, len(agreements), len(want.Agreements))
		}
		if len(meetings) != len(want.Meetings) {
			t.Errorf("%s: explained %d meetings, extracted %d", s.Place, len(meetings), len(want.Meetings))
		}
		entities := 0
		for _, e := range got.Entities {
			if e.Type != graph.CountryNode && e.Dropped == "" {
				entities++
			}
			if e.Times < len(e.Forms) || len(e.Forms) == 0 {
				t.Errorf("%s: %+v", s.Place, e)
			}
		}
		if n := len(want.Ministers) + len(want.Initiatives) + len(want.Projects); entities != n {
			t.Errorf("%s: explained %d entities, extracted %d", s.Place, entities, n)
		}
	}
	if statements < 50 || dropped < 20 {
		t.Errorf("%d statements and %d dropped in all samples", statements, dropped)
	}
}

func TestReadUnread(t *testing.T) {
	for _, test := range []struct{ lang, text, want string }{
		{"sw", "Habari za leo ni nzuri sana.", "its language, sw, is none that the lexicon speaks"},
		{"en", "The weather was fine all day long in the hills, and nobody was there to see it.", "it names neither two countries nor a framework, so that it can state nothing between states"},
	} {
		if got := ReadArticle(loader.Explain, article.Article{Lang: test.lang, Text: test.text}, "x"); got.Unread != test.want {
			t.Errorf("%q: %q", test.text, got.Unread)
		}
	}
}

// store holds all samples.
func store(t *testing.T) graph.Store {
	t.Helper()
	s := graphtest.Reference()
	jobs := func(yield func(func() loader.Item) bool) {
		for _, r := range samples(t) {
			if !yield(func() loader.Item {
				return loader.Item{Place: r.Place, Key: r.Article.Key(), Record: loader.Extract(r.Article)}
			}) {
				return
			}
		}
	}
	if _, err := loader.Load(t.Context(), s, jobs, loader.Options{Batch: 7}); err != nil {
		t.Fatal(err)
	}
	return s
}

func identifiers[N, F any](t *testing.T, c graph.Collection[N, F], id func(N) string) []string {
	t.Helper()
	lists, err := c.Lists(t.Context(), []graph.Query[F]{{Page: graph.Page{Limit: graph.MaxPage}}})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, n := range lists[0].Nodes {
		ids = append(ids, id(n))
	}
	return ids
}

// TestReadNode holds that the explanation of every node accounts for all of it: its members hang together by the links that are
// told, and every member has its reports.
func TestReadNode(t *testing.T) {
	s := store(t)
	ids := slices.Concat(
		identifiers(t, s.Ministers(), func(m graph.Minister) string { return m.ID }),
		identifiers(t, s.Initiatives(), func(i graph.Initiative) string { return i.ID }),
		identifiers(t, s.Projects(), func(p graph.Project) string { return p.ID }),
		identifiers(t, s.Agreements(), func(a graph.Agreement) string { return a.ID }),
		identifiers(t, s.Meetings(), func(m graph.Meeting) string { return m.ID }))
	joined, apart := 0, 0
	for _, id := range ids {
		n, err := ReadNode(t.Context(), s, id)
		if err != nil {
			t.Fatal(err)
		}
		members := len(n.Reports)
		if len(n.Names) > 0 {
			members = len(n.Names)
		}
		if len(n.Joined) != members-1 {
			t.Errorf("%s: %d members and %d links: %+v", id, members, len(n.Joined), n.Joined)
		}
		joined += len(n.Joined)
		group := make([]int, members+1)
		for i := range group {
			group[i] = i
		}
		for _, j := range n.Joined {
			if j.Rule == "" || j.Score <= 0 {
				t.Errorf("%s: %+v", id, j)
			}
			from, to := group[j.B], group[j.A]
			for i := range group {
				if group[i] == from {
					group[i] = to
				}
			}
		}
		for i := 1; i <= members; i++ {
			if group[i] != group[1] {
				t.Errorf("%s: nothing says that member %d is of it: %+v", id, i, n.Joined)
			}
		}
		for _, name := range n.Names {
			if name.Reports == 0 {
				t.Errorf("%s: nothing reports %+v", id, name)
			}
		}
		for _, r := range n.Reports {
			if r.Article == "" || r.Evidence.Quote == "" || r.Lang == "" || (r.Name > 0) != (len(n.Names) > 0) {
				t.Errorf("%s: %+v", id, r)
			}
		}
		for _, a := range n.Apart {
			apart++
			if a.Node == id || graph.TypeOf(a.Node) != n.Type || a.Why == "" || a.Other == "" || a.Member < 1 || a.Member > members {
				t.Errorf("%s: %+v", id, a)
			}
		}
	}
	if len(ids) < 100 || joined < 20 || apart < 20 {
		t.Errorf("%d nodes, %d links, %d kept apart", len(ids), joined, apart)
	}
}

func TestReadNodeCuration(t *testing.T) {
	s := store(t)
	a := graph.NameKey{Type: graph.MinisterNode, Country: "KZ", Text: "Yerlan Baimukhan"}
	b := graph.NameKey{Type: graph.MinisterNode, Country: "KZ", Text: "Yeerlan Baimu"}
	id := func() string {
		for _, m := range must(s.Ministers().Lists(t.Context(), []graph.Query[graph.MinisterFilter]{{Filter: graph.MinisterFilter{Countries: []string{"KZ"}}, Page: graph.Page{Limit: 50}}}))[0].Nodes {
			if slices.Contains(m.Aliases, a.Text) {
				return m.ID
			}
		}
		t.Fatalf("no minister %s", a.Text)
		return ""
	}
	for _, c := range []graph.Curation{{Same: []graph.NamePair{{A: a, B: b}}}, {Different: []graph.NamePair{{A: a, B: b}}}} {
		if _, err := s.Write(t.Context(), graph.Batch{Curation: &c}); err != nil {
			t.Fatal(err)
		}
		n, err := ReadNode(t.Context(), s, id())
		if err != nil {
			t.Fatal(err)
		}
		want := []Decision{{len(c.Same) > 0, "minister KZ Yerlan Baimukhan", "minister KZ Yeerlan Baimu"}}
		if len(n.Curation) != 1 || n.Curation[0].Same != want[0].Same {
			t.Errorf("%+v, want %+v", n.Curation, want)
		}
		if curated := slices.ContainsFunc(n.Joined, func(j Joined) bool { return j.Rule == "curated" }); curated != (len(c.Same) > 0) {
			t.Errorf("with %+v: %+v", c, n.Joined)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestReadNoNode(t *testing.T) {
	s := graphtest.Reference()
	for id, want := range map[string]graph.Code{
		"minister-" + graph.Digest("x"): graph.NotFound, "agreement-" + graph.Digest("x"): graph.NotFound, "meeting-" + graph.Digest("x"): graph.NotFound,
		"project-" + graph.Digest("x"): graph.NotFound, "initiative-" + graph.Digest("x"): graph.NotFound, "country-CN": graph.Invalid, "x": graph.Invalid,
	} {
		if _, err := ReadNode(t.Context(), s, id); graph.CodeOf(err) != want {
			t.Errorf("%s: %v", id, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ReadNode(ctx, s, "minister-"+graph.Digest("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("after a cancel: %v", err)
	}
}

// TestReadNodeOverMonths holds that an agreement whose reports stand in two months is explained as one.
func TestReadNodeOverMonths(t *testing.T) {
	s := graphtest.Reference()
	jobs := func(yield func(func() loader.Item) bool) {
		for i, day := range []string{"2022-12-31", "2023-01-01", "2023-01-25"} {
			a := article.Article{URL: "https://example.org/" + day, Lang: "en", Published: day, Text: "Peru and Chile signed a memorandum on lithium mining today.\n\n" +
				[]string{"Rain fell.", "The sun shone.", "It snowed all day."}[i]}
			if !yield(func() loader.Item { return loader.Item{Place: a.URL, Key: a.Key(), Record: loader.Extract(a)} }) {
				return
			}
		}
	}
	if _, err := loader.Load(t.Context(), s, jobs, loader.Options{}); err != nil {
		t.Fatal(err)
	}
	over, apart := false, false
	for _, id := range identifiers(t, s.Agreements(), func(a graph.Agreement) string { return a.ID }) {
		n, err := ReadNode(t.Context(), s, id)
		if err != nil {
			t.Fatal(err)
		}
		if len(n.Joined) != len(n.Reports)-1 {
			t.Errorf("%+v", n)
		}
		over, apart = over || len(n.Reports) == 2, apart || len(n.Reports) == 1
	}
	if !over || !apart {
		t.Errorf("reports of two months are one: %v; a later one is another: %v", over, apart)
	}
}
