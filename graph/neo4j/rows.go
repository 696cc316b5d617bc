package neo4j

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"entente/graph"
	"entente/graph/coding"
	"entente/graph/resolve"
	"entente/graph/terms"
)

// Every node but a lock holds the whole noun in its property data, as package coding has it; a name and
// the curation, which only writers read, as JSON. Readers decode that alone; the other properties and
// the relationships are what is searched and what a person sees in Neo4j Browser.

func field[T driver.RecordValue](key string) func(*driver.Record) (T, error) {
	return func(r *driver.Record) (T, error) {
		v, _, err := driver.GetRecordValue[T](r, key)
		return v, err
	}
}

// gone reports whether the node of a row was deleted while the statement ran: a reader has no
// snapshot, and may find by an index what is there no more when it looks at it.
func gone(r *driver.Record) bool {
	for _, key := range []string{"data", "x"} {
		switch v, found := r.Get(key); v := v.(type) {
		case nil:
			if found {
				return true
			}
		case map[string]any:
			return len(v) == 0
		}
	}
	return false
}

func decodeData[T any](r *driver.Record) (T, error) {
	data, _, err := driver.GetRecordValue[string](r, "data")
	if err != nil {
		var zero T
		return zero, err
	}
	return decode[T](data)
}

// decodeNode is the node that a row holds in data.
func decodeNode[N any](r *driver.Record) (N, error) {
	v, _ := r.Get("data")
	return decodeBytes[N](v)
}

// decodeBytes is a node that the driver gave as bytes.
func decodeBytes[N any](v any) (n N, err error) {
	data, ok := v.([]byte)
	if !ok {
		return n, fmt.Errorf("a node's data is a %T where bytes are expected: another version of Entente has written it; load the articles into an empty database", v)
	}
	return n, coding.Decode(data, &n)
}

