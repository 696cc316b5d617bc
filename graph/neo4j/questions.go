package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/terms"
)

// Countries returns the countries that an article names.
func (s *Store) Countries() graph.Collection[graph.Country, graph.CountryFilter] {
	return collection[graph.Country, graph.CountryFilter]{store: s, label: "Country", named: "EXISTS { (n)<-[:NAMES]-() }", ask: askCountries}
}

// Ministers returns the ministers.
func (s *Store) Ministers() graph.Collection[graph.Minister, graph.MinisterFilter] {
	return collection[graph.Minister, graph.MinisterFilter]{store: s, label: "Minister", merged: mergedName("Minister"), member: graph.NameOf, ask: askMinisters}
}

// Initiatives returns the initiatives.
func (s *Store) Initiatives() graph.Collection[graph.Initiative, graph.InitiativeFilter] {
	return collection[graph.Initiative, graph.InitiativeFilter]{store: s, label: "Initiative", merged: mergedName("Initiative"), member: graph.NameOf, ask: askInitiatives}
}

// Projects returns the projects.
func (s *Store) Projects() graph.Collection[graph.Project, graph.ProjectFilter] {
	return collection[graph.Project, graph.ProjectFilter]{store: s, label: "Project", merged: mergedName("Project"), member: graph.NameOf, ask: askProjects}
}

// Agreements returns the agreements.
func (s *Store) Agreements() graph.Collection[graph.Agreement, graph.AgreementFilter] {
	return collection[graph.Agreement, graph.AgreementFilter]{store: s, label: "Agreement", merged: mergedEvent("Agreement"), member: graph.ObservationOf,
		ask: askAgreements, count: countAgreements}
}

// Meetings returns the meetings.
func (s *Store) Meetings() graph.Collection[graph.Meeting, graph.MeetingFilter] {
	return collection[graph.Meeting, graph.MeetingFilter]{store: s, label: "Meeting", merged: mergedEvent("Meeting"), member: graph.ObservationOf, ask: askMeetings}
}

// Articles returns the articles, without their texts.
func (s *Store) Articles() graph.Collection[graph.Article, graph.ArticleFilter] {
	return collection[graph.Article, graph.ArticleFilter]{store: s, label: "Article", ask: askArticles}
}

func mergedName(label string) string {
	return "MATCH (m:Name {id: q.member}) MATCH (n:" + label + " {id: m.node})"
}

func mergedEvent(label string) string {
	return "MATCH (n:" + label + ")-[:EVIDENCED_BY {id: q.member}]->()"
}

// nodes begins a question on the nodes of a label in the order of a property.
func nodes(label, key string) *question {
	q := through("MATCH (n:"+label+")", key)
	q.branches[0].along(label, key)
	return q
}

// along lets a branch on the nodes of a label be read along their index.
func (b *branch) along(label, key string) {
	b.hint = fmt.Sprintf(" USING INDEX SEEK n:%s(%s, id)", label, key)
	b.need = []string{b.key + " >= ''", b.id + " IS NOT NULL"}
}

func through(match, key string) *question {
	return &question{args: values{}, branches: []branch{{match: match, key: "n." + key, id: "n.id"}}}
}

// from begins a question on the nodes that path, which holds (start)…(n), leads to from the nodes
// of a label with these identifiers; a country's is its code.
func from(label, path, key string, ids []string) *question {
	name := "id"
	if label == "Country" {
		name = "code"
	}
	q := through("MATCH (start:"+label+") WHERE start."+name+" IN q.starts MATCH "+path, key)
	q.args["starts"] = ids
	q.branches[0].repeated = true
	return q
}

// search begins a question on the nodes of a label that hold all words; Lucene takes no more than
// so many clauses, the rest is compared.
func search(label, key string, list []string) *question {
	const most = 64
	first := slices.Clone(list)
	slices.SortStableFunc(first, func(a, b string) int { return len(b) - len(a) })
	first = first[:min(most, len(first))]
	q := through("CALL db.index.fulltext.queryNodes('"+label+"_words', q.search) YIELD node AS n WITH q, n", key)
	q.args["search"] = `+"` + strings.Join(first, `" +"`) + `"`
	if len(list) > most {
		q.words(list)
	}
	return q
}

// words narrows to nodes that hold all words.
func (q *question) words(list []string) {
	q.condition("all(word IN q.words WHERE (' ' + n.words + ' ') CONTAINS (' ' + word + ' '))", "words", list)
}

