package mention

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/loader/lexicon"
)

// Span is one place of a text where an entity is named: bytes Start to End, in the sentence with that index.
type Span struct{ Start, End, Sentence int }

// Minister is a person who speaks or acts for a government.
type Minister struct {
	Name    string // as usual in English where the person is known, else transliterated
	Country string
	Office  graph.Office
	Spans   []Span // in the order of the text
	Fullest Span   // the first of the fullest mentions
}

// occurrence is one place where a name stands.
type occurrence struct {
	from, to int // words
	person   int // index of Terms.Persons, -1 if unknown
	alt      int // who is meant if the text names nobody else of that family name, -1 if nobody
	office   graph.Office
	country  string
	host     string // a country that the title names, but not as the bearer's
	pair     bool   // the title is that of a counterpart
	titled   bool   // a title stands beside it
	former   bool
	family   bool // a family name alone
	barred   bool // the title beside it is that of no government
}

// people finds ministers in one text.
type people struct {
	*words
	from, to int // the years that the text speaks in; 0 if unknown
	main     string
	occ      []occurrence
	last     graph.Office // the office named last
	entities []*personEntity
	codes    []string // see weights
}

type personEntity struct {
	occ    []occurrence
	person int
	full   occurrence // the one with the fullest name

	resolved string // the country, where no title names it
}

var titleKinds = []lexicon.TermKind{lexicon.TermBar, lexicon.TermOffice, lexicon.TermPair, lexicon.TermPortfolio, lexicon.TermRank, lexicon.TermBody,
	lexicon.TermHost, lexicon.TermHonorific, lexicon.TermAnd, lexicon.TermLink}

// Ministers returns the people in ws who speak or act for a government, in the order of the text. years are the first and last year
// that the article can speak of, 0 if unknown; main is the country that the article is mostly about, "" if none.
func (ws *words) ministers(from, to int, main string) []Minister {
	p := &people{words: ws, from: from, to: to, main: main}
	p.titles()
	p.known()
	p.listed()
	p.merge()
	p.later()
	return p.result()
}

// titles finds the names beside words of office.
func (p *people) titles() {
	sought := setOf(titleKinds...)
	for i := 0; i < len(p.w); {
		if p.kinds[i]&sought == 0 {
			i++
			continue
		}
		m := p.longest(i, titleKinds...)
		if m.n == 0 || p.w[i].place != 0 && p.w[i+int(m.n)-1].place != 0 && m.kind != lexicon.TermBar {
			i++
			continue
		}
		switch m.kind {
		case lexicon.TermOffice, lexicon.TermPair, lexicon.TermBar:
			i = p.title(i, m)
		case lexicon.TermHonorific:
			p.honorific(i, m)
			i += int(m.n)
		default:
			i++
		}
	}
}

// title reads the title whose head is the phrase m at word i and the name beside it; it returns the word to go on from.
func (p *people) title(i int, m match) int {
	t := title{from: i, to: i + int(m.n), plural: p.has(i, lexicon.TermPlural)}
	switch m.kind {
	case lexicon.TermBar:
		t.barred = true
	case lexicon.TermPair:
		t.office, t.set, t.pair = p.last, true, true
		if p.last == "" {
			t.office = graph.OtherOffice
		}
	default:
		o := p.terms.Offices[m.value]
		t.office, t.set, t.minister, t.fallback, t.strict = o.Office, true, o.Minister, o.Country, o.Strict
	}
	p.readLeft(&t)
	if k := t.from - 1; t.office == graph.Spokesperson && t.country == "" && k >= 0 && p.w[k].caps && p.w[k].place == 0 && p.w[k].sent == p.w[i].sent {
		t.barred = true // of a party or an organisation
	}
	if p.w[i].kind == isIdeograph && t.from == i && !t.barred {
		if name, ok := p.ideographsBefore(i, &t); ok {
			p.record(&t, name)
			return i + int(m.n)
		}
	}
	name := p.readRight(&t)
	if name.to > 0 && t.apart && p.w[i].kind == isLetters {
		if left, ok := p.nameLeft(&t); ok && (len(p.occ) == 0 || p.occ[len(p.occ)-1].to <= left.from) { // "A, the minister of X, and B"
			p.record(&t, left)
			return i + int(m.n)
		}
	}
	if name.to > 0 {
		if _, outer := p.ending(t.from, lexicon.TermOffice); outer.n > 0 && p.terms.Inflects() && !t.barred {
			// "the spokesman of the president A. B.": A. B. is the spokesman, unless he is known to be president.
			if o := p.terms.Offices[outer.value].Office; o.Rank() >= graph.Deputy.Rank() && (name.person < 0 || p.heldBy(&p.terms.Persons[name.person]) != t.office) && name.alt < 0 {
				t.office, t.set, t.minister = o, true, false
			}
		}
		p.record(&t, name)
		for p.w[name.to-1].kind != isIdeograph {
			next, ok := p.another(&t, name)
			if !ok {
				next, ok = p.respective(&t, name)
			}
			if !ok {
				next, ok = p.fellow(&t, name)
			}
			if !ok {
				break
			}
			name = next
			p.record(&t, name)
		}
		return max(name.to, i+1)
	}
	if name, ok := p.nameLeft(&t); ok {
		p.record(&t, name)
	}
	return i + int(m.n)
}

