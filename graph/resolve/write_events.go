package resolve

import (
	"maps"
	"slices"
	"strings"

	"entente/graph"
)

// events works out the agreements and meetings of the blocks that observations joined or left, or
// that point at nodes of which a name came or went.
func (w *write) events(graph.Batch) error {
	blocks := make(map[string]bool)
	old := make(map[string]bool)   // nodes that these blocks had before
	dirty := make(map[string]bool) // those of them that gained, lost or changed an observation
	for _, o := range slices.Concat(w.fresh, w.gone) {
		if o.Naming == nil {
			blocks[o.Block] = true
			if o.Node != "" {
				old[o.Node], dirty[o.Node] = true, true
			}
		}
	}
	if len(w.renamed) > 0 {
		pointing, err := w.tx.EventBlocks(w.ctx, slices.Sorted(maps.Keys(w.renamed)))
		if err != nil {
			return err
		}
		for _, b := range pointing {
			for _, b := range blocksOf(b) {
				blocks[b] = true
			}
		}
	}
	list := slices.Sorted(maps.Keys(blocks))
	if err := w.lock(list); err != nil {
		return err
	}
	place := make(map[string]int) // of fresh observations
	in := make(map[string][]Observed)
	for i, o := range w.fresh {
		place[o.ID] = i
		if o.Naming == nil {
			in[o.Block] = append(in[o.Block], o)
		} else {
			w.fresh[i].Node = w.names[o.Naming.Name].Node
		}
	}
	was := make(map[string]string) // the nodes of the observations that the store holds
	if len(list) > 0 {
		stored, err := w.tx.EventsIn(w.ctx, storedUnder(list))
		if err != nil {
			return err
		}
		for _, o := range stored {
			if _, again := place[o.ID]; !again && blocks[o.Block] {
				was[o.ID], old[o.Node] = o.Node, true
				in[o.Block] = append(in[o.Block], o)
			}
		}
	}
	along, beside, err := w.readBeyond(list, in)
	if err != nil {
		return err
	}
	if err := w.readReferences(in); err != nil {
		return err
	}
	node := func(name string) string { return w.names[name].Node }
	shaken := make(map[string]bool) // observations that refer to a name of another node than before
	for _, observations := range in {
		for _, o := range observations {
			if slices.ContainsFunc(references(o.Observation), func(name string) bool { return w.moved[name] }) {
				shaken[o.ID] = true
			}
		}
	}
	stand := make(map[string]bool)

	// take records the members of the nodes of one block, then writes those that changed. All
	// members come before the first write: a node may have lost one to another.
	take := func(nodes []resolved) {
		for _, n := range nodes {
			stand[n.id] = true
			for _, r := range n.reports {
				if i, ok := place[r.Observation]; ok {
					w.fresh[i].Node = n.id
					dirty[n.id] = true
				}
				if shaken[r.Observation] {
					dirty[n.id] = true
				}
				if before, held := was[r.Observation]; held && before != n.id {
					w.change.Moves = append(w.change.Moves, Move{Observation: r.Observation, Node: n.id})
					dirty[n.id], dirty[before] = true, true
				}
			}
		}
		for _, n := range nodes {
			if !dirty[n.id] {
				continue
			}
			if !old[n.id] {
				w.change.Fresh[n.id] = true
			}
			n.write()
		}
	}
	for _, chain := range chains(append(list, along...)) {
		var nodes []resolved
		if strings.HasPrefix(chain[0], "meeting|") {
			for _, m := range Meetings(in[chain[0]], node) {
				nodes = append(nodes, resolved{m.ID, m.Reports, func() { w.change.Meetings = append(w.change.Meetings, m) }})
			}
		} else {
			var block []Observed
			for _, b := range chain {
				block = append(block, in[b]...)
			}
			for _, a := range Agreements(block, node) {
				if !beside.concern(a, blocks) {
					continue
				}
				for _, r := range a.Reports {
					if o, ok := beside[r.Observation]; ok {
						was[o.ID], old[o.Node] = o.Node, true
					}
				}
				nodes = append(nodes, resolved{a.ID, a.Reports, func() { w.change.Agreements = append(w.change.Agreements, a) }})
			}
		}
		take(nodes)
	}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		if !stand[id] {
			w.change.Gone = append(w.change.Gone, id)
		}
	}
	w.change.Observations = w.fresh
	return nil
}

// readBeyond reads the blocks without which those of the list cannot be worked out (see beyond)
// into in, and returns them with what they hold.
func (w *write) readBeyond(list []string, in map[string][]Observed) ([]string, beside, error) {
	blocks := beyond(list, in, w.gone)
	if len(blocks) == 0 {
		return nil, nil, nil
	}
	if err := w.lock(blocks); err != nil {
		return nil, nil, err
	}
	stored, err := w.tx.EventsIn(w.ctx, storedUnder(blocks))
	if err != nil {
		return nil, nil, err
	}
	held := make(beside)
	for _, o := range stored {
		if slices.Contains(blocks, o.Block) {
			held[o.ID] = o
			in[o.Block] = append(in[o.Block], o)
		}
	}
	return blocks, held, nil
}

// resolved is an agreement or a meeting of a block that was worked out.
type resolved struct {
	id      string
	reports []graph.Report
	write   func() // puts it into the change
}

// readReferences reads every name that an observation of these blocks refers to.
func (w *write) readReferences(in map[string][]Observed) error {
	var ids []string
	for _, block := range in {
		for _, o := range block {
			ids = append(ids, references(o.Observation)...)
		}
	}
	return w.readNames(ids)
}
