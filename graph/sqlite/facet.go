package sqlite

import (
	"encoding/json"
	"strings"

	"entente/graph"
	"entente/graph/terms"
)

// facet says what a posting's value is. The numbers stand in files: none is given twice.
type facet int

const (
	agreementParty   facet = 1 // a country
	agreementPair    facet = 2 // two countries as graph.Pair names them
	agreementMany    facet = 3 // a country, where the agreement has too many parties for pairs
	agreementTopic   facet = 4
	agreementObject  facet = 5 // a project or an initiative
	agreementVoice   facet = 6 // a minister
	agreementArticle facet = 7
	agreementLang    facet = 8
	meetingCountry   facet = 9
	meetingMinister  facet = 10
	meetingArticle   facet = 11
	meetingLang      facet = 12
	ministerCountry  facet = 13
	ministerOffice   facet = 14
	projectCountry   facet = 15
	articleCountry   facet = 16
	articleSource    facet = 17
	articleBand      facet = 18 // a band of the signature
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
	confidence float64
	data       []byte
	text       []string // what Text filters look into
	postings   []posting
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

func newRecord(id string, t graph.NodeType, p graph.Position, node any) (*record, error) {
	data, err := json.Marshal(node)
	return &record{id: id, kind: t, sort: p.Key, data: data}, err
}

func articleRecord(a graph.Article) (*record, error) {
	a.Text = ""
	r, err := newRecord(a.ID, graph.ArticleNode, a.Position(), a)
	if err != nil {
		return nil, err
	}
	r.date, r.filter, r.text = graph.Date{Value: a.Published}, a.Lang, []string{a.Title}
	r.add(articleCountry, a.Countries...)
	r.add(articleSource, a.Source)
	r.add(articleBand, a.Signature.Bands()...)
	return r, nil
}

func ministerRecord(m graph.Minister) (*record, error) {
	r, err := newRecord(m.ID, graph.MinisterNode, m.Position(), m)
	if err != nil {
		return nil, err
	}
	r.text = append([]string{m.Name}, m.Aliases...)
	r.add(ministerCountry, m.Country)
	for _, t := range m.Offices {
		r.add(ministerOffice, string(t.Office))
	}
	return r, nil
}

func initiativeRecord(i graph.Initiative) (*record, error) {
	r, err := newRecord(i.ID, graph.InitiativeNode, i.Position(), i)
	if err != nil {
		return nil, err
	}
	r.filter, r.text = string(i.Kind), append([]string{i.Name}, i.Aliases...)
	return r, nil
}

func projectRecord(p graph.Project) (*record, error) {
	r, err := newRecord(p.ID, graph.ProjectNode, p.Position(), p)
	if err != nil {
		return nil, err
	}
	r.filter, r.text = string(p.Sector), append([]string{p.Name}, p.Aliases...)
	r.add(projectCountry, p.Countries...)
	return r, nil
}

func agreementRecord(a graph.Agreement) (*record, error) {
	r, err := newRecord(a.ID, graph.AgreementNode, a.Position(), a)
	if err != nil {
		return nil, err
	}
	r.date, r.filter, r.confidence = a.Date, string(a.Kind), a.Confidence
	r.add(agreementParty, a.Countries()...)
	r.add(agreementPair, a.Pairs()...)
	if len(a.Parties) > graph.MaxPaired {
		r.add(agreementMany, a.Countries()...)
	}
	for _, t := range a.Topics {
		r.add(agreementTopic, string(t))
	}
	r.add(agreementObject, a.Projects...)
	r.add(agreementObject, a.Initiatives...)
	r.add(agreementVoice, a.Voices...)
	r.add(agreementLang, a.Languages...)
	r.report(agreementArticle, a.Reports)
	return r, nil
}

func meetingRecord(m graph.Meeting) (*record, error) {
	r, err := newRecord(m.ID, graph.MeetingNode, m.Position(), m)
	if err != nil {
		return nil, err
	}
	r.date, r.confidence = m.Date, m.Confidence
	r.add(meetingCountry, m.Countries...)
	r.add(meetingMinister, m.Ministers...)
	r.add(meetingLang, m.Languages...)
	r.report(meetingArticle, m.Reports)
	return r, nil
}

func (r *record) report(f facet, reports []graph.Report) {
	for _, e := range reports {
		r.text = append(r.text, e.Evidence.Quote)
		r.add(f, e.Article)
	}
}

// decode makes the record of a node that the store holds from its data, to tell what it is found by.
func decode(t graph.NodeType, data []byte) (*record, error) {
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

func again[N any](data []byte, of func(N) (*record, error)) (*record, error) {
	var n N
	if err := json.Unmarshal(data, &n); err != nil {
		return nil, err
	}
	return of(n)
}
