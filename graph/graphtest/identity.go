package graphtest

import (
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"

	"entente/graph"
)

// naming makes one article for each name.
func naming(names ...graph.Name) []graph.ArticleFacts {
	var out []graph.ArticleFacts
	for _, n := range names {
		office := graph.Office("")
		if n.Type == graph.MinisterNode {
			office = graph.ForeignMinister
		}
		n.Identify()
		out = append(out, signed("https://example.org/"+n.ID, func(d *draft) {
			who := d.Naming(n, office)
			if n.Type == graph.MinisterNode {
				d.Statement("They signed a treaty on "+n.Form+".", graph.Date{Value: "2022-07-30"}, 0.5, railway([]string{who}, nil))
			} else {
				d.Statement("They signed a treaty.", graph.Date{Value: "2022-07-30"}, 0.5, railway(nil, []string{who}))
			}
		}))
	}
	return out
}

func minister(country, text, form string) graph.Name {
	return graph.Name{Type: graph.MinisterNode, Text: text, Form: form, Scope: []string{country}}
}

func key(t graph.NodeType, country, text string) graph.NameKey {
	return graph.NameKey{Type: t, Country: country, Text: text}
}

func decide(t *testing.T, s graph.Store, c graph.Curation) {
	t.Helper()
	writeBatch(t, s, graph.Batch{Curation: &c})
	now, err := s.Curation(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	check(t, "the decisions in force", now, c.Normalise())
}

func testCuration(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	all := naming(minister("BR", "Ana Silva", "Ana Silva"), minister("BR", "Ana Souza Silva", "Ana Souza Silva"), minister("BR", "Bruno Dias", "Bruno Dias"))
	silva, souza := key(graph.MinisterNode, "BR", "Ana Silva"), key(graph.MinisterNode, "BR", "Ana Souza Silva")
	dias := key(graph.MinisterNode, "BR", "Bruno Dias")
	expect := func(what string, want int, c graph.Curation) {
		t.Helper()
		check(t, what, count(t, s.Ministers(), graph.MinisterFilter{}), want)
		r := Reference()
		writeBatch(t, r, graph.Batch{Articles: all, Curation: &c})
		equal(t, s, r)
	}
	write(t, s, all...)
	expect("as computed", 2, graph.Curation{})
	apart := graph.Curation{Different: []graph.NamePair{{A: souza, B: silva}}}
	decide(t, s, apart)
	expect("told apart", 3, apart)
	check(t, "a reload", write(t, s, all...).Known, len(all)*2)
	expect("told apart and loaded again", 3, apart)
	more := naming(minister("BR", "Ana Silva", "A. Silva"))
	write(t, s, more...)
	all = append(all, more...)
	expect("told apart, one more name", 3, apart)
	joined := graph.Curation{Different: apart.Different, Same: []graph.NamePair{{A: dias, B: silva}}}
	decide(t, s, joined)
	expect("two apart, two joined", 2, joined)
	decide(t, s, graph.Curation{Same: joined.Same})
	expect("all joined", 1, graph.Curation{Same: joined.Same})
	gone := all[2]
	all = slices.Delete(all, 2, 3)
	writeBatch(t, s, graph.Batch{Withdraw: []string{gone.Article.ID}})
	expect("a joined name withdrawn", 1, graph.Curation{Same: joined.Same})
	write(t, s, gone)
	all = append(all, gone)
	expect("and back", 1, graph.Curation{Same: joined.Same})
	decide(t, s, graph.Curation{})
	expect("decisions removed", 2, graph.Curation{})
}

// testCurationAcrossBlocks joins what no computation would compare.
func testCurationAcrossBlocks(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	initiative := func(text string) graph.Name {
		return graph.Name{Type: graph.InitiativeNode, Text: text, Form: text, Detail: string(graph.Programme)}
	}
	all := slices.Concat(naming(initiative("Silk Belt"), initiative("Belt and Road"), initiative("One Belt")),
		naming(minister("FR", "Jean Petit", "Jean Petit"), minister("KG", "Jean Petit", "Jean Petit")))
	write(t, s, all...)
	check(t, "initiatives before", count(t, s.Initiatives(), graph.InitiativeFilter{}), 3)
	check(t, "agreements before", count(t, s.Agreements(), graph.AgreementFilter{Text: "treaty"}), 1)
	same := graph.Curation{Same: []graph.NamePair{
		{A: key(graph.InitiativeNode, "", "Silk Belt"), B: key(graph.InitiativeNode, "", "Belt and Road")},
		{A: key(graph.InitiativeNode, "", "One Belt"), B: key(graph.InitiativeNode, "", "Belt and Road")},
		{A: key(graph.MinisterNode, "FR", "Jean Petit"), B: key(graph.MinisterNode, "KG", "Jean Petit")},
	}}
	expect := func(what string, initiatives, ministers int, c graph.Curation) {
		t.Helper()
		check(t, what, count(t, s.Initiatives(), graph.InitiativeFilter{}), initiatives)
		check(t, what, count(t, s.Ministers(), graph.MinisterFilter{}), ministers)
		r := Reference()
		writeBatch(t, r, graph.Batch{Articles: all, Curation: &c})
		equal(t, s, r)
	}
	decide(t, s, same)
	expect("joined", 1, 1, same)
	write(t, s, all...)
	late := naming(initiative("belt and road"), minister("KG", "Jean Petit", "Жан Пети"))
	write(t, s, late...)
	all = append(all, late...)
	expect("joined, two more names", 1, 1, same)
	fewer := graph.Curation{Same: same.Same[1:2]}
	decide(t, s, fewer)
	expect("two decisions removed", 2, 2, fewer)
	decide(t, s, graph.Curation{})
	expect("all removed", 3, 2, graph.Curation{})
}

// testMerged finds nodes by the identifiers that they had before they were merged.
func testMerged(t *testing.T, open func(*testing.T) graph.Store) {
	s, all := open(t), Corpus(8, 60)
	var agreements, meetings, ministers, initiatives, projects []string
	add := func(to *[]string, id string) {
		if !slices.Contains(*to, id) {
			*to = append(*to, id)
		}
	}
	// Every name and every event may have made a node of its own at some time.
	for _, f := range all {
		for _, n := range f.Names {
			switch n.Type {
			case graph.MinisterNode:
				add(&ministers, graph.NodeOf(n.Type, n.ID))
			case graph.InitiativeNode:
				add(&initiatives, graph.NodeOf(n.Type, n.ID))
			case graph.ProjectNode:
				add(&projects, graph.NodeOf(n.Type, n.ID))
			}
		}
		for _, o := range f.Observations {
			switch {
			case o.Statement != nil:
				add(&agreements, graph.NodeOf(graph.AgreementNode, o.ID))
			case o.Encounter != nil:
				add(&meetings, graph.NodeOf(graph.MeetingNode, o.ID))
			}
		}
	}
	write(t, s, all...)
	r := whole(t, all...)
	findAll(t, s.Agreements(), r.Agreements(), agreements)
	findAll(t, s.Meetings(), r.Meetings(), meetings)
	findAll(t, s.Ministers(), r.Ministers(), ministers)
	findAll(t, s.Initiatives(), r.Initiatives(), initiatives)
	findAll(t, s.Projects(), r.Projects(), projects)
}

func findAll[N, F any](t *testing.T, got, want graph.Collection[N, F], ids []string) {
	t.Helper()
	ids = append(ids, ids[0], "unknown", ids[0]+"x")
	g, err := got.ByID(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	w, err := want.ByID(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "nodes by identifier", g, w)
	if slices.Contains(g[:len(ids)-2], nil) {
		t.Error("an identifier that was given once is not found")
	}
	ones, err := got.ByID(t.Context(), ids[:1])
	if err != nil {
		t.Fatal(err)
	}
	check(t, "the first alone", ones[0], w[0])
}

func testSpellings(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	forms := []string{"José Ibáñez", norm.NFD.String("José Ibáñez"), "JOSÉ IBÁÑEZ", "Хосе Ибаньес", "何塞·伊瓦涅斯", "خوسيه إيبانييث", "Ibáñez, José"}
	var all []graph.ArticleFacts
	for _, f := range forms {
		all = append(all, naming(minister("ES", "José Ibáñez", f))...)
	}
	all = append(all, naming(minister("ES", norm.NFD.String("José Ibáñez"), "J. Ibáñez"), minister("ES", "JOSE IBANEZ", "El señor Ibáñez"),
		minister("ES", "Josefa Ibarra", "Josefa Ibarra"), minister("BR", "José Ibáñez", "José Ibáñez"))...)
	write(t, s, all...)
	equal(t, s, whole(t, all...))
	check(t, "ministers of Spain", count(t, s.Ministers(), graph.MinisterFilter{Countries: []string{"ES"}}), 2)
	for _, text := range append(forms, "ibanez", "IBAÑEZ jose", "伊瓦涅斯", "إيبانييث", "ибаньес") {
		found := list(t, s.Ministers(), graph.MinisterFilter{Countries: []string{"ES"}, Text: text})
		if len(found) != 1 {
			t.Errorf("%q finds %d ministers of Spain", text, len(found))
		}
	}
	check(t, "half a word", count(t, s.Ministers(), graph.MinisterFilter{Text: "Ibañ"}), 0)
	check(t, "words of two ministers", count(t, s.Ministers(), graph.MinisterFilter{Text: "Ibáñez Ibarra"}), 0)
	check(t, "quotes with a name in Cyrillic", count(t, s.Agreements(), graph.AgreementFilter{Text: "ХОСЕ ИБАНЬЕС"}), 1)
}

func testTreaty(t *testing.T, open func(*testing.T) graph.Store) {
	s := open(t)
	many := func(url string, codes []string) graph.ArticleFacts {
		return signed(url, func(d *draft) {
			st := railway(nil, nil)
			st.Parties = nil
			for _, c := range codes {
				st.Parties = append(st.Parties, graph.Party{Country: c, Role: graph.By})
			}
			d.Statement("They signed the treaty of "+url+".", graph.Date{Value: "2022-07-30"}, 1, st)
		})
	}
	all := []graph.ArticleFacts{
		many("https://sixty.example.org", graph.CountryCodes()[:60]),
		many("https://eleven.example.org", graph.CountryCodes()[:graph.MaxPaired+1]),
		many("https://ten.example.org", graph.CountryCodes()[:graph.MaxPaired]),
		many("https://two.example.org", graph.CountryCodes()[:2]),
	}
	write(t, s, all...)
	equal(t, s, whole(t, all...))
	codes := graph.CountryCodes()
	for _, test := range []struct {
		countries []string
		want      int
	}{
		{codes[:2], 4}, {[]string{codes[1], codes[0]}, 4}, {codes[1:3], 3}, {codes[:3], 3}, {[]string{codes[10], codes[3]}, 2}, {codes[11:13], 1},
		{codes[:60], 1}, {codes[:61], 0}, {[]string{codes[0], codes[0]}, 4}, {[]string{codes[0], "QQ"}, 0}, {codes[10:11], 2},
	} {
		f := graph.AgreementFilter{Countries: test.countries}
		check(t, "agreements", len(list(t, s.Agreements(), f)), test.want)
		check(t, "their number", count(t, s.Agreements(), f), test.want)
		lists, err := s.Agreements().Lists(t.Context(), []graph.Query[graph.AgreementFilter]{{Filter: f, Page: graph.Page{Limit: 1}, Order: graph.Descending}})
		if err != nil {
			t.Fatal(err)
		}
		check(t, "whether more than one", lists[0].More, test.want > 1)
	}
	writeBatch(t, s, graph.Batch{Withdraw: []string{all[0].Article.ID}})
	equal(t, s, whole(t, all[1:]...))
	check(t, "countries", count(t, s.Countries(), graph.CountryFilter{}), graph.MaxPaired+1)
}
