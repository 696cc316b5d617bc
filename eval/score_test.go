package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"entente/graph"
	"entente/loader/record"
)

func readGold(t testing.TB) []Gold {
	t.Helper()
	gold, err := ReadGold("gold", "")
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// python returns the interpreter that runs score.py, the reference.
func python(t *testing.T) string {
	t.Helper()
	name, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("ENTENTE_REQUIRE_ALL") == "1" {
			t.Fatal("python3, which the scorer is compared with, is missing")
		}
		t.Skip("python3 is missing: the scorer is not compared with score.py")
	}
	return name
}

// TestSameAsScorePy compares with score.py on records that differ from the gold in every way that
// matters, the same ones on each run.
func TestSameAsScorePy(t *testing.T) {
	interpreter := python(t)
	gold := readGold(t)
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 7))
			file := filepath.Join(t.TempDir(), "records.jsonl")
			var lines bytes.Buffer
			encoder := record.NewEncoder(&lines)
			for _, g := range gold {
				if rng.IntN(12) == 0 {
					continue
				}
				r := perturb(rng, g.Record)
				if err := encoder.Encode(&r); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(file, lines.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			records, err := ReadRecords(&lines)
			if err != nil {
				t.Fatal(err)
			}
			report := Run(gold, records)

			var text bytes.Buffer
			if err := report.ErrorList(&text); err != nil {
				t.Fatal(err)
			}
			if err := report.Text(&text); err != nil {
				t.Fatal(err)
			}
			want, got := strings.Split(runScript(t, interpreter, file, "--errors"), "\n"), strings.Split(text.String(), "\n")
			for i := range min(len(want), len(got)) {
				if want[i] != got[i] {
					t.Fatalf("line %d: score.py has\n%s\neval has\n%s", i+1, want[i], got[i])
				}
			}
			if len(want) != len(got) {
				t.Fatalf("score.py has %d lines, eval %d", len(want), len(got))
			}
			var out bytes.Buffer
			if err := report.JSON(&out); err != nil {
				t.Fatal(err)
			}
			compareJSON(t, runScript(t, interpreter, file, "--json"), out.String())
		})
	}
}

func runScript(t *testing.T, interpreter, file, option string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), interpreter, "score.py", "gold", "--pred", file, option)
	command.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("score.py: %v", err)
	}
	return string(out)
}

// compareJSON compares figure by figure. The last digit of a mean may differ: Python has added
// numbers in another way since 3.12.
func compareJSON(t *testing.T, want, got string) {
	t.Helper()
	var a, b any
	if err := json.Unmarshal([]byte(want), &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(got), &b); err != nil {
		t.Fatal(err)
	}
	near := cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) < 1e-12 })
	if diff := cmp.Diff(a, b, near); diff != "" {
		t.Errorf("JSON (-score.py +eval):\n%s", diff)
	}
	figure := regexp.MustCompile(`\d+\.\d+(e-\d+)?`)
	if diff := cmp.Diff(figure.ReplaceAllString(want, "#"), figure.ReplaceAllString(got, "#")); diff != "" {
		t.Errorf("how the JSON is written (-score.py +eval):\n%s", diff)
	}
}

