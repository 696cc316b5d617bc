package statement

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"sync"

	"entente/graph"
	"entente/loader/encoder"
)

// classes are none and the kinds, in the order of graph.Kinds.
const classes = 6

// Model holds the weights of the scorer of kinds, of the ranker of parties and of who commits.
type Model struct {
	known table
	kind  []float32 // number in known * classes + class
	party []float32
	by    []float32
	look  []float64 // weights of the second look: class*lookInputs + input
	fast  stage     // decides from the linear scorer alone
	full  stage     // decides from it and the encoder

	mixture mixture
	encoder func() *encoder.Model // nil where it is not to be asked
	most    int                   // sentences of an article about which it is asked at most
}

// stage is what turns probabilities into decisions.
type stage struct {
	cut     Cut
	weights grounds   // of the raw confidence
	scale   []float64 // calibration: at twentieths of the raw confidence, the share that is right
}

// stage returns the one for an article.
func (m *Model) stage(v *view) *stage { return m.pick(v.opinions != nil) }

func (m *Model) pick(encoder bool) *stage {
	if encoder {
		return &m.full
	}
	return &m.fast
}

// weakValue is how much a word counts against a cue.
const weakValue = 0.5

// scores returns the probabilities of the classes.
func (m *Model) scores(x *features) [classes]float64 {
	var sum, weak [classes]float64
	for _, f := range x.strong {
		m.addTo(&sum, m.known.find(f))
	}
	for _, f := range x.weak {
		m.addTo(&weak, m.known.find(f))
	}
	strong, light := values(len(x.strong), len(x.weak))
	for c := range sum {
		sum[c] = sum[c]*strong + weak[c]*light
	}
	return softmax(sum)
}

// values are what a cue and a word count in a sentence of so many: a long sentence is not surer than a short one.
func values(strong, weak int) (float64, float64) {
	return 12 / math.Sqrt(float64(strong)+50), weakValue * 10 / math.Sqrt(float64(weak)+40)
}

func (m *Model) addTo(sum *[classes]float64, number int32) {
	if number < 0 {
		return
	}
	w := m.kind[int(number)*classes : int(number)*classes+classes]
	for c := range sum {
		sum[c] += float64(w[c])
	}
}

// table numbers features: an open hash table of keys, which are never 0.
type table struct {
	keys    []feature
	numbers []int32
}

