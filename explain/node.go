package explain

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/resolve"
)

// Node is how a node of the graph came about.
type Node struct {
	ID       string         `json:"id"`
	Type     graph.NodeType `json:"type"`
	Name     string         `json:"name"`
	Details  []string       `json:"details,omitempty"`
	Names    []Name         `json:"names,omitempty"` // that are one minister, initiative or project
	Reports  []Report       `json:"reports"`         // the observations that it was made from
	Joined   []Joined       `json:"joined,omitempty"`
	Apart    []Apart        `json:"apart,omitempty"`
	Curation []Decision     `json:"curation,omitempty"`
}

// Name is a name as articles write it.
type Name struct {
	Text    string   `json:"text"`
	Form    string   `json:"form"`
	Details []string `json:"details,omitempty"` // countries, offices with the days in which they are seen, kind, sector
	Reports int      `json:"reports"`
}

// Report is one observation with its article.
type Report struct {
	Article    string         `json:"article"` // its key: URL, path or hash
	Title      string         `json:"title,omitempty"`
	Lang       string         `json:"lang"`
	Published  string         `json:"published,omitempty"`
	Name       int            `json:"name,omitempty"` // the place in Node.Names, from 1; 0 for agreements and meetings
	Date       graph.Date     `json:"date,omitzero"`
	Evidence   graph.Evidence `json:"evidence"`
	Rule       string         `json:"rule,omitempty"`
	Confidence float64        `json:"confidence"`
}

// Joined says that two members are one: names, or reports where there are no names, by their places from 1.
type Joined struct {
	A     int     `json:"a"`
	B     int     `json:"b"`
	Rule  string  `json:"rule"`
	Score float64 `json:"score"`
}

// Apart is a member of another node that was considered, and why it was not joined.
type Apart struct {
	Member int     `json:"member"` // of this node, from 1
	Other  string  `json:"other"`  // the form of a name, or a quote
	Node   string  `json:"node"`
	Rule   string  `json:"rule,omitempty"` // that spoke for it, if one did
	Score  float64 `json:"score,omitempty"`
	Why    string  `json:"why"`
}

// Decision is one of the curation on a name of the node.
type Decision struct {
	Same bool   `json:"same"` // same_as, else different_from
	A    string `json:"a"`
	B    string `json:"b"`
}

// ReadNode tells how the minister, initiative, project, agreement or meeting with an identifier came about. It resolves the node's
// block again, as writing does. An identifier of no node is a NotFound error, one of another type an Invalid error.
func ReadNode(ctx context.Context, r graph.Reader, id string) (Node, error) {
	n := &node{ctx: ctx, r: r, Node: Node{ID: id, Type: graph.TypeOf(id)}}
	var err error
	switch n.Type {
	case graph.MinisterNode, graph.InitiativeNode, graph.ProjectNode:
		err = n.named()
	case graph.AgreementNode:
		err = n.agreement()
	case graph.MeetingNode:
		err = n.meeting()
	default:
		err = graph.Errorf(graph.Invalid, "%q is no identifier of a minister, an initiative, a project, an agreement or a meeting", id)
	}
	return n.Node, err
}

// node is a Node in the making.
type node struct {
	Node
	ctx context.Context
	r   graph.Reader
}

