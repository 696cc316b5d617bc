// Command bench makes a synthetic corpus and measures what a program could at best do with it, to
// compare Entente with. scripts/bench.sh runs all of it side by side; docs/performance.md has the
// figures.
//
//	bench gen N            N agreements as records (JSON lines) on standard output
//	bench raw-load FILE    load records into an empty Neo4j with the driver alone
//	bench raw-read         read pairs' newest 50 agreements from it, as fast as Neo4j allows
//	bench rows             count the nodes and relationships of that Neo4j
//	bench http STORE URL   ask a GraphQL server on neo4j or sqlite for pairs' newest 50 agreements
//	bench extract          find facts in the French samples, with and without --fast
//	bench ratios FILE      print how the figures in FILE compare, beside the aims
//
// Where FIGURES names a file, each measurement is also appended to it (figures.go).
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strconv"
	"time"
)

func main() {
	clients := flag.Int("c", 16, "clients at once")
	duration := flag.Duration("d", 8*time.Second, "how long to ask")
	flag.Parse()
	if err := run(flag.Args(), *clients, *duration); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string, clients int, duration time.Duration) error {
	ctx := context.Background()
	switch {
	case len(args) == 2 && args[0] == "gen":
		n, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		return generate(os.Stdout, n)
	case len(args) == 2 && args[0] == "raw-load":
		return rawLoad(ctx, args[1])
	case len(args) == 1 && args[0] == "raw-read":
		return rawRead(ctx, clients, duration)
	case len(args) == 1 && args[0] == "rows":
		return rowsOfNeo4j(ctx)
	case len(args) == 3 && args[0] == "http":
		return askServer(ctx, args[1], args[2], clients, duration)
	case len(args) == 1 && args[0] == "extract":
		return extract(ctx, duration)
	case len(args) == 2 && args[0] == "ratios":
		f, err := os.Open(args[1])
		if err != nil {
			return err
		}
		defer f.Close()
		measured, err := readFigures(f)
		if err != nil {
			return err
		}
		return printRatios(os.Stdout, measured)
	}
	return fmt.Errorf("say gen N, raw-load FILE, raw-read, rows, http STORE URL, extract or ratios FILE")
}
