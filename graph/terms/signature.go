package terms

import "entente/graph"

// shingle is how many words in a row are compared; least is the number of shingles below which a
// text is too short to be told from another.
const (
	shingle = 4
	least   = 24
)

// Signature returns the MinHash of the text's shingles of four words, by one permutation with
// rotation (Li, Owen, Zhang 2012; Shrivastava, Li 2014): one hash a shingle, the smallest of each
// of the signature's bins, an empty bin taking over its right neighbour's. It is empty for a text
// of fewer than 24 shingles.
func Signature(text string) graph.Signature {
	words := Of(text)
	if len(words) < least+shingle-1 {
		return nil
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = fnv1a(w)
	}
	sig := make(graph.Signature, graph.SignatureSize)
	filled := make([]bool, len(sig))
	for i := 0; i+shingle <= len(hashes); i++ {
		var h uint64
		for _, w := range hashes[i : i+shingle] {
			h = mix(h ^ w)
		}
		bin, value := h%uint64(len(sig)), uint32(h>>32)
		if !filled[bin] || value < sig[bin] {
			sig[bin], filled[bin] = value, true
		}
	}
	whole := make(graph.Signature, len(sig))
	for i := range sig {
		j, steps := i, uint32(0)
		for !filled[j] {
			j, steps = (j+1)%len(sig), steps+1
		}
		whole[i] = sig[j] + steps*0x9e3779b9
	}
	return whole
}

func fnv1a(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
