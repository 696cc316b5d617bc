package mention

import (
	"strings"
	"unicode/utf8"

	"entente/loader/lexicon"
)

// nameAt reads the name that begins at word j, beside the title t.
func (p *people) nameAt(j int, t *title) (occurrence, bool) {
	if j >= len(p.w) || p.w[j].kind != isLetters && p.w[j].kind != isIdeograph {
		return occurrence{}, false
	}
	if m := p.longest(j, lexicon.TermPerson); m.n > 0 && p.bounded(j, j+int(m.n)) {
		if n := p.choose(j, m.n, lexicon.TermPerson, t.country, t.office); n >= 0 {
			return occurrence{from: j, to: j + int(m.n), person: n, alt: -1}, true
		}
	}
	switch {
	case p.w[j].kind == isIdeograph:
		return p.ideographsAt(j, t)
	case p.glued(j):
		return p.unspacedAt(j, t)
	}
	return p.capitalsAt(j, t)
}

// stops reports whether word k cannot be part of a name.
func (p *people) stops(k int) bool {
	return p.longest(k, lexicon.TermStop).n > 0
}

// breaks reports whether a title or a word of address begins at word k.
func (p *people) breaks(k int) bool {
	return p.longest(k, lexicon.TermOffice, lexicon.TermBar, lexicon.TermPair, lexicon.TermBody, lexicon.TermHonorific).n > 0
}

// capitalsAt reads a name of capitalised words.
func (p *people) capitalsAt(j int, t *title) (occurrence, bool) {
	w := &p.w[j]
	if !w.upper || w.place != 0 || p.stops(j) || p.breaks(j) {
		return occurrence{}, false
	}
	if w.caps && w.end-w.start <= 10 && !p.terms.NameWord(w.id) && j+1 < len(p.w) && p.w[j+1].upper && !p.w[j+1].caps {
		return occurrence{}, false // an abbreviation before the name
	}
	k, parts := j, 0
	for k < len(p.w) && parts < 6 {
		next := &p.w[k]
		if k > j && (next.para || next.place != 0) {
			break
		}
		if next.kind == isLetters && next.upper {
			if k > j && (p.stops(k) || p.breaks(k) && !p.terms.NameWord(next.id) || next.sent != p.w[k-1].sent && !p.initial(k-2)) {
				break
			}
			parts++
			k++
			if k < len(p.w) && p.initial(k-1) {
				k++
			}
			k = p.joined(k)
			continue
		}
		if k > j {
			if e := p.particles(k); e > k {
				k = e
				continue
			}
		}
		break
	}
	if parts == 0 || p.allCaps(j, k) {
		return occurrence{}, false
	}
	o := occurrence{from: j, to: k, person: -1, alt: -1}
	o.family = parts == 1
	if o.family {
		o.alt = p.surname(j, t)
		if o.alt < 0 && (w.seat != 0 || p.has(j, lexicon.TermPortfolio)) {
			return o, false // "the representative of Tehran", "the minister of Public Works"
		}
		if w.caps && o.alt < 0 && w.end-w.start <= 10 && k == j+1 {
			return o, false // an abbreviation
		}
		if utf8.RuneCountInString(p.span(j, k)) < 3 && o.alt < 0 && w.first < 0x80 {
			return o, o.to-o.from == 1 && len(p.span(j, k)) == 2
		}
	}
	return o, true
}

// initial reports whether word k is one capital with a point behind it.
func (p *people) initial(k int) bool {
	return k >= 0 && k+1 < len(p.w) && p.w[k].upper && utf8.RuneLen(p.w[k].first) == p.w[k].end-p.w[k].start && p.w[k+1].first == '.' && !p.w[k+1].spaced
}

