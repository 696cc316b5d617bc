package resolve

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkAgreements works out a block as large as the busiest pair's busiest month may be: a
// thousand reports, all different.
func BenchmarkAgreements(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	var block []Observed
	for i := range 1000 {
		quote := "The two sides signed an agreement on"
		for range 15 {
			quote += fmt.Sprintf(" word%d", int(3000*rng.Float64()*rng.Float64()))
		}
		block = append(block, said(fmt.Sprint(i), quote, "2022-07-30", nil))
	}
	for b.Loop() {
		Agreements(block, nodeOf)
	}
}
