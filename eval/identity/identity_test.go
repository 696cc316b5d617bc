package identity

import (
	"strings"
	"testing"
)

func TestOfficials(t *testing.T) {
	all := Officials()
	countries, scripts := make(map[string]bool), make(map[string]int)
	seen := make(map[string]bool)
	for _, o := range all {
		countries[o.Country] = true
		for _, f := range o.Forms {
			if key := o.Country + "|" + f; seen[key] {
				t.Errorf("%s stands twice", key)
			} else {
				seen[key] = true
			}
			scripts[Script(f)]++
		}
	}
	if len(all) < 300 || len(countries) < 40 {
		t.Errorf("%d officials of %d countries", len(all), len(countries))
	}
	for _, s := range Scripts {
		if scripts[s] < 200 {
			t.Errorf("%d forms in %s letters", scripts[s], s)
		}
	}
}

func TestMeasure(t *testing.T) {
	var b strings.Builder
	if err := Lines(&b); err != nil {
		t.Fatal(err)
	}
	r := Measure()
	if p := r.Tallies["all"].Precision(); p < 0.99 {
		t.Errorf("precision %.3f\n%s", p, b.String())
	}
	if c := r.Tallies["all"].Recall(); c < 0.95 {
		t.Errorf("recall %.3f\n%s", c, b.String())
	}
}
