package record

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// arnor is a record of invented states without a fault, as people write one.
const arnor = `{"path": "arnor.md", "lang": "en", "title": "Pact", "published": "2022-07-31",
"text": "Minister Hador of Chad met Minister Beren of Mali in Bree. Chad and Mali signed a pact on the Bree bridge.\n\nChad offered Mali ten boats under the Grey Plan.",
"countries": ["ML", "TD"],
"ministers": [{"name": "Hador", "country": "TD", "office": "FOREIGN_MINISTER", "mentions": ["Minister Hador", "Hador"]},
              {"name": "Beren", "country": "ML", "office": "DEPUTY", "mentions": ["Beren"]}],
"initiatives": [{"name": "Grey Plan", "kind": "PROGRAMME", "mentions": ["Grey Plan"]}],
"projects": [{"name": "Bree bridge", "sector": "TRANSPORT", "countries": ["ML", "TD"], "mentions": ["Bree bridge"]}],
"meetings": [{"date": "2022-07-30", "precision": "DAY", "countries": ["ML", "TD"], "ministers": ["Hador", "Beren"], "place": "Bree"}],
"agreements": [
 {"kind": "SIGNED", "parties": ["ML", "TD"], "by": ["ML", "TD"], "date": "2022-07-30", "precision": "DAY", "evidence": "Chad and Mali signed a pact on the Bree bridge.", "initiatives": [], "projects": ["Bree bridge"], "topics": ["TRANSPORT"]},
 {"kind": "PLEDGED", "parties": ["ML", "TD"], "by": ["TD"], "date": null, "precision": "UNKNOWN", "evidence": "Chad offered Mali ten boats under the Grey Plan.", "initiatives": ["Grey Plan"], "projects": [], "topics": ["AID"]}]}`

