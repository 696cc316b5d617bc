package lexicon

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestIdentify tells two languages that nobody speaks apart, and a third that has no folder. What the built-in languages look like is told
// by the examples in their data, which Check runs.
func TestIdentify(t *testing.T) {
	id, err := newIdentifier(fstest.MapFS{
		"xx/lang.yaml":    {Data: []byte("common: [ra, ré, dum]\nletters: \"ž\"\n")},
		"yy/lang.yaml":    {Data: []byte("common: [的, 在]\n")},
		"all/others.yaml": {Data: []byte("others:\n  - {name: Third, common: [ra, zo]}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"ra blip dum":                    "xx",
		"RA BLIP RE":                     "xx", // in capitals and without accents
		"ra blip":                        "",   // as much the one as the other
		"ra blip žap":                    "xx", // a letter tells
		"ra zo blip":                     "",
		"blip 在 blap":                    "yy",
		"dum" + strings.Repeat(" x", 50): "", // too little of it is known
		strings.Repeat("\xff的", 10000):   "yy",
		"":                               "",
		"12 345, 67 %":                   "",
	} {
		if got := id.identify(text); got != want {
			t.Errorf("%.40q is taken for %q, want %q", text, got, want)
		}
	}
}

func TestIdentifyExamples(t *testing.T) {
	id, err := newIdentifier(fstest.MapFS{
		"xx/lang.yaml":    {Data: []byte("common: [ra]\nexamples:\n  - ra\n  - zo\n")},
		"all/others.yaml": {Data: []byte("others:\n  - {name: Third, common: [zo], examples: [zo, ra]}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, fault := range id.check() {
		got = append(got, fault.Error())
	}
	want := "xx/lang.yaml:4: \"zo\" is taken for \"\", not \"xx\"; all/others.yaml: Third: \"ra\" is taken for \"xx\", not \"\""
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}
