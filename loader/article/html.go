package article

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// deepest is how many elements may lie in each other. Beyond it no browser keeps them apart, and
// the libraries that walk the tree would run out of stack.
const deepest = 512

// manyElements is the number of nodes from which the paragraphs of a page are taken as they are:
// the extractor's time grows with the square of it.
const manyElements = 10_000

// mostMarkup is how many marks of elements a page may have. A tree takes a hundred times the bytes
// of what it is parsed from, so it is the marks that are counted, before parsing.
const mostMarkup = 500_000

// parseHTML finds the article of a page. Its paragraphs come from the body, and what is known of
// it from, in this order, JSON-LD, the meta elements, and the elements title, time and html.
func parseHTML(text string) (Article, error) {
	none := graph.Errorf(graph.Invalid, "there is no article in this page; load a page that holds one, or its text")
	if strings.Count(text, "<") > mostMarkup {
		return Article{}, graph.Errorf(graph.Limit, "it has more than %d elements; save its text and load that", mostMarkup/2)
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return Article{}, graph.Errorf(graph.Invalid, "it is no HTML: %w", err)
	}
	depth, elements := measure(doc)
	if depth > deepest {
		return Article{}, graph.Errorf(graph.Limit, "its elements lie more than %d deep in each other; save its text and load that", deepest)
	}
	a := pageMetadata(doc)
	title := ""
	if elements > manyElements {
		a.Text = Normalise(sentencesOf(doc))
	} else if a.Text, title = extract(doc, false); !hasSentence(a.Text) {
		a.Text, title = extract(doc, true)
	}
	if !hasSentence(a.Text) {
		return a, none
	}
	if a.Title == "" {
		a.Title = title
	}
	// The extractor keeps the headline or not, as the page is built.
	if first, rest, ok := strings.Cut(a.Text, "\n\n"); ok && oneLine(first) == oneLine(a.Title) {
		a.Text = rest
	}
	return a, nil
}

// extract runs the extractor, which may panic at pages that its authors never saw. Its fallbacks
// take several times as long and are needed for few pages.
func extract(doc *html.Node, fallback bool) (text, title string) {
	defer func() {
		if p := recover(); p != nil {
			text = ""
		}
	}()
	result, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		EnableFallback:  fallback,
		ExcludeComments: true,
		ExcludeTables:   true,
		HtmlDateMode:    trafilatura.Disabled,
	})
	if err != nil || result == nil || result.ContentNode == nil {
		return "", ""
	}
	return Normalise(paragraphs(result.ContentNode)), result.Metadata.Title
}

// sentencesOf returns the p elements that hold sentences, of the first article or main element if
// there is one.
func sentencesOf(doc *html.Node) string {
	root := doc
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && (n.DataAtom == atom.Article || n.DataAtom == atom.Main) {
			root = n
			break
		}
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.P {
			if text := Normalise(paragraphs(n)); hasSentence(text) {
				b.WriteString(text)
				b.WriteString("\n\n")
			}
		}
	}
	return b.String()
}

// hasSentence tells an article from the menus that the extractor falls back on: it reports whether
// a line of some length has a mark that ends sentences.
func hasSentence(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if utf8.RuneCountInString(line) >= 12 && strings.ContainsAny(line, ".!?…。！？؟।۔") {
			return true
		}
	}
	return false
}

// measure returns how deep the nodes below n lie in each other, and how many they are.
func measure(n *html.Node) (depth, nodes int) {
	level := 0
	for at := n; at != nil; {
		nodes++
		depth = max(depth, level)
		if at.FirstChild != nil {
			at, level = at.FirstChild, level+1
			continue
		}
		for at != n && at.NextSibling == nil {
			at, level = at.Parent, level-1
		}
		if at == n {
			break
		}
		at = at.NextSibling
	}
	return depth, nodes
}

