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

// title is one phrase of office.
type title struct {
	from, to int
	office   graph.Office
	minister bool // a minister without portfolio so far
	set      bool
	former   bool
	deputy   bool
	barred   bool
	strict   bool // see lexicon.OfficeWord
	pair     bool
	apart    bool // a comma or "and" stands between the title and the name behind it
	host     bool // the next country is where an envoy serves
	country  string
	fallback string // the one country that has such an office, where the title names none
	second   string // where an envoy serves, or a country named after the first
}

func (t *title) give(o graph.Office) {
	if o == "" {
		return
	}
	if !t.set || t.minister || o.Rank() < t.office.Rank() {
		t.office, t.set, t.minister = o, true, false
	}
}

func (t *title) final() graph.Office {
	if t.deputy && t.office.Rank() < graph.Deputy.Rank() {
		return graph.Deputy
	}
	return t.office
}

var titleKinds = []lexicon.TermKind{lexicon.TermBar, lexicon.TermOffice, lexicon.TermPair, lexicon.TermPortfolio, lexicon.TermRank, lexicon.TermBody,
	lexicon.TermHost, lexicon.TermHonorific, lexicon.TermAnd, lexicon.TermLink}

// Ministers returns the people in ws who speak or act for a government, in the order of the text. years are the first and last year
// that the article can speak of, 0 if unknown; main is the country that the article is mostly about, "" if none.
func (ws *words) ministers(from, to int, main string) []Minister {
	p := &people{words: ws, from: from, to: to, main: main}
	p.titles()
	p.known()
	p.merge()
	p.later()
	return p.result()
}

