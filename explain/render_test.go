package explain

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/graph"
	"entente/loader/record"
	"entente/loader/statement"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares what is printed with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s\n got %s\nwant %s\n(go test ./explain -update writes it)", path, got, want)
	}
}

const hostile = "<script>alert(\"1\")</script> \x1b[31m' onload=x"

// anArticle has one of everything, in a script that runs from right to left, with text that would harm a page or a terminal.
func anArticle() Article {
	date, start := "2025-01-19", 0
	text := "اتفق الأردن وعُمان " + hostile
	guess := statement.Guess{Kind: graph.Agreed, Chance: 0.66, Parties: []string{"JO", "OM"}, Sure: 0.98, Rivals: []statement.Choice{{Parties: []string{"JO", "SA"}, Chance: 0.02}},
		Score: 0.72, Least: 0.23, Weights: []statement.Weight{{What: "agree", Value: 1.62}, {What: "any sentence", Value: -0.84}, {What: "“اتفق”", Value: 0.23}}}
	low, second, sure := guess, guess, guess
	low.Dropped, low.Parties, low.Rivals = statement.LowScore, nil, nil
	second.Dropped, second.Least, second.Weights = statement.SecondKind, 2, nil
	sure.Dropped = statement.LowSureness
	evidence := record.Evidence{Quote: text, Start: &start, Rule: "linear/agree", Confidence: 0.64}
	return Article{Place: "news/" + hostile, Title: hostile, Lang: "ar", Source: "جريدة", Published: "2025-01-20",
		Entities: []Entity{
			{Type: graph.CountryNode, Name: "JO", Details: []string{"name"}, Forms: []string{"الأردن"}, Times: 1},
			{Type: graph.MinisterNode, Name: hostile, Details: []string{"OM", "FOREIGN_MINISTER"}, Forms: []string{"سالم", "سالم الحبساني"}, Times: 3},
			{Type: graph.CountryNode, Name: "OM", Details: []string{"capital"}, Forms: []string{"مسقط"}, Times: 2, Dropped: "a city where nobody acts"},
		},
		Sentences: []Sentence{
			{Text: text, Role: "body", Marks: []Mark{{0, 8, "cue", "agree"}, {9, 21, "country", "JO"}},
				Scores: []statement.Score{{Scorer: "words", Some: 0.7, Kinds: [5]float64{0.1, 0.6}}, {Scorer: "around", Some: 0.7, Kinds: [5]float64{0, 0.66}}},
				Statements: []Statement{{record.Agreement{Kind: graph.Agreed, Parties: []string{"JO", "OM"}, By: []string{"JO"}, Date: &date, Words: "يوم الأحد", Topics: []graph.Topic{"DIPLOMACY"},
					Projects: []string{"محطة"}, Speakers: []string{"A", "B"}, Evidence: evidence}, guess}},
				Meetings:  []record.Meeting{{Countries: []string{"JO", "OM"}, Ministers: []string{"A"}, Evidence: evidence}},
				Dropped:   []statement.Guess{low, second, sure},
				NoMeeting: "no minister"},
			{Text: "Short.", Role: "body", Paragraph: 1, Unfit: "it is too short"},
		}}
}

func aNode() Node {
	return Node{ID: "minister-x", Type: graph.MinisterNode, Name: "Wang Yi", Details: []string{"CN", "FOREIGN_MINISTER 2022-01-02 – 2024-05-06"},
		Names:  []Name{{Text: "Wang Yi", Form: "Wang Yi", Details: []string{"CN"}, Reports: 1}, {Text: "Wang Yi", Form: "王毅", Details: []string{"CN"}, Reports: 2}},
		Joined: []Joined{{1, 2, "person.same-words", 0.97}},
		Apart: []Apart{{1, "Wang Yong", "minister-y", "person.same-words", 0.9, "they would bring together " + hostile},
			{2, "王勇", "minister-z", "", 0, "the curation tells them apart"}},
		Curation: []Decision{{true, "minister CN Wang Yi", "minister CN 王外长"}, {false, "minister CN Wang Yi", "minister CN 王勇"}},
		Reports: []Report{
			{Article: "https://example.org/1", Title: hostile, Lang: "zh", Published: "2024-05-07", Name: 2, Date: graph.Date{Value: "2024-05-06", Words: "昨天"}, Rule: "minister", Confidence: 1,
				Evidence: graph.Evidence{Quote: "王毅说 " + hostile}},
			{Article: "b.txt", Lang: "en", Name: 1, Rule: "minister", Confidence: 0.5, Evidence: graph.Evidence{Quote: "Wang Yi said."}},
		}}
}

func printed(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestText(t *testing.T) {
	both := func(out io.Writer, colour bool) error {
		text := &Text{Out: out, Colour: colour}
		if err := text.Article(anArticle()); err != nil {
			return err
		}
		return text.Node(aNode())
	}
	plain := printed(t, func(out io.Writer) error { return both(out, false) })
	golden(t, "plain.txt", plain)
	if strings.ContainsRune(plain, '\x1b') {
		t.Error("what an article holds reaches the terminal")
	}
	golden(t, "colour.txt", printed(t, func(out io.Writer) error { return both(out, true) }))
}

func TestUnreadText(t *testing.T) {
	got := printed(t, func(out io.Writer) error {
		return (&Text{Out: out}).Article(Article{Place: "x.txt", Lang: "sw", Unread: "its language, sw, is unknown"})
	})
	if got != "x.txt\n(sw)\n  not read for statements: its language, sw, is unknown\n" {
		t.Errorf("%q", got)
	}
}

// TestHTML holds that a page is whole, and that nothing of an article gets out of its place or leads anywhere.
func TestHTML(t *testing.T) {
	got := printed(t, func(out io.Writer) error {
		page := &HTML{Out: out}
		if err := page.Article(anArticle()); err != nil {
			return err
		}
		if err := page.Node(aNode()); err != nil {
			return err
		}
		return page.Close()
	})
	golden(t, "page.html", got)
	document, err := html.Parse(strings.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	var texts strings.Builder
	directed := 0
	for n := range document.Descendants() {
		if n.Type == html.TextNode {
			texts.WriteString(n.Data)
		}
		switch n.Data {
		case "script", "link", "img", "iframe", "a", "object", "form", "base":
			t.Errorf("the page has an element %s", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "src" || a.Key == "href" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("the page has an attribute %s=%q", a.Key, a.Val)
			}
			if a.Key == "dir" && a.Val == "auto" {
				directed++
			}
		}
	}
	if strings.Count(texts.String(), `<script>alert("1")</script>`) < 5 {
		t.Errorf("the article's text is not shown as it is:\n%s", texts.String())
	}
	if directed < 5 {
		t.Errorf("%d places find their direction by themselves", directed)
	}
	if strings.Count(got, "<!doctype") != 1 || !strings.HasSuffix(got, "</html>\n") {
		t.Error("the page is not one page")
	}
}

func TestEmptyPage(t *testing.T) {
	got := printed(t, func(out io.Writer) error { return (&HTML{Out: out}).Close() })
	if !strings.HasPrefix(got, "<!doctype html>") || !strings.HasSuffix(got, "</html>\n") {
		t.Errorf("%.80s", got)
	}
}
