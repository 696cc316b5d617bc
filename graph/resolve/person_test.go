package resolve

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// form makes the name of somebody of the country, as one that no list knows.
func form(country, text string) Named {
	n := graph.Name{Type: graph.MinisterNode, Text: text, Form: text, Scope: []string{country}}
	n.Identify()
	return Named{Name: n}
}

func TestPersonPairs(t *testing.T) {
	for _, test := range []struct {
		country, a, b string
		want          bool
	}{
		// scripts
		{"RU", "Sergey Lavrov", "Sergei Lavroff", true},
		{"RU", "Сергей Лавров", "Sergei Lavrov", true},
		{"RU", "سيرغي لافروف", "Sergei Lavrov", true},
		{"RU", "谢尔盖·拉夫罗夫", "Sergei Lavrov", true},
		{"RU", "谢尔盖·拉夫罗夫", "سيرغي لافروف", true},
		{"RU", "Vladimir Poutine", "弗拉基米尔·普京", true},
		{"RU", "María Zajárova", "Мария Захарова", true},
		{"KG", "Jeenbek Kulubaev", "Жээнбек Кулубаев", true},
		{"CN", "Wang Yi", "王毅", true},
		{"CN", "Wang Yi", "Ван И", true},
		{"CN", "Xi Jin-ping", "習近平", true},
		{"CN", "Xi Jinping", "شي جين بينغ", true},
		{"KR", "Lee Myung-bak", "李明博", true},
		{"VN", "Nguyen Tan Dung", "阮晋勇", true},
		// patronymics, middle names, initials, order, capitals
		{"RU", "Сергей Викторович Лавров", "Sergei Lavrov", true},
		{"RU", "С. В. Лавров", "Сергей Викторович Лавров", true},
		{"KG", "Jeenbek Kulubaev", "KULUBAYEV Zheenbek", true},
		{"US", "Joseph R. Biden", "Joseph Biden", true},
		{"ES", "Pedro Sánchez Pérez-Castejón", "Pedro Sánchez", true},
		{"BR", "Lula da Silva", "Luiz Inácio Lula da Silva", true},
		// cases
		{"RU", "Сергея Лаврова", "Сергей Лавров", true},
		{"RU", "Сергеем Лавровым", "Sergei Lavrov", true},
		{"RU", "Марии Захаровой", "Мария Захарова", true},
		{"RU", "Владимиру Владимировичу Путину", "Владимир Путин", true},
		{"UA", "Владимиром Зеленским", "Владимира Зеленского", true},
		{"RU", "Путиным", "Путин", true},
		// particles and articles
		{"SA", "Mohammed bin Salman", "محمد بن سلمان", true},
		{"DZ", "Abdel Aziz Bouteflika", "عبدالعزيز بوتفليقة", true},
		{"SY", "Bashar al-Assad", "Башар Асад", true},
		{"EG", "Hosni Mubarak", "محمد حسني مبارك", true},
		{"FR", "Bruno Le Maire", "布鲁诺·勒梅尔", true},
		{"JO", "King Hussein", "король Хусейн", true},
		// neighbours
		{"CN", "Li Peng", "Li Ping", false},
		{"CN", "Li Peng", "Ли Цян", false},
		{"CN", "Li Keqiang", "李强", false},
		{"CN", "Li Keqiang", "لي تشيانغ", false},
		{"KP", "Kim Jong-il", "Kim Jong-un", false},
		{"SY", "Hafez al-Assad", "Bashar al-Assad", false},
		{"GA", "Omar Bongo", "Али Бонго", false},
		{"TD", "Idriss Déby", "Mahamat Idriss Déby", false},
		{"AZ", "Heydar Aliyev", "Ilham Heydar oglu Aliyev", false},
		{"US", "George Herbert Walker Bush", "George Walker Bush", false},
		{"RU", "Igor Ivanov", "谢尔盖·伊万诺夫", false},
		{"CU", "Fidel Castro", "Raúl Castro", false},
		{"PL", "Lech Kaczyński", "Ярослав Качиньский", false},
		{"BR", "Maria Silva", "Mario Silva", false},
		{"IQ", "King Hussein", "Saddam Hussein", false},
	} {
		got := len(Names([]Named{form(test.country, test.a), form(test.country, test.b)}, graph.Curation{})) == 1
		if got != test.want {
			t.Errorf("%q and %q are one: %t", test.a, test.b, got)
		}
	}
}

func TestOpenNames(t *testing.T) {
	for _, test := range []struct {
		name  string
		forms []string
		want  int
	}{
		{"two with other middle names", []string{"George Bush", "George Herbert Walker Bush", "George Walker Bush"}, 3},
		{"one with a middle name", []string{"George Bush", "George Walker Bush", "George W. Bush"}, 1},
		{"one with a patronymic", []string{"Сергей Лавров", "Сергей Викторович Лавров", "С. В. Лавров", "Sergei Lavrov"}, 1},
		{"one bearer", []string{"Angela Merkel", "Меркель"}, 1},
		{"in a case", []string{"Sergei Lavrov", "Лавровым"}, 1},
		{"two bearers", []string{"Igor Ivanov", "Sergei Ivanov", "Иванов"}, 3},
		{"another's", []string{"Angela Merkel", "Шольц"}, 2},
	} {
		var names []Named
		for _, f := range test.forms {
			names = append(names, form("DE", f))
		}
		if got := len(Names(names, graph.Curation{})); got != test.want {
			t.Errorf("%s: %d persons, want %d", test.name, got, test.want)
		}
	}
}

