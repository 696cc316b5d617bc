// Package spelling reads names in Latin, Cyrillic, Arabic and Han letters by their sounds, and
// tells how alike two of them sound. It knows letters, not people.
package spelling

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Script is the kind of letters that a word is written in.
type Script uint8

// The scripts that the package reads. Letters of any other are left out.
const (
	Roman Script = iota
	Cyrillic
	Arabic
	Han
	Pinyins // Pinyin of a Chinese name
	Scripts // how many there are
)

//go:embed pinyin.txt
var pinyinText string

// readings maps Han characters to Pinyin without tones.
var readings = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string, 7000)
	for line := range strings.Lines(pinyinText) {
		if reading, chars, ok := strings.Cut(strings.TrimSpace(line), " "); ok && reading != "#" {
			for _, c := range chars {
				m[c] = strings.ReplaceAll(reading, "v", "u")
			}
		}
	}
	return m
})

// cyrillic gives letters as English writes them.
var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k", 'л': "l", 'м': "m",
	'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch",
	'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'і': "i", 'ї': "yi", 'є': "ye", 'ґ': "g", 'ў': "w", 'ө': "o", 'ү': "u", 'ұ': "u",
	'қ': "q", 'ғ': "gh", 'ң': "ng", 'һ': "h", 'ә': "a", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ђ': "dj", 'ћ': "c", 'џ': "dzh", 'ҷ': "j", 'ҳ': "h", 'ӣ': "i", 'ӯ': "u",
}

// arabic gives letters as English writes them; those that stand for a vowel or a consonant as the
// consonant.
var arabic = map[rune]string{
	'ا': "a", 'أ': "a", 'إ': "i", 'آ': "a", 'ٱ': "a", 'ب': "b", 'ت': "t", 'ث': "th", 'ج': "j", 'ح': "h", 'خ': "kh", 'د': "d", 'ذ': "dh", 'ر': "r",
	'ز': "z", 'س': "s", 'ش': "sh", 'ص': "s", 'ض': "d", 'ط': "t", 'ظ': "z", 'ع': "a", 'غ': "gh", 'ف': "f", 'ق': "q", 'ك': "k", 'ل': "l", 'م': "m",
	'ن': "n", 'ه': "h", 'و': "w", 'ي': "y", 'ى': "a", 'ة': "a", 'ء': "", 'ؤ': "u", 'ئ': "i", 'گ': "g", 'ک': "k", 'ی': "y", 'پ': "p", 'چ': "ch", 'ژ': "zh", 'ڤ': "v",
}

// Latin returns the text in plain small Latin letters without marks: Cyrillic and Arabic letter by
// letter, Han characters by their reading in Pinyin, other letters left out. Words are parted by
// one blank.
func Latin(text string) string {
	var out []string
	for _, w := range Words(text) {
		out = append(out, w.Text)
	}
	return strings.Join(out, " ")
}

// letter is a rune in Latin letters, and the script it was in.
func letter(r rune) (string, Script, bool) {
	if 'a' <= r && r <= 'z' {
		return string(r), Roman, true
	}
	if s, ok := folds[r]; ok {
		return s, Roman, true
	}
	if s, ok := cyrillic[r]; ok {
		return s, Cyrillic, true
	}
	if s, ok := arabic[r]; ok {
		return s, Arabic, true
	}
	if s, ok := readings()[r]; ok {
		return s, Han, true
	}
	return "", Roman, false
}

// folds gives Latin letters that a mark makes another sound of, before marks are cut.
var folds = map[rune]string{
	'š': "sh", 'č': "ch", 'ć': "ch", 'ž': "zh", 'đ': "dj", 'ş': "sh", 'ș': "sh", 'ț': "ts", 'ţ': "ts", 'ğ': "g", 'ñ': "ny", 'ń': "ny", 'ł': "l", 'ø': "o",
	'æ': "e", 'œ': "e", 'ß': "ss", 'ð': "d", 'þ': "th", 'ı': "i", 'ə': "a", 'ż': "zh", 'ź': "zh", 'ś': "sh", 'ř': "rzh", 'ç': "ç", 'ö': "o", 'ü': "u", 'ä': "e",
}

// fold returns text in small letters: those of folds kept whole, marks cut off all others.
func fold(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) < 0 {
		return strings.ToLower(text)
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToLower(text)) {
		_, known := folds[r]
		_, cyr := cyrillic[r]
		_, arab := arabic[r]
		if known || cyr || arab || r < 0x80 {
			b.WriteRune(r)
			continue
		}
		for _, d := range norm.NFKD.String(string(r)) {
			if !unicode.Is(unicode.Mn, d) && d != 'ـ' {
				b.WriteRune(d)
			}
		}
	}
	return b.String()
}
