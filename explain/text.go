package explain

import (
	"fmt"
	"io"
	"strings"

	"entente/graph"
	"entente/loader/record"
	"entente/loader/statement"
)

// Text writes explanations as lines, in colours if Colour, a blank line between them.
type Text struct {
	Out    io.Writer
	Colour bool
	begun  bool
}

// The styles, as codes of a terminal.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	blue   = "34"
	purple = "35"
	cyan   = "36"
)

// markStyles are those of marks, by type.
var markStyles = map[string]string{"country": blue, "minister": purple, "initiative": yellow, "project": cyan, "cue": "4"}

func (t *Text) paint(style, s string) string {
	if !t.Colour || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// printer keeps the first error of many writes.
type printer struct {
	*Text
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.Out, format+"\n", args...)
	}
}

// Close does nothing: lines are written at once.
func (t *Text) Close() error { return nil }

// begin ends the explanation before.
func (t *Text) begin() *printer {
	p := &printer{Text: t}
	if t.begun {
		p.line("")
	}
	t.begun = true
	return p
}

// Article writes how an article was read.
func (t *Text) Article(a Article) error {
	p := t.begin()
	p.line("%s", t.paint(bold, printable(a.Place)))
	p.line("%s", printable(joined("  ", a.Title, facts(a.Lang, a.Published, printable(a.Source)))))
	if a.Unread != "" {
		p.line("  %s", t.paint(yellow, "not read for statements: "+a.Unread))
	}
	if len(a.Entities) > 0 {
		p.line("")
		p.line("%s", t.paint(bold, "names"))
		for _, e := range a.Entities {
			p.entity(e)
		}
	}
	if len(a.Sentences) > 0 {
		p.line("")
		p.line("%s", t.paint(bold, "sentences"))
	}
	for i := range a.Sentences {
		p.sentence(i+1, &a.Sentences[i])
	}
	return p.err
}

func (p *printer) entity(e Entity) {
	forms := make([]string, len(e.Forms))
	for i, f := range e.Forms {
		forms[i] = printable(f)
	}
	kind := strings.ToLower(string(e.Type))
	line := fmt.Sprintf("%s (%s), %s: %s", printable(e.Name), strings.Join(e.Details, ", "), times(e.Times), strings.Join(forms, " | "))
	if len(e.Details) == 0 { // a phrase that is named after itself
		line = fmt.Sprintf("%s, %s", printable(e.Name), times(e.Times))
	}
	if e.Dropped != "" {
		p.line("  %s", p.paint(dim, fmt.Sprintf("✗ %-10s %s; passed over: %s", kind, line, e.Dropped)))
		return
	}
	p.line("  %s %s", p.paint(markStyles[kind], fmt.Sprintf("✓ %-10s", kind)), line)
}

func (p *printer) sentence(number int, s *Sentence) {
	if !s.Weighed() {
		why := s.Unfit
		if why == "" {
			why = "not weighed"
		}
		p.line("%3d %s", number, p.marked(s))
		p.line("    %s", p.paint(dim, "· "+why))
		return
	}
	p.line("%3d %s", number, p.marked(s))
	for _, st := range s.Statements {
		p.statement(st, s.Scores)
	}
	for _, m := range s.Meetings {
		p.meeting(m)
	}
	for _, g := range s.Dropped {
		p.line("    %s", p.paint(red, fmt.Sprintf("✗ %s%s dropped: %s", g.Kind, withParties(g.Parties), dropped(g))))
		p.weights(g)
	}
	if s.NoMeeting != "" {
		p.line("    %s", p.paint(red, "✗ no meeting: "+s.NoMeeting))
	}
	if s.Unfit != "" {
		p.line("    %s", p.paint(dim, "· no statement: "+s.Unfit))
	}
}

// marked is the text of a sentence with its marks: coloured, or, without colours, in brackets.
func (p *printer) marked(s *Sentence) string {
	var b strings.Builder
	at := 0
	for _, m := range s.Marks {
		b.WriteString(printable(s.Text[at:m.Start]))
		word := printable(s.Text[m.Start:m.End])
		switch {
		case p.Colour:
			b.WriteString(p.paint(markStyles[m.Type], word))
		case m.Type == "country":
			b.WriteString("[" + word + " " + m.Name + "]")
		default:
			b.WriteString("[" + word + "]")
		}
		at = m.End
	}
	b.WriteString(printable(s.Text[at:]))
	return b.String()
}

