package lexicon

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"entente/graph"
)

func TestCueNames(t *testing.T) {
	if len(cueNames) != int(CueTopic) {
		t.Fatalf("%d names of %d cues", len(cueNames), CueTopic)
	}
	if CueThank.String() != "thank" || CueFigures.String() != "figures" || (CueTopic+1).String() != string(graph.Topics()[1]) {
		t.Error("names and cues are not in the same order")
	}
}

// toy is a language that nobody speaks.
func toy(triggers string) fstest.MapFS {
	return fstest.MapFS{
		"xx/lang.yaml":    {Data: []byte("name: Toy\nscript: Latn\ntier: draft\ncommon: [za]\n")},
		"xx/triggers.txt": {Data: []byte(triggers)},
		"xx/topics.txt":   {Data: []byte("TRADE|zog*\n")},
	}
}

func TestCues(t *testing.T) {
	l, err := Load(toy("prefix|wa\nsign|blip|blip blap\nagree|grum*\nwill|*ront\nboth|za dum*\n"), "xx")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"foo blip bar", "sign 1-2"},
		{"blip blap", "sign 0-2"},
		{"Grumel zogging", "agree 0-1, TRADE 1-2"},
		{"wagrumble", "agree 0-1"},
		{"viendront", "will 0-1"},
		{"ront gru", ""},
		{"za dumo za", "both 0-2"},
		{"", ""},
	} {
		var got []string
		for _, h := range l.Cues(l.Tokens(c.text)) {
			got = append(got, h.Cue.String()+" "+string(rune('0'+h.First))+"-"+string(rune('0'+h.Last)))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

func TestTriggersFaults(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"sing|blip\n", `xx/triggers.txt:1: unknown class "sing"`},
		{"# fine\n\nsign|blip|b*\n", "xx/triggers.txt:3: "},
		{"sign|blip|\n", "xx/triggers.txt:1: an empty pattern"},
	} {
		_, err := Load(toy(c.file), "xx")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.file, err, c.want)
		}
	}
}

func TestCueExamples(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"sign|blip\nboth|za dum*\nexample|Blip zogging, za dumo|both sign\nexample|blap zogging|\n", ""},
		{"sign|blip\nexample|blip|\n", `xx/triggers.txt:2: "blip" holds [sign], not []`},
		{"sign|blip\nexample|blap|sign\n", `xx/triggers.txt:2: "blap" holds [], not [sign]`},
		{"sign|blip\nexample|blip\n", "xx/triggers.txt:2: an example is"},
		{"topics", `xx/topics.txt:2: "zag" holds [], not [TRADE]`},
	} {
		fsys := toy(c.file)
		if c.file == "topics" {
			fsys = toy("")
			fsys["xx/topics.txt"].Data = []byte("TRADE|zog*\nexample|zag|TRADE\n")
		}
		l, err := Load(fsys, "xx")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, fault := range checkCues(fsys, l) {
			got = append(got, fault.Error())
		}
		if s := strings.Join(got, "; "); !strings.HasPrefix(s, c.want) || (s == "") != (c.want == "") {
			t.Errorf("%q: got %q, want %q", c.file, s, c.want)
		}
	}
}

func TestGroups(t *testing.T) {
	for _, l := range Languages() {
		for _, g := range groups() {
			if !slices.IsSorted(g) {
				t.Errorf("members %v are not sorted", g)
			}
		}
		hits := l.Cues(l.Tokens("G7"))
		if !slices.ContainsFunc(hits, func(h CueHit) bool { return slices.Contains(h.Cue.Group(), "JP") }) {
			t.Errorf("%s: G7 has no members", l.Tag)
		}
	}
}
