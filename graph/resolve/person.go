package resolve

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/spelling"
)

// person is the name of a minister, ready to be compared.
type person struct {
	words     []spelling.Word // without particles
	whole     spelling.Word   // the words read as one
	pinyin    string          // as Chinese names are read, "" if it is none
	twoFamily bool            // two family names are usual
	crowned   bool            // a title stood before it that a given name follows
	oneGiven  bool            // no word can be left out
	local     bool            // Han characters as the country reads them
	han       bool            // Han characters without a dot, as Chinese names are written
	script    spelling.Script
	key       string // the words as written, to put two persons in an order
}

// Scores of a rule are described in docs/identity.md; change both together.
const (
	sameForm      = 1.00
	samePinyin    = 0.97
	partOf        = 0.20 // taken off if one name has words that the other lacks
	extraWord     = 0.03 // taken off for each word that only one of the names has
	chineseArabic = 0.77
	chineseOther  = 0.65
	oneGivenOther = 0.72
	singleWord    = 0.05
	initialMark   = 0.85 // how well an initial matches a word that begins with it
)

// particles are words of names that some spellings leave out.
var particles = set("al el bin ben ibn bn bint de da do dos das du la le las los van von der den di del della y e i af abn av dy dw dyl fan fwn lw")

// articles are particles where a hyphen joins them to the next word.
var articles = set("ad al an ar as ash at az el ul ud ur us")

// titles stand before names as if they were part of them.
var titles = set("sheikh cheikh jeque sheykh alshykh prince prinz dr lord sir president")

// crowns are titles that a given name alone follows.
var crowns = set("king roi rey korol almlk queen reine reina koroleva almlka sultan alsltan")

// common are given names that may be left out before another.
var common = set("mohammed mohamed muhammad mohammad mukhammed mohamad mhmd muhanmode")

// sons are particles that say whose child somebody is.
var sons = set("bin ben ibn bn bint")

// chinese are the countries where names are Chinese.
var chinese = set("CN HK MO TW")

// twoFamily are the countries where people have two family names, and are called by both.
var twoFamily = set("AO AR BO BR CL CO CR CU CV DO EC ES GQ GT GW HN MX MZ NI PA PE PR PT PY ST SV TL UY VE")

// oneGiven are the countries where a name is a family name and one given name, of two syllables
// perhaps: none of them can be left out.
var oneGiven = set("CN HK KP KR MO SG TW VN")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// prefixed compares a word, read with the particles before it, with another.
func prefixed(a, b spelling.Word, least float64) float64 {
	if a.Prefix == "" {
		return 0
	}
	a.Sounds, a.Prefix = a.Prefix+a.Sounds, ""
	return spelling.Alike(a, b, least)
}

// readings are the ways to read a name: the text that articles are taken to mean, and the form,
// unless this is but one word of it.
func readings(n Named) []person {
	country := ""
	if len(n.Scope) > 0 {
		country = n.Scope[0]
	}
	all := []person{personOf(n.Text, country)}
	if n.Form != n.Text {
		if form := personOf(n.Form, country); len(form.words) > 1 || form.han || len(all[0].words) < 2 {
			all = append(all, form)
		}
	}
	return all
}

// compareAll scores two names by the readings that are most alike, those without a part first.
func compareAll(a, b []person) (best float64, part bool) {
	part = true
	for i := range a {
		for j := range b {
			s, p := compare(&a[i], &b[j])
			if s > 0 && (s > best && p == part || part && !p) {
				best, part = s, p
			}
		}
	}
	return best, part
}

