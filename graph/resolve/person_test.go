package resolve

import "testing"

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"Sergey Lavrov", "Sergei Lavroff", true},
		{"Сергей Лавров", "Sergei Lavrov", true},
		{"سيرغي لافروف", "Sergei Lavrov", true},
		{"谢尔盖·拉夫罗夫", "Sergei Lavrov", true},
		{"谢尔盖·拉夫罗夫", "سيرغي لافروف", true},
		{"Сергей Викторович Лавров", "Sergei Lavrov", true},
		{"Jeenbek Kulubaev", "Kulubayev Zheenbek", true},
		{"Mohammed bin Salman", "محمد بن سلمان", true},
		{"Abdel Aziz Bouteflika", "عبدالعزيز بوتفليقة", true},
		{"Bashar al-Assad", "Башар Асад", true},
		{"Wang Yi", "王毅", true},
		{"Wang Yi", "Ван И", true},
		{"Xi Jin-ping", "習近平", true},
		{"Hosni Mubarak", "محمد حسني مبارك", true},
		{"Li Peng", "Li Ping", false},
		{"Li Peng", "Ли Цян", false},
		{"Li Keqiang", "李强", false},
		{"Hafez al-Assad", "Bashar al-Assad", false},
		{"Omar Bongo", "Али Бонго", false},
		{"Idriss Déby", "Mahamat Idriss Déby", false},
		{"Igor Ivanov", "谢尔盖·伊万诺夫", false},
		{"Fidel Castro", "Raúl Castro", false},
		{"Maria Silva", "Karim Silva", false},
		{"Lavrov", "Sergei Lavrov", false},
	} {
		a, b := personOf(test.a, ""), personOf(test.b, "")
		s, _ := compare(&a, &b)
		if r, _ := compare(&b, &a); r != s {
			t.Errorf("%q and %q score %v one way and %v the other", test.a, test.b, s, r)
		}
		if s > 0 != test.want {
			t.Errorf("%q and %q score %v", test.a, test.b, s)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Sergey Lavrov", "Сергей Лавров")
	f.Add("王毅", "وانغ يي")
	f.Fuzz(func(t *testing.T, a, b string) {
		p, q := personOf(a, ""), personOf(b, "")
		x, _ := compare(&p, &q)
		y, _ := compare(&q, &p)
		if x != y || x < 0 || x > 1.0000001 {
			t.Fatalf("%q and %q score %v and %v", a, b, x, y)
		}
	})
}
