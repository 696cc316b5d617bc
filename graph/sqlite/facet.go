package sqlite

import (
	"hash/fnv"
	"strings"

	"entente/graph"
	"entente/graph/coding"
	"entente/graph/terms"
)

// facet says what a posting's value is. The numbers stand in files: none is given twice.
type facet int

const (
	agreementParty  facet = 1 // a country
	agreementPair   facet = 2 // two countries as graph.Pair names them
	agreementMany   facet = 3 // a country, where the agreement has too many parties for pairs
	agreementObject facet = 4 // a project or an initiative
	agreementVoice  facet = 5 // a minister
	meetingCountry  facet = 6
	meetingMinister facet = 7
	ministerCountry facet = 8
	ministerOffice  facet = 9
	projectCountry  facet = 10
	articleCountry  facet = 11
	articleSource   facet = 12
)

// typeNumbers stand in files as well; the letter begins the node's words.
var typeNumbers = map[graph.NodeType]struct {
	number int
	letter string
}{
	graph.ArticleNode: {1, "a"}, graph.MinisterNode: {2, "b"}, graph.InitiativeNode: {3, "c"}, graph.ProjectNode: {4, "d"},
	graph.AgreementNode: {5, "e"}, graph.MeetingNode: {6, "f"},
}

type posting struct {
	facet facet
	value string
}

// record is a node as the tables hold it.
type record struct {
	id         string
	kind       graph.NodeType
	sort       string
	date       graph.Date
	filter     string // the column kind
	tags       []string
	confidence float64
	data       []byte
	text       []string // what Text filters look into
	postings   []posting
	bands      []int64
}

// words is the record's row in the table word, "" if it has none.
func (r *record) words() string { return tagged(r.kind, terms.Of(r.text...)) }

// tagged marks words as those of a type of node.
func tagged(t graph.NodeType, words []string) string {
	letter := typeNumbers[t].letter
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(letter)
		b.WriteString(w)
	}
	return b.String()
}

func (r *record) add(f facet, values ...string) {
	for _, v := range values {
		r.postings = append(r.postings, posting{f, v})
	}
}

func newRecord(t graph.NodeType, p graph.Position, node any) *record {
	return &record{id: p.ID, kind: t, sort: p.Key, data: coding.Encode(node)}
}

func articleRecord(a graph.Article) *record {
	r := newRecord(graph.ArticleNode, a.Position(), &a)
	r.date, r.filter, r.text = graph.Date{Value: a.Published}, a.Lang, []string{a.Title}
	r.add(articleCountry, a.Countries...)
	r.add(articleSource, a.Source)
	for _, b := range a.Signature.Bands() {
		r.bands = append(r.bands, hash(b))
	}
	return r
}

func ministerRecord(m graph.Minister) *record {
	r := newRecord(graph.MinisterNode, m.Position(), &m)
	r.text = append([]string{m.Name}, m.Aliases...)
	r.add(ministerCountry, m.Country)
	for _, t := range m.Offices {
		r.add(ministerOffice, string(t.Office))
	}
	return r
}

func initiativeRecord(i graph.Initiative) *record {
	r := newRecord(graph.InitiativeNode, i.Position(), &i)
	r.filter, r.text = string(i.Kind), append([]string{i.Name}, i.Aliases...)
	return r
}

func projectRecord(p graph.Project) *record {
	r := newRecord(graph.ProjectNode, p.Position(), &p)
	r.filter, r.text = string(p.Sector), append([]string{p.Name}, p.Aliases...)
	r.add(projectCountry, p.Countries...)
	return r
}

func agreementRecord(a graph.Agreement) *record {
	r := newRecord(graph.AgreementNode, a.Position(), &a)
	r.date, r.filter, r.confidence = a.Date, string(a.Kind), a.Confidence
	r.add(agreementParty, a.Countries()...)
	r.add(agreementPair, a.Pairs()...)
	if len(a.Parties) > graph.MaxPaired {
		r.add(agreementMany, a.Countries()...)
	}
	r.add(agreementObject, a.Projects...)
	r.add(agreementObject, a.Initiatives...)
	r.add(agreementVoice, a.Voices...)
	r.tags = append(stringsOf(a.Topics), a.Languages...)
	r.text = quotes(a.Reports)
	return r
}

func meetingRecord(m graph.Meeting) *record {
	r := newRecord(graph.MeetingNode, m.Position(), &m)
	r.date, r.confidence = m.Date, m.Confidence
	r.add(meetingCountry, m.Countries...)
	r.add(meetingMinister, m.Ministers...)
	r.tags, r.text = m.Languages, quotes(m.Reports)
	return r
}

func quotes(reports []graph.Report) []string {
	var out []string
	for _, r := range reports {
		out = append(out, r.Evidence.Quote)
	}
	return out
}

// hash is the number under which a block or a band is found.
func hash(key string) int64 {
	h := fnv.New64a()
	h.Write([]byte(key))
	return int64(h.Sum64())
}

// tag is a value as the column tags holds it, with the blanks that part tags.
func tag(v string) string { return " " + v + " " }

// recordOf makes the record of a node that the store holds from its data, to tell what it is
// found by.
func recordOf(t graph.NodeType, data []byte) (*record, error) {
	switch t {
	case graph.ArticleNode:
		return again(data, articleRecord)
	case graph.MinisterNode:
		return again(data, ministerRecord)
	case graph.InitiativeNode:
		return again(data, initiativeRecord)
	case graph.ProjectNode:
		return again(data, projectRecord)
	case graph.AgreementNode:
		return again(data, agreementRecord)
	default:
		return again(data, meetingRecord)
	}
}

func again[N any](data []byte, of func(N) *record) (*record, error) {
	var n N
	if err := coding.Decode(data, &n); err != nil {
		return nil, err
	}
	return of(n), nil
}
