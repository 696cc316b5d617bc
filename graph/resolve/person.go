package resolve

import (
	"regexp"
	"slices"
	"strings"

	"entente/graph/terms"
)

// persons links the names of one country that are one person: the same form; the same words in
// any order and spelling, where the shorter name has two at least.
func persons(names []Named) []Link {
	words := make([][]string, len(names))
	byForm := make(map[string]int)
	bySound := make(map[string][]int) // names by the sound of one of their words
	var links []Link
	for i, n := range names {
		words[i] = terms.Of(n.Text)
		if j, ok := byForm[n.Form]; ok {
			if n.Text == names[j].Text || len(terms.Of(n.Form)) > 1 {
				links = append(links, Link{A: j, B: i, Rule: "person.same-form", Score: 1})
			}
		} else {
			byForm[n.Form] = i
		}
		for _, s := range sounds(words[i]) {
			bySound[s] = append(bySound[s], i)
		}
	}
	seen := make(map[[2]int]bool)
	for i := range names {
		for _, s := range sounds(words[i]) {
			for _, j := range bySound[s] {
				if j >= i || seen[[2]int{j, i}] {
					continue
				}
				seen[[2]int{j, i}] = true
				if score := sameWords(words[i], words[j]); score > 0 {
					links = append(links, Link{A: j, B: i, Rule: "person.same-words", Score: score})
				}
			}
		}
	}
	return links
}

// surnames links names of a single word with the person whose fuller names hold it, if of says
// that they are one.
func surnames(names []Named, of []int) []Link {
	words := make([][]string, len(names))
	bySound := make(map[string][]int)
	for i, n := range names {
		words[i] = terms.Of(n.Text)
		for _, s := range sounds(words[i]) {
			bySound[s] = append(bySound[s], i)
		}
	}
	var found []Link
	for i, w := range words {
		if len(w) != 1 {
			continue
		}
		bearer, several := -1, false
		for _, j := range bySound[sound(w[0])] {
			if len(words[j]) < 2 || !slices.ContainsFunc(words[j], func(v string) bool { return sameWord(v, w[0]) }) {
				continue
			}
			several = several || bearer >= 0 && of[bearer] != of[j]
			if bearer < 0 {
				bearer = j
			}
		}
		if bearer >= 0 && !several {
			found = append(found, Link{A: min(i, bearer), B: max(i, bearer), Rule: "person.only-bearer", Score: 0.8})
		}
	}
	return found
}

// sameWords scores two names of two words or more: 1 if their words are the same, a little less
// for each word that only one has, 0 if the shorter name is no part of the longer.
func sameWords(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 {
		if len(a) == 1 && len(b) == 1 && sameWord(a[0], b[0]) {
			return 0.9
		}
		return 0
	}
	left := slices.Clone(b)
	for _, w := range a {
		i := slices.IndexFunc(left, func(v string) bool { return sameWord(v, w) })
		if i < 0 {
			return 0
		}
		left = slices.Delete(left, i, i+1)
	}
	return max(0.7, 1-0.05*float64(len(left)))
}

// sameWord reports whether two words are spellings of one: equal, or of one sound with vowels that
// transliterations exchange. Words of Pinyin are spelled in one way alone: Li Peng is not Li Ping.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	s := sound(a)
	if len(s) < 3 || s != sound(b) || pinyin(a) || pinyin(b) {
		return false
	}
	va, vb := vowels(a), vowels(b)
	other := 0 // places with vowels that are not exchanged
	for i := range max(len(va), len(vb)) {
		x, y := "", ""
		if i < len(va) {
			x = va[i]
		}
		if i < len(vb) {
			y = vb[i]
		}
		switch {
		case exchange(x, y):
		case i == len(s) && (x == "" || y == ""): // an ending, as of a case or a gender
		case len(x) <= 1 && len(y) <= 1:
			other++
		default:
			return false
		}
	}
	return other == 0 || other == 1 && len(s) > 3
}

// exchange reports whether different transliterations write two groups of vowels for one: a for e,
// e for i, o for u, and a glide more or less.
func exchange(x, y string) bool {
	x, y = withoutGlide(x), withoutGlide(y)
	if len(x) != len(y) {
		return false
	}
	for i := range len(x) {
		a, b := min(x[i], y[i]), max(x[i], y[i])
		if a != b && !strings.Contains("ae ei ou", string([]byte{a, b})) {
			return false
		}
	}
	return true
}

func withoutGlide(group string) string {
	if rest := strings.ReplaceAll(group, "i", ""); rest != "" {
		return rest
	}
	return group
}

// vowels lists the vowels before each consonant of the word's sound and behind the last, y as i,
// repeats once.
func vowels(word string) []string {
	groups := []string{""}
	last := rune(0) // class of the consonant before, as sound has it
	for i, r := range word {
		c := classes[r]
		switch {
		case c == 'a':
			if i == 0 { // the sound begins with it
				groups = append(groups, "")
				last = 0
				continue
			}
			if r == 'y' {
				r = 'i'
			}
			if g := &groups[len(groups)-1]; !strings.HasSuffix(*g, string(r)) {
				*g += string(r)
			}
			last = 0
		case i > 0 && (c == 'h' || c == last):
		default:
			groups = append(groups, "")
			last = c
		}
	}
	return groups
}

// syllables of Pinyin, an initial and a final.
var syllables = regexp.MustCompile(`^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|a|o|e|i|u)|er)+$`)

func pinyin(word string) bool { return syllables.MatchString(word) }

func sounds(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, sound(w))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// classes puts letters that transliterations exchange into one class; vowels are left out behind
// the first letter.
var classes = map[rune]rune{
	'b': 'b', 'p': 'b', 'f': 'f', 'v': 'f', 'w': 'f', 'c': 'k', 'k': 'k', 'q': 'k', 'g': 'k', 'x': 'k', 'h': 'h', 'd': 't', 't': 't',
	's': 's', 'z': 's', 'j': 's', 'l': 'l', 'r': 'r', 'm': 'm', 'n': 'n',
	'a': 'a', 'e': 'a', 'i': 'a', 'o': 'a', 'u': 'a', 'y': 'a',
}

// sound is a word's skeleton: the class of its first letter and those of its consonants behind,
// repeats once; a word in another script is its own.
func sound(word string) string {
	var b strings.Builder
	last := rune(0)
	for i, r := range word {
		c, ok := classes[r]
		if !ok {
			return word
		}
		if i > 0 && (c == 'a' || c == 'h' || c == last) {
			if c == 'a' {
				last = 0
			}
			continue
		}
		b.WriteRune(c)
		last = c
	}
	return b.String()
}
