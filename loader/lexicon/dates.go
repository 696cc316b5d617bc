package lexicon

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DateElem is one element of a date pattern: a number, a name, or a word as it is.
type DateElem struct {
	Kind  DateKind
	Words []string // of a Literal: folded, one of them
}

// DateKind is what an element of a date pattern matches.
type DateKind uint8

// The kinds of element, with their sign in patterns.
const (
	Literal     DateKind = iota
	DayNumber            // {d}
	SomeDay              // {x}: a day of several; the date is no finer than the month
	MonthName            // {m}
	MonthNumber          // {M}
	YearNumber           // {y}
	WeekdayName          // {w}
	HijriMonth           // {h}
	HijriYear            // {H}
)

var dateSigns = map[string]DateKind{"{d}": DayNumber, "{x}": SomeDay, "{m}": MonthName, "{M}": MonthNumber, "{y}": YearNumber, "{w}": WeekdayName,
	"{h}": HijriMonth, "{H}": HijriYear}

// DatePattern is one way to write a date.
type DatePattern struct {
	Elems []DateElem
	Shift DateShift // of a relative expression, or the direction of a weekday
}

// DateShift says how a relative expression lies to the article's date.
type DateShift struct {
	Relative                   bool // counts from the article's date by the numbers below
	Days, Weeks, Months, Years int
	Unit                       string // "week", "month" or "year", where the number is 0: "this month"
	Before, After              bool   // a weekday strictly before or after the article's date; a month not after it or not before it
}

// DateWord is a name of a month or weekday.
type DateWord struct {
	Words   []string // folded
	Value   int      // from 1; Monday is 1
	Capital bool     // needs a capital
}

// Dates is how a language writes dates, from dates.yaml of the language and of "all".
type Dates struct {
	First    map[string][]DatePattern // by the first word, where it is a Literal; the longer patterns first
	Open     []DatePattern            // the others
	Months   map[string][]DateWord    // by first word
	Weekdays map[string][]DateWord
	Hijri    map[string][]DateWord
	Ordinals []string // endings of day numbers, such as "th"
	begins   []bool   // by number in the vocabulary
}

// dateFile is dates.yaml. A pattern is a sequence of words and signs; "a|b" stands for either, "word?" may be missing.
type dateFile struct {
	Months   [][]string `yaml:"months"`
	Hijri    [][]string `yaml:"hijri"`
	Weekdays [][]string `yaml:"weekdays"` // Monday first
	Ordinals []string   `yaml:"ordinals"`
	Patterns []string   `yaml:"patterns"`
	Before   []string   `yaml:"before"` // patterns of a weekday or month before the article's date
	After    []string   `yaml:"after"`
	Relative []struct {
		Words  []string `yaml:"words"`
		Days   int      `yaml:"days"`
		Weeks  int      `yaml:"weeks"`
		Months int      `yaml:"months"`
		Years  int      `yaml:"years"`
		Unit   string   `yaml:"unit"` // what is counted, where the number is 0: "this month"
	} `yaml:"relative"`
	Examples []DateExample `yaml:"examples"`
}

// DateExample is a sentence with the dates that must be found in it.
type DateExample struct {
	Where     string   `yaml:"-"`
	Text      string   `yaml:"text"`
	Published string   `yaml:"published"`
	Want      []string `yaml:"want"`
}

func readDates(l *Language, fsys fs.FS) error {
	d := &l.Dates
	d.First = map[string][]DatePattern{}
	d.Months, d.Weekdays, d.Hijri = map[string][]DateWord{}, map[string][]DateWord{}, map[string][]DateWord{}
	for _, path := range []string{l.Tag + "/dates.yaml", "all/dates.yaml"} {
		var f dateFile
		if err := readYAML(fsys, path, &f); err != nil {
			return err
		}
		if err := d.add(l, f); err != nil {
			return place(fsys, path, err)
		}
	}
	begin := func(word string) {
		id := int(l.vocabulary[word])
		if id >= len(d.begins) {
			d.begins = append(d.begins, make([]bool, id+1-len(d.begins))...)
		}
		d.begins[id] = true
	}
	for word := range d.First {
		begin(word)
	}
	for _, names := range []map[string][]DateWord{d.Months, d.Weekdays, d.Hijri} {
		for word := range names {
			begin(word)
		}
	}
	return nil
}

// Begins reports whether a date expression may begin with a token, other than with a number.
func (d *Dates) Begins(t *Token) bool {
	if t.ID >= 0 && int(t.ID) < len(d.begins) && d.begins[t.ID] {
		return true
	}
	for _, r := range t.Alts {
		if r.Prefix > 0 && int(r.ID) < len(d.begins) && d.begins[r.ID] {
			return true
		}
	}
	return false
}