// titles finds the names beside words of office.
func (p *people) titles() {
	for i := 0; i < len(p.w); {
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
	t := title{from: i, to: i + int(m.n)}
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

// countryBehind returns the country that stands tied behind a name or in brackets: "President A of B", "President A (B)"; else "".
func (p *people) countryBehind(k int) string {
	if k+1 >= len(p.w) || p.w[k].para {
		return ""
	}
	if m := p.longest(k, lexicon.TermOf); m.n > 0 {
		k += int(m.n)
	} else if p.w[k].first == '(' || p.w[k].first == '（' {
		k++
	} else {
		return ""
	}
	if k < len(p.w) && p.w[k].place != 0 {
		return p.places[p.w[k].place-1].Code
	}
	return ""
}

// readLeft reads the parts of a title that stand before its head.
func (p *people) readLeft(t *title) {
	for t.from > 0 && p.w[t.from-1].sent == p.w[t.from].sent && !p.w[t.from].para {
		k := t.from - 1
		if pl := p.w[k].place; pl != 0 {
			for k > 0 && p.w[k-1].place == pl {
				k--
			}
			t.from = k
			if t.country == "" {
				t.country = p.places[pl-1].Code
			}
			if k > 1 && p.has(k-1, lexicon.TermAnd) && p.w[k-2].place != 0 { // "the Chilean and Kenyan presidents"
				t.second, t.country = t.country, p.places[p.w[k-2].place-1].Code
				t.from = k - 2
			}
			continue
		}
		if start, m := p.ending(t.from, lexicon.TermHost); m.n > 0 && p.w[start].kind == isIdeograph {
			// "China's envoy stationed in X": the country read so far is the host.
			t.from = start
			t.second, t.country = t.country, ""
			continue
		}
		if start, m := p.ending(t.from, lexicon.TermPortfolio, lexicon.TermRank, lexicon.TermBody); m.n > 0 {
			t.from = start
			switch m.kind {
			case lexicon.TermPortfolio:
				if t.minister {
					t.office, t.minister = p.terms.Offices[m.value].Office, false
				}
			case lexicon.TermRank:
				p.rank(t, m)
			}
			continue
		}
		if p.w[k].first == '-' && !p.w[t.from].spaced && !p.w[k].spaced {
			if start, m := p.ending(k, lexicon.TermRank); m.n > 0 { // "ex-president"
				p.rank(t, m)
				t.from = start
				continue
			}
		}
		if p.isPossessive(k) {
			t.from = k
			if p.w[k].kind == isLetters && k > 0 {
				t.from = k - 1
			}
			continue
		}
		return
	}
}

// isPossessive reports whether word k ends an English-like possessive or joins a compound.
func (p *people) isPossessive(k int) bool {
	if k == 0 || p.w[k].spaced {
		return false
	}
	s := p.w[k].norm
	if s == "s" && p.w[k-1].kind == isMark && (p.w[k-1].first == '\'' || p.w[k-1].first == '’') {
		return k > 1 && p.w[k-2].place != 0
	}
	return (p.w[k].first == '\'' || p.w[k].first == '’' || p.w[k].first == '-') && p.w[k-1].place != 0 || s == "的" && p.w[k-1].place != 0
}

func (p *people) rank(t *title, m match) {
	switch p.terms.Ranks[m.value] {
	case "DEPUTY":
		t.deputy = true
	case "FORMER":
		t.former = true
	}
}

// readRight reads the parts of a title that stand behind its head, up to a name, and returns the name if one follows.
func (p *people) readRight(t *title) occurrence {
	j := t.to
	and, comma, tied := false, false, p.longest(j-1, lexicon.TermLink, lexicon.TermHost).n == 1 // the part read last joins offices, is a comma, is a word like "of"
	gap, lower := 0, true                                                                       // words passed over that the lists do not know, and whether the last is in lower case
	solid := false                                                                              // the part read last is a word of the title
	apart := false                                                                              // a comma or "and" stands behind the last word of the title
	for steps := 0; steps < 20 && j < len(p.w); steps++ {
		w := &p.w[j]
		if w.para {
			break
		}
		if w.sent != p.w[t.to-1].sent && !p.abbreviated(j) {
			// "Minister of Agriculture. Fisheries, A. B.": old wires lost some words to points.
			if (t.minister || t.office.Rank() < graph.Deputy.Rank()) && p.w[j-1].first == '.' && w.upper && j+2 < len(p.w) && isComma(p.w[j+1].first) {
				if name, ok := p.nameAt(j+2, t); ok && !name.family {
					return name
				}
			}
			break
		}
		if name, ok := p.nameAt(j, t); ok && p.follows(t, name, comma, tied, gap, lower || solid) {
			t.apart = apart
			return name
		}
		if w.place != 0 {
			pl := w.place
			switch {
			case t.host && t.country == "":
				t.second = p.places[pl-1].Code
			case t.country == "":
				t.country = p.places[pl-1].Code
			case comma:
				return occurrence{}
			default:
				t.second = p.places[pl-1].Code
			}
			t.host = false
			for j < len(p.w) && p.w[j].place == pl {
				j++
			}
			comma, and, tied, solid, apart = false, false, false, true, false
			continue
		}
		m := p.longest(j, rightKinds...)
		if m.n == 0 {
			if !p.passable(j, t, comma, tied, gap) {
				break
			}
			short := w.caps && w.end-w.start <= 10
			if gap == 0 && w.upper && !t.minister && t.office.Rank() <= graph.HeadOfGovernment.Rank() || t.office == graph.Spokesperson && !short {
				t.barred = true // the head of something that is no state
			}
			if !short {
				gap++
				lower = !w.upper && w.kind == isLetters
			}
			comma, tied, solid = false, false, false
			j++
			continue
		}
		switch m.kind {
		case lexicon.TermOffice:
			o := p.terms.Offices[m.value]
			// In Arabic script two offices may stand side by side; elsewhere an ambassador's rank may follow a comma.
			if !and && !(p.glued(j) && !tied && !comma && gap == 0) && !(comma && o.Office == graph.Ambassador && gap == 0) {
				return occurrence{}
			}
			if t.deputy { // "deputy prime minister and foreign minister": only the first is a deputy
				t.office, t.deputy, t.minister = t.final(), false, false
			}
			t.give(o.Office)
			t.minister = o.Minister && t.office == o.Office
		case lexicon.TermBar, lexicon.TermPair:
			return occurrence{}
		case lexicon.TermPortfolio:
			if t.minister {
				t.office, t.minister = p.terms.Offices[m.value].Office, false
			} else if and && t.office != graph.Deputy {
				t.give(p.terms.Offices[m.value].Office)
			}
		case lexicon.TermRank:
			p.rank(t, m)
		case lexicon.TermHost:
			t.host = t.office == graph.Ambassador || t.office == graph.Envoy
		}
		solid = m.kind == lexicon.TermBody || m.kind == lexicon.TermPortfolio || m.kind == lexicon.TermRank
		apart = (apart || m.kind == lexicon.TermAnd || m.kind == lexicon.TermLink && isComma(w.first)) && !solid
		and = m.kind == lexicon.TermAnd
		comma = m.kind == lexicon.TermLink && isComma(w.first)
		tied = and || m.kind == lexicon.TermHost || m.kind == lexicon.TermLink && (w.kind == isLetters || tied && !comma)
		j += int(m.n)
	}
	return occurrence{}
}

var rightKinds = append(slices.Clone(titleKinds), lexicon.TermInitiative)

func isComma(r rune) bool { return r == ',' || r == '،' || r == '，' }

// follows reports whether a name that stands behind a title is that of its bearer.
func (p *people) follows(t *title, name occurrence, comma, tied bool, gap int, lower bool) bool {
	w := &p.w[name.from]
	if name.person >= 0 {
		return gap == 0 || comma || lower
	}
	if w.place != 0 {
		return false
	}
	if w.kind == isIdeograph {
		return gap == 0
	}
	if p.glued(name.from) {
		if name.from == t.to && p.construct(t) {
			return false
		}
		if tied || gap > 0 || comma {
			return p.terms.NameWord(w.id) && gap == 0
		}
		return true
	}
	if name.family && name.alt < 0 && comma && !p.has(name.to, lexicon.TermAnd) {
		return false
	}
	switch {
	case gap > 0:
		return !name.family && (comma || lower && !tied)
	case tied:
		return name.alt >= 0
	}
	return true
}

// construct reports whether a title in Arabic script is one noun without the article, which needs a complement: "president of ...".
func (p *people) construct(t *title) bool {
	return t.to-t.from == 1 && p.glued(t.from) && !strings.Contains(p.w[t.from].norm, "ال")
}

// passable reports whether word j, which the lists do not know, may be passed over inside a title: what follows a word like
// "of", "the minister of handicrafts, A. B.".
func (p *people) passable(j int, t *title, comma, tied bool, gap int) bool {
	w := &p.w[j]
	if w.kind == isIdeograph || p.glued(j) || comma || gap > 7 {
		return false
	}
	if w.kind == isMark {
		return gap > 0 && (w.first == '"' || w.first == '«' || w.first == '»' || w.first == '-' || w.first == '“' || w.first == '”')
	}
	if w.kind != isLetters || p.stops(j) {
		return false
	}
	if j == t.to && !w.upper && !p.has(j+1, lexicon.TermStop) && p.longest(j+1, lexicon.TermLink, lexicon.TermHost, lexicon.TermPortfolio).n > 0 {
		return true // an adjective that no list knows
	}
	return tied || gap > 0 || w.caps && w.end-w.start <= 10
}

func (p *people) glued(j int) bool { return p.w[j].first >= 0x600 && p.w[j].first < 0x700 }

// abbreviated reports whether the sentence boundary before word j is only the point of an abbreviation.
func (p *people) abbreviated(j int) bool {
	return j > 1 && p.w[j-1].first == '.' && !p.w[j].para && (p.has(j-2, lexicon.TermHonorific) || p.w[j-2].end-p.w[j-2].start == 1)
}

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
		if w := &p.w[j]; steps > 0 && w.place == 0 && w.kind == isLetters && !w.upper {
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
