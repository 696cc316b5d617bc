package fusion

import "entente/graph"

// Reprints is how well near-identical articles were told, in pairs, and how many agreements were
// given as many independent sources as their articles are.
type Reprints struct {
	Right, Predicted, Gold int // pairs of articles
	Wrong                  [][2]string
	Agreements, Counted    int // of the graph; those of them whose number of sources is right
}

// reprints compares which articles resemble each other with which are said to be copies. Copies
// of one article are copies of each other.
func reprints(articles []Article, signatures map[string]graph.Signature, agreements []graph.Agreement) Reprints {
	told, gold := make([]int, len(articles)), make([]int, len(articles)) // the group of each: its first article
	for i := range articles {
		told[i], gold[i] = i, i
	}
	place := make(map[string]int)
	for i, a := range articles {
		place[a.ID] = i
	}
	join := func(groups []int, i, j int) {
		a, b := groups[i], groups[j]
		for k := range groups {
			if groups[k] == max(a, b) {
				groups[k] = min(a, b)
			}
		}
	}
	for i := range articles {
		a := &articles[i]
		if a.ReprintOf != "" {
			join(gold, i, place[a.ReprintOf])
		}
		for j := range i {
			if signatures[a.path()].Resembles(signatures[articles[j].path()]) {
				join(told, i, j)
			}
		}
	}
	var r Reprints
	for i := range articles {
		for j := range i {
			t, g := told[i] == told[j], gold[i] == gold[j]
			r.Predicted += int(number(t))
			r.Gold += int(number(g))
			r.Right += int(number(t && g))
			if t != g {
				r.Wrong = append(r.Wrong, [2]string{articles[j].ID, articles[i].ID})
			}
		}
	}
	source := make(map[string]int) // of each article, by its identifier in the graph
	for i := range articles {
		source[graph.ArticleID(articles[i].path())] = gold[i]
	}
	for _, a := range agreements {
		sources := make(map[int]bool)
		for _, report := range a.Reports {
			sources[source[report.Article]] = true
		}
		r.Agreements++
		r.Counted += int(number(len(sources) == a.Sources))
	}
	return r
}

// Precision is the share of the pairs told to be copies that are; 1 if none is told.
func (r Reprints) Precision() float64 { return share(r.Right, r.Predicted) }

// Recall is the share of the copies that are told; 1 if there is none.
func (r Reprints) Recall() float64 { return share(r.Right, r.Gold) }

func share(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}
