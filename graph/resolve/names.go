package resolve

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/terms"
)

// Entity is a minister, an initiative or a project: the names that are one.
type Entity struct {
	ID    string  // of the node
	Names []Named // by identifier
	Links []Merge // why they are one
}

// Merge is a Link between names, told by their identifiers.
type Merge struct {
	A, B  string
	Rule  string
	Score float64
}

// Names decides which names of one block are the same, and returns the entities by identifier.
// The result depends on the names and the curation alone, not on the order in which they come.
func Names(names []Named, c graph.Curation) []Entity {
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b Named) int { return strings.Compare(a.ID, b.ID) })
	var links []Link
	if len(names) > 0 {
		switch names[0].Type {
		case graph.MinisterNode:
			links = persons(names)
		case graph.InitiativeNode:
			links = all(names, "initiative.same-name")
		case graph.ProjectNode:
			links = projects(names)
		}
	}
	links = append(links, curated(names, c.Same)...)
	different := matches(names, c.Different)
	groups, used := cluster(len(names), links, func(a, b []int) bool {
		for _, d := range different {
			if anyOf(a, d.a) && anyOf(b, d.b) || anyOf(a, d.b) && anyOf(b, d.a) {
				return true
			}
		}
		return false
	})
	entities := make([]Entity, 0, len(groups))
	of := make([]int, len(names)) // the entity of each name
	for i, g := range groups {
		e := Entity{ID: graph.NodeOf(names[g[0]].Type, names[g[0]].ID)}
		for _, m := range g {
			n := names[m]
			n.Node = e.ID
			e.Names = append(e.Names, n)
			of[m] = i
		}
		entities = append(entities, e)
	}
	for _, l := range used {
		e := &entities[of[l.A]]
		e.Links = append(e.Links, Merge{A: names[l.A].ID, B: names[l.B].ID, Rule: l.Rule, Score: l.Score})
	}
	return entities
}

// all links every name to the first.
func all(names []Named, rule string) []Link {
	var links []Link
	for i := 1; i < len(names); i++ {
		links = append(links, Link{A: 0, B: i, Rule: rule, Score: 1})
	}
	return links
}

// projects links names, equal but for spelling since they share a block, of projects that have a
// country in common. A name without countries joins the first.
func projects(names []Named) []Link {
	var links []Link
	first := make(map[string]int) // by country
	for i, n := range names {
		if len(n.Scope) == 0 && i > 0 {
			links = append(links, Link{A: 0, B: i, Rule: "project.same-name", Score: 0.6})
		}
		for _, c := range n.Scope {
			if j, ok := first[c]; ok {
				links = append(links, Link{A: j, B: i, Rule: "project.same-name-and-country", Score: 0.9})
			} else {
				first[c] = i
			}
		}
	}
	return links
}

// matched are the places of names that the two sides of a curated pair tell.
type matched struct{ a, b []int }

func matches(names []Named, pairs []graph.NamePair) []matched {
	var found []matched
	for _, p := range pairs {
		var m matched
		for i, n := range names {
			if p.A.Matches(n.Name) {
				m.a = append(m.a, i)
			}
			if p.B.Matches(n.Name) {
				m.b = append(m.b, i)
			}
		}
		if len(m.a) > 0 && len(m.b) > 0 {
			found = append(found, m)
		}
	}
	return found
}

// curated links what people decided to be the same. The score of 1 and the rule's name put these
// links before all computed ones.
func curated(names []Named, same []graph.NamePair) []Link {
	var links []Link
	for _, m := range matches(names, same) {
		for _, i := range append(slices.Clone(m.a), m.b...) {
			if first := m.a[0]; i != first {
				links = append(links, Link{A: min(first, i), B: max(first, i), Rule: "curated", Score: 1})
			}
		}
	}
	return links
}

func anyOf(group, places []int) bool {
	return slices.ContainsFunc(places, func(p int) bool { return slices.Contains(group, p) })
}

// nameBlock is the block of a name: ministers by country, initiatives and projects by name, blocks
// that the curation bridges joined.
func nameBlock(n graph.Name, bridges map[string]string) string {
	country := ""
	if len(n.Scope) > 0 {
		country = n.Scope[0]
	}
	block := blockOf(n.Type, country, n.Text)
	if b, ok := bridges[block]; ok {
		return b
	}
	return block
}