func (p *printer) statement(st Statement, scores []statement.Score) {
	g := st.Decision
	head := fmt.Sprintf("✓ %s %s", st.Kind, strings.Join(st.Parties, " "))
	p.line("    %s by %s, %s, %s, confidence %.2f", p.paint(green, head), strings.Join(st.By, " "), dated(st.Date, st.Words),
		strings.Join(topics(st.Topics), " "), st.Confidence)
	if about := st.about(); len(about) > 0 {
		p.line("      with    %s", printable(strings.Join(about, "; ")))
	}
	p.line("      rule    %s: kind %.2f × parties %.2f%s; score %.2f, at least %.2f", st.Rule, g.Chance, g.Sure, rivals(g.Rivals), g.Score, g.Least)
	if len(scores) > 0 {
		p.line("      scored  %s", scorers(g.Kind, scores))
	}
	p.weights(g)
}

func (p *printer) weights(g statement.Guess) {
	for _, side := range []struct {
		name  string
		style string
		sign  float64
	}{{"for", green, 1}, {"against", red, -1}} {
		var list []string
		for _, w := range g.Weights {
			if w.Value*side.sign > 0 {
				list = append(list, fmt.Sprintf("%s %+.2f", printable(w.What), w.Value))
			}
		}
		if len(list) > 0 {
			p.line("      %s %s", p.paint(side.style, fmt.Sprintf("%-7s", side.name)), strings.Join(list, ", "))
		}
	}
}

func (p *printer) meeting(m record.Meeting) {
	line := fmt.Sprintf(" %s, confidence %.2f", dated(m.Date, m.Words), m.Confidence)
	if len(m.Ministers) > 0 {
		line = fmt.Sprintf(" (%s),%s", printable(strings.Join(m.Ministers, ", ")), line)
	} else {
		line = "," + line
	}
	p.line("    %s%s", p.paint(green, "✓ meeting "+strings.Join(m.Countries, " ")), line)
	p.line("      rule    %s", m.Rule)
}

// dropped says why a guess made no statement, with its numbers.
func dropped(g statement.Guess) string {
	if g.Least > 1 {
		return fmt.Sprintf("%s (%.2f; none is enough)", g.Dropped, g.Score)
	}
	return fmt.Sprintf("%s (%.2f, at least %.2f)", g.Dropped, g.Score, g.Least)
}

func withParties(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return " " + strings.Join(codes, " ")
}

func rivals(list []statement.Choice) string {
	if len(list) == 0 {
		return ""
	}
	var all []string
	for _, r := range list {
		all = append(all, fmt.Sprintf("%s %.2f", strings.Join(r.Parties, " "), r.Chance))
	}
	return " (else " + strings.Join(all, ", ") + ")"
}

// scorers tells how likely each scorer takes a kind to be.
func scorers(kind graph.Kind, scores []statement.Score) string {
	var all []string
	for _, s := range scores {
		for k, name := range graph.Kinds() {
			if name == kind {
				all = append(all, fmt.Sprintf("%s %.2f", s.Scorer, s.Kinds[k]))
			}
		}
	}
	return strings.Join(all, " → ")
}

func dated(date *string, words string) string {
	switch {
	case date == nil:
		return "undated"
	case words == "":
		return *date
	}
	return fmt.Sprintf("%s (“%s”)", *date, printable(words))
}

func topics(list []graph.Topic) []string {
	var all []string
	for _, t := range list {
		all = append(all, string(t))
	}
	return all
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// facts joins what is known in brackets.
func facts(list ...string) string {
	if s := joined(", ", list...); s != "" {
		return "(" + s + ")"
	}
	return ""
}

// joined joins what is not empty.
func joined(by string, list ...string) string {
	var all []string
	for _, s := range list {
		if s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, by)
}

// printable is a text on one line, without what would steer a terminal: articles come from anywhere.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r':
			return ' '
		case r < 0x20, r >= 0x7f && r < 0xa0:
			return -1
		}
		return r
	}, s)
}
