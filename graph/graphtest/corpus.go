package graphtest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/terms"
)

// Loaded is since when the graph knows what Corpus makes, but for the articles that say otherwise.
var Loaded = time.Date(2024, 5, 17, 9, 30, 0, 123456789, time.UTC)

// person, initiative and project are what the invented articles speak of, with the ways in which
// they write it.
type (
	person struct {
		country string
		text    string
		forms   []string
		office  graph.Office
	}
	initiative struct {
		text  string
		kind  graph.InitiativeKind
		forms []string
	}
	project struct {
		text   string
		sector graph.Topic
		scope  []string
		forms  []string
	}
)

var (
	languages = []string{"ar", "en", "es", "fr", "ru", "zh"}
	sources   = []string{"Agence du Midi", "Northern Wire", "新声社", "Вестник", "وكالة النور", ""}
	states    = strings.Fields("CN FR KG RU UZ EG ES KZ BR IN DE AO")

	persons = []person{
		{"CN", "Wang Yi", []string{"Wang Yi", "王毅", "Ван И", "وانغ يي", "WANG YI"}, graph.ForeignMinister},
		{"CN", "Wang", []string{"M. Wang", "王外长", "Wang"}, graph.ForeignMinister},
		{"CN", "Wang Wentao", []string{"Wang Wentao", "王文涛"}, graph.TradeMinister},
		{"FR", "Élodie Fournier", []string{"Élodie Fournier", "E\u0301lodie Fournier", "ÉLODIE FOURNIER", "Элоди Фурнье"}, graph.ForeignMinister},
		{"FR", "E\u0301lodie Fournier", []string{"Mme Fournier"}, graph.HeadOfGovernment},
		{"KG", "Jeenbek Kulubaev", []string{"Jeenbek Kulubaev", "Жээнбек Кулубаев", "Kulubaev Jeenbek"}, graph.ForeignMinister},
		{"KG", "Zheenbek Kulubayev", []string{"Zheenbek Kulubayev"}, graph.ForeignMinister},
		{"RU", "Sergey Orlov", []string{"Sergey Orlov", "Сергей Орлов", "Сергея Орлова"}, graph.DefenceMinister},
		{"RU", "Sergei Orlov", []string{"Sergei Orlov"}, graph.HeadOfState},
		{"EG", "Samir Hanna", []string{"Samir Hanna", "سمير حنا"}, graph.EnergyMinister},
		{"ES", "José Ibáñez", []string{"José Ibáñez", "Jose\u0301 Iba\u0301n\u0303ez", "José Ibánez"}, graph.FinanceMinister},
		{"UZ", "Vladimir Norov", []string{"Vladimir Norov", "Владимир Норов"}, graph.Envoy},
		{"BR", "Ana Silva", []string{"Ana Silva"}, graph.Ambassador},
		{"BR", "Ana Souza Silva", []string{"Ana Souza Silva"}, graph.Ambassador},
	}
	initiatives = []initiative{
		{"Belt and Road Initiative", graph.Programme, []string{"Belt and Road Initiative", "一带一路", "Ceinture et Route", "«Один пояс, один путь»", "الحزام والطريق"}},
		{"Northern Forum", graph.Forum, []string{"Northern Forum", "NORTHERN FORUM"}},
		{"northern forum", graph.Forum, []string{"Forum du Nord"}},
		{"Comprehensive Partnership", graph.Partnership, []string{"comprehensive partnership", "all-round partnership"}},
		{"Comprehensive Partnership", graph.Programme, []string{"partenariat global"}},
		{"Green Compact", graph.Programme, []string{"Green Compact"}},
	}
	projects = []project{
		{"China-Kyrgyzstan-Uzbekistan Railway", "TRANSPORT", []string{"CN", "KG", "UZ"}, []string{"CKU railway", "中吉乌铁路", "chemin de fer"}},
		{"China–Kyrgyzstan–Uzbekistan railway", "TRANSPORT", []string{"CN", "KG"}, []string{"железная дорога", "سكة الحديد"}},
		{"Northern Port", "TRANSPORT", []string{"EG"}, []string{"Northern Port"}},
		{"Northern Port", "TRADE", []string{"BR"}, []string{"Puerto del Norte"}},
		{"Northern Port", "TRADE", nil, []string{"the port"}},
		{"Río Solar Park", "ENERGY", []string{"BR", "ES"}, []string{"Rio Solar Park", "Ri\u0301o Solar Park"}},
	}
	phrases = map[string][]string{
		"ar": {"وقع البلدان اتفاقا حول", "أعلن الجانبان تعاونا في"},
		"en": {"The two sides signed a memorandum on", "Ministers agreed to deepen work on"},
		"es": {"Los dos países firmaron un acuerdo sobre", "El señor Ibáñez prometió apoyo para"},
		"fr": {"Les deux parties ont signé un accord sur", "L\u2019Égypte s\u2019est engagée à financer"},
		"ru": {"Стороны подписали соглашение о", "Министр объявил о поддержке"},
		"zh": {"双方签署了谅解备忘录关于", "两国同意加强合作在"},
	}
	subjects = strings.Fields("railways ports gas visas wheat vaccines satellites ligne дороги 铁路 الغاز energía údržba Straße")
	days     = strings.Fields("2022-07-30 2022-07-29 2022-07 2022 2023-02-28 2023-02 2023-12-31 2024-01-01 2024 2024-02-29 2021-11-05")
)

