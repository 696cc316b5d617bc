package statement

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"entente/graph"
)

// Label is a commitment that a reader found: kind, parties, who commits, and the bytes of its sentence.
type Label struct {
	Kind       graph.Kind
	Parties    []string
	By         []string
	Start, End int
}

// Example is an article with all its commitments.
type Example struct {
	Input  Input
	Labels []Label
	Unsure []Label // sentences of which the reader could not tell: nothing is learnt from them
}

// lesson is an example made ready to learn from.
type lesson struct {
	v      *view
	at     [][]Label // labels by sentence
	frames []int     // candidates
	x      []*features
}

// Lessons makes examples ready; it is the slow part, the same for every fold. lost counts the labels in sentences that are no candidates.
func Lessons(examples []Example) (lessons []Lesson, lost int) {
	for i := range examples {
		e := &examples[i]
		l := &lesson{v: newView(&e.Input)}
		l.at = make([][]Label, len(l.v.frames))
		for _, label := range e.Labels {
			if s := l.v.sentenceOf(label); s >= 0 {
				if !l.v.candidate(s) {
					lost++
					continue
				}
				l.at[s] = append(l.at[s], label)
			} else {
				lost++
			}
		}
		unsure := map[int]bool{}
		for _, label := range e.Unsure {
			unsure[l.v.sentenceOf(label)] = true
		}
		for s := range l.v.frames {
			if l.v.candidate(s) && !unsure[s] {
				l.frames = append(l.frames, s)
				l.x = append(l.x, l.v.kindFeatures(s))
			}
		}
		lessons = append(lessons, Lesson{l})
	}
	return lessons, lost
}

// Lesson is an Example made ready.
type Lesson struct{ *lesson }

// sentenceOf returns the sentence that holds most of a label, -1 if none.
func (v *view) sentenceOf(l Label) int {
	best, most := -1, 0
	for i := range v.in.Body.Sentences {
		s := &v.in.Body.Sentences[i]
		if n := min(s.End, l.End) - max(s.Start, l.Start); n > most {
			best, most = i, n
		}
	}
	return best
}

// Options steer learning.
type Options struct {
	Epochs int
	Rate   float64
	Decay  float64 // pull of the weights to zero
}

// Learn fits a model to lessons. The same lessons in the same order give the same model.
func Learn(lessons []Lesson, o Options) *Model {
	m := &Model{party: make([]float32, 1<<partyBits), by: make([]float32, 1<<partyBits), fast: stage{cut: Cut{0.4, 2}},
		full: stage{cut: Cut{0.4, 2}}, mixture: plainMixture, look: make([]float64, classes*lookInputs)}
	learnKinds(m, lessons, o)
	learnLook(m, lessons, o)
	learnParties(m, lessons, o)
	return m
}

// kindCase is a sentence with its features by number.
type kindCase struct {
	strong, weak []int32
	value, light float64 // what a strong and a weak feature count
	target       [classes]float64
}

// often is how many sentences must have a feature for the model to keep it.
const often = 3

// know numbers the features that stand in enough sentences.
func (m *Model) know(lessons []Lesson) {
	count := map[feature]int{}
	for _, l := range lessons {
		for _, x := range l.x {
			for _, f := range x.strong {
				count[f]++
			}
			for _, f := range x.weak {
				count[f]++
			}
		}
	}
	var kept []feature
	for f, n := range count {
		if n >= often && f != 0 {
			kept = append(kept, f)
		}
	}
	slices.Sort(kept)
	m.known = newTable(kept)
	m.kind = make([]float32, classes*len(kept))
}

// numbers returns those features that the model knows.
func (m *Model) numbers(x []feature) []int32 {
	out := make([]int32, 0, len(x))
	for _, f := range x {
		if n := m.known.find(f); n >= 0 {
			out = append(out, n)
		}
	}
	return out
}