// one returns the node with an identifier.
func one[N, F any](ctx context.Context, c graph.Collection[N, F], id string) (*N, error) {
	found, err := c.ByID(ctx, []string{id})
	if err == nil && found[0] == nil {
		err = graph.Errorf(graph.NotFound, "the graph has no %s", id)
	}
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// head reads the node of a name and what is known of it.
func (n *node) head() error {
	switch n.Type {
	case graph.MinisterNode:
		m, err := one(n.ctx, n.r.Ministers(), n.ID)
		if err != nil {
			return err
		}
		n.ID, n.Name, n.Details = m.ID, m.Name, append([]string{m.Country}, tenures(m.Offices)...)
	case graph.InitiativeNode:
		i, err := one(n.ctx, n.r.Initiatives(), n.ID)
		if err != nil {
			return err
		}
		n.ID, n.Name, n.Details = i.ID, i.Name, []string{string(i.Kind)}
	default:
		p, err := one(n.ctx, n.r.Projects(), n.ID)
		if err != nil {
			return err
		}
		n.ID, n.Name, n.Details = p.ID, p.Name, append([]string{string(p.Sector)}, p.Countries...)
	}
	return nil
}

// named tells how names became one.
func (n *node) named() error {
	if err := n.head(); err != nil {
		return err
	}
	peers, err := n.r.Peers(n.ctx, []string{n.ID})
	if err != nil {
		return err
	}
	curation, err := n.r.Curation(n.ctx)
	if err != nil {
		return err
	}
	observations, err := n.r.Observations(n.ctx, []string{n.ID})
	if err != nil {
		return err
	}
	place := make(map[string]int) // of this node's names, from 1
	forms := make(map[string]string)
	for _, p := range peers[0] {
		forms[p.ID] = p.Form
		if p.Node == n.ID {
			details := slices.Concat(p.Scope, tenures(p.Tenures))
			if p.Detail != "" {
				details = append(details, p.Detail)
			}
			n.Names = append(n.Names, Name{Text: p.Text, Form: p.Form, Details: details})
			place[p.ID] = len(n.Names)
			n.decisions(curation, p.Name)
		}
	}
	var of []int
	for _, o := range observations[0] {
		k := place[o.Naming.Name]
		of = append(of, k)
		if k > 0 {
			n.Names[k-1].Reports++
		}
	}
	if err := n.reports(observations[0], of); err != nil {
		return err
	}
	n.explained(resolve.ExplainNames(peers[0], curation), place, forms)
	return nil
}

// decisions keeps those of the curation that tell a name.
func (n *node) decisions(c graph.Curation, name graph.Name) {
	keep := func(pairs []graph.NamePair, same bool) {
		for _, p := range pairs {
			d := Decision{same, keyText(p.A), keyText(p.B)}
			if (p.A.Matches(name) || p.B.Matches(name)) && !slices.Contains(n.Curation, d) {
				n.Curation = append(n.Curation, d)
			}
		}
	}
	keep(c.Same, true)
	keep(c.Different, false)
}

// keyText is a key as a curation file has it.
func keyText(k graph.NameKey) string {
	return joined(" ", strings.ToLower(string(k.Type)), k.Country, k.Text)
}

// agreement tells how statements became one agreement.
func (n *node) agreement() error {
	a, err := one(n.ctx, n.r.Agreements(), n.ID)
	if err != nil {
		return err
	}
	n.ID, n.Name = a.ID, fmt.Sprintf("%s %s", a.Kind, strings.Join(a.Countries(), " "))
	n.Details = []string{cmp.Or(a.Date.Value, "undated"), strings.Join(topics(a.Topics), " "), fmt.Sprintf("confidence %.2f", a.Confidence)}
	// Reports of one agreement may stand in the blocks of neighbouring months.
	dates, months := around(a.Date)
	block, err := gather(n.ctx, n.r.Agreements(), graph.AgreementFilter{Countries: a.Countries(), Kinds: []graph.Kind{a.Kind}, Dates: dates},
		graph.Agreement.Position, func(o graph.Agreement) bool {
			return months && slices.Equal(o.Countries(), a.Countries()) || o.Block == a.Block
		})
	if err != nil {
		return err
	}
	var ids, objects []string
	for _, o := range block {
		ids = append(ids, o.ID)
		objects = slices.Concat(objects, o.Projects, o.Initiatives, o.Voices)
	}
	observed, err := n.observed(ids)
	if err != nil {
		return err
	}
	names, err := n.nodesOfNames(objects)
	if err != nil {
		return err
	}
	return n.event(observed, resolve.ExplainAgreements(observed, names))
}

// meeting tells how encounters became one meeting.
func (n *node) meeting() error {
	m, err := one(n.ctx, n.r.Meetings(), n.ID)
	if err != nil {
		return err
	}
	n.ID, n.Name = m.ID, "meeting "+strings.Join(m.Countries, " ")
	n.Details = []string{cmp.Or(m.Date.Value, "undated"), fmt.Sprintf("confidence %.2f", m.Confidence)}
	block, err := gather(n.ctx, n.r.Meetings(), graph.MeetingFilter{Countries: m.Countries, Dates: month(m.Date)},
		graph.Meeting.Position, func(o graph.Meeting) bool { return o.Block == m.Block })
	if err != nil {
		return err
	}
	var ids, ministers []string
	for _, o := range block {
		ids = append(ids, o.ID)
		ministers = append(ministers, o.Ministers...)
	}
	observed, err := n.observed(ids)
	if err != nil {
		return err
	}
	names, err := n.nodesOfNames(ministers)
	if err != nil {
		return err
	}
	return n.event(observed, resolve.ExplainMeetings(observed, names))
}

// month bounds the dates of a block: its month, else its year, else nothing.
func month(d graph.Date) graph.Dates {
	m := graph.Date{Value: d.Value[:min(len(d.Value), len("2006-01"))]}
	return graph.Dates{From: m.From(), To: m.To()}
}

// around bounds the dates of the months around that of a date, and reports whether the date has one; else it is as month.
func around(d graph.Date) (graph.Dates, bool) {
	if len(d.Value) < len("2006-01") {
		return month(d), false
	}
	t, err := time.Parse("2006-01", d.Value[:len("2006-01")])
	if err != nil {
		return month(d), false
	}
	const months = 2 // whom a neighbour was joined with may depend on its own
	return graph.Dates{From: t.AddDate(0, -months, 0).Format(time.DateOnly), To: t.AddDate(0, months+1, -1).Format(time.DateOnly)}, true
}

// gather reads all the nodes that pass a filter and keep.
func gather[N, F any](ctx context.Context, c graph.Collection[N, F], filter F, position func(N) graph.Position, keep func(N) bool) ([]N, error) {
	var all []N
	page := graph.Page{Limit: graph.MaxPage}
	for {
		lists, err := c.Lists(ctx, []graph.Query[F]{{Filter: filter, Page: page}})
		if err != nil {
			return nil, err
		}
		for _, o := range lists[0].Nodes {
			if keep(o) {
				all = append(all, o)
			}
		}
		if !lists[0].More {
			return all, nil
		}
		last := position(lists[0].Nodes[len(lists[0].Nodes)-1])
		page.After = &last
	}
}

// observed reads the observations of agreements or meetings as resolve takes them.
func (n *node) observed(nodes []string) ([]resolve.Observed, error) {
	lists, err := n.r.Observations(n.ctx, nodes)
	if err != nil {
		return nil, err
	}
	var all []resolve.Observed
	var articles []string
	for k, list := range lists {
		for _, o := range list {
			o.Block = resolve.EventBlock(o)
			all = append(all, resolve.Observed{Observation: o, Node: nodes[k]})
			articles = append(articles, o.Article)
		}
	}
	found, err := n.r.Articles().ByID(n.ctx, articles)
	if err != nil {
		return nil, err
	}
	for i, a := range found {
		if a != nil {
			all[i].Lang, all[i].Signature = a.Lang, a.Signature
		}
	}
	return all, nil
}

// nodesOfNames returns what tells the node of each name that one of these ministers, initiatives and projects bears.
func (n *node) nodesOfNames(ids []string) (func(name string) string, error) {
	of := make(map[string]string)
	by := make(map[graph.NodeType][]string)
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		by[graph.TypeOf(id)] = append(by[graph.TypeOf(id)], id)
	}
	if err := bearers(n.ctx, n.r.Ministers(), by[graph.MinisterNode], of, func(m graph.Minister) []string { return m.Names }); err != nil {
		return nil, err
	}
	if err := bearers(n.ctx, n.r.Initiatives(), by[graph.InitiativeNode], of, func(i graph.Initiative) []string { return i.Names }); err != nil {
		return nil, err
	}
	if err := bearers(n.ctx, n.r.Projects(), by[graph.ProjectNode], of, func(p graph.Project) []string { return p.Names }); err != nil {
		return nil, err
	}
	return func(name string) string { return of[name] }, nil
}

