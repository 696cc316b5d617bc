package lexicon

import (
	"fmt"
	"io/fs"
	"strings"

	"entente/graph"
)

// ClassCountry is the class of forms that name countries; their Payload is a *Name. ClassContext is that of the words
// around them that decide whether they do, ClassBlock that of phrases in which they do not; their Payloads are *Name too.
const (
	ClassBlock   Class = "block" // sorts before ClassCountry
	ClassCountry Class = "country"
	ClassContext Class = "context"
)

// Name is one form of names.txt, whose lines are code|kind|form|form... A form may be inflected by the paradigms of the
// file, lines of the form paradigm|name|ending|ending... A line example|text|codes is a text and the countries that must be
// found in it, parted by blanks; none, if the third field is empty.
type Name struct {
	Codes []string // "DE+FR" in the file: each of them
	Any   bool     // "KP/KR" in the file: those of them that the article names elsewhere, else the first
	Kind  NameKind
}

// NameKind is how a form names its country, or what a word beside it does.
type NameKind string

// The kinds of name. Those from Block on have the code "-".
const (
	ProperName NameKind = "name"    // the state itself
	Adjective  NameKind = "adj"     // adjective or demonym
	Weak       NameKind = "weak"    // ambiguous: counts where the article names the country otherwise, or after a word of place
	Capital    NameKind = "capital" // a seat of government: the country only where it acts
	Part       NameKind = "part"    // of compounds, such as "Sino" or one ideograph: the country only beside another
	Minor      NameKind = "minor"   // a part that counts only if the article names the country otherwise
	Block      NameKind = "block"   // a longer phrase, or a look-alike, that names no country
	Tongue     NameKind = "tongue"  // "language": makes an adjective beside it the name of one
	In         NameKind = "in"      // a word of place: after it a capital is a city
	With       NameKind = "with"    // after it a capital is a government ("with", "between")
	Act        NameKind = "act"     // a verb whose subject is a government
	Join       NameKind = "join"    // "and", a hyphen: between two governments
	Given      NameKind = "given"   // a given name: after it a weak name is a person's
)

func readNames(l *Language, fsys fs.FS) error {
	forms := paradigms{}
	return lines(fsys, l.Tag+"/names.txt", func(where string, f []string) error {
		if len(f) < 3 {
			return fmt.Errorf("%s: a line is code|kind|form|form...", where)
		}
		switch f[0] {
		case "paradigm":
			forms[f[1]] = f[2:]
			return nil
		case "example":
			return nil
		}
		n := &Name{Kind: NameKind(f[1])}
		class := ClassCountry
		switch n.Kind {
		case ProperName, Adjective, Weak, Capital, Part, Minor:
			if n.Codes, n.Any = codes(f[0]); n.Codes == nil {
				return fmt.Errorf("%s: %q is no code of a country", where, f[0])
			}
		case Block:
			class = ClassBlock
		case Tongue, In, With, Act, Join, Given:
			class = ClassContext
		default:
			return fmt.Errorf("%s: unknown kind %q", where, f[1])
		}
		for _, form := range f[2:] {
			if err := l.addPhrase(forms, form, class, n); err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
		}
		return nil
	})
}

// codes cuts "DE+FR" or "KP/KR" into its codes, nil if one is none.
func codes(s string) (all []string, alternatives bool) {
	sep := "+"
	if strings.Contains(s, "/") {
		sep, alternatives = "/", true
	}
	all = strings.Split(s, sep)
	for _, c := range all {
		if !graph.ValidCountry(c) {
			return nil, false
		}
	}
	return all, alternatives
}

// CountryExample is a text with the codes of the countries that must be found in it.
type CountryExample struct {
	Where, Text string
	Want        []string
}

// CountryExamples returns the examples of a language's names.txt.
func CountryExamples(fsys fs.FS, tag string) ([]CountryExample, error) {
	var all []CountryExample
	err := lines(fsys, tag+"/names.txt", func(where string, f []string) error {
		if f[0] != "example" {
			return nil
		}
		e := CountryExample{Where: where, Text: f[1], Want: strings.Fields(f[2])}
		for _, code := range e.Want {
			if !graph.ValidCountry(code) {
				return fmt.Errorf("%s: %q is no code of a country", where, code)
			}
		}
		all = append(all, e)
		return nil
	})
	return all, err
}