// newTable numbers sorted features from 0.
func newTable(sorted []feature) table {
	size := 16
	for size < 2*len(sorted) {
		size *= 2
	}
	t := table{make([]feature, size), make([]int32, size)}
	for i, f := range sorted {
		at := int(f) & (size - 1)
		for t.keys[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		t.keys[at], t.numbers[at] = f, int32(i)
	}
	return t
}

// find returns the number of a feature, -1 if it has none.
func (t *table) find(f feature) int32 {
	mask := len(t.keys) - 1
	for at := int(f) & mask; t.keys[at] != 0; at = (at + 1) & mask {
		if t.keys[at] == f {
			return t.numbers[at]
		}
	}
	return -1
}

func softmax(sum [classes]float64) [classes]float64 {
	top := sum[0]
	for _, s := range sum {
		top = max(top, s)
	}
	total := 0.0
	for c, s := range sum {
		sum[c] = math.Exp(s - top)
		total += sum[c]
	}
	for c := range sum {
		sum[c] /= total
	}
	return sum
}

//go:embed weights.bin
var embedded []byte

// builtin is the model that the program carries, with the encoder or without.
func builtin(fast bool) *Model {
	if fast {
		return linear()
	}
	return mixed()
}

var linear = sync.OnceValue(func() *Model {
	m, err := ReadModel(embedded)
	if err != nil {
		panic("statement: the embedded weights are broken: " + err.Error()) // a test checks that they are not
	}
	return m
})

var mixed = sync.OnceValue(func() *Model {
	m := *linear()
	m.encoder, m.most = encoder.Builtin, mostAsked
	return &m
})

const magic = "ENTENTE-W7"

// Bytes is the model as a file holds it: weights rounded to eight bits a number, packed.
func (m *Model) Bytes() ([]byte, error) {
	var raw bytes.Buffer
	raw.WriteString(magic)
	for _, s := range []*stage{&m.fast, &m.full} {
		_ = binary.Write(&raw, binary.LittleEndian, s.cut)
		_ = binary.Write(&raw, binary.LittleEndian, s.weights)
		_ = binary.Write(&raw, binary.LittleEndian, uint32(len(s.scale)))
		_ = binary.Write(&raw, binary.LittleEndian, s.scale)
	}
	_ = binary.Write(&raw, binary.LittleEndian, m.mixture)
	_ = binary.Write(&raw, binary.LittleEndian, m.look)
	sorted := make([]feature, len(m.kind)/classes)
	for at, f := range m.known.keys {
		if f != 0 {
			sorted[m.known.numbers[at]] = f
		}
	}
	_ = binary.Write(&raw, binary.LittleEndian, uint32(len(sorted)))
	_ = binary.Write(&raw, binary.LittleEndian, sorted)
	for _, w := range [][]float32{m.kind, m.party, m.by} {
		top := float32(1e-9)
		for _, v := range w {
			top = max(top, float32(math.Abs(float64(v))))
		}
		_ = binary.Write(&raw, binary.LittleEndian, uint32(len(w)))
		_ = binary.Write(&raw, binary.LittleEndian, top)
		for _, v := range w {
			raw.WriteByte(byte(int8(math.RoundToEven(float64(v / top * 127)))))
		}
	}
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(raw.Bytes()); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// ReadModel is the inverse of Model.Bytes. Data that is no model is an error.
func ReadModel(data []byte) (*Model, error) {
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data)), 1<<26))
	if err != nil {
		return nil, fmt.Errorf("the weights cannot be unpacked: %w", err)
	}
	r := bytes.NewReader(raw)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(r, head); err != nil || string(head) != magic {
		return nil, fmt.Errorf("these are no weights of this version")
	}
	m := &Model{}
	fail := func(err error) (*Model, error) {
		if err == nil {
			err = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("the weights are cut off: %w", err)
	}
	var n uint32
	for _, s := range []*stage{&m.fast, &m.full} {
		if err := s.read(r); err != nil {
			return fail(err)
		}
	}
	m.look = make([]float64, classes*lookInputs)
	for _, v := range []any{&m.mixture, m.look} {
		if err := binary.Read(r, binary.LittleEndian, v); err != nil {
			return fail(err)
		}
	}
	var known uint32
	if err := binary.Read(r, binary.LittleEndian, &known); err != nil || int(known) > r.Len()/4 {
		return fail(err)
	}
	sorted := make([]feature, known)
	if err := binary.Read(r, binary.LittleEndian, sorted); err != nil {
		return fail(err)
	}
	m.known = newTable(sorted)
	for i, w := range []*[]float32{&m.kind, &m.party, &m.by} {
		var top float32
		if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
			return fail(err)
		}
		want := []int{classes * int(known), 1 << partyBits, 1 << partyBits}[i]
		if int(n) != want {
			return nil, fmt.Errorf("the weights are those of another version")
		}
		if err := binary.Read(r, binary.LittleEndian, &top); err != nil {
			return fail(err)
		}
		b := make([]byte, n)
		if _, err := io.ReadFull(r, b); err != nil {
			return fail(err)
		}
		*w = make([]float32, n)
		for k, v := range b {
			(*w)[k] = float32(int8(v)) / 127 * top
		}
	}
	return m, nil
}

// read reads what Bytes wrote of a stage.
func (s *stage) read(r *bytes.Reader) error {
	var n uint32
	for _, v := range []any{&s.cut, &s.weights} {
		if err := binary.Read(r, binary.LittleEndian, v); err != nil {
			return err
		}
	}
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return err
	}
	if n > 1000 {
		return io.ErrUnexpectedEOF
	}
	s.scale = make([]float64, n)
	return binary.Read(r, binary.LittleEndian, s.scale)
}

// calibrate turns a raw confidence into the share of such statements that are right.
func (s *stage) calibrate(p float64) float64 {
	if len(s.scale) < 2 {
		return p
	}
	at := p * float64(len(s.scale)-1)
	k := min(max(int(at), 0), len(s.scale)-2)
	return s.scale[k] + (s.scale[k+1]-s.scale[k])*(at-float64(k))
}

func class(k graph.Kind) int {
	for i, o := range graph.Kinds() {
		if o == k {
			return i + 1
		}
	}
	return 0
}
