package record

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLocate(t *testing.T) {
	tests := []struct {
		text, quote string
		want        [][2]int
	}{
		{"one two", "two", [][2]int{{4, 7}}},
		{"one\n  two one two", "one two", [][2]int{{0, 9}, {10, 17}}},
		{"  one\u00a0two  ", " one \n two ", [][2]int{{2, 10}}},
		{"aaaa", "aa", [][2]int{{0, 2}, {2, 4}}},
		{"onetwo", "one two", nil},
		{"one two", "onetwo", nil},
		{"北京 说。北京说。", "北京说。", [][2]int{{13, 25}}},
		{"one", " ", nil},
		{"", "one", nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, NewFinder(test.text).Locate(test.quote)); diff != "" {
			t.Errorf("Locate(%q, %q) (-want +got):\n%s", test.text, test.quote, diff)
		}
	}
}

// FuzzLocate compares with the plain definition, a regular expression.
func FuzzLocate(f *testing.F) {
	f.Add("a b  a\nb", "a b")
	f.Add("\t\ta", "a\v")
	f.Fuzz(func(t *testing.T, text, quote string) {
		text, quote = strings.ToValidUTF8(text, "?"), strings.ToValidUTF8(quote, "?")
		words := strings.FieldsFunc(quote, isSpace)
		if len(words) == 0 || len(quote) > 1000 {
			return
		}
		for i, w := range words {
			words[i] = regexp.QuoteMeta(w)
		}
		const space = `[\p{Z}\t\n\v\f\r\x{85}\x1c-\x1f]+`
		want := regexp.MustCompile(strings.Join(words, space)).FindAllStringIndex(text, -1)
		got := NewFinder(text).Locate(quote)
		if len(want) != len(got) {
			t.Fatalf("got %v, want %v", got, want)
		}
		for i := range want {
			if want[i][0] != got[i][0] || want[i][1] != got[i][1] {
				t.Fatalf("got %v, want %v", got, want)
			}
		}
	})
}

func quoteOf(e Evidence) string {
	if e.Start == nil {
		return ""
	}
	return e.Quote
}

func TestComplete(t *testing.T) {
	sentences := func(text string) [][2]int {
		var spans [][2]int
		for start := 0; start < len(text); {
			end := start + strings.IndexAny(text[start:], ".\n") + 1
			if strings.TrimSpace(text[start:end]) != "" {
				spans = append(spans, [2]int{start, end})
			}
			for start = end; start < len(text) && (text[start] == ' ' || text[start] == '\n'); start++ {
			}
		}
		return spans
	}
	r := decode(t, arnor)
	r.Agreements[0].Quote = "Chad and Mali\n signed a pact on the Bree bridge."
	r.Complete(sentences)
	want := map[string]string{
		"minister":   "Minister Hador of Chad met Minister Beren of Mali in Bree.",
		"initiative": "Chad offered Mali ten boats under the Grey Plan.",
		"project":    "Chad and Mali signed a pact on the Bree bridge.",
		"meeting":    "Minister Hador of Chad met Minister Beren of Mali in Bree.",
		"agreement":  "Chad and Mali signed a pact on the Bree bridge.",
	}
	got := map[string]string{"minister": quoteOf(r.Ministers[0].Evidence), "initiative": quoteOf(r.Initiatives[0].Evidence),
		"project": quoteOf(r.Projects[0].Evidence), "meeting": quoteOf(r.Meetings[0].Evidence), "agreement": quoteOf(r.Agreements[0].Evidence)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if errs := r.Check(); len(errs) > 0 {
		t.Error(errs)
	}
}

func TestCompleteTakesSuccessivePlaces(t *testing.T) {
	r := &Record{Text: "They signed. They met. They  signed. They signed."}
	signed := Agreement{Kind: "SIGNED", Parties: []string{"ML", "TD"}, Evidence: Evidence{Quote: "They signed."}}
	other := signed
	other.Kind = "PLEDGED"
	r.Agreements = []Agreement{signed, other, signed, signed, signed}
	r.Complete(nil)
	var starts []int
	for _, a := range r.Agreements {
		starts = append(starts, *a.Start)
	}
	if diff := cmp.Diff([]int{0, 0, 23, 37, 37}, starts); diff != "" {
		t.Errorf("starts (-want +got):\n%s", diff)
	}
	if got := r.Agreements[2].Quote; got != "They  signed." {
		t.Errorf("the quote is %q, not the bytes of the text", got)
	}
}

func TestCompleteMentions(t *testing.T) {
	tests := []struct {
		name, text string
		mentions   []string
		want       string
	}{
		{"a word of its own goes first", "Plan 58 began.\n\nPlan 5 ended.", []string{"Plan 5"}, "Plan 5 ended."},
		{"the fullest mention goes first", "Wang said.\n\nWang Yi met.", []string{"Wang Yi", "Wang"}, "Wang Yi met."},
		{"a clitic may stand before it", "ووصل.\n\nوالبنهاوي قال.", []string{"البنهاوي"}, "والبنهاوي قال."},
		{"no blanks in Chinese", "他说。\n\n外长王毅说。", []string{"王毅"}, "外长王毅说。"},
		{"a mention in the title alone gives no evidence", "Nothing.", []string{"Wang"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := &Record{Text: test.text, Ministers: []Minister{{Name: "x", Mentions: test.mentions}}}
			r.Complete(nil)
			if got := quoteOf(r.Ministers[0].Evidence); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestCompleteLists(t *testing.T) {
	date := "2022-07"
	r := &Record{Text: "x", Countries: []string{"FR", "QQ"}, Agreements: []Agreement{
		{Kind: "AGREED", Parties: []string{"TD", "ML", "TD"}, Date: &date},
		{Kind: "PLEDGED", Parties: []string{"TD", "ML"}},
	}}
	r.Complete(nil)
	if diff := cmp.Diff([]string{"FR", "ML", "QQ", "TD"}, r.Countries); diff != "" {
		t.Error(diff)
	}
	a := r.Agreements[0]
	if diff := cmp.Diff([][]string{{"ML", "TD"}, {"ML", "TD"}}, [][]string{a.Parties, a.By}); diff != "" {
		t.Error(diff)
	}
	if a.Precision != "MONTH" || r.Agreements[1].Precision != "UNKNOWN" || len(r.Agreements[1].By) != 0 {
		t.Errorf("%+v", r.Agreements)
	}
}
