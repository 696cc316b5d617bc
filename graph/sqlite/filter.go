package sqlite

import (
	"encoding/json"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/terms"
)

// want is a filter as the tables can answer it. All parts must hold.
type want struct {
	kind  graph.NodeType
	each  []posting  // every one of these
	any   []choice   // of each choice, one at least
	in    []string   // values of the column kind, one of them; nil means any
	tags  [][]string // of each list, one tag at least
	dates graph.Dates
	least float64  // confidence
	words []string // all of these
	said  []string // articles, one of which reports the node
	pair  []string // two countries or more, all parties of an agreement

	lower, upper bool // whether a position bounds the list from below or from above
}

// choice is one facet with several values.
type choice struct {
	facet  facet
	values []string
}

// facet narrows to nodes that have one of the values, if there are any.
func (w *want) facet(f facet, values []string) {
	switch len(values) {
	case 0:
	case 1:
		w.each = append(w.each, posting{f, values[0]})
	default:
		w.any = append(w.any, choice{f, values})
	}
}

// all narrows to nodes that have every one of the values.
func (w *want) all(f facet, values []string) {
	for _, v := range values {
		w.each = append(w.each, posting{f, v})
	}
}

// tagged narrows to nodes that have one of the tags, if there are any.
func (w *want) tagged(tags []string) {
	if len(tags) > 0 {
		w.tags = append(w.tags, tags)
	}
}

func stringsOf[T ~string](values []T) []string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	return out
}

func articleWant(f graph.ArticleFilter) want {
	w := want{kind: graph.ArticleNode, in: f.Languages, dates: f.Published, words: terms.Set(f.Text)}
	w.facet(articleSource, f.Sources)
	w.all(articleCountry, f.Countries)
	return w
}

func agreementWant(f graph.AgreementFilter) want {
	w := want{kind: graph.AgreementNode, in: stringsOf(f.Kinds), dates: f.Dates, words: terms.Set(f.Text), least: f.Confidence, said: f.Articles}
	// The facets that fewest agreements share come first: a list is read along the first.
	w.facet(agreementObject, f.Projects)
	w.facet(agreementObject, f.Initiatives)
	w.facet(agreementVoice, f.Ministers)
	if codes := distinct(f.Countries); len(codes) > 1 {
		w.pair = codes
	} else {
		w.all(agreementParty, codes)
	}
	w.tagged(stringsOf(f.Topics))
	w.tagged(f.Languages)
	return w
}

func meetingWant(f graph.MeetingFilter) want {
	w := want{kind: graph.MeetingNode, dates: f.Dates, words: terms.Set(f.Text), least: f.Confidence, said: f.Articles}
	w.all(meetingMinister, f.Ministers)
	w.all(meetingCountry, f.Countries)
	w.tagged(f.Languages)
	return w
}

func ministerWant(f graph.MinisterFilter) want {
	w := want{kind: graph.MinisterNode, words: terms.Set(f.Text), said: f.Articles}
	w.facet(ministerCountry, f.Countries)
	w.facet(ministerOffice, stringsOf(f.Offices))
	return w
}

func initiativeWant(f graph.InitiativeFilter) want {
	return want{kind: graph.InitiativeNode, in: stringsOf(f.Kinds), words: terms.Set(f.Text), said: f.Articles}
}

func projectWant(f graph.ProjectFilter) want {
	w := want{kind: graph.ProjectNode, in: stringsOf(f.Sectors), words: terms.Set(f.Text), said: f.Articles}
	w.all(projectCountry, f.Countries)
	return w
}

// arms splits a want into parts that share no node and are each read along one list: the
// agreements of two countries stand in the list of the pair, or, if they have too many parties
// for pairs, in those of each country.
func (w want) arms() []want {
	if len(w.pair) == 0 {
		return []want{w}
	}
	few, many := w, w
	few.pair, many.pair = nil, nil
	few.each = append(append([]posting{}, w.each...), posting{agreementPair, graph.Pair(w.pair[0], w.pair[1])})
	for _, c := range w.pair[2:] {
		few.each = append(few.each, posting{agreementParty, c})
	}
	many.each = append([]posting{}, w.each...)
	for _, c := range w.pair {
		many.each = append(many.each, posting{agreementMany, c})
	}
	return []want{few, many}
}

// grouped gathers the distinct values of each facet, in the order of the facets' first.
func grouped(list []posting) []choice {
	var out []choice
	for _, p := range list {
		i := slices.IndexFunc(out, func(c choice) bool { return c.facet == p.facet })
		if i < 0 {
			out = append(out, choice{facet: p.facet})
			i = len(out) - 1
		}
		if !slices.Contains(out[i].values, p.value) {
			out[i].values = append(out[i].values, p.value)
		}
	}
	return out
}

// query is SQL in the making.
type query struct {
	strings.Builder
	args []any
}

