package resolve

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"entente/graph"
	"entente/graph/spelling"
)

// person is the name of a minister, ready to be compared.
type person struct {
	words     []spelling.Word // without particles
	joined    []spelling.Word // each word and the next read as one
	chinese   spelling.Word   // the Pinyin
	whole     spelling.Word   // the words read as one
	pinyin    string          // as Chinese names are read, "" if it is none
	twoFamily bool            // two family names are usual
	crowned   bool            // a title stood before it that a given name follows
	oneGiven  bool            // no word can be left out
	han       bool            // Han characters without a dot, as Chinese names are written
	script    spelling.Script
	key       string // the words as written, to put two persons in an order
}

// mostWords are read of a name.
const mostWords = 12

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

// shortForms are given names that stand for a longer one, with it.
var shortForms = func() map[string]string {
	m := make(map[string]string)
	for _, pair := range strings.Split("abe abraham,al albert,alex alexander,andy andrew,ben benjamin,bill william,bob robert,charlie charles,chris christopher,"+
		"chuck charles,dan daniel,dave david,dick richard,don donald,ed edward,fred frederick,greg gregory,jack john,jim james,jimmy james,joe joseph,ken kenneth,"+
		"larry lawrence,liz elizabeth,matt matthew,mike michael,nick nicholas,pete peter,radek radoslaw,ron ronald,sam samuel,steve steven,ted edward,tim timothy,"+
		"tom thomas,tony anthony,dzho dzhozef,toni antoni,mayk maykl,dzhim dzheyms", ",") {
		short, full, _ := strings.Cut(pair, " ")
		m[short] = full
	}
	return m
}()

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
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

// personOf reads the name of somebody of the country.
func personOf(form, country string) person {
	words := spelling.Words(form)
	words = words[:min(len(words), 3*mostWords)]
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
		words[0], _ = spelling.Local(words[0], country)
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
		case particles[w.Text] && i+1 < len(words) && len(p.words) > 0 && !p.oneGiven, articles[w.Text] && i+1 < len(words) && words[i+1].Joined:
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
			w.Child = child
			w = w.After(prefix)
			if full, ok := shortForms[w.Text]; ok && len(p.words) == 0 && left > 0 {
				w.Long = &spelling.Words(full)[0]
			}
			if stem, ok := w.Stem(); ok && w.Long == nil {
				w.Long = &stem
			}
			p.words = append(p.words, w)
		}
		prefix, child = "", false
	}
	p.words = p.words[:min(len(p.words), mostWords)]
	p.whole = spelling.Join(p.words...)
	for i := 1; i < len(p.words); i++ {
		p.joined = append(p.joined, spelling.Join(p.words[i-1], p.words[i]))
	}
	if p.pinyin != "" {
		p.chinese = spelling.Chinese(p.pinyin)
	}
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

// persons links the names of one country that are one person's.
func persons(names []Named, note note) []Link {
	people := make([][]person, len(names))
	byForm := make(map[string]int)
	var links []Link
	for i, n := range names {
		people[i] = readings(n)
		j, ok := byForm[n.Form]
		if !ok {
			byForm[n.Form] = i
		} else if n.Text == names[j].Text || len(people[i]) > 1 && len(people[i][1].words) > 1 {
			links = append(links, Link{A: j, B: i, Rule: "person.same-form", Score: sameForm})
		}
	}
	pairs(people, func(i, j int) {
		score, part := compareAll(people[i], people[j])
		if score > 0 && together(names[i].Tenures, names[j].Tenures) {
			score += sameOffice
		}
		rule := "person.same-words"
		if part {
			rule = rulePart
		}
		switch {
		case score <= 0:
		case part && people[i][0].oneGiven:
			note.apart(Link{A: i, B: j, Rule: rule, Score: min(score, leastSure)}, apartNoPart)
		case lifetimes(names[i].Tenures, names[j].Tenures):
			note.apart(Link{A: i, B: j, Rule: rule, Score: min(score, leastSure)}, apartLifetimes)
		default:
			links = append(links, Link{A: i, B: j, Rule: rule, Score: min(score, leastSure)})
		}
	})
	linked := make(map[[2]int]bool, len(links))
	for _, l := range links {
		linked[[2]int{l.A, l.B}] = true
	}
	open := undecided(people, links)
	links = slices.DeleteFunc(links, func(l Link) bool {
		if open(l) {
			note.apart(l, apartUndecided)
			return true
		}
		return false
	})
	oppose := func(i, j int) bool {
		return !linked[[2]int{min(i, j), max(i, j)}] && (contradict(&people[i][0], &people[j][0]) || lifetimes(names[i].Tenures, names[j].Tenures))
	}
	groups, _, forbidden := cluster(len(names), links, func(a, b []int) bool {
		for _, i := range a {
			for _, j := range b {
				if oppose(i, j) {
					return true
				}
			}
		}
		return false
	})
	of := make([]int, len(names))
	for g, members := range groups {
		for _, m := range members {
			of[m] = g
		}
	}
	note.all(forbidden, func(l Link) string {
		for _, i := range groups[of[l.A]] {
			for _, j := range groups[of[l.B]] {
				if oppose(i, j) {
					return fmt.Sprintf(apartOpposed, names[i].Form, names[j].Form)
				}
			}
		}
		return apartGroups
	})
	// All links within a group stay, lest it falls apart where the curation takes one name out.
	return slices.DeleteFunc(links, func(l Link) bool { return of[l.A] != of[l.B] })
}

