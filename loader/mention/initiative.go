package mention

import (
	"slices"
	"strings"

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
	for i := 0; i < len(ws.w); i++ {
		m := ws.longest(i, initiativeKinds...)
		if m.n == 0 {
			continue
		}
		from, to := i, i+int(m.n)
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
	return from, to
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
	slices.Sort(codes)
	return strings.Join(codes, "-") + " " + what
}

func (ws *words) addCode(codes []string, k int) []string {
	if pl := ws.w[k].place; pl != 0 {
		if c := ws.places[pl-1].Code; !slices.Contains(codes, c) {
			return append(codes, c)
		}
	}
	return codes
}
