// Package identity measures how well the graph tells who is who: officials of many countries,
// their names as articles in six languages write them.
package identity

import (
	"cmp"
	_ "embed"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"unicode"

	"entente/graph"
	"entente/graph/resolve"
)

//go:embed officials.txt
var officials string

// Official is a person and the forms of the name, none twice.
type Official struct {
	Name, Country string
	Forms         []string
}

// Officials returns the officials of the test set in its order.
func Officials() []Official {
	var all []Official
	for line := range strings.Lines(officials) {
		if f := strings.Split(strings.TrimSpace(line), "|"); len(f) > 3 && !strings.HasPrefix(line, "#") {
			all = append(all, Official{Name: f[0], Country: f[1], Forms: append([]string{f[0]}, f[3:]...)})
		}
	}
	return all
}

// Scripts are the letters that forms are written in, in the order of the report.
var Scripts = []string{"latin", "cyrillic", "arabic", "han"}

// Script tells the letters of a form.
func Script(form string) string {
	for _, r := range form {
		switch {
		case unicode.Is(unicode.Han, r):
			return "han"
		case unicode.Is(unicode.Arabic, r):
			return "arabic"
		case unicode.Is(unicode.Cyrillic, r):
			return "cyrillic"
		}
	}
	return "latin"
}

// Tally counts pairs of forms of one country.
type Tally struct {
	Right, Predicted, Gold int
}

// Precision is the share of the pairs told to be one person that are; 1 if none is told.
func (t Tally) Precision() float64 { return share(t.Right, t.Predicted) }

// Recall is the share of the pairs that are one person that are told; 1 if there is none.
func (t Tally) Recall() float64 { return share(t.Right, t.Gold) }

func share(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// Pair is two forms of one country that are told wrongly: one person's but told apart if Missed,
// two persons' but told to be one otherwise.
type Pair struct {
	Country, A, B string
	Missed        bool
}

// Report tells how well names were joined.
type Report struct {
	Officials, Countries, Forms int
	Tallies                     map[string]Tally
	Wrong                       []Pair
}

// Tuned reports whether an official belongs to the half that rules were tuned on.
func Tuned(o Official) bool { return crc32.ChecksumIEEE([]byte(o.Name))%2 == 0 }

// Measure resolves the names of all officials together. Tallies are by "all", "tuned" and "held"
// (pairs of forms that belong to officials of one half alone), and pairs of scripts such as
// "latin-han".
func Measure() Report {
	all := Officials()
	r := Report{Officials: len(all), Tallies: make(map[string]Tally)}
	type owned struct {
		official int
		name     graph.Name
	}
	blocks := make(map[string][]owned)
	for i, o := range all {
		for _, f := range o.Forms {
			n := graph.Name{Type: graph.MinisterNode, Text: f, Form: f, Scope: []string{o.Country}}
			n.Identify()
			blocks[o.Country] = append(blocks[o.Country], owned{official: i, name: n})
			r.Forms++
		}
	}
	countries := make([]string, 0, len(blocks))
	for c := range blocks {
		countries = append(countries, c)
	}
	slices.Sort(countries)
	r.Countries = len(countries)
	for _, c := range countries {
		block := blocks[c]
		var names []resolve.Named
		seen := make(map[string]bool)
		for _, o := range block {
			if !seen[o.name.ID] {
				seen[o.name.ID] = true
				names = append(names, resolve.Named{Name: o.name})
			}
		}
		groups := make(map[string]string)
		for _, e := range resolve.Names(names, graph.Curation{}) {
			for _, n := range e.Names {
				groups[n.ID] = e.ID
			}
		}
		for i, a := range block {
			for _, b := range block[:i] {
				r.count(all, c, a.official, b.official, a.name, b.name, groups[a.name.ID] == groups[b.name.ID])
			}
		}
	}
	return r
}

func (r *Report) count(all []Official, country string, i, j int, a, b graph.Name, told bool) {
	same := i == j
	if !same && !told {
		return
	}
	keys := []string{"all"}
	if x, y := Tuned(all[i]), Tuned(all[j]); x && y {
		keys = append(keys, "tuned")
	} else if !x && !y {
		keys = append(keys, "held")
	}
	s, t := slices.Index(Scripts, Script(a.Form)), slices.Index(Scripts, Script(b.Form))
	keys = append(keys, Scripts[min(s, t)]+"-"+Scripts[max(s, t)])
	for _, k := range keys {
		v := r.Tallies[k]
		if same {
			v.Gold++
		}
		if told {
			v.Predicted++
		}
		if same && told {
			v.Right++
		}
		r.Tallies[k] = v
	}
	if same != told {
		r.Wrong = append(r.Wrong, Pair{Country: country, A: b.Form, B: a.Form, Missed: same})
	}
}

// Lines writes the figures that are committed with the scores: a line each for all pairs, the two
// halves, and the pairs of scripts.
func Lines(w io.Writer) error {
	r := Measure()
	if _, err := fmt.Fprintf(w, "# Who is who: %d officials of %d countries, %d forms.\n\n%-20s%10s%9s%8s%11s%7s\n",
		r.Officials, r.Countries, r.Forms, "pairs", "precision", "recall", "right", "predicted", "gold"); err != nil {
		return err
	}
	keys := []string{"all", "tuned", "held"}
	var rest []string
	for k := range r.Tallies {
		if !slices.Contains(keys, k) {
			rest = append(rest, k)
		}
	}
	slices.SortFunc(rest, cmp.Compare)
	for _, k := range append(keys, rest...) {
		t := r.Tallies[k]
		if _, err := fmt.Fprintf(w, "%-20s%10.3f%9.3f%8d%11d%7d\n", k, t.Precision(), t.Recall(), t.Right, t.Predicted, t.Gold); err != nil {
			return err
		}
	}
	return nil
}