// joined returns the word behind those that a hyphen or an apostrophe joins to the word before k.
func (p *people) joined(k int) int {
	for k+1 < len(p.w) && p.w[k].kind == isMark && !p.w[k].spaced && !p.w[k+1].spaced && p.w[k+1].kind == isLetters {
		switch p.w[k].first {
		case '-', '‐', '‑', '–':
		case '\'', '’', '`', 'ʼ', '‘':
			if !p.w[k+1].upper && p.w[k+1].end-p.w[k+1].start <= 1 || p.w[k+1].end-p.w[k+1].start < 3 {
				return k // a possessive
			}
		default:
			return k
		}
		k += 2
	}
	return k
}

// particles returns the word behind the particles at word k that a capitalised word of the same name follows, k if there are none.
func (p *people) particles(k int) int {
	e := k
	for range 2 {
		m := p.longest(e, lexicon.TermParticle)
		if m.n == 0 {
			break
		}
		e += int(m.n)
		if e < len(p.w) && p.w[e].kind == isMark && !p.w[e].spaced && (p.w[e].first == '-' || p.w[e].first == '\'' || p.w[e].first == '’') {
			e++
		}
	}
	if e > k && e < len(p.w) && p.w[e].kind == isLetters && p.w[e].upper && !p.w[e].para && p.w[e].place == 0 && !p.stops(e) && !p.breaks(e) {
		return e
	}
	return k
}

// allCaps reports whether the words j..k stand among words that are all capitals, where capitals tell nothing.
func (p *people) allCaps(j, k int) bool {
	if !p.w[j].caps {
		return false
	}
	caps, words := 0, 0
	for i := max(0, j-8); i < min(len(p.w), k+8); i++ {
		if p.w[i].kind == isLetters && p.w[i].sent == p.w[j].sent && (i < j || i >= k) && p.w[i].end-p.w[i].start > 2 {
			words++
			if p.w[i].caps {
				caps++
			}
		}
	}
	return caps*3 > words*2
}

// surname returns the known person whose family name alone stands at word j beside the title t, -1 if there is none.
func (p *people) surname(j int, t *title) int {
	m := p.longest(j, lexicon.TermSurname)
	if m.n == 0 {
		return -1
	}
	return p.choose(j, m.n, lexicon.TermSurname, t.country, t.office)
}

// capitalsBefore reads the name of capitalised words that ends just before word k.
func (p *people) capitalsBefore(k int) (occurrence, bool) {
	s, parts := k, 0
	for s > 0 {
		i := s - 1
		if p.w[i].sent != p.w[k].sent && !p.initial(i-1) || s < k && p.w[s].para {
			break
		}
		w := &p.w[i]
		if w.kind == isLetters && w.upper && w.place == 0 && !p.stops(i) && (!p.breaks(i) || p.terms.NameWord(w.id)) {
			s, parts = i, parts+1
			if parts > 6 {
				return occurrence{}, false
			}
			continue
		}
		if w.kind == isLetters && s < k && i > 0 && p.w[i].place == 0 {
			if start, m := p.ending(s, lexicon.TermParticle); m.n > 0 && start > 0 && p.w[start-1].upper && p.w[start-1].place == 0 && !p.stops(start-1) {
				s = start
				continue
			}
		}
		if w.kind == isMark && s < k && i > 0 && !w.spaced && p.w[i-1].kind == isLetters && p.w[i-1].upper {
			switch w.first {
			case '-', '\'', '’', '‐', '–':
				if !p.w[s].spaced {
					s = i
					continue
				}
			case '.':
				if p.initial(i - 1) {
					s = i
					continue
				}
			}
		}
		break
	}
	for s < k && p.w[s].kind == isMark {
		s++ // the point of "Mr."
	}
	if parts == 0 || p.allCaps(s, k) {
		return occurrence{}, false
	}
	o := occurrence{from: s, to: k, person: -1, alt: -1, family: parts == 1}
	for i := s; i < k; i++ {
		if m := p.longest(i, lexicon.TermPerson); int(m.n) == k-i {
			if n := p.choose(i, m.n, lexicon.TermPerson, "", ""); n >= 0 {
				o.from, o.person, o.family = i, n, false
				return o, true
			}
		}
	}
	if o.family {
		o.alt = p.surname(s, &title{})
		_, address := p.ending(s, lexicon.TermHonorific)
		return o, o.alt >= 0 || address.n > 0
	}
	if s > 0 && p.has(s-1, lexicon.TermHost) && p.w[s-1].sent == p.w[s].sent {
		return o, false
	}
	return o, true
}

