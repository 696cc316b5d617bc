package article

import (
	"bytes"
	"maps"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// detect guesses the encoding of a text that is not UTF-8: the one in which its letters are the
// likeliest. Each candidate prices the characters that it reads by how rare they are in texts of
// its script, in bits a byte of the original, so that encodings of one and of two bytes compare.
// General detectors err on texts of a few lines; this one needs a few words.
func detect(b []byte) encoding.Encoding {
	b = telling(b, 4<<10)
	high := 0
	for _, c := range b {
		if c >= 0x80 {
			high++
		}
	}
	best, lowest := encoding.Encoding(charmap.Windows1252), math.Inf(1)
	for _, c := range candidates {
		decoded, err := c.encoding.NewDecoder().Bytes(b)
		if err != nil {
			continue
		}
		if p := price(string(decoded), c.letters) / float64(max(high, 1)); p < lowest {
			best, lowest = c.encoding, p
		}
	}
	return best
}

// telling returns up to length bytes of the lines in which there are others than ASCII, and a bit
// more to end with a line where one is near: a cut in the middle of a character would count
// against encodings of two bytes. A page may well begin with 50 KB of ASCII.
func telling(b []byte, length int) []byte {
	var sample []byte
	for len(b) > 0 && len(sample) < length {
		line := b
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			line = b[:i+1]
		}
		b = b[len(line):]
		if i := bytes.IndexFunc(line, func(c rune) bool { return c >= 0x80 }); i >= 0 {
			// What stands before the first such byte is ASCII in every encoding.
			line = line[max(0, i-40):]
			sample = append(sample, line[:min(len(line), length)]...)
		}
	}
	return sample
}

type candidate struct {
	encoding encoding.Encoding
	letters  map[rune]float64 // bits
}

var candidates = []candidate{
	{charmap.Windows1252, alphabet("éáíóèàñçêãüöäâôõúîïûùßìòëåøæœ")},
	{charmap.Windows1251, alphabet("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў")},
	{charmap.KOI8R, alphabet("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")},
	{charmap.Windows1256, alphabet("اليمنوتربةعدسفهكحقجأشصطخإىئءضذزثآغظؤ،؛؟")},
	{simplifiedchinese.GB18030, ideographs},
	{traditionalchinese.Big5, ideographs},
	{japanese.ShiftJIS, kana},
	{japanese.EUCJP, kana},
}

// alphabet prices letters that are given the commonest first, and their capitals.
func alphabet(letters string) map[rune]float64 {
	bits := map[rune]float64{}
	i := 0
	for _, c := range letters {
		bits[c] = 3 + float64(i)/5
		if upper := unicode.ToUpper(c); upper != c {
			bits[upper] = bits[c] + 5
		}
		i++
	}
	return bits
}

// The commonest ideographs, simplified and traditional, make half of any text.
var ideographs = func() map[rune]float64 {
	const common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手期根论运农指几九区强放决西被做必战先回则任取据处队南给门即保治北造百规领七海口东导器世金增争济思术极交受联认六共权收证改清美再采转更单风打白教带安场身车真务具万每目至达走示议声报完类八离华名确才科张信马节话整空元今集传土许步广石记需界林究越布复容际商非验连深难近千周委技备半办青省列约支史感便团往历市克何除称太准号率族维划选标写快斯院查江型王按格易置派层始却专状育京识适包火住调满县局照参红引听该铁价" +
		"這為個國時來們對會發動過說產種後經進著電裡現實體機當點從業還與關線數變條結問軍題黨員長頭資邊統較將組見計別論運農幾區強戰則據處隊給門規領東導壓濟術極聯認權證轉單風場車務萬達議聲報類離華確張馬節話傳許廣記簽署協訪總統該專"
	bits := map[rune]float64{}
	for _, c := range common {
		bits[c] = 8
	}
	for _, c := range "，。、：；「」“”《》（）！？·—" {
		bits[c] = 7
	}
	return bits
}()

// Where ideographs stand among syllables.
var kana = func() map[rune]float64 {
	bits := maps.Clone(ideographs)
	for _, c := range "のにはをたがでとしるいなてれさもありこらよすうくまかんめきだけつえそおみせどわちろスントルーラリアイクドシレジタフロカグメプ" {
		bits[c] = 8
	}
	return bits
}()

// price sums the bits of a text's characters beyond ASCII.
func price(text string, letters map[rune]float64) float64 {
	const (
		punctuation = 6.0  // such as an ordinary text in any encoding has
		ideograph   = 13.0 // in the common half of its standard
		rare        = 20.0
		strange     = 14.0 // a byte that no article should have
		misplaced   = 9.0  // more, for a letter where it does not belong
	)
	sum := 0.0
	before := ' '
	ascii, other := 0, 0 // letters
	for _, c := range text {
		if c < 0x80 {
			if unicode.IsLetter(c) {
				ascii++
			}
			if before >= 0x80 && unicode.IsLetter(c) && unicode.IsLetter(before) && !unicode.Is(unicode.Latin, before) && !unicode.Is(unicode.Han, before) {
				sum += misplaced // two scripts in one word
			}
			before = c
			continue
		}
		if unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) {
			other++
		}
		bits, known := letters[c]
		switch {
		case known:
			sum += bits
		case strings.ContainsRune("’“”‘«»–—…°€£§·¿¡№\u00A0", c):
			sum += punctuation
		case unicode.Is(unicode.Han, c):
			if commonHalf()[c] {
				sum += ideograph
			} else {
				sum += rare
			}
		case c == '\uFFFD' || unicode.IsControl(c) || unicode.Is(unicode.Co, c):
			sum += 2 * rare
		default:
			sum += strange
		}
		switch {
		case !unicode.IsLetter(c) || !unicode.IsLetter(before) || unicode.Is(unicode.Han, c):
		case before < 0x80 && !unicode.Is(unicode.Latin, c):
			sum += misplaced
		case before >= 0x80 && unicode.Is(unicode.Latin, c) && unicode.Is(unicode.Latin, before):
			sum += misplaced / 2 // accents stand one by one
		case unicode.IsUpper(c) && unicode.IsLower(before):
			sum += misplaced
		case known && unicode.IsUpper(c) && unicode.IsUpper(before):
			sum -= misplaced / 3 // a word in capitals
		}
		before = c
	}
	if ascii > 10*other {
		sum += float64(other) * misplaced / 3 // a lone letter of another script
	}
	return sum
}

// commonHalf holds the ideographs of the first level of either national standard.
var commonHalf = sync.OnceValue(func() map[rune]bool {
	common := map[rune]bool{}
	add := func(e encoding.Encoding, first, last, trails byte) {
		d := e.NewDecoder()
		for lead := first; lead <= last; lead++ {
			for trail := trails; trail <= 0xFE; trail++ {
				if s, err := d.String(string([]byte{lead, trail})); err == nil && utf8.RuneCountInString(s) == 1 {
					c, _ := utf8.DecodeRuneInString(s)
					common[c] = unicode.Is(unicode.Han, c)
				}
			}
		}
	}
	add(simplifiedchinese.GBK, 0xB0, 0xD7, 0xA1)
	add(traditionalchinese.Big5, 0xA4, 0xC6, 0x40)
	return common
})
