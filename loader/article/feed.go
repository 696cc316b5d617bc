package article

import (
	"bytes"
	"fmt"
	"strings"

	"entente/graph"

	"github.com/mmcdole/gofeed"
)

// feed reads a saved feed: RSS, Atom or JSON Feed. Each entry that has its text is an article;
// one that has a summary alone is read as far as that goes, and one without either is an error.
func (r *reader) feed(s source) {
	b, err := r.whole(s.body)
	if err != nil {
		r.fail(s.path, err)
		return
	}
	text, err := decode(b, s.charset)
	if err != nil {
		r.fail(s.path, err)
		return
	}
	// The text is UTF-8 now, whatever it declares.
	if i := strings.Index(text, "?>"); i >= 0 && strings.HasPrefix(strings.TrimLeft(text, "\uFEFF \t\r\n"), "<?xml") {
		text = text[i+2:]
	}
	f, err := parseFeed([]byte(text))
	if err != nil {
		r.fail(s.path, graph.Errorf(graph.Invalid, "it is no feed that can be read (%w); fetch it again", err))
		return
	}
	if len(f.Items) == 0 {
		r.fail(s.path, graph.Errorf(graph.Invalid, "the feed has no entries; remove it or fetch it again"))
		return
	}
	for i, item := range f.Items {
		if r.ended() {
			return
		}
		place := fmt.Sprintf("%s, entry %d", s.path, i+1)
		a := Article{Title: item.Title, URL: item.Link, Source: f.Title, Lang: f.Language, Published: item.Published}
		if a.URL == "" && (hasPrefixFold(item.GUID, "http://") || hasPrefixFold(item.GUID, "https://")) {
			a.URL = item.GUID
		}
		if a.Published == "" {
			a.Published = item.Updated
		}
		if looksLikeHTML(a.Title) || strings.Contains(a.Title, "&") {
			a.Title = fragment(a.Title)
		}
		for _, body := range []string{item.Content, item.Description} {
			if a.Text = Normalise(fragment(body)); a.Text != "" {
				break
			}
		}
		if a.Text == "" {
			r.fail(place, graph.Errorf(graph.Invalid, "the entry %q has no text; load the page that it links to", oneLine(item.Title)))
			continue
		}
		a.Path = memberPath(s, item.GUID, a, false)
		// The address of a feed is not that of its entries.
		base := s.base
		base.URL = ""
		r.finish(place, a.under(base))
	}
}

// parseFeed runs the parser, which may panic at feeds that its authors never saw.
func parseFeed(b []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("%v", p)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(b))
}