// undecided tells the links of names that are part of two others, which share a last name but have
// other middle names: George Bush is either of two, or neither.
func undecided(people [][]person, links []Link) func(Link) bool {
	fuller := make(map[int][]int) // by the name that is part of them
	short := func(l Link) (int, int) {
		if len(people[l.A][0].words) > len(people[l.B][0].words) {
			return l.B, l.A
		}
		return l.A, l.B
	}
	for _, l := range links {
		if l.Rule == rulePart {
			name, full := short(l)
			fuller[name] = append(fuller[name], full)
		}
	}
	open := make(map[int]bool)
	for name, others := range fuller {
		for i, a := range others {
			open[name] = open[name] || slices.ContainsFunc(others[:i], func(b int) bool { return namesakes(&people[a][0], &people[b][0]) })
		}
	}
	return func(l Link) bool {
		name, _ := short(l)
		return l.Rule == rulePart && open[name]
	}
}

// surnames links names of a single word with the person whose fuller names hold it, if of says
// that they are one.
func surnames(names []Named, of []int, note note) []Link {
	single := func(n Named) bool {
		return strings.IndexFunc(n.Text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) < 0
	}
	if !slices.ContainsFunc(names, single) {
		return nil
	}
	people := make([]person, len(names))
	holders := make(map[frame][]int) // fuller names by the frames of their words
	for i, n := range names {
		people[i] = readings(n)[0]
		if len(people[i].words) < 2 {
			continue
		}
		var found []frame
		for j := range people[i].words {
			w := &people[i].words[j]
			found = append(found, frames(w.Sounds, fewConsonants)...)
			if w.Long != nil {
				found = append(found, frames(w.Long.Sounds, fewConsonants)...)
			}
			if s, ok := spelling.WithoutArticle(w); ok {
				found = append(found, frames(s, fewConsonants)...)
			}
		}
		slices.Sort(found)
		for _, f := range slices.Compact(found) {
			holders[f] = append(holders[f], i)
		}
	}
	var links []Link
	for i := range people {
		p := &people[i]
		if len(p.words) != 1 || p.words[0].Initial || p.crowned || names[i].Form != names[i].Text && personOf(names[i].Form, "").han {
			continue
		}
		var bearers []int
		asked := frames(p.words[0].Sounds, fewConsonants)
		if long := p.words[0].Long; long != nil {
			asked = append(asked, frames(long.Sounds, fewConsonants)...)
		}
		slices.Sort(asked)
		for _, f := range slices.Compact(asked) {
			for _, j := range holders[f] {
				if of[i] != of[j] && !lifetimes(names[i].Tenures, names[j].Tenures) && holds(&people[j], p) {
					bearers = append(bearers, j)
				}
			}
		}
		slices.Sort(bearers)
		rule, score := "person.only-bearer", onlyBearer
		if !one(bearers, of) {
			// Several bear it: perhaps one alone in the office that the name is seen in.
			rule, score = "person.only-bearer-in-office", onlyInOffice
			all := slices.Clone(bearers)
			bearers = slices.DeleteFunc(bearers, func(j int) bool { return !together(names[i].Tenures, names[j].Tenures) })
			if len(bearers) == 0 || !one(bearers, of) {
				for _, j := range all {
					note.apart(Link{A: min(i, j), B: max(i, j), Rule: rule, Score: score}, apartBearers)
				}
			}
		}
		if len(bearers) > 0 && one(bearers, of) {
			links = append(links, Link{A: min(i, bearers[0]), B: max(i, bearers[0]), Rule: rule, Score: score})
		}
	}
	return links
}

// one reports whether all names are in one group.
func one(names, of []int) bool {
	return !slices.ContainsFunc(names, func(j int) bool { return of[j] != of[names[0]] })
}

// together reports whether two names are seen in one office in the same years, or in years that
// follow each other.
func together(a, b []graph.Tenure) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Office == y.Office && x.First != "" && y.First != "" && year(x.First) <= year(y.Last)+1 && year(y.First) <= year(x.Last)+1 {
				return true
			}
		}
	}
	return false
}

// lifetimes reports whether two names are seen so far from each other in time that no one
// person's career spans both.
func lifetimes(a, b []graph.Tenure) bool {
	firstA, lastA := span(a)
	firstB, lastB := span(b)
	return lastA > 0 && lastB > 0 && (firstA-lastB > longestCareer || firstB-lastA > longestCareer)
}

// span returns the first and the last year of tenures, 0 if none has one.
func span(tenures []graph.Tenure) (first, last int) {
	for _, t := range tenures {
		if y := year(t.First); y > 0 && (first == 0 || y < first) {
			first = y
		}
		last = max(last, year(t.Last))
	}
	return first, last
}

// year is the year of a date, 0 if there is none.
func year(date string) int {
	y, err := strconv.Atoi(date[:min(4, len(date))])
	if err != nil {
		return 0
	}
	return y
}

// holds reports whether one word of the fuller name full is the name single.
func holds(full, single *person) bool {
	if len(full.words) < 2 || single.han && full.script != spelling.Han {
		return false
	}
	for i := range full.words {
		if alikeWords(&single.words[0], &full.words[i], threshold(single.script, full.script)+singleWord) > 0 {
			return true
		}
	}
	return false
}
