// Package fusion measures how well the graph tells that reports of several articles, outlets and
// languages are of one agreement, and which articles are reprints of one another.
//
// The articles are invented; each says of its statements which agreement they report. The figures
// are B-cubed (Bagga and Baldwin 1998), which counts for each statement how much of what it was
// fused with belongs to it, and how much of what belongs to it it was fused with.
package fusion

import (
	"cmp"
	"encoding/json"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
	"entente/loader/article"
	"entente/loader/record"
)

// Article is an invented article that says what its statements report.
type Article struct {
	ID         string `json:"id"`
	Event      string `json:"event"` // the occasion, a visit or a conference, of which it tells
	Lang       string `json:"lang"`
	Title      string `json:"title"`
	Published  string `json:"published"`
	Source     string `json:"source"`
	Text       string `json:"text"`
	Agreements []Fact `json:"agreements"`
	ReprintOf  string `json:"reprint_of"` // the article of which it is a near-identical copy, "" if of none
}

// Fact is a statement and the agreement that it reports.
type Fact struct {
	Event       string        `json:"event"` // the agreement: equal in all its reports, and in no others
	Kind        graph.Kind    `json:"kind"`
	Parties     []string      `json:"parties"`
	By          []string      `json:"by"`
	Date        string        `json:"date"`
	Topics      []graph.Topic `json:"topics"`
	Projects    []string      `json:"projects"`
	Initiatives []string      `json:"initiatives"`
	Sentence    string        `json:"sentence"` // verbatim
}

// Read returns the articles of a folder (*.json) by identifier. A folder without any is a NotFound
// error; a file that is no such article, or whose sentences are not in its text, an Invalid one.
func Read(dir string) ([]Article, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(names) == 0 {
		return nil, graph.Errorf(graph.NotFound, "there is no article (*.json) in the folder %s", dir)
	}
	articles := make([]Article, len(names))
	for i, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, graph.Errorf(graph.NotFound, "the article %s cannot be read: %w", name, err)
		}
		a := &articles[i]
		if err := json.Unmarshal(data, a); err != nil {
			return nil, graph.Errorf(graph.Invalid, "%s is no article: %w", name, err)
		}
		a.Text = article.Normalise(a.Text)
		if err := a.check(); err != nil {
			return nil, graph.Errorf(graph.Invalid, "%s: %w", name, err)
		}
	}
	slices.SortFunc(articles, func(a, b Article) int { return strings.Compare(a.ID, b.ID) })
	for i := range articles {
		if i > 0 && articles[i-1].ID == articles[i].ID {
			return nil, graph.Errorf(graph.Invalid, "two articles of %s have the id %s", dir, articles[i].ID)
		}
		if of := articles[i].ReprintOf; of != "" && !slices.ContainsFunc(articles, func(a Article) bool { return a.ID == of }) {
			return nil, graph.Errorf(graph.Invalid, "%s is said to reprint %s, which is not in %s", articles[i].ID, of, dir)
		}
	}
	return articles, nil
}

func (a *Article) check() error {
	if a.ID == "" || a.Event == "" || a.Lang == "" || a.Text == "" {
		return graph.Errorf(graph.Invalid, "id, event, lang or text is missing")
	}
	if a.Published != "" {
		if _, err := graph.ParseDate(a.Published); err != nil {
			return err
		}
	}
	seen := make(map[string]bool)
	for _, f := range a.Agreements {
		if err := cmp.Or(f.Kind.Validate(), f.valid()); err != nil {
			return graph.Errorf(graph.Invalid, "the statement of %s: %w", f.Event, err)
		}
		span, ok := a.span(f)
		if !ok {
			return graph.Errorf(graph.Invalid, "the sentence of %s is not in the text: %q", f.Event, f.Sentence)
		}
		key := a.key(span[0], f.Kind, f.Parties)
		if seen[key] {
			return graph.Errorf(graph.Invalid, "one sentence has two statements of one kind and the same parties: %q", f.Sentence)
		}
		seen[key] = true
	}
	return nil
}

func (f Fact) valid() error {
	if f.Event == "" || len(f.Parties) < 2 || len(f.Topics) == 0 {
		return graph.Errorf(graph.Invalid, "event, parties or topics are missing")
	}
	for _, c := range f.Parties {
		if !graph.ValidCountry(c) {
			return graph.Errorf(graph.Invalid, "%q is no country code", c)
		}
	}
	for _, t := range f.Topics {
		if err := t.Validate(); err != nil {
			return err
		}
	}
	_, err := graph.ParseDate(f.Date)
	return err
}

// span is where a fact's sentence stands.
func (a *Article) span(f Fact) ([2]int, bool) {
	spans := record.NewFinder(a.Text).Locate(f.Sentence)
	if len(spans) == 0 {
		return [2]int{}, false
	}
	return spans[0], true
}

// key names a statement: an article has at most one of a kind and parties in each sentence.
func (a *Article) key(start int, kind graph.Kind, parties []string) string {
	return statementKey(graph.ArticleID(a.path()), start, kind, parties)
}

func (a *Article) path() string { return a.ID + ".json" }

// Locked reports whether an occasion belongs to the half that nobody works from: its figures are
// looked at, its errors are not.
func Locked(event string) bool { return crc32.ChecksumIEEE([]byte(event))%2 == 0 }

// record is what a perfect extractor would find.
func (a *Article) record() record.Record {
	r := record.Record{ID: a.ID, Path: a.path(), Source: a.Source, Title: a.Title, Lang: a.Lang, Published: a.Published, Text: a.Text}
	for _, f := range a.Agreements {
		span, _ := a.span(f)
		e := record.Evidence{Quote: a.Text[span[0]:span[1]], Start: &span[0], End: &span[1]}
		g := record.Agreement{Kind: f.Kind, Parties: f.Parties, By: f.By, Precision: graph.Date{Value: f.Date}.Precision(), Topics: f.Topics,
			Initiatives: f.Initiatives, Projects: f.Projects, Evidence: e}
		if f.Date != "" {
			g.Date = &f.Date
		}
		if len(g.By) == 0 {
			g.By = f.Parties
		}
		r.Agreements = append(r.Agreements, g)
		for _, n := range f.Projects {
			if !slices.ContainsFunc(r.Projects, func(p record.Project) bool { return p.Name == n }) {
				r.Projects = append(r.Projects, record.Project{Name: n, Sector: f.Topics[0], Countries: f.Parties, Mentions: []string{n}, Evidence: e})
			}
		}
		for _, n := range f.Initiatives {
			if !slices.ContainsFunc(r.Initiatives, func(i record.Initiative) bool { return i.Name == n }) {
				r.Initiatives = append(r.Initiatives, record.Initiative{Name: n, Kind: graph.Programme, Mentions: []string{n}, Evidence: e})
			}
		}
	}
	return r
}
