package resolve

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// told says what an explanation says of the forms of names, a line each.
func told(names []Named, e Explanation) string {
	form := map[string]string{}
	for _, n := range names {
		form[n.ID] = n.Form
	}
	var lines []string
	for _, l := range e.Links {
		lines = append(lines, form[l.A]+" = "+form[l.B]+": "+l.Rule)
	}
	for _, a := range e.Apart {
		lines = append(lines, form[a.A]+" / "+form[a.B]+": "+a.Why)
	}
	return strings.Join(lines, "\n")
}

func in(office graph.Office, first, last string, n Named) Named {
	n.Tenures = []graph.Tenure{{Office: office, First: first, Last: last}}
	return n
}

func project(text string, countries ...string) Named {
	n := graph.Name{Type: graph.ProjectNode, Text: text, Form: text, Scope: countries}
	n.Identify()
	return Named{Name: n}
}

func TestExplainNames(t *testing.T) {
	person := func(country, text string) graph.NameKey {
		return graph.NameKey{Type: graph.MinisterNode, Country: country, Text: text}
	}
	for _, test := range []struct {
		title    string
		names    []Named
		curation graph.Curation
		want     []string // contained, a line each
		not      []string
	}{
		{"spellings", []Named{form("RU", "Sergei Lavrov"), form("RU", "Сергей Лавров")}, graph.Curation{}, []string{" = "}, []string{" / "}},
		{"one given name", []Named{form("KP", "Kim Jong"), form("KP", "Kim Jong Un")}, graph.Curation{}, []string{apartNoPart}, []string{" = "}},
		{"one career", []Named{in(graph.HeadOfState, "1920", "1925", form("RU", "Ivan Petrov")), in(graph.HeadOfState, "2001", "2003", form("RU", "Иван Петров"))},
			graph.Curation{}, []string{apartLifetimes}, []string{" = "}},
		{"a part of two", []Named{form("US", "George Bush"), form("US", "George Walker Bush"), form("US", "George Herbert Bush")}, graph.Curation{},
			[]string{"George Bush / George Walker Bush: " + apartUndecided}, []string{" = "}},
		{"several bearers", []Named{form("US", "Clinton"), form("US", "Bill Clinton"), form("US", "Hillary Clinton")}, graph.Curation{}, []string{apartBearers},
			[]string{" = "}},
		{"curated apart", []Named{form("RU", "Sergei Lavrov"), form("RU", "Сергей Лавров")},
			graph.Curation{Different: []graph.NamePair{{A: person("RU", "Sergei Lavrov"), B: person("RU", "Сергей Лавров")}}}, []string{apartCurated}, []string{" = "}},
		{"curated the same", []Named{form("RU", "Sergei Lavrov"), form("RU", "Ivan Petrov")},
			graph.Curation{Same: []graph.NamePair{{A: person("RU", "Sergei Lavrov"), B: person("RU", "Ivan Petrov")}}}, []string{": curated"}, []string{" / "}},
		{"projects of other countries", []Named{project("Lake Bridge", "NO", "TD"), project("Lake Bridge", "JP", "PE")}, graph.Curation{}, []string{apartCountries},
			[]string{" = "}},
		{"a project of no country", []Named{project("Lake Bridge", "NO"), project("Lake Bridge", "JP"), project("Lake bridge")}, graph.Curation{},
			[]string{apartUnplaced}, nil},
	} {
		e := ExplainNames(test.names, test.curation)
		got := told(test.names, e)
		for _, w := range test.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not said:\n%s", test.title, w, got)
			}
		}
		for _, w := range test.not {
			if strings.Contains(got, w) {
				t.Errorf("%s: %q is said:\n%s", test.title, w, got)
			}
		}
		nodes := map[string]string{}
		for _, entity := range Names(test.names, test.curation) {
			for _, n := range entity.Names {
				nodes[n.ID] = entity.ID
			}
		}
		if d := cmp.Diff(nodes, e.Nodes); d != "" {
			t.Errorf("%s: other nodes than those of Names:\n%s", test.title, d)
		}
	}
}

// TestExplainContradiction holds that the two names are told that keep a third from joining either.
func TestExplainContradiction(t *testing.T) {
	names := []Named{form("UA", "Владимир Кличко"), form("UA", "Vladimir Klitschko"), form("UA", "Wladimir Klitschko"), form("UA", "Vitali Klitschko"), form("UA", "Виталий Кличко")}
	e := ExplainNames(names, graph.Curation{})
	for _, a := range e.Apart {
		if strings.Contains(a.Why, "%!") || a.Why == "" || e.Nodes[a.A] == e.Nodes[a.B] {
			t.Errorf("%+v", a)
		}
	}
	if len(e.Links) < 3 {
		t.Errorf("only\n%s", told(names, e))
	}
}

func TestExplainEvents(t *testing.T) {
	const quote, other = "The two sides signed a treaty on the northern railway in Bishkek", "Both pledged to open wheat markets and lower customs soon"
	for _, test := range []struct {
		block []Observed
		want  string
	}{
		{[]Observed{said("a", quote, "2022-07-30", nil), said("b", quote, "2022-07-30", nil)}, "agreement.same-words"},
		{[]Observed{said("a", quote, "2022-07-30", nil), said("b", other, "2022-07-30", nil)}, apartMatter},
		{[]Observed{said("a", quote, "2022-07-30", nil), said("a", "They also signed a treaty on something else", "2022-07-30", nil)}, apartArticle},
		{[]Observed{said("a", quote, "2022-07-30", nil), said("a", other, "2022-07-30", nil)}, apartMatter},
		{[]Observed{said("a", quote, "2022-07-30", nil), said("b", quote, "2022-07-26", nil)}, apartDays},
		{[]Observed{said("a", quote, "2022-07-30", about("en", "x")), said("b", other, "2022-07-30", about("en", "y"))}, apartProjects},
		{[]Observed{said("a", quote, "2022-07-30", about("en", "x")), said("b", "Les parties ont signé", "2022-07-30", about("fr", "y"))}, apartWords},
	} {
		e := ExplainAgreements(test.block, nodeOf)
		var got []string
		for _, l := range e.Links {
			got = append(got, l.Rule)
		}
		for _, a := range e.Apart {
			got = append(got, a.Why)
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%v, want %s", got, test.want)
		}
		for _, a := range Agreements(test.block, nodeOf) {
			for _, r := range a.Reports {
				if e.Nodes[r.Observation] != a.ID {
					t.Errorf("%s is of %s, and of %s as Agreements has it", r.Observation, e.Nodes[r.Observation], a.ID)
				}
			}
		}
	}
}