// Corpus makes n invented articles in six languages from a seed, the same for the same seed and
// n: agreements told in several of them, persons in several scripts and spellings, reprints,
// agreements of many parties, facts without a date, articles without facts. Every sixth was
// loaded at another moment than Loaded.
func Corpus(seed uint64, n int) []graph.ArticleFacts {
	m := &maker{rand.New(rand.NewPCG(seed, 1))}
	var out []graph.ArticleFacts
	for i := range n {
		if i > 0 && m.IntN(12) == 0 {
			out = append(out, reprint(out[m.IntN(i)], i))
		} else {
			out = append(out, m.article(i))
		}
		if i%6 == 5 {
			out[i] = At(out[i], Loaded.Add(time.Duration(m.IntN(1000)-500)*time.Second))
		}
	}
	return out
}

// At returns the facts as if they had been loaded at another moment.
func At(f graph.ArticleFacts, moment time.Time) graph.ArticleFacts {
	f.Article.LoadedAt = moment
	f.Observations = slices.Clone(f.Observations)
	for i := range f.Observations {
		f.Observations[i].LoadedAt = moment
	}
	return f
}

// maker makes articles by chance.
type maker struct{ *rand.Rand }

func pick[T any](m *maker, list []T) T { return list[m.IntN(len(list))] }

