package mention

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/loader/lexicon"
)

// merge makes one entity of the occurrences of each person.
func (p *people) merge() {
	slices.SortStableFunc(p.occ, func(a, b occurrence) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	var rest []occurrence
	end := 0
	for _, o := range p.occ {
		switch {
		case o.from < end:
		case o.family:
			end = o.to
			rest = append(rest, o)
		default:
			end = o.to
			p.join(o)
		}
	}
	for _, o := range rest {
		if e := p.withFamily(o); e != nil {
			e.occ = append(e.occ, o)
			continue
		}
		o.person = o.alt
		if o.person >= 0 || o.titled && !o.barred && !o.former && (o.to-o.from > 1 || p.w[o.from].kind != isIdeograph) {
			p.join(o)
		}
	}
}

// join adds an occurrence to the entity of the same person or name, or makes one.
func (p *people) join(o occurrence) {
	for _, e := range p.recent() {
		if o.person >= 0 && e.person == o.person || (o.person < 0 || e.person < 0) && p.sameName(o, e.full) && p.mayShare(o, e) {
			e.occ = append(e.occ, o)
			if e.person < 0 {
				e.person = o.person
			}
			if o.to-o.from > e.full.to-e.full.from {
				e.full = o
			}
			return
		}
	}
	p.entities = append(p.entities, &personEntity{occ: []occurrence{o}, person: o.person, full: o})
}

// recent returns the entities that a name is compared with: the last ones of a text that names very many, so that time stays linear.
func (p *people) recent() []*personEntity {
	return p.entities[max(0, len(p.entities)-most):]
}

const most = 256

// mayShare reports whether the countries named with an occurrence and an entity do not speak against each other.
func (p *people) mayShare(o occurrence, e *personEntity) bool {
	c := p.countryOf(e)
	return o.country == "" || c == "" || o.country == c
}

// sameName reports whether every word of the shorter name is in the longer one.
func (p *people) sameName(a, b occurrence) bool {
	if p.w[a.from].kind == isIdeograph || p.w[b.from].kind == isIdeograph {
		x, y := p.span(a.from, a.to), p.span(b.from, b.to)
		return x == y || len(x) >= 6 && strings.HasSuffix(y, x) || len(y) >= 6 && strings.HasSuffix(x, y)
	}
	if a.to-a.from > b.to-b.from {
		a, b = b, a
	}
	for i := a.from; i < a.to; i++ {
		if p.w[i].kind == isMark {
			continue
		}
		found := false
		for k := b.from; k < b.to && !found; k++ {
			found = p.sameWord(i, k)
		}
		if !found {
			return false
		}
	}
	return true
}

// sameWord reports whether two words of names are forms of one.
func (p *people) sameWord(i, k int) bool {
	a, b := &p.w[i], &p.w[k]
	if a.id != 0 && a.id == b.id {
		return true
	}
	x, y := p.folded(i), p.folded(k)
	if x == y {
		return true
	}
	if !p.terms.Inflects() || commonPrefix(x, y) < 4 {
		return false
	}
	of := p.terms.Lemmas(y)
	for _, l := range p.terms.Lemmas(x) {
		if slices.Contains(of, l) {
			return true
		}
	}
	return false
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func (p *people) folded(i int) string { return p.w[i].norm }

// withFamily returns the entity that a family name alone means: the one named last before it, else the first one.
func (p *people) withFamily(o occurrence) *personEntity {
	var best *personEntity
	for _, e := range p.recent() {
		if o.country != "" && p.countryOf(e) != "" && o.country != p.countryOf(e) {
			continue
		}
		if p.w[o.from].kind == isIdeograph {
			full, short := p.span(e.full.from, e.full.to), p.span(o.from, o.to)
			if !(len(short) <= 3 && strings.HasPrefix(full, short) || len(short) > 3 && strings.HasSuffix(full, short)) {
				continue
			}
		} else if !p.sameName(o, e.full) {
			continue
		}
		if best == nil || e.full.from < o.from {
			best = e
		}
	}
	return best
}

// later finds the family names that stand alone, of people named elsewhere in the text and of those who are known by them.
func (p *people) later() {
	taken := make([]bool, len(p.w)+1)
	for _, e := range p.entities {
		for _, o := range e.occ {
			for k := o.from; k < o.to; k++ {
				taken[k] = true
			}
		}
	}
	byForm := map[string]*personEntity{}
	byPerson := map[int]*personEntity{}
	for n, e := range p.entities {
		if e.person >= 0 {
			byPerson[e.person] = e
		}
		if p.w[e.full.from].kind == isIdeograph {
			if n < most {
				p.repeated(e, taken)
			}
			continue
		}
		f := p.familyWord(e)
		if f < 0 {
			continue
		}
		s := p.folded(f)
		for _, form := range p.terms.Forms(s) {
			if byForm[form] == nil {
				byForm[form] = e
			}
		}
	}
	for i := range p.w {
		w := &p.w[i]
		if taken[i] || w.kind == isMark || w.kind == isDigits || w.place != 0 || hasCase(w.first) && w.kind == isLetters && !w.upper {
			continue
		}
		if w.kind == isLetters && len(byForm) > 0 {
			s := p.folded(i)
			e := byForm[s]
			if e == nil && p.glued(i) {
				for _, pre := range []string{"و", "ل", "ب", "ف"} {
					if rest, ok := strings.CutPrefix(s, pre); ok && e == nil {
						e = byForm[rest]
					}
				}
			}
			if e != nil && p.alone(i, i+1) {
				e.occ = append(e.occ, occurrence{from: i, to: i + 1, person: e.person, family: true})
				continue
			}
		}
		if m := p.longest(i, lexicon.TermSurname); m.n > 0 && p.knownFamily(i, m, byPerson) {
			for k := i; k < i+int(m.n); k++ {
				taken[k] = true // Barak is no part of Mubarak
			}
		}
	}
}

// familyWord returns the word of an entity's fullest name that is its family name, -1 if it has none of use.
func (p *people) familyWord(e *personEntity) int {
	from, to := e.full.from, e.full.to
	if p.terms.FamilyFirst(p.countryOf(e)) && to-from > 1 {
		if p.w[from].end-p.w[from].start < 2 {
			return -1
		}
		return from
	}
	for k := to - 1; k >= from; k-- {
		if p.w[k].kind == isLetters && p.w[k].end-p.w[k].start > 2 && !p.stops(k) {
			s := p.text[p.w[k].start:p.w[k].end]
			if strings.Trim(s, "IVX") == "" || strings.HasSuffix(s, "الله") || strings.HasSuffix(s, "الثاني") || s == "Jr" {
				return -1
			}
			return k
		}
	}
	return -1
}

// alone reports whether the words i..j are not part of another, longer name.
func (p *people) alone(i, j int) bool {
	if !p.bounded(i, j) {
		return false
	}
	if !hasCase(p.w[i].first) {
		return true
	}
	if j < len(p.w) && p.w[j].kind == isLetters && p.w[j].upper && p.w[j].sent == p.w[i].sent && p.w[j].place == 0 && !p.stops(j) && !p.breaks(j) {
		return false
	}
	if i > 0 {
		b := &p.w[i-1]
		if b.kind == isLetters && b.upper && b.sent == p.w[i].sent && b.place == 0 && !p.stops(i-1) && !p.breaks(i-1) && i > 1 && p.w[i-2].sent == b.sent && p.w[i-2].kind != isMark {
			return false
		}
	}
	return true
}

// knownFamily keeps a family name alone of somebody who is known by it, and reports whether it did.
func (p *people) knownFamily(i int, m match, byPerson map[int]*personEntity) bool {
	n := p.choose(i, m.n, lexicon.TermSurname, "", "")
	if n < 0 || !p.terms.Persons[n].Known || !p.alone(i, i+int(m.n)) || p.behindParticle(i) {
		return false
	}
	if p.w[i].kind == isIdeograph && m.n <= 2 {
		spells := func(k int) bool {
			return k >= 0 && k < len(p.w) && p.w[k].kind == isIdeograph && p.has(k, lexicon.TermForeign)
		}
		if m.n < 2 || spells(i-1) || spells(i+int(m.n)) {
			return false
		}
	}
	o := occurrence{from: i, to: i + int(m.n), person: n, family: true}
	if e := byPerson[n]; e != nil {
		e.occ = append(e.occ, o)
		return true
	}
	byPerson[n] = &personEntity{occ: []occurrence{o}, person: n, full: o}
	p.entities = append(p.entities, byPerson[n])
	return true
}

// behindParticle reports whether word i ends a longer name, as in "A. Martínez de Castro".
func (p *people) behindParticle(i int) bool {
	start, m := p.ending(i, lexicon.TermParticle)
	if m.n == 0 || start < 2 || p.w[start].upper {
		return false
	}
	b := &p.w[start-1]
	return b.kind == isLetters && b.upper && b.place == 0 && b.sent == p.w[i].sent && p.w[start-2].sent == b.sent && !p.stops(start-1) && !p.breaks(start-1)
}

// repeated finds where a name in ideographs stands again, whole or by its last part.
func (p *people) repeated(e *personEntity, taken []bool) {
	full := p.span(e.full.from, e.full.to)
	forms := []string{full}
	if i := strings.LastIndexAny(full, "·•‧・"); i >= 0 {
		rest := strings.TrimLeft(full[i:], "·•‧・")
		if len(rest) >= 6 {
			forms = append(forms, rest)
		}
	}
	for i := range p.w {
		if taken[i] || p.w[i].kind != isIdeograph || p.w[i].first != p.w[e.full.from].first && len(forms) == 1 {
			continue
		}
		for _, f := range forms {
			if strings.HasPrefix(p.text[p.w[i].start:], f) {
				j := i
				for j < len(p.w) && p.w[j].end <= p.w[i].start+len(f) {
					taken[j] = true
					j++
				}
				if j > i {
					e.occ = append(e.occ, occurrence{from: i, to: j, person: e.person, family: f != full})
				}
				break
			}
		}
	}
}

// countryOf returns the country that an entity acts for, "" if nothing tells.
func (p *people) countryOf(e *personEntity) string {
	if e.person >= 0 {
		return p.terms.Persons[e.person].Country
	}
	for _, o := range e.occ {
		if o.country != "" && !o.former {
			return o.country
		}
	}
	return ""
}

// result turns the entities that act for a government into ministers.
func (p *people) result() []Minister {
	var out []Minister
	for n, e := range p.entities {
		if m, ok := p.minister(e, n); ok {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Minister) int { return a.Spans[0].Start - b.Spans[0].Start })
	return out
}

func (p *people) minister(e *personEntity, n int) (Minister, bool) {
	m := Minister{Country: p.countryOf(e)}
	var held graph.Office
	if e.person >= 0 {
		held = p.heldBy(&p.terms.Persons[e.person])
	}
	slices.SortStableFunc(e.occ, func(a, b occurrence) int { return a.from - b.from })
	for _, o := range e.occ {
		if !o.titled || o.former || o.barred || o.office == "" {
			continue
		}
		if m.Office == "" || o.office.Rank() < m.Office.Rank() {
			m.Office = o.office
		}
	}
	if e.person >= 0 && held != "" && !p.holds(e.person, m.Office) {
		m.Office = held
	}
	all := !slices.ContainsFunc(e.occ, func(o occurrence) bool { return !o.former })
	if m.Office == "" || all || e.person >= 0 && p.terms.Persons[e.person].Historical {
		return m, false
	}
	if m.Country == "" {
		m.Country = p.nearby(e, n)
		e.resolved = m.Country
	}
	if m.Country == "" {
		return m, false
	}
	for _, o := range e.occ {
		s := Span{p.w[o.from].start + p.prefix(o.from, e), p.w[o.to-1].end, int(p.w[o.from].sent)}
		if start, address := p.ending(o.from, lexicon.TermHonorific); address.n > 0 && p.w[start].kind == isLetters && p.w[start].sent == p.w[o.from].sent {
			m.Spans = append(m.Spans, Span{p.w[start].start, s.End, s.Sentence}) // "Mr A" is a mention too
		}
		m.Spans = append(m.Spans, s)
		if s.End-s.Start > m.Fullest.End-m.Fullest.Start {
			m.Fullest = s
		}
	}
	m.Name = p.name(e)
	return m, true
}

// prefix returns how many bytes at the head of word i are words of one letter that are written together with the name of e behind them.
func (p *people) prefix(i int, e *personEntity) int {
	if !p.glued(i) || p.terms.NameWord(p.w[i].id) {
		return 0
	}
	family := ""
	if f := p.familyWord(e); f >= 0 && f != i {
		family = p.w[f].norm
	}
	for _, pre := range []string{"و", "ل", "ب", "ف", "ك"} {
		rest, ok := strings.CutPrefix(p.w[i].norm, pre)
		if ok && strings.HasPrefix(p.text[p.w[i].start:], pre) && (rest == family || p.terms.NameWord(p.terms.Word(rest))) {
			return len(pre)
		}
	}
	return 0
}

// holds reports whether a person is known to have held an office in the years of the text.
func (p *people) holds(person int, office graph.Office) bool {
	for _, t := range p.terms.Persons[person].Tenures {
		if t.Office == office && (p.to == 0 || t.From <= p.to && t.To >= p.from) {
			return true
		}
	}
	return false
}

// nearby returns the country of somebody whose title names none: the one named last before the name in its sentence, else the one that
// the text speaks of most; never that of the counterpart, nor where an envoy serves.
func (p *people) nearby(e *personEntity, n int) string {
	first := e.occ[0]
	for _, o := range e.occ {
		if o.titled {
			first = o
			break
		}
	}
	sent := p.w[first.from].sent
	taken := map[string]bool{first.host: true}
	for _, other := range p.entities[max(0, n-most):min(len(p.entities), n+most)] {
		if other == e {
			continue
		}
		for _, o := range other.occ {
			if p.w[o.from].sent != sent {
				continue
			}
			if o.titled && (o.from > first.from || first.pair) || o.from > first.from && o.from-first.to < 3 && p.has(o.from-1, lexicon.TermAnd) {
				taken[cmp.Or(p.countryOf(other), other.resolved)] = true // "the minister A met his X counterpart B", "the ministers A and B"
			}
		}
	}
	for k := first.from - 1; k >= 0 && k > first.from-6 && p.w[k].sent == sent; k-- {
		if f := p.w[k].first; f == '"' || f == '”' || f == '»' {
			break // what is quoted says nothing about who says it
		}
		if pl := p.w[k].place; pl != 0 && !taken[p.places[pl-1].Code] {
			return p.places[pl-1].Code
		}
	}
	if i := e.full.from; p.w[i].kind == isIdeograph && e.full.to-i <= 3 && p.has(i, lexicon.TermFamily) && p.foreignRun(i) < e.full.to-i {
		return p.terms.IdeographHome()
	}
	if first.titled && !first.pair && first.host == "" && p.home != "" && !taken[p.home] {
		return p.home // wires from abroad leave out whose minister it is
	}
	for _, code := range p.weights() {
		if !taken[code] {
			return code
		}
	}
	return p.main
}

// weights returns the countries of the text, those first that it names most often, itself or by their people.
func (p *people) weights() []string {
	if p.codes != nil {
		return p.codes
	}
	weight := map[string]int{}
	for _, e := range p.entities {
		if c := p.countryOf(e); c != "" {
			weight[c] += len(e.occ)
		}
	}
	for _, pl := range p.places {
		if weight[pl.Code]++; !slices.Contains(p.codes, pl.Code) {
			p.codes = append(p.codes, pl.Code)
		}
	}
	slices.SortStableFunc(p.codes, func(a, b string) int { return weight[b] - weight[a] })
	return p.codes
}

// name returns the name of an entity as usual in English: that of the list, else as the text writes it in Latin letters, else
// written in them.
func (p *people) name(e *personEntity) string {
	if e.person >= 0 {
		return p.terms.Persons[e.person].Name
	}
	from, to := e.full.from, e.full.to
	first := &p.w[from]
	if first.first < 0x370 || first.first >= 0x1e00 && first.first < 0x2000 {
		return p.span(from, to)
	}
	var parts []string
	if first.kind == isIdeograph {
		family := 0
		if p.terms.FamilyFirst(cmp.Or(p.countryOf(e), e.resolved)) && !p.dotted(from, to-from) {
			family = int(max(1, p.longest(from, lexicon.TermFamily).n))
		}
		part := ""
		for i := from; i < to; i++ {
			if p.w[i].kind == isMark {
				parts = append(parts, capital(part))
				part = ""
				continue
			}
			part += strings.ToLower(p.terms.Latin(p.w[i].norm))
			if i-from+1 == family && i+1 < to {
				parts = append(parts, capital(part))
				part = ""
			}
		}
		return strings.Join(append(parts, capital(part)), " ")
	}
	for i := from; i < to; i++ {
		if p.w[i].kind == isMark {
			continue
		}
		w := p.terms.Latin(p.dictionary(i, e))
		if i > from && !p.w[i].spaced && p.w[i-1].kind == isMark && len(parts) > 0 {
			parts[len(parts)-1] += "-" + w
			continue
		}
		parts = append(parts, w)
	}
	return strings.Join(parts, " ")
}

func capital(s string) string {
	_, n := utf8.DecodeRuneInString(s) // a character that no list writes in Latin letters stays as it is
	return strings.ToUpper(s[:n]) + s[n:]
}

// dictionary returns the form that word i of a name has in the dictionary: one that another mention of the entity has, one that is part of
// a known name, or what a long ending tells for certain; else the word itself.
func (p *people) dictionary(i int, e *personEntity) string {
	word := p.w[i].norm
	if !p.terms.Inflects() {
		if n := p.prefix(i, e); n > 0 {
			return word[n:]
		}
		return word
	}
	lemmas := p.terms.Lemmas(word)
	for _, l := range lemmas[1:] {
		for _, o := range e.occ {
			for k := o.from; k < o.to; k++ {
				if p.w[k].norm == l {
					return l
				}
			}
		}
	}
	if p.terms.Spelt(word) {
		return word
	}
	for _, l := range lemmas[1:] {
		if p.terms.Spelt(l) {
			return l
		}
	}
	for _, l := range lemmas[1:] {
		if len(word)-commonPrefix(word, l) >= 4 { // two letters or more
			return l
		}
	}
	return word
}
