package resolve

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"entente/graph"
)

// eventBlock is the block of a statement or an encounter: kind and parties with the month, or with
// the year where no month is known. A report that knows the year alone is never fused with one
// that knows the month: the blocks of busy pairs would grow with the years instead of staying
// small.
func eventBlock(o graph.Observation) string {
	when := o.Date.Value
	if len(when) > 7 {
		when = when[:7]
	}
	if o.Encounter != nil {
		return "meeting|" + strings.Join(o.Encounter.Countries, ",") + "|" + when
	}
	if when == "" { // without a month to part them, the topics keep blocks small
		for _, t := range sorted(o.Statement.Topics) {
			when += "?" + string(t)
		}
	}
	codes := graph.Agreement{Parties: o.Statement.Parties}.Countries()
	return "agreement|" + string(o.Statement.Kind) + "|" + strings.Join(codes, ",") + "|" + when
}

// event is an observation of a block with what decides on it.
type event struct {
	Observed
	matter           // of a statement
	objects []string // nodes of its projects and initiatives
	voices  []string // nodes of ministers
	alone   bool     // no other statement of its article is in the block, which is quiet
}

// Agreements decides which statements of a block, or of the blocks of several months, report the
// same agreement. Node tells the node of a name. The result, by identifier, depends on the
// statements and on what node says of their names alone, not on the order in which they come.
func Agreements(block []Observed, node func(name string) string) []graph.Agreement {
	var out []graph.Agreement
	for _, g := range agreementGroups(agreementEvents(block, node), nil) {
		out = append(out, agreement(g))
	}
	return out
}

func agreementEvents(block []Observed, node func(name string) string) []event {
	events := make([]event, 0, len(block))
	words := make(numbering)
	for _, o := range block {
		events = append(events, event{Observed: o, matter: words.matter(&o), objects: nodes(o.Statement.Objects, node), voices: nodes(o.Statement.Voices, node)})
	}
	told := make(map[string]map[string]int) // statements by block and article
	for _, e := range events {
		if told[e.Block] == nil {
			told[e.Block] = make(map[string]int)
		}
		told[e.Block][e.Article]++
	}
	for i, e := range events {
		events[i].alone = told[e.Block][e.Article] == 1 && len(told[e.Block]) <= quiet
	}
	return events
}

// Meetings decides which encounters of one block are the same meeting, as Agreements does.
func Meetings(block []Observed, node func(name string) string) []graph.Meeting {
	var out []graph.Meeting
	for _, g := range fuse(meetingEvents(block, node), meetings, nil) {
		out = append(out, meeting(g))
	}
	return out
}

func meetingEvents(block []Observed, node func(name string) string) []event {
	events := make([]event, 0, len(block))
	for _, o := range block {
		events = append(events, event{Observed: o, voices: nodes(o.Encounter.Ministers, node)})
	}
	return events
}

