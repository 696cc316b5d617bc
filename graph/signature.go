package graph

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"hash/fnv"
	"strconv"
)

// SignatureSize is the number of minima in a Signature.
const SignatureSize = 64

// Signature is a MinHash of a text's shingles (Broder 1997): the share of equal places of two
// signatures estimates how much of their shingles two texts share. The empty signature, of a text
// too short to compare, resembles nothing. In JSON it is base64 of big-endian 32-bit numbers.
type Signature []uint32

// Reprint is the resemblance from which two texts count as one source.
const Reprint = 0.7

// Resembles reports whether the two texts are near-identical: their estimated resemblance is
// Reprint or more.
func (s Signature) Resembles(o Signature) bool {
	if len(s) == 0 || len(s) != len(o) {
		return false
	}
	same := 0
	for i := range s {
		if s[i] == o[i] {
			same++
		}
	}
	return float64(same) >= Reprint*float64(len(s))
}

// Bands are the keys under which near-identical texts meet: texts of which no band is equal do
// not resemble each other but with small probability. The empty signature has none.
func (s Signature) Bands() []string {
	const rows = 8
	var bands []string
	for i := 0; i+rows <= len(s); i += rows {
		h := fnv.New64a()
		if err := binary.Write(h, binary.BigEndian, s[i:i+rows]); err != nil {
			panic(err) // a hash never fails
		}
		bands = append(bands, strconv.Itoa(i/rows)+":"+strconv.FormatUint(h.Sum64(), 36))
	}
	return bands
}

// MarshalJSON writes the signature as base64.
func (s Signature) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, 4*len(s))
	for _, v := range s {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return json.Marshal(base64.RawStdEncoding.EncodeToString(b))
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Signature) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(b)%4 != 0 {
		return Errorf(Invalid, "a signature is not base64 of 32-bit numbers")
	}
	*s = nil
	for ; len(b) > 0; b = b[4:] {
		*s = append(*s, binary.BigEndian.Uint32(b))
	}
	return nil
}
