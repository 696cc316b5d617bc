package spelling

import (
	"slices"
	"strings"
	"sync"
)

// Pinyin returns the name as Pinyin without blanks if all its words can be read as such: Han
// characters, syllables of Pinyin, or Cyrillic in the system of Palladius. A name of Han characters
// that spells a foreign one by their sounds reads as well.
func Pinyin(words []Word) (string, bool) {
	var b strings.Builder
	for _, w := range words {
		switch w.Script {
		case Han:
			b.WriteString(w.Text)
		case Roman:
			if !isPinyin(w.Text) {
				return "", false
			}
			b.WriteString(w.Text)
		case Cyrillic:
			s, ok := palladius(w.Raw)
			if !ok {
				return "", false
			}
			b.WriteString(s)
		default:
			return "", false
		}
	}
	return b.String(), len(words) > 0
}

// syllables maps each syllable of Pinyin to itself, and its Cyrillic form to it.
var syllables = sync.OnceValue(func() map[string]string {
	m := make(map[string]string)
	for line := range strings.Lines(pinyinText) {
		if s, _, ok := strings.Cut(line, " "); ok && s != "#" {
			plain := strings.ReplaceAll(s, "v", "u")
			m[plain] = plain
			m[toPalladius(s)] = plain
		}
	}
	return m
})

const longestSyllable = 7 // in letters, Cyrillic ones included

func isPinyin(word string) bool {
	_, ok := split([]rune(word))
	return ok && word != ""
}

func palladius(word string) (string, bool) { return split([]rune(word)) }

// split reads letters as syllables, and returns these in Pinyin.
func split(letters []rune) (string, bool) {
	parts := parts(letters)
	return strings.Join(parts, ""), len(parts) > 0
}

func splitPinyin(word string) []string { return parts([]rune(word)) }

// parts are the syllables that letters consist of, none if they do not.
func parts(letters []rune) []string {
	if len(letters) > longest {
		return nil
	}
	known := syllables()
	// from[i] is the length of the last syllable of a reading that ends at i, 0 if there is none.
	from := make([]int, len(letters)+1)
	for i := 1; i <= len(letters); i++ {
		for n := min(i, longestSyllable); n > 0; n-- {
			if i-n > 0 && from[i-n] == 0 {
				continue
			}
			if _, ok := known[string(letters[i-n:i])]; ok {
				from[i] = n
				break
			}
		}
	}
	var out []string
	for i := len(letters); i > 0; i -= from[i] {
		if from[i] == 0 {
			return nil
		}
		out = append(out, known[string(letters[i-from[i]:i])])
	}
	slices.Reverse(out)
	return out
}

var palladiusInitials = []struct{ pinyin, cyrillic string }{
	{"zh", "чж"}, {"ch", "ч"}, {"sh", "ш"}, {"b", "б"}, {"p", "п"}, {"m", "м"}, {"f", "ф"}, {"d", "д"}, {"t", "т"}, {"n", "н"}, {"l", "л"}, {"g", "г"}, {"k", "к"},
	{"h", "х"}, {"j", "цз"}, {"q", "ц"}, {"x", "с"}, {"r", "ж"}, {"z", "цз"}, {"c", "ц"}, {"s", "с"},
}

var palladiusFinals = map[string]string{
	"a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан", "eng": "эн", "ong": "ун", "er": "эр",
	"i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн",
	"u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань", "un": "унь", "uang": "уан", "v": "юй", "ve": "юэ", "van": "юань", "vn": "юнь",
	"yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян", "ying": "ин", "yong": "юн", "yo": "ё",
	"yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь",
	"wu": "у", "wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн",
}

// toPalladius writes a syllable of Pinyin, with v for ü, in Cyrillic.
func toPalladius(s string) string {
	if f, ok := palladiusFinals[s]; ok {
		return f
	}
	switch s {
	case "zi", "ci", "si":
		return map[string]string{"zi": "цзы", "ci": "цы", "si": "сы"}[s]
	case "hui":
		return "хуэй"
	}
	for _, i := range palladiusInitials {
		if final, ok := strings.CutPrefix(s, i.pinyin); ok {
			if strings.ContainsAny(i.pinyin, "jqx") && strings.HasPrefix(final, "u") {
				final = "v" + final[1:]
			}
			return i.cyrillic + palladiusFinals[final]
		}
	}
	return s
}