func nodes(names []string, node func(string) string) []string {
	var out []string
	for _, n := range names {
		if id := node(n); id != "" {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// judge decides on two events of a block.
type judge struct {
	// exclude says why they cannot be one, "" if they can.
	exclude func(a, b *event) string
	// same links them by a rule with a score above 0. Where it links nothing it gives a score of 0, or
	// below if something speaks against them, and says what in place of the rule.
	same func(a, b *event) (string, float64)
	// open reports whether an event leaves open what it is about: it joins the only group that it
	// could be of. It may be nil.
	open func(e *event) bool
}

var (
	agreements = judge{excludeAgreement, sameAgreement, (*event).open}
	meetings   = judge{excludeMeeting, sameMeeting, nil}
)

// fuse groups the events that the judge links, but never two that exclude each other, nor groups
// between whose members more speaks against than for.
func fuse(events []event, by judge, note note) [][]event {
	slices.SortFunc(events, func(a, b event) int { return strings.Compare(a.ID, b.ID) })
	n := len(events)
	var links []Link
	scores := make(scores, n*(n-1)/2)
	for j := range events {
		for i := range j {
			if why := by.exclude(&events[i], &events[j]); why != "" {
				note.apart(Link{A: i, B: j}, why)
				scores.set(i, j, impossible)
				continue
			}
			rule, score := by.same(&events[i], &events[j])
			scores.set(i, j, score)
			if score <= 0 {
				note.apart(Link{A: i, B: j}, rule)
				continue
			}
			links = append(links, Link{A: i, B: j, Rule: rule, Score: score})
		}
	}
	apart := func(a, b []int) bool {
		sum := 0
		for _, i := range a {
			for _, j := range b {
				s := scores.of(i, j)
				// What one article tells as two things is not made one by what others tell.
				if s == -128 || s <= 0 && events[i].Article == events[j].Article {
					return true
				}
				sum += int(s)
			}
		}
		return sum < 0
	}
	groups, used, forbidden := cluster(n, links, apart)
	if by.open != nil {
		if more := onlyOnes(events, groups, by); len(more) > 0 {
			for _, l := range more {
				scores.set(l.A, l.B, l.Score)
			}
			groups, used, forbidden = cluster(n, append(links, more...), apart)
		}
	}
	note.all(used, func(Link) string { return "" })
	note.all(forbidden, func(Link) string { return apartGroups })
	out := make([][]event, len(groups))
	for k, g := range groups {
		for _, m := range g {
			out[k] = append(out[k], events[m])
		}
	}
	return out
}

// scores holds how much speaks for every two of the events, in hundredths: blocks may be large.
type scores []int8

// impossible is the score of events that exclude each other.
const impossible = -1.28

func (s scores) set(i, j int, score float64) { s[place(i, j)] = int8(math.Round(100 * score)) }
func (s scores) of(i, j int) int8            { return s[place(i, j)] }

func place(i, j int) int {
	i, j = min(i, j), max(i, j)
	return j*(j-1)/2 + i
}

// onlyOnes links groups of events that all leave open what they are about to the only group that
// does not and that they could be of. Of their own article they are not: it would say so.
func onlyOnes(events []event, groups [][]int, by judge) []Link {
	var links []Link
	vague := func(g []int) bool {
		return !slices.ContainsFunc(g, func(i int) bool { return !by.open(&events[i]) })
	}
	possible := func(g, h []int) bool {
		for _, i := range g {
			for _, j := range h {
				if events[i].Article == events[j].Article || by.exclude(&events[i], &events[j]) != "" {
					return false
				}
			}
		}
		return true
	}
	for k, g := range groups {
		if !vague(g) {
			continue
		}
		only := -1
		several := false
		for h, other := range groups {
			if h != k && !vague(other) && possible(g, other) {
				several = only >= 0
				only = h
			}
			if several {
				break
			}
		}
		if only >= 0 && !several {
			a, b := g[0], groups[only][0]
			links = append(links, Link{A: min(a, b), B: max(a, b), Rule: "agreement.only-one", Score: 0.3})
		}
	}
	return links
}

// excludeAgreement: they are dated too many days apart, or they are of one language, in which names
// are comparable, and name different projects in different words.
func excludeAgreement(a, b *event) string {
	if a.Date.Value != b.Date.Value && a.distance(&b.matter) > lateness {
		return apartDays
	}
	if a.Lang == b.Lang && slices.ContainsFunc(a.objects, isProject) && slices.ContainsFunc(b.objects, isProject) &&
		!slices.ContainsFunc(intersect(a.objects, b.objects), isProject) && !slices.Equal(a.words, b.words) {
		return apartProjects
	}
	return ""
}

func excludeMeeting(a, b *event) string {
	if !compatible(a.Date, b.Date) {
		return apartDays
	}
	return ""
}

func compatible(a, b graph.Date) bool {
	return a.Value == b.Value || a.Contains(b) || b.Contains(a)
}

// sameAgreement weighs what two statements are about.
func sameAgreement(a, b *event) (string, float64) {
	if jaccard(a.words, b.words) >= 0.7 {
		return "agreement.same-words", 1
	}
	sum := points(a, b)
	least := enough
	if a.Article == b.Article || a.open() != b.open() {
		least = enoughStrange
	}
	switch {
	case sum < 0:
		return apartMatter, math.Max(-1, sum)
	case sum >= least:
		return "agreement.same-matter", 1 - math.Exp2(-sum)
	case a.Article == b.Article:
		return apartArticle, 0
	}
	return apartWords, 0
}

// sameMeeting links two encounters of the same countries and time, unless both name officials and
// none is at both, or one article tells both. Where it links nothing, it says why in place of the rule.
func sameMeeting(a, b *event) (string, float64) {
	both := len(intersect(a.voices, b.voices))
	switch {
	case a.Article == b.Article:
		return apartArticle, 0
	case both > 0:
		return "meeting.same-official", 1 - 0.1/float64(1+both)
	case len(a.voices) > 0 && len(b.voices) > 0:
		return apartOfficials, 0
	case a.Date.Precision() == graph.Day && a.Date.Value == b.Date.Value:
		return "meeting.same-day", 0.7
	}
	return apartMeetings, 0
}

func isProject(id string) bool { return graph.TypeOf(id) == graph.ProjectNode }

func sorted(topics []graph.Topic) []graph.Topic { return slices.Sorted(slices.Values(topics)) }

// intersect returns what two sorted lists have in common.
func intersect[T cmp.Ordered](a, b []T) []T {
	var out []T
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			out = append(out, a[i])
			i, j = i+1, j+1
		}
	}
	return out
}

// leastAlike is the smallest share of common words that a rule asks for.
const leastAlike = 0.3

// jaccard is the share of the distinct words of two sorted lists that both have, 0 if it must be
// below leastAlike because one list is so much longer.
func jaccard(a, b []int) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if float64(len(a)) < leastAlike*float64(len(b)) || len(a) == 0 {
		return 0
	}
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func agreement(group []event) graph.Agreement {
	first := group[0]
	a := graph.Agreement{ID: graph.NodeOf(graph.AgreementNode, first.ID), Block: blockOfGroup(group), Kind: first.Statement.Kind, Date: date(group)}
	by := make(map[string]int)
	topics := make(map[graph.Topic]int)
	for _, e := range group {
		for _, p := range e.Statement.Parties {
			if p.Role == graph.By {
				by[p.Country]++
			}
		}
		for _, t := range e.Statement.Topics {
			topics[t]++
		}
		for _, o := range e.objects {
			if isProject(o) {
				a.Projects = append(a.Projects, o)
			} else {
				a.Initiatives = append(a.Initiatives, o)
			}
		}
		a.Voices = append(a.Voices, e.voices...)
	}
	for _, p := range first.Statement.Parties { // the same in all, since they share the block
		role := graph.Addressed
		if 2*by[p.Country] >= len(group) {
			role = graph.By
		}
		a.Parties = append(a.Parties, graph.Party{Country: p.Country, Role: role})
	}
	a.Topics = mostSaid(topics, 3)
	a.Projects, a.Initiatives, a.Voices = once(a.Projects), once(a.Initiatives), once(a.Voices)
	a.Reports, a.Languages, a.LoadedAt = reports(group)
	a.Sources, a.Confidence = support(group)
	return a
}

// blockOfGroup is the block of a group's members, or the border of the two that they are of.
func blockOfGroup(group []event) string {
	first := group[0].Block
	for _, e := range group[1:] {
		if e.Block != first {
			return border(min(e.Block, first))
		}
	}
	return first
}

func meeting(group []event) graph.Meeting {
	first := group[0]
	m := graph.Meeting{ID: graph.NodeOf(graph.MeetingNode, first.ID), Block: first.Block, Countries: first.Encounter.Countries, Date: date(group)}
	places := make(map[string]int)
	for _, e := range group {
		m.Ministers = append(m.Ministers, e.voices...)
		if e.Encounter.Place != "" {
			places[e.Encounter.Place]++
		}
	}
	if best := mostSaid(places, 1); len(best) > 0 {
		m.Place = best[0]
	}
	m.Ministers = once(m.Ministers)
	m.Reports, m.Languages, m.LoadedAt = reports(group)
	m.Sources, m.Confidence = support(group)
	return m
}

// mostSaid returns up to most keys, those with the highest counts, ties in byte order; sorted.
func mostSaid[T ~string](count map[T]int, most int) []T {
	keys := make([]T, 0, len(count))
	for k := range count {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b T) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	keys = keys[:min(most, len(keys))]
	slices.Sort(keys)
	return keys
}

func once(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// date is the most precise date that the group gives; of several such days the one that most
// articles read from their words, then the one that most give, then the earliest. The words are the
// smallest of those that give it.
func date(group []event) graph.Date {
	type support struct {
		read, given int
		words       string
	}
	all := make(map[string]support)
	for _, e := range group {
		s := all[e.Date.Value]
		s.given++
		if e.Date.Words != "" {
			s.read++
			if s.words == "" || e.Date.Words < s.words {
				s.words = e.Date.Words
			}
		}
		all[e.Date.Value] = s
	}
	best := ""
	for v, s := range all {
		b := all[best]
		if cmp.Or(cmp.Compare(len(v), len(best)), cmp.Compare(s.read, b.read), cmp.Compare(s.given, b.given), cmp.Compare(best, v)) > 0 {
			best = v
		}
	}
	return graph.Date{Value: best, Words: all[best].words}
}

func reports(group []event) (list []graph.Report, languages []string, loaded time.Time) {
	for _, e := range group {
		list = append(list, graph.Report{Observation: e.ID, Article: e.Article, Evidence: e.Evidence, Date: e.Date, Rule: e.Rule,
			Confidence: e.Confidence, LoadedAt: e.LoadedAt})
		languages = append(languages, e.Lang)
		if loaded.IsZero() || e.LoadedAt.Before(loaded) {
			loaded = e.LoadedAt
		}
	}
	return list, once(languages), loaded
}

// support counts the independent sources of a group, near-identical articles as one, and the
// confidence that at least one of them is right, each as sure as its surest report, to six
// decimals.
func support(group []event) (sources int, confidence float64) {
	type source struct {
		article   string
		signature graph.Signature
		sure      float64
	}
	var list []source
	for _, e := range group {
		i := slices.IndexFunc(list, func(s source) bool { return s.article == e.Article })
		if i < 0 {
			list = append(list, source{e.Article, e.Signature, e.Confidence})
		} else {
			list[i].sure = max(list[i].sure, e.Confidence)
		}
	}
	slices.SortFunc(list, func(a, b source) int { return strings.Compare(a.article, b.article) })
	var links []Link
	for j := range list {
		for i := range j {
			if list[i].signature.Resembles(list[j].signature) {
				links = append(links, Link{A: i, B: j, Score: 1})
			}
		}
	}
	groups, _, _ := cluster(len(list), links, nil)
	wrong := 1.0
	for _, g := range groups {
		sure := 0.0
		for _, m := range g {
			sure = max(sure, list[m].sure)
		}
		wrong *= 1 - sure
	}
	return len(groups), math.Round((1-wrong)*1e6) / 1e6
}