// record keeps the name beside a title.
func (p *people) record(t *title, name occurrence) {
	if t.strict && (t.country == "" || t.minister) {
		return
	}
	name.office, name.country, name.titled = t.final(), t.country, true
	if name.country == "" {
		name.country = p.countryBehind(name.to)
	}
	if name.country == "" {
		name.country = t.fallback
	}
	name.former, name.barred, name.host, name.pair = t.former, t.barred, t.second, t.pair
	if !t.barred {
		p.last = name.office
	}
	p.occ = append(p.occ, name)
}

// ownTitle are the kinds of words behind which a name has a title of its own.
var ownTitle = setOf(lexicon.TermOffice, lexicon.TermBar, lexicon.TermPair)

// another finds the name that shares the title of the name before it: "the ministers of Italy, A; Portugal, B; and C, D".
func (p *people) another(t *title, name occurrence) (occurrence, bool) {
	j := name.to
	steps := 0
	if j < len(p.w) && p.glued(j) && p.w[j].place != 0 && strings.HasPrefix(p.w[j].norm, "و") {
		if next, ok := p.nameAt(j+1, t); ok && !next.family {
			t.country = p.places[p.w[j].place-1].Code
			return next, true
		}
	}
	for j < len(p.w) && steps < 6 && !p.w[j].para {
		if f := p.w[j].first; f == ';' || f == ',' || p.has(j, lexicon.TermAnd) {
			steps++
			j++
			continue
		}
		if w := &p.w[j]; steps > 0 && w.place == 0 && w.kind == isLetters && !w.upper && p.kinds[j]&ownTitle == 0 {
			steps++
			j++
			continue
		}
		break
	}
	if steps == 0 || j >= len(p.w) {
		return occurrence{}, false
	}
	for p.has(j, lexicon.TermLink) && p.w[j].kind == isLetters && j+1 < len(p.w) {
		j++
	}
	pl := p.w[j].place
	if pl == 0 {
		return occurrence{}, false
	}
	for j < len(p.w) && p.w[j].place == pl {
		j++
	}
	if j+1 >= len(p.w) || p.w[j].first != ',' && p.w[j].first != '(' {
		return occurrence{}, false
	}
	next, ok := p.nameAt(j+1, t)
	if ok {
		t.country = p.places[pl-1].Code
	}
	return next, ok
}

// respective finds the second name behind a title of two countries: "the ministers of A and B, C. D. and E. F.".
func (p *people) respective(t *title, name occurrence) (occurrence, bool) {
	j := name.to
	if t.second == "" || t.office == graph.Ambassador || j+1 >= len(p.w) || !p.has(j, lexicon.TermAnd) {
		return occurrence{}, false
	}
	for p.has(j+1, lexicon.TermLink) && p.w[j+1].kind == isLetters && j+2 < len(p.w) {
		j++
	}
	next, ok := p.nameAt(j+1, t)
	if !ok || next.family && next.alt < 0 {
		return next, false
	}
	t.country, t.second = t.second, ""
	return next, true
}

