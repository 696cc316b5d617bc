package resolve

import (
	"slices"

	"entente/graph"
)

// Explanation is how the members of a block were decided on: names by Names, observations by Agreements or Meetings. Members are
// told by their identifiers.
type Explanation struct {
	Nodes map[string]string // of each member, the node
	Links []Merge           // that joined members
	Apart []Apart           // links that were considered and not drawn
}

// Apart is a link that was considered between members of two nodes, and why it was not drawn.
type Apart struct {
	Merge // without rule and score where no rule spoke for it
	Why   string
}

// ExplainNames decides as Names does and tells how.
func ExplainNames(names []Named, c graph.Curation) Explanation {
	names = slices.Clone(names)
	sortNames(names)
	var e recorder
	e.explain.Nodes = map[string]string{}
	for _, entity := range entities(names, c, e.note) {
		for _, n := range entity.Names {
			e.explain.Nodes[n.ID] = entity.ID
		}
		e.explain.Links = append(e.explain.Links, entity.Links...)
	}
	e.bearers(names)
	return e.told(func(i int) string { return names[i].ID })
}

// ExplainAgreements decides as Agreements does and tells how.
func ExplainAgreements(block []Observed, node func(name string) string) Explanation {
	var e recorder
	events := agreementEvents(block, node)
	return e.events(events, agreementGroups(events, e.note), graph.AgreementNode)
}

// ExplainMeetings decides as Meetings does and tells how.
func ExplainMeetings(block []Observed, node func(name string) string) Explanation {
	var e recorder
	events := meetingEvents(block, node)
	return e.events(events, fuse(events, meetings, e.note), graph.MeetingNode)
}

func (r *recorder) events(events []event, groups [][]event, t graph.NodeType) Explanation {
	r.explain.Nodes = map[string]string{}
	for _, g := range groups {
		for _, o := range g {
			r.explain.Nodes[o.ID] = graph.NodeOf(t, g[0].ID)
		}
	}
	return r.told(func(i int) string { return events[i].ID })
}

// note is told of a link between members of a block: why it was not drawn, or "" where it joined two. It is nil where nobody asks.
type note func(l Link, why string)

func (n note) apart(l Link, why string) {
	if n != nil {
		n(l, why)
	}
}

// all notes several links.
func (n note) all(links []Link, why func(Link) string) {
	if n == nil {
		return
	}
	for _, l := range links {
		n(l, why(l))
	}
}

// crossed notes the links that joined groups of two blocks.
func (n note) crossed(events []event, links []crossing) {
	if n == nil {
		return
	}
	place := make(map[string]int)
	for i := range events {
		place[events[i].ID] = i
	}
	for _, c := range links {
		a, b := place[c.a], place[c.b]
		n(Link{A: min(a, b), B: max(a, b), Rule: c.rule, Score: c.score}, "")
	}
}

// placed is a note of links between members of a part; see the function placed.
func (n note) placed(places []int) note {
	if n == nil {
		return nil
	}
	return func(l Link, why string) {
		l.A, l.B = places[l.A], places[l.B]
		n(l, why)
	}
}

// recorder keeps what it is told.
type recorder struct {
	explain Explanation
	links   []Link
	whys    []string
}

func (r *recorder) note(l Link, why string) {
	r.links, r.whys = append(r.links, l), append(r.whys, why)
}

// bearers notes projects of one name that are several: their countries alone tell them apart.
func (r *recorder) bearers(names []Named) {
	first := map[string]int{} // by block: a name
	for i, n := range names {
		if n.Type != graph.ProjectNode {
			continue
		}
		own := nameBlock(n.Name, nil)
		j, ok := first[own]
		if !ok {
			first[own] = i
			continue
		}
		why := apartCountries
		if len(n.Scope) == 0 || len(names[j].Scope) == 0 {
			why = apartUnplaced
		}
		r.note(Link{A: j, B: i}, why)
	}
}

// told is the explanation with what was noted; links within a node are no longer apart, whatever was said of them on the way.
func (r *recorder) told(id func(int) string) Explanation {
	e := r.explain
	seen := map[[2]int]bool{}
	for k, l := range r.links {
		m := Merge{A: id(l.A), B: id(l.B), Rule: l.Rule, Score: l.Score}
		switch {
		case r.whys[k] == "":
			e.Links = append(e.Links, m)
		case e.Nodes[m.A] != e.Nodes[m.B] && !seen[[2]int{l.A, l.B}]:
			seen[[2]int{l.A, l.B}] = true
			e.Apart = append(e.Apart, Apart{m, r.whys[k]})
		}
	}
	return e
}

// Why a link was not drawn.
const (
	apartCurated   = "the curation tells them apart"
	apartNoPart    = "one lacks a word, and in this country no word of a name can be left out"
	apartLifetimes = "they are seen too many years apart for one career"
	apartUndecided = "it is part of several longer names, which are different people's"
	apartOpposed   = "they would bring together %s and %s, which contradict each other"
	apartBearers   = "several people bear the name, and the office does not tell which is meant"
	apartCountries = "one name, and no country in common"
	apartUnplaced  = "one name; one of the two tells no country, and several projects bear it"

	apartDays      = "their dates differ"
	apartProjects  = "they concern different projects"
	apartArticle   = "one article tells both, in other words"
	apartMatter    = "they are about different things"
	apartWords     = "too little in common of what they are about"
	apartOfficials = "both name officials, and none is at both"
	apartMeetings  = "no official in common, and not of one day"
	apartGroups    = "one of them was joined with what the other contradicts"
)