// perturb returns a record as an extractor might have made it from the article: right, wrong and
// missing facts, names in other forms, quotes cut and re-spaced.
func perturb(rng *rand.Rand, g record.Record) record.Record {
	r := record.Record{Path: "articles/" + g.ID + ".md"}
	odds := func(n int) bool { return rng.IntN(n) == 0 }
	codes := []string{"CN", "FR", "US", "EG", "JP"}
	for _, c := range g.Countries {
		if !odds(6) {
			r.Countries = append(r.Countries, c)
		}
	}
	if odds(3) {
		r.Countries = append(r.Countries, codes[rng.IntN(len(codes))], "XX")
	}
	for _, m := range g.Ministers {
		if odds(6) {
			continue
		}
		m.Name, m.Mentions = rename(rng, m.Name), renameAll(rng, m.Mentions)
		if odds(5) {
			m.Office = graph.Offices()[rng.IntN(len(graph.Offices()))]
		}
		if odds(8) {
			m.Country = codes[rng.IntN(len(codes))]
		}
		r.Ministers = append(r.Ministers, m)
		if odds(8) {
			r.Ministers = append(r.Ministers, m)
		}
	}
	for _, i := range g.Initiatives {
		if !odds(6) {
			i.Name, i.Mentions = rename(rng, i.Name), renameAll(rng, i.Mentions)
			r.Initiatives = append(r.Initiatives, i)
		}
	}
	for _, p := range g.Projects {
		if !odds(6) {
			p.Name, p.Mentions = rename(rng, p.Name), renameAll(rng, p.Mentions)
			if odds(4) {
				p.Sector = "ENERGY"
			}
			r.Projects = append(r.Projects, p)
		}
	}
	for _, m := range g.Meetings {
		if odds(3) {
			m.Date = nil
		}
		if odds(4) {
			m.Countries = append(slices.Clone(m.Countries), "FR")
		}
		for range rng.IntN(3) {
			r.Meetings = append(r.Meetings, m)
		}
	}
	for _, a := range g.Agreements {
		if odds(5) {
			continue
		}
		if odds(4) {
			a.Kind = graph.Kinds()[rng.IntN(5)]
		}
		if odds(6) {
			a.Parties = append(slices.Clone(a.Parties), "FR")
		}
		if odds(2) {
			a.Parties = slices.Clone(a.Parties)
			slices.Reverse(a.Parties)
		}
		if odds(4) {
			a.By = a.By[:1]
		}
		if odds(4) {
			date := "2025"
			a.Date = &date
		}
		if odds(3) {
			a.Topics = append(slices.Clone(a.Topics), "TRADE")
		}
		a.Initiatives, a.Projects = renameAll(rng, a.Initiatives), renameAll(rng, a.Projects)
		a.Quote = requote(rng, a.Quote)
		a.Confidence = float64(rng.IntN(11)) / 10
		r.Agreements = append(r.Agreements, a)
		if odds(6) {
			a.Kind = graph.Kinds()[rng.IntN(5)]
			r.Agreements = append(r.Agreements, a)
		}
	}
	rng.Shuffle(len(r.Agreements), func(i, j int) { r.Agreements[i], r.Agreements[j] = r.Agreements[j], r.Agreements[i] })
	return r
}

func renameAll(rng *rand.Rand, names []string) []string {
	var out []string
	for _, n := range names {
		if rng.IntN(4) > 0 {
			out = append(out, rename(rng, n))
		}
	}
	return out
}

// rename returns a name in another form.
func rename(rng *rand.Rand, name string) string {
	words := strings.Fields(name)
	switch rng.IntN(12) {
	case 0:
		return strings.ToUpper(name)
	case 1:
		return norm.NFD.String(name)
	case 2:
		return words[rng.IntN(len(words))]
	case 3:
		slices.Reverse(words)
		return strings.Join(words, "-")
	case 4:
		return "« " + name + " » (ß, ﬁ, Ⅷ, ½, 𝟚, ՙ, ﷺ, क्षि, ǅ)"
	case 5:
		runes := []rune(name)
		return string(runes[:1+rng.IntN(len(runes))])
	case 6:
		return ""
	case 7:
		return "the " + name + "'s new_one"
	}
	return name
}

// requote returns a quote cut, re-spaced or changed.
func requote(rng *rand.Rand, quote string) string {
	runes := []rune(quote)
	switch rng.IntN(8) {
	case 0:
		return string(runes[:1+rng.IntN(len(runes))])
	case 1:
		return string(runes[rng.IntN(len(runes)):])
	case 2:
		return " " + strings.ReplaceAll(quote, " ", " \n\u00a0\x1f") + "\t"
	case 3:
		return quote + "!"
	case 4:
		return ""
	case 5:
		at := rng.IntN(len(runes))
		return string(runes[at:min(at+2, len(runes))])
	}
	return quote
}

func TestPerfect(t *testing.T) {
	gold := readGold(t)
	var records []record.Record
	for _, g := range gold {
		records = append(records, g.Record)
	}
	report := Run(gold, records)
	if report.Score() != 1 || len(report.Errors) > 0 || report.Absent > 0 {
		t.Errorf("gold against itself: score %v, %d absent, errors %v", report.Score(), report.Absent, report.Errors)
	}
	for _, fact := range Facts() {
		if report.Mean(fact) != 1 {
			t.Errorf("%s: %v", fact, report.Mean(fact))
		}
	}
}