// fellow finds the next name behind a title in the plural: "the defence ministers A. B. and C. D.".
func (p *people) fellow(t *title, name occurrence) (occurrence, bool) {
	if !t.plural || name.family && name.alt < 0 || name.to+1 >= len(p.w) || !p.has(name.to, lexicon.TermAnd) && p.w[name.to].first != ',' {
		return occurrence{}, false
	}
	next, ok := p.nameAt(name.to+1, t)
	if !ok || next.family && next.alt < 0 {
		return next, false
	}
	t.country, t.second, t.pair = t.second, "", true // they are colleagues of other countries, unless something tells
	return next, true
}

// nameLeft finds the name that a title follows: "Wang Yi, China's foreign minister".
func (p *people) nameLeft(t *title) (occurrence, bool) {
	k := t.from
	if k == 0 || p.w[k].para {
		return occurrence{}, false
	}
	switch {
	case p.w[k].kind == isIdeograph || p.w[k-1].kind == isIdeograph && p.w[k].kind != isLetters:
		return occurrence{}, false
	case p.glued(k):
		if p.construct(t) && t.country == "" && t.second == "" && t.office.Rank() <= graph.HeadOfGovernment.Rank() {
			return occurrence{}, false
		}
		if p.w[k-1].first == '،' || p.w[k-1].first == ',' || p.w[k-1].first == '(' {
			k--
		}
		return p.unspacedBefore(k, t)
	}
	for range 2 {
		if k > 1 && p.has(k-1, lexicon.TermLink) && p.w[k-1].kind == isLetters {
			k--
		} else if k > 2 && p.w[k-1].first == '\'' || k > 2 && p.w[k-1].first == '’' {
			k -= 2
		}
	}
	if k < 2 || p.w[k-1].first != ',' && p.w[k-1].first != '(' && p.w[k-1].first != '–' && p.w[k-1].first != '—' {
		return occurrence{}, false
	}
	if p.w[k-1].sent != p.w[k].sent {
		return occurrence{}, false
	}
	name, ok := p.capitalsBefore(k - 1)
	if !ok {
		return name, false
	}
	return name, true
}

// honorific keeps a name behind a word of address.
func (p *people) honorific(i int, m match) {
	j := i + int(m.n)
	if j >= len(p.w) || p.w[j].para {
		return
	}
	if p.w[j].first == '.' && !p.w[j].spaced {
		j++
	}
	name, ok := p.nameAt(j, &title{})
	if ok && name.family && name.alt < 0 && p.w[j].kind != isIdeograph {
		name.alt = p.onlyOne(j)
	}
	if ok && (name.person >= 0 || name.alt >= 0) {
		p.occ = append(p.occ, name)
	}
}

// onlyOne returns the person in office of a country that the text names whose family name stands at word j, -1 unless there is just one.
func (p *people) onlyOne(j int) int {
	found := -1
	for _, m := range p.matches(j) {
		if m.kind != lexicon.TermSurname {
			continue
		}
		who := &p.terms.Persons[m.value]
		if p.heldBy(who) == "" || !slices.ContainsFunc(p.places, func(pl Place) bool { return pl.Code == who.Country }) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = int(m.value)
	}
	return found
}

// known finds the names of people who are known, wherever they stand.
func (p *people) known() {
	taken := make([]bool, len(p.w)+1)
	for _, o := range p.occ {
		for k := o.from; k < o.to; k++ {
			taken[k] = true
		}
	}
	for i := 0; i < len(p.w); i++ {
		if taken[i] {
			continue
		}
		if m := p.longest(i, lexicon.TermPerson); m.n > 0 && p.bounded(i, i+int(m.n)) {
			if n := p.choose(i, m.n, lexicon.TermPerson, "", ""); n >= 0 {
				_, before := p.ending(i, lexicon.TermRank)
				former := before.n > 0 && p.terms.Ranks[before.value] == "FORMER"
				p.occ = append(p.occ, occurrence{from: i, to: i + int(m.n), person: n, alt: -1, former: former})
				i += int(m.n) - 1
			}
		}
	}
}

