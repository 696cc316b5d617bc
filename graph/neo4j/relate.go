package neo4j

import (
	"context"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// relation is a kind of relationship that nodes have: of which list in a node's row it is made, the
// label of the nodes m that it leads to, and its pattern, in which r is the row, x the list's element.
// An element is m's identifier, or a row that holds it as "to"; "from", if it has that, is the
// identifier of another node of the label, which the pattern calls l.
type relation struct{ list, label, pattern string }

// putNodes creates the rows that are new and sets those that are held, whose relationships clear
// must have deleted; the relations make them anew.
func (tx *tx) putNodes(ctx context.Context, label, literal string, fresh, held []values, clear string, relations ...relation) error {
	if err := tx.relate(ctx, "CREATE (n:"+label+" "+literal+")", fresh, relations); err != nil {
		return err
	}
	match := "MATCH (n:" + label + " {id: r.id}) USING INDEX n:" + label + "(id)"
	if clear != "" {
		if err := tx.put(ctx, match+"\n"+clear, held, 0); err != nil {
			return err
		}
	}
	return tx.relate(ctx, match+" SET n = "+literal, held, relations)
}

// relate runs a statement that makes or finds one node n for each row r, then the relationships of
// these nodes. It finds each node at the other ends once, however many relationships it has: rows
// name both ends by their places in lists, which takes the server a fraction of the time of a
// look-up. It takes lists of rows out of the rows.
func (tx *tx) relate(ctx context.Context, nodes string, rows []values, relations []relation) error {
	statement, labels := relating(nodes, relations)
	for part := range chunks(rows, size) {
		params := values{"rows": part}
		ends := make(map[string]*places)
		for _, label := range labels {
			ends[label] = &places{of: make(map[string]int)}
		}
		links := 0
		for _, r := range relations {
			list := []values{}
			for n, row := range part {
				list = append(list, r.links(n, row, ends[r.label])...)
			}
			params["x_"+r.list] = list
			links += len(list)
		}
		for _, label := range labels {
			params[label] = ends[label].ids
		}
		got, summary, err := tx.run(ctx, statement, params)
		if err != nil {
			return err
		}
		want := len(part)
		for _, label := range labels {
			want += len(ends[label].ids)
		}
		found, _, err := driver.GetRecordValue[int64](got[0], "found")
		if err != nil {
			return err
		}
		if int(found) != want { // a place in a list that lacks a node is another node's
			return missing(int(found), want)
		}
		if made := summary.Counters().RelationshipsCreated(); made != links {
			return missing(made, links)
		}
	}
	return nil
}

// missing is the error of a write that refers to a node that is not in the graph.
func missing(got, want int) error {
	return graph.Errorf(graph.Internal, "Neo4j found or made %d nodes or relationships of %d: a write refers to a node that is not in the graph", got, want)
}

// relating is the statement of relate, and the labels of the nodes that it looks up.
func relating(nodes string, relations []relation) (statement string, labels []string) {
	var s strings.Builder
	seen := make(map[string]bool)
	found := "size(nodes)"
	for _, r := range relations {
		if seen[r.label] {
			continue
		}
		seen[r.label] = true
		labels = append(labels, r.label)
		key := "id"
		if r.label == "Country" {
			key = "code"
		}
		s.WriteString("CALL () { UNWIND $in." + r.label + " AS id MATCH (m:" + r.label + " {" + key + ": id}) USING INDEX m:" + r.label + "(" + key + ")" +
			" RETURN collect(m) AS " + r.label + " }\n")
		found += " + size(" + r.label + ")"
	}
	s.WriteString("CALL () { UNWIND $in.rows AS r\n" + nodes + "\nRETURN collect(n) AS nodes }\n")
	for _, r := range relations {
		s.WriteString("CALL (nodes, " + r.label + ") { UNWIND $in.x_" + r.list + " AS x WITH x, $in.rows[x.n] AS r, nodes[x.n] AS n, " + r.label + "[x.m] AS m")
		if strings.Contains(r.pattern, "(l)") {
			s.WriteString(", " + r.label + "[x.l] AS l")
		}
		s.WriteString("\nCREATE " + r.pattern + " }\n")
	}
	s.WriteString("RETURN " + found + " AS found")
	return s.String(), labels
}

// places gives each identifier a place in a list.
type places struct {
	ids []string
	of  map[string]int
}

func (p *places) at(id string) int {
	i, ok := p.of[id]
	if !ok {
		i = len(p.ids)
		p.of[id] = i
		p.ids = append(p.ids, id)
	}
	return i
}

// links are the rows of the relationships of the n-th node, whose ends they name by place.
func (r relation) links(n int, row values, ends *places) []values {
	switch list := row[r.list].(type) {
	case []string:
		links := make([]values, len(list))
		for i, id := range list {
			links[i] = values{"n": n, "m": ends.at(id)}
		}
		return links
	case []values:
		for _, x := range list {
			to, _ := x["to"].(string)
			x["n"], x["m"] = n, ends.at(to)
			delete(x, "to")
			if from, ok := x["from"].(string); ok {
				x["l"] = ends.at(from)
				delete(x, "from")
			}
		}
		delete(row, r.list)
		return list
	}
	return nil
}
