package resolve

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/terms"
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
	objects []string // nodes of its projects and initiatives
	voices  []string // nodes of ministers
	words   []int    // of the quote, numbered within the block, distinct, sorted
}

// Agreements decides which statements of one block report the same agreement. Node tells the node
// of a name. The result, by identifier, depends on the statements and on what node says of their
// names alone, not on the order in which they come.
func Agreements(block []Observed, node func(name string) string) []graph.Agreement {
	var out []graph.Agreement
	for _, g := range fuse(agreementEvents(block, node), sameAgreement, nil) {
		out = append(out, agreement(g))
	}
	return out
}

func agreementEvents(block []Observed, node func(name string) string) []event {
	events := make([]event, 0, len(block))
	numbers := make(map[string]int) // of words: every two quotes are compared, and numbers compare fast
	for _, o := range block {
		e := event{Observed: o, objects: nodes(o.Statement.Objects, node), voices: nodes(o.Statement.Voices, node)}
		for _, w := range terms.Of(o.Evidence.Quote) {
			n, ok := numbers[w]
			if !ok {
				n = len(numbers)
				numbers[w] = n
			}
			e.words = append(e.words, n)
		}
		slices.Sort(e.words)
		e.words = slices.Compact(e.words)
		events = append(events, e)
	}
	return events
}

// Meetings decides which encounters of one block are the same meeting, as Agreements does.
func Meetings(block []Observed, node func(name string) string) []graph.Meeting {
	var out []graph.Meeting
	for _, g := range fuse(meetingEvents(block, node), sameMeeting, nil) {
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

// fuse groups the events that same links, but never two that exclude each other.
func fuse(events []event, same func(a, b *event) (string, float64), note note) [][]event {
	slices.SortFunc(events, func(a, b event) int { return strings.Compare(a.ID, b.ID) })
	var links []Link
	linked := make(map[[2]int]bool)
	for j := range events {
		for i := range j {
			if why := exclude(&events[i], &events[j]); why != "" {
				note.apart(Link{A: i, B: j}, why)
				continue
			}
			rule, score := same(&events[i], &events[j])
			if score == 0 {
				note.apart(Link{A: i, B: j}, rule)
				continue
			}
			links = append(links, Link{A: i, B: j, Rule: rule, Score: score})
			linked[[2]int{i, j}] = true
		}
	}
	groups, used, forbidden := cluster(len(events), links, func(a, b []int) bool {
		for _, i := range a {
			for _, j := range b {
				// What one article tells as two things is not made one by what others tell.
				if exclude(&events[i], &events[j]) != "" || events[i].Article == events[j].Article && !linked[[2]int{min(i, j), max(i, j)}] {
					return true
				}
			}
		}
		return false
	})
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

// exclude says why two events cannot be one, "" if they can: they are dated on different days, or they are of one language, in
// which names are comparable, and name different projects in different words.
func exclude(a, b *event) string {
	if !compatible(a.Date, b.Date) {
		return apartDays
	}
	if a.Lang == b.Lang && slices.ContainsFunc(a.objects, isProject) && slices.ContainsFunc(b.objects, isProject) &&
		!slices.ContainsFunc(intersect(a.objects, b.objects), isProject) && !slices.Equal(a.words, b.words) {
		return apartProjects
	}
	return ""
}

func compatible(a, b graph.Date) bool {
	return a.Value == b.Value || a.Contains(b) || b.Contains(a)
}

// sameAgreement links two statements of the same kind, parties and time. What they are about must
// agree: the object, else the words, else, across languages, the topics. Where it links nothing, it says why in place of the rule.
func sameAgreement(a, b *event) (string, float64) {
	alike := jaccard(a.words, b.words)
	shared := intersect(a.objects, b.objects)
	switch {
	case alike >= 0.7:
		return "agreement.same-words", 1
	case a.Article == b.Article:
		if alike >= 0.5 || slices.ContainsFunc(shared, isProject) && alike >= leastAlike {
			return "agreement.told-again", 0.8
		}
		return apartArticle, 0
	case slices.ContainsFunc(shared, isProject):
		return "agreement.same-project", 0.9
	case len(shared) > 0 && len(topicsInCommon(a, b)) > 0:
		return "agreement.same-initiative", 0.8
	case len(a.objects) > 0 && len(b.objects) > 0:
		return apartObjects, 0
	case alike >= 0.35:
		return "agreement.like-words", 0.8
	case a.Lang != b.Lang && slices.Equal(sorted(a.Statement.Topics), sorted(b.Statement.Topics)):
		return "agreement.same-topics", 0.6
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

func topicsInCommon(a, b *event) []graph.Topic {
	return intersect(sorted(a.Statement.Topics), sorted(b.Statement.Topics))
}

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
	a := graph.Agreement{ID: graph.NodeOf(graph.AgreementNode, first.ID), Block: first.Block, Kind: first.Statement.Kind, Date: date(group)}
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

// date is the most precise date that the group gives. Its members are compatible, so that there
// is one such value; the words are the smallest of those that give it.
func date(group []event) graph.Date {
	var best graph.Date
	for _, e := range group {
		longer := cmp.Compare(len(e.Date.Value), len(best.Value))
		if longer > 0 || longer == 0 && e.Date.Words != "" && (best.Words == "" || e.Date.Words < best.Words) {
			best = e.Date
		}
	}
	return best
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