func (q *query) put(text string, args ...any) {
	q.WriteString(text)
	q.args = append(q.args, args...)
}

// values puts "(?, ?)" for a list. A long one goes as one argument: there may be only so many.
func (q *query) values(list []string) {
	if len(list) > 8 {
		body, err := json.Marshal(list)
		if err != nil {
			panic(err) // strings always marshal
		}
		q.put("(SELECT value FROM json_each(?))", string(body))
		return
	}
	q.put(marks(len(list)))
	for _, v := range list {
		q.args = append(q.args, v)
	}
}

// from puts FROM and WHERE. Behind it, o stands for the row that has n and, if the rows are to be
// put in order, sort and id.
func (w want) from(q *query, ordered bool) {
	filtered := len(w.in) > 0 || len(w.tags) > 0 || w.dates != graph.Dates{} || w.least > 0
	each, match := w.each, tagged(w.kind, w.words)
	column := "o" // the row with the columns that filters look at
	switch {
	case len(w.said) > 0:
		// The unary + keeps SQLite from reading all nodes of the type.
		q.put(" FROM node o WHERE +o.type = ? AND o.n IN ", typeNumbers[w.kind].number)
		w.reported(q)
	case len(each) > 0:
		q.put(" FROM posting o")
		if filtered {
			// The index holds all columns, next to one another in the order of the postings; a node
			// itself is eight times as large.
			q.put(" CROSS JOIN node d INDEXED BY node_sort ON d.type = ? AND d.sort = o.sort AND d.id = o.id", typeNumbers[w.kind].number)
			column = "d"
		}
		q.put(" WHERE o.facet = ? AND o.value = ?", int(each[0].facet), each[0].value)
		each = each[1:]
	case match != "":
		q.put(" FROM word w")
		if ordered || filtered || len(w.any) > 0 {
			q.put(" CROSS JOIN node o ON o.n = w.rowid")
		}
		q.put(" WHERE w.word MATCH ?", match)
		match = ""
	case !ordered && !filtered && len(w.any) == 0:
		// The index of identifiers is the smallest that tells the nodes of a type.
		prefix := w.kind.Prefix()
		q.put(" FROM node o WHERE o.id >= ? AND o.id < ?", prefix, prefix[:len(prefix)-1]+".")
	default:
		q.put(" FROM node o WHERE o.type = ?", typeNumbers[w.kind].number) // the index holds all columns
	}
	for _, c := range grouped(each) { // one sub-query a facet, however many values: planning grows fast with their number
		q.put(" AND (SELECT count(*) FROM posting p WHERE p.facet = ? AND p.value IN ", int(c.facet))
		q.values(c.values)
		q.put(" AND p.sort = o.sort AND p.id = o.id) = ?", len(c.values))
	}
	for _, c := range w.any {
		q.put(" AND EXISTS (SELECT 1 FROM posting p WHERE p.facet = ? AND p.value IN ", int(c.facet))
		q.values(c.values)
		q.put(" AND p.sort = o.sort AND p.id = o.id)")
	}
	if match != "" {
		q.put(" AND o.n IN (SELECT rowid FROM word WHERE word MATCH ?)", match)
	}
	if len(w.in) > 0 {
		q.put(" AND " + column + ".kind IN ")
		q.values(w.in)
	}
	for _, tags := range w.tags {
		q.put(" AND (0")
		for _, t := range tags {
			if !strings.Contains(t, " ") { // or it is none
				q.put(" OR instr("+column+".tags, ?)", tag(t))
			}
		}
		q.put(")")
	}
	if w.least > 0 {
		q.put(" AND "+column+".confidence >= ?", w.least)
	}
	if d := w.dates; d != (graph.Dates{}) {
		// The order bounds the list as well as the days do: a year sorts before its days. A unary +
		// leaves a side to a position that bounds it closer.
		lower, upper := "o.sort", "o.sort"
		if w.lower {
			lower = "+o.sort"
		}
		if w.upper {
			upper = "+o.sort"
		}
		if d.From != "" {
			q.put(" AND "+lower+" >= ? AND "+column+".first >= ?", d.From[:min(4, len(d.From))], d.From)
		} else {
			q.put(" AND " + lower + " > ''")
		}
		if d.To != "" {
			q.put(" AND "+upper+" <= ? AND "+column+".last <= ?", d.To, d.To)
		}
	}
}

// reported puts the numbers of the nodes that the articles report.
func (w want) reported(q *query) {
	switch w.kind {
	case graph.AgreementNode, graph.MeetingNode:
		q.put("(SELECT s.node FROM observation s WHERE s.node IS NOT NULL AND s.article IN (SELECT n FROM node WHERE id IN ")
	default:
		q.put("(SELECT m.node FROM observation s CROSS JOIN name m ON m.n = s.name WHERE s.article IN (SELECT n FROM node WHERE id IN ")
	}
	q.values(w.said)
	q.put("))")
}
