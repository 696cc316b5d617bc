package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"entente/graph"
	"entente/loader/lexicon"
)

// Initiative is a named political framework.
type Initiative struct {
	Name    string // as usual in English
	Kind    graph.InitiativeKind
	Spans   []Span // in the order of the text
	Fullest Span   // the first of the fullest mentions
}

var initiativeKinds = []lexicon.TermKind{lexicon.TermInitiative, lexicon.TermLevel, lexicon.TermPanel}

// initiatives returns the frameworks that a text names, in the order of the text.
func (ws *words) initiatives() []Initiative {
	var out []Initiative
	index := map[int32]int{}
	sought := setOf(initiativeKinds...) | setOf(lexicon.TermHead)
	for i := 0; i < len(ws.w); i++ {
		if ws.kinds[i]&sought == 0 {
			continue
		}
		m := ws.longest(i, initiativeKinds...)
		if m.n == 0 {
			out = ws.unlisted(i, out)
			continue
		}
		from, to := i, i+int(m.n)
		if ws.inOffice(i, to) || ws.longest(i, lexicon.TermBody).n > m.n {
			ws.pass(graph.InitiativeNode, from, to, passedOffice) // "secretary of the security council", "security council of X"
			continue
		}
		name := ws.terms.Initiatives[m.value]
		if m.kind == lexicon.TermPanel {
			from, to = ws.widen(from, to)
		}
		k, ok := index[m.value]
		if !ok {
			k = len(out)
			index[m.value] = k
			in := Initiative{Name: name.Name, Kind: name.Kind}
			if name.Shared {
				in.Name = ws.pairName(i, name.Name)
			}
			out = append(out, in)
		}
		in := &out[k]
		s := Span{ws.w[from].start, ws.w[to-1].end, int(ws.w[i].sent)}
		in.Spans = append(in.Spans, s)
		if s.End-s.Start > in.Fullest.End-in.Fullest.Start {
			in.Fullest = s
		}
		if short := (Span{ws.w[i].start, ws.w[i+int(m.n)-1].end, s.Sentence}); short != s {
			in.Spans = append(in.Spans, short) // the bare noun, by which it may be named elsewhere
		}
		i = to - 1
	}
	return out
}

// widen adds to a phrase the countries that stand directly beside it: "Spanish-French joint commission".
func (ws *words) widen(from, to int) (int, int) {
	sent := ws.w[from].sent
	for from > 0 && ws.w[from-1].sent == sent && (ws.w[from-1].place != 0 || ws.w[from-1].first == '-' && from > 1 && ws.w[from-2].place != 0) && !ws.w[from].para {
		from--
	}
	for to < len(ws.w) && ws.w[to].sent == sent && (ws.w[to].place != 0 || ws.w[to].first == '-' && !ws.w[to].spaced && to+1 < len(ws.w) && ws.w[to+1].place != 0) {
		to++
	}
	for range 2 {
		e := to
		for e < len(ws.w) && e < to+3 && ws.w[e].sent == sent && ws.has(e, lexicon.TermTie) {
			e++
		}
		if e == to {
			break
		}
		k := e
		for k < len(ws.w) && k < e+2 && ws.w[k].sent == sent && ws.w[k].kind == isLetters && ws.w[k].place == 0 && hasCase(ws.w[k].first) && !ws.stopsAt(k) && !ws.has(k, lexicon.TermAnd) && !ws.has(k, lexicon.TermTie) {
			k++
		}
		if k == e {
			break
		}
		to = k
	}
	return from, to
}

// inOffice reports whether the words i..to are part of a longer word of office or body, such as "secretary of the security council" or
// "national security council".
func (ws *words) inOffice(i, to int) bool {
	for k := max(0, i-5); k < i; k++ {
		if m := ws.longest(k, lexicon.TermOffice, lexicon.TermBody); m.n > 0 && k+int(m.n) >= to {
			return true
		}
	}
	return false
}

// pairName names a thing that two countries share after those of its sentence, if there are two, else after the two that the
// text names most.
func (ws *words) pairName(i int, what string) string {
	var codes []string
	for k := i; k >= 0 && ws.w[k].sent == ws.w[i].sent; k-- {
		codes = ws.addCode(codes, k)
	}
	for k := i; k < len(ws.w) && ws.w[k].sent == ws.w[i].sent; k++ {
		codes = ws.addCode(codes, k)
	}
	if len(codes) != 2 {
		codes = topCountries(ws.places, 2)
	}
	if len(codes) != 2 {
		return what
	}
	both := []string{englishName(codes[0]), englishName(codes[1])}
	slices.Sort(both)
	return strings.Join(both, "-") + " " + what
}

// englishName is a country's name in English, as Unicode CLDR has it, the code where it has none.
func englishName(code string) string {
	if region, err := language.ParseRegion(code); err == nil {
		if name := display.English.Regions().Name(region); name != "" {
			return name
		}
	}
	return code
}

func (ws *words) addCode(codes []string, k int) []string {
	if pl := ws.w[k].place; pl != 0 {
		if c := ws.places[pl-1].Code; !slices.Contains(codes, c) {
			return append(codes, c)
		}
	}
	return codes
}

