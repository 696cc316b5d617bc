package encoder

// Sequence is a sentence with what it is read with, as numbers of pieces.
type Sequence struct {
	IDs       []int32
	Sentence  int // where the sentence begins; before it stands its context
	Countries int // countries that are listed from IDs[1]
}

// Writer makes sequences. It may be used again after Finish; the sequence it returned stays.
type Writer struct {
	v        *vocabulary
	c        cutter
	ids      []int32
	run      []byte
	spaced   bool
	sentence int
	listed   int
}

// NewWriter returns a writer of sequences for the model.
func (m *Model) NewWriter() *Writer { return &Writer{v: &m.vocabulary} }

// Begin begins a sequence that lists so many countries.
func (w *Writer) Begin(countries int) {
	w.ids = append(w.ids[:0], tokenStart)
	w.run = w.run[:0]
	w.listed = min(countries, Countries)
	for i := range w.listed {
		w.ids = append(w.ids, TokenCountry+int32(i))
	}
	w.End()
}

// Len returns the number of pieces so far.
func (w *Writer) Len() int { return len(w.ids) }

// Word adds a word or a mark, spaced if a blank stands before it.
func (w *Writer) Word(word string, spaced bool) {
	if spaced {
		w.Flush()
		w.spaced = true
	}
	w.run = append(w.run, word...)
}

// Flush cuts what has been added into pieces.
func (w *Writer) Flush() {
	if len(w.run) > 0 {
		w.ids = w.v.cut(&w.c, w.ids, string(w.run), w.spaced)
	}
	w.run, w.spaced = w.run[:0], false
}

// Country adds a country by its rank, 0 the most salient.
func (w *Writer) Country(rank int) {
	w.Flush()
	w.ids = append(w.ids, TokenCountry+int32(min(rank, Countries-1)))
}

// Person adds the name of a person.
func (w *Writer) Person() {
	w.Flush()
	w.ids = append(w.ids, TokenPerson)
}

// End ends a part.
func (w *Writer) End() {
	w.Flush()
	w.ids = append(w.ids, tokenEnd)
}

// Sentence ends the context; the sentence follows.
func (w *Writer) Sentence() {
	w.End()
	w.sentence = len(w.ids)
}

// Finish ends the sequence.
func (w *Writer) Finish() Sequence {
	w.End()
	return Sequence{append([]int32(nil), w.ids...), w.sentence, w.listed}
}
