package mention

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/loader/lexicon"
)

// Project is a concrete undertaking.
type Project struct {
	Name      string // as usual in English where it is known, else what the text says
	Sector    graph.Topic
	Countries []string // sorted
	Spans     []Span   // in the order of the text
	Fullest   Span     // the first of the fullest mentions
}

// phrase is a noun phrase that may describe a project.
type phrase struct {
	from, to int
	head     int // the word where the head noun begins
	proper   int // words of proper names in it
	noun     lexicon.ProjectNoun
	named    bool // a work known by its name

	short struct{ from, to int } // without what is tied to the noun behind it
}

// projects returns the undertakings that a text names or describes, in the order of the text.
func (ws *words) projects() []Project {
	var out []Project
	var kept []phrase
	for i := 0; i < len(ws.w); i++ {
		if m := ws.longest(i, lexicon.TermNamed); m.n > 0 {
			ph := phrase{from: i, to: i + int(m.n), head: i, noun: ws.terms.Works[m.value], named: true}
			out, kept = ws.keep(out, kept, ph)
			i = ph.to - 1
			continue
		}
		m := ws.longest(i, lexicon.TermNoun)
		if m.n == 0 || ws.w[i].place != 0 || ws.compound(i+int(m.n)) {
			continue
		}
		ph := phrase{from: i, to: i + int(m.n), head: i, noun: ws.terms.Nouns[m.value]}
		ws.extend(&ph)
		if why := ws.undertaken(&ph); why == "" {
			out, kept = ws.keep(out, kept, ph)
		} else {
			ws.pass(graph.ProjectNode, ph.from, ph.to, why)
		}
		i = max(i+int(m.n), ph.to) - 1
	}
	return out
}

// compound reports whether a hyphen at word k ties a capitalised word to the one before it, as in "Port-Louis".
func (ws *words) compound(k int) bool {
	return k+1 < len(ws.w) && ws.w[k].first == '-' && !ws.w[k].spaced && ws.w[k+1].upper && !ws.w[k+1].spaced && ws.w[k-1].upper && ws.w[k-1].spaced
}

// keep adds a phrase to the project that it names again, or as a new one.
func (ws *words) keep(out []Project, kept []phrase, ph phrase) ([]Project, []phrase) {
	s := Span{ws.w[ph.from].start, ws.w[ph.to-1].end, int(ws.w[ph.head].sent)}
	for k := max(0, len(kept)-most); k < len(kept); k++ {
		if kept[k].named && ph.named && kept[k].noun == ph.noun || kept[k].noun == ph.noun && ws.sameWork(&kept[k], &ph) {
			out[k].Spans = append(out[k].Spans, s)
			if s.End-s.Start > out[k].Fullest.End-out[k].Fullest.Start {
				out[k].Fullest = s
				out[k].Name = ws.projectName(&ph)
			}
			return out, kept
		}
	}
	p := Project{Name: ws.projectName(&ph), Sector: ph.noun.Sector, Spans: []Span{s}, Fullest: s}
	if ph.short.to > 0 && ph.short.to != ph.to {
		p.Spans = append(p.Spans, Span{ws.w[ph.short.from].start, ws.w[ph.short.to-1].end, s.Sentence}) // without what it is tied to
	}
	for k := ph.from; k < ph.to; k++ {
		p.Countries = ws.addCode(p.Countries, k)
	}
	if len(p.Countries) < 2 {
		for k := ph.from; k >= 0 && ws.w[k].sent == ws.w[ph.from].sent; k-- {
			p.Countries = ws.addCode(p.Countries, k)
		}
		for k := ph.from; k < len(ws.w) && ws.w[k].sent == ws.w[ph.from].sent; k++ {
			p.Countries = ws.addCode(p.Countries, k)
		}
	}
	slices.Sort(p.Countries)
	return append(out, p), append(kept, ph)
}

// projectName returns the English name of a known work, and for a described one its proper names with the English noun, "Pune factory"; where
// the text is English, as the noun shows, or gives no proper name in a script with capitals, it is what the text says.
func (ws *words) projectName(ph *phrase) string {
	if ph.named {
		return ph.noun.English
	}
	says := ws.span(ph.from, ph.to)
	if !hasCase(ws.w[ph.head].first) || strings.Contains(strings.ToLower(says), ph.noun.English) {
		return says
	}
	var name []string
	for k := ph.from; k < ph.to; k++ {
		w := &ws.w[k]
		if w.kind != isLetters || !w.upper || w.place != 0 && ws.places[w.place-1].Kind == lexicon.Adjective || k == ph.head {
			continue
		}
		if w.first < 0x370 {
			name = append(name, ws.text[w.start:w.end])
		} else {
			name = append(name, ws.terms.Latin(w.norm))
		}
	}
	if len(name) == 0 {
		return says
	}
	return strings.Join(append(name, ph.noun.English), " ")
}

