package resolve

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCluster(t *testing.T) {
	never := func(a, b int) func(x, y []int) bool {
		has := func(g []int, m int) bool {
			for _, v := range g {
				if v == m {
					return true
				}
			}
			return false
		}
		return func(x, y []int) bool { return has(x, a) && has(y, b) || has(x, b) && has(y, a) }
	}
	for _, test := range []struct {
		name   string
		n      int
		links  []Link
		apart  func(a, b []int) bool
		groups [][]int
		used   int
	}{
		{"nothing", 0, nil, nil, nil, 0},
		{"no link", 3, nil, nil, [][]int{{0}, {1}, {2}}, 0},
		{"a chain", 4, []Link{{0, 1, "r", 1}, {1, 3, "r", 1}}, nil, [][]int{{0, 1, 3}, {2}}, 2},
		{"a circle", 3, []Link{{0, 1, "r", 1}, {1, 2, "r", 1}, {0, 2, "r", 1}}, nil, [][]int{{0, 1, 2}}, 2},
		{"the surest first", 3, []Link{{0, 1, "r", 0.5}, {1, 2, "r", 0.9}}, never(0, 2), [][]int{{0}, {1, 2}}, 1},
		{"ties by rule", 3, []Link{{0, 1, "s", 0.9}, {1, 2, "r", 0.9}}, never(0, 2), [][]int{{0}, {1, 2}}, 1},
		{"ties by place", 3, []Link{{1, 2, "r", 0.9}, {0, 1, "r", 0.9}}, never(0, 2), [][]int{{0, 1}, {2}}, 1},
		{"apart by way of others", 4, []Link{{0, 1, "r", 1}, {2, 3, "r", 1}, {1, 2, "r", 0.5}}, never(0, 3), [][]int{{0, 1}, {2, 3}}, 2},
		{"groups by their first", 4, []Link{{2, 3, "r", 1}, {0, 3, "r", 0.5}}, nil, [][]int{{0, 2, 3}, {1}}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			groups, used, _ := cluster(test.n, test.links, test.apart)
			if d := cmp.Diff(test.groups, groups); d != "" || len(used) != test.used {
				t.Errorf("%d links used, want %d; groups %s", len(used), test.used, d)
			}
		})
	}
}
