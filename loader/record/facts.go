package record

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/terms"
)

// Facts turns a clean and complete record into what a store writes: the article, named by key, and
// one observation for each fact. Loaded is the moment since when the graph knows them. Without
// keepText the article's text is left out; its hash and signature stay. The result depends on the
// record's content alone: names and observations come by identifier, each once.
func (r *Record) Facts(key string, loaded time.Time, keepText bool) graph.ArticleFacts {
	hash := sha256.Sum256([]byte(r.Text))
	f := facts{
		loaded: loaded.UTC(),
		article: graph.Article{
			ID: graph.ArticleID(key), Key: key, URL: r.URL, Path: r.Path, Title: r.Title, Source: r.Source, Lang: r.Lang,
			Published: r.Published, TextHash: hex.EncodeToString(hash[:]), Signature: terms.Signature(r.Text),
			Countries: set(r.Countries), LoadedAt: loaded.UTC(),
		},
		ministers: make(map[string]string), objects: make(map[string]string),
	}
	if keepText {
		f.article.Text = r.Text
	}
	if r.URL != "" {
		f.article.Path = "" // where a copy lies says nothing of an article that has an address
	}
	for _, m := range r.Ministers {
		f.ministers[m.Name] = f.naming(graph.Name{Type: graph.MinisterNode, Text: m.Name, Form: form(m.Mentions, m.Name), Scope: []string{m.Country}},
			m.Office, m.Evidence)
	}
	for _, i := range r.Initiatives {
		f.objects[i.Name] = f.naming(graph.Name{Type: graph.InitiativeNode, Text: i.Name, Form: form(i.Mentions, i.Name), Detail: string(i.Kind)},
			"", i.Evidence)
	}
	for _, p := range r.Projects {
		f.objects[p.Name] = f.naming(graph.Name{Type: graph.ProjectNode, Text: p.Name, Form: form(p.Mentions, p.Name), Scope: set(p.Countries),
			Detail: string(p.Sector)}, "", p.Evidence)
	}
	for _, a := range r.Agreements {
		f.observe(a.Evidence, graph.Observation{Date: date(a.Date, a.Words), Statement: &graph.Statement{
			Kind: a.Kind, Parties: parties(a.Parties, a.By), Topics: set(a.Topics),
			Objects: lookUp(f.objects, slices.Concat(a.Initiatives, a.Projects)), Voices: lookUp(f.ministers, a.Speakers),
		}})
	}
	for _, m := range r.Meetings {
		place := ""
		if m.Place != nil {
			place = *m.Place
		}
		f.observe(m.Evidence, graph.Observation{Date: date(m.Date, m.Words), Encounter: &graph.Encounter{
			Countries: set(m.Countries), Ministers: lookUp(f.ministers, m.Ministers), Place: place,
		}})
	}
	return f.close()
}

// facts collects what one record says.
type facts struct {
	loaded       time.Time
	article      graph.Article
	names        []graph.Name
	observations []graph.Observation
	ministers    map[string]string // identifier of the Name, by Minister.Name
	objects      map[string]string // the same, by the name of an initiative or a project
}

// naming adds a name with the observation that bears it, and returns the name's identifier.
func (f *facts) naming(n graph.Name, office graph.Office, e Evidence) string {
	n.Identify()
	f.names = append(f.names, n)
	f.observe(e, graph.Observation{Date: graph.Date{Value: f.article.Published}, Naming: &graph.Naming{Name: n.ID, Office: office}})
	return n.ID
}

func (f *facts) observe(e Evidence, o graph.Observation) {
	o.Article, o.LoadedAt, o.Rule = f.article.ID, f.loaded, e.Rule
	o.Confidence = cmp.Or(e.Confidence, 1)
	o.Evidence.Quote = e.Quote
	if e.Start != nil && e.End != nil {
		o.Evidence.Start, o.Evidence.End = *e.Start, *e.End
	}
	o.Identify()
	f.observations = append(f.observations, o)
}

func (f *facts) close() graph.ArticleFacts {
	slices.SortFunc(f.names, func(a, b graph.Name) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(f.observations, func(a, b graph.Observation) int { return strings.Compare(a.ID, b.ID) })
	out := graph.ArticleFacts{
		Article:      f.article,
		Names:        slices.CompactFunc(f.names, func(a, b graph.Name) bool { return a.ID == b.ID }),
		Observations: slices.CompactFunc(f.observations, func(a, b graph.Observation) bool { return a.ID == b.ID }),
	}
	head := out.Article
	head.LoadedAt = time.Time{}
	body, err := json.Marshal(head)
	if err != nil {
		panic(err) // plain data always marshals
	}
	parts := []string{string(body)}
	for _, o := range out.Observations {
		parts = append(parts, o.ID)
	}
	out.Article.Fingerprint = graph.Digest(parts...)
	return out
}

// form is the fullest form in which the article writes a name.
func form(mentions []string, name string) string {
	if len(mentions) > 0 {
		return mentions[0]
	}
	return name
}

func date(value *string, words string) graph.Date {
	if value == nil {
		return graph.Date{}
	}
	return graph.Date{Value: *value, Words: words}
}

func parties(codes, by []string) []graph.Party {
	var out []graph.Party
	for _, c := range set(codes) {
		role := graph.Addressed
		if slices.Contains(by, c) {
			role = graph.By
		}
		out = append(out, graph.Party{Country: c, Role: role})
	}
	return out
}

func lookUp(ids map[string]string, names []string) []string {
	var out []string
	for _, n := range names {
		if id := ids[n]; id != "" {
			out = append(out, id)
		}
	}
	return set(out)
}

// set returns the values sorted, each once.
func set[T cmp.Ordered](values []T) []T {
	return slices.Compact(slices.Sorted(slices.Values(values)))
}
