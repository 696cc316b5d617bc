package article

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestEncodings(t *testing.T) {
	for name, c := range map[string]struct {
		encoding encoding.Encoding
		texts    []string
	}{
		"1252": {charmap.Windows1252, []string{"Pérou", "Le Chili a signé à Lima l’accord « Étoile » avec le Pérou.", "España y Perú firmaron ayer.", "Señor Núñez", "EL PERÚ Y ESPAÑA"}},
		"1251": {charmap.Windows1251, []string{"Чили и Перу подписали договор.", "Россия", "МОСКВА, 3 мая. Встреча", "Министр принял посла в Astana, сообщает TASS."}},
		"KOI8": {charmap.KOI8R, []string{"Чили и Перу подписали договор.", "Россия и Китай", "МОСКВА, 3 мая. Встреча министров прошла успешно"}},
		"1256": {charmap.Windows1256, []string{"وقع البلدان اتفاقا", "وقّعت مصر مذكرة تفاهم مع الأردن.", "القاهرة"}},
		"GB":   {simplifiedchinese.GB18030, []string{"智利和秘鲁签署了协定。", "中国", "外交部长在利马会见了秘鲁总统，双方签署谅解备忘录。", "希腊与老挝"}},
		"Big5": {traditionalchinese.Big5, []string{"智利和秘魯簽署了協定。", "外交部長在利馬會見了秘魯總統，雙方簽署諒解備忘錄。", "兩國總統會談"}},
		"SJIS": {japanese.ShiftJIS, []string{"チリとペルーは協定に署名した。", "両国の外相は会談で合意した。"}},
		"EUC":  {japanese.EUCJP, []string{"チリとペルーは協定に署名した。", "両国の外相は会談で合意した。"}},
		"16LE": {unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), []string{"Chile and Peru met."}},
		"16BE": {unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), []string{"Чили и Перу"}},
		"16":   {unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), []string{"智利"}},
		"8":    {unicode.UTF8BOM, []string{"Pérou"}},
	} {
		for _, text := range c.texts {
			b, err := c.encoding.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(name, err)
			}
			got, err := decode(b, "")
			if err != nil || got != text {
				t.Errorf("%s: %q became %q, %v", name, text, got, err)
			}
		}
	}
}

func TestDeclaredEncodings(t *testing.T) {
	iso, err := charmap.ISO8859_5.NewEncoder().String("Перу")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ bytes, declared, want string }{
		{iso, "ISO-8859-5", "Перу"},
		{`<meta charset="iso-8859-5">` + iso, "", `<meta charset="iso-8859-5">Перу`},
		{`<?xml version="1.0" encoding="iso-8859-5"?>` + iso, "", `<?xml version="1.0" encoding="iso-8859-5"?>Перу`},
		{"P\u00E9rou", "windows-1251", "Pérou"},                 // the bytes know better
		{"\xD7\xE8\xEB\xE8 \xE8 Peru", "latin1", "Чили и Peru"}, // nobody set it
		{"P\xE9rou et Br\xE9sil", "utf-8", "Pérou et Brésil"},
		{"пер\xD1 вторая третья", "", "пер\uFFFD вторая третья"},
	} {
		if got, err := decode([]byte(c.bytes), c.declared); err != nil || got != c.want {
			t.Errorf("%q, %q: %q, %v", c.bytes, c.declared, got, err)
		}
	}
}

func TestEncodingFarFromTheBeginning(t *testing.T) {
	head := strings.Repeat("<script>var ascii = 1;</script>", 3000) // on one line, and on many
	for _, head := range []string{head, strings.ReplaceAll(head, "><", ">\n<")} {
		got, err := decode([]byte(head+"\xd7\xe8\xeb\xe8 \xe8 \xcf\xe5\xf0\xf3"), "")
		if want := head + "Чили и Перу"; err != nil || got != want {
			t.Errorf("%q, %v", got[len(head):], err)
		}
	}
}

func TestBinary(t *testing.T) {
	fsys := fstest.MapFS{
		"a.txt":   {Data: []byte("{\x00b\x00\x00c\n\x00\n")},
		"b.jsonl": {Data: []byte("{\"text\":\"One.\"}\n\x01\x02\x03\n")},
		"b.txt":   {Data: []byte("%PDF-1.4")},
		"c.txt":   {Data: []byte(strings.Repeat("\x01\x02\x03ab", 9))},
		"d.txt":   {Data: []byte("fine")},
		"e.txt":   {Data: []byte(strings.Repeat("long ", 100))},
		"f.txt":   {Data: []byte(strings.Repeat("long ", 1000))},
	}
	equal(t, collect(t, Options{FS: fsys, Limits: Limits{Text: 400, File: 1024}}, "."), []string{
		"ERR a.txt: it is binary, not text; save its text and load that",
		"b.jsonl:1 [] One.",
		"ERR b.jsonl:2: line 2 is not text; correct it or remove it",
		"ERR b.txt: it is a PDF file; save its text and load that",
		"ERR c.txt: it is binary, not text; save its text and load that",
		"d.txt [] fine",
		"ERR e.txt: its text is longer than 400 bytes, the limit for one article; split it into its articles",
		"ERR f.txt: it is larger than 1 KiB, the limit for one document; split it into its articles",
	})
}
