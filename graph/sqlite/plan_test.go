package sqlite

import (
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
)

// TestPlans holds that lists are read along an index in their order, and everything else is
// looked up: SQLite is told so by CROSS JOIN and needs no statistics.
func TestPlans(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	at := &graph.Position{Key: "2022", ID: "x"}
	for _, test := range []struct {
		name   string
		want   want
		sorted bool // whether the rows must be sorted after they are found
	}{
		{"everything", agreementWant(graph.AgreementFilter{}), false},
		{"a year", agreementWant(graph.AgreementFilter{Dates: graph.Dates{From: "2022-01-01", To: "2022-12-31"}}), false},
		{"kinds, topics and languages", agreementWant(graph.AgreementFilter{Kinds: graph.Kinds()[:2], Topics: graph.Topics()[:2], Languages: []string{"fr"}, Confidence: 0.5}), false},
		{"a country", agreementWant(graph.AgreementFilter{Countries: []string{"CN"}}), false},
		{"a pair", agreementWant(graph.AgreementFilter{Countries: []string{"CN", "KG"}}).arms()[0], false},
		{"a pair among many parties", agreementWant(graph.AgreementFilter{Countries: []string{"CN", "KG"}}).arms()[1], false},
		{"a country with words, kinds and a time", agreementWant(graph.AgreementFilter{Countries: []string{"CN"}, Text: "a b", Kinds: graph.Kinds(), Dates: graph.Dates{From: "2022-01-01"}}), false},
		{"projects", agreementWant(graph.AgreementFilter{Projects: []string{"a"}, Initiatives: []string{"b", "c"}}), false},
		{"words", agreementWant(graph.AgreementFilter{Text: "a b"}), true},
		{"an article", agreementWant(graph.AgreementFilter{Articles: []string{"a"}}), true},
		{"a meeting's ministers", meetingWant(graph.MeetingFilter{Ministers: []string{"a", "b"}, Countries: []string{"CN"}}), false},
		{"an article's ministers", ministerWant(graph.MinisterFilter{Articles: []string{"a"}, Offices: graph.Offices()}), true},
		{"sources", articleWant(graph.ArticleFilter{Sources: []string{"a", "b"}, Languages: []string{"fr"}}), false},
	} {
		for _, down := range []bool{false, true} {
			order := graph.Ascending
			if down {
				order = graph.Descending
			}
			var q query
			part{want: test.want, page: graph.Page{Limit: 10, After: at}, down: down}.put(&q, order)
			var plan []string
			err := s.read(t.Context(), func(c *conn) error {
				return c.each(t.Context(), "EXPLAIN QUERY PLAN "+q.String(), q.args, func(r row) error {
					var id, parent, unused int
					var detail string
					err := r.Scan(&id, &parent, &unused, &detail)
					plan = append(plan, detail)
					return err
				})
			})
			if err != nil {
				t.Fatal(err)
			}
			sorted, bounded := false, false
			for _, step := range plan {
				bounded = bounded || strings.Contains(step, "(sort,id)")
				sorted = sorted || strings.Contains(step, "TEMP B-TREE FOR ORDER BY")
				// A virtual table is always "scanned", by its index; so are the values of a list and
				// the rows that were found.
				if strings.HasPrefix(step, "SCAN") && step != "SCAN y" && !strings.Contains(step, "VIRTUAL TABLE") && !strings.Contains(step, "json_each") {
					t.Errorf("%s: %s", test.name, step)
				}
			}
			if sorted != test.sorted || bounded == sorted || t.Failed() {
				t.Errorf("%s, from the end %t: %s\n%s", test.name, down, strings.Join(plan, "\n"), q.String())
			}
		}
	}
}

// TestLookups holds that what writes and look-ups ask is found by an index, however many are asked
// for.
func TestLookups(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, sql := range []string{
		observed + "WHERE o.article IN (SELECT n FROM node WHERE id IN (?))",
		observed + "WHERE o.block IN (?)",
		named + "WHERE m.id IN (?)",
		named + "WHERE m.block IN (?)",
		named + "WHERE m.node IN (SELECT n FROM node WHERE id IN (?))",
		"SELECT d.id, o.data FROM node d CROSS JOIN observation o ON o.article = d.n WHERE d.id IN (?)",
		"SELECT d.id, o.data FROM node d CROSS JOIN observation o ON o.node = d.n WHERE d.id IN (?)",
		"SELECT d.id, o.data FROM node d CROSS JOIN name m ON m.node = d.n CROSS JOIN observation o ON o.name = m.n WHERE d.id IN (?)",
		"SELECT m.id, d.id FROM observation m CROSS JOIN node d ON d.n = m.node WHERE +d.type = 5 AND m.id IN (?)",
		"SELECT m.id FROM name m CROSS JOIN observation o ON o.name = m.n WHERE m.id IN (?) GROUP BY m.n, o.office",
		"SELECT n FROM band WHERE hash IN (?)",
		"DELETE FROM observation WHERE id IN (?)",
	} {
		for _, size := range []int{1, 512} {
			err := s.read(t.Context(), func(c *conn) error {
				return c.each(t.Context(), "EXPLAIN QUERY PLAN "+strings.Replace(sql, "(?)", marks(size), 1), make([]any, size), func(r row) error {
					var id, parent, unused int
					var detail string
					err := r.Scan(&id, &parent, &unused, &detail)
					if strings.HasPrefix(detail, "SCAN") || strings.Contains(detail, "AUTOMATIC") {
						t.Errorf("%d values, %s: %s", size, sql, detail)
					}
					return err
				})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}
