package lexicon

import (
	"fmt"
	"io/fs"

	"entente/graph"
)

// ProjectNoun is what a head noun or a named work is: its sector, and its English noun or name.
type ProjectNoun struct {
	Sector  graph.Topic
	English string
	Site    bool // also a mere place: it counts only with a word of building near it
}

var projectKinds = map[string]TermKind{"noun": TermNoun, "site": TermNoun, "named": TermNamed, "build": TermBuild, "fresh": TermFresh, "link": TermTie, "loose": TermLoose}

// projects reads projects.txt of a language.
func (c *compiler) projects(fsys fs.FS, lang string) error {
	return lines(fsys, lang+"/projects.txt", func(where string, f []string) error {
		kind, ok := projectKinds[f[0]]
		if f[0] == "apart" {
			ok = true
		}
		if !ok || len(f) < 4 {
			return fmt.Errorf("%s: a line is noun|sector|English|form..., site|sector|English|form..., named|sector|name|form..., or build, fresh, link, loose, apart|-|-|form...", where)
		}
		value := 0
		if kind == TermNoun || kind == TermNamed {
			p := ProjectNoun{Sector: graph.Topic(f[1]), English: f[2], Site: f[0] == "site"}
			if err := p.Sector.Validate(); err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
			if kind == TermNoun {
				value = len(c.t.Nouns)
				c.t.Nouns = append(c.t.Nouns, p)
			} else {
				value = len(c.t.Works)
				c.t.Works = append(c.t.Works, p)
			}
		}
		for _, form := range f[3:] {
			if form == "" {
				return fmt.Errorf("%s: an empty form", where)
			}
			if f[0] == "apart" {
				c.t.apart = append(c.t.apart, FoldWord(form))
				continue
			}
			c.add(kind, value, form, where)
		}
		return nil
	})
}
