package article

import (
	"testing"
	"testing/fstest"
)

func TestFeeds(t *testing.T) {
	rss := `<?xml version="1.0" encoding="windows-1251"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title><language>ru</language>
<item><title>` + "\xc0" + ` &amp; B</title><link>https://example.org/1</link><pubDate>Tue, 03 Jun 2025 08:00:00 +0000</pubDate><content:encoded><![CDATA[<p>` + "\xd7\xe8\xeb\xe8" + `.</p><p>Two<br>lines.</p>]]></content:encoded></item>
<item><title>Empty</title><link>https://example.org/2</link></item>
<item><guid>tag:3</guid><description>Only a summary.</description></item></channel></rss>`
	atom := `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Wire</title><entry><title>A</title><id>urn:1</id><updated>2025-06-03T08:00:00Z</updated><link href="https://example.org/1"/><content type="html">&lt;p&gt;One b.&lt;/p&gt;</content></entry></feed>`
	jsonFeed := `{"version":"https://jsonfeed.org/version/1.1","title":"Wire","language":"es","items":[{"id":"1","title":"A","content_text":"One b.","date_published":"2025-06-03T08:00:00Z"}]}`
	for name, c := range map[string]struct {
		file, content string
		want          []string
	}{
		"RSS": {"a.rss", rss, []string{"a.rss, entry 1 [А & B] Чили.||Two|lines.",
			`ERR a.rss, entry 2: the entry "Empty" has no text; load the page that it links to`, "a.rss, entry 3 [] Only a summary."}},
		"Atom":       {"a.xml", atom, []string{"a.xml, entry 1 [A] One b."}},
		"JSON":       {"a.json", jsonFeed, []string{"a.json, entry 1 [A] One b."}},
		"broken":     {"a.rss", "<rss><channel><item><title>A", []string{"ERR a.rss: it is no feed that can be read (XML syntax error on line 1: unexpected EOF); fetch it again"}},
		"no entries": {"a.rss", `<rss version="2.0"><channel><title>A</title></channel></rss>`, []string{"ERR a.rss: the feed has no entries; remove it or fetch it again"}},
	} {
		t.Run(name, func(t *testing.T) { equal(t, readOne(t, c.file, c.content, Options{}), c.want) })
	}
	equal(t, articles(t, Options{FS: fstest.MapFS{"a.xml": {Data: []byte(atom)}, "b.json": {Data: []byte(jsonFeed)}}}, "."), []Article{
		{Path: "a.xml#urn:1", URL: "https://example.org/1", Title: "A", Source: "Wire", Lang: "fr", Published: "2025-06-03", Text: "One b."},
		{Path: "b.json#1", Title: "A", Source: "Wire", Lang: "es", Published: "2025-06-03", Text: "One b."},
	})
}