func blockOf(t graph.NodeType, country, text string) string {
	if t == graph.MinisterNode {
		return "minister|" + country
	}
	return strings.ToLower(string(t)) + "|" + terms.Key(text)
}

// bridges maps every block that a curated same-as pair joins with another to the smallest of
// those it is joined with.
func bridges(c graph.Curation) map[string]string {
	to := make(map[string]string)
	root := func(b string) string {
		for to[b] != "" && to[b] != b {
			b = to[b]
		}
		return b
	}
	for _, p := range c.Same {
		a := root(blockOf(p.A.Type, p.A.Country, p.A.Text))
		b := root(blockOf(p.B.Type, p.B.Country, p.B.Text))
		to[max(a, b)] = min(a, b)
		to[min(a, b)] = min(a, b)
	}
	for b := range to {
		to[b] = root(b)
	}
	return to
}

// commonest returns the value that most names have, the longer and then the smaller on a tie.
func commonest(names []Named, value func(Named) string) string {
	count := make(map[string]int)
	for _, n := range names {
		count[value(n)]++
	}
	best := ""
	for v, k := range count {
		if d := cmp.Or(cmp.Compare(k, count[best]), cmp.Compare(len(v), len(best)), strings.Compare(best, v)); d > 0 {
			best = v
		}
	}
	return best
}

func text(n Named) string   { return n.Text }
func detail(n Named) string { return n.Detail }

// distinct returns what values gives for the names, sorted, each once.
func distinct(names []Named, values func(Named) []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, values(n)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (e Entity) aliases() []string {
	return distinct(e.Names, func(n Named) []string { return []string{n.Form, n.Text} })
}

func (e Entity) names() []string {
	return distinct(e.Names, func(n Named) []string { return []string{n.ID} })
}

func (e Entity) minister() graph.Minister {
	// A full name is a better title than a surname that more articles use.
	full := slices.DeleteFunc(slices.Clone(e.Names), func(n Named) bool { return len(terms.Of(n.Text)) < 2 })
	if len(full) == 0 {
		full = e.Names
	}
	var tenures []graph.Tenure
	for _, n := range e.Names {
		tenures = mergeTenures(tenures, n.Tenures)
	}
	slices.SortFunc(tenures, func(a, b graph.Tenure) int {
		return cmp.Or(strings.Compare(a.First, b.First), strings.Compare(string(a.Office), string(b.Office)))
	})
	return graph.Minister{ID: e.ID, Name: commonest(full, text), Aliases: e.aliases(), Offices: tenures, Names: e.names(),
		Country: commonest(e.Names, func(n Named) string { return strings.Join(n.Scope, ",") })}
}

func (e Entity) initiative() graph.Initiative {
	return graph.Initiative{ID: e.ID, Name: commonest(e.Names, text), Kind: graph.InitiativeKind(commonest(e.Names, detail)),
		Aliases: e.aliases(), Names: e.names()}
}

func (e Entity) project() graph.Project {
	return graph.Project{ID: e.ID, Name: commonest(e.Names, text), Sector: graph.Topic(commonest(e.Names, detail)), Aliases: e.aliases(),
		Names: e.names(), Countries: distinct(e.Names, func(n Named) []string { return n.Scope })}
}

// mergeTenures returns the tenures of both lists, one an office, by office.
func mergeTenures(a, b []graph.Tenure) []graph.Tenure {
	merged := slices.Clone(a)
	for _, t := range b {
		i := slices.IndexFunc(merged, func(m graph.Tenure) bool { return m.Office == t.Office })
		if i < 0 {
			merged = append(merged, t)
			continue
		}
		m := &merged[i]
		if m.First == "" || t.First != "" && t.First < m.First {
			m.First = t.First
		}
		m.Last = max(m.Last, t.Last)
	}
	slices.SortFunc(merged, func(x, y graph.Tenure) int { return strings.Compare(string(x.Office), string(y.Office)) })
	return merged
}