func (d *Dates) add(l *Language, f dateFile) error {
	for _, names := range []struct {
		lists [][]string
		into  map[string][]DateWord
		n     int
		what  string
	}{{f.Months, d.Months, 12, "months"}, {f.Hijri, d.Hijri, 12, "hijri"}, {f.Weekdays, d.Weekdays, 7, "weekdays"}} {
		if len(names.lists) != 0 && len(names.lists) != names.n {
			return fmt.Errorf("%s: %d lists of names, not %d", names.what, len(names.lists), names.n)
		}
		for i, forms := range names.lists {
			for _, form := range forms {
				words := SplitWords(form)
				if len(words) == 0 {
					return fmt.Errorf("%s: an empty name", names.what)
				}
				first, _ := utf8.DecodeRuneInString(form)
				names.into[words[0]] = append(names.into[words[0]], DateWord{words, i + 1, unicode.IsUpper(first)})
				l.learn(words)
			}
		}
	}
	for _, o := range f.Ordinals {
		d.Ordinals = append(d.Ordinals, FoldWord(o))
	}
	add := func(forms []string, shift DateShift) error {
		for _, form := range forms {
			patterns, err := parsePattern(form)
			if err != nil {
				return &formError{form, err}
			}
			for _, elems := range patterns {
				p := DatePattern{elems, shift}
				for _, e := range elems {
					l.learn(e.Words)
				}
				if elems[0].Kind == Literal {
					for _, w := range elems[0].Words {
						d.First[w] = append(d.First[w], p)
					}
				} else {
					d.Open = append(d.Open, p)
				}
			}
		}
		return nil
	}
	for _, group := range []struct {
		forms []string
		shift DateShift
	}{{f.Patterns, DateShift{}}, {f.Before, DateShift{Before: true}}, {f.After, DateShift{After: true}}} {
		if err := add(group.forms, group.shift); err != nil {
			return err
		}
	}
	for _, r := range f.Relative {
		shift := DateShift{Relative: true, Days: r.Days, Weeks: r.Weeks, Months: r.Months, Years: r.Years}
		switch r.Unit {
		case "":
		case "week", "month", "year":
			shift.Unit = r.Unit
		default:
			return fmt.Errorf("unit %q is none of week, month, year", r.Unit)
		}
		if err := add(r.Words, shift); err != nil {
			return err
		}
	}
	return nil
}

// learn gives words numbers, so that their proclitics are found.
func (l *Language) learn(words []string) {
	for _, w := range words {
		if _, ok := l.vocabulary[w]; !ok {
			l.vocabulary[w] = int32(len(l.vocabulary))
		}
	}
}

// parsePattern returns the patterns that one with optional words stands for, the longest first.
func parsePattern(form string) ([][]DateElem, error) {
	out := [][]DateElem{nil}
	for _, piece := range strings.Fields(form) {
		piece, optional := strings.CutSuffix(piece, "?")
		var elems []DateElem
		if kind, ok := dateSigns[piece]; ok {
			elems = []DateElem{{Kind: kind}}
		} else if strings.ContainsAny(piece, "{}") {
			return nil, fmt.Errorf("pattern %q: unknown sign %q", form, piece)
		} else if strings.Contains(piece, "|") && piece != "|" {
			e := DateElem{}
			for w := range strings.SplitSeq(piece, "|") {
				words := SplitWords(w)
				if len(words) != 1 {
					return nil, fmt.Errorf("pattern %q: %q is not one word", form, w)
				}
				e.Words = append(e.Words, words[0])
			}
			elems = []DateElem{e}
		} else {
			for _, w := range SplitWords(piece) {
				elems = append(elems, DateElem{Words: []string{w}})
			}
		}
		var next [][]DateElem
		for _, o := range out {
			next = append(next, append(o[:len(o):len(o)], elems...))
			if optional {
				next = append(next, o)
			}
		}
		out = next
	}
	for _, o := range out {
		if len(o) == 0 {
			return nil, fmt.Errorf("pattern %q can be empty", form)
		}
	}
	return out, nil
}

// DateExamples returns the examples of a language's dates.yaml and of the one for all languages.
func DateExamples(fsys fs.FS, tag string) ([]DateExample, error) {
	var all []DateExample
	for _, path := range []string{tag + "/dates.yaml", "all/dates.yaml"} {
		var f dateFile
		if err := readYAML(fsys, path, &f); err != nil {
			return nil, err
		}
		at := exampleLines(fsys, path)
		for i, e := range f.Examples {
			e.Where = at(i)
			all = append(all, e)
		}
	}
	return all, nil
}