// some picks up to most different values, skewed to the first, sorted.
func (m *maker) some(list []string, least, most int) []string {
	want := least + m.IntN(most-least+1)
	var out []string
	for len(out) < want {
		v := list[min(m.IntN(len(list)), m.IntN(len(list)))]
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

func (m *maker) article(i int) graph.ArticleFacts {
	lang := pick(m, languages)
	d := newDraft(fmt.Sprintf("https://example.org/%s/%04d", lang, i), lang)
	d.Article.Source = pick(m, sources)
	d.Article.Title = pick(m, phrases[lang]) + " " + pick(m, subjects)
	if m.IntN(8) > 0 {
		d.Article.Published = pick(m, days)
	}
	d.Article.Countries = m.some(states, 0, 3)
	var who, what []string
	for range m.IntN(4) {
		p := pick(m, persons)
		who = append(who, d.Naming(graph.Name{Type: graph.MinisterNode, Text: p.text, Form: pick(m, p.forms), Scope: []string{p.country}}, p.office))
	}
	if m.IntN(2) == 0 {
		in := pick(m, initiatives)
		what = append(what, d.Naming(graph.Name{Type: graph.InitiativeNode, Text: in.text, Form: pick(m, in.forms), Detail: string(in.kind)}, ""))
	}
	if m.IntN(2) == 0 {
		p := pick(m, projects)
		what = append(what, d.Naming(graph.Name{Type: graph.ProjectNode, Text: p.text, Form: pick(m, p.forms), Scope: p.scope, Detail: string(p.sector)}, ""))
	}
	for range m.IntN(4) {
		d.Statement(m.sentence(lang), m.date(), m.confidence(), m.statement(who, what))
	}
	for range m.IntN(2) {
		d.Encounter(m.sentence(lang), m.date(), m.confidence(), graph.Encounter{
			Countries: m.some(states[:5], 2, 3), Ministers: m.subset(who), Place: pick(m, []string{"", "Bishkek", "Le Caire"}),
		})
	}
	for range m.IntN(3) {
		d.Say(m.sentence(lang))
	}
	return d.Facts()
}

func (m *maker) statement(who, what []string) graph.Statement {
	codes := m.some(states[:7], 2, 3)
	switch m.IntN(25) {
	case 0:
		codes = graph.CountryCodes()[10:70] // a treaty of 60 states
	case 1:
		codes = slices.Sorted(slices.Values(states)) // one more than have pairs
	case 2:
		codes = slices.Sorted(slices.Values(states[:graph.MaxPaired]))
	}
	s := graph.Statement{Kind: pick(m, graph.Kinds()[:3]), Objects: m.subset(what), Voices: m.subset(who)}
	for i, c := range codes {
		role := graph.By
		if i > 0 && m.IntN(3) == 0 {
			role = graph.Addressed
		}
		s.Parties = append(s.Parties, graph.Party{Country: c, Role: role})
	}
	for _, t := range m.some([]string{"TRANSPORT", "TRADE", "ENERGY", "CULTURE"}, 1, 3) {
		s.Topics = append(s.Topics, graph.Topic(t))
	}
	return s
}

func (m *maker) subset(list []string) []string {
	var out []string
	for _, v := range list {
		if m.IntN(2) == 0 {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (m *maker) sentence(lang string) string {
	s := pick(m, phrases[lang])
	for range 1 + m.IntN(4) {
		s += " " + pick(m, subjects)
	}
	if m.IntN(6) == 0 {
		s = strings.ToUpper(s)
	}
	return s + "."
}

func (m *maker) date() graph.Date {
	if m.IntN(10) == 0 {
		return graph.Date{}
	}
	return graph.Date{Value: pick(m, days), Words: pick(m, []string{"", "on the day", "昨天"})}
}

func (m *maker) confidence() float64 { return float64(1+m.IntN(20)) / 20 }

// reprint is an article of another outlet with the text of a first.
func reprint(f graph.ArticleFacts, i int) graph.ArticleFacts {
	d := newDraft(fmt.Sprintf("https://reprint.example.org/%04d", i), f.Article.Lang)
	id := d.Article.ID
	d.Article, d.text = f.Article, f.Article.Text
	d.Article.ID, d.Article.Key, d.Article.URL = id, fmt.Sprintf("https://reprint.example.org/%04d", i), ""
	d.Article.Source, d.Article.LoadedAt = "The Reprinter", Loaded
	d.names = slices.Clone(f.Names)
	for _, o := range f.Observations {
		o.Article, o.LoadedAt = id, Loaded
		o.Identify()
		d.observations = append(d.observations, o)
	}
	return d.Facts()
}

// draft is an article in the making.
type draft struct {
	Article      graph.Article
	text         string
	names        []graph.Name
	observations []graph.Observation
}

func newDraft(url, lang string) *draft {
	return &draft{Article: graph.Article{ID: graph.ArticleID(url), Key: url, URL: url, Lang: lang, LoadedAt: Loaded}}
}

// Say adds a sentence to the text and returns it as evidence.
func (d *draft) Say(sentence string) graph.Evidence {
	if d.text != "" {
		d.text += "\n\n"
	}
	start := len(d.text)
	d.text += sentence
	return graph.Evidence{Quote: sentence, Start: start, End: len(d.text)}
}

// Naming adds a sentence that bears the name, and returns the name's identifier.
func (d *draft) Naming(n graph.Name, office graph.Office) string {
	n.Identify()
	d.names = append(d.names, n)
	d.observe(graph.Observation{Evidence: d.Say(n.Form + "."), Date: graph.Date{Value: d.Article.Published}, Confidence: 1,
		Naming: &graph.Naming{Name: n.ID, Office: office}})
	return n.ID
}

// Statement adds a sentence that states s.
func (d *draft) Statement(sentence string, when graph.Date, sure float64, s graph.Statement) {
	d.observe(graph.Observation{Evidence: d.Say(sentence), Date: when, Confidence: sure, Rule: "test.statement", Statement: &s})
}

// Encounter adds a sentence that tells of e.
func (d *draft) Encounter(sentence string, when graph.Date, sure float64, e graph.Encounter) {
	d.observe(graph.Observation{Evidence: d.Say(sentence), Date: when, Confidence: sure, Rule: "test.encounter", Encounter: &e})
}

func (d *draft) observe(o graph.Observation) {
	o.Article, o.LoadedAt = d.Article.ID, d.Article.LoadedAt
	o.Identify()
	d.observations = append(d.observations, o)
}

// Facts closes the draft: what depends on the whole is filled in, lists are sorted, each member
// once.
func (d *draft) Facts() graph.ArticleFacts {
	f := graph.ArticleFacts{Article: d.Article}
	hash := sha256.Sum256([]byte(d.text))
	f.Article.Text, f.Article.TextHash, f.Article.Signature = d.text, hex.EncodeToString(hash[:]), terms.Signature(d.text)
	f.Names = slices.SortedFunc(slices.Values(d.names), func(a, b graph.Name) int { return strings.Compare(a.ID, b.ID) })
	f.Names = slices.CompactFunc(f.Names, func(a, b graph.Name) bool { return a.ID == b.ID })
	f.Observations = slices.SortedFunc(slices.Values(d.observations), func(a, b graph.Observation) int { return strings.Compare(a.ID, b.ID) })
	f.Observations = slices.CompactFunc(f.Observations, func(a, b graph.Observation) bool { return a.ID == b.ID })
	for _, o := range f.Observations {
		switch {
		case o.Statement != nil:
			for _, p := range o.Statement.Parties {
				f.Article.Countries = append(f.Article.Countries, p.Country)
			}
		case o.Encounter != nil:
			f.Article.Countries = append(f.Article.Countries, o.Encounter.Countries...)
		}
	}
	f.Article.Countries = slices.Compact(slices.Sorted(slices.Values(f.Article.Countries)))
	seal(&f)
	return f
}

// seal gives the facts their fingerprint.
func seal(f *graph.ArticleFacts) {
	head := f.Article
	head.LoadedAt, head.Fingerprint = time.Time{}, ""
	body, err := json.Marshal(head)
	if err != nil {
		panic(err) // plain data always marshals
	}
	parts := []string{string(body)}
	for _, o := range f.Observations {
		parts = append(parts, o.ID)
	}
	f.Article.Fingerprint = graph.Digest(parts...)
}