func TestScores(t *testing.T) {
	date := "2025-04-16"
	agreement := func(quote string, confidence float64) record.Agreement {
		return record.Agreement{Kind: "SIGNED", Parties: []string{"CL", "CN"}, By: []string{"CL", "CN"}, Date: &date, Precision: "DAY",
			Topics: []graph.Topic{"DIGITAL"}, Evidence: record.Evidence{Quote: quote, Confidence: confidence}}
	}
	article := func(id string) Gold {
		return Gold{record.Record{ID: id, Lang: "en", Text: "They signed. They met.", Countries: []string{"CL", "CN"},
			Agreements: []record.Agreement{agreement("They signed.", 0)}}}
	}
	gold := []Gold{article("en-001"), article("en-000")}
	if Locked("en-001") || !Locked("en-000") {
		t.Fatal("the test needs an open and a locked article")
	}
	records := []record.Record{{ID: "en-001", Countries: []string{"CL", "FR"}, Agreements: []record.Agreement{agreement("They signed.", 0.95), agreement("They met.", 0.55)}}}
	var out bytes.Buffer
	if err := Scores(&out, gold, records); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"part   fact              lang   precision   recall     F1  right  predicted  gold\n",
		"open   countries         en         0.500    0.500  0.500      1          2     2\n",
		"open   agreements        all        0.500    1.000  0.667      1          2     1\n",
		"locked agreements        en         1.000    0.000  0.000      0          0     1\n",
		"open   0.5 to 0.6           1      0  0.000\n",
		"open   0.9 to 1.0           1      1  1.000\n",
		"locked 0.9 to 1.0           0      0      -\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no line %q in\n%s", want, out.String())
		}
	}
}

func TestReadGold(t *testing.T) {
	gold, err := ReadGold("gold", "zh")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range gold {
		if g.Lang != "zh" {
			t.Errorf("%s is %s", g.ID, g.Lang)
		}
	}
	if _, err := ReadGold("gold", "xx"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("no such language: %v", err)
	}
	if _, err := ReadGold(filepath.Join(t.TempDir(), "none"), ""); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("no such folder: %v", err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.json"), []byte(`{"id": 1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadGold(dir, ""); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("a broken file: %v", err)
	}
}

func TestArticleID(t *testing.T) {
	for path, want := range map[string]string{"a/b/fr-001.md": "fr-001", "fr-001": "fr-001", "x.tar.gz": "x.tar", "a/.md": ".md", "a/": ""} {
		if got := articleID(&record.Record{Path: path}); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
	if got := articleID(&record.Record{ID: "fr-001"}); got != "fr-001" {
		t.Errorf("by id: got %q", got)
	}
}

func BenchmarkRun(b *testing.B) {
	gold := readGold(b)
	records := make([]record.Record, len(gold))
	for i, g := range gold {
		records[i] = g.Record
	}
	for b.Loop() {
		Run(gold, records)
	}
}

// FuzzRun checks that whatever an extractor prints is scored without a panic, and that no figure
// leaves its bounds.
func FuzzRun(f *testing.F) {
	gold, err := ReadGold("gold", "fr")
	if err != nil {
		f.Fatal(err)
	}
	gold = gold[:2]
	f.Add([]byte(`{"path":"fr-201.md","countries":["FR"],"ministers":[{"name":"","country":"FR","mentions":["\u0301"]}],"agreements":[{"evidence":"le","by":["FR"]}]}`))
	f.Add([]byte(`{"article":{"path":"x/fr-202"},"meetings":[{"date":""}],"projects":[{"mentions":null}]}`))
	f.Fuzz(func(t *testing.T, lines []byte) {
		records, err := ReadRecords(bytes.NewReader(lines))
		if err != nil {
			return
		}
		report := Run(gold, records)
		if s := report.Score(); !(s >= 0 && s <= 1) {
			t.Errorf("score %v", s)
		}
		var out bytes.Buffer
		if err := report.JSON(&out); err != nil || !json.Valid(out.Bytes()) {
			t.Errorf("JSON: %v, %s", err, out.Bytes())
		}
		if err := Scores(&out, gold, records); err != nil {
			t.Error(err)
		}
	})
}
