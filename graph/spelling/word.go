package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is one word of a name.
type Word struct {
	Raw     string // in small letters as written
	Text    string // in plain small Latin letters
	Script  Script
	Joined  bool   // a hyphen or the like joins it to the word before
	Initial bool   // one letter that stands for a word
	Sounds  string // one byte a sound
	Long    *Word  // another way to read it, as with the particles before it; nil if there is none
	Child   bool   // the word before says that it is a father's name
	drops   [4]drops
	Chars   int // how many letters, or Han characters, it was written with
}

// Words splits a name into its words at whatever is no letter or mark.
func Words(text string) []Word {
	var words []Word
	var raw []rune
	var latin []string
	script, joined := Roman, false
	flush := func(next rune) {
		if len(latin) > 0 {
			w := Word{Raw: string(raw), Text: strings.ReplaceAll(strings.Join(latin, ""), "ç", "c"), Script: script, Joined: joined, Chars: len(latin)}
			w.Initial = script < Arabic && len(raw) == 1
			w.Sounds = sounds(raw, latin, script)
			w.weigh()
			if w.Text != "" { // soft and hard signs alone
				words = append(words, w)
			}
		}
		raw, latin = raw[:0], latin[:0]
		joined = next == '-' || next == '‐' || next == '‑' || next == '–' || next == '\''
	}
	for _, r := range fold(text) {
		switch s, in, ok := letter(r); {
		case ok && (len(latin) == 0 || in == script):
			raw, latin, script = append(raw, r), append(latin, s), in
		case ok:
			flush(0)
			raw, latin, script = append(raw, r), append(latin, s), in
		case r == '\'' || r == '’' || r == 'ʼ' || r == '`' || r == '‘' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || r == 'ـ':
			// O'Brien, Sa'ar: within a word
		default:
			flush(r)
		}
	}
	flush(0)
	return words
}

// sounds reads a word as a string of sounds, one byte each: small letters as in English, and
//
//	E as in thin, D as in then, c as ç, S sh, Z zh, C ch, J as in Jack, T ts, x as in loch, N ng;
//	W and Y the Arabic letters that are u, o, w or v and i, e or y, A its long a;
//	X Q G H L j M R the Pinyin x, q, j, h, l, r, a nasal end and er, which stand for several sounds each.
func sounds(raw []rune, latin []string, script Script) string {
	switch script {
	case Arabic:
		return arabicSounds(raw)
	case Han:
		var b strings.Builder
		for _, syllable := range latin {
			b.WriteString(hanSounds(syllable))
		}
		return doubled.Replace(squeeze(b.String()))
	}
	return squeeze(romanSounds(strings.Join(latin, "")))
}

// doubled reads a nasal end before a nasal as one.
var doubled = strings.NewReplacer("Mn", "n", "Mm", "m")

// squeeze makes repeats one.
func squeeze(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if i == 0 || s[i] != s[i-1] {
			out = append(out, s[i])
		}
	}
	return string(out)
}

var clusters = []struct{ from, to string }{
	{"chzh", "J"}, {"tth", "t"}, {"kkh", "x"}, {"tsz", "J"}, {"chr", "kr"}, {"chl", "kl"}, {"acl", "acl"}, {"ecl", "ecl"}, {"cki", "Tki"}, {"wh", "w"},
	{"shch", "S"}, {"tsch", "C"}, {"szcz", "SC"}, {"sch", "S"}, {"tch", "C"}, {"dzh", "J"}, {"dzs", "J"}, {"rzh", "Z"},
	{"ch", "C"}, {"sh", "S"}, {"sz", "S"}, {"cz", "C"}, {"zh", "Z"}, {"kh", "x"}, {"gh", "g"}, {"ph", "f"}, {"th", "E"}, {"dh", "D"}, {"gb", "b"}, {"bh", "b"},
	{"ts", "T"}, {"tz", "T"}, {"dj", "J"}, {"dz", "z"}, {"ck", "k"}, {"cc", "k"}, {"qu", "k"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"lj", "ly"}, {"nj", "ny"},
	{"gue", "ge"}, {"gui", "gi"}, {"ce", "se"}, {"ci", "si"}, {"cy", "si"}, {"ç", "c"}, {"x", "ks"}, {"q", "k"}, {"c", "k"}, {"j", "J"}, {"ng", "Ng"},
}

// clustersBy are the clusters by their first byte.
var clustersBy = func() (by [256][]struct{ from, to string }) {
	for _, c := range clusters {
		by[c.from[0]] = append(by[c.from[0]], c)
	}
	return by
}()

