package statement

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/loader/lexicon"
)

// Trace is what Find tells of its decisions where Input.Trace is set: what became of each sentence, and why. Find itself returns
// the same with a trace and without.
type Trace struct {
	Sentences []Decision // one for each of Input.Body
	view      *view
	scorers   []scorer
}

// Decision is what became of one sentence.
type Decision struct {
	Cues      []Cue   // words that tell what the sentence does
	Unfit     string  // why the sentence cannot state a commitment, "" if it was weighed
	Scores    []Score // by scorer, each correcting those before it; none if Unfit
	Guesses   []Guess // the kinds weighed, the likeliest first
	NoMeeting string  // why words of a meeting tell none, "" where they do or where there are none
}

// Cue is a phrase of the lexicon's triggers or topics, or the name of a grouping: bytes Start to End of the text.
type Cue struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Name  string `json:"name"`
}

// Score is how likely a scorer takes a sentence to state a commitment, and to state one of each kind.
type Score struct {
	Scorer string               `json:"scorer"`
	Some   float64              `json:"some"`
	Kinds  [classes - 1]float64 `json:"kinds"` // in the order of graph.Kinds
}

// Guess is one kind of commitment that a sentence might state.
type Guess struct {
	Kind    graph.Kind `json:"kind"`
	Chance  float64    `json:"chance"`            // that the sentence states it
	Parties []string   `json:"parties,omitempty"` // the likeliest, none if the guess was dropped before they were sought
	Sure    float64    `json:"sure,omitempty"`    // that these are its parties
	Rivals  []Choice   `json:"rivals,omitempty"`  // the next likely parties, two at most
	Score   float64    `json:"score"`             // what the guess is accepted by
	Least   float64    `json:"least"`             // what Score, or Chance of a second kind, must reach
	Dropped string     `json:"dropped,omitempty"` // why it made no statement, "" if it made one
	Weights []Weight   `json:"weights"`           // what speaks for the kind and against, the strongest first
}

// Choice is a set of parties with its probability.
type Choice struct {
	Parties []string `json:"parties"`
	Chance  float64  `json:"chance"`
}

// Weight is how much one thing seen in a sentence adds to the log-odds of a kind against no commitment at all, before the sentences
// around are looked at.
type Weight struct {
	What  string  `json:"what"`
	Value float64 `json:"value"`
}

// scorer holds the probabilities of all sentences.
type scorer struct {
	name string
	p    [][classes]float64
}

// begin makes room for an article.
func (t *Trace) begin(v *view) {
	if t == nil {
		return
	}
	*t = Trace{Sentences: make([]Decision, len(v.frames)), view: v}
	for i := range v.frames {
		t.Sentences[i].Cues = v.cuesOf(i)
	}
}

// cuesOf lists the cues of a sentence, those of groupings too, by place.
func (v *view) cuesOf(i int) []Cue {
	var cues []Cue
	tokens := v.frames[i].tokens
	for _, h := range v.in.Body.Lang.Cues(tokens) {
		cues = append(cues, Cue{tokens[h.First].Start, tokens[h.Last-1].End, h.Cue.String()})
	}
	return cues
}

// unfit notes why a sentence is not weighed.
func (t *Trace) unfit(i int, why string) {
	if t != nil {
		t.Sentences[i].Unfit = why
	}
}

// scored notes the probabilities of a scorer for all sentences.
func (t *Trace) scored(name string, p [][classes]float64) {
	if t != nil {
		t.scorers = append(t.scorers, scorer{name, slices.Clone(p)})
	}
}

// noMeeting notes why a sentence tells no meeting.
func (t *Trace) noMeeting(i int, why string) {
	if t != nil {
		t.Sentences[i].NoMeeting = why
	}
}

// guess notes what became of a guess about sentence i, of a class; x are the features that the first scorer weighed, options the
// parties that were possible.
func (t *Trace) guess(m *Model, i, class int, x *features, g Guess, options []option) {
	if t == nil {
		return
	}
	d := &t.Sentences[i]
	if d.Scores == nil {
		for _, s := range t.scorers {
			score := Score{Scorer: s.name, Some: 1 - s.p[i][0]}
			copy(score.Kinds[:], s.p[i][1:])
			d.Scores = append(d.Scores, score)
		}
	}
	g.Kind = graph.Kinds()[class-1]
	g.Weights = m.weights(t.view, i, x, class)
	g.Rivals = m.rivals(t.view, i, options, g.Parties)
	d.Guesses = append(d.Guesses, g)
}

// rivals returns the likeliest of the options that are not the parties chosen.
func (m *Model) rivals(v *view, at int, options []option, chosen []string) []Choice {
	sums := m.partySums(v, at, options)
	var all []Choice
	for i, o := range options {
		if !slices.Equal(o.parties, chosen) {
			all = append(all, Choice{o.parties, share(sums, i)})
		}
	}
	slices.SortStableFunc(all, func(a, b Choice) int { return cmp.Compare(b.Chance, a.Chance) })
	return all[:min(2, len(all))]
}

// Why a guess made no statement.
const (
	LowScore    = "score under the threshold"
	SecondKind  = "a second kind in the sentence, under its threshold"
	NoParties   = "no two parties"
	LowSureness = "score under the threshold once its parties are weighed"
)

// Why a sentence cannot state a commitment.
const (
	unfitRole     = "it is no running text of the report"
	unfitShort    = "it is too short"
	unfitQuestion = "it is a question"
	unfitCues     = "no word of it tells of a commitment, a meeting or a topic"
	unfitNobody   = "the article names no country"
	unfitAlone    = "the article names one country alone"
	unfitWho      = "it names nobody: neither a country, a minister or a grouping, nor words such as “both sides”"
)

// Why words of a meeting tell none.
const (
	noMeetingAsked   = "it is a question"
	noMeetingSport   = "it is about sport"
	noMeetingDenied  = "the meeting is denied, wished for or still to come"
	noMeetingTalks   = "words of talks alone, and no ministers of two countries"
	noMeetingNobody  = "countries alone near the words of meeting, and no minister"
	noMeetingAlone   = "fewer than two countries near the words of meeting"
	noMeetingTooMany = "too many countries near the words of meeting"
)

// unfit says why sentence i cannot state a commitment, "" if it may; it is cheap.
func (v *view) unfit(i int) string {
	f := &v.frames[i]
	switch {
	case len(f.tokens) == 0:
		return unfitRole
	case len(f.tokens) < 4:
		return unfitShort
	case len(f.cues) == 0:
		return unfitCues
	case len(v.ranked) == 0:
		return unfitNobody
	}
	if f.asks() { // a question states nothing
		return unfitQuestion
	}
	if len(v.ranked) < 2 && len(f.groups) == 0 {
		return unfitAlone
	}
	if len(f.codes) > 0 || len(f.persons) > 0 || f.speaker != "" || len(f.groups) > 0 ||
		f.any(lexicon.CueBoth, lexicon.CueMutual, lexicon.CueWe, lexicon.CueThey, lexicon.CueDoc) {
		return ""
	}
	return unfitWho
}

// least is what a first guess of these probabilities, or a second, must reach.
func (t Cut) least(second bool) float64 {
	if second {
		return t.First * 0.8
	}
	return t.First
}
