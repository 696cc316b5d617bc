package lexicon

import (
	"strings"
	"testing"
	"testing/fstest"

	"entente/graph"

	"github.com/google/go-cmp/cmp"
)

func TestBuiltInTerms(t *testing.T) {
	for _, tag := range Tags(Data()) {
		if _, err := LoadTerms(Data(), tag); err != nil {
			t.Error(err)
		}
	}
}

func TestTermFaults(t *testing.T) {
	tests := []struct{ path, text, want string }{
		{"xx/titles.txt", "office|HEAD_OF_STATE|king\noffice|SHOGUN|shogun", `xx/titles.txt:2: office "SHOGUN" is none of`},
		{"xx/titles.txt", "# kings\ncrown|-|crown", `xx/titles.txt:2: unknown kind "crown"`},
		{"xx/titles.txt", "rank|GREAT|great", `xx/titles.txt:1: unknown rank "GREAT"`},
		{"xx/titles.txt", "office|HEAD_OF_STATE|king~q", `xx/titles.txt:1: unknown paradigm "q"`},
		{"xx/titles.txt", "office|HEAD_OF_STATE", `xx/titles.txt:1: a line is kind|value|form|form...`},
		{"all/persons.txt", "Elessar|GO|HEAD_OF_STATE 3019-\nEowyn|ROHAN|HEAD_OF_STATE 3019", `all/persons.txt:2: country "ROHAN"`},
		{"all/persons.txt", "Elessar|GO|HEAD_OF_STATE 3019-3000", `all/persons.txt:1: years "3019-3000"`},
		{"all/persons.txt", "Elessar|GO|KING 3019-", `all/persons.txt:1: office "KING" is none of`},
		{"xx/initiatives.txt", "White Council|CLUB|white council", `xx/initiatives.txt:1: initiative kind "CLUB" is none of`},
		{"xx/projects.txt", "noun|ROADS|road|road", `xx/projects.txt:1: topic "ROADS" is none of`},
		{"xx/projects.txt", "noun|TRANSPORT|road|road|", `xx/projects.txt:1: an empty form`},
		{"all/letters.txt", "ab|x\nb|y", `all/letters.txt:2: b stands on an earlier line too`},
	}
	for _, tt := range tests {
		_, err := LoadTerms(fstest.MapFS{tt.path: {Data: []byte(tt.text)}}, "xx")
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.text, err, tt.want)
		}
	}
}

func TestTermsInflect(t *testing.T) {
	terms, err := LoadTerms(fstest.MapFS{
		"xx/titles.txt":   {Data: []byte("paradigm|m|a|u||\ninflect|ov|ova|ovym\noffice|HEAD_OF_STATE|king~m of Arnor")},
		"all/persons.txt": {Data: []byte("Aran Ostov|AO|HEAD_OF_STATE 1-9")},
	}, "xx")
	if err != nil {
		t.Fatal(err)
	}
	if a, b := terms.Word("king"), terms.Word("kinga"); a == 0 || a != b {
		t.Errorf("king is word %d, kinga word %d", a, b)
	}
	if a, b := terms.Word("ostov"), terms.Word("ostovym"); a == 0 || a != b || !terms.NameWord(a) || !terms.FamilyWord(a) {
		t.Errorf("ostov is word %d, ostovym word %d", a, b)
	}
	if diff := cmp.Diff([]string{"petrovym", "petrov"}, terms.Lemmas("petrovym")); diff != "" {
		t.Error(diff)
	}
}

func TestOfficeIn(t *testing.T) {
	p := Person{Tenures: []Tenure{{graph.ForeignMinister, 2001, 2004}, {graph.HeadOfGovernment, 2004, 9999}}}
	for _, tt := range []struct {
		from, to int
		want     graph.Office
	}{{2000, 2000, ""}, {2003, 2003, graph.ForeignMinister}, {2004, 2004, graph.HeadOfGovernment}, {2030, 2030, graph.HeadOfGovernment}, {1990, 2002, graph.ForeignMinister}} {
		if got := p.OfficeIn(tt.from, tt.to); got != tt.want {
			t.Errorf("OfficeIn(%d, %d) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestLatin(t *testing.T) {
	terms, err := LoadTerms(Data(), "ru")
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{"сергей": "Sergei", "кинтаналь": "Kintanal", "щукин": "Shchukin", "王": "Wang", "quintanal": "Quintanal"} {
		if got := terms.Latin(FoldWord(word)); got != want {
			t.Errorf("Latin(%s) = %s, want %s", word, got, want)
		}
	}
}

func TestFoldWord(t *testing.T) {
	for word, want := range map[string]string{"Président": "president", "Erdoğan": "erdogan", "ЁЛКА": "елка", "الأُمّة": "الامه", "ＡＢ": "ab", "Vučić": "vucic", "so\u00adft": "soft"} {
		if got := FoldWord(word); got != want {
			t.Errorf("FoldWord(%s) = %s, want %s", word, got, want)
		}
	}
}
