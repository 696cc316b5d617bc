package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
)

// figures are what has been measured, by name. In a file they are lines "name<TAB>value", which every
// piece of scripts/bench.sh appends; of two with one name the later counts, so that a second pass
// replaces the first, which warms up.
type figures map[string]float64

// note appends a figure to the file that FIGURES names, if it names one.
func note(name string, value float64) error {
	path := os.Getenv("FIGURES")
	if path == "" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%s\t%g\n", name, value)
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}

func readFigures(r io.Reader) (figures, error) {
	all := figures{}
	in := bufio.NewScanner(r)
	for in.Scan() {
		name, value, _ := strings.Cut(in.Text(), "\t")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, fmt.Errorf("figure %q: %w", in.Text(), err)
		}
		all[name] = v
	}
	return all, in.Err()
}

// ratios are what docs/performance.md compares, with its aims. A figure that is missing is 0.
var ratios = []struct {
	what   string
	of, to func(f figures) float64
	aim    string
}{
	{what: "import, Neo4j to raw, rows a second", of: rowsASecond, to: figure("raw.load"), aim: "at least 0.8"},
	{what: "import, SQLite to Neo4j, speed", of: importTime("neo4j"), to: importTime("sqlite")},
	{what: "import, second half to first, Neo4j, time", of: figure("neo4j.import.2"), to: figure("neo4j.import.1")},
	{what: "import, second half to first, SQLite, time", of: figure("sqlite.import.2"), to: figure("sqlite.import.1")},
	{what: "a pair's page, Neo4j to raw, requests a second", of: figure("neo4j.page"), to: figure("raw.page")},
	{what: "a pair's page, SQLite to Neo4j, requests a second", of: figure("sqlite.page"), to: figure("neo4j.page"), aim: "at least 3"},
	{what: "extract to spaCy, French, one core", of: figure("extract"), to: figure("spacy"), aim: "at least 10"},
	{what: "extract --fast to spaCy, French, one core", of: figure("extract.fast"), to: figure("spacy"), aim: "at least 60"},
}

func figure(name string) func(figures) float64 {
	return func(f figures) float64 { return f[name] }
}

// importTime is that of both halves.
func importTime(store string) func(figures) float64 {
	return func(f figures) float64 {
		first, second := f[store+".import.1"], f[store+".import.2"]
		if first == 0 || second == 0 {
			return 0
		}
		return first + second
	}
}

func rowsASecond(f figures) float64 {
	if took := importTime("neo4j")(f); took > 0 {
		return f["neo4j.rows"] / took
	}
	return 0
}

// printRatios writes the table with which scripts/bench.sh ends.
func printRatios(w io.Writer, f figures) error {
	table := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "ratio\tmeasured\taim")
	for _, r := range ratios {
		measured, aim := "–", "–"
		if of, to := r.of(f), r.to(f); of > 0 && to > 0 {
			measured = fmt.Sprintf("%.2f", of/to)
		}
		if r.aim != "" {
			aim = r.aim
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", r.what, measured, aim)
	}
	return table.Flush()
}
