package statement

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/encoder"
	"entente/loader/lexicon"
)

func find(lang, title, text, published string) ([]Statement, []Meeting) {
	return Find(Prepare(lexicon.For(lang), title, text, graph.Date{Value: published}))
}

// TestKindsAndParties holds plain commitments, each the last sentence of its text.
func TestKindsAndParties(t *testing.T) {
	for _, c := range []struct{ lang, text, kind, parties, by string }{
		{"en", "Peru and Chile signed a memorandum of understanding on lithium mining on Tuesday.", "SIGNED", "CL PE", "CL PE"},
		{"en", "Kenyan Foreign Minister Musalia Mudavadi met his Norwegian counterpart in Oslo. The two sides agreed to deepen cooperation on fisheries.", "AGREED", "KE NO", "KE NO"},
		{"en", "Japan pledged to provide Laos with a loan of 200 million dollars for a new bridge.", "PLEDGED", "JP LA", "JP"},
		{"en", "Greece urged Turkey to resume talks on maritime borders.", "PROPOSED", "GR TR", "GR"},
		{"fr", "Le Sénégal et la Turquie ont signé mardi un accord de coopération dans le domaine des transports.", "SIGNED", "SN TR", "SN TR"},
		{"fr", "La Norvège et le Ghana se sont rencontrés à Accra. Les deux pays ont convenu de renforcer leur coopération énergétique.", "AGREED", "GH NO", "GH NO"},
		{"zh", "中国和秘鲁签署了关于农业合作的谅解备忘录。", "SIGNED", "CN PE", "CN PE"},
		{"zh", "越南外长和老挝外长在河内举行会谈。双方同意加强两国在能源领域的合作。", "AGREED", "LA VN", "LA VN"},
		{"zh", "中方愿同蒙古国加强铁路合作。", "PLEDGED", "CN MN", "CN"},
		{"ru", "Казахстан и Индия подписали меморандум о сотрудничестве в области транспорта.", "SIGNED", "IN KZ", "IN KZ"},
		{"ru", "Президенты Узбекистана и Турции провели переговоры. Стороны договорились расширить сотрудничество в энергетике.", "AGREED", "TR UZ", "TR UZ"},
		{"es", "Chile y Perú firmaron este martes un acuerdo de cooperación sobre transporte fronterizo.", "SIGNED", "CL PE", "CL PE"},
		{"es", "México y Cuba mantuvieron conversaciones en La Habana. Ambos países acordaron ampliar la cooperación en salud.", "AGREED", "CU MX", "CU MX"},
		{"ar", "وقعت مصر وكينيا مذكرة تفاهم للتعاون في مجال الزراعة.", "SIGNED", "EG KE", "EG KE"},
	} {
		all, _ := find(c.lang, "", c.text, "2024-05-14")
		if len(all) == 0 {
			t.Errorf("%s: nothing in %q", c.lang, c.text)
			continue
		}
		s := all[len(all)-1]
		if string(s.Kind) != c.kind || strings.Join(s.Parties, " ") != c.parties || strings.Join(s.By, " ") != c.by {
			t.Errorf("%s: %q\n  got  %s %v by %v\n  want %s %s by %s", c.lang, c.text, s.Kind, s.Parties, s.By, c.kind, c.parties, c.by)
		}
		if s.Confidence <= 0 || s.Confidence > 1 || len(s.Topics) == 0 || len(s.Topics) > 3 {
			t.Errorf("%s: %q: confidence %v, topics %v", c.lang, c.text, s.Confidence, s.Topics)
		}
	}
}

// TestNothing holds sentences that state no commitment.
func TestNothing(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"en", "Brazil beat Japan 3-1 in the quarterfinal of the cup on Friday."},
		{"en", "Exports from Germany to Poland rose by 4 percent in the third quarter."},
		{"en", "The streets of the capital were quiet on Sunday."},
		{"fr", "La France a battu l'Espagne 2-0 en finale du tournoi."},
		{"zh", "巴西队在决赛中击败日本队夺得冠军。"},
		{"ru", "Сборная Бразилии обыграла команду Японии в финале турнира."},
		{"es", "Argentina venció a Francia por dos goles en la final de la copa."},
		{"ar", "فاز منتخب مصر على منتخب كينيا في نهائي البطولة."},
		{"en", ""},
		{"ar", "؟"},
	} {
		if all, _ := find(c.lang, "", c.text, "2024-05-14"); len(all) != 0 {
			t.Errorf("%s: %q gives %s %v", c.lang, c.text, all[0].Kind, all[0].Parties)
		}
	}
}