// sameWork reports whether two phrases of one head noun share a proper name, or one of them has none.
func (ws *words) sameWork(a, b *phrase) bool {
	if a.proper == 0 || b.proper == 0 {
		return true
	}
	noun := b.head + int(ws.longest(b.head, lexicon.TermNoun).n)
	for i := a.from; i < a.to; i++ {
		if hasCase(ws.w[i].first) && !ws.w[i].upper && ws.w[i].kind != isIdeograph || ws.has(i, lexicon.TermTie) {
			continue
		}
		for k := b.from; k < b.to; k++ {
			if ws.w[i].norm == ws.w[k].norm && (k < b.head || k >= noun) {
				return true
			}
		}
	}
	return false
}

// properAt reports whether word k is part of a proper name.
func (ws *words) properAt(k int) bool {
	w := &ws.w[k]
	if w.kind != isLetters || !w.upper || w.place != 0 && ws.places[w.place-1].Kind == lexicon.Adjective {
		return w.place != 0 && w.kind == isLetters && ws.places[w.place-1].Kind != lexicon.Adjective
	}
	if k == 0 || ws.w[k-1].sent != w.sent || w.para || ws.stopsAt(k) {
		return false
	}
	return ws.longest(k, lexicon.TermOffice, lexicon.TermHonorific, lexicon.TermBar).n == 0
}

// extend widens a phrase from its head noun to the words that tell which one is meant.
func (ws *words) extend(ph *phrase) {
	sent := ws.w[ph.head].sent
	same := func(k int) bool { return k >= 0 && k < len(ws.w) && ws.w[k].sent == sent }
	if ws.w[ph.head].kind == isIdeograph {
		ws.extendIdeographs(ph)
		return
	}
	if !hasCase(ws.w[ph.head].first) {
		ws.extendUncased(ph)
		return
	}
	// Before the head: proper names, numbers, and what says that it is new.
	for same(ph.from-1) && ph.head-ph.from < 6 && !ws.w[ph.from].para {
		k := ph.from - 1
		switch {
		case ws.properAt(k):
			ph.proper++
		case ws.w[k].place != 0 || ws.has(k, lexicon.TermFresh) || ws.w[k].kind == isDigits:
		case ws.w[k].kind == isMark && ws.w[k].first == '-' && !ws.w[k].spaced && k > 0 && ws.w[k-1].kind == isLetters:
		case (ws.w[k].norm == "s") && k > 1 && !ws.w[k].spaced:
			return
		default:
			k = -1
		}
		if k < 0 {
			break
		}
		ph.from = k
	}
	// Behind it: adjectives of countries, and proper names tied to it.
	ph.short.from, ph.short.to = ph.from, ph.to
	for steps := 0; same(ph.to) && steps < 10; steps++ {
		k := ph.to
		w := &ws.w[k]
		if w.para {
			break
		}
		if w.place != 0 || w.kind == isLetters && w.upper && ws.properAt(k) {
			if ws.properAt(k) || w.place != 0 {
				ph.proper++
			}
			ph.to++
			continue
		}
		if w.kind == isMark && (w.first == '-' || w.first == '–' || w.first == '—') && ph.proper > 0 && same(k+1) && (ws.w[k+1].upper || ws.w[k+1].place != 0) {
			ph.to++
			continue
		}
		if w.kind == isMark && (w.first == '«' || w.first == '"' || w.first == '“') {
			if e := ws.closing(k); e > 0 {
				ph.to = e
				ph.proper++
				continue
			}
		}
		if e := ws.tied(k); e > k && same(e) {
			if ph.proper > 0 {
				ph.short.to = ph.to
			}
			ph.to = e
			continue
		}
		break
	}
}

// extendIdeographs widens a phrase to what names the work before its noun: countries, places, foreign names, quotations.
func (ws *words) extendIdeographs(ph *phrase) {
	for ph.from > 0 && ph.head-ph.from < 14 && !ws.w[ph.from].para {
		k := ph.from - 1
		w := &ws.w[k]
		if w.sent != ws.w[ph.head].sent {
			break
		}
		switch {
		case w.place != 0:
			ph.proper++
		case w.kind == isMark && (w.norm == "-" || w.norm == "·"):
			ph.proper++
		case w.kind == isMark && w.norm == "\"" && k+1 < ph.head:
		case w.kind == isIdeograph && !ws.stopsAt(k) && ws.longest(k, lexicon.TermBuild, lexicon.TermTie, lexicon.TermBoundary, lexicon.TermFresh, lexicon.TermOffice).n == 0:
			if ws.has(k, lexicon.TermForeign) {
				ph.proper++
			}
		default:
			k = -1
		}
		if k < 0 {
			break
		}
		ph.from = k
	}
	for ph.from < ph.head && ws.w[ph.from].kind == isMark {
		ph.from++
	}
}

