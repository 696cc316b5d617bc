package resolve

import (
	"cmp"
	"maps"
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
//
// A block that the curation bridged holds names that nothing but the curation may join: what is
// computed joins only names that would share a block without it.
func Names(names []Named, c graph.Curation) []Entity { return entities(names, c, nil) }

// entities is Names; it notes the links that were considered and not drawn.
func entities(names []Named, c graph.Curation, note note) []Entity {
	names = slices.Clone(names)
	sortNames(names)
	different := matches(names, c.Different)
	apart := func(a, b []int) bool {
		for _, d := range different {
			if anyOf(a, d.a) && anyOf(b, d.b) || anyOf(a, d.b) && anyOf(b, d.a) {
				return true
			}
		}
		return false
	}
	links := curated(names, c.Same)
	parts := make(map[string][]int) // places of names by their own block
	for i, n := range names {
		own := nameBlock(n.Name, nil)
		parts[own] = append(parts[own], i)
	}
	blocks := slices.Sorted(maps.Keys(parts))
	for _, b := range blocks {
		links = append(links, computed(names, parts[b], note)...)
	}
	// A name that leaves open which of several it is joins them only if they turn out to be one.
	groups, _, _ := cluster(len(names), links, apart)
	of := make([]int, len(names)) // the group of each name, and later its entity
	for g, members := range groups {
		for _, m := range members {
			of[m] = g
		}
	}
	for _, b := range blocks {
		links = append(links, open(names, parts[b], of, note)...)
	}
	groups, used, forbidden := cluster(len(names), links, apart)
	note.all(forbidden, func(Link) string { return apartCurated })
	entities := make([]Entity, 0, len(groups))
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

func sortNames(names []Named) {
	slices.SortFunc(names, func(a, b Named) int { return strings.Compare(a.ID, b.ID) })
}

// computed links names that share their own block and are told to be the same by themselves.
func computed(names []Named, places []int, note note) []Link {
	part := at(names, places)
	var links []Link
	switch part[0].Type {
	case graph.MinisterNode:
		links = persons(part, note.placed(places))
	case graph.InitiativeNode:
		for i := 1; i < len(part); i++ {
			links = append(links, joined(0, i, "initiative.same-name", 1)...)
		}
	case graph.ProjectNode:
		links = projects(part)
	}
	return placed(links, places)
}

// open links names that leave open which of several they are, a surname alone or a project
// without countries, where of says that all that they could be are one.
func open(names []Named, places, of []int, note note) []Link {
	part := at(names, places)
	groups := make([]int, len(places))
	for i, p := range places {
		groups[i] = of[p]
	}
	switch part[0].Type {
	case graph.MinisterNode:
		return placed(surnames(part, groups, note.placed(places)), places)
	case graph.ProjectNode:
		return placed(unplaced(part, groups), places)
	}
	return nil
}

func at(names []Named, places []int) []Named {
	part := make([]Named, len(places))
	for i, p := range places {
		part[i] = names[p]
	}
	return part
}

// placed gives the ends of links between members of a part their places in the whole.
func placed(links []Link, places []int) []Link {
	for i := range links {
		links[i].A, links[i].B = places[links[i].A], places[links[i].B]
	}
	return links
}

// joined links a name to the first of its like, and to the one before it, lest all fall apart
// where the curation tells the first from the rest.
func joined(first, i int, rule string, score float64) []Link {
	links := []Link{{A: first, B: i, Rule: rule, Score: score}}
	if i-1 > first {
		links = append(links, Link{A: i - 1, B: i, Rule: rule, Score: score})
	}
	return links
}

// projects links names, equal but for spelling since they share a block, of projects that have a
// country in common.
func projects(names []Named) []Link {
	var links []Link
	last := make(map[string]int) // by country
	for i, n := range names {
		for _, c := range n.Scope {
			if j, ok := last[c]; ok {
				links = append(links, Link{A: j, B: i, Rule: "project.same-name-and-country", Score: 0.9})
			}
			last[c] = i
		}
	}
	return links
}

// unplaced links the names of projects without countries with one another, and with those that
// have some if these are one project.
func unplaced(names []Named, of []int) []Link {
	var links []Link
	bearer, several, first := -1, false, -1
	for i, n := range names {
		if len(n.Scope) > 0 {
			several = several || bearer >= 0 && of[bearer] != of[i]
			if bearer < 0 {
				bearer = i
			}
		}
	}
	for i, n := range names {
		if len(n.Scope) > 0 {
			continue
		}
		if first >= 0 {
			links = append(links, Link{A: first, B: i, Rule: "project.same-name", Score: 0.6})
		} else {
			first = i
		}
		if bearer >= 0 && !several {
			links = append(links, Link{A: min(i, bearer), B: max(i, bearer), Rule: "project.same-name", Score: 0.6})
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
