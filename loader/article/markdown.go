package article

import (
	"fmt"
	"regexp"
	"strings"

	"entente/graph"

	"go.yaml.in/yaml/v3"
)

// parseMarkdown reads Markdown, with YAML front matter or without. Front matter that is not YAML
// is an error; a first line "---" that no second one closes is text.
func parseMarkdown(text string) (Article, error) {
	var a Article
	text = strings.ReplaceAll(strings.TrimLeft(text, "\uFEFF \t\r\n"), "\r\n", "\n")
	if front, body, ok := cutFrontMatter(text); ok {
		fields := map[string]any{}
		var node yaml.Node
		err := yaml.Unmarshal([]byte(front), &node)
		if err == nil && len(node.Content) > 0 {
			top := node.Content[0]
			if top.Kind != yaml.MappingNode {
				return a, graph.Errorf(graph.Invalid, "its front matter is no list of fields; write lines such as \"title: ...\" between the two ---")
			}
			for i := 0; i+1 < len(top.Content); i += 2 {
				// Scalars are taken as they were written: to YAML 2022-13-45 is a text and
				// 20220731 a number.
				if v := top.Content[i+1]; v.Kind == yaml.ScalarNode && v.Tag != "!!null" {
					fields[strings.ToLower(top.Content[i].Value)] = v.Value
				}
			}
		}
		if err != nil {
			return a, graph.Errorf(graph.Invalid, "its front matter is not YAML (%s); correct it or remove it", strings.TrimPrefix(fmt.Sprint(err), "yaml: "))
		}
		get := func(names ...string) string {
			for _, n := range names {
				if v, ok := fields[n].(string); ok && strings.TrimSpace(v) != "" {
					return v
				}
			}
			return ""
		}
		a = Article{
			Title:     get("title", "headline"),
			Source:    get("source", "publisher", "outlet"),
			URL:       get("url", "link"),
			Published: get("published", "date"),
			Lang:      get("lang", "language"),
		}
		text = body
	}
	text = Normalise(plainMarkdown(text))
	if a.Title == "" {
		a.Title = headline(text)
	}
	a.Text = text
	return a, nil
}

func cutFrontMatter(text string) (front, body string, ok bool) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return "", text, false
	}
	if body, ok := strings.CutPrefix(rest, "---\n"); ok {
		return "", body, true
	}
	for _, end := range []string{"\n---\n", "\n...\n"} {
		if front, body, ok := strings.Cut(rest, end); ok {
			return front, body, true
		}
	}
	if front, ok := strings.CutSuffix(strings.TrimRight(rest, " \n"), "\n---"); ok {
		return front, "", true
	}
	return "", text, false
}

var (
	markdownImage = regexp.MustCompile(`!\[[^\]\n]*\]\([^)\n]*\)`)
	markdownLink  = regexp.MustCompile(`\[([^\]\n]+)\]\((?:https?://|/|#|mailto:)[^)\n]*\)`)
	markdownBold  = regexp.MustCompile(`\*\*([^*\n]+)\*\*|__([^_\n]+)__`)
	markdownHead  = regexp.MustCompile(`(?m)^#{1,6}[ \t]+(.*?)[ \t]*#*$`)
	markdownQuote = regexp.MustCompile(`(?m)^>[ \t]?`)
	markdownRule  = regexp.MustCompile(`(?m)^(?:-{3,}|\*{3,}|_{3,})[ \t]*$`)
)

// plainMarkdown takes away the marks that would stand inside sentences or look like them.
// Headings become paragraphs.
func plainMarkdown(text string) string {
	// Few texts have all marks, and a search for a mark is a hundred times faster than its pattern.
	for _, m := range []struct {
		mark, with string
		form       *regexp.Regexp
	}{{"![", "", markdownImage}, {"](", "$1", markdownLink}, {"**", "$1$2", markdownBold}, {"__", "$1$2", markdownBold}, {">", "", markdownQuote},
		{"---", "", markdownRule}, {"***", "", markdownRule}, {"___", "", markdownRule}, {"#", "\n$1\n", markdownHead}} {
		if strings.Contains(text, m.mark) {
			text = m.form.ReplaceAllString(text, m.with)
		}
	}
	return text
}
