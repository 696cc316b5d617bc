package resolve

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/spelling"
)

// The scores of the rules; docs/identity.md tells them, and a test compares the two.
const (
	sameForm      = 1.00 // two names are written alike
	samePinyin    = 0.97 // two Chinese names have one Pinyin
	leastSure     = 0.99 // a link that rests on sounds has this score at most
	onlyBearer    = 0.80 // a family name alone, and the only person who bears it
	onlyInOffice  = 0.70 // a family name alone, and the only bearer who is seen in the office
	sameOffice    = 0.05 // added where both are seen in one office at one time
	partOf        = 0.20 // taken off if one name has words that the other lacks
	extraWord     = 0.03 // taken off for each such word
	joinedOff     = 0.05 // taken off where two words of one name are one word of the other
	otherOrder    = 0.05 // taken off where the words stand in another order
	initialMark   = 0.87 // an initial and a word that begins with it
	singleFactor  = 0.90 // two names of one word each
	longestCareer = 45   // years between two offices of one person, at most
)

// How alike two names must be at least.
const (
	leastSame     = 0.86 // in one script
	leastOther    = 0.80 // in Latin and Cyrillic letters
	leastArabic   = 0.74 // in Arabic letters and Latin or Cyrillic ones
	leastHan      = 0.60 // in Han characters and other letters
	chineseArabic = 0.77 // a Chinese name and one in Arabic letters, both read as one word
	oneGivenOther = 0.72 // another name in Han characters without a dot, where no word can be left out
	chineseOther  = 0.65 // and elsewhere
	singleWord    = 0.05 // more, if a name is one word
	wordSlack     = 0.15 // less, for one word of a name in two scripts
	partMore      = 0.08 // more, if one name in another script has words that the other lacks
	unlike        = 0.62 // below it, two words of one script are different names
)

// rulePart is the rule of names that have words which others lack.
const rulePart = "person.part"

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
		return spelling.Alike(&a.chinese, &b.whole, chineseArabic), false
	case b.pinyin != "" && b.han && a.script == spelling.Arabic:
		return spelling.Alike(&a.whole, &b.chinese, chineseArabic), false
	case a.han || b.han:
		least := chineseOther
		if a.oneGiven {
			least = oneGivenOther
		}
		return spelling.Alike(&a.whole, &b.whole, least), false
	case len(a.words) == 1 && len(b.words) == 1:
		return singleFactor * alikeWords(&a.words[0], &b.words[0], threshold(a.script, b.script)+singleWord), false
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
		return leastSame
	case b == spelling.Han:
		return leastHan
	case b == spelling.Arabic:
		return leastArabic
	}
	return leastOther
}

// slack is how much less alike than their names two words may be.
func slack(a, b spelling.Script) float64 {
	if a == b {
		return 0
	}
	return wordSlack
}

// words scores the words of two names, those of p not more than those of q: the mean of how alike
// they are, weighed by length.
func words(p, q *person) (float64, bool) {
	a, b := p.words, q.words
	least := threshold(p.script, q.script)
	low := least - slack(p.script, q.script)
	var used [mostWords]bool
	sum, weight, full := 0.0, 0.0, 0
	before, ordered := -1, true
	rest := 0.0 // what the words weigh that are not matched yet
	for i := range a {
		rest += float64(len(a[i].Sounds))
	}
	for i := 0; i < len(a); i++ {
		best, at, n, m := 0.0, -1, 1, 1 // the words of b from at on, n of them, for m of a
		for j := range b {
			if used[j] {
				continue
			}
			if s := alikeWords(&a[i], &b[j], max(best, low)); s > best {
				best, at = s, j
			}
		}
		if at < 0 {
			for j := range b {
				if used[j] {
					continue
				}
				if j+1 < len(b) && !used[j+1] && near(&a[i], &q.joined[j]) {
					if s := spelling.Alike(&a[i], &q.joined[j], max(best, low)+joinedOff) - joinedOff; s > best {
						best, at, n, m = s, j, 2, 1
					}
				}
				if i+1 < len(a) && near(&p.joined[i], &b[j]) {
					if s := spelling.Alike(&p.joined[i], &b[j], max(best, low)+joinedOff) - joinedOff; s > best {
						best, at, n, m = s, j, 1, 2
					}
				}
			}
		}
		if at < 0 {
			return 0, false
		}
		for x := at; x < at+n; x++ {
			used[x] = true
		}
		before, ordered = at, ordered && at > before
		w := float64(len(a[i].Sounds))
		sum, weight, rest = sum+best*w, weight+w, rest-w
		if m > 1 {
			rest -= float64(len(a[i+1].Sounds))
		}
		if sum+rest < least*(weight+rest) {
			return 0, false
		}
		if !a[i].Initial && !b[at].Initial {
			full++
		}
		i += m - 1
	}
	if full == 0 {
		return 0, false
	}
	score, part := sum/weight, false
	if !ordered {
		score -= otherOrder
	}
	if score < least {
		return 0, false
	}
	if p.script != q.script && score < least+partMore && slices.Contains(used[:len(b)], false) {
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

// near reports whether the lengths of two words do not tell them apart already.
func near(a, b *spelling.Word) bool {
	short, long := min(len(a.Sounds), len(b.Sounds)), max(len(a.Sounds), len(b.Sounds))
	return 3*short >= 2*long || a.Script != b.Script && 2*short >= long
}

// alikeWords tells how alike two words are, in the reading that is most alike, an initial and what
// it stands for among them; 0 below least.
func alikeWords(a, b *spelling.Word, least float64) float64 {
	if a.Initial || b.Initial {
		if a.Text[0] == b.Text[0] {
			return initialMark
		}
		return 0
	}
	best := spelling.Alike(a, b, least)
	if a.Long != nil {
		best = max(best, spelling.Alike(a.Long, b, least))
	}
	if b.Long != nil {
		best = max(best, spelling.Alike(a, b.Long, least))
	}
	if a.Long != nil && b.Long != nil {
		best = max(best, spelling.Alike(a.Long, b.Long, least))
	}
	return best
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

// namesakes reports whether two names contradict each other by what stands before their last
// words, which are the same.
func namesakes(a, b *person) bool {
	return a.script == b.script && len(a.words) > 2 && len(b.words) > 2 && contradict(a, b) &&
		alikeWords(&a.words[len(a.words)-1], &b.words[len(b.words)-1], threshold(a.script, b.script)) > 0
}

// odd reports whether a has a word unlike all of b.
func odd(a, b []spelling.Word) bool {
	for i := range a {
		alone := true
		for j := range b {
			if alone = alikeWords(&a[i], &b[j], unlike) == 0; !alone {
				break
			}
		}
		if alone {
			return true
		}
	}
	return false
}
