package article

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

func FuzzNormalise(f *testing.F) {
	for _, s := range []string{"", "a\r\n \r\n\u2029b \ufeff", "\x00\xff\u0085\u2028", "a\n\ufeff\nb", "\u00a0\t\n\n\n x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Normalise(s)
		if !isNormal(n) {
			t.Errorf("%q becomes %q", s, n)
		}
		if normal(s) && n != s || n != slow(s) {
			t.Errorf("%q becomes %q, but %q when looked at closely", s, n, slow(s))
		}
		if again := Normalise(n); again != n {
			t.Errorf("%q becomes %q, and that %q", s, n, again)
		}
	})
}

// slow is Normalise without its short way.
func slow(s string) string { return Normalise(s + "\n") }

func isNormal(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsAny(s, "\r\x00\uFEFF\u2028\u2029") && !strings.Contains(s, "\n\n\n") &&
		!strings.Contains(s, " \n") && strings.Trim(s, "\n") == s
}

// fuzzFormat feeds a parser through Read and checks what Read promises of each result.
func fuzzFormat(f *testing.F, name string, seeds ...string) {
	f.Helper()
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		o := Options{FS: fstest.MapFS{name: {Data: b}}, Limits: Limits{File: 1 << 20, Free: 1 << 20, Members: 100}}
		n := 0
		for r := range Read(context.Background(), []string{name}, o) {
			n++
			set := 0
			for _, is := range []bool{r.Article.Text != "", r.Err != nil, r.Skipped != ""} {
				if is {
					set++
				}
			}
			if set != 1 || !strings.HasPrefix(r.Place, name) || !isNormal(r.Article.Text) || r.Article.Text != "" && !strings.HasPrefix(r.Article.Path, name) {
				t.Errorf("%q: %+v", b, r)
			}
			if strings.ContainsAny(r.Article.Title+r.Article.Source, "\n") {
				t.Errorf("%q: a title or source on two lines: %+v", b, r.Article)
			}
		}
		if n == 0 && len(b) == 0 {
			t.Error("an empty file is passed over in silence")
		}
	})
}

func FuzzText(f *testing.F) {
	fuzzFormat(f, "a.txt", "Title\n\nBody.", "\xff\xfea\x00", "\xd6\xc7\xc0\xfb", "P\xe9rou")
}

func FuzzMarkdown(f *testing.F) {
	fuzzFormat(f, "a.md", "---\ntitle: A\npublished: 2022-07-31\n---\n# B\n\nC [d](https://e) **f**.", "---\n---\n", "---\n- a\n---\nb")
}

func FuzzHTML(f *testing.F) {
	fuzzFormat(f, "a.html", page, "<p>a", `<script type="application/ld+json">[{"@graph":[]}]</script>`)
}

func FuzzJSON(f *testing.F) {
	fuzzFormat(f, "a.json", `[{"text":"a"},1]`, "{\n\"text\":\"a\"}{\n", `{"version":"https://jsonfeed.org/version/1","items":[{}]}`)
}

func FuzzLines(f *testing.F) {
	fuzzFormat(f, "a.jsonl", "{\"text\":\"a\"}\n\n[\n", "\xff\xfe{\x00", `{"id":{"a":[1]},"text":["a","b"],"published":1659225600}`)
}

func FuzzFeed(f *testing.F) {
	fuzzFormat(f, "a.rss", `<?xml version="1.0" encoding="x"?><rss version="2.0"><channel><item><description>a</description></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">a</content></entry></feed>`)
}

func FuzzWARC(f *testing.F) {
	b, err := os.ReadFile("testdata/news.warc.gz")
	if err != nil {
		f.Fatal(err)
	}
	fuzzFormat(f, "a.warc", string(b), "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 30\r\n\r\nHTTP/1.1 200 OK\r\n\r\nsome text...\r\n\r\n")
}

func FuzzArchive(f *testing.F) {
	fuzzFormat(f, "a.zip", "PK\x03\x04", "\x1f\x8b\x08", string(bytes.Repeat([]byte("a\x00"), 300)))
}

func FuzzPublished(f *testing.F) {
	for _, s := range []string{"2022-07-31", "31 July 2022", "2022年7月31日", "20220731", "Sun, 31 Jul 2022 10:00:00 GMT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, err := parsePublished(s)
		if err != nil {
			return
		}
		if again, err := parsePublished(day); err != nil || again != day {
			t.Errorf("%q gives %q, and that %q, %v", s, day, again, err)
		}
	})
}
