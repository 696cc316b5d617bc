// Command cldr prints the names of all countries and territories in one language, as a seed for a names.txt that is then
// completed by hand.
//
// Usage: go run ./loader/lexicon/internal/cldr TAG > loader/lexicon/data/TAG/names.txt
package main

import (
	"bufio"
	"fmt"
	"os"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"entente/graph"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: cldr TAG, such as cldr pt")
		os.Exit(2)
	}
	tag, err := language.Parse(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "cldr:", err)
		os.Exit(2)
	}
	namer := display.Regions(tag)
	if namer == nil {
		fmt.Fprintf(os.Stderr, "cldr: CLDR %s in golang.org/x/text has no names of regions in %s\n", display.CLDRVersion, tag)
		os.Exit(1)
	}
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(out, "# Names from Unicode CLDR %s (golang.org/x/text), Unicode licence; completed by hand.\n", display.CLDRVersion)
	for _, code := range graph.CountryCodes() {
		region, err := language.ParseRegion(code)
		if err != nil {
			continue // CLDR does not know it
		}
		if name := namer.Name(region); name != "" {
			fmt.Fprintf(out, "%s|name|%s\n", code, name)
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "cldr:", err)
		os.Exit(1)
	}
}