func decode(t testing.TB, text string) *Record {
	t.Helper()
	var r Record
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

// complete returns the record of arnor with its evidence and a change.
func complete(t testing.TB, change func(*Record)) *Record {
	r := decode(t, arnor)
	r.Complete(nil)
	change(r)
	return r
}

func ptr[T any](v T) *T { return &v }

func TestCheck(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Record)
		want   []Problem
	}{
		{"no fault", func(*Record) {}, nil},
		{"impossible date of publication", func(r *Record) { r.Published = "2022-02-30" },
			[]Problem{{"published", "published", `published is wrong: "2022-02-30" is no date; write 2022-07-30, 2022-07 or 2022`}}},
		{"language", func(r *Record) { r.Lang = "english" }, []Problem{{"lang", "lang", `lang holds "english", which is no language tag`}}},
		{"no text", func(r *Record) { r.Text = " \n" }, []Problem{{"text", "", "text is missing, so that no quote can be checked"}}},
		{"zero byte", func(r *Record) { r.Text += "\x00" }, []Problem{{"text", "", "text holds a zero byte"}}},
		{"broken text", func(r *Record) { r.Text += "\xff" }, []Problem{{"text", "", "text is not valid UTF-8"}}},
		{"unknown country", func(r *Record) { r.Countries[0] = "QQ" },
			[]Problem{{"countries[0]", "countries[0]", `countries[0] holds "QQ", which is no country code`}}},
		{"unknown party", func(r *Record) { r.Agreements[1].Parties = []string{"QQ", "TD"} },
			[]Problem{{"agreements[1].parties", "agreements[1]", `agreements[1].parties holds "QQ", which is no country code`}}},
		{"one party twice", func(r *Record) { r.Agreements[1].Parties = []string{"TD", "TD"} },
			[]Problem{{"agreements[1].parties", "agreements[1]", "agreements[1].parties holds 1 where 2 different countries are needed"}}},
		{"by", func(r *Record) { r.Agreements[1].By = []string{"FR"} },
			[]Problem{{"agreements[1].by", "agreements[1]", `agreements[1].by holds "FR", which is none of the parties`}}},
		{"no by", func(r *Record) { r.Agreements[1].By = nil }, []Problem{{"agreements[1].by", "agreements[1]", "agreements[1].by is missing"}}},
		{"kind", func(r *Record) { r.Agreements[0].Kind = "signed" },
			[]Problem{{"agreements[0].kind", "agreements[0]", `agreements[0].kind is wrong: kind "signed" is none of SIGNED, AGREED, PLEDGED, PROPOSED, ENDORSED`}}},
		{"impossible date", func(r *Record) { r.Agreements[0].Date = ptr("2022-13-01") },
			[]Problem{{"agreements[0].date", "agreements[0]", `agreements[0].date is wrong: "2022-13-01" is no date; write 2022-07-30, 2022-07 or 2022`}}},
		{"precision too coarse", func(r *Record) { r.Meetings[0].Precision = "MONTH" },
			[]Problem{{"meetings[0].precision", "meetings[0]", `meetings[0].precision is "MONTH", but the date 2022-07-30 has the precision DAY`}}},
		{"precision without a date", func(r *Record) { r.Meetings[0].Date = nil },
			[]Problem{{"meetings[0].precision", "meetings[0]", `meetings[0].precision is "DAY" though there is no date, which is UNKNOWN`}}},
		{"quote not in the text", func(r *Record) { r.Agreements[0].Evidence = Evidence{Quote: "Chad and Mali fell out."} },
			[]Problem{{"agreements[0].evidence", "agreements[0]", `agreements[0].evidence is not in the text: "Chad and Mali fell out."`}}},
		{"quote not at the span", func(r *Record) { r.Agreements[0].Quote = "Chad and Mali signed" },
			[]Problem{{"agreements[0].evidence", "agreements[0]", "agreements[0].evidence is not what stands in the text from byte 59 to 106"}}},
		{"span outside the text", func(r *Record) { r.Agreements[0].End = ptr(9999) },
			[]Problem{{"agreements[0].start", "agreements[0]", "agreements[0].start and end are 59 and 9999, which is no span of the text"}}},
		{"half a span", func(r *Record) { r.Agreements[0].End = nil },
			[]Problem{{"agreements[0].start", "agreements[0]", "agreements[0].start and end must be given together"}}},
		{"no evidence", func(r *Record) { r.Meetings[0].Evidence = Evidence{} },
			[]Problem{{"meetings[0].evidence", "meetings[0]", "meetings[0].evidence is missing, and no sentence that states it was found"}}},
		{"confidence", func(r *Record) { r.Agreements[0].Confidence = 1.5 },
			[]Problem{{"agreements[0].confidence", "agreements[0]", "agreements[0].confidence is 1.5, which does not lie between 0 and 1"}}},
		{"unknown project", func(r *Record) { r.Agreements[0].Projects = []string{"Bree bridge", "Rohan mill"} },
			[]Problem{{"agreements[0].projects[1]", "agreements[0].projects[1]",
				`agreements[0].projects[1] names "Rohan mill", which the record does not list or which is dropped from it`}}},
		{"a minister's fault reaches those who name him", func(r *Record) { r.Ministers[1].Office = "KING" }, []Problem{
			{"ministers[1].office", "ministers[1]", `ministers[1].office is wrong: office "KING" is none of HEAD_OF_STATE, HEAD_OF_GOVERNMENT, FOREIGN_MINISTER, DEFENCE_MINISTER, TRADE_MINISTER, FINANCE_MINISTER, ENERGY_MINISTER, TRANSPORT_MINISTER, OTHER_MINISTER, DEPUTY, AMBASSADOR, ENVOY, SPOKESPERSON, OTHER`},
			{"meetings[0].ministers[1]", "meetings[0].ministers[1]", `meetings[0].ministers[1] names "Beren", which the record does not list or which is dropped from it`}}},
		{"mention not in the text", func(r *Record) { r.Ministers[0].Mentions = []string{"Hador", "Hador the Old"} },
			[]Problem{{"ministers[0].mentions[1]", "ministers[0].mentions[1]", `ministers[0].mentions[1] is not in the text: "Hador the Old"`}}},
		{"no mention", func(r *Record) { r.Projects[0].Mentions = nil; r.Agreements[0].Projects = nil },
			[]Problem{{"projects[0].mentions", "projects[0]", "projects[0].mentions holds nothing that stands in the text"}}},
		{"project's country", func(r *Record) { r.Projects[0].Countries[0] = "ml" },
			[]Problem{{"projects[0].countries[0]", "projects[0].countries[0]", `projects[0].countries[0] holds "ml", which is no country code`}}},
		{"initiative's kind", func(r *Record) { r.Initiatives[0].Kind = "PLAN"; r.Agreements[1].Initiatives = nil },
			[]Problem{{"initiatives[0].kind", "initiatives[0]", `initiatives[0].kind is wrong: initiative kind "PLAN" is none of PROGRAMME, PARTNERSHIP, FORUM`}}},
		{"no name", func(r *Record) { r.Initiatives[0].Name = ""; r.Agreements[1].Initiatives = nil },
			[]Problem{{"initiatives[0].name", "initiatives[0]", "initiatives[0].name is missing"}}},
		{"topics", func(r *Record) { r.Agreements[0].Topics = nil },
			[]Problem{{"agreements[0].topics", "agreements[0]", "agreements[0].topics holds no topic; an agreement has one to three"}}},
		{"four topics", func(r *Record) { r.Agreements[0].Topics = append(r.Agreements[0].Topics, "AID", "TRADE", "ENERGY") },
			[]Problem{{"agreements[0].topics[3]", "agreements[0].topics[3]", "agreements[0].topics[3] is one too many; an agreement has one to three"}}},
		{"long name", func(r *Record) { r.Meetings[0].Place = ptr(strings.Repeat("x", 501)) },
			[]Problem{{"meetings[0].place", "meetings[0]", "meetings[0].place is longer than 500 bytes"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := complete(t, test.change)
			if diff := cmp.Diff(test.want, r.Check()); diff != "" {
				t.Errorf("Check (-want +got):\n%s", diff)
			}
			checkClean(t, r)
		})
	}
}