func learnKinds(m *Model, lessons []Lesson, o Options) {
	m.know(lessons)
	var cases []kindCase
	for _, l := range lessons {
		for k, s := range l.frames {
			value, light := values(len(l.x[k].strong), len(l.x[k].weak))
			cases = append(cases, kindCase{m.numbers(l.x[k].strong), m.numbers(l.x[k].weak), value, light, l.target(s)})
		}
	}
	square := make([]float32, len(m.kind))
	random := rand.New(rand.NewPCG(1, 2))
	step := func(f int32, grad *[classes]float64, value float64) {
		w, q := m.kind[int(f)*classes:int(f)*classes+classes], square[int(f)*classes:int(f)*classes+classes]
		for c := range grad {
			g := float32(grad[c]*value) + float32(o.Decay)*w[c]
			q[c] += g * g
			w[c] -= float32(o.Rate) * g / (float32(math.Sqrt(float64(q[c]))) + 0.1)
		}
	}
	mean := make([]float32, len(m.kind))
	for epoch := range o.Epochs {
		if epoch > o.Epochs/2 { // the mean of the later passes is steadier than the last
			for i, w := range m.kind {
				mean[i] += w
			}
		}
		random.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for i := range cases {
			c := &cases[i]
			var sum, weak [classes]float64
			for _, f := range c.strong {
				m.addTo(&sum, f)
			}
			for _, f := range c.weak {
				m.addTo(&weak, f)
			}
			for k := range sum {
				sum[k] = sum[k]*c.value + weak[k]*c.light
			}
			p := softmax(sum)
			for k := range p {
				p[k] -= c.target[k]
			}
			for _, f := range c.strong {
				step(f, &p, c.value)
			}
			for _, f := range c.weak {
				step(f, &p, c.light)
			}
		}
	}
	n := float32(max(0, o.Epochs-1-o.Epochs/2) + 1)
	for i, w := range m.kind {
		m.kind[i] = (mean[i] + w) / n
	}
}

// learnLook fits the second look to first probabilities of models that had not seen the article.
func learnLook(m *Model, lessons []Lesson, o Options) {
	const folds = 4
	var cases []lookCase
	for k := range folds {
		var learn []Lesson
		for i, l := range lessons {
			if i/3%folds != k {
				learn = append(learn, l)
			}
		}
		part := &Model{}
		learnKinds(part, learn, o)
		for i, l := range lessons {
			if i/3%folds != k {
				continue
			}
			p := part.first(l.v, l.x, l.frames)
			mean := meanOf(p)
			for _, s := range l.frames {
				cases = append(cases, lookCase{l.v.look(nil, p, s, &mean), l.target(s)})
			}
		}
	}
	for c := range classes { // it begins as the first look
		m.look[c*lookInputs+c] = 1
	}
	fitLook(cases, m.look)
}

type lookCase struct {
	in     []float64
	target [classes]float64
}

// fitLook fits weights for weigh, from what they are.
func fitLook(cases []lookCase, weights []float64) {
	random := rand.New(rand.NewPCG(5, 6))
	square := make([]float64, len(weights))
	for range 12 {
		random.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for _, c := range cases {
			p := weigh(weights, c.in)
			for k := range p {
				for j, value := range c.in {
					w := k*len(c.in) + j
					g := (p[k] - c.target[k]) * value
					square[w] += g * g
					weights[w] -= 0.02 * g / (math.Sqrt(square[w]) + 0.1)
				}
			}
		}
	}
}

// target is the distribution of the labels of a sentence over the classes.
func (l *lesson) target(s int) (t [classes]float64) {
	for _, label := range l.at[s] {
		t[class(label.Kind)] += 1 / float64(len(l.at[s]))
	}
	if len(l.at[s]) == 0 {
		t[0] = 1
	}
	return t
}

type partyCase struct {
	label    Label
	v        *view
	sentence int
	options  []option
	right    int
	by       []byCase
}

type byCase struct {
	x      []feature
	target float64
}

// partyCases lists the choices of parties in lessons; missed counts those whose right answer is no option.
func partyCases(lessons []Lesson, forget bool) (cases []partyCase, missed int) {
	for _, l := range lessons {
		prev, last := before{since: 9}, -9
		for _, s := range l.frames {
			f := &l.v.frames[s]
			prev.since = s - last
			for _, label := range l.at[s] {
				k := class(label.Kind)
				told := prev
				if forget && len(cases)%2 == 0 { // what earlier statements leave is often wrong when nobody tells it
					told = before{since: 9}
				}
				options := l.v.options(f, k, told)
				right := slices.IndexFunc(options, func(o option) bool { return slices.Equal(o.parties, label.Parties) })
				c := partyCase{label: label, v: l.v, sentence: s, options: options, right: right}
				if right < 0 {
					missed++
				}
				if k > 2 {
					for _, p := range label.Parties {
						c.by = append(c.by, byCase{l.v.byFeatures(f, k, label.Parties, p), float64(b2i(slices.Contains(label.By, p)))})
					}
				}
				cases = append(cases, c)
			}
			if len(l.at[s]) > 0 {
				prev, last = before{l.at[s][0].Parties, 0}, s
			}
		}
	}
	return cases, missed
}

