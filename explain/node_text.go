package explain

import (
	"cmp"
	"fmt"
	"strings"
)

// mostApart are told in lines and on a page; JSON has all.
const mostApart = 20

// Node writes how a node came about.
func (t *Text) Node(n Node) error {
	p := t.begin()
	p.line("%s", t.paint(bold, n.ID))
	p.line("%s", printable(joined("  ", n.Name, facts(append([]string{strings.ToLower(string(n.Type))}, n.Details...)...))))
	p.heading(len(n.Names), "names that are one")
	for i, name := range n.Names {
		form := name.Form
		if name.Text != name.Form {
			form += " = " + name.Text
		}
		p.line("%3d %s  %s", i+1, p.paint(green, printable(form)), printable(facts(append(name.Details, times(name.Reports))...)))
	}
	p.heading(len(n.Joined), "joined by")
	for _, j := range n.Joined {
		p.line("    %s  %s %.2f%s", p.paint(green, fmt.Sprintf("%d = %d", j.A, j.B)), j.Rule, j.Score, p.names(n, j))
	}
	p.heading(len(n.Curation), "curation")
	for _, d := range n.Curation {
		p.line("    %s: %s, %s", decided(d), printable(d.A), printable(d.B))
	}
	p.heading(len(n.Apart), "considered and kept apart")
	for _, a := range n.Apart[:min(len(n.Apart), mostApart)] {
		p.line("    %s  %s: %s%s", p.paint(red, fmt.Sprintf("%d / %s", a.Member, a.Node)), printable(a.Other), printable(a.Why), spoke(a))
	}
	if more := len(n.Apart) - mostApart; more > 0 {
		p.line("    and %d more", more)
	}
	p.heading(len(n.Reports), "made from")
	for i, r := range n.Reports {
		about := fmt.Sprintf("%3d", i+1)
		if r.Name > 0 {
			about = fmt.Sprintf("%3d name %d", i+1, r.Name)
		}
		p.line("%s  %s", about, printable(joined("  ", r.Article, r.Title, facts(r.Lang, r.Published))))
		p.line("    rule %s, confidence %.2f%s", ruleOf(r), r.Confidence, p.dated(r))
		p.line("    %s", p.paint(dim, "“"+printable(r.Evidence.Quote)+"”"))
	}
	return p.err
}

func (p *printer) heading(n int, title string) {
	if n > 0 {
		p.line("")
		p.line("%s", p.paint(bold, title))
	}
}

// names tells the forms of two names that were joined.
func (p *printer) names(n Node, j Joined) string {
	if len(n.Names) == 0 {
		return ""
	}
	return printable(fmt.Sprintf("  %s = %s", n.Names[j.A-1].Form, n.Names[j.B-1].Form))
}

func (p *printer) dated(r Report) string {
	if r.Date.Value == "" {
		return ""
	}
	return ", " + dated(&r.Date.Value, r.Date.Words)
}

func decided(d Decision) string {
	if d.Same {
		return "same_as"
	}
	return "different_from"
}

// spoke tells the rule that spoke for what was kept apart, if one did.
func spoke(a Apart) string {
	if a.Rule == "" {
		return ""
	}
	return fmt.Sprintf(" (%s %.2f)", a.Rule, a.Score)
}

// ruleOf tells what made a report: facts that others extracted have no rule.
func ruleOf(r Report) string { return cmp.Or(r.Rule, "of its own (imported)") }
