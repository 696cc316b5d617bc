package statement

import (
	"math"
	"reflect"
	"testing"

	"entente/graph"
	"entente/loader/lexicon"
)

// traced finds statements with a trace and checks that they are those found without.
func traced(t *testing.T, lang, title, text string) ([]Statement, *Trace) {
	t.Helper()
	in := Prepare(lexicon.For(lang), title, text, graph.Date{Value: "2024-05-14"})
	without, meetings := Find(in)
	in.Trace = &Trace{}
	all, met := Find(in)
	if !reflect.DeepEqual(all, without) || !reflect.DeepEqual(met, meetings) {
		t.Errorf("with a trace %+v, without %+v", all, without)
	}
	return all, in.Trace
}

func TestTraceOfWhatIsMade(t *testing.T) {
	all, trace := traced(t, "en", "", "Peru and Chile signed a memorandum of understanding on lithium mining in Cuba on Tuesday.")
	if len(all) != 1 || len(trace.Sentences) != 1 {
		t.Fatalf("%d statements, %d decisions", len(all), len(trace.Sentences))
	}
	d := trace.Sentences[0]
	if d.Unfit != "" || len(d.Scores) < 2 || len(d.Guesses) == 0 {
		t.Fatalf("%+v", d)
	}
	g := d.Guesses[0]
	if g.Dropped != "" || g.Kind != graph.Signed || !reflect.DeepEqual(g.Parties, all[0].Parties) || g.Score < g.Least {
		t.Errorf("%+v", g)
	}
	sum := g.Sure
	for _, r := range g.Rivals {
		sum += r.Chance
	}
	if len(g.Rivals) == 0 || sum > 1.000001 {
		t.Errorf("%s are sure by %v, their rivals are %+v", g.Parties, g.Sure, g.Rivals)
	}
	if len(d.Cues) == 0 || d.Cues[0].Name != "sign" {
		t.Errorf("the cues are %v", d.Cues)
	}
}

// TestTraceOfWhatIsDropped holds a sentence, the last of its text, for each reason.
func TestTraceOfWhatIsDropped(t *testing.T) {
	for _, c := range []struct{ text, why string }{
		{"Peru and Chile talked. Thanks Peru.", unfitShort},
		{"Peru borders Chile. Will Peru and Chile sign a treaty?", unfitQuestion},
		{"Peru borders Chile. The cat of the neighbour slept all day long.", unfitCues},
		{"The two presidents signed a treaty on trade.", unfitNobody},
		{"Peru signed a new law on trade.", unfitAlone},
		{"Exports from Germany to Poland rose by 4 percent in the third quarter.", LowScore},
	} {
		_, trace := traced(t, "en", "", c.text)
		d := trace.Sentences[len(trace.Sentences)-1]
		got := d.Unfit
		if got == "" && len(d.Guesses) > 0 {
			got = d.Guesses[0].Dropped
		}
		if got != c.why {
			t.Errorf("%q: %q, want %q", c.text, got, c.why)
		}
	}
}

func TestTraceOfNoMeeting(t *testing.T) {
	for _, c := range []struct{ text, why string }{
		{"President William Ruto of Kenya met President Emmanuel Macron of France in Nairobi.", ""},
		{"President William Ruto of Kenya will meet President Emmanuel Macron of France next month.", noMeetingDenied},
		{"Kenya met Norway at the table for the trade round.", noMeetingNobody},
		{"Kenya and Norway watched the talks.", noMeetingTalks},
	} {
		_, trace := traced(t, "en", "", c.text)
		if got := trace.Sentences[0].NoMeeting; got != c.why {
			t.Errorf("%q: %q, want %q", c.text, got, c.why)
		}
	}
}

// TestLegend holds that all that the first scorer weighs in a sentence can be told, and that the weights add up to its log-odds.
func TestLegend(t *testing.T) {
	for _, c := range []struct{ lang, title, text string }{
		{"en", "Peru and Chile sign lithium deal", "Peruvian President Dina Boluarte met Chile's foreign minister in Lima, in 2023. G7 and ASEAN talked. " +
			"Peru, Chile and Cuba signed a memorandum on 3 ports. We, the two sides, hope to deepen cooperation!"},
		{"zh", "中俄会谈", "中国外交部长王毅同俄罗斯外长拉夫罗夫举行会谈。双方签署了3项合作协议。"},
		{"ar", "قمة مصر وكينيا", "وقعت مصر وكينيا مذكرة تفاهم للتعاون في مجال الزراعة. وقال الرئيس السيسي إن البلدين سيعززان التعاون."},
	} {
		in := Prepare(lexicon.For(c.lang), c.title, c.text, graph.Date{Value: "2024-05-14"})
		v := newView(&in)
		m := builtin(false)
		for i := range v.frames {
			x := v.kindFeatures(i)
			l := newLegend(v, i)
			for _, f := range x.strong {
				if l.about[f] == "" {
					t.Errorf("%s, sentence %d: a feature that the legend does not know; add its template to legend.go", c.lang, i)
				}
			}
			for _, f := range x.weak {
				if l.words[f] == nil {
					t.Errorf("%s, sentence %d: a feature of words that the legend does not know; add its template to legend.go", c.lang, i)
				}
			}
			p := m.scores(x)
			sum := 0.0
			for _, w := range m.weights(v, i, x, 1) {
				sum += w.Value
			}
			if odds := math.Log(p[1] / p[0]); math.Abs(odds-sum) > 0.3 { // each weight is rounded
				t.Errorf("%s, sentence %d: the weights add up to %.2f, the log-odds are %.2f", c.lang, i, sum, odds)
			}
		}
	}
}
