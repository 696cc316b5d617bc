package spelling

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed korean.txt
var korean string

//go:embed vietnamese.txt
var vietnamese string

// locals are the readings of Han characters in the countries that have their own.
var locals = sync.OnceValue(func() map[string]map[rune]string {
	all := make(map[string]map[rune]string)
	for _, t := range []struct {
		text      string
		countries []string
	}{{korean, []string{"KP", "KR"}}, {vietnamese, []string{"VN"}}} {
		m := make(map[rune]string)
		for line := range strings.Lines(t.text) {
			if reading, chars, ok := strings.Cut(strings.TrimSpace(line), " "); ok && reading != "#" {
				for _, c := range chars {
					m[c] = reading
				}
			}
		}
		for _, c := range t.countries {
			all[c] = m
		}
	}
	return all
})

// Local reads a word of Han characters as its country does, and reports whether the country has
// readings of its own for all of them.
func Local(w Word, country string) (Word, bool) {
	m := locals()[country]
	if m == nil || w.Script != Han {
		return w, false
	}
	var text, heard strings.Builder
	for _, c := range w.Raw {
		s, ok := m[c]
		if !ok {
			return w, false
		}
		text.WriteString(s)
		heard.WriteString(romanSounds(s))
	}
	w.Text, w.Sounds = text.String(), squeeze(heard.String())
	w.weigh()
	return w, true
}