func learnParties(m *Model, lessons []Lesson, o Options) {
	cases, _ := partyCases(lessons, true)
	square, bySquare := make([]float32, len(m.party)), make([]float32, len(m.by))
	random := rand.New(rand.NewPCG(3, 4))
	step := func(w, q []float32, f feature, grad float64) {
		g := float32(grad) + float32(o.Decay)*w[f]
		q[f] += g * g
		w[f] -= float32(o.Rate) * g / (float32(math.Sqrt(float64(q[f]))) + 0.1)
	}
	for range o.Epochs {
		random.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for _, c := range cases {
			for _, b := range c.by {
				sum := 0.0
				for _, f := range b.x {
					sum += float64(m.by[f])
				}
				grad := 1/(1+math.Exp(-sum)) - b.target
				for _, f := range b.x {
					step(m.by, bySquare, f, grad)
				}
			}
			if c.right < 0 {
				continue
			}
			sums := make([]float64, len(c.options))
			for i, opt := range c.options {
				for _, f := range opt.x {
					sums[i] += float64(m.party[f])
				}
			}
			grads := map[feature]float64{}
			var order []feature
			for i, opt := range c.options {
				g := share(sums, i) - float64(b2i(i == c.right))
				if math.Abs(g) < 1e-4 {
					continue
				}
				for _, f := range opt.x {
					if _, ok := grads[f]; !ok {
						order = append(order, f)
					}
					grads[f] += g
				}
			}
			for _, f := range order {
				step(m.party, square, f, grads[f])
			}
		}
	}
}

// Judged is one guess of a model about an article that it has not learnt from.
type Judged struct {
	Found, Typed, Full bool
	Class              int
	Some, Kind, Party  float64 // probabilities: that there is a statement, of the kind, of the parties
	Second             bool
	Grounds            grounds
}

// Judge returns all guesses of a model about a lesson, also unlikely ones: per sentence the best kind and the second. Where the
// lesson has been told what the encoder thinks, encoder says whether that counts.
func (m *Model) Judge(l Lesson, encoder bool) []Judged {
	var out []Judged
	prev, last := before{since: 9}, -9
	v := *l.v
	if !encoder {
		v.opinions = nil
	}
	probabilities := m.probabilities(&v, m.first(&v, l.x, l.frames), l.frames)
	for _, s := range l.frames {
		prev.since = s - last
		p := probabilities[s]
		if 1-p[0] < 0.1 {
			continue
		}
		f := &v.frames[s]
		order := byProbability(p)
		used := make([]bool, len(l.at[s]))
		for n, c := range order[:2] {
			parties, sure := m.rankParties(&v, s, v.options(f, c, prev))
			j := Judged{Class: c, Some: 1 - p[0], Kind: p[c], Party: sure, Second: n > 0, Grounds: v.grounds(s, c, parties, 1-p[0], p[c], sure, n > 0)}
			best, rank := -1, -1
			for i, label := range l.at[s] {
				if used[i] {
					continue
				}
				r := 2*b2i(class(label.Kind) == c) + b2i(slices.Equal(label.Parties, parties))
				if r > rank {
					best, rank = i, r
				}
			}
			if best >= 0 && (n == 0 || rank >= 2) {
				used[best] = true
				j.Found, j.Typed, j.Full = true, rank >= 2, rank == 3
			}
			if n == 0 && 1-p[0] > 0.5 {
				prev, last = before{parties, 0}, s
			}
			out = append(out, j)
		}
	}
	return out
}

// PartyAccuracy returns how often the ranker names the parties of a label exactly, how often they are an option at all, and who
// commits right, of how many.
func (m *Model) PartyAccuracy(lessons []Lesson) (right, possible, all int) {
	cases, missed := partyCases(lessons, false)
	for _, c := range cases {
		parties, _ := m.rankParties(c.v, c.sentence, c.options)
		if c.right >= 0 && strings.Join(parties, ",") == strings.Join(c.options[c.right].parties, ",") {
			right++
		}
	}
	return right, len(cases) - missed, len(cases)
}
