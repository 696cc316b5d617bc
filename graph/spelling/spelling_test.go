package spelling

import (
	"os"
	"strings"
	"testing"
)

func TestLatin(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Сергей Лавров", "sergey lavrov"},
		{"سيرغي لافروف", "syrghy lafrwf"},
		{"谢尔盖·拉夫罗夫", "xieergai lafuluofu"},
		{"習近平", "xijinping"},
		{"Erdoğan", "erdogan"},
		{"Jean-Luc O’Brien", "jean luc obrien"},
		{"MILOŠEVIĆ", "miloshevich"},
		{"José García", "jose garcia"},
		{" ... ", ""},
		{"", ""},
	} {
		if got := Latin(test.text); got != test.want {
			t.Errorf("Latin(%q) is %q, want %q", test.text, got, test.want)
		}
	}
}

func TestPinyin(t *testing.T) {
	for _, test := range []struct {
		text, want string
	}{
		{"王毅", "wangyi"}, {"Wang Yi", "wangyi"}, {"Ван И", "wangyi"},
		{"Си Цзиньпин", "xijinping"}, {"Ли Кэцян", "likeqiang"}, {"Чжао Лэцзи", "zhaoleji"}, {"Ху Цзиньтао", "hujintao"}, {"Хуэй Люй", "huilu"},
		{"Tsai Ing-wen", ""}, {"Владимир", ""}, {"وانغ يي", ""}, {"", ""},
	} {
		if got, ok := Pinyin(Words(test.text)); got != test.want && ok || ok != (test.want != "") {
			t.Errorf("Pinyin(%q) is %q, %t, want %q", test.text, got, ok, test.want)
		}
	}
}

func TestAlike(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool // at least 0.86
	}{
		{"Sergey", "Sergei", true}, {"Lavrov", "Lavroff", true}, {"Kulubaev", "Koulubaïev", true}, {"Mohammed", "Muhammad", true}, {"Putin", "Poutine", true},
		{"Shoigu", "Choïgou", true}, {"Karim", "Kamal", false}, {"Maria", "Mario", false}, {"Silva", "Salvo", false}, {"Ivanov", "Ivanova", true},
	} {
		a, b := Words(test.a), Words(test.b)
		if got := Alike(&a[0], &b[0], 0.86) > 0; got != test.want {
			t.Errorf("%s and %s are alike by %.2f", test.a, test.b, Alike(&a[0], &b[0], 0))
		}
	}
}

func TestLocal(t *testing.T) {
	w, ok := Local(Words("金正恩")[0], "KP")
	if !ok || w.Text != "kimjongeun" {
		t.Errorf("金正恩 is %q, %t", w.Text, ok)
	}
	if _, ok := Local(Words("谢尔盖")[0], "KR"); ok {
		t.Error("a name with characters that no Korean has was read as Korean")
	}
	if _, ok := Local(Words("金正恩")[0], "CN"); ok {
		t.Error("a Chinese name was read as another country's")
	}
}

// TestDocumentation compares the costs with those that docs/identity.md tells.
func TestDocumentation(t *testing.T) {
	doc, err := os.ReadFile("../../docs/identity.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(doc), strings.TrimSpace(subs)) {
		t.Error("docs/identity.md has other costs than the code")
	}
}

func FuzzAlike(f *testing.F) {
	f.Add("Sergey", "Сергей")
	f.Add("王毅", "وانغ يي")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := Words(a), Words(b)
		Latin(a)
		Pinyin(x)
		for i := range x {
			for j := range y {
				s := Alike(&x[i], &y[j], 0)
				if s != Alike(&y[j], &x[i], 0) || s < 0 || s > 1 {
					t.Fatalf("%q and %q are alike by %v", a, b, s)
				}
			}
		}
	})
}
