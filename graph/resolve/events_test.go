package resolve

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

var loaded = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// said makes a statement of CN and KG from article, quote and date; edit may change it.
func said(article, quote, date string, edit func(*Observed)) Observed {
	o := Observed{Lang: "en", Observation: graph.Observation{Article: article, Evidence: graph.Evidence{Quote: quote}, Date: graph.Date{Value: date}, Confidence: 0.5, LoadedAt: loaded,
		Statement: &graph.Statement{Kind: graph.Signed, Topics: []graph.Topic{"TRADE"},
			Parties: []graph.Party{{Country: "CN", Role: graph.By}, {Country: "KG", Role: graph.By}}}}}
	if edit != nil {
		edit(&o)
	}
	o.Identify()
	o.Block = eventBlock(o.Observation)
	return o
}

func about(lang string, names ...string) func(*Observed) {
	return func(o *Observed) { o.Lang, o.Statement.Objects = lang, names }
}

// nodeOf tells the nodes of the tests' names: "project-x" of "x", "minister-m1" of "m1".
func nodeOf(name string) string {
	switch {
	case name == "":
		return ""
	case name[0] == 'm':
		return "minister-" + name
	case name[0] == 'i':
		return "initiative-" + name
	}
	return "project-" + name
}

// sizes are the numbers of reports of agreements or meetings, and the dates these get.
func sizes[N any](nodes []N, reports func(N) []graph.Report, date func(N) graph.Date) []string {
	var out []string
	for _, n := range nodes {
		out = append(out, fmt.Sprintf("%d %s", len(reports(n)), date(n).Value))
	}
	slices.Sort(out)
	return out
}

