package resolve

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"entente/graph"
)

// Reports of one agreement may be dated on either side of the end of a month, and so stand in two
// blocks. Each block is worked out by itself; then groups whose days are near the border are joined,
// each with one of the other side at most. What is joined bears the names of both blocks.

// EventBlock is the block of a statement or an encounter, from its content alone.
func EventBlock(o graph.Observation) string { return eventBlock(o) }

// isMonth reports whether a block holds the statements of a month.
func isMonth(block string) bool {
	_, when := splitBlock(block)
	return strings.HasPrefix(block, "agreement|") && len(when) == len("2006-01") && when[0] != '?'
}

func splitBlock(block string) (stem, when string) {
	at := strings.LastIndexByte(block, '|') + 1
	return block[:at], block[at:]
}

// shifted is the block of so many months later; the block itself must be one of a month.
func shifted(block string, months int) string {
	stem, when := splitBlock(block)
	t, err := time.Parse("2006-01", when)
	if err != nil {
		return ""
	}
	return stem + t.AddDate(0, months, 0).Format("2006-01")
}

// border is the block of what is joined from the block of a month and that of the next.
func border(block string) string {
	_, next := splitBlock(shifted(block, 1))
	return block + "+" + next
}

// blocksOf are the blocks that a block of an agreement or a meeting stands for: itself, or the two
// that it joins.
func blocksOf(block string) []string {
	stem, when := splitBlock(block)
	first, second, joined := strings.Cut(when, "+")
	if !joined {
		return []string{block}
	}
	return []string{stem + first, stem + second}
}

// storedUnder lists, with the blocks, the borders of those that are months: a store may keep what an
// agreement reports under the block of the agreement.
func storedUnder(blocks []string) []string {
	out := slices.Clone(blocks)
	for _, b := range blocks {
		if isMonth(b) {
			out = append(out, border(b), border(shifted(b, -1)))
		}
	}
	return once(out)
}

// nearStart and nearEnd report whether a date is a day so near to the border of its month that a
// report of the same may be dated beyond it.
func nearStart(d graph.Date) bool { return crosses(d, -lateness) }
func nearEnd(d graph.Date) bool   { return crosses(d, lateness) }

func crosses(d graph.Date, days int) bool {
	t, err := time.Parse(time.DateOnly, d.Value)
	return err == nil && t.AddDate(0, 0, days).Month() != t.Month()
}

func anyNear(group []event, near func(graph.Date) bool) bool {
	return slices.ContainsFunc(group, func(e event) bool { return near(e.Date) })
}

// agreementGroups fuses statements, of one block or of several.
func agreementGroups(events []event, note note) [][]event {
	slices.SortFunc(events, func(a, b event) int { return cmp.Or(strings.Compare(a.Block, b.Block), strings.Compare(a.ID, b.ID)) })
	var all, last [][]event // of all blocks but the last, and of that
	lastBlock := ""
	for from := 0; from < len(events); {
		to := from + 1
		for to < len(events) && events[to].Block == events[from].Block {
			to++
		}
		places := make([]int, to-from)
		for i := range places {
			places[i] = from + i
		}
		block := events[from].Block
		groups := fuse(events[from:to], agreements, note.placed(places))
		if isMonth(block) && lastBlock == shifted(block, -1) {
			var crossings []crossing
			last, groups, crossings = joinBorder(last, groups)
			note.crossed(events, crossings)
		}
		all = append(all, last...)
		last, lastBlock, from = groups, block, to
	}
	all = append(all, last...)
	slices.SortFunc(all, func(a, b []event) int { return strings.Compare(a[0].ID, b[0].ID) })
	return all
}

// crossing is the surest link between two groups of neighbouring months, by the observations that it
// links.
type crossing struct {
	a, b, rule string
	score      float64
}

