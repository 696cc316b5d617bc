package mention

import (
	"slices"

	"entente/graph"
	"entente/loader/sentence"
)

// Passed is a phrase that begins like a project or an initiative and was not taken for one.
type Passed struct {
	Span
	Type graph.NodeType
	Why  string
}

// Why a phrase is passed over.
const (
	passedLoose    = "a word beside it speaks of it as a place or an institution"
	passedSite     = "a mere place: nothing beside it tells that it is built, run or funded"
	passedUnnamed  = "neither named, nor new and under way"
	passedOffice   = "part of an office or of a body of one state"
	passedNameless = "a word for a framework without a name of its own"
)

// PassedPhrases returns the phrases that Entities, asked the same, does not take for projects or initiatives, in the order of the text.
func PassedPhrases(d *sentence.Document, places []Place) []Passed {
	ws := newWords(d, places)
	var all []Passed
	ws.passed = &all
	ws.initiatives()
	ws.projects()
	slices.SortStableFunc(all, func(a, b Passed) int { return a.Start - b.Start })
	return all
}

// pass notes that words from..to are passed over, where somebody asks.
func (ws *words) pass(t graph.NodeType, from, to int, why string) {
	if ws.passed != nil {
		*ws.passed = append(*ws.passed, Passed{Span{ws.w[from].start, ws.w[to-1].end, int(ws.w[from].sent)}, t, why})
	}
}
