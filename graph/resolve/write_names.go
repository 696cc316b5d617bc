package resolve

import (
	"maps"
	"slices"

	"entente/graph"
)

// namesAndEntities works out the names that come, go or are seen in other offices, and the
// ministers, initiatives and projects of their blocks.
func (w *write) namesAndEntities(graph.Batch) error {
	seen := make(map[string][]graph.Tenure) // of the names that fresh observations bear
	for _, o := range w.fresh {
		if o.Naming == nil {
			continue
		}
		t := graph.Tenure{Office: o.Naming.Office, First: o.Date.From(), Last: o.Date.To()}
		seen[o.Naming.Name] = mergeTenures(seen[o.Naming.Name], []graph.Tenure{t})
	}
	lost := make(map[string]bool) // names that gone observations bore
	for _, o := range w.gone {
		if o.Naming != nil {
			lost[o.Naming.Name] = true
		}
	}
	if err := w.readNames(slices.Concat(slices.Collect(maps.Keys(seen)), slices.Collect(maps.Keys(lost)))); err != nil {
		return err
	}
	for id, tenures := range seen {
		seen[id] = w.tenures(id, tenures)
	}
	recount := slices.Sorted(maps.Keys(lost))
	var blocks []string
	for _, id := range recount {
		blocks = append(blocks, w.names[id].Block)
	}
	if err := w.lock(blocks); err != nil {
		return err
	}
	counted := map[string][]graph.Tenure{}
	if len(recount) > 0 {
		var err error
		if counted, err = w.tx.Tenures(w.ctx, recount); err != nil {
			return err
		}
	}
	whole := make(map[string]bool)    // blocks to work out again
	partial := make(map[string]bool)  // nodes of which the tenures alone change
	affected := make(map[string]bool) // names that are new or changed, or have gone
	for _, id := range slices.Sorted(maps.Keys(lost)) {
		n, ok := w.names[id]
		if !ok {
			continue
		}
		remaining := w.tenures(id, counted[id])
		if decides(n, n.Tenures, remaining) {
			whole[n.Block] = true
		}
		n.Tenures = remaining
		w.names[id] = n
		affected[id] = true
		if len(n.Tenures) == 0 && len(seen[id]) == 0 {
			delete(w.names, id)
			w.change.Gone = append(w.change.Gone, id)
			whole[n.Block] = true
			w.rename(n.Node)
		} else {
			partial[n.Node] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		n, ok := w.names[id]
		if !ok {
			if n, ok = w.coming[id]; !ok {
				return graph.Errorf(graph.Invalid, "an observation refers to the name %s, which the batch does not hold", id)
			}
			w.change.Fresh[id] = true
			whole[n.Block] = true
		}
		merged := mergeTenures(n.Tenures, seen[id])
		if ok && slices.Equal(merged, n.Tenures) && !affected[id] {
			continue
		}
		if decides(n, n.Tenures, merged) {
			whole[n.Block] = true
		}
		n.Tenures = merged
		w.names[id] = n
		affected[id] = true
		if !whole[n.Block] {
			partial[n.Node] = true
		}
	}
	if w.recurate {
		if err := w.reblock(whole, affected); err != nil {
			return err
		}
	}
	return w.entities(whole, partial, affected)
}

// tenures is what a name keeps of the tenures that it is seen in: all, if it is a minister's;
// else only that it is seen, lest it be written whenever an article of another day bears it.
func (w *write) tenures(id string, list []graph.Tenure) []graph.Tenure {
	n, ok := w.names[id]
	if !ok {
		n = w.coming[id]
	}
	if len(list) == 0 || n.Type == graph.MinisterNode {
		return list
	}
	return []graph.Tenure{{}}
}

// decides reports whether a change of a name's tenures may change who is who: persons weighs the offices of ministers and
// their years, but not the days.
func decides(n Named, before, after []graph.Tenure) bool {
	return n.Type == graph.MinisterNode && !slices.EqualFunc(before, after, func(a, b graph.Tenure) bool {
		return a.Office == b.Office && year(a.First) == year(b.First) && year(a.Last) == year(b.Last)
	})
}

// readNames reads the names that are not known yet into w.names.
func (w *write) readNames(ids []string) error {
	ids = slices.DeleteFunc(once(ids), func(id string) bool { _, ok := w.names[id]; return ok })
	if len(ids) == 0 {
		return nil
	}
	names, err := w.tx.NamesByID(w.ctx, ids)
	if err != nil {
		return err
	}
	w.keep(names)
	return nil
}

func (w *write) keep(names []Named) {
	for _, n := range names {
		if _, ok := w.names[n.ID]; !ok && !slices.Contains(w.change.Gone, n.ID) {
			w.names[n.ID] = n
		}
	}
}

func (w *write) rename(node string) {
	if w.renamed == nil {
		w.renamed = make(map[string]bool)
	}
	if node != "" {
		w.renamed[node] = true
	}
}

// reblock moves names to the blocks that a new curation puts them in and marks every block that
// the old or the new decisions speak of.
func (w *write) reblock(whole, affected map[string]bool) error {
	old := bridges(w.before)
	blocks := make(map[string]bool)
	for _, c := range []graph.Curation{w.before, w.curation} {
		for _, p := range slices.Concat(c.Same, c.Different) {
			for _, k := range []graph.NameKey{p.A, p.B} {
				b := blockOf(k.Type, k.Country, k.Text)
				blocks[b] = true
				for _, bridge := range []map[string]string{old, w.bridges} {
					if to, ok := bridge[b]; ok {
						blocks[to] = true
					}
				}
			}
		}
	}
	list := slices.Sorted(maps.Keys(blocks))
	if err := w.lock(list); err != nil {
		return err
	}
	names, err := w.tx.NamesIn(w.ctx, list)
	if err != nil {
		return err
	}
	w.keep(names)
	for id, n := range w.names {
		if !blocks[n.Block] {
			continue
		}
		if block := nameBlock(n.Name, w.bridges); block != n.Block {
			n.Block = block
			w.names[id] = n
			affected[id] = true
		}
		whole[n.Block] = true
	}
	return nil
}

// entities works out the blocks in whole, and writes again the nodes in partial.
func (w *write) entities(whole, partial, affected map[string]bool) error {
	blocks := slices.Sorted(maps.Keys(whole))
	if err := w.lock(blocks); err != nil {
		return err
	}
	if len(blocks) > 0 {
		names, err := w.tx.NamesIn(w.ctx, blocks)
		if err != nil {
			return err
		}
		w.keep(names)
	}
	partialOnly := slices.DeleteFunc(slices.Sorted(maps.Keys(partial)), func(id string) bool { return id == "" })
	if len(partialOnly) > 0 {
		names, err := w.tx.NamesOf(w.ctx, partialOnly)
		if err != nil {
			return err
		}
		w.keep(names)
	}
	in := make(map[string][]Named) // names by block
	at := make(map[string][]Named) // names by node, of blocks that are not worked out again
	for _, id := range slices.Sorted(maps.Keys(w.names)) {
		n := w.names[id]
		if whole[n.Block] {
			in[n.Block] = append(in[n.Block], n)
		} else if partial[n.Node] {
			at[n.Node] = append(at[n.Node], n)
		}
	}
	var list []Entity
	stand := make(map[string]bool) // nodes that stand after this write
	for _, b := range blocks {
		for _, e := range Names(in[b], w.curation) {
			stand[e.ID] = true
			list = append(list, e)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(at)) {
		list = append(list, Entity{ID: id, Names: at[id]})
	}
	// All names find their node before the first is written: a node may have lost one to another.
	for _, e := range list {
		for _, n := range e.Names {
			if was := w.names[n.ID].Node; was != e.ID {
				w.rename(was)
			}
		}
	}
	for _, e := range list {
		w.settle(e, affected, partial)
	}
	for _, id := range slices.Sorted(maps.Keys(w.renamed)) {
		if !stand[id] {
			w.change.Gone = append(w.change.Gone, id)
		}
	}
	return nil
}

// settle writes the entity if a name of it is new, changed or was another node's, or if it lost one.
func (w *write) settle(e Entity, affected, partial map[string]bool) {
	write, held := w.renamed[e.ID] || partial[e.ID], false
	for _, n := range e.Names {
		was := w.names[n.ID]
		held = held || was.Node == e.ID
		if was.Node != e.ID || affected[n.ID] {
			write = true
			if was.Node != "" && was.Node != e.ID {
				w.moved[n.ID] = true
			}
			n.Node = e.ID
			w.names[n.ID] = n
			w.change.Names = append(w.change.Names, n)
		}
	}
	if !write {
		return
	}
	if !held && !w.renamed[e.ID] {
		w.change.Fresh[e.ID] = true
	}
	switch e.Names[0].Type {
	case graph.MinisterNode:
		w.change.Ministers = append(w.change.Ministers, e.minister())
	case graph.InitiativeNode:
		w.change.Initiatives = append(w.change.Initiatives, e.initiative())
	case graph.ProjectNode:
		w.change.Projects = append(w.change.Projects, e.project())
	}
}