// unspacedAt reads a name in a script without capitals, whose words are bounded by what no name holds.
func (p *people) unspacedAt(j int, t *title) (occurrence, bool) {
	k, count := j, 0
	for k < len(p.w) && count < 5 {
		w := &p.w[k]
		if w.kind == isMark && w.first == '-' && count > 0 && !w.spaced {
			k++
			continue
		}
		if w.kind != isLetters || k > j && (w.para || w.sent != p.w[j].sent) || w.place != 0 {
			break
		}
		known := p.nameLike(k)
		if k == j && !p.has(k, lexicon.TermParticle) && p.longest(k, lexicon.TermHonorific).n > 0 {
			break
		}
		if p.stops(k) && (k == j || utf8.RuneCountInString(w.norm) <= 3) && !p.has(k, lexicon.TermParticle) {
			break
		}
		if !known && (p.stops(k) || p.breaks(k) || p.longest(k, lexicon.TermRank, lexicon.TermPortfolio, lexicon.TermLink).n > 0) {
			break
		}
		if p.has(k, lexicon.TermParticle) && !p.terms.NameWord(w.id) || w.norm == "عبد" {
			k++
			continue
		}
		if !known && count > 0 {
			s := w.norm
			article := strings.HasPrefix(s, "ال")
			switch {
			case strings.HasPrefix(s, "و") || strings.HasPrefix(s, "لل") || strings.HasPrefix(s, "بال"):
				k = -k
			case count == 1 || article && count < 4 || p.has(k-1, lexicon.TermParticle):
			default:
				k = -k
			}
			if k < 0 {
				k = -k
				break
			}
		}
		if known && count > 0 && p.stops(k) {
			break
		}
		count++
		k++
	}
	for k > j && (p.w[k-1].kind == isMark || p.has(k-1, lexicon.TermParticle) && !p.terms.NameWord(p.w[k-1].id)) {
		k--
	}
	if count == 0 || k == j {
		return occurrence{}, false
	}
	o := occurrence{from: j, to: k, person: -1, alt: -1, family: count == 1}
	if o.family {
		o.alt = p.surname(j, t)
	}
	if s := p.text[p.w[j].start:]; o.alt < 0 && !p.terms.NameWord(p.w[j].id) {
		// What an article or a preposition is glued to is an adjective or an object, unless it is a known name.
		if o.family || strings.HasPrefix(s, "ال") || strings.HasPrefix(s, "لل") || strings.HasPrefix(s, "بال") || strings.HasPrefix(s, "و") && p.has(j, lexicon.TermStop) || p.w[j].kind != isLetters {
			return o, false
		}
	}
	return o, true
}

// nameLike reports whether word k is part of names in a script without capitals: of those known, a word that is also common only
// beside another.
func (p *people) nameLike(k int) bool {
	if p.has(k, lexicon.TermParticle) {
		return true
	}
	if !p.terms.NameWord(p.w[k].id) {
		return false
	}
	return !p.stops(k) || k > 0 && p.terms.NameWord(p.w[k-1].id) && p.w[k].spaced || k+1 < len(p.w) && p.terms.NameWord(p.w[k+1].id)
}

