package statement

import (
	"math"
	"math/rand/v2"
	"slices"
)

// grounds are what the confidence in a guess is worked out from: how sure the scorers are of the sentence, the kind and the parties, and
// whether the encoder thinks the same; zeros where it was not asked.
type grounds [16]float64

// grounds returns those of a guess about sentence i: some is the probability that it states something, p that it is of the kind, sure
// that these are the parties.
func (v *view) grounds(i, kind int, parties []string, some, p, sure float64, second bool) (g grounds) {
	f := &v.frames[i]
	named := 0
	for _, c := range parties {
		named += b2i(slices.Contains(f.codes, c))
	}
	g = grounds{1, odds(some), math.Log(max(p/max(some, least), least)), odds(sure), odds(p * sure), float64(named) / float64(max(len(parties), 1)), float64(b2i(len(parties) > 2)), float64(b2i(second))}
	g[8+kind-1] = 1 // and 8 to 12
	if v.opinions != nil && v.opinions.asked[i] {
		o := &v.opinions.kinds[i]
		g[13] = math.Log(max(o[kind]/max(1-o[0], least), least))
		g[14] = max(v.partyOdds(i, parties), -6)
		g[15] = float64(b2i(slices.Equal(sorted(v.likelyParties(i)), parties)))
	}
	return g
}

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

// confidence is the share of guesses on such grounds that are right.
func (s *stage) confidence(g *grounds) float64 { return s.calibrate(s.raw(g)) }

// raw is the confidence before it is calibrated.
func (s *stage) raw(g *grounds) float64 {
	sum := 0.0
	for k, w := range s.weights {
		sum += w * g[k]
	}
	return 1 / (1 + math.Exp(-sum))
}

// fitConfidence fits the weights of the grounds to guesses about articles that the model has not learnt from.
func (s *stage) fitConfidence(judged []Judged) {
	s.weights = grounds{}
	var square grounds
	random := rand.New(rand.NewPCG(9, 10))
	order := make([]int, len(judged))
	for i := range order {
		order[i] = i
	}
	for range 60 {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			j := &judged[i]
			miss := s.raw(&j.Grounds) - float64(b2i(j.Full))
			for k, x := range j.Grounds {
				g := miss*x + 0.001*s.weights[k]
				square[k] += g * g
				s.weights[k] -= 0.1 * g / (math.Sqrt(square[k]) + 0.1)
			}
		}
	}
}