func TestAgreements(t *testing.T) {
	const quote, other = "The two sides signed a treaty on the northern railway in Bishkek", "Both pledged to open wheat markets and lower customs soon"
	for _, test := range []struct {
		name  string
		block []Observed
		want  []string // reports and date of each
	}{
		{"nothing", nil, nil},
		{"the same words in two articles", []Observed{said("a", quote, "2022-07-30", nil), said("b", quote, "2022-07-30", nil)}, []string{"2 2022-07-30"}},
		{"other words", []Observed{said("a", quote, "2022-07-30", nil), said("b", other, "2022-07-30", nil)}, []string{"1 2022-07-30", "1 2022-07-30"}},
		{"the day after", []Observed{said("a", quote, "2022-07-30", nil), said("b", quote, "2022-07-29", nil)}, []string{"2 2022-07-29"}},
		{"the day after, which the article says", []Observed{said("a", quote, "2022-07-30", func(o *Observed) { o.Date.Words = "on Saturday" }), said("b", quote, "2022-07-29", nil)},
			[]string{"2 2022-07-30"}},
		{"days too far apart", []Observed{said("a", quote, "2022-07-30", nil), said("b", quote, "2022-07-26", nil)}, []string{"1 2022-07-26", "1 2022-07-30"}},
		{"days too far apart, by way of one between", []Observed{said("a", quote, "2022-07-30", nil), said("b", quote, "2022-07-28", nil), said("c", quote, "2022-07-26", nil)}, nil},
		{"a month and a day in it", []Observed{said("a", quote, "2022-07", nil), said("b", quote, "2022-07-29", nil)}, []string{"2 2022-07-29"}},
		{"a month and two days in it", []Observed{said("a", quote, "2022-07", nil), said("b", quote, "2022-07-29", nil), said("c", quote, "2022-07-30", nil)}, nil},
		{"one project in two languages", []Observed{said("a", quote, "2022-07-30", about("en", "x")), said("b", "Les parties ont signé", "2022-07-30", about("fr", "x"))},
			[]string{"2 2022-07-30"}},
		{"two projects", []Observed{said("a", quote, "2022-07-30", about("en", "x")), said("b", "Les parties ont signé", "2022-07-30", about("fr", "y"))},
			[]string{"1 2022-07-30", "1 2022-07-30"}},
		{"one initiative, other matters", []Observed{said("a", quote, "2022-07-30", about("en", "i")), said("b", other, "2022-07-30", about("en", "i"))},
			[]string{"1 2022-07-30", "1 2022-07-30"}},
		{"one matter in three languages", []Observed{said("a", quote, "2022-07-30", about("en")), said("b", "双方签署北部铁路协定", "2022-07-30", about("zh")),
			said("c", "Les parties ont signé un traité sur le chemin de fer du nord", "2022-07-31", about("fr"))}, []string{"3 2022-07-30"}},
		{"two matters in two languages", []Observed{said("a", quote, "2022-07-30", about("en")), said("b", "双方签署小麦进口协定", "2022-07-30", about("zh"))},
			[]string{"1 2022-07-30", "1 2022-07-30"}},
		{"each of two deals finds its own", []Observed{said("a", quote, "2022-07-30", about("en")), said("a", "They signed a contract on wheat", "2022-07-30", about("en")),
			said("b", "双方签署北部铁路协定", "2022-07-30", about("zh")), said("b", "双方还签署小麦合同", "2022-07-30", about("zh"))}, []string{"2 2022-07-30", "2 2022-07-30"}},
		{"one sum", []Observed{said("a", "They agreed on a loan of 1.5 billion dollars", "2022-07-30", about("en")), said("b", "Кредит на 1,5 млрд долларов согласован", "2022-07-30", about("ru"))},
			[]string{"2 2022-07-30"}},
		{"a headline that does not say what about", []Observed{said("a", quote, "2022-07-30", nil), said("b", "They signed it", "2022-07-30", nil)}, []string{"2 2022-07-30"}},
		{"a headline that may be of either", []Observed{said("a", quote, "2022-07-30", nil), said("a", "They signed a contract on wheat", "2022-07-30", nil),
			said("b", "They signed it", "2022-07-30", nil)}, []string{"1 2022-07-30", "1 2022-07-30", "1 2022-07-30"}},
		{"one initiative, other topics", []Observed{said("a", quote, "2022-07-30", about("en", "i")),
			said("b", other, "2022-07-30", func(o *Observed) { o.Statement.Objects, o.Statement.Topics = []string{"i"}, []graph.Topic{"AID"} })}, []string{"1 2022-07-30", "1 2022-07-30"}},
		{"two languages, the same topics", []Observed{said("a", quote, "2022-07-30", nil), said("b", "双方签署", "2022-07-30", about("zh"))}, []string{"2 2022-07-30"}},
		{"one article, other words", []Observed{said("a", quote, "2022-07-30", about("en", "i")), said("a", other, "2022-07-30", about("en", "i"))},
			[]string{"1 2022-07-30", "1 2022-07-30"}},
		{"one article, told again", []Observed{said("a", quote, "2022-07-30", nil), said("a", "The two sides signed the treaty on the railway", "2022-07-30", nil)}, []string{"2 2022-07-30"}},
		{"no date", []Observed{said("a", quote, "", nil), said("b", quote, "", nil)}, []string{"2 "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Agreements(test.block, nodeOf)
			if d := cmp.Diff(test.want, sizes(got, func(a graph.Agreement) []graph.Report { return a.Reports }, func(a graph.Agreement) graph.Date { return a.Date })); test.want != nil && d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
			rng := rand.New(rand.NewPCG(3, 4))
			for range 10 {
				rng.Shuffle(len(test.block), func(i, j int) { test.block[i], test.block[j] = test.block[j], test.block[i] })
				if d := cmp.Diff(got, Agreements(test.block, nodeOf)); d != "" {
					t.Fatalf("another order gives another result:\n%s", d)
				}
			}
		})
	}
}

