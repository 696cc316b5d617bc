// Package encoder judges sentences with a small transformer: whether a sentence states a commitment, of which kind, and which of
// an article's countries are its parties. It knows nothing of languages; it reads pieces of words.
//
// The model is multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT licence) cut to its first layers and
// the pieces that news in these languages uses, and fine-tuned on labelled sentences; eval/encoder makes it. Its weights are whole
// numbers, so that every processor gives the same.
package encoder

import (
	"encoding/binary"
	"errors"
	"math"
)

// Model is a vocabulary with the weights that read it. It is safe for use by several goroutines.
type Model struct {
	vocabulary     vocabulary
	positions      int
	words          []byte // of each piece, in blocks of 32 numbers
	special        []float32
	position, odd  []float32
	norm, normBias []float32
	blocks         []block
	kind           head
	ask, offer     head // how a sentence and a country meet
	listed, named  head // how a country stands in the list of the article's, and in the sentence
}

// A block of 32 numbers of a piece: what one is worth, as half a float32, and 32 halves of bytes less 8.
const (
	wordBlock = 2 + 16
	wordBytes = width / 32 * wordBlock
)

// embed sets row to the numbers of a piece.
func (m *Model) embed(id int32, row []float32) {
	if id >= TokenPerson && id < firstPiece {
		copy(row, m.special[int(id-TokenPerson)*width:])
		return
	}
	b := m.words[int(id)*wordBytes : int(id+1)*wordBytes]
	for ; len(row) > 0; row, b = row[32:], b[wordBlock:] {
		scale := half(binary.LittleEndian.Uint16(b))
		for i, v := range b[2:wordBlock] {
			row[i] = float32(int(v&15)-8) * scale
			row[i+16] = float32(int(v>>4)-8) * scale
		}
	}
}

// half reads a number of 16 bits (IEEE 754 binary16) that is normal or zero.
func half(v uint16) float32 {
	sign, exponent, fraction := uint32(v>>15), uint32(v>>10&31), uint32(v&1023)
	if exponent == 0 {
		value := float32(fraction) / (1 << 24)
		if sign == 1 {
			value = -value
		}
		return value
	}
	return math.Float32frombits(sign<<31 | (exponent+112)<<23 | fraction<<13)
}

const magic = "ENTENTE-E2"

var errCut = errors.New("the encoder's weights are cut off or of another version")

// reader takes values from the front of data; once something is missing it gives zeros and remembers.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.failed = true
		return make([]byte, max(0, min(n, 1<<20)))
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

func (r *reader) number() int { return int(binary.LittleEndian.Uint32(r.bytes(4))) }

func (r *reader) floats(n int) []float32 {
	if r.failed || n*4 > len(r.data) {
		r.failed = true
		return nil
	}
	b, out := r.bytes(4*n), make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (r *reader) head(outputs, inputs int) head {
	return head{r.floats(outputs * inputs), r.floats(outputs)}
}

func (r *reader) matrix(outputs, inputs int) matrix {
	m := matrix{outputs: outputs, inputs: inputs, scale: r.floats(outputs), bias: r.floats(outputs)}
	if r.failed || outputs*inputs > len(r.data) {
		r.failed = true
		return m
	}
	m.weights = paired(r.bytes(outputs*inputs), outputs, inputs)
	return m
}

// Read reads a model from the bytes of a file, which must not change afterwards. Data that is no model is an error.
func Read(data []byte) (*Model, error) {
	r := &reader{data: data}
	if string(r.bytes(len(magic))) != magic {
		return nil, errCut
	}
	m := &Model{}
	layers := r.number()
	m.positions = r.number()
	pieces := r.number()
	if layers > 24 || m.positions != Longest || pieces > 1<<18 {
		return nil, errCut
	}
	m.vocabulary = r.vocabulary(pieces)
	m.words = r.bytes(pieces * wordBytes)
	m.special = r.floats((1 + Countries) * width)
	m.position, m.odd = r.floats(m.positions*width), r.floats(width)
	m.norm, m.normBias = r.floats(width), r.floats(width)
	for range layers {
		m.blocks = append(m.blocks, block{
			attend: r.matrix(3*width, width), out: r.matrix(width, width),
			norm1: r.floats(width), norm1Bias: r.floats(width),
			up: r.matrix(4*width, width), down: r.matrix(width, 4*width),
			norm2: r.floats(width), norm2Bias: r.floats(width),
		})
	}
	m.kind, m.ask, m.offer = r.head(Classes, 2*width), r.head(2*meeting, 2*width), r.head(2*meeting, width)
	m.listed, m.named = r.head(2, width), r.head(2, width)
	if r.failed || len(r.data) > 0 {
		return nil, errCut
	}
	return m, nil
}

// vocabulary reads for each piece its score, a length in one byte, and its bytes.
func (r *reader) vocabulary(pieces int) vocabulary {
	v := vocabulary{numbers: make(map[string]int32, pieces), scores: make([]float32, pieces)}
	for i := range pieces {
		v.scores[i] = math.Float32frombits(binary.LittleEndian.Uint32(r.bytes(4)))
		piece := r.bytes(int(r.bytes(1)[0]))
		if r.failed {
			return v
		}
		if i >= firstPiece {
			v.numbers[string(piece)] = int32(i)
		}
	}
	return v
}

// ReadVocabulary reads the vocabulary alone, as training needs it.
func ReadVocabulary(data []byte) (*Model, error) {
	r := &reader{data: data}
	m := &Model{}
	m.vocabulary = r.vocabulary(r.number())
	if r.failed {
		return nil, errCut
	}
	return m, nil
}
