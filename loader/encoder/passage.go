package encoder

// Passage is a run of an article's sentences, as numbers of pieces, with what they are read with.
type Passage struct {
	ids       []int32
	odd       []bool // whether a piece is of every other sentence
	countries int    // that are listed from ids[1]
	asked     []span
	turn      bool
}

// span is ids[from:to]; at to stands the piece that ends the sentence.
type span struct{ from, to int }

// Longest is how many pieces of a passage the model reads.
const Longest = 256

// NewPassage begins a passage of an article that has so many countries and such a title.
func NewPassage(countries int, title []int32) *Passage {
	p := &Passage{ids: make([]int32, 0, Longest), odd: make([]bool, 0, Longest), countries: min(countries, Countries)}
	p.ids = append(p.ids, tokenStart)
	for i := range p.countries {
		p.ids = append(p.ids, TokenCountry+int32(i))
	}
	p.ids = append(p.ids, tokenEnd)
	p.ids = append(append(p.ids, title...), tokenEnd)
	p.odd = append(p.odd, make([]bool, len(p.ids))...)
	return p
}

// Fits reports whether a sentence can be added whole.
func (p *Passage) Fits(sentence []int32) bool { return len(p.ids)+len(sentence)+1 <= Longest }

// Add adds a sentence; if it is asked about, Judge judges it.
func (p *Passage) Add(sentence []int32, asked bool) {
	from := len(p.ids)
	p.ids = append(append(p.ids, sentence...), tokenEnd)
	for range len(sentence) + 1 {
		p.odd = append(p.odd, p.turn)
	}
	p.turn = !p.turn
	if asked {
		p.asked = append(p.asked, span{from, len(p.ids) - 1})
	}
}

// Told returns the numbers of the passage's pieces, whose turn each is (1 in every other sentence), and from where to where in the pieces
// each sentence lies that is asked about.
func (p *Passage) Told() (pieces []int32, turns []int, spans [][2]int) {
	turns = make([]int, len(p.odd))
	for i, odd := range p.odd {
		if odd {
			turns[i] = 1
		}
	}
	spans = [][2]int{}
	for _, s := range p.asked {
		spans = append(spans, [2]int{s.from, s.to})
	}
	return p.ids, turns, spans
}

// Writer cuts text into pieces.
type Writer struct {
	v      *vocabulary
	c      cutter
	ids    []int32
	run    []byte
	spaced bool
}

// NewWriter returns a writer for the model.
func (m *Model) NewWriter() *Writer { return &Writer{v: &m.vocabulary} }

// Len returns the number of pieces so far; what has been added since the last blank or mark is not counted.
func (w *Writer) Len() int { return len(w.ids) }

// Word adds a word or a mark, spaced if a blank stands before it.
func (w *Writer) Word(word string, spaced bool) {
	if spaced {
		w.flush()
		w.spaced = true
	}
	w.run = append(w.run, word...)
}

func (w *Writer) flush() {
	if len(w.run) > 0 {
		w.ids = w.v.cut(&w.c, w.ids, string(w.run), w.spaced)
	}
	w.run, w.spaced = w.run[:0], false
}

// Country adds a country by its rank, 0 the most salient.
func (w *Writer) Country(rank int) {
	w.flush()
	w.ids = append(w.ids, TokenCountry+int32(min(rank, Countries-1)))
}

// Person adds the name of a person.
func (w *Writer) Person() {
	w.flush()
	w.ids = append(w.ids, TokenPerson)
}

// Pieces returns what has been added, at most so many pieces of it, and begins anew.
func (w *Writer) Pieces(most int) []int32 {
	w.flush()
	out := append([]int32{}, w.ids[:min(len(w.ids), most)]...)
	w.ids = w.ids[:0]
	return out
}
