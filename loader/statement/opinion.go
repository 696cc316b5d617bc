package statement

import (
	"math"

	"entente/loader/encoder"
)

// opinions are what the encoder thinks of the sentences of an article.
type opinions struct {
	asked   []bool // only sentences that may well state something are shown to it
	rest    int    // from this sentence on nobody is asked: the article is a book
	kinds   [][classes]float64
	parties [][encoder.Countries][2]float64 // log odds of the countries by rank
}

// ask is from which first probability that there is a statement the encoder is asked, hopeful which one the likeliest sentence of an
// article must have for the encoder to read it at all: in most news, states commit themselves to nothing.
const (
	ask     = 0.02
	hopeful = 0.1
)

// askable are those candidates about which the encoder is asked.
func askable(p [][classes]float64, at []int) []int {
	top := 0.0
	for _, i := range at {
		top = max(top, 1-p[i][0])
	}
	if top < hopeful {
		return nil
	}
	var out []int
	for _, i := range at {
		if 1-p[i][0] >= ask {
			out = append(out, i)
		}
	}
	return out
}

// mostAsked is how many sentences of one article the encoder reads; what comes after is left to the linear scorer.
const mostAsked = 200

// newOpinions is of nobody asked: certainty of nothing.
func newOpinions(n int) *opinions {
	return &opinions{make([]bool, n), n, certain(n), make([][encoder.Countries][2]float64, n)}
}

func (o *opinions) set(i int, j encoder.Judgement) {
	o.asked[i] = true
	for c, l := range j.Kinds {
		o.kinds[i][c] = math.Exp(float64(l))
	}
	for k, odds := range j.Parties {
		o.parties[i][k] = [2]float64{float64(odds[0]), float64(odds[1])}
	}
}

// consult asks the encoder about those candidates that the first probabilities p do not rule out.
func (m *Model) consult(v *view, p [][classes]float64, at []int) {
	if m.encoder == nil {
		return
	}
	v.opinions = newOpinions(len(v.frames))
	asked := askable(p, at)
	if len(asked) > m.most {
		v.opinions.rest = asked[m.most]
		asked = asked[:m.most]
	}
	e := m.encoder()
	for r := v.reading(e.NewWriter()); len(asked) > 0; {
		p, of := r.passage(asked, aroundPieces)
		for k, j := range e.Judge(p) {
			v.opinions.set(of[k], j)
		}
		asked = asked[len(of):]
	}
}

// partyOdds is the logarithm of the encoder's probability that just these countries are the parties, 0 where it was not asked.
func (v *view) partyOdds(i int, set []string) float64 {
	if v.opinions == nil || !v.opinions.asked[i] {
		return 0
	}
	sum := 0.0
	var in [encoder.Countries]bool
	for _, c := range set {
		r := v.rankOf(c)
		if r >= encoder.Countries-1 {
			sum -= 2 // of those far down the list it knows nothing
			continue
		}
		in[r] = true
	}
	for r := range min(len(v.ranked), encoder.Countries-1) {
		odds := v.opinions.parties[i][r][0]
		if !in[r] {
			odds = -odds
		}
		sum -= math.Log1p(math.Exp(-odds))
	}
	return sum
}

// likelyParties are those countries that the encoder takes for parties, none where it was not asked.
func (v *view) likelyParties(i int) []string {
	if v.opinions == nil || !v.opinions.asked[i] {
		return nil
	}
	var set []string
	for r, c := range v.ranked[:min(len(v.ranked), encoder.Countries-1)] {
		if v.opinions.parties[i][r][0] > 0 {
			set = append(set, c)
		}
	}
	return set
}

// byOdds are the encoder's log odds that a country commits itself.
func (v *view) byOdds(i int, code string) float64 {
	r := v.rankOf(code)
	if v.opinions == nil || !v.opinions.asked[i] || r >= encoder.Countries-1 {
		return 0
	}
	return v.opinions.parties[i][r][1]
}