// decodeAll decodes the nodes that a row holds in a list.
func decodeAll[N any](r *driver.Record, key string) ([]N, error) {
	all, _, err := driver.GetRecordValue[[]any](r, key)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	nodes := make([]N, len(all))
	for i, v := range all {
		if nodes[i], err = decodeBytes[N](v); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func decode[T any](data string) (T, error) {
	var v T
	if err := json.Unmarshal([]byte(data), &v); err != nil {
		return v, fmt.Errorf("a node's data is broken: %w", err)
	}
	return v, nil
}

func encode(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain data always marshals
	}
	return string(data)
}

const readCuration = "MATCH (c:Curation {id: 'curation'}) RETURN c.data AS data"

// decodeCuration returns the decisions in force and how they are stored, both empty if there are
// none.
func decodeCuration(rows []*driver.Record) (c graph.Curation, data string, err error) {
	if len(rows) == 0 {
		return graph.Curation{}, "", nil
	}
	if data, _, err = driver.GetRecordValue[string](rows[0], "data"); err != nil {
		return c, data, err
	}
	c, err = decode[graph.Curation](data)
	return c, data, err
}

// says is what an observation says beside its evidence: the JSON of one field.
type says struct {
	Naming    *graph.Naming    `json:"naming,omitempty"`
	Statement *graph.Statement `json:"statement,omitempty"`
	Encounter *graph.Encounter `json:"encounter,omitempty"`
}

// A row of parameters holds a node's or a relationship's properties by their names, which the
// literals of its kind list, and what it is related to. Spelling the names out lets the planner see
// that a statement reads nothing that it writes.
var (
	observationLiteral = literalOf("x", "id", "quote", "start", "end", "date", "dateWords", "office", "rule", "confidence", "loadedAt", "says")
	articleLiteral     = literal("id", "url", "path", "title", "source", "lang", "published", "countries", "loadedAt", "text", "words", "data", "signature",
		"band0", "band1", "band2", "band3", "band4", "band5", "band6", "band7")
	nameLiteral       = literal("id", "type", "text", "form", "scope", "detail", "block", "node", "data")
	ministerLiteral   = literal("id", "name", "country", "aliases", "offices", "words", "data")
	initiativeLiteral = literal("id", "name", "kind", "aliases", "words", "data")
	projectLiteral    = literal("id", "name", "sector", "countries", "aliases", "words", "data")
	agreementLiteral  = literal("id", "block", "kind", "date", "precision", "countries", "topics", "languages", "confidence", "sources", "loadedAt", "words", "data")
	meetingLiteral    = literal("id", "block", "date", "precision", "place", "countries", "languages", "confidence", "sources", "loadedAt", "words", "data")
)

// literal is a map in Cypher of the properties of these names of the row r; those that a row lacks
// are not set.
func literal(names ...string) string { return literalOf("r", names...) }

func literalOf(row string, names ...string) string {
	parts := make([]string, len(names))
	for i, n := range names {
		parts[i] = n + ": " + row + "." + n
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// with sets names to values, in pairs, but for values that are empty.
func with(row values, pairs ...string) values {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			row[pairs[i]] = pairs[i+1]
		}
	}
	return row
}

// observationRow is an observation as the relationship EVIDENCED_BY from what it reports, or from
// the name that it bears, to its article.
func observationRow(o resolve.Observed) values {
	r := values{
		"to": o.Article,
		"id": o.ID, "quote": o.Evidence.Quote, "start": o.Evidence.Start, "end": o.Evidence.End, "date": o.Date.Value,
		"confidence": o.Confidence, "loadedAt": o.LoadedAt.UTC(), "says": encode(says{o.Naming, o.Statement, o.Encounter}),
	}
	if o.Naming != nil {
		r["office"] = string(o.Naming.Office)
	}
	return with(r, "dateWords", o.Date.Words, "rule", o.Rule)
}

// returnObserved returns the observation x, from n to a, as decodeObserved reads it. A name knows
// which node it belongs to.
const returnObserved = "RETURN properties(x) AS x, n.block AS block, coalesce(n.node, n.id) AS node, a.id AS article, a.lang AS lang, a.signature AS signature"

func decodeObserved(r *driver.Record) (resolve.Observed, error) {
	m := r.AsMap()
	o, err := observation(m)
	if err != nil {
		return resolve.Observed{}, err
	}
	out := resolve.Observed{Observation: o}
	out.Node, _ = m["node"].(string)
	out.Lang, _ = m["lang"].(string)
	if signature, ok := m["signature"].(string); ok {
		err = json.Unmarshal([]byte(strconv.Quote(signature)), &out.Signature)
	}
	return out, err
}

func decodeObservation(r *driver.Record) (graph.Observation, error) { return observation(r.AsMap()) }

func observation(m map[string]any) (graph.Observation, error) {
	x, _ := m["x"].(map[string]any)
	var o graph.Observation
	o.Article, _ = m["article"].(string)
	o.ID, _ = x["id"].(string)
	o.Evidence.Quote, _ = x["quote"].(string)
	start, _ := x["start"].(int64)
	end, _ := x["end"].(int64)
	o.Evidence.Start, o.Evidence.End = int(start), int(end)
	o.Date.Value, _ = x["date"].(string)
	o.Date.Words, _ = x["dateWords"].(string)
	o.Rule, _ = x["rule"].(string)
	o.Confidence, _ = x["confidence"].(float64)
	loaded, _ := x["loadedAt"].(time.Time)
	o.LoadedAt = loaded.UTC()
	text, _ := x["says"].(string)
	s, err := decode[says](text)
	o.Naming, o.Statement, o.Encounter = s.Naming, s.Statement, s.Encounter
	if o.Naming == nil { // a name has a block too, but not its naming
		o.Block = resolve.EventBlock(o) // that of the agreement may be of two months
	}
	return o, err
}

func articleRow(a graph.Article) values {
	r := values{
		"id": a.ID, "lang": a.Lang, "source": a.Source, "published": a.Published, "countries": list(a.Countries), "loadedAt": a.LoadedAt.UTC(),
		"words": words(a.Title), "data": coding.Encode(&a),
	}
	if len(a.Signature) > 0 {
		r["signature"] = strings.Trim(encode(a.Signature), `"`)
	}
	for i, group := range byBand(a.Signature.Bands()) {
		for _, key := range group {
			r[bandProperty(i)] = key
		}
	}
	return with(r, "url", a.URL, "path", a.Path, "title", a.Title, "text", a.Text)
}

func bandProperty(i int) string { return "band" + strconv.Itoa(i) }

// byBand sorts keys of bands by the number that they begin with.
func byBand(keys []string) (groups [bands][]string) {
	for _, key := range keys {
		number, _, _ := strings.Cut(key, ":")
		if i, err := strconv.Atoi(number); err == nil && i >= 0 && i < bands {
			groups[i] = append(groups[i], key)
		}
	}
	return groups
}

func nameRow(n resolve.Named) values {
	return values{"id": n.ID, "type": string(n.Type), "text": n.Text, "form": n.Form, "scope": list(n.Scope), "detail": n.Detail,
		"block": n.Block, "node": n.Node, "data": encode(n)}
}

func ministerRow(m graph.Minister) values {
	var offices []string
	var serves []values
	for _, t := range m.Offices {
		offices = append(offices, string(t.Office))
		serves = append(serves, values{"to": m.Country, "office": string(t.Office), "first": t.First, "last": t.Last})
	}
	return values{"id": m.ID, "name": m.Name, "country": m.Country, "aliases": list(m.Aliases), "offices": list(offices),
		"words": words(slices.Concat(m.Aliases, []string{m.Name})...), "data": coding.Encode(&m), "names": list(m.Names), "serves": serves}
}

func initiativeRow(i graph.Initiative) values {
	return values{"id": i.ID, "name": i.Name, "kind": string(i.Kind), "aliases": list(i.Aliases),
		"words": words(slices.Concat(i.Aliases, []string{i.Name})...), "data": coding.Encode(&i), "names": list(i.Names)}
}

func projectRow(p graph.Project) values {
	return values{"id": p.ID, "name": p.Name, "sector": string(p.Sector), "countries": list(p.Countries), "aliases": list(p.Aliases),
		"words": words(slices.Concat(p.Aliases, []string{p.Name})...), "data": coding.Encode(&p), "names": list(p.Names)}
}

func agreementRow(a graph.Agreement) values {
	var parties []values
	for _, p := range a.Parties {
		parties = append(parties, values{"to": p.Country, "country": p.Country, "role": string(p.Role)})
	}
	var pairs []values
	for _, p := range a.Pairs() {
		from, to, _ := strings.Cut(p, "-")
		pairs = append(pairs, values{"from": from, "to": to, "pair": p})
	}
	return values{"id": a.ID, "block": a.Block, "kind": string(a.Kind), "date": a.Date.Value, "precision": string(a.Date.Precision()),
		"countries": list(a.Countries()), "topics": list(a.Topics), "languages": list(a.Languages), "confidence": a.Confidence, "sources": a.Sources,
		"loadedAt": a.LoadedAt.UTC(), "words": quoteWords(a.Reports), "data": coding.Encode(&a),
		"parties": parties, "pairs": pairs, "projects": list(a.Projects), "initiatives": list(a.Initiatives), "voices": list(a.Voices)}
}

func meetingRow(m graph.Meeting) values {
	r := values{"id": m.ID, "block": m.Block, "date": m.Date.Value, "precision": string(m.Date.Precision()), "countries": list(m.Countries),
		"languages": list(m.Languages), "confidence": m.Confidence, "sources": m.Sources, "loadedAt": m.LoadedAt.UTC(),
		"words": quoteWords(m.Reports), "data": coding.Encode(&m), "ministers": list(m.Ministers)}
	return with(r, "place", m.Place)
}

// countryRow has the English name for who looks at the graph in Neo4j Browser.
func countryRow(code string) values {
	name := code
	if region, err := language.ParseRegion(code); err == nil {
		name = display.English.Regions().Name(region)
	}
	return values{"code": code, "id": graph.CountryID(code), "name": name, "data": coding.Encode(&graph.Country{Code: code})}
}

func words(texts ...string) string { return strings.Join(terms.Set(texts...), " ") }

func quoteWords(reports []graph.Report) string {
	quotes := make([]string, len(reports))
	for i, r := range reports {
		quotes[i] = r.Evidence.Quote
	}
	return words(quotes...)
}

// list is a list as a parameter; the driver takes no list of named strings.
func list[T ~string](l []T) []string {
	out := make([]string, len(l))
	for i, v := range l {
		out[i] = string(v)
	}
	return out
}

// extend adds an appearance in an office to the tenures, which stand by office.
func extend(tenures []graph.Tenure, office graph.Office, when graph.Date) []graph.Tenure {
	i, found := slices.BinarySearchFunc(tenures, office, func(t graph.Tenure, o graph.Office) int { return strings.Compare(string(t.Office), string(o)) })
	if !found {
		return slices.Insert(tenures, i, graph.Tenure{Office: office, First: when.From(), Last: when.To()})
	}
	t := &tenures[i]
	if first := when.From(); t.First == "" || first != "" && first < t.First {
		t.First = first
	}
	t.Last = max(t.Last, when.To())
	return tenures
}
