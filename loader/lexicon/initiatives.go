package lexicon

import (
	"fmt"
	"io/fs"
	"strings"

	"entente/graph"
)

// InitiativeName is a framework's canonical English name and kind. Shared is true for a level of relations or
// a body that two countries have: such a one is named after them.
type InitiativeName struct {
	Name   string
	Kind   graph.InitiativeKind
	Shared bool
}

// initiatives reads initiatives.txt of a language and of all.
func (c *compiler) initiatives(fsys fs.FS, lang string) error {
	number := map[string]int{}
	for _, folder := range []string{lang, "all"} {
		if err := c.initiativesOf(fsys, folder, number); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) initiativesOf(fsys fs.FS, lang string, number map[string]int) error {
	return lines(fsys, lang+"/initiatives.txt", func(where string, f []string) error {
		if len(f) < 2 || f[1] == "" {
			return fmt.Errorf("%s: a line is name|kind|form|form...", where)
		}
		in, term, forms := InitiativeName{Name: f[0], Kind: graph.InitiativeKind(f[1])}, TermInitiative, f[2:]
		switch f[0] {
		case "level":
			in, term = InitiativeName{f[1], graph.Partnership, true}, TermLevel
		case "head":
			if err := graph.InitiativeKind(f[1]).Validate(); err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
			n := len(c.t.Initiatives)
			c.t.Initiatives = append(c.t.Initiatives, InitiativeName{Kind: graph.InitiativeKind(f[1])})
			for _, form := range forms {
				c.add(TermHead, n, form, where)
			}
			return nil
		case "panel":
			in, term = InitiativeName{f[1], graph.Forum, true}, TermPanel
		default:
			if err := in.Kind.Validate(); err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
		}
		n, ok := number[in.Name]
		if !ok {
			n = len(c.t.Initiatives)
			number[in.Name] = n
			c.t.Initiatives = append(c.t.Initiatives, in)
		}
		name := in.Name
		if strings.ToUpper(name) == name {
			name = "*" + name // letters that may be a word: "ALBA"
		}
		for _, form := range append([]string{name}, forms...) {
			if form == "" {
				return fmt.Errorf("%s: an empty form", where)
			}
			c.add(term, n, form, where)
		}
		return nil
	})
}