func personOf(form, country string) person {
	words := spelling.Words(form)
	p := person{twoFamily: twoFamily[country]}
	if len(words) == 0 {
		return p
	}
	p.script = words[0].Script
	for _, w := range words {
		p.key += w.Raw + " "
	}
	p.han = len(words) == 1 && p.script == spelling.Han && words[0].Chars <= 4
	if chinese[country] && (p.script != spelling.Han || p.han) {
		p.pinyin, _ = spelling.Pinyin(words)
	}
	if p.han {
		words[0], p.local = spelling.Local(words[0], country)
	}
	p.oneGiven = oneGiven[country]
	prefix, child := "", false
	for i := 0; i < len(words); i++ {
		w := words[i]
		left := len(words) - i - 1 + len(p.words)
		switch {
		case left >= 2 && len(p.words) == 0 && titles[w.Text]:
		case left >= 1 && len(p.words) == 0 && crowns[w.Text]:
			p.crowned = true
		case particles[w.Text] && left >= 1 && len(p.words) > 0, articles[w.Text] && i+1 < len(words) && words[i+1].Joined:
			child = sons[w.Text]
			prefix += w.Sounds
			continue
		case i+1 < len(words) && servant(w):
			for i+1 < len(words)-1 && particles[words[i+1].Text] {
				i++
			}
			p.words = append(p.words, spelling.Join(w, words[i+1]))
			i++
		default:
			w.Prefix, w.Child = prefix, child
			p.words = append(p.words, w)
		}
		prefix, child = "", false
	}
	p.whole = spelling.Join(p.words...)
	return p
}

// servant reports whether the word is the first half of a name like Abd al-Aziz.
func servant(w spelling.Word) bool {
	switch w.Text {
	case "abd", "abdel", "abdul", "abdal", "abdol", "abdur", "abdoul", "ebd", "abudule", "abudou":
		return true
	}
	return false
}

// compare scores two names: 0 if they are not the same person's. part tells that one has words
// that the other lacks.
func compare(a, b *person) (score float64, part bool) {
	if cmp.Or(cmp.Compare(a.script, b.script), cmp.Compare(len(a.words), len(b.words)), strings.Compare(a.key, b.key)) > 0 {
		a, b = b, a
	}
	switch {
	case len(a.words) == 0 || len(b.words) == 0:
		return 0, false
	case a.pinyin != "" && b.pinyin != "":
		if a.pinyin == b.pinyin {
			return samePinyin, false
		}
		return 0, false
	case a.pinyin != "" && b.script == spelling.Arabic && (len(a.words) > 1 || a.han):
		return spelling.Alike(spelling.Chinese(a.pinyin), b.whole, chineseArabic), false
	case b.han && a.script == spelling.Arabic:
		return spelling.Alike(a.whole, spelling.Chinese(b.pinyin), chineseArabic), false
	case a.han || b.han:
		least := chineseOther
		if a.oneGiven {
			least = oneGivenOther
		}
		return spelling.Alike(a.whole, b.whole, least), false
	case len(a.words) == 1 && len(b.words) == 1:
		return 0.9 * spelling.Alike(a.words[0], b.words[0], threshold(a.script, b.script)+singleWord), false
	case len(a.words) == 1 || len(b.words) == 1:
		return 0, false
	}
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	return words(a, b)
}

// threshold is how alike two names in these scripts must be to be one.
func threshold(a, b spelling.Script) float64 {
	a, b = min(a, b), max(a, b)
	switch {
	case a == b:
		return 0.86
	case b == spelling.Han:
		return 0.60
	case b == spelling.Arabic:
		return 0.74
	}
	return 0.80
}

// slack is how much less alike than their names two words may be.
func slack(a, b spelling.Script) float64 {
	if a == b {
		return 0
	}
	return 0.15
}

// words scores the words of two names, those of a not more than those of b.
func words(p, q *person) (float64, bool) {
	a, b := p.words, q.words
	least := threshold(p.script, q.script)
	low := least - slack(p.script, q.script)
	used := make([]bool, len(b))
	sum, weight := 0.0, 0.0
	full := 0
	for i := 0; i < len(a); i++ {
		best, at, n, m := 0.0, -1, 1, 1
		try := func(j, k, l int) {
			for x := j; x < j+k; x++ {
				if used[x] {
					return
				}
			}
			s := alikeWords(a[i:i+l], b[j:j+k], max(best, low))
			if s > best {
				best, at, n, m = s, j, k, l
			}
		}
		for j := range b {
			try(j, 1, 1)
		}
		if best < low {
			for j := range b {
				if j+1 < len(b) {
					try(j, 2, 1)
				}
				if i+1 < len(a) {
					try(j, 1, 2)
				}
			}
		}
		if best < low {
			return 0, false
		}
		for x := at; x < at+n; x++ {
			used[x] = true
		}
		w := float64(len(a[i].Sounds))
		sum, weight = sum+best*w, weight+w
		if !a[i].Initial && !b[at].Initial {
			full++
		}
		i += m - 1
	}
	if full == 0 {
		return 0, false
	}
	score, part := sum/weight, false
	if score < least {
		return 0, false
	}
	for j := range b {
		if used[j] {
			continue
		}
		switch {
		case j == 0 && !common[b[j].Text] && !(q.twoFamily && len(b) > 2):
			return 0, true // the given name
		case j > 0 && j+1 < len(b) && len(a) > 2 && used[len(b)-1] && !b[j].Child:
			return 0, true // another middle name
		}
		if !part {
			part, score = true, score-partOf
		}
		score -= extraWord
	}
	return max(score, 0.01), part
}