// busy is a month of a pair of which many articles tell one thing each.
func busy() []Observed {
	var block []Observed
	for i, quote := range []string{"They signed it", "Les parties ont signé", "双方签署", "Стороны подписали", "Ambas partes firmaron", "وقع الجانبان"} {
		for k := range 3 {
			block = append(block, said(fmt.Sprint(i, k), fmt.Sprint(quote, " ", k), "2022-07-30", about([]string{"en", "fr", "zh", "ru", "es", "ar"}[i])))
		}
	}
	return block
}

func TestBusyMonth(t *testing.T) {
	for _, a := range Agreements(busy(), nodeOf) {
		if len(a.Languages) > 1 {
			t.Errorf("reports in %v are one agreement, though nothing says so", a.Languages)
		}
	}
}

func TestBorder(t *testing.T) {
	const quote = "The two sides signed a treaty on the northern railway in Bishkek"
	for _, test := range []struct {
		days []string
		want []string
	}{
		{[]string{"2022-12-31", "2023-01-01"}, []string{"2 2022-12-31"}},
		{[]string{"2022-12-30", "2023-01-01"}, []string{"2 2022-12-30"}},
		{[]string{"2022-12-29", "2023-01-01"}, []string{"1 2022-12-29", "1 2023-01-01"}},
		{[]string{"2022-12-30", "2022-12-31", "2023-01-01", "2023-01-02"}, []string{"2 2022-12-30", "2 2023-01-01"}}, // three days are too many for one
		{[]string{"2022-12-31", "2022-12", "2023-01-01"}, []string{"3 2022-12-31"}},
		{[]string{"2022-12-31", "2022-12-31", "2023-01-01", "2023-01-01"}, []string{"4 2022-12-31"}},
	} {
		var block []Observed
		for i, d := range test.days {
			block = append(block, said(fmt.Sprint(i), quote, d, nil))
		}
		got := Agreements(block, nodeOf)
		if d := cmp.Diff(test.want, sizes(got, func(a graph.Agreement) []graph.Report { return a.Reports }, func(a graph.Agreement) graph.Date { return a.Date })); d != "" {
			t.Errorf("%v: -want +got:\n%s", test.days, d)
		}
	}
}

func TestAgreement(t *testing.T) {
	const quote = "The two sides signed a treaty on the northern railway in Bishkek"
	sig := make(graph.Signature, graph.SignatureSize)
	block := []Observed{
		said("a", quote, "2022-07", func(o *Observed) {
			o.Confidence, o.Signature, o.Date.Words, o.Statement.Objects, o.Statement.Voices = 0.5, sig, "in July", []string{"x"}, []string{"m2", "m1"}
			o.Statement.Topics = []graph.Topic{"AID", "TRADE"}
		}),
		said("b", quote, "2022-07-30", func(o *Observed) { // a reprint of a
			o.Confidence, o.Signature, o.Lang, o.LoadedAt, o.Date.Words = 0.6, sig, "fr", loaded.Add(-time.Hour), "on Saturday"
			o.Statement.Parties = []graph.Party{{Country: "CN", Role: graph.By}, {Country: "KG", Role: graph.Addressed}}
			o.Statement.Topics = []graph.Topic{"TRADE", "TRANSPORT"}
		}),
		said("c", quote, "2022-07-30", func(o *Observed) {
			o.Confidence, o.Date.Words = 0.9, "on 30 July"
			o.Statement.Parties = []graph.Party{{Country: "CN", Role: graph.By}, {Country: "KG", Role: graph.Addressed}}
			o.Statement.Objects = []string{"x", "i", "unknown"}
			o.Statement.Topics = []graph.Topic{"ENERGY", "TRADE"}
		}),
	}
	node := func(name string) string {
		if name == "unknown" {
			return ""
		}
		return nodeOf(name)
	}
	// The block of a month holds its days.
	got := Agreements(block, node)
	if len(got) != 1 {
		t.Fatalf("%d agreements", len(got))
	}
	a := got[0]
	a.Reports, a.ID, a.Block = nil, "", ""
	want := graph.Agreement{Kind: graph.Signed, Parties: []graph.Party{{Country: "CN", Role: graph.By}, {Country: "KG", Role: graph.Addressed}},
		Date: graph.Date{Value: "2022-07-30", Words: "on 30 July"}, Topics: []graph.Topic{"AID", "ENERGY", "TRADE"}, Projects: []string{"project-x"},
		Initiatives: []string{"initiative-i"}, Voices: []string{"minister-m1", "minister-m2"}, Confidence: 0.96, Sources: 2, Languages: []string{"en", "fr"},
		LoadedAt: loaded.Add(-time.Hour)}
	if d := cmp.Diff(want, a); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if ids := []string{got[0].Reports[0].Observation, got[0].Reports[1].Observation, got[0].Reports[2].Observation}; !slices.IsSorted(ids) ||
		graph.ObservationOf(got[0].ID) != ids[0] {
		t.Errorf("agreement %s of %v", got[0].ID, ids)
	}
}

