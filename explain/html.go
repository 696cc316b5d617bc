package explain

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"

	"entente/graph"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"lower":   func(t graph.NodeType) string { return strings.ToLower(string(t)) },
	"codes":   func(list []string) string { return strings.Join(list, " ") },
	"fixed":   func(v float64) string { return fmt.Sprintf("%.2f", v) },
	"signed":  func(v float64) string { return fmt.Sprintf("%+.2f", v) },
	"bar":     func(v float64) int { return int(min(100, math.Abs(v)*40)) },
	"times":   times,
	"place":   func(i int) int { return i + 1 },
	"form":    func(names []Name, place int) string { return names[place-1].Form },
	"shown":   func(i int) bool { return i < mostApart },
	"more":    func(all []Apart) int { return max(0, len(all)-mostApart) },
	"decided": decided,
	"spoke":   spoke,
	"ruleOf":  ruleOf,
	"rivals":  rivals,
	"scorers": scorers,
	"dropped": dropped,
	"about":   Statement.about,
}).Parse(pageSource))

// HTML writes explanations as one web page, which names no other host and holds no script.
type HTML struct {
	Out   io.Writer
	begun bool
}

// begin writes the head of the page, with its title, once.
func (h *HTML) begin(title string) error {
	if h.begun {
		return nil
	}
	h.begun = true
	return page.ExecuteTemplate(h.Out, "head", title)
}

// Article writes how an article was read.
func (h *HTML) Article(a Article) error {
	if err := h.begin(cmp.Or(a.Title, a.Place)); err != nil {
		return err
	}
	return page.ExecuteTemplate(h.Out, "article", a)
}

// Node writes how a node came about.
func (h *HTML) Node(n Node) error {
	if err := h.begin(n.Name); err != nil {
		return err
	}
	return page.ExecuteTemplate(h.Out, "node", n)
}

// Close ends the page.
func (h *HTML) Close() error {
	if err := h.begin("Nothing"); err != nil {
		return err
	}
	return page.ExecuteTemplate(h.Out, "foot", nil)
}

// Piece is a part of a sentence that is marked whole or not at all.
type Piece struct {
	Text string
	Mark
}

// Pieces cuts the sentence at its marks.
func (s Sentence) Pieces() []Piece {
	var all []Piece
	at := 0
	for _, m := range s.Marks {
		if at < m.Start {
			all = append(all, Piece{Text: s.Text[at:m.Start]})
		}
		all = append(all, Piece{s.Text[m.Start:m.End], m})
		at = m.End
	}
	if at < len(s.Text) {
		all = append(all, Piece{Text: s.Text[at:]})
	}
	return all
}
