package article

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

// sixParagraphs is about as long as a wire story.
var sixParagraphs = strings.Split(strings.Repeat("Norway and Canada signed an agreement on fishing off the fjord of Sel on Friday, "+
	"and the Norwegian minister of fisheries, Odd Fiskvik, received his Canadian counterpart in the town's old fish hall. "+
	"Together they will build a cold store, whose cost reaches 40 million euros.\n", 6), "\n")[:6]

func benchRead(b *testing.B, name, content string, want int) {
	b.Helper()
	o := Options{FS: fstest.MapFS{name: {Data: []byte(content)}}}
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for r := range Read(context.Background(), []string{name}, o) {
			if r.Err != nil {
				b.Fatal(r.Err)
			}
			if r.Skipped == "" {
				n++
			}
		}
		if n != want {
			b.Fatalf("%d articles, want %d", n, want)
		}
	}
}

func BenchmarkText(b *testing.B) {
	benchRead(b, "a.txt", strings.Join(sixParagraphs, "\n\n"), 1)
}

func BenchmarkTextOfAnotherEncoding(b *testing.B) {
	benchRead(b, "a.txt", strings.Repeat("\xd7\xe8\xeb\xe8 \xe8 \xcf\xe5\xf0\xf3 \xef\xee\xe4\xef\xe8\xf1\xe0\xeb\xe8 \xe4\xee\xe3\xee\xe2\xee\xf0.\n\n", 100), 1)
}

func BenchmarkMarkdown(b *testing.B) {
	benchRead(b, "a.md", "---\ntitle: Fish\npublished: 2024-05-03\n---\n# Fish\n\n"+strings.Join(sixParagraphs, "\n\n"), 1)
}

func BenchmarkHTML(b *testing.B) {
	benchRead(b, "a.html", page[:strings.Index(page, "</article>")]+"<p>"+strings.Join(sixParagraphs, "</p>\n<p>")+"</p>"+page[strings.Index(page, "</article>"):], 1)
}

func BenchmarkLines(b *testing.B) {
	var content strings.Builder
	for i := range 100 {
		fmt.Fprintf(&content, "{\"id\":\"%d\",\"title\":\"Fish\",\"published\":\"2024-05-03\",\"lang\":\"en\",\"text\":%q}\n", i, strings.Join(sixParagraphs, "\n\n"))
	}
	benchRead(b, "a.jsonl", content.String(), 100)
}

func BenchmarkFeed(b *testing.B) {
	item := "<item><title>Fish</title><description>&lt;p&gt;" + strings.Join(sixParagraphs, "&lt;/p&gt;&lt;p&gt;") + "&lt;/p&gt;</description></item>\n"
	benchRead(b, "a.rss", `<rss version="2.0"><channel><title>Wire</title>`+strings.Repeat(item, 30)+"</channel></rss>", 30)
}

func BenchmarkWARC(b *testing.B) {
	var content bytes.Buffer
	for i := range 30 {
		http := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
		fmt.Fprintf(&content, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\nWARC-Date: 2024-05-04T00:00:00Z\r\n"+
			"WARC-Target-URI: https://example.org/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, i, len(http), http)
	}
	benchRead(b, "a.warc", content.String(), 30)
}

func BenchmarkNormalise(b *testing.B) {
	text := strings.Join(sixParagraphs, "\r\n\r\n")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		io.WriteString(io.Discard, Normalise(text)) //nolint:errcheck // Discard takes all
	}
}