// pageMetadata collects what a page says of its article.
func pageMetadata(doc *html.Node) Article {
	meta := map[string]string{}
	set := func(key, value string) {
		if value = strings.TrimSpace(value); value != "" && meta[key] == "" {
			meta[key] = value
		}
	}
	var linked []any
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			set("lang", attribute(n, "lang"))
			set("lang", attribute(n, "xml:lang"))
		case atom.Title:
			set("title", content(n))
		case atom.H1:
			set("h1", content(n))
		case atom.Time:
			set("time", attribute(n, "datetime"))
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				set("canonical", attribute(n, "href"))
			}
		case atom.Meta:
			for _, name := range []string{"property", "name", "itemprop", "http-equiv"} {
				if key := strings.ToLower(attribute(n, name)); key != "" {
					set("meta:"+key, attribute(n, "content"))
				}
			}
		case atom.Script:
			var v any
			if strings.EqualFold(attribute(n, "type"), "application/ld+json") && json.Unmarshal([]byte(content(n)), &v) == nil {
				linked = append(linked, v)
			}
		}
	}
	ld := linkedArticle(linked, 0)
	first := func(values ...string) string {
		i := slices.IndexFunc(values, func(v string) bool { return strings.TrimSpace(v) != "" })
		if i < 0 {
			return ""
		}
		return values[i]
	}
	published := first(ld.Published, meta["meta:article:published_time"], meta["meta:og:published_time"], meta["meta:datepublished"],
		meta["meta:dc.date.issued"], meta["meta:dcterms.date"], meta["meta:dc.date"], meta["meta:date"], meta["meta:pubdate"], meta["meta:publishdate"], meta["time"])
	return Article{
		Title:     first(ld.Title, meta["meta:og:title"], meta["meta:twitter:title"], meta["h1"], meta["title"]),
		Source:    first(ld.Source, meta["meta:og:site_name"], meta["meta:application-name"]),
		Lang:      first(ld.Lang, meta["lang"], meta["meta:og:locale"], meta["meta:content-language"]),
		Published: published,
		URL:       first(absolute(meta["canonical"]), absolute(meta["meta:og:url"]), absolute(ld.URL)),
	}
}

func absolute(address string) string {
	if u, err := url.Parse(address); err != nil || !u.IsAbs() {
		return ""
	}
	return address
}

// linkedArticle finds the article in JSON-LD: the first object whose type ends in "Article" or
// is a posting or report.
func linkedArticle(v any, level int) Article {
	if level > 8 {
		return Article{}
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if a := linkedArticle(e, level+1); a != (Article{}) {
				return a
			}
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			return Article{
				Title:     scalar(v["headline"]),
				Source:    named(v["publisher"]),
				Lang:      named(v["inLanguage"]),
				Published: scalar(v["datePublished"]),
				URL:       scalar(v["url"]),
			}
		}
		return linkedArticle(v["@graph"], level+1)
	}
	return Article{}
}

func isArticleType(v any) bool {
	if list, ok := v.([]any); ok {
		return slices.ContainsFunc(list, isArticleType)
	}
	name, _ := v.(string)
	return strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "BlogPosting") || strings.HasSuffix(name, "Report")
}

// named is the name of a thing in JSON-LD, which may stand for itself or be an object or a list.
func named(v any) string {
	switch v := v.(type) {
	case map[string]any:
		if name := scalar(v["name"]); name != "" {
			return name
		}
		return scalar(v["alternateName"])
	case []any:
		if len(v) > 0 {
			return named(v[0])
		}
	}
	return scalar(v)
}

func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if strings.EqualFold(a.Key, key) {
			return a.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// fragment returns the paragraphs of a piece of HTML that is all article, such as a feed's entry.
func fragment(text string) string {
	if strings.Count(text, "<") > mostMarkup {
		return text
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return text
	}
	if depth, _ := measure(doc); depth > deepest {
		return text
	}
	return paragraphs(doc)
}

// paragraphs writes the text below n: block elements become paragraphs, br a new line, and white
// space a blank, as a browser shows them.
func paragraphs(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch n.Type {
		case html.TextNode:
			writeCollapsed(&b, n.Data)
			return
		case html.ElementNode:
			switch n.DataAtom {
			case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Iframe, atom.Svg, atom.Figcaption, atom.Button, atom.Form:
				return
			case atom.Br:
				b.WriteByte('\n')
				return
			}
		}
		block := n.Type == html.ElementNode && isBlock(n.DataAtom)
		if block {
			b.WriteString("\n\n")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			b.WriteString("\n\n")
		}
	}
	walk(n)
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.Trim(l, " \t")
	}
	return strings.Join(lines, "\n")
}

// writeCollapsed writes text with each run of white space as one blank. No-break spaces stay.
func writeCollapsed(b *strings.Builder, text string) {
	space := false
	for _, c := range text {
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(c)
	}
	if space {
		b.WriteByte(' ')
	}
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Figure, atom.Table, atom.Tr, atom.Td, atom.Th, atom.Hr, atom.Address, atom.Details, atom.Summary:
		return true
	}
	return false
}