// checkClean holds the promises of Clean: the same problems as Check, nothing left to complain
// about, a span for each fact.
func checkClean(t *testing.T, r *Record) {
	t.Helper()
	before := r.Check()
	problems := r.Clean()
	if len(before) != len(problems) {
		t.Errorf("Check finds %d problems, Clean %d", len(before), len(problems))
	}
	for _, p := range problems {
		if p.Fatal() {
			if len(r.Countries)+len(r.Ministers)+len(r.Initiatives)+len(r.Projects)+len(r.Meetings)+len(r.Agreements) > 0 {
				t.Error("facts are left after a fatal problem")
			}
			return
		}
	}
	for _, p := range r.Check() {
		t.Errorf("after Clean: %s", p.Message)
	}
	r.evidences(func(e *Evidence, fact string) {
		if !spanFits(r.Text, e) || r.Text[*e.Start:*e.End] != e.Quote {
			t.Errorf("%s: evidence %q does not stand at its span", fact, e.Quote)
		}
	})
}

func TestCleanKeepsTheGoodFacts(t *testing.T) {
	r := complete(t, func(r *Record) {
		r.Agreements[0].Parties = []string{"ML", "XX"}
		r.Agreements[1].Topics = append(r.Agreements[1].Topics, "LOVE")
		r.Ministers[0].Country = "?"
	})
	problems := r.Clean()
	if len(problems) != 5 { // the party, the committing side with it, the topic, the minister, his part in the meeting
		t.Errorf("got %d problems: %v", len(problems), problems)
	}
	if len(r.Agreements) != 1 || r.Agreements[0].Kind != "PLEDGED" || len(r.Agreements[0].Topics) != 1 {
		t.Errorf("agreements left: %+v", r.Agreements)
	}
	if len(r.Ministers) != 1 || r.Ministers[0].Name != "Beren" {
		t.Errorf("ministers left: %+v", r.Ministers)
	}
	if diff := cmp.Diff([]string{"Beren"}, r.Meetings[0].Ministers); diff != "" {
		t.Error(diff)
	}
}

// FuzzRecord checks that no record makes the package panic and that Clean keeps its promises.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(arnor))
	f.Add([]byte(`{"text":"a  b","agreements":[{"evidence":"a b","start":0},{"evidence":"b\na"}]}`))
	f.Add([]byte(`{"text":"é","meetings":[{"evidence":"é","start":1,"end":2}],"ministers":[{"mentions":[""]}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := NewDecoder(bytes.NewReader(bytes.ReplaceAll(line, []byte("\n"), []byte(" ")))).Next()
		if err != nil {
			return
		}
		r.Complete(nil)
		checkClean(t, r)
		var out bytes.Buffer
		if err := NewEncoder(&out).Encode(r); err != nil {
			t.Fatal(err)
		}
		again, err := NewDecoder(&out).Next()
		if err != nil {
			t.Fatal(err)
		}
		var first, second bytes.Buffer
		_ = NewEncoder(&first).Encode(r)
		_ = NewEncoder(&second).Encode(again)
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("written and read again:\n%s\n%s", first.Bytes(), second.Bytes())
		}
	})
}

// TestGold checks that every file of the open gold set is a record without a fault, but for
// meetings whose ministers the article does not name, since no sentence can be found for those.
func TestGold(t *testing.T) {
	files, err := filepath.Glob("../../eval/gold/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := decode(t, string(data))
		facts := len(r.Agreements)
		r.Complete(nil)
		for _, p := range r.Check() {
			if !strings.HasPrefix(p.Field, "meetings[") || !strings.HasSuffix(p.Field, ".evidence") {
				t.Errorf("%s: %s", file, p.Message)
			}
		}
		r.Clean()
		if len(r.Agreements) != facts {
			t.Errorf("%s: %d of %d agreements are left", file, len(r.Agreements), facts)
		}
	}
}

func BenchmarkClean(b *testing.B) {
	b.SetBytes(int64(len(arnor)))
	for b.Loop() {
		r := decode(b, arnor)
		r.Complete(nil)
		r.Clean()
	}
}