func TestMeetings(t *testing.T) {
	text := "Norwegian Prime Minister Jonas Gahr Støre met Kenyan President William Ruto in Nairobi on Monday. " +
		"Støre and Ruto discussed trade.\n\nRuto will meet President Emmanuel Macron of France next month."
	_, meetings := find("en", "", text, "2024-05-14")
	if len(meetings) != 1 || strings.Join(meetings[0].Countries, " ") != "KE NO" || len(meetings[0].Ministers) != 2 {
		t.Errorf("got %+v, want one meeting of KE and NO with both leaders", meetings)
	}
}

// TestSame runs an article several times: the answer never differs.
func TestSame(t *testing.T) {
	text := "China, Russia and India agreed to set up a joint bank. They said the United States and Japan could join.\n\n" +
		"The two sides signed 12 documents. Beijing is ready to lend Moscow money."
	first, meetings := find("en", "China and Russia agree on bank", text, "2024-05-14")
	if len(first) == 0 {
		t.Fatal("nothing found")
	}
	for range 5 {
		again, m := find("en", "China and Russia agree on bank", text, "2024-05-14")
		if !reflect.DeepEqual(first, again) || !reflect.DeepEqual(meetings, m) {
			t.Fatalf("got %+v, then %+v", first, again)
		}
	}
}

func TestModelFile(t *testing.T) {
	m, err := ReadModel(embedded)
	if err != nil {
		t.Fatal(err)
	}
	data, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadModel(data)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.known.keys, again.known.keys) || !reflect.DeepEqual(m.fast, again.fast) || !slices.Equal(m.look, again.look) || m.mixture != again.mixture || !reflect.DeepEqual(m.full, again.full) {
		t.Error("a model differs after writing and reading")
	}
	for _, bad := range [][]byte{nil, {1, 2, 3}, embedded[:len(embedded)/2], bytes.Repeat([]byte{0}, 100)} {
		if _, err := ReadModel(bad); err == nil {
			t.Errorf("%d broken bytes are read as a model", len(bad))
		}
	}
}

// TestLearn fits a small model and expects it to tell its own examples apart.
func TestLearn(t *testing.T) {
	var examples []Example
	for _, pair := range [][2]string{{"Peru", "Chile"}, {"Kenya", "Norway"}, {"Japan", "Laos"}, {"Ghana", "Togo"}, {"Egypt", "Iraq"}, {"Spain", "Cuba"}} {
		text := pair[0] + " and " + pair[1] + " signed a treaty on trade. The weather in " + pair[0] + " and " + pair[1] + " was fine."
		in := Prepare(lexicon.For("en"), "", text, graph.Date{})
		codes := []string{in.Places[0].Code, in.Places[1].Code}
		slices.Sort(codes)
		examples = append(examples, Example{in, []Label{{Kind: graph.Signed, Parties: codes, By: codes, Start: 0, End: strings.Index(text, ".") + 1}}, nil})
	}
	lessons, lost := Lessons(examples)
	if lost != 0 {
		t.Fatalf("%d labels lost", lost)
	}
	m := Learn(lessons, Options{Epochs: 20, Rate: 0.1, Decay: 0.0001})
	right, possible, all := m.PartyAccuracy(lessons)
	if right != all || possible != all {
		t.Errorf("parties right %d, possible %d, of %d", right, possible, all)
	}
	for i, l := range lessons {
		s := m.find(l.v)
		if len(s) != 1 || s[0].Sentence != 0 || s[0].Kind != graph.Signed {
			t.Errorf("example %d: got %+v", i, s)
		}
	}
}

