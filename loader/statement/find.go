package statement

import (
	"math"
	"slices"

	"entente/graph"
	"entente/loader/lexicon"
)

// Statement is one commitment that a sentence states.
type Statement struct {
	Sentence   int // index in Input.Body
	Kind       graph.Kind
	Parties    []string // sorted
	By         []string // sorted
	Date       graph.Date
	Topics     []graph.Topic // one to three
	Speakers   []int         // indexes of Input.Found.Ministers: who is named in the sentence and acts for a party that commits
	Rule       string        // what made it
	Confidence float64       // the share of statements of this confidence that have kind and parties right
}

// Find returns the statements of an article in the order of its sentences, and the encounters that it reports, each once, in the
// order in which they are first told. It is a pure function of its input.
func Find(in Input) ([]Statement, []Meeting) {
	v := newView(&in)
	return builtin(in.Fast).find(v), v.meetings()
}

func (m *Model) find(v *view) []Statement {
	var all []Statement
	prev := before{since: 9}
	var at []int
	var x []*features
	for i := range v.frames {
		if why := v.unfit(i); why != "" {
			v.trace.unfit(i, why)
			continue
		}
		at = append(at, i)
		x = append(x, v.kindFeatures(i))
	}
	last := -9
	first := m.first(v, x, at)
	m.consult(v, first, at)
	probabilities, s := m.probabilities(v, first, at), m.stage(v)
	for at, i := range at {
		prev.since = i - last
		p := probabilities[i]
		order := byProbability(p)
		if k, score := order[0], acceptance(1-p[0], p[order[0]], 1); p[k] == 0 || score < s.cut.First {
			v.trace.guess(m, i, k, x[at], Guess{Chance: p[k], Score: score, Least: s.cut.First, Dropped: LowScore}, nil)
			continue
		}
		f := &v.frames[i]
		made := false
		var taken []string
		for n, k := range order[:2] {
			g := Guess{Chance: p[k]}
			if n > 0 && (!made || p[k] < s.cut.Second) {
				g.Score, g.Least, g.Dropped = p[k], s.cut.Second, SecondKind
				v.trace.guess(m, i, k, x[at], g, nil)
				break
			}
			options := v.options(f, k, prev)
			parties, sure := m.rankParties(v, i, options)
			j := Judged{Some: 1 - p[0], Kind: p[k], Party: sure, Second: n > 0, Grounds: v.grounds(i, k, parties, 1-p[0], p[k], sure, n > 0)}
			g.Parties, g.Sure, g.Score, g.Least = parties, sure, j.score(), s.cut.least(n > 0)
			if len(parties) < 2 {
				g.Dropped = NoParties
			} else if !s.cut.accepts(j) {
				g.Dropped = LowSureness
			}
			v.trace.guess(m, i, k, x[at], g, options)
			if g.Dropped != "" {
				continue
			}
			found := Statement{Sentence: i, Kind: graph.Kinds()[k-1], Parties: parties, Rule: "linear/" + v.trigger(f),
				Confidence: s.confidence(&j.Grounds)}
			found.By = m.commits(v, f, k, parties)
			found.Topics = v.topics(i)
			found.Speakers = f.speakers(found.By)
			all = append(all, found)
			made, taken = true, parties
		}
		if made {
			prev, last = before{taken, 0}, i
		}
	}
	v.date(all)
	return all
}

// candidate reports whether sentence i may state a commitment at all; it is cheap.
func (v *view) candidate(i int) bool { return v.unfit(i) == "" }

// trigger names the first cue of the sentence that can make a statement.
func (v *view) trigger(f *frame) string {
	for _, h := range f.cues {
		if h.Cue <= lexicon.CueJoin {
			return h.Cue.String()
		}
	}
	return "words"
}

// commits returns those of the parties who commit, sorted.
func (m *Model) commits(v *view, f *frame, kind int, parties []string) []string {
	if kind <= 2 { // signed and agreed by all
		return slices.Clone(parties)
	}
	var by []string
	top, topScore := "", math.Inf(-1)
	for _, c := range parties {
		sum := 0.0
		for _, x := range v.byFeatures(f, kind, parties, c) {
			sum += float64(m.by[x])
		}
		sum += m.mixture.By * v.byOdds(f.index, c)
		if sum > 0 {
			by = append(by, c)
		}
		if sum > topScore {
			top, topScore = c, sum
		}
	}
	if len(by) == 0 {
		by = []string{top}
	}
	return by
}

// topics returns one to three topics of a sentence, those named most often first. A sentence that names none speaks of diplomacy if
// it tells of a visit or talks, else of what the article does, the sentences around it before all.
func (v *view) topics(sentence int) []graph.Topic {
	f := &v.frames[sentence]
	n := make([]int, len(graph.Topics()))
	f.countTopics(n, 1)
	most := 3
	if slices.Max(n) == 0 && !f.any(lexicon.CueVisit, lexicon.CueInvite, lexicon.CueMeet, lexicon.CueTalks, lexicon.CuePhone, lexicon.CueTies) {
		copy(n, v.about)
		for k := max(0, sentence-2); k < min(sentence+2, len(v.frames)); k++ {
			v.frames[k].countTopics(n, 5)
		}
		most = 1
	}
	var order []int
	for i := range n {
		if n[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return n[b] - n[a] })
	if len(order) > 1 && order[0] == 0 && n[order[0]] == n[order[1]] { // diplomacy is what the other words speak within
		order = append(order[1:], 0)
	}
	var out []graph.Topic
	for _, i := range order[:min(most, len(order))] {
		out = append(out, graph.Topics()[i])
	}
	if len(out) == 0 {
		out = []graph.Topic{graph.Topics()[0]}
	}
	return out
}

// subjects counts how often the article names each topic.
func (v *view) subjects() []int {
	n := make([]int, len(graph.Topics()))
	v.title.countTopics(n, 2)
	for i := range v.frames {
		v.frames[i].countTopics(n, 1)
	}
	return n
}

// countTopics adds weight to n for each word of a topic.
func (f *frame) countTopics(n []int, weight int) {
	for _, h := range f.cues {
		if h.Cue >= lexicon.CueTopic {
			n[h.Cue-lexicon.CueTopic] += weight
		}
	}
}

// speakers returns the ministers named in the sentence who act for one of the countries.
func (f *frame) speakers(by []string) []int {
	var out []int
	for _, p := range f.persons {
		if slices.Contains(by, p.code) && !slices.Contains(out, p.minister) {
			out = append(out, p.minister)
		}
	}
	slices.Sort(out)
	return out
}

// share is the softmax of one of sums.
func share(sums []float64, which int) float64 {
	top := sums[0]
	for _, s := range sums {
		top = max(top, s)
	}
	total := 0.0
	for _, s := range sums {
		total += math.Exp(s - top)
	}
	return math.Exp(sums[which]-top) / total
}

// byProbability returns the kinds, the likeliest first.
func byProbability(p [classes]float64) []int {
	order := []int{1, 2, 3, 4, 5}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] > p[b]:
			return -1
		case p[a] < p[b]:
			return 1
		}
		return 0
	})
	return order
}
