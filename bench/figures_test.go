package main

import (
	"fmt"
	"os"
	"strings"
)

// A later figure of a name counts, and what was not measured has no ratio.
func Example_printRatios() {
	f, err := readFigures(strings.NewReader("raw.load\t100\nneo4j.import.1\t2\nneo4j.import.2\t3\nneo4j.rows\t400\nraw.page\t10\nneo4j.page\t1\nneo4j.page\t9\n"))
	if err == nil {
		err = printRatios(os.Stdout, f)
	}
	fmt.Println(err)
	// Output:
	// ratio                                               measured   aim
	// import, Neo4j to raw, rows a second                 0.80       at least 0.8
	// import, SQLite to Neo4j, speed                      –          –
	// import, second half to first, Neo4j, time           1.50       –
	// import, second half to first, SQLite, time          –          –
	// a pair's page, Neo4j to raw, requests a second      0.90       –
	// a pair's page, SQLite to Neo4j, requests a second   –          at least 3
	// extract to spaCy, French, one core                  –          at least 10
	// extract --fast to spaCy, French, one core           –          at least 60
	// <nil>
}
