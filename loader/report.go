package loader

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"entente/graph"
)

// Outcome is what became of one article.
type Outcome string

// The outcomes, in the order in which a report counts them.
const (
	Loaded      Outcome = "LOADED"               // new to the graph
	Replaced    Outcome = "REPLACED"             // the graph held it with other facts
	Unchanged   Outcome = "UNCHANGED"            // the graph held it as it is, or it came twice
	Reprint     Outcome = "REPRINT"              // new to the graph, and near-identical to another article
	NoFacts     Outcome = "NO_FACTS"             // it says nothing that the graph keeps
	Unsupported Outcome = "UNSUPPORTED_LANGUAGE" // no lexicon speaks its language
	PassedOver  Outcome = "PASSED_OVER"          // no article: a picture in an archive, a record of a WARC that is no page
	Failed      Outcome = "FAILED"               // it could not be read or written; Why says why
)

// Outcomes lists every outcome, in the order in which a report counts them.
func Outcomes() []Outcome {
	return []Outcome{Loaded, Replaced, Unchanged, Reprint, NoFacts, Unsupported, PassedOver, Failed}
}

// Entry is what a report says of one article.
type Entry struct {
	Article string   `json:"article"` // where it was found
	Outcome Outcome  `json:"outcome"`
	Why     string   `json:"why,omitempty"`
	Notes   []string `json:"notes,omitempty"` // facts that were left out, and why
}

// Totals sums up a load.
type Totals struct {
	Articles int             `json:"articles"`
	Outcomes map[Outcome]int `json:"outcomes"`
	Found    int             `json:"factsFound"` // observations that the articles hold
	New      int             `json:"factsNew"`   // of these, those that the graph did not hold
	Known    int             `json:"factsKnown"` // of these, those that it held
	Gone     int             `json:"factsGone"`  // observations that no article holds any more
	LeftOut  int             `json:"factsLeftOut"`
	Bytes    int64           `json:"textBytes"`
	Seconds  float64         `json:"seconds"`
	Stopped  bool            `json:"stopped,omitempty"` // interrupted before the end
}

// Failed is the number of articles that failed.
func (t Totals) Failed() int { return t.Outcomes[Failed] }

// String is one line for people: "30 articles in 0.4 s: 28 loaded, 1 reprint, 1 no facts; 310
// facts, 310 new".
func (t Totals) String() string {
	var parts []string
	for _, o := range Outcomes() {
		if n := t.Outcomes[o]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(strings.ReplaceAll(string(o), "_", " "))))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing to do"}
	}
	line := fmt.Sprintf("%s in %.1f s: %s; %s, %d new, %d known", plural(t.Articles, "article"), t.Seconds, strings.Join(parts, ", "),
		plural(t.Found, "fact"), t.New, t.Known)
	if t.Gone > 0 {
		line += fmt.Sprintf(", %d gone", t.Gone)
	}
	if t.LeftOut > 0 {
		line += fmt.Sprintf(", %d left out", t.LeftOut)
	}
	return line
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Report receives what becomes of the articles, one after the other, in the order of the input.
type Report interface {
	Article(Entry) error
}

// JSONReport streams a report as one JSON object {"articles": […], "totals": {…}}, an article a
// line, so that a report of any length needs no memory.
type JSONReport struct {
	w     *bufio.Writer
	first bool
}

// NewJSONReport begins a report on w.
func NewJSONReport(w io.Writer) *JSONReport {
	return &JSONReport{w: bufio.NewWriter(w), first: true}
}

// Article adds an entry.
func (r *JSONReport) Article(e Entry) error {
	separator := ",\n"
	if r.first {
		separator, r.first = "{\"articles\": [\n", false
	}
	return r.put(separator, e)
}

// Close adds the totals and ends the report.
func (r *JSONReport) Close(t Totals) error {
	before := "\n],\n\"totals\": "
	if r.first {
		before = "{\"articles\": [" + before[1:]
	}
	if err := r.put(before, t); err != nil {
		return err
	}
	if _, err := r.w.WriteString("}\n"); err != nil {
		return err
	}
	return r.w.Flush()
}

func (r *JSONReport) put(before string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, err := r.w.WriteString(before); err != nil {
		return err
	}
	_, err = r.w.Write(body)
	return err
}

// tally counts entries into totals.
type tally struct {
	Totals
	start  time.Time
	report Report
}

func newTally(report Report, now time.Time) *tally {
	return &tally{Totals: Totals{Outcomes: make(map[Outcome]int)}, start: now, report: report}
}

func (t *tally) add(e Entry) error {
	if e.Outcome != PassedOver {
		t.Articles++
	}
	t.Outcomes[e.Outcome]++
	t.LeftOut += len(e.Notes)
	if t.report == nil {
		return nil
	}
	return t.report.Article(e)
}

func (t *tally) written(w graph.Written) {
	t.New += w.New
	t.Known += w.Known
	t.Gone += w.Gone
}

// ofStore translates what a store says of an article.
func ofStore(o graph.Outcome) Outcome {
	i := slices.Index([]graph.Outcome{graph.Loaded, graph.Replaced, graph.Unchanged, graph.Reprinted}, o)
	return []Outcome{Loaded, Replaced, Unchanged, Reprint}[i]
}