// TestShow holds that the encoder learns from every candidate, in each way to cut an article into passages, from the pieces of its sentence.
func TestShow(t *testing.T) {
	text := strings.Repeat("Peru and Chile signed a memorandum of understanding on lithium mining on Tuesday. It rained. Nobody minded. ", 9)
	in := Prepare(lexicon.For("en"), "Peru and Chile sign", text, graph.Date{})
	end := strings.Index(text, ".") + 1
	lessons, _ := Lessons([]Example{{Input: in, Labels: []Label{{Kind: graph.Signed, Parties: []string{"CL", "PE"}, By: []string{"CL", "PE"}, End: end}}}})
	shown := lessons[0].Show(encoder.Builtin().NewWriter())
	if want := []ShownLabel{{1, []int{1, 0}, []int{1, 0}}}; len(shown.Cases) < 9 || !reflect.DeepEqual(shown.Cases[0].Labels, want) {
		t.Fatalf("got cases %+v, want at least 9, the first labelled %+v", shown.Cases, want)
	}
	if len(shown.Passages) != 3 {
		t.Fatalf("got %d ways, want 3", len(shown.Passages))
	}
	for way, passages := range shown.Passages {
		if len(passages) < 2 {
			t.Errorf("way %d: got %d passages, want several", way, len(passages))
		}
		var cases []int
		for _, p := range passages {
			if len(p.Pieces) > encoder.Longest || len(p.Turns) != len(p.Pieces) || len(p.Spans) != len(p.Cases) {
				t.Fatalf("way %d: got %d pieces, %d turns, %d spans, %d cases", way, len(p.Pieces), len(p.Turns), len(p.Spans), len(p.Cases))
			}
			for k, c := range p.Cases {
				first, last := p.Spans[k][0], p.Spans[k][1]
				if s := shown.Cases[c].Sentence; s%3 == 0 && !slices.Equal(p.Pieces[first:last], passages[0].Pieces[passages[0].Spans[0][0]:passages[0].Spans[0][1]]) {
					t.Errorf("way %d: sentence %d has other pieces than the first, which says the same", way, s)
				}
			}
			cases = append(cases, p.Cases...)
		}
		for i, c := range cases {
			if i != c {
				t.Fatalf("way %d: got cases %v, want each once, in order", way, cases)
			}
		}
	}
}

// TestMost holds that the encoder is asked about so many sentences of an article and no more, and that those after are not lost.
func TestMost(t *testing.T) {
	text := strings.Repeat("Peru and Chile signed a memorandum of understanding on lithium mining on Tuesday. ", 6)
	in := Prepare(lexicon.For("en"), "", text, graph.Date{})
	for _, most := range []int{0, 2, 100} {
		m := *builtin(false)
		m.most = most
		v := newView(&in)
		if found := m.find(v); len(found) != 6 {
			t.Errorf("%d statements where %d sentences are read, want 6", len(found), most)
		}
		asked := 0
		for _, a := range v.opinions.asked {
			asked += b2i(a)
		}
		if asked != min(most, 6) {
			t.Errorf("%d sentences were read, want %d", asked, min(most, 6))
		}
	}
}

func TestThresholds(t *testing.T) {
	var judged []Judged
	for i := range 100 {
		p := float64(i) / 100
		judged = append(judged, Judged{Some: p, Kind: p, Party: 1, Found: i >= 40, Typed: i >= 40, Full: i >= 40, Class: 1})
	}
	c := Thresholds(judged, 60)
	if found, _, full, said := Count(judged, c); found != 60 || full != 60 || said != 60 {
		t.Errorf("cut %v accepts %d, of which %d are right", c, said, full)
	}
}

// TestConfidence holds that the confidence tells guesses that are right on their grounds from those that are not.
func TestConfidence(t *testing.T) {
	var judged []Judged
	for i := range 400 {
		x := float64(i%20) - 9.5
		judged = append(judged, Judged{Some: 1, Kind: 1, Party: 1, Full: x > 0 || i%50 == 0, Grounds: grounds{0: 1, 3: x}})
	}
	m := &Model{}
	m.Calibrate(judged, Cut{0.1, 2}, false)
	if low, high := m.fast.confidence(&grounds{0: 1, 3: -9}), m.fast.confidence(&grounds{0: 1, 3: 9}); low > 0.2 || high < 0.8 {
		t.Errorf("confidence %v where nearly all is wrong, %v where all is right", low, high)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"China and Russia signed a treaty.", "中俄双方同意。", "وقعت مصر", "\n\n((((", "G7 ASEAN the two sides agreed"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		for _, l := range lexicon.Languages() {
			in := Prepare(l, text, text, graph.Date{Value: "2024-05-14"})
			statements, meetings := Find(in)
			for _, s := range statements {
				if s.Sentence < 0 || s.Sentence >= len(in.Body.Sentences) || len(s.Parties) < 2 || len(s.By) == 0 ||
					!slices.IsSorted(s.Parties) || !slices.IsSorted(s.By) {
					t.Fatalf("%s: %+v", l.Tag, s)
				}
			}
			for _, m := range meetings {
				if m.Sentence < 0 || m.Sentence >= len(in.Body.Sentences) || len(m.Countries) < 2 || !slices.IsSorted(m.Countries) {
					t.Fatalf("%s: %+v", l.Tag, m)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Peru and Chile signed a memorandum on lithium mining on Tuesday. The weather was fine.\n\n", 40)
	in := Prepare(lexicon.For("en"), "", text, graph.Date{Value: "2024-05-14"})
	Find(in)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(in)
	}
}