// unspacedBefore reads such a name that ends just before word k.
func (p *people) unspacedBefore(k int, t *title) (occurrence, bool) {
	best, any := -1, false
	for s := k - 1; s >= 0 && s >= k-5; s-- {
		w := &p.w[s]
		if w.kind != isLetters || w.sent != p.w[k-1].sent || w.place != 0 {
			break
		}
		if m := p.longest(s, lexicon.TermPerson); m.n > 0 && int(m.n) <= k-s {
			if n := p.choose(s, m.n, lexicon.TermPerson, "", ""); n >= 0 {
				return occurrence{from: s, to: k, person: n, alt: -1}, true
			}
		}
		known := p.nameLike(s)
		if !known && (p.stops(s) || p.breaks(s) || p.longest(s, lexicon.TermRank, lexicon.TermPortfolio, lexicon.TermLink).n > 0) {
			break
		}
		if known && !p.has(s, lexicon.TermParticle) {
			best, any = s, true
		}
		if !w.spaced && s > 0 || w.para {
			break
		}
	}
	if !any {
		// Two or three words that nothing is known of, between a word that no name holds and the title.
		s := k
		for s > 0 && k-s < 4 && p.w[s-1].kind == isLetters && !p.stops(s-1) && p.longest(s-1, lexicon.TermRank, lexicon.TermPortfolio, lexicon.TermLink, lexicon.TermBody).n == 0 && !p.breaks(s-1) && p.w[s-1].place == 0 && p.w[s-1].sent == p.w[k-1].sent {
			s--
		}
		if n := k - s; n < 2 || n > 3 || t.country == "" || strings.HasPrefix(p.w[s].norm, "ال") {
			return occurrence{}, false
		}
		best = s
	}
	o := occurrence{from: best, to: k, person: -1, alt: -1, family: k-best == 1}
	if o.family {
		o.alt = p.surname(best, &title{})
		return o, o.alt >= 0
	}
	return o, true
}

// ideographsAt reads a name written in ideographs.
func (p *people) ideographsAt(j int, t *title) (occurrence, bool) {
	if p.w[j].place != 0 || p.stops(j) && !p.has(j, lexicon.TermFamily) && !p.has(j, lexicon.TermForeign) {
		return occurrence{}, false
	}
	if p.breaks(j) {
		return occurrence{}, false
	}
	run := p.foreignRun(j)
	o := occurrence{from: j, person: -1, alt: -1}
	own := p.terms.FamilyFirst(t.country) || t.country == "JP"
	if m := p.longest(j, lexicon.TermSurname); m.n > 0 && (int(m.n) >= run || !p.dotted(j, run)) && !own {
		o.to, o.family = j+int(m.n), true
		o.alt = p.choose(j, m.n, lexicon.TermSurname, t.country, t.office)
		if o.alt >= 0 {
			return o, true
		}
		o.family = false
	}
	if !own && t.country != "" && !p.dotted(j, run) {
		if n := p.boundedRun(j); n > run && n <= 5 {
			o.to = j + n
			return o, true
		}
	}
	if !own && (t.country != "" || p.dotted(j, run)) && run >= 2 {
		o.to = j + run
		return o, true
	}
	fam := p.longest(j, lexicon.TermFamily)
	if t.country == "JP" {
		n := 0
		for n < 4 && p.nameChar(j+n, n) {
			n++
		}
		if n >= 3 || n == 2 {
			o.to = j + n
			o.family = n == 2
			return o, true
		}
		return o, false
	}
	if fam.n > 0 && (own || t.country == "" || run < 2) {
		n := int(fam.n)
		given := 0
		for given < 2 && p.nameChar(j+n, n) {
			n++
			given++
		}
		if given > 0 {
			o.to = j + n
			return o, true
		}
	}
	if run >= 2 {
		o.to = j + run
		return o, true
	}
	return o, false
}

// boundedRun returns how many ideographs stand between word j and what no name holds, 0 if nothing bounds them
// or more than one of them is none that usually spells names.
func (p *people) boundedRun(j int) int {
	odd := 0
	for k := j; k < len(p.w) && k < j+6; k++ {
		w := &p.w[k]
		if w.kind != isIdeograph || p.stops(k) || p.has(k, lexicon.TermBoundary) {
			return k - j
		}
		if !p.has(k, lexicon.TermForeign) {
			if odd++; odd > 1 {
				return 0
			}
		}
		if w.para || w.place != 0 || p.longest(k, lexicon.TermOffice, lexicon.TermBar, lexicon.TermBody, lexicon.TermHonorific, lexicon.TermPortfolio).n > 0 {
			return 0
		}
	}
	return 0
}