func TestOfficesAndDates(t *testing.T) {
	in := func(text, office, first, last string) Named {
		n := form("RU", text)
		n.Tenures = []graph.Tenure{{Office: graph.Office(office), First: first, Last: last}}
		return n
	}
	for _, test := range []struct {
		name  string
		names []Named
		want  [][]string
	}{
		{"the bearer in office", []Named{in("Igor Ivanov", "FOREIGN_MINISTER", "1998-09-11", "2004-03-09"), in("Sergei Ivanov", "DEFENCE_MINISTER", "2001-03-28", "2007-02-15"),
			in("Иванов", "DEFENCE_MINISTER", "2003", "2003")}, [][]string{{"Igor Ivanov"}, {"Sergei Ivanov", "Иванов"}}},
		{"two bearers, another office", []Named{in("Igor Ivanov", "FOREIGN_MINISTER", "1998", "2004"), in("Sergei Ivanov", "DEFENCE_MINISTER", "2001", "2007"),
			in("Иванов", "ENVOY", "2003", "2003")}, [][]string{{"Igor Ivanov"}, {"Sergei Ivanov"}, {"Иванов"}}},
		{"another lifetime", []Named{in("Ivan Petrov", "ENVOY", "1931", "1935"), in("Иван Петров", "ENVOY", "2011", "2012")}, [][]string{{"Ivan Petrov"}, {"Иван Петров"}}},
		{"a long career", []Named{in("Ivan Petrov", "ENVOY", "1971", "1975"), in("Иван Петров", "FOREIGN_MINISTER", "2011", "2012")}, [][]string{{"Ivan Petrov", "Иван Петров"}}},
	} {
		if diff := cmp.Diff(test.want, grouped(Names(test.names, graph.Curation{}))); diff != "" {
			t.Errorf("%s: -want +got:\n%s", test.name, diff)
		}
	}
}

// crowd makes n names of one country, of persons who have given names and surnames in common:
// each per names are spellings of one person's.
func crowd(n, per int) []Named {
	r := rand.New(rand.NewPCG(1, 2))
	word := func(syllables int, end string) string {
		const consonants, vowels = "bdfghklmnprstvz", "aeiou"
		w := ""
		for range syllables {
			w += string([]byte{consonants[r.IntN(len(consonants))], vowels[r.IntN(len(vowels))]})
		}
		return w + end
	}
	var given, family []string
	for range 200 {
		given = append(given, word(2, "n"))
		family = append(family, word(3, ""))
	}
	var names []Named
	for len(names) < n {
		a, b := given[r.IntN(len(given))], family[r.IntN(len(family))]+word(1, "v")
		spellings := []string{a + " " + b, b + " " + a, a + " " + b + "f", a + " " + word(3, "vich") + " " + b, a[:1] + ". " + b,
			a + "e " + b, "Mohamed " + a + " " + b, a + " " + b + " " + word(2, "k"), a + " al-" + b, a + " " + b + "a"}
		for _, s := range spellings[:per] {
			names = append(names, form("XX", s))
		}
	}
	return names[:n]
}

func TestPersonsInAnyOrder(t *testing.T) {
	names := crowd(300, 10)
	for _, f := range []string{"谢尔盖·拉夫罗夫", "Сергей Лавров", "سيرغي لافروف", "Sergei Lavrov", "Lavrov", "Igor Lavrov", "С. Лавров"} {
		names = append(names, form("XX", f))
	}
	want := grouped(Names(names, graph.Curation{}))
	r := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		if diff := cmp.Diff(want, grouped(Names(names, graph.Curation{}))); diff != "" {
			t.Fatalf("another order gives others: -want +got:\n%s", diff)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("RU", "Sergey Lavrov", "Сергей Лавров")
	f.Add("CN", "王毅", "وانغ يي")
	f.Add("", "A. ъ", "ъ B")
	f.Fuzz(func(t *testing.T, country, a, b string) {
		p, q := personOf(a, country), personOf(b, country)
		x, _ := compare(&p, &q)
		y, _ := compare(&q, &p)
		if x != y || x < 0 || x > 1 {
			t.Fatalf("%q and %q score %v and %v", a, b, x, y)
		}
	})
}

func BenchmarkPersons(b *testing.B) {
	for _, per := range []int{1, 10} {
		names := crowd(5000, per)
		b.Run(fmt.Sprint(per), func(b *testing.B) {
			for b.Loop() {
				Names(names, graph.Curation{})
			}
		})
	}
}

// TestDocumentation compares the scores with those that docs/identity.md tells.
func TestDocumentation(t *testing.T) {
	doc, err := os.ReadFile("../../docs/identity.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []float64{sameForm, samePinyin, leastSure, onlyBearer, onlyInOffice, sameOffice, partOf, extraWord, joinedOff, otherOrder, initialMark, singleFactor,
		leastSame, leastOther, leastArabic, leastHan, chineseArabic, oneGivenOther, chineseOther, singleWord, wordSlack, partMore, unlike} {
		if s := fmt.Sprintf("%.2f", v); !strings.Contains(string(doc), s) {
			t.Errorf("docs/identity.md does not tell %s", s)
		}
	}
	if s := fmt.Sprint(longestCareer, " years"); !strings.Contains(string(doc), s) {
		t.Errorf("docs/identity.md does not tell %s", s)
	}
}