// unlisted adds the framework that no list names whose noun stands at word i, if there is one: a name in capitals beside the noun,
// "Riga Forum", or in quotation marks behind it.
func (ws *words) unlisted(i int, out []Initiative) []Initiative {
	m := ws.longest(i, lexicon.TermHead)
	if m.n == 0 {
		return out
	}
	from, to, ok := ws.named(i, i+int(m.n))
	if !ok {
		from, to, ok = ws.numbered(i, i+int(m.n))
	}
	if !ok {
		ws.pass(graph.InitiativeNode, i, i+int(m.n), passedNameless)
		return out
	}
	for k := from; k < to; k++ {
		if ws.longest(k, initiativeKinds...).n > 0 && k != i {
			return out
		}
	}
	s := Span{ws.w[from].start, ws.w[to-1].end, int(ws.w[i].sent)}
	name, spans := ws.text[s.Start:s.End], []Span{s}
	if e := i + int(m.n); to > e+2 && ws.w[e].kind == isMark { // the name is what is quoted
		inside := Span{ws.w[e+1].start, ws.w[to-2].end, s.Sentence}
		name, spans = ws.text[inside.Start:inside.End], append(spans, inside)
	}
	for k := max(0, len(out)-most); k < len(out); k++ {
		if out[k].Name == name {
			out[k].Spans = append(out[k].Spans, spans...)
			return out
		}
	}
	return append(out, Initiative{name, ws.terms.Initiatives[m.value].Kind, spans, s})
}

// numbered widens the noun of words from..to to the meeting of a series that two countries hold, "the 12th Franco-Spanish summit".
func (ws *words) numbered(from, to int) (int, int, bool) {
	from, to = ws.widen(from, to)
	var codes []string
	for k := from; k < to; k++ {
		codes = ws.addCode(codes, k)
	}
	if len(codes) < 2 || from == 0 || ws.w[from-1].sent != ws.w[from].sent {
		return from, to, false
	}
	number := &ws.w[from-1]
	return from, to, number.kind == isDigits || number.kind == isLetters && (unicode.IsDigit(number.first) || number.upper && strings.Trim(number.norm, "ivx") == "")
}

// named widens the noun of words from..to to the proper name that it is part of.
func (ws *words) named(from, to int) (int, int, bool) {
	head := &ws.w[from]
	if head.kind == isIdeograph {
		return ws.namedIdeographs(from, to)
	}
	sent := head.sent
	if to < len(ws.w) && ws.w[to].sent == sent && (ws.w[to].first == '«' || ws.w[to].first == '“' || ws.w[to].first == '"') {
		if e := ws.closing(to); e > 0 && (ws.w[to+1].upper || !hasCase(ws.w[to+1].first)) {
			return from, e, true
		}
	}
	if !hasCase(head.first) {
		return from, to, false
	}
	if to < len(ws.w) && ws.w[to].sent == sent && ws.w[to].caps && !head.caps && ws.w[to].place == 0 && utf8.RuneCountInString(ws.w[to].norm) > 2 {
		return from, to + 1, true // "the programme PALM"
	}
	if !head.upper || head.caps {
		return from, to, false
	}
	start, proper := from, 0
	if e := ws.tied(to); e > to {
		for e < len(ws.w) && ws.w[e].sent == sent && (ws.w[e].upper || ws.w[e].first == '-' && !ws.w[e].spaced && e+1 < len(ws.w) && ws.w[e+1].upper) {
			e++
			proper++
		}
		to = e
	}
	for start > 0 && from-start < 7 && ws.w[start-1].sent == sent && !ws.w[start].para {
		k := start - 1
		w := &ws.w[k]
		switch {
		case w.kind == isLetters && w.upper && !ws.stopsAt(k):
			if strings.Trim(w.norm, "ivx") != "" {
				proper++
			}
		case w.first == '.' && k > 0 && ws.w[k-1].upper && ws.w[k-1].end-ws.w[k-1].start == 1:
		case w.kind == isMark && (w.first == '-' || w.first == '–') && !w.spaced, w.kind == isDigits:
		case ws.has(k, lexicon.TermAnd) && k > 0 && ws.w[k-1].upper && w.kind == isLetters:
		default:
			k = -1
		}
		if k < 0 {
			break
		}
		start = k
	}
	for start < from && (ws.w[start].kind == isMark || !ws.w[start].upper && ws.w[start].kind == isLetters) {
		start++
	}
	return start, to, proper > 0
}

// namedIdeographs widens the noun to what stands before it within quotation marks, or to the countries joined before it.
func (ws *words) namedIdeographs(from, to int) (int, int, bool) {
	for k := from - 1; k >= 0 && from-k < 16 && ws.w[k].sent == ws.w[from].sent; k-- {
		switch ws.w[k].first {
		case '“', '「', '《', '"':
			return k + 1, to, from-k > 2
		case '”', '」', '》', '，', '。', '、':
			if ws.w[k].first == '”' && k == from-1 {
				continue
			}
			return from, to, false
		}
	}
	return from, to, false
}
