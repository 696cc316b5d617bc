package resolve

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// named makes a name from "type/text/form/scope,scope/detail".
func named(line string) Named {
	f := append(strings.Split(line, "/"), "", "", "", "")
	n := graph.Name{Type: graph.NodeType(f[0]), Text: f[1], Form: f[2], Detail: f[4]}
	if n.Form == "" {
		n.Form = n.Text
	}
	if f[3] != "" {
		n.Scope = strings.Split(f[3], ",")
	}
	n.Identify()
	n.Block = nameBlock(n, nil)
	return Named{Name: n}
}

// grouped writes entities as the forms of their names.
func grouped(entities []Entity) [][]string {
	var out [][]string
	for _, e := range entities {
		var forms []string
		for _, n := range e.Names {
			forms = append(forms, n.Form)
		}
		slices.Sort(forms)
		out = append(out, forms)
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

func TestNames(t *testing.T) {
	key := func(line string) graph.NameKey {
		f := strings.Split(line, "/")
		return graph.NameKey{Type: graph.NodeType(f[0]), Country: f[1], Text: f[2]}
	}
	pair := func(a, b string) []graph.NamePair { return []graph.NamePair{{A: key(a), B: key(b)}} }
	for _, test := range []struct {
		name     string
		lines    []string
		curation graph.Curation
		want     [][]string
	}{
		{"nothing", nil, graph.Curation{}, nil},
		{"one person in four scripts",
			[]string{"Minister/Wang Yi//CN", "Minister/Wang Yi/王毅/CN", "Minister/Wang Yi/Ван И/CN", "Minister/Wang Yi/وانغ يي/CN", "Minister/Wang Yi/WANG YI/CN"}, graph.Curation{},
			[][]string{{"WANG YI", "Wang Yi", "Ван И", "وانغ يي", "王毅"}}},
		{"the same words in another order", []string{"Minister/Jeenbek Kulubaev//KG", "Minister/Kulubayev Jeenbek//KG"}, graph.Curation{},
			[][]string{{"Jeenbek Kulubaev", "Kulubayev Jeenbek"}}},
		{"neighbours", []string{"Minister/Li Peng//CN", "Minister/Li Ping//CN", "Minister/Li Qiang//CN", "Minister/Li Keqiang//CN"}, graph.Curation{},
			[][]string{{"Li Keqiang"}, {"Li Peng"}, {"Li Ping"}, {"Li Qiang"}}},
		{"father and son", []string{"Minister/Ivan Petrov//RU", "Minister/Oleg Petrov//RU", "Minister/Petrov//RU"}, graph.Curation{},
			[][]string{{"Ivan Petrov"}, {"Oleg Petrov"}, {"Petrov"}}},
		{"a surname of one bearer", []string{"Minister/Ivan Petrov//RU", "Minister/Ivan Petrov/Иван Петров/RU", "Minister/Petrov/Петрова/RU"}, graph.Curation{},
			[][]string{{"Ivan Petrov", "Иван Петров", "Петрова"}}},
		{"a surname that stands alone", []string{"Minister/Petrov//RU", "Minister/Petrov/Петров/RU"}, graph.Curation{}, [][]string{{"Petrov", "Петров"}}},
		{"a middle name more", []string{"Minister/Ana Silva//BR", "Minister/Ana Souza Silva//BR"}, graph.Curation{}, [][]string{{"Ana Silva", "Ana Souza Silva"}}},
		{"told apart, and the surname with them", []string{"Minister/Ana Silva//BR", "Minister/Ana Souza Silva//BR", "Minister/Silva//BR"},
			graph.Curation{Different: pair("Minister/BR/Ana Silva", "Minister/BR/Ana Souza Silva")}, [][]string{{"Ana Silva"}, {"Ana Souza Silva"}, {"Silva"}}},
		{"joined", []string{"Minister/Ana Silva//BR", "Minister/Bea Dias//BR"},
			graph.Curation{Same: pair("Minister/BR/Ana Silva", "Minister/BR/Bea Dias")}, [][]string{{"Ana Silva", "Bea Dias"}}},
		{"joined by a form", []string{"Minister/Wang Yi/王毅/CN", "Minister/Wang Y./Wang Y./CN"},
			graph.Curation{Same: pair("Minister/CN/王毅", "Minister/CN/Wang Y.")}, [][]string{{"Wang Y.", "王毅"}}},
		{"joined and told apart: apart", []string{"Minister/Ana Silva//BR", "Minister/Bea Dias//BR"},
			graph.Curation{Same: pair("Minister/BR/Ana Silva", "Minister/BR/Bea Dias"), Different: pair("Minister/BR/Bea Dias", "Minister/BR/Ana Silva")},
			[][]string{{"Ana Silva"}, {"Bea Dias"}}},
		{"two countries joined for one of their persons",
			[]string{"Minister/Jean Petit//FR", "Minister/Jean Petit/Jean Petit /KG", "Minister/Ana Silva//FR", "Minister/Ana Silva/Ana Silva /KG"},
			graph.Curation{Same: pair("Minister/FR/Jean Petit", "Minister/KG/Jean Petit")}, [][]string{{"Ana Silva"}, {"Ana Silva "}, {"Jean Petit", "Jean Petit "}}},
		{"an initiative in several spellings", []string{"Initiative/Northern Forum///FORUM", "Initiative/northern forum/Forum du Nord//FORUM", "Initiative/NORTHERN-FORUM///FORUM"},
			graph.Curation{}, [][]string{{"Forum du Nord", "NORTHERN-FORUM", "Northern Forum"}}},
		{"one spelling of an initiative told apart",
			[]string{"Initiative/Northern Forum///FORUM", "Initiative/northern forum/Forum du Nord//FORUM", "Initiative/NORTHERN-FORUM///FORUM"},
			graph.Curation{Different: pair("Initiative//Northern Forum", "Initiative//northern forum")}, nil},
		{"projects of one name in two countries", []string{"Project/Port//EG", "Project/Port/Puerto/BR", "Project/Port/le port/BR,EG"}, graph.Curation{},
			[][]string{{"Port", "Puerto", "le port"}}},
		{"projects of one name and no country in common", []string{"Project/Port//EG", "Project/Port/Puerto/BR", "Project/Port/the port"}, graph.Curation{},
			[][]string{{"Port"}, {"Puerto"}, {"the port"}}},
		{"a project without countries", []string{"Project/Port//EG", "Project/Port/the port", "Project/Port/a port"}, graph.Curation{},
			[][]string{{"Port", "a port", "the port"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var names []Named
			for _, l := range test.lines {
				names = append(names, named(l))
			}
			entities := Names(names, test.curation)
			if test.want != nil || len(names) == 0 {
				if d := cmp.Diff(test.want, grouped(entities)); d != "" {
					t.Errorf("-want +got:\n%s", d)
				}
			}
			rng := rand.New(rand.NewPCG(1, 2))
			for range 20 {
				rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
				if d := cmp.Diff(entities, Names(names, test.curation)); d != "" {
					t.Fatalf("another order gives another result:\n%s", d)
				}
			}
			for i, e := range entities {
				if i > 0 && entities[i-1].ID >= e.ID {
					t.Error("the entities are not in order")
				}
				if len(e.Links) != len(e.Names)-1 {
					t.Errorf("%d links explain %d names", len(e.Links), len(e.Names))
				}
			}
		})
	}
}

func TestEntities(t *testing.T) {
	a, b, c := named("Minister/Wang//CN"), named("Minister/Wang Yi/王毅/CN"), named("Minister/Wang Yi/M. Wang Yi/CN")
	a.Tenures = []graph.Tenure{{Office: graph.ForeignMinister, First: "2022-01-01", Last: "2022-12-31"}}
	b.Tenures = []graph.Tenure{{Office: graph.Envoy}, {Office: graph.ForeignMinister, First: "2021-05-01", Last: "2021-05-01"}}
	c.Tenures = []graph.Tenure{{Office: graph.ForeignMinister}}
	got := Names([]Named{a, b, c}, graph.Curation{})[0].minister()
	ids := []string{a.ID, b.ID, c.ID}
	slices.Sort(ids)
	want := graph.Minister{ID: graph.NodeOf(graph.MinisterNode, ids[0]), Name: "Wang Yi", Country: "CN", Aliases: []string{"M. Wang Yi", "Wang", "Wang Yi", "王毅"}, Names: ids,
		Offices: []graph.Tenure{{Office: graph.Envoy}, {Office: graph.ForeignMinister, First: "2021-05-01", Last: "2022-12-31"}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	project := Names([]Named{named("Project/Port/le port/EG/TRADE"), named("Project/Port//BR,EG/TRADE"), named("Project/port//EG/TRANSPORT")}, graph.Curation{})[0].project()
	if project.Name != "Port" || project.Sector != "TRADE" || strings.Join(project.Countries, " ") != "BR EG" {
		t.Errorf("project %+v", project)
	}
	initiative := Names([]Named{named("Initiative/Forum///FORUM"), named("Initiative/FORUM///PROGRAMME"), named("Initiative/forum///PROGRAMME")}, graph.Curation{})[0].initiative()
	if initiative.Kind != graph.Programme {
		t.Errorf("initiative %+v", initiative)
	}
}

func TestBridges(t *testing.T) {
	k := func(text string) graph.NameKey { return graph.NameKey{Type: graph.ProjectNode, Text: text} }
	got := bridges(graph.Curation{Same: []graph.NamePair{{A: k("D"), B: k("C")}, {A: k("B"), B: k("D")}, {A: k("X"), B: k("Y")}}, Different: []graph.NamePair{{A: k("Q"), B: k("A")}}})
	want := map[string]string{"project|b": "project|b", "project|c": "project|b", "project|d": "project|b", "project|x": "project|x", "project|y": "project|x"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