// listed finds the names in ideographs that stand in a list with people who are known, as read-outs name those who were present. They
// act for the same state.
func (p *people) listed() {
	at := map[int]*occurrence{}
	for k := range p.occ {
		at[p.occ[k].from] = &p.occ[k]
	}
	home := p.terms.IdeographHome()
	var more []occurrence
	for i := 0; i < len(p.w); i++ {
		known := 0
		var unknown []occurrence
		for i < len(p.w) && p.w[i].kind == isIdeograph {
			end := i
			if o := at[p.untitled(i, at)]; o != nil {
				end = o.to
				if o.country == home || o.person >= 0 && p.terms.Persons[o.person].Country == home {
					known++
				}
			} else if n := p.itemOfList(i); n > 0 {
				end = i + n
				unknown = append(unknown, occurrence{from: i, to: end, person: -1, alt: -1, office: graph.OtherOffice, country: home, titled: true})
			}
			if end == i || end >= len(p.w) || p.w[end].first != '、' {
				i = end
				break
			}
			i = end + 1
		}
		if known > 1 {
			more = append(more, unknown...)
		}
	}
	p.occ = append(p.occ, more...)
}

// untitled returns the word where the name begins that at holds of the item of a list at word i, which may begin with a title; i if there
// is none.
func (p *people) untitled(i int, at map[int]*occurrence) int {
	for k := i; k < len(p.w) && k < i+16 && p.w[k].kind == isIdeograph; k++ {
		if at[k] != nil {
			return k
		}
	}
	return i
}

// itemOfList returns how many ideographs from word i on are a whole item of a list that reads like a name, 0 if they are none.
func (p *people) itemOfList(i int) int {
	n := int(p.longest(i, lexicon.TermFamily).n)
	for given := 0; n > 0 && given < 2 && p.nameChar(i+n, n); given++ {
		n++
	}
	if end := i + n; n < 2 || n == int(p.longest(i, lexicon.TermFamily).n) || end >= len(p.w) || p.w[end].first != '、' && !p.stops(end) {
		return 0
	}
	return n
}

// bounded reports whether the words i..j are not part of a longer name or word.
func (p *people) bounded(i, j int) bool {
	if p.w[i].kind == isLetters && !p.w[i].upper && hasCase(p.w[i].first) && p.w[i].spaced && j-i < 2 {
		return false
	}
	if i > 0 && !p.w[i].spaced && p.w[i-1].kind == isMark && (p.w[i-1].first == '-' || p.w[i-1].first == '·') {
		return false
	}
	if j < len(p.w) && !p.w[j].spaced && (p.w[j].first == '·' || p.w[j].first == '-' && j+1 < len(p.w) && !p.w[j+1].spaced && p.w[j+1].kind == isLetters) {
		return false
	}
	return true
}

func hasCase(r rune) bool {
	return r < 0x590 || r >= 0x1e00 && r < 0x2000
}

// choose returns the person that the phrases of n words at word i name: in office in the text's years first, then of
// the country and office given; -1 if there is none who could be meant.
func (p *people) choose(i int, n int32, kind lexicon.TermKind, country string, office graph.Office) int {
	best, score := -1, -1
	for _, m := range p.matches(i) {
		if m.kind != kind || m.n != n {
			continue
		}
		who := &p.terms.Persons[m.value]
		s := 0
		held := p.heldBy(who)
		if kind == lexicon.TermSurname && held == "" && !who.Historical {
			continue
		}
		if country != "" {
			if who.Country == country {
				s += 4
			} else if kind == lexicon.TermSurname && (!who.Known || held != office) {
				continue
			}
		}
		if held != "" || who.Historical && p.to == 0 || who.Historical && slices.ContainsFunc(who.Tenures, func(t lexicon.Tenure) bool { return t.From <= p.to && t.To >= p.from }) {
			s += 3
		}
		if office != "" && held == office {
			s += 2
		} else if kind == lexicon.TermSurname && country == "" && !who.Known {
			continue
		}
		if who.Known {
			s++
		}
		if s > score || s == score && latest(who) > latest(&p.terms.Persons[best]) {
			best, score = int(m.value), s
		}
	}
	return best
}

// latest returns the last year in which somebody is known to have held office.
func latest(who *lexicon.Person) int {
	to := 0
	for _, t := range who.Tenures {
		to = max(to, t.To)
	}
	return to
}

// heldBy returns the highest office that a person held in the years of the text.
func (p *people) heldBy(who *lexicon.Person) graph.Office {
	if who.Historical {
		return ""
	}
	if p.to == 0 {
		return who.OfficeIn(0, 9999)
	}
	return who.OfficeIn(p.from, p.to)
}
