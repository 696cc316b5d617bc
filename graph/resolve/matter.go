package resolve

import (
	"math"
	"slices"
	"time"

	"entente/graph"
	"entente/graph/gloss"
	"entente/graph/terms"
)

// matter is what a statement is about, in terms that can be compared. Words compare within a
// language; the rest also between languages.
type matter struct {
	words    []int     // of the quote, numbered within the block
	concepts []int     // that the words mean, but for the broad ones
	broad    []int     // concepts that tell little
	numbers  []float64 // sums and quantities
	from, to int       // the days of its date, counted from 1970; both noDay where it is unknown
}

const noDay = math.MinInt

// numbering numbers words: every two quotes are compared, and numbers compare fast.
type numbering map[string]int

func (n numbering) matter(o *Observed) matter {
	words := terms.Of(o.Evidence.Quote)
	m := matter{numbers: gloss.Numbers(o.Lang, o.Evidence.Quote), from: day(o.Date.From()), to: day(o.Date.To())}
	for _, c := range gloss.Of(o.Lang, words) {
		if gloss.Broad(c) {
			m.broad = append(m.broad, c)
		} else {
			m.concepts = append(m.concepts, c)
		}
	}
	for _, w := range words {
		at, ok := n[w]
		if !ok {
			at = len(n)
			n[w] = at
		}
		m.words = append(m.words, at)
	}
	slices.Sort(m.words)
	m.words = slices.Compact(m.words)
	return m
}

// day counts the days from 1970.
func day(date string) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return noDay
	}
	return int(t.Unix() / 86400)
}

// quiet is the number of articles up to which a month is quiet: what two of them tell of one kind and
// the same parties in the same days is then likely one thing.
const quiet = 10

// lateness is the number of days by which reports of one agreement may date it differently: an
// article that does not say the day is taken to tell of the day on which it was published.
const lateness = 2

// distance is the number of days that part two dates, 0 where they overlap; very many where one
// alone is unknown.
func (m *matter) distance(o *matter) int {
	switch {
	case m.from == noDay && o.from == noDay:
		return 0
	case m.from == noDay || o.from == noDay:
		return math.MaxInt
	}
	return max(0, m.from-o.to, o.from-m.to)
}

// What speaks for two statements of one kind, the same parties and the same days being reports of
// one agreement, and what against it, in points.
const (
	pointsProject    = 2.0   // a project in common
	pointsProjects   = -1.0  // projects in both, but neither one nor a concept in common
	pointsInitiative = 0.3   // an initiative in common
	pointsConcept    = 0.8   // each concept in common, up to three
	pointsBroad      = 0.3   // each broad concept in common, up to two
	pointsNumber     = 1.5   // a number in common
	pointsVoice      = 0.3   // a minister in common who voiced it
	pointsWords      = 4.0   // times the share of words in common above usualWords, within a language
	pointsTopics     = 0.4   // all topics in common, less where some are
	pointsOther      = -0.45 // each concept of which either has one that the other lacks, up to two
	pointsNothing    = -1.2  // the same where no concept is in common
	pointsMore       = -0.05 // each concept that one has beyond those of the other
	pointsNoTopic    = -0.3  // no topic in common
	pointsLate       = -0.15 // each day between their dates
	pointsAlone      = 0.8   // each is all that its article tells of the kind and the parties in a quiet month
	usualWords       = 0.15
	leastWords       = -0.4 // what few words in common cost at most
	enough           = 0.5  // from which two are linked
	// And within one article, which tells two things more often than one thing twice, and of two of which one alone says what it is about.
	enoughStrange = 1.2
)

// points weighs what two statements are about.
func points(a, b *event) float64 {
	sum := 0.0
	both := len(intersect(a.concepts, b.concepts))
	shared := intersect(a.objects, b.objects)
	if slices.ContainsFunc(shared, isProject) {
		sum += pointsProject
	} else if both == 0 && slices.ContainsFunc(a.objects, isProject) && slices.ContainsFunc(b.objects, isProject) {
		sum += pointsProjects
	}
	if slices.ContainsFunc(shared, func(id string) bool { return !isProject(id) }) {
		sum += pointsInitiative
	}
	if len(intersect(a.voices, b.voices)) > 0 {
		sum += pointsVoice
	}
	if len(intersect(a.numbers, b.numbers)) > 0 {
		sum += pointsNumber
	}
	onlyA, onlyB := len(a.concepts)-both, len(b.concepts)-both
	other := pointsOther
	if both == 0 {
		other = pointsNothing
	}
	sum += pointsBroad*float64(min(2, len(intersect(a.broad, b.broad)))) + pointsConcept*float64(min(both, 3)) + other*float64(min(onlyA, onlyB, 2)) + pointsMore*float64(max(onlyA, onlyB)-min(onlyA, onlyB))
	if a.Lang == b.Lang {
		sum += max(leastWords, pointsWords*(jaccard(a.words, b.words)-usualWords))
	}
	if x, y := fields(a.Statement.Topics), fields(b.Statement.Topics); len(x) > 0 && len(y) > 0 {
		if n := len(intersect(x, y)); n > 0 {
			sum += pointsTopics * float64(n) / float64(min(len(x), len(y)))
		} else {
			sum += pointsNoTopic
		}
	}
	if a.alone && b.alone {
		sum += pointsAlone
	}
	return sum + pointsLate*float64(a.distance(&b.matter))
}

// fields are the topics, sorted, without that which any agreement of states has.
func fields(topics []graph.Topic) []graph.Topic {
	return slices.DeleteFunc(sorted(topics), func(t graph.Topic) bool { return t == "DIPLOMACY" })
}

// open reports whether a statement does not say what it is about: no project, no number, nothing
// that the gloss of its language knows.
func (e *event) open() bool {
	return len(e.concepts) == 0 && len(e.numbers) == 0 && len(e.objects) == 0 && gloss.Knows(e.Lang)
}
