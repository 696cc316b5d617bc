package lexicon_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/loader/lexicon"
	"entente/loader/lexicon/lexicontest"
)

func TestBuiltinData(t *testing.T) {
	for _, err := range lexicon.Check() {
		t.Error(err)
	}
	if len(lexicon.Languages()) < 6 || lexicon.For("en") == nil || lexicon.For("tlh") != nil {
		t.Error("the languages of data/ are not those that are found")
	}
}

func TestTokens(t *testing.T) {
	l := lexicontest.Toy()
	text := "L'Été\u00ad s’ouvre\n\n3.5 中文 ＵＮ-x"
	var got []string
	for _, k := range l.Tokens(text) {
		mark := ""
		for _, f := range []struct {
			flag lexicon.Flags
			sign string
		}{{lexicon.Word, "w"}, {lexicon.Digits, "d"}, {lexicon.Han, "h"}, {lexicon.Upper, "U"}, {lexicon.Caps, "C"}, {lexicon.Spaced, "_"}, {lexicon.NewLine, "n"}, {lexicon.NewPara, "p"}} {
			if k.Is(f.flag) {
				mark += f.sign
			}
		}
		got = append(got, fmt.Sprintf("%s/%s/%s", text[k.Start:k.End], k.Norm, mark))
	}
	want := []string{"L/l/wU_np", "'/'/", "Été\u00ad/ete/wU", "s/s/w_", "’/'/", "ouvre/ouvre/w", "3/3/d_np", "././", "5/5/d", "中/中/h_", "文/文/h", "ＵＮ/un/wUC_", "-/-/", "x/x/w"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMatch(t *testing.T) {
	l := lexicontest.Toy()
	for text, want := range map[string]string{
		"Kingdoms of Arnor":                     "Kingdoms of Arnor", // the longest phrase, inflected
		"Mistia Gondoriar Mistian Gondoriar":    "Mistia Gondoriar",  // its words agree
		"Mistian Gondoriaren":                   "Mistian Gondoriaren",
		"arnor ARNOR Arnor":                     "ARNOR, Arnor",        // a capital is needed
		"Arn ARN":                               "ARN",                 // capitals are needed
		"gd GD Gd":                              "GD",                  // as it is spelt
		"arnorian Arnorians":                    "arnorian, Arnorians", // any case
		"waArnor wagondorians":                  "wagondorians",
		"waalqaf illqaf qaf wa":                 "waalqaf, illqaf",
		"the Gondor Gazette of Gondor":          "Gondor, Gondor", // the block is another class
		"Arno\u0301r А\u0306":                   "Arno\u0301r",
		"Gondor\u00ad Gon\u00addor G\u006fndor": "Gondor\u00ad, Gon\u00addor, Gondor",
	} {
		tokens := l.Tokens(text)
		var got []string
		for _, h := range l.Match(nil, text, tokens, false) {
			if h.Class == lexicon.ClassCountry {
				got = append(got, text[tokens[h.Start].Start:tokens[h.End-1].End])
			}
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
	text := "arnor and gondor"
	if hits := l.Match(nil, text, l.Tokens(text), true); len(hits) != 3 { // with the word that joins
		t.Errorf("an uncased text: %+v", hits)
	}
}

// TestFaults changes one file of the toy language at a time and expects the fault to be told with its place.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ file, add, want string }{
		{"art/names.txt", "XY|name|Mordor", `"XY" is no code`},
		{"art/names.txt", "BV|nam|Mordor", `unknown kind "nam"`},
		{"art/names.txt", "BV|name|Mordor~z", `unknown paradigm "z"`},
		{"art/names.txt", "BV|name", "a line is code|kind|form"},
		{"art/names.txt", "UM|name|Gondor", `"Gondor" is a name of HM too`},
		{"art/names.txt", "example|Mordor|XY", ""},
		{"art/names.txt", "BV|name|", "an empty form"},
		{"art/lang.yaml", "colour: red", "field colour not found"},
		{"art/lang.yaml", "tier: great", "tier"},
		{"art/segment.yaml", "abbrev: [x]", "field abbrev not found"},
		{"art/dates.yaml", "after: [\"{q} x\"]", "already defined"},
		{"art/dates.yaml", "datelines: [x]", "field datelines not found"},
		{"art/dates.yaml", "hijri: [[a]]", "hijri: 1 lists of names, not 12"},
	} {
		files := fstest.MapFS{}
		err := fs.WalkDir(lexicontest.FS(), ".", func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(lexicontest.FS(), path)
			if path == c.file {
				data = append(data, c.add+"\n"...)
			}
			files[path] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		faults := lexicon.CheckFS(files)
		all := fmt.Sprint(faults)
		if c.want == "" {
			continue
		}
		if !strings.Contains(all, c.want) || !strings.Contains(all, c.file) {
			t.Errorf("%s with %q: %s; want %q with the file", c.file, c.add, all, c.want)
		}
	}
	broken := fstest.MapFS{"xx/lang.yaml": {Data: []byte("name: X\nscript: Latn\ntier: draft\ncommon: [x]\n")},
		"xx/dates.yaml": {Data: []byte("patterns:\n  - \"{d} {m}\"\n  - \"{q} x\"\n")}}
	if faults := fmt.Sprint(lexicon.CheckFS(broken)); !strings.Contains(faults, "xx/dates.yaml:3: ") {
		t.Errorf("a pattern with an unknown sign: %s; want its line", faults)
	}
	if faults := lexicon.CheckFS(lexicontest.FS()); len(faults) > 0 {
		t.Errorf("the toy language: %v", faults)
	}
}

func FuzzTokens(f *testing.F) {
	l := lexicontest.Toy()
	f.Add("waalqaf “Arnor”\u200d\u0301 \xff中")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		tokens := l.Tokens(text)
		for _, k := range tokens {
			if k.Start < at || k.End <= k.Start || k.End > len(text) {
				t.Fatalf("token %+v after byte %d of %q", k, at, text)
			}
			at = k.End
		}
		for _, h := range l.Match(nil, text, tokens, false) {
			if h.Start < 0 || h.Start >= h.End || h.End > len(tokens) {
				t.Fatalf("hit %+v of %d tokens", h, len(tokens))
			}
		}
	})
}

func BenchmarkTokensAndMatch(b *testing.B) {
	l := lexicon.For("en")
	text := strings.Repeat("The foreign ministers of Kyrgyzstan and China signed a memorandum in Bishkek on Saturday, U.S. officials said. ", 2000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		l.Match(nil, text, l.Tokens(text), false)
	}
}

// TestTemplate loads the folder that a new language begins with.
func TestTemplate(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"lang.yaml", "segment.yaml", "names.txt", "dates.yaml"} {
		data, err := fs.ReadFile(lexicon.Data(), "_template/"+name)
		if err != nil {
			t.Fatal(err)
		}
		files["xx/"+name] = &fstest.MapFile{Data: data}
	}
	if faults := lexicon.CheckFS(files); len(faults) > 0 {
		t.Error(faults)
	}
}
