package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// Tenure is an office and the years, both included, in which a person held it; To is 9999 for one that
// has not ended.
type Tenure struct {
	Office   graph.Office
	From, To int
}

// Person is somebody who is known to have held public office.
type Person struct {
	Name       string // as usual in English
	Country    string
	Tenures    []Tenure
	Known      bool // the family name alone names this person in the years of office
	Historical bool // never counted as acting
}

// OfficeIn returns the highest office that the person held in any of the years from..to, "" if none.
func (p *Person) OfficeIn(from, to int) graph.Office {
	best := graph.Office("")
	for _, t := range p.Tenures {
		if t.From <= to && t.To >= from && (best == "" || t.Office.Rank() < best.Rank()) {
			best = t.Office
		}
	}
	return best
}

// persons reads all/persons.txt.
func (c *compiler) persons(fsys fs.FS, _ string) error {
	return lines(fsys, "all/persons.txt", func(where string, f []string) error {
		switch f[0] {
		case "@family-first":
			c.t.familyFirst = f[1:]
			return nil
		case "@either-order":
			c.t.familyLast = f[1:]
			return nil
		}
		if len(f) < 3 {
			return fmt.Errorf("%s: a line is name|country|tenures|form|form...", where)
		}
		p := Person{Name: f[0]}
		p.Country, p.Known = strings.CutSuffix(f[1], "*")
		if len(p.Country) != 2 {
			return fmt.Errorf("%s: country %q", where, f[1])
		}
		for _, s := range strings.Split(f[2], ", ") {
			t, err := parseTenure(s)
			if err != nil {
				return fmt.Errorf("%s: %w", where, err)
			}
			p.Historical = p.Historical || t.Office == ""
			p.Tenures = append(p.Tenures, t)
		}
		n := len(c.t.Persons)
		c.t.Persons = append(c.t.Persons, p)
		first := c.t.FamilyFirst(p.Country)
		for _, form := range append([]string{p.Name}, f[3:]...) {
			if form == "" {
				return fmt.Errorf("%s: an empty form", where)
			}
			full, short := nameForms(form, first, p.Country)
			if full {
				c.add(TermPerson, n, form, where)
			}
			if short != "" {
				c.add(TermSurname, n, short, where)
			}
			if words := strings.Fields(form); full && len(words) == 2 && slices.Contains(c.t.familyLast, p.Country) {
				c.add(TermPerson, n, words[1]+" "+words[0], where)
			}
		}
		return nil
	})
}

func parseTenure(s string) (Tenure, error) {
	office, years, _ := strings.Cut(s, " ")
	from, to, open := strings.Cut(years, "-")
	t := Tenure{Office: graph.Office(office)}
	if office == "HISTORICAL" {
		t.Office = ""
	} else if err := t.Office.Validate(); err != nil {
		return t, err
	}
	var err error
	if t.From, err = strconv.Atoi(from); err != nil {
		return t, fmt.Errorf("years %q", years)
	}
	switch {
	case !open:
		t.To = t.From
	case to == "":
		t.To = 9999
	default:
		if t.To, err = strconv.Atoi(to); err != nil || t.To < t.From {
			return t, fmt.Errorf("years %q", years)
		}
	}
	return t, nil
}

// nameForms says whether a form is a full name, and which short name it gives.
func nameForms(form string, familyFirst bool, country string) (full bool, short string) {
	r, _ := utf8.DecodeRuneInString(form)
	if IsIdeograph(r) {
		if i := strings.LastIndex(form, "·"); i >= 0 {
			short = form[i+len("·"):]
			if utf8.RuneCountInString(short) < 2 {
				short = ""
			}
			return true, short
		}
		if familyFirst || country == "JP" {
			return utf8.RuneCountInString(form) > 2 || familyFirst, map[bool]string{true: form}[!familyFirst && utf8.RuneCountInString(form) == 2]
		}
		return false, form
	}
	words := strings.Fields(form)
	if len(words) == 1 {
		return false, form
	}
	if familyFirst {
		return true, words[0]
	}
	last := words[len(words)-1]
	for len(words) > 1 && (last == "Jr." || last == "Jr") {
		words = words[:len(words)-1]
		last = words[len(words)-1]
	}
	if strings.Trim(last, "IVX") == "" || utf8.RuneCountInString(last) < 2 || last == "الله" || last == "الثاني" || last == "السادس" {
		return true, ""
	}
	return true, last
}