// anyOf narrows to nodes of which the property is one of the list, unless that is empty.
func anyOf[T ~string](q *question, property string, choices []T) {
	if len(choices) > 0 {
		q.condition("n."+property+" IN q."+property, property, list(choices))
	}
}

// overlaps narrows to nodes of which the list property holds one of the choices at least.
func overlaps[T ~string](q *question, property string, choices []T) {
	if len(choices) > 0 {
		q.condition("any(v IN n."+property+" WHERE v IN q."+property+")", property, list(choices))
	}
}

// among narrows to nodes among whose countries are all of these.
func among(q *question, countries []string) {
	if len(countries) > 0 {
		q.condition("all(v IN q.countries WHERE v IN n.countries)", "countries", countries)
	}
}

// linked narrows to nodes from which path, which holds (n)…(m), leads to one of the identifiers.
func linked(q *question, path, name string, ids []string) {
	if len(ids) > 0 {
		q.condition("EXISTS { MATCH "+path+" WHERE m.id IN q."+name+" }", name, ids)
	}
}

func confidence(q *question, least float64) {
	if least > 0 {
		q.condition("n.confidence >= q.confidence", "confidence", least)
	}
}

func distinct(l []string) []string {
	l = slices.Clone(l)
	slices.Sort(l)
	return slices.Compact(l)
}

func askCountries(f graph.CountryFilter) *question {
	q := through("MATCH (n:Country)", "code")
	q.branches[0].filter = append(q.branches[0].filter, "EXISTS { (n)<-[:NAMES]-() }")
	anyOf(q, "code", f.Codes)
	return q
}

func askArticles(f graph.ArticleFilter) *question {
	var q *question
	countries, words := distinct(f.Countries), terms.Set(f.Text)
	switch {
	case len(words) > 0:
		q = search("Article", "published", words)
	case len(countries) > 0:
		q = from("Country", "(start)<-[:NAMES]-(n:Article)", "published", countries[:1])
		q.branches[0].repeated = false
		countries = countries[1:]
	default:
		q = nodes("Article", "published")
	}
	among(q, countries)
	anyOf(q, "lang", f.Languages)
	anyOf(q, "source", f.Sources)
	q.dates(f.Published)
	return q
}

func askMinisters(f graph.MinisterFilter) *question {
	q, words := entities("Minister", f.Articles, f.Text)
	anyOf(q, "country", f.Countries)
	overlaps(q, "offices", f.Offices)
	if len(words) > 0 {
		q.words(words)
	}
	return q
}

func askInitiatives(f graph.InitiativeFilter) *question {
	q, words := entities("Initiative", f.Articles, f.Text)
	anyOf(q, "kind", f.Kinds)
	if len(words) > 0 {
		q.words(words)
	}
	return q
}

func askProjects(f graph.ProjectFilter) *question {
	q, words := entities("Project", f.Articles, f.Text)
	among(q, f.Countries)
	anyOf(q, "sector", f.Sectors)
	if len(words) > 0 {
		q.words(words)
	}
	return q
}

// entities begins a question on ministers, initiatives or projects; words are left to compare.
func entities(label string, articles []string, text string) (q *question, words []string) {
	words = terms.Set(text)
	switch {
	case len(articles) > 0:
		return from("Article", "(start)<-[:EVIDENCED_BY]-(:Name)<-[:KNOWN_AS]-(n:"+label+")", "name", articles), words
	case len(words) > 0:
		return search(label, "name", words), nil
	}
	return nodes(label, "name"), nil
}

