package mention

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/loader/lexicon"
)

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
	plural   bool // see lexicon.TermPlural
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
		if code := p.masterBefore(k); code != "" && !t.pair && t.country == "" { // "Trump's adviser"
			t.country = code
			return
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

// masterBefore returns the country of the person in office whose name the possessive that ends with word k marks, "" if there is none.
func (p *people) masterBefore(k int) string {
	mark := p.possessive(k)
	if mark < 1 {
		return ""
	}
	start, m := p.ending(mark, lexicon.TermPerson, lexicon.TermSurname)
	if m.n == 0 {
		return ""
	}
	if n := p.choose(start, m.n, m.kind, "", ""); n >= 0 && p.heldBy(&p.terms.Persons[n]) != "" {
		return p.terms.Persons[n].Country
	}
	return ""
}

// possessive returns the word where the mark of an English-like possessive begins that ends with word k, -1 if none does.
func (p *people) possessive(k int) int {
	if k == 0 || p.w[k].spaced {
		return -1
	}
	switch p.w[k].norm {
	case "的":
		return k
	case "s":
		if before := &p.w[k-1]; before.kind == isMark && (before.first == '\'' || before.first == '’') {
			return k - 1
		}
	}
	return -1
}

// isPossessive reports whether word k ends a country's possessive or joins a compound with a country.
func (p *people) isPossessive(k int) bool {
	if mark := p.possessive(k); mark >= 0 {
		return mark > 0 && p.w[mark-1].place != 0
	}
	return k > 0 && !p.w[k].spaced && (p.w[k].first == '\'' || p.w[k].first == '’' || p.w[k].first == '-') && p.w[k-1].place != 0
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
		if w.first == '.' && (t.minister || t.office.Rank() < graph.Deputy.Rank()) && j+3 < len(p.w) && p.w[j+1].upper && isComma(p.w[j+2].first) {
			// "Minister of Agriculture. Fisheries, A. B.": old wires lost some words to points.
			if name, ok := p.nameAt(j+3, t); ok && !name.family {
				return name
			}
		}
		if w.sent != p.w[t.to-1].sent && !p.abbreviated(j) {
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
		if t.plural && w.first == ':' {
			j++
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