// bearers adds the nodes of the names that nodes bear.
func bearers[N, F any](ctx context.Context, c graph.Collection[N, F], ids []string, of map[string]string, names func(N) []string) error {
	found, err := c.ByID(ctx, ids)
	for i, o := range found {
		if o != nil {
			for _, name := range names(*o) {
				of[name] = ids[i]
			}
		}
	}
	return err
}

// event keeps how the observations of this node were told from the others of the block.
func (n *node) event(block []resolve.Observed, e resolve.Explanation) error {
	place, quotes := make(map[string]int), make(map[string]string)
	var own []graph.Observation
	for _, o := range block {
		quotes[o.ID] = o.Evidence.Quote
		if o.Node == n.ID {
			own = append(own, o.Observation)
			place[o.ID] = len(own)
		}
	}
	n.explained(e, place, quotes)
	return n.reports(own, make([]int, len(own)))
}

// explained keeps of an explanation what concerns the members of this node, by their places; of each other node the surest link.
func (n *node) explained(e resolve.Explanation, place map[string]int, labels map[string]string) {
	for _, l := range e.Links {
		if place[l.A] > 0 && place[l.B] > 0 {
			n.Joined = append(n.Joined, Joined{A: place[l.A], B: place[l.B], Rule: l.Rule, Score: l.Score})
		}
	}
	slices.SortStableFunc(n.Joined, func(a, b Joined) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	for _, a := range e.Apart {
		own, other := a.A, a.B
		if place[own] == 0 {
			own, other = other, own
		}
		if place[own] > 0 && place[other] == 0 {
			n.Apart = append(n.Apart, Apart{Member: place[own], Other: labels[other], Node: e.Nodes[other], Rule: a.Rule, Score: a.Score, Why: a.Why})
		}
	}
	slices.SortStableFunc(n.Apart, func(a, b Apart) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Node, b.Node), cmp.Compare(a.Member, b.Member))
	})
	told := make(map[string]bool)
	n.Apart = slices.DeleteFunc(n.Apart, func(a Apart) bool {
		again := told[a.Node]
		told[a.Node] = true
		return again
	})
}

// reports keeps observations with their articles; of tells the name of each.
func (n *node) reports(observations []graph.Observation, of []int) error {
	ids := make([]string, len(observations))
	for i, o := range observations {
		ids[i] = o.Article
	}
	articles, err := n.r.Articles().ByID(n.ctx, ids)
	if err != nil {
		return err
	}
	n.Reports = []Report{}
	for i, o := range observations {
		r := Report{Name: of[i], Date: o.Date, Evidence: o.Evidence, Rule: o.Rule, Confidence: o.Confidence}
		if a := articles[i]; a != nil {
			r.Article, r.Title, r.Lang, r.Published = a.Key, a.Title, a.Lang, a.Published
		}
		n.Reports = append(n.Reports, r)
	}
	return nil
}

// tenures are offices with the days between which they are seen.
func tenures(list []graph.Tenure) []string {
	var all []string
	for _, t := range list {
		switch {
		case t.Office == "":
		case t.First == t.Last:
			all = append(all, joined(" ", string(t.Office), t.First))
		default:
			all = append(all, fmt.Sprintf("%s %s – %s", t.Office, t.First, t.Last))
		}
	}
	return all
}