// askAgreements enters where the fewest agreements are likely to be found.
func askAgreements(f graph.AgreementFilter) *question {
	var q *question
	countries, words := distinct(f.Countries), terms.Set(f.Text)
	switch {
	case len(f.Articles) > 0:
		q, f.Articles = from("Article", "(start)<-[:EVIDENCED_BY]-(n:Agreement)", "date", f.Articles), nil
	case len(f.Projects) > 0:
		q, f.Projects = from("Project", "(start)<-[:CONCERNS]-(n:Agreement)", "date", f.Projects), nil
	case len(f.Ministers) > 0:
		q, f.Ministers = from("Minister", "(start)-[:VOICED]->(n:Agreement)", "date", f.Ministers), nil
	case len(countries) > 1:
		q = pair(countries)
		if countries = countries[2:]; len(countries) > 0 {
			among(q, countries)
			countries = nil
		}
	case len(f.Initiatives) > 0:
		q, f.Initiatives = from("Initiative", "(start)<-[:CONCERNS]-(n:Agreement)", "date", f.Initiatives), nil
	case len(words) > 0:
		q, words = search("Agreement", "date", words), nil
	case len(countries) == 1:
		q = &question{args: values{"country": countries[0]}, branches: []branch{{
			match: "MATCH (n)-[x:PARTY]->() USING INDEX SEEK x:PARTY(country, date, agreement)",
			where: []string{"x.country = q.country", "x.date >= ''", "x.agreement IS NOT NULL"}, lead: "x.country", key: "x.date", id: "x.agreement"}}}
		countries = nil
	default:
		q = nodes("Agreement", "date")
	}
	among(q, countries)
	anyOf(q, "kind", f.Kinds)
	overlaps(q, "topics", f.Topics)
	overlaps(q, "languages", f.Languages)
	linked(q, "(n)-[:CONCERNS]->(m:Project)", "projects", f.Projects)
	linked(q, "(n)-[:CONCERNS]->(m:Initiative)", "initiatives", f.Initiatives)
	linked(q, "(n)<-[:VOICED]-(m:Minister)", "ministers", f.Ministers)
	if len(words) > 0 {
		q.words(words)
	}
	confidence(q, f.Confidence)
	q.dates(f.Dates)
	return q
}

// pair begins a question on the agreements of the first two countries: those with an edge between
// them, read in order from its index, and those of too many parties to have edges.
func pair(countries []string) *question {
	edges := branch{
		match: "MATCH ()-[x:AGREED_WITH]->() USING INDEX SEEK x:AGREED_WITH(pair, date, agreement)",
		where: []string{"x.pair = q.pair", "x.date >= ''", "x.agreement IS NOT NULL"}, lead: "x.pair", key: "x.date", id: "x.agreement",
		then: "MATCH (n:Agreement {id: x.agreement})",
	}
	wide := branch{match: "MATCH (n:Multilateral)", where: []string{"q.a IN n.countries", "q.b IN n.countries"}, key: "n.date", id: "n.id"}
	wide.along("Multilateral", "date")
	return &question{branches: []branch{edges, wide},
		args: values{"pair": graph.Pair(countries[0], countries[1]), "a": countries[0], "b": countries[1]}}
}

// countAgreements knows the filters of which Neo4j keeps the count.
func countAgreements(f graph.AgreementFilter) (string, values) {
	narrow := len(f.Kinds) + len(f.Topics) + len(f.Projects) + len(f.Initiatives) + len(f.Ministers) + len(f.Articles) + len(f.Languages)
	if narrow > 0 || f.Dates != (graph.Dates{}) || len(terms.Set(f.Text)) > 0 || f.Confidence > 0 {
		return "", nil
	}
	switch countries := distinct(f.Countries); len(countries) {
	case 0:
		return "UNWIND $queries AS q CALL (q) { MATCH (n:Agreement) RETURN count(n) AS found } RETURN q.place AS place, found", values{}
	case 1:
		return "UNWIND $queries AS q MATCH (c:Country {code: q.country}) RETURN q.place AS place, COUNT { (c)<-[:PARTY]-() } AS found",
			values{"country": countries[0]}
	}
	return "", nil
}

func askMeetings(f graph.MeetingFilter) *question {
	var q *question
	countries, ministers, words := distinct(f.Countries), distinct(f.Ministers), terms.Set(f.Text)
	switch {
	case len(f.Articles) > 0:
		q, f.Articles = from("Article", "(start)<-[:EVIDENCED_BY]-(n:Meeting)", "date", f.Articles), nil
	case len(ministers) > 0:
		q = from("Minister", "(start)<-[:ATTENDED_BY]-(n:Meeting)", "date", ministers[:1])
		q.branches[0].repeated = false
		ministers = ministers[1:]
	case len(words) > 0:
		q, words = search("Meeting", "date", words), nil
	case len(countries) > 0:
		q = from("Country", "(start)<-[:BETWEEN]-(n:Meeting)", "date", countries[:1])
		q.branches[0].repeated = false
		countries = countries[1:]
	default:
		q = nodes("Meeting", "date")
	}
	among(q, countries)
	if len(ministers) > 0 {
		q.condition("all(id IN q.ministers WHERE EXISTS { (n)-[:ATTENDED_BY]->(:Minister {id: id}) })", "ministers", ministers)
	}
	overlaps(q, "languages", f.Languages)
	if len(words) > 0 {
		q.words(words)
	}
	confidence(q, f.Confidence)
	q.dates(f.Dates)
	return q
}