// nameChar reports whether ideograph k can be the n-th of a name of ideographs.
func (p *people) nameChar(k, n int) bool {
	if k >= len(p.w) || p.w[k].kind != isIdeograph || p.w[k].para || p.w[k].place != 0 && n > 1 {
		return false
	}
	if n == 0 {
		return true
	}
	if p.stops(k) || p.longest(k, lexicon.TermOffice, lexicon.TermBar).n > 0 {
		return false
	}
	if m := p.longest(k, lexicon.TermHonorific); m.n > 1 {
		return false
	}
	return true
}

// foreignRun returns how many words from j on spell a foreign name.
func (p *people) foreignRun(j int) int {
	k, end := j, j
	for d := j; d < len(p.w) && d < j+7 && p.w[d].kind == isIdeograph && (d == j || !p.stops(d)); d++ {
		if d+1 < len(p.w) && p.w[d+1].norm == "·" && d > j {
			k = d + 1 // whatever stands before the dot within a name spells it
		}
	}
	for k < len(p.w) && k-j < 16 {
		w := &p.w[k]
		if k > j && (w.para || w.spaced) || !p.has(k, lexicon.TermForeign) {
			break
		}
		if w.kind == isMark {
			if k == j || k+1 >= len(p.w) || !p.has(k+1, lexicon.TermForeign) || p.w[k+1].kind == isMark {
				break
			}
			k++
			continue
		}
		if k > j && w.place != 0 && !p.dotted(j, k-j) {
			break
		}
		if k > j && p.w[k-1].kind != isMark {
			if m := p.longest(k, lexicon.TermStop, lexicon.TermOffice, lexicon.TermBar, lexicon.TermHonorific); m.n > 1 || m.n == 1 && m.kind == lexicon.TermStop || p.has(k, lexicon.TermBoundary) {
				break
			}
		}
		k++
		end = k
	}
	return end - j
}

func (p *people) dotted(j, n int) bool {
	for k := j; k < j+n && k < len(p.w); k++ {
		if p.w[k].kind == isMark {
			return true
		}
	}
	return false
}

// ideographsBefore reads the name in ideographs that ends just before word k.
func (p *people) ideographsBefore(k int, t *title) (occurrence, bool) {
	if k == 0 || p.w[k-1].kind != isIdeograph || p.w[k-1].place != 0 {
		return occurrence{}, false
	}
	o := occurrence{to: k, person: -1, alt: -1}
	if s, m := p.ending(k, lexicon.TermPerson); m.n > 0 {
		if n := p.choose(s, m.n, lexicon.TermPerson, t.country, t.office); n >= 0 {
			o.from, o.person = s, n
			return o, true
		}
	}
	if s, m := p.ending(k, lexicon.TermSurname); m.n > 0 {
		if n := p.choose(s, m.n, lexicon.TermSurname, t.country, t.office); n >= 0 {
			o.from, o.alt, o.family = s, n, true
			return o, true
		}
	}
	s := k
	for s > 0 && k-s < 14 && p.has(s-1, lexicon.TermForeign) && p.w[s-1].place == 0 && !p.w[s].spaced {
		if p.w[s-1].kind == isIdeograph && p.stops(s-1) {
			break
		}
		s--
	}
	for s < k && p.w[s].kind == isMark {
		s++
	}
	if k-s >= 3 || p.dotted(s, k-s) {
		o.from = s
		return o, true
	}
	if p.has(k-1, lexicon.TermFamily) && (k == 1 || p.w[k-1].para || p.w[k-2].kind == isMark || p.stops(k-2)) {
		o.from, o.family = k-1, true
		return o, true
	}
	return o, false
}
