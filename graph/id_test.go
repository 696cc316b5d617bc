package graph

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestDigest(t *testing.T) {
	// These stand in graphs that people keep: they never change.
	if got, want := Digest("a", "b"), "r6za55r45vaul7bota77"; got != want {
		t.Errorf("Digest = %s, want %s", got, want)
	}
	if got, want := ArticleID("https://example.org/1"), "article-lwadde4acxbvrepqobag"; got != want {
		t.Errorf("ArticleID = %s, want %s", got, want)
	}
	seen := make(map[string]bool)
	for _, parts := range [][]string{{}, {""}, {"", ""}, {"ab"}, {"a", "b"}, {"a", "", "b"}, {"ab", ""}, {"", "ab"}, {"é"}, {"e\u0301"}} {
		d := Digest(parts...)
		if seen[d] || !regexp.MustCompile(`^[a-z2-7]{20}$`).MatchString(d) {
			t.Errorf("Digest(%q) = %s", parts, d)
		}
		seen[d] = true
	}
}

func TestIdentifiers(t *testing.T) {
	for _, nt := range NodeTypes() {
		if got := TypeOf(nt.Prefix() + "x"); got != nt {
			t.Errorf("an identifier of a %s is one of a %q", nt, got)
		}
	}
	for _, id := range []string{"", "x", "Country-CN", "minister", "name-x", "observation-x", "-"} {
		if got := TypeOf(id); got != "" {
			t.Errorf("TypeOf(%q) = %s", id, got)
		}
	}
	if got := CountryCode(CountryID("CN")); got != "CN" {
		t.Errorf("CountryCode = %q", got)
	}
	if got := CountryCode("project-CN"); got != "" {
		t.Errorf("CountryCode of a project = %q", got)
	}
	n := Name{Type: ProjectNode, Text: "A", Form: "B", Scope: []string{"CN"}, Detail: "TRANSPORT"}
	n.Identify()
	if got := NameOf(NodeOf(ProjectNode, n.ID)); got != n.ID {
		t.Errorf("NameOf = %s, want %s", got, n.ID)
	}
	o := Observation{Article: "article-x", Statement: &Statement{Kind: Signed}}
	o.Identify()
	if got := ObservationOf(NodeOf(AgreementNode, o.ID)); got != o.ID {
		t.Errorf("ObservationOf = %s, want %s", got, o.ID)
	}
}

// TestObservationIdentify changes one thing at a time.
func TestObservationIdentify(t *testing.T) {
	identify := func(edit func(*Observation)) string {
		o := Observation{Article: "article-x", Evidence: Evidence{Quote: "Q", Start: 1, End: 2}, Date: Date{Value: "2022"}, Rule: "r", Confidence: 0.5,
			Statement: &Statement{Kind: Signed, Topics: []Topic{"TRADE"}}}
		edit(&o)
		o.Identify()
		return o.ID
	}
	first := identify(func(*Observation) {})
	for name, edit := range map[string]func(*Observation){
		"article": func(o *Observation) { o.Article = "article-y" }, "quote": func(o *Observation) { o.Evidence.Quote = "P" },
		"start": func(o *Observation) { o.Evidence.Start = 0 }, "date": func(o *Observation) { o.Date.Value = "2023" },
		"words": func(o *Observation) { o.Date.Words = "w" }, "rule": func(o *Observation) { o.Rule = "s" },
		"confidence": func(o *Observation) { o.Confidence = 0.6 }, "kind": func(o *Observation) { o.Statement.Kind = Agreed },
	} {
		if identify(edit) == first {
			t.Errorf("another %s makes the same identifier", name)
		}
	}
	if identify(func(o *Observation) { o.Block, o.LoadedAt = "b", o.LoadedAt.AddDate(1, 0, 0) }) != first {
		t.Error("the block or the moment of loading makes another identifier")
	}
}

func TestCountryCodes(t *testing.T) {
	codes := CountryCodes()
	if !slices.IsSorted(codes) || len(slices.Compact(slices.Clone(codes))) != len(codes) || len(codes) != 251 {
		t.Errorf("%d codes, sorted %t", len(codes), slices.IsSorted(codes))
	}
	codes[0] = "QQ"
	for code, want := range map[string]bool{"CN": true, "EU": true, "XK": true, "QQ": false, "cn": false, "": false, "CHN": false} {
		if ValidCountry(code) != want {
			t.Errorf("ValidCountry(%q) is not %t", code, want)
		}
	}
}

func TestPairs(t *testing.T) {
	parties := func(codes ...string) (a Agreement) {
		for _, c := range codes {
			a.Parties = append(a.Parties, Party{Country: c})
		}
		return a
	}
	if got := strings.Join(parties("CN", "FR", "KG").Pairs(), " "); got != "CN-FR CN-KG FR-KG" {
		t.Errorf("pairs %s", got)
	}
	if Pair("KG", "CN") != "CN-KG" || Pair("CN", "KG") != "CN-KG" {
		t.Error("a pair depends on its order")
	}
	codes := CountryCodes()
	if got := len(parties(codes[:MaxPaired]...).Pairs()); got != MaxPaired*(MaxPaired-1)/2 {
		t.Errorf("%d pairs of %d parties", got, MaxPaired)
	}
	if got := parties(codes[:MaxPaired+1]...).Pairs(); got != nil {
		t.Errorf("%d pairs of %d parties", len(got), MaxPaired+1)
	}
}

func TestIsID(t *testing.T) {
	for s, want := range map[string]bool{
		ArticleID("x"): true, NodeOf(MinisterNode, "name-"+Digest("x")): true, "country-CN": true,
		"country-XX": false, "article-about-peru.txt": false, "minister-" + Digest("x") + "a": false, "": false, "name-" + Digest("x"): false,
	} {
		if IsID(s) != want {
			t.Errorf("IsID(%q) is %v", s, !want)
		}
	}
}
