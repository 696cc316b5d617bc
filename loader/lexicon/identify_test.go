package lexicon

import (
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	for text, want := range map[string]string{
		"The ministers agreed to build a bridge over the river.":                        "en",
		"Les deux ministres ont décidé de construire un pont sur le fleuve.":            "fr",
		"Los ministros acordaron construir un puente sobre el río.":                     "es",
		"Министры договорились построить мост через реку, сообщил представитель.":       "ru",
		"两国部长同意在河上建桥。":                                                                  "zh",
		"兩國部長同意在河上建橋，這是他們的會議。":                                                          "zh",
		"اتفق الوزيران على بناء جسر فوق النهر":                                          "ar",
		"THE MINISTERS AGREED TO BUILD A BRIDGE OVER THE RIVER.":                        "en",
		"両国の大臣は川に橋を架けることで合意した。":                                                         "",
		"Die Minister haben sich auf den Bau einer Brücke über den Fluss geeinigt.":     "",
		"Os ministros concordaram em construir uma ponte sobre o rio, disse o governo.": "",
		"I ministri hanno deciso di costruire un ponte sul fiume.":                      "",
		"Міністри домовилися побудувати міст через річку, що є важливим.":               "",
		"وزیران دو کشور در مورد ساخت پل بر روی رودخانه توافق کردند که این کار شود.":     "",
		"De ministers hebben besloten een brug over de rivier te bouwen.":               "",
		"":             "",
		"12 345, 67 %": "",
	} {
		if got := Identify(text); got != want {
			t.Errorf("Identify(%q) = %q, want %q", text, got, want)
		}
	}
	if got := Identify(strings.Repeat("\xff的", 10000)); got != "zh" {
		t.Errorf("broken bytes: %q", got)
	}
}
