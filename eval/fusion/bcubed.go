package fusion

import (
	"cmp"
	"slices"
)

// Score is how right a clustering is.
type Score struct {
	Precision, Recall float64
	Items             int // that it was counted over
}

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 {
	if s.Precision+s.Recall == 0 {
		return 0
	}
	return 2 * s.Precision * s.Recall / (s.Precision + s.Recall)
}

// Fusion is how statements were fused.
type Fusion struct {
	Items  []Item
	Wrong  []Wrong
	Agreed map[string]int // statements by agreement of the graph, of those counted
}

// Item is a statement with its B-cubed precision and recall.
type Item struct {
	Group             string // the occasion
	Precision, Recall float64
	Abroad            float64 // the recall among the reports in other languages, -1 where there is none
}

// Wrong is a pair of statements that are told wrongly: of one agreement but told apart if Missed, of
// two but told to be one otherwise.
type Wrong struct {
	A, B   item
	Missed bool
}

// fusion compares the agreement that each item reports with the one that it was made part of.
func fusion(items []item, cluster map[string]string) Fusion {
	f := Fusion{Agreed: make(map[string]int)}
	for i, a := range items {
		var same, told, right, abroad, abroadRight float64
		for j, b := range items {
			one, fused := a.event == b.event, i == j || cluster[a.key] != "" && cluster[a.key] == cluster[b.key]
			same += number(one)
			told += number(fused)
			right += number(one && fused)
			if a.lang != b.lang {
				abroad += number(one)
				abroadRight += number(one && fused)
			}
			if one != fused && i < j {
				f.Wrong = append(f.Wrong, Wrong{a, b, one})
			}
		}
		n := Item{Group: a.group, Precision: right / told, Recall: right / same, Abroad: -1}
		if abroad > 0 {
			n.Abroad = abroadRight / abroad
		}
		f.Items = append(f.Items, n)
		f.Agreed[cluster[a.key]]++
	}
	slices.SortStableFunc(f.Wrong, func(a, b Wrong) int { return cmp.Compare(a.A.group, b.A.group) })
	return f
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Score is the B-cubed score over the items of the occasions that keep passes.
func (f Fusion) Score(keep func(group string) bool) Score {
	var s Score
	for _, i := range f.Items {
		if keep(i.Group) {
			s.Precision += i.Precision
			s.Recall += i.Recall
			s.Items++
		}
	}
	if s.Items == 0 {
		return Score{1, 1, 0}
	}
	s.Precision /= float64(s.Items)
	s.Recall /= float64(s.Items)
	return s
}

// Abroad is the mean share of the reports in other languages with which a statement was fused.
func (f Fusion) Abroad(keep func(group string) bool) float64 {
	sum, n := 0.0, 0
	for _, i := range f.Items {
		if keep(i.Group) && i.Abroad >= 0 {
			sum += i.Abroad
			n++
		}
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}
