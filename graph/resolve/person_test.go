package resolve

import "testing"

func TestSameWord(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"wang", "wang", true},
		{"sergey", "sergei", true},
		{"lavrov", "lavroff", true},
		{"kulubaev", "kulubayev", true},
		{"jeenbek", "zheenbek", true},
		{"mohammed", "muhammad", true},
		{"mohamed", "mohammed", true},
		{"ahmed", "ahmad", true},
		{"abdul", "abdel", true},
		{"orlov", "orlova", true},
		{"dmitry", "dmitri", true},
		{"yevgeny", "yevgeni", true},
		{"abdelfattah", "abdulfatah", true},
		{"王毅", "王毅", true},
		{"王毅", "王义", false},
		{"peng", "ping", false},
		{"wang", "fang", false},
		{"zhang", "jiang", false},
		{"zhang", "zheng", false},
		{"yong", "yang", false},
		{"xiaoping", "xiaopeng", false},
		{"wentao", "wentai", false},
		{"karim", "karam", false},
		{"petrov", "petraev", false},
		{"silva", "salvo", false},
		{"ivan", "ivana", true},
		{"maria", "mario", false},
		{"kim", "kam", false},
		{"un", "an", false},
		{"", "", true},
	} {
		if got := sameWord(test.a, test.b); got != test.want {
			t.Errorf("sameWord(%q, %q) = %t: sounds %q and %q, vowels %q and %q, Pinyin %t and %t", test.a, test.b, got, sound(test.a), sound(test.b),
				vowels(test.a), vowels(test.b), pinyin(test.a), pinyin(test.b))
		}
		if sameWord(test.a, test.b) != sameWord(test.b, test.a) {
			t.Errorf("sameWord(%q, %q) depends on the order", test.a, test.b)
		}
	}
}

func FuzzSameWord(f *testing.F) {
	f.Add("sergey", "sergei")
	f.Add("yhh", "aab")
	f.Fuzz(func(t *testing.T, a, b string) {
		if sameWord(a, b) != sameWord(b, a) || !sameWord(a, a) {
			t.Fatalf("sameWord(%q, %q) is not symmetric or %q is not itself", a, b, a)
		}
		if sameWord(a, b) && a != b && sound(a) != sound(b) {
			t.Fatalf("%q and %q are the same, but meet under no sound", a, b)
		}
	})
}