func TestMeetings(t *testing.T) {
	met := func(article, date, place string, ministers ...string) Observed {
		o := Observed{Lang: "en", Observation: graph.Observation{Article: article, Evidence: graph.Evidence{Quote: "They met."}, Date: graph.Date{Value: date}, Confidence: 0.5, LoadedAt: loaded,
			Encounter: &graph.Encounter{Countries: []string{"CN", "KG"}, Ministers: ministers, Place: place}}}
		o.Identify()
		o.Block = eventBlock(o.Observation)
		return o
	}
	for _, test := range []struct {
		name  string
		block []Observed
		want  []string
	}{
		{"the same officials", []Observed{met("a", "2022-07-30", "", "m1", "m2"), met("b", "2022-07", "", "m1")}, []string{"2 2022-07-30"}},
		{"other officials", []Observed{met("a", "2022-07-30", "", "m1"), met("b", "2022-07-30", "", "m2")}, []string{"1 2022-07-30", "1 2022-07-30"}},
		{"one names none", []Observed{met("a", "2022-07-30", "", "m1"), met("b", "2022-07-30", "")}, []string{"2 2022-07-30"}},
		{"one names none, and no day", []Observed{met("a", "2022-07", "", "m1"), met("b", "2022-07", "")}, []string{"1 2022-07", "1 2022-07"}},
		{"one article", []Observed{met("a", "2022-07-30", "", "m1"), met("a", "2022-07-30", "Osh", "m1")}, []string{"1 2022-07-30", "1 2022-07-30"}},
	} {
		got := Meetings(test.block, nodeOf)
		if d := cmp.Diff(test.want, sizes(got, func(m graph.Meeting) []graph.Report { return m.Reports }, func(m graph.Meeting) graph.Date { return m.Date })); d != "" {
			t.Errorf("%s: -want +got:\n%s", test.name, d)
		}
	}
	m := Meetings([]Observed{met("a", "2022-07-30", "Osh", "m1"), met("b", "2022-07-30", "Bishkek", "m1"), met("c", "2022-07-30", "Bishkek", "m1", "m2")}, nodeOf)[0]
	if m.Place != "Bishkek" || len(m.Ministers) != 2 || m.Sources != 3 || m.Confidence != 0.875 {
		t.Errorf("meeting %+v", m)
	}
}

func TestEventBlock(t *testing.T) {
	for date, want := range map[string]string{
		"": "agreement|SIGNED|CN,KG|?TRADE", "2022": "agreement|SIGNED|CN,KG|2022", "2022-07": "agreement|SIGNED|CN,KG|2022-07", "2022-07-30": "agreement|SIGNED|CN,KG|2022-07",
	} {
		if got := said("a", "q", date, nil).Block; got != want {
			t.Errorf("the block of %q is %q, want %q", date, got, want)
		}
	}
}