// joinBorder joins groups of a month with groups of the next, and returns both lists as they are
// then; what is joined is in the first. It also returns the links that joined something.
func joinBorder(month, next [][]event) (joined, rest [][]event, used []crossing) {
	type pair struct {
		a, b int
		crossing
	}
	var pairs []pair
	for i, g := range month {
		if !anyNear(g, nearEnd) {
			continue
		}
		for j, h := range next {
			if anyNear(h, nearStart) {
				if c := across(g, h); c.score > 0 {
					pairs = append(pairs, pair{i, j, c})
				}
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.score, x.score), strings.Compare(month[x.a][0].ID, month[y.a][0].ID), strings.Compare(next[x.b][0].ID, next[y.b][0].ID))
	})
	joined = slices.Clone(month)
	usedA, usedB := make(map[int]bool), make(map[int]bool)
	for _, p := range pairs {
		if usedA[p.a] || usedB[p.b] {
			continue
		}
		usedA[p.a], usedB[p.b] = true, true
		g := slices.Concat(month[p.a], next[p.b])
		slices.SortFunc(g, func(a, b event) int { return strings.Compare(a.ID, b.ID) })
		joined[p.a] = g
		used = append(used, p.crossing)
	}
	for j, h := range next {
		if !usedB[j] {
			rest = append(rest, h)
		}
	}
	return joined, rest, used
}

// across is how surely two groups of neighbouring months are one agreement, a score of 0 if they are
// not: the best of the links between them, unless two exclude each other or more speaks against than
// for.
func across(g, h []event) crossing {
	var best crossing
	sum := 0.0
	for i := range g {
		for j := range h {
			if excludeAgreement(&g[i], &h[j]) != "" {
				return crossing{}
			}
			rule, score := sameAgreement(&g[i], &h[j])
			if score <= 0 && g[i].Article == h[j].Article {
				return crossing{}
			}
			sum += score
			if score > best.score {
				best = crossing{g[i].ID, h[j].ID, rule, score}
			}
		}
	}
	if sum < 0 {
		return crossing{}
	}
	return best
}

// beyond lists the blocks beside the given ones that must be known to work these out: the months
// before and behind those that hold, or held, a day near the border.
func beyond(blocks []string, holds map[string][]Observed, gone []Observed) []string {
	given := make(map[string]bool)
	for _, b := range blocks {
		given[b] = true
	}
	var out []string
	look := func(o Observed) {
		if !given[o.Block] || !isMonth(o.Block) {
			return
		}
		if nearStart(o.Date) {
			out = append(out, shifted(o.Block, -1))
		}
		if nearEnd(o.Date) {
			out = append(out, shifted(o.Block, 1))
		}
	}
	for _, b := range blocks {
		for _, o := range holds[b] {
			look(o)
		}
	}
	for _, o := range gone {
		look(o)
	}
	return slices.DeleteFunc(once(out), func(b string) bool { return given[b] })
}

// chains parts blocks into those that are worked out together: months of one kind and the same
// parties, and every other block by itself.
func chains(blocks []string) [][]string {
	var out [][]string
	var months []string
	for _, b := range slices.Sorted(slices.Values(blocks)) {
		if isMonth(b) {
			months = append(months, b)
		} else {
			out = append(out, []string{b})
		}
	}
	for i, b := range months {
		if n := len(out) - 1; i > 0 && shifted(months[i-1], 1) == b {
			out[n] = append(out[n], b)
		} else {
			out = append(out, []string{b})
		}
	}
	return out
}

// beside are the observations that were read along with those of the blocks that are worked out, by
// identifier.
type beside map[string]Observed

// concern reports whether an agreement is to be written: it has a report in the blocks that were
// worked out, or, beside them, at their border.
func (s beside) concern(a graph.Agreement, worked map[string]bool) bool {
	return slices.ContainsFunc(a.Reports, func(r graph.Report) bool {
		o, ok := s[r.Observation]
		return !ok || nearStart(o.Date) && worked[shifted(o.Block, -1)] || nearEnd(o.Date) && worked[shifted(o.Block, 1)]
	})
}