func alikeWords(a, b []spelling.Word, least float64) float64 {
	if len(a) == 1 && len(b) == 1 && (a[0].Initial || b[0].Initial) {
		if a[0].Text != "" && b[0].Text != "" && a[0].Text[0] == b[0].Text[0] {
			return initialMark + 0.02
		}
		return 0
	}
	if len(a)+len(b) > 2 {
		return spelling.Alike(spelling.Join(a...), spelling.Join(b...), least+0.05) - 0.05
	}
	return max(spelling.Alike(a[0], b[0], least), prefixed(a[0], b[0], least), prefixed(b[0], a[0], least))
}

// persons links the names of one country that are one person's.
func persons(names []Named) []Link {
	familyFirst := len(names) > 0 && len(names[0].Scope) > 0 && oneGiven[names[0].Scope[0]]
	people := make([][]person, len(names))
	for i, n := range names {
		people[i] = readings(n)
	}
	byForm := make(map[string]int)
	var links, parts []Link
	for i, n := range names {
		if j, ok := byForm[n.Form]; ok {
			links = append(links, Link{A: j, B: i, Rule: "person.same-form", Score: sameForm})
		} else {
			byForm[n.Form] = i
		}
	}
	pairs(people, func(i, j int) {
		s, part := compareAll(people[i], people[j])
		switch {
		case s <= 0 || part && familyFirst:
		case part:
			parts = append(parts, Link{A: i, B: j, Rule: "person.part", Score: min(s, 0.99)})
		default:
			links = append(links, Link{A: i, B: j, Rule: "person.same-words", Score: min(s, 0.99)})
		}
	})
	apart := func(a, b []int) bool {
		for _, i := range a {
			for _, j := range b {
				if contradict(&people[i][0], &people[j][0]) {
					return true
				}
			}
		}
		return false
	}
	_, used := cluster(len(names), append(links, parts...), apart)
	return used
}

// contradict reports whether two names in one script can not be one person's: each has a word
// that is like none of the other.
func contradict(a, b *person) bool {
	if a.pinyin != "" && b.pinyin != "" && a.pinyin != b.pinyin && (len(a.words) > 1 || a.han) && (len(b.words) > 1 || b.han) {
		return true
	}
	if a.script != b.script || len(a.words) < 2 || len(b.words) < 2 {
		return false
	}
	score, part := compare(a, b)
	return score == 0 && (part || odd(a.words, b.words) && odd(b.words, a.words))
}

// odd reports whether a has a word unlike all of b.
func odd(a, b []spelling.Word) bool {
	return slices.ContainsFunc(a, func(w spelling.Word) bool {
		return !slices.ContainsFunc(b, func(v spelling.Word) bool {
			return (w.Initial || v.Initial) && w.Text[:1] == v.Text[:1] || spelling.Alike(w, v, 0.62) > 0
		})
	})
}

// surnames links names of a single word with the person whose fuller names hold it, if of says
// that they are one.
func surnames(names []Named, of []int) []Link {
	people := make([][]person, len(names))
	for i, n := range names {
		people[i] = readings(n)
	}
	var found []Link
	for i := range people {
		p := &people[i][0]
		if len(p.words) != 1 || p.crowned || len(people[i]) > 1 && people[i][1].han {
			continue
		}
		bearer, several := -1, false
		for j := range people {
			q := &people[j][0]
			if j == i || of[i] == of[j] || !holds(q, p) {
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

// holds reports whether one word of the fuller name full is the name single.
func holds(full, single *person) bool {
	if len(full.words) < 2 || single.han && full.script != spelling.Han {
		return false
	}
	return slices.ContainsFunc(full.words, func(w spelling.Word) bool {
		return spelling.Alike(single.words[0], w, threshold(single.script, full.script)+singleWord) > 0
	})
}
