package mention

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/lexicon"
	"entente/loader/sentence"
)

func TestExamples(t *testing.T) {
	for _, l := range lexicon.Languages() {
		for _, err := range CheckExamples(l, lexicon.Data()) {
			t.Error(err)
		}
	}
}

func TestPublished(t *testing.T) {
	for _, c := range []struct{ lang, text, published, want string }{
		{"en", "OSGILIATH 1996-08-30\n\nThe ministers met on Friday.", "", "1996-08-30"},
		{"en", "OSGILIATH 1996-08-30\n\nThe ministers met on Friday.", "1996-09", "1996-09"},
		{"en", "The ministers met on 30 August 1996 and went home.", "", ""},
		{"fr", "24 janvier 2016 . –\n\nLes ministres se sont vus.", "", "2016-01-24"},
		{"ru", "05/08/2008 10:35\n\nМинистры встретились.", "", "2008-08-05"},
		{"ru", "Пётр Первый и Иван Второй 16 июля 2018 года\n\nМинистры встретились.", "", ""},
	} {
		d := sentence.Split(lexicon.For(c.lang), c.text)
		if got := Published(d, graph.Date{Value: c.published}); got.Value != c.want {
			t.Errorf("Published(%q, %q) = %q, want %q", c.text, c.published, got.Value, c.want)
		}
	}
}

// FuzzMentions checks that spans lie within the text, that words are those of the span, and that dates exist.
func FuzzMentions(f *testing.F) {
	languages := lexicon.Languages()
	for _, l := range languages {
		for _, e := range must(lexicon.DateExamples(lexicon.Data(), l.Tag)) {
			f.Add(e.Text)
		}
		for _, e := range must(lexicon.CountryExamples(lexicon.Data(), l.Tag)) {
			f.Add(e.Text)
		}
	}
	f.Add("9 رمضان 1500 31 February 2023 30/02/2020 2020-02-30 99 мая")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		for _, l := range languages {
			d := sentence.Split(l, text)
			at := 0
			for _, p := range Countries(d) {
				if p.Start < at || p.End <= p.Start || p.End > len(text) || !graph.ValidCountry(p.Code) {
					t.Fatalf("%s: %+v after byte %d", l.Tag, p, at)
				}
				at = p.Start
			}
			at = 0
			for i, s := range d.Sentences {
				for _, w := range Dates(d, i, graph.Date{Value: "2024-02-29"}) {
					if w.Start < at || w.Start < s.Start || w.End > s.End || w.Date.Words != text[w.Start:w.End] {
						t.Fatalf("%s: %+v after byte %d", l.Tag, w, at)
					}
					at = w.End
					if _, err := graph.ParseDate(w.Date.Value); err != nil {
						t.Fatalf("%s: %q: %v", l.Tag, w.Date.Words, err)
					}
				}
			}
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func BenchmarkCountriesAndDates(b *testing.B) {
	l := lexicon.For("en")
	text := strings.Repeat("The foreign ministers of Kyrgyzstan and China signed a memorandum in Bishkek on Saturday, U.S. officials said. ", 2000)
	d := sentence.Split(l, text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Countries(d)
		for i := range d.Sentences {
			Dates(d, i, graph.Date{Value: "2024-02-29"})
		}
	}
}