func romanSounds(w string) string {
	var b strings.Builder
	if stem, ok := strings.CutSuffix(w, "ew"); ok {
		w = stem + "yu" // Andrew
	}
	for i := 0; i < len(w); {
		found := false
		for _, c := range clustersBy[w[i]] {
			if strings.HasPrefix(w[i:], c.from) {
				b.WriteString(c.to)
				i += len(c.from)
				found = true
				break
			}
		}
		if found {
			continue
		}
		c := w[i]
		if c == 'y' && (i+1 == len(w) || !vowel(w[i+1])) {
			c = 'i'
		}
		b.WriteByte(c)
		i++
	}
	return b.String()
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

var arabicSound = map[rune]string{
	'ا': "A", 'أ': "A", 'إ': "A", 'آ': "A", 'ٱ': "A", 'ث': "E", 'ج': "J", 'خ': "x", 'ذ': "D", 'ظ': "D", 'ض': "D", 'ش': "S", 'ع': "A", 'غ': "g", 'ق': "k", 'و': "W", 'ي': "Y", 'ی': "Y",
	'ى': "A", 'ة': "A", 'ؤ': "W", 'ئ': "Y", 'چ': "C", 'ژ': "Z",
}

func arabicSounds(raw []rune) string {
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] == 'ت' && i+1 < len(raw) && strings.ContainsRune("شسز", raw[i+1]) {
			if raw[i+1] == 'ش' {
				b.WriteByte('C')
			} else {
				b.WriteByte('T')
			}
			i++
			continue
		}
		if raw[i] == 'ه' && i > 0 && i+1 == len(raw) {
			b.WriteByte('A') // as the ending -a
			continue
		}
		if raw[i] == 'ن' && i+1 < len(raw) && strings.ContainsRune("غجق", raw[i+1]) && (i+2 == len(raw) || raw[i+1] == 'غ') {
			b.WriteString("Ng")
			i++
			continue
		}
		if s, ok := arabicSound[raw[i]]; ok {
			b.WriteString(s)
		} else {
			b.WriteString(arabic[raw[i]])
		}
	}
	return strings.ReplaceAll(squeeze(b.String()), "gb", "b")
}

var initials = map[string]string{"zh": "J", "ch": "C", "sh": "S", "x": "X", "q": "Q", "j": "G", "h": "H", "l": "L", "c": "T", "r": "j"}

func hanSounds(syllable string) string {
	if syllable == "er" {
		return "R"
	}
	i := strings.IndexAny(syllable, "aeiou")
	if i < 0 {
		return syllable
	}
	initial, final := syllable[:i], syllable[i:]
	if s, ok := initials[initial]; ok {
		initial = s
	}
	switch {
	case strings.HasSuffix(final, "ng"):
		final = final[:len(final)-2] + "M"
	case strings.HasSuffix(final, "n"):
		final = final[:len(final)-1] + "M"
	}
	return initial + final
}

// Join reads words as one: those of one script, in their order.
func Join(words ...Word) Word {
	if len(words) == 1 {
		return words[0]
	}
	w := Word{Joined: words[0].Joined, Script: words[0].Script}
	for _, v := range words {
		w.Raw += v.Raw
		w.Text += v.Text
		w.Sounds += v.Sounds
		w.Chars += v.Chars
	}
	w.Sounds = squeeze(w.Sounds)
	w.weigh()
	return w
}

// endings are those of Russian cases, the longest first, with what stands for them otherwise.
var endings = []struct{ from, to string }{
	{"ского", "ский"}, {"скому", "ский"}, {"цкого", "цкий"}, {"цкому", "цкий"}, {"ским", "ский"}, {"ском", "ский"}, {"цким", "цкий"}, {"цком", "цкий"},
	{"ым", ""}, {"им", ""}, {"ом", ""}, {"ем", ""}, {"ём", ""}, {"ой", ""}, {"ей", ""}, {"у", ""}, {"ю", ""}, {"а", ""}, {"я", ""}, {"е", ""}, {"ы", ""}, {"и", ""},
}

// Stem returns a word in Cyrillic letters without what may be the ending of a case, and reports
// whether it has one.
func (w *Word) Stem() (Word, bool) {
	if w.Script != Cyrillic {
		return Word{}, false
	}
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(w.Raw, e.from); ok && utf8.RuneCountInString(stem) >= 3 {
			if words := Words(stem + e.to); len(words) > 0 {
				return words[0], true
			}
		}
	}
	return Word{}, false
}

// After returns the word with sounds before it as Long.
func (w Word) After(sounds string) Word {
	if sounds != "" {
		long := w
		long.Sounds = squeeze(sounds + w.Sounds)
		long.weigh()
		w.Long = &long
	}
	return w
}

// Chinese reads Pinyin as one word that is compared as Chinese names are, every sound of it.
func Chinese(pinyin string) Word {
	w := Word{Raw: pinyin, Text: pinyin, Script: Pinyins}
	var b strings.Builder
	for _, s := range splitPinyin(pinyin) {
		if s == "er" {
			b.WriteString("er")
			continue
		}
		b.WriteString(hanSounds(s))
	}
	w.Sounds = squeeze(b.String())
	w.weigh()
	return w
}
