package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// ClassCountry is the class of forms that name countries; their Payload is a *Name.
const ClassCountry Class = "country"

// Name is one form of a country in names.txt, whose lines are code|kind|form|form...
// Code may be several codes, parted by "+", for words that name several countries. A form may be inflected by the
// paradigms of the file, lines of the form paradigm|name|ending|ending...
type Name struct {
	Codes []string
	Kind  NameKind
}

// NameKind is how a form names its country.
type NameKind string

// The kinds of name. A form of the kind Block names no country: it is a longer phrase that holds one of another, or a
// word that looks like one.
const (
	ProperName NameKind = "name"    // the state itself
	Adjective  NameKind = "adj"     // adjective or demonym
	Capital    NameKind = "capital" // a seat of government: the country only where it acts
	Compound   NameKind = "part"    // a part of compounds, such as "Sino" or one ideograph: the country only beside another
	Place      NameKind = "place"   // a place that holds the country's name
	Block      NameKind = "block"
)

func readNames(l *Language, fsys fs.FS) error {
	forms := paradigms{}
	return lines(fsys, l.Tag+"/names.txt", func(where string, f []string) error {
		if len(f) < 3 {
			return fmt.Errorf("%s: a line is code|kind|form|form...", where)
		}
		if f[0] == "paradigm" {
			forms[f[1]] = f[2:]
			return nil
		}
		n := &Name{Codes: codes(f[0]), Kind: NameKind(f[1])}
		if !slices.Contains([]NameKind{ProperName, Adjective, Capital, Compound, Place, Block}, n.Kind) {
			return fmt.Errorf("%s: unknown kind %q", where, f[1])
		}
		if n.Kind == Block {
			n.Codes = nil
		} else if n.Codes == nil {
			return fmt.Errorf("%s: code %q", where, f[0])
		}
		for _, form := range f[2:] {
			if err := l.addPhrase(forms, form, ClassCountry, n); err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
		}
		return nil
	})
}

// codes cuts "SK+KP" into its codes, nil if one is none.
func codes(s string) []string {
	all := strings.Split(s, "+")
	for _, c := range all {
		if len(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z' {
			return nil
		}
	}
	return all
}
