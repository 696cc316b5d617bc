package gloss

import (
	"slices"
	"testing"

	"entente/graph/terms"
)

// sentences mean the same in each language.
var sentences = [][]struct{ lang, text string }{
	{
		{"en", "They signed a contract on the railway and a solar power station"},
		{"fr", "Ils ont signé un contrat sur le chemin de fer et une centrale électrique solaire"},
		{"es", "Firmaron un contrato sobre el ferrocarril y una central eléctrica solar"},
		{"ru", "Они подписали контракт о железной дороге и солнечной электростанции"},
		{"zh", "双方签署铁路和太阳能电站合同"},
		{"ar", "وقعوا عقدا بشأن السكة الحديدية ومحطة كهرباء بالطاقة الشمسية"},
	},
	{
		{"en", "tariffs on wheat will fall and scholarships double"},
		{"fr", "les droits de douane sur le blé baisseront et les bourses doubleront"},
		{"es", "bajarán los aranceles al trigo y se duplicarán las becas"},
		{"ru", "пошлины на пшеницу снизят, а число стипендий удвоят"},
		{"zh", "小麦关税将下调，奖学金名额将翻番"},
		{"ar", "ستنخفض الرسوم على القمح وتتضاعف المنح الدراسية"},
	},
}

func TestOf(t *testing.T) {
	for _, s := range sentences {
		want := Of(s[0].lang, terms.Of(s[0].text))
		if len(want) < 3 {
			t.Errorf("%q has %d concepts, want 3 at least", s[0].text, len(want))
		}
		for _, o := range s[1:] {
			if got := Of(o.lang, terms.Of(o.text)); !slices.Equal(got, want) {
				t.Errorf("%s %q: %v, want %v", o.lang, o.text, got, want)
			}
		}
	}
	if got := Of("xx", []string{"railway"}); got != nil {
		t.Errorf("an unknown language has concepts %v", got)
	}
}

// TestLanguages: every language knows every concept, so that none goes unseen in one.
func TestLanguages(t *testing.T) {
	for lang, l := range load().languages {
		known := make(map[Concept]bool)
		for _, m := range []map[string][]phrase{l.whole, l.begins} {
			for _, phrases := range m {
				for _, p := range phrases {
					known[p.concept] = true
				}
			}
		}
		for _, concepts := range l.letters {
			for _, c := range concepts {
				known[c] = true
			}
		}
		for c, name := range load().concepts {
			if !known[c] {
				t.Errorf("%s has no word for %s", lang, name)
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		lang, text string
		want       []float64
	}{
		{"en", "a loan of $1.5 billion over 12 years from 2024, 1,200 places and 45 buses", []float64{45, 1200, 1.5e9}},
		{"fr", "un prêt de 1,5 milliard de dollars et 1 200 places", []float64{1200, 1.5e9}},
		{"es", "un préstamo de 1.500 millones de dólares", []float64{1.5e9}},
		{"ru", "кредит на 1,5 млрд долларов", []float64{1.5e9}},
		{"zh", "15亿美元贷款，30日签署，3万个名额", []float64{30000, 1.5e9}},
		{"ar", "قرض بقيمة ١٫٥ مليار دولار و45 حافلة", []float64{45, 1.5e9}},
		{"en", "on 30 July 2022", nil},
		{"xx", "150", []float64{150}},
	} {
		if got := Numbers(test.lang, test.text); !slices.Equal(got, test.want) {
			t.Errorf("%s %q: %v, want %v", test.lang, test.text, got, test.want)
		}
	}
}