// extendUncased widens a phrase in a script without capitals to the words behind its noun: countries, words that no list knows, and
// what words like "in" or "between" tie to them.
func (ws *words) extendUncased(ph *phrase) {
	unknown := func(k int) bool {
		w := &ws.w[k]
		return w.kind == isLetters && !ws.stopsAt(k) && !ws.terms.Apart(w.norm) && ws.longest(k, lexicon.TermOffice, lexicon.TermBuild, lexicon.TermTie, lexicon.TermAnd, lexicon.TermNoun).n == 0
	}
	same := func(k int) bool { return k < len(ws.w) && ws.w[k].sent == ws.w[ph.head].sent && !ws.w[k].para }
	ph.short.from, ph.short.to = ph.from, ph.to
	for steps := 0; steps < 6 && same(ph.to); steps++ {
		k := ph.to
		switch {
		case ws.w[k].place != 0 || unknown(k):
			ph.proper++
			ph.to = k + 1
		case ws.w[k].first == '«' || ws.w[k].first == '"':
			e := ws.closing(k)
			if e == 0 {
				return
			}
			ph.proper++
			ph.to = e
		case ws.has(k, lexicon.TermTie):
			e := k
			for e < k+5 && same(e) && ws.has(e, lexicon.TermTie) { // "linking" and "between"
				e += int(ws.longest(e, lexicon.TermTie).n)
			}
			if m := ws.longest(e, lexicon.TermNoun); m.n > 0 && same(e+int(m.n)) && (ws.w[e+int(m.n)].place != 0 || unknown(e+int(m.n))) {
				e += int(m.n) // "the pipeline from the fields of X"
			}
			if !same(e) || ws.w[e].place == 0 && !unknown(e) {
				return
			}
			if ph.proper > 0 {
				ph.short.to = ph.to
			}
			ph.to = e
		case ws.w[k].kind == isMark && ws.w[k].norm == "-" && same(k+1) && unknown(k+1):
			ph.to = k + 1
		default:
			return
		}
	}
}

func (ws *words) stopsAt(k int) bool {
	m := ws.longest(k, lexicon.TermStop)
	return m.n > 0
}

// closing returns the word behind the quotation that word k opens, 0 if it is long or not closed.
func (ws *words) closing(k int) int {
	for e := k + 1; e < len(ws.w) && e < k+7 && ws.w[e].sent == ws.w[k].sent; e++ {
		if f := ws.w[e].first; ws.w[e].kind == isMark && (f == '»' || f == '"' || f == '”') {
			return e + 1
		}
	}
	return 0
}

// tied returns the first word of the proper name that words like "of", "in" or "between" tie to what ends before word k, k if there are
// none. Some words in lower case may come between: "factory of tyres of Michelin".
func (ws *words) tied(k int) int {
	e, ties, plain := k, 0, 0
	for e < len(ws.w) && e < k+7 && ws.w[e].sent == ws.w[k].sent && !ws.w[e].para {
		if m := ws.longest(e, lexicon.TermTie); m.n > 0 && ws.w[e].kind == isLetters {
			ties++
			e += int(m.n)
			continue
		}
		w := &ws.w[e]
		if ties > 0 && (w.place != 0 || w.kind == isLetters && w.upper && ws.properAt(e)) {
			return e
		}
		if ties > 0 && w.kind == isMark && (w.first == '«' || w.first == '"' || w.first == '“') && ws.closing(e) > 0 {
			return e
		}
		if w.kind == isLetters && !w.upper && (plain < 1 || ties > 0 && plain < 3) && hasCase(w.first) && !ws.stopsAt(e) && !ws.has(e, lexicon.TermAnd) && !ws.has(e, lexicon.TermBuild) {
			plain++
			e++
			continue
		}
		if w.kind == isMark && (w.first == '\'' || w.first == '’') && !w.spaced {
			e++
			continue
		}
		break
	}
	return k
}

// undertaken says why a phrase does not describe something that is built, run or funded, "" if it does.
func (ws *words) undertaken(ph *phrase) string {
	sent := ws.w[ph.head].sent
	build, fresh := false, false
	for k := max(0, ph.from-12); k < min(len(ws.w), ph.to+8); k++ {
		if ws.w[k].sent != sent {
			continue
		}
		for _, m := range ws.matches(k) {
			switch m.kind {
			case lexicon.TermBuild:
				build = build || k < ph.head || k >= ph.to
			case lexicon.TermLoose:
				return passedLoose
			}
		}
	}
	for k := ph.from; k < ph.head; k++ {
		fresh = fresh || ws.has(k, lexicon.TermFresh) || ws.w[k].kind == isDigits
	}
	if ph.noun.Site && !build {
		return passedSite // "the port of Odesa"
	}
	if ph.proper > 0 || build && fresh {
		return ""
	}
	return passedUnnamed
}
