package loader

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"entente/loader/article"
	"entente/loader/lexicon"
	"entente/loader/record"
)

func TestLanguageData(t *testing.T) {
	for _, err := range CheckLanguages() {
		t.Error(err)
	}
}

func TestExtractAnyForm(t *testing.T) {
	text := "OSGILIATH, May 3 (Reuters) - The foreign ministers of Peru and Côte d'Ivoire signed a trade treaty on Friday."
	base := Extract(article.Article{Text: text, Published: "2024-05-04"})
	if base.Lang != "en" || strings.Join(base.Countries, " ") != "CI PE" {
		t.Fatalf("%s %v", base.Lang, base.Countries)
	}
	for name, form := range map[string]string{
		"upper case":   strings.ToUpper(text),
		"NFD":          strings.ReplaceAll(text, "ô", "o\u0302"),
		"soft hyphens": strings.ReplaceAll(text, "Peru", "Pe\u00adru"),
		"full width":   strings.ReplaceAll(text, "Peru", "Ｐｅｒｕ"),
	} {
		if r := Extract(article.Article{Text: form, Published: "2024-05-04"}); !reflect.DeepEqual(r.Countries, base.Countries) {
			t.Errorf("%s: %v", name, r.Countries)
		}
	}
	if again := Extract(article.Article{Text: text, Published: "2024-05-04"}); !reflect.DeepEqual(base, again) {
		t.Error("the same article gives another record")
	}
}

func TestExtractUnknownLanguage(t *testing.T) {
	if r := Extract(article.Article{Lang: "fr", Text: "The foreign ministers of Peru and Chile signed a treaty on Friday."}); r.Lang != "en" {
		t.Errorf("an English text that is said to be French: %q", r.Lang)
	}
	if r := Extract(article.Article{Lang: "de", Text: "The foreign ministers of Peru and Chile signed a treaty on Friday."}); r.Lang != "de" || len(r.Countries) > 0 {
		t.Errorf("a text that is said to be in a language without a lexicon: %q %v", r.Lang, r.Countries)
	}
	r := Extract(article.Article{Text: "両国の大臣は川に橋を架けることで合意した。"})
	if r.Lang != "" || len(r.Countries) != 0 {
		t.Errorf("%+v", r)
	}
	if item := (Extractor{}).Find(article.Article{Text: "両国の大臣は川に橋を架けることで合意した。"}, "x"); item.Skip != Unsupported {
		t.Errorf("%+v", item)
	}
}

// TestExtractHostile extracts from texts for which a careless stage needs more than linear time.
func TestExtractHostile(t *testing.T) {
	const size = 1 << 18
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	for name, c := range map[string]struct{ lang, text string }{
		"one line":      {"en", fill("the ministers of China and Peru signed it on Friday ")},
		"brackets":      {"en", fill("(")},
		"one word":      {"en", fill("China ")},
		"ideographs":    {"zh", fill("中美")},
		"no blanks":     {"ru", fill("российскокитайский")},
		"proclitics":    {"ar", fill("و")},
		"proclitics 2":  {"ar", fill("والصين ")},
		"names":         {"es", fill("Juan Pérez, presidente del Perú, y los ministros. ")},
		"full stops":    {"fr", fill(". ")},
		"quotes":        {"fr", fill("« ")},
		"lines":         {"en", fill("A\n")},
		"paragraphs":    {"en", fill("A\n\n")},
		"digits":        {"en", fill("1 ")},
		"combining":     {"en", fill("a\u0301\u0301")},
		"agreements":    {"en", fill("China and Peru agreed to build a railway. ")},
		"ministers":     {"en", fill("Foreign Minister John Smith of Peru met President Ann Brown. ")},
		"two ideograms": {"zh", fill("中国和秘鲁签署协议。")},
	} {
		start := time.Now()
		r := Extractor{Fast: true}.Extract(article.Article{Text: c.text, Lang: c.lang, Published: "2024-05-04"})
		if spent := time.Since(start); spent > 30*time.Second {
			t.Errorf("%s: %v for %d bytes", name, spent, len(c.text))
		} else {
			t.Logf("%s: %v", name, spent)
		}
		if len(c.text) == 0 || r.Lang != c.lang {
			t.Errorf("%s: %q", name, r.Lang)
		}
	}
}

func FuzzExtract(f *testing.F) {
	f.Add("en", "", "The foreign ministers of Peru and Chile signed a treaty on Friday.")
	f.Add("zh", "中美", "中国和秘鲁签署协议。")
	languages := lexicon.Languages()
	f.Fuzz(func(t *testing.T, lang, title, text string) {
		for _, l := range languages {
			if l.Tag != lang && lang != "" {
				continue
			}
			r := Extract(article.Article{Title: title, Text: article.Normalise(text), Lang: l.Tag, Published: "2024-02-29"})
			for _, e := range evidences(&r) {
				if r.Text[*e.Start:*e.End] != e.Quote {
					t.Fatalf("%q is not what stands at %d", e.Quote, *e.Start)
				}
			}
		}
	})
}

func evidences(r *record.Record) []record.Evidence {
	var all []record.Evidence
	for _, m := range r.Ministers {
		all = append(all, m.Evidence)
	}
	for _, m := range r.Meetings {
		all = append(all, m.Evidence)
	}
	for _, a := range r.Agreements {
		all = append(all, a.Evidence)
	}
	return all
}

func BenchmarkExtract(b *testing.B) {
	for lang, text := range map[string]string{
		"en": "The foreign ministers of Kyrgyzstan and China signed a memorandum in Bishkek on Saturday, U.S. officials said. The weather was fine and the streets were full of people.\n\n",
		"zh": "中国和吉尔吉斯斯坦外长周六在比什凯克签署了谅解备忘录。天气晴朗，街上挤满了人。\n\n",
	} {
		a := article.Article{Lang: lang, Published: "2024-05-04", Text: strings.TrimSpace(strings.Repeat(text, 20))}
		for name, e := range map[string]Extractor{"full": {}, "fast": {Fast: true}} {
			b.Run(lang+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(a.Text)))
				for b.Loop() {
					e.Extract(a)
				}
			})
		}
	}
}

func ExampleExtract() {
	r := Extract(article.Article{Text: "The ministers of Peru and Chile met in Lima.", Published: "2024-05-04"})
	fmt.Println(r.Lang, r.Countries)
	// Output: en [CL PE]
}
