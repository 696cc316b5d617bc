package lexicon

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Flags say what a token looks like.
type Flags uint8

// The flags of a token. A token that is neither Word, Digits nor Han is one mark of punctuation or a symbol.
const (
	Word    Flags = 1 << iota // holds a letter and is not Han
	Digits                    // digits alone
	Han                       // one ideograph
	Upper                     // begins with a capital
	Caps                      // two or more letters, all of them capitals
	Spaced                    // a blank or a line's end stands before it
	NewLine                   // a line's end stands before it
	NewPara                   // begins a paragraph
)

// Reading is a way to read a word as proclitics and a word of the vocabulary. The zero Reading is none.
type Reading struct {
	Prefix uint8 // bytes of Norm that the proclitics take
	ID     int32
}

// Token is one word of a text: a run of letters and digits, one ideograph, or one mark. Text[Start:End] is as
// written; Norm is FoldWord of it (with the variants of the language's script mapped to the usual ones).
type Token struct {
	Start, End int
	Norm       string
	ID         int32      // number in the language's vocabulary, -1 if unknown
	Term       int32      // number in the language's Terms, 0 if unknown
	Cue        int32      // number among the words of triggers and topics, 0 if unknown
	Alts       [2]Reading // without the proclitics (and, by, the, as in Arabic) that may be written together with it
	Flags      Flags
}

// Is reports whether the token has one of the flags.
func (t Token) Is(f Flags) bool { return t.Flags&f != 0 }

// Known reports whether the vocabulary has the token in any reading.
func (t *Token) Known() bool { return t.ID >= 0 || t.Alts[0].Prefix > 0 }

// Stem is Norm without the proclitics of the first reading that has some.
func (t *Token) Stem() string { return t.Norm[t.Alts[0].Prefix:] }

// Proclitic reports whether the token can be read as one that proclitics are written together with.
func (t *Token) Proclitic() bool { return t.Alts[0].Prefix > 0 }

// Tokens cuts a text into tokens, in order; what lies between them is blank. It takes time linear in the text.
func (l *Language) Tokens(text string) []Token {
	words := strings.Count(text, " ")
	most := words + words/3 + 16 // with its marks; a text of many more makes the slice grow
	if l.han != nil {
		most = len(text)/utf8.RuneLen(firstHan) + 16
	}
	tokens := make([]Token, 0, most)
	var folded strings.Builder // the norms, one after the other, so that a text costs few allocations
	folded.Grow(len(text) + 8)
	var buf []byte
	gap := Spaced | NewLine | NewPara
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		class := classOf(r)
		if r <= ' ' || class&(charBlank|charInvisible) != 0 {
			if r == '\n' {
				if gap&NewLine != 0 {
					gap |= NewPara
				}
				gap |= NewLine | Spaced
			} else if class&charInvisible == 0 {
				gap |= Spaced
			}
			i += n
			continue
		}
		t := Token{Start: i, Flags: gap, ID: -1}
		gap = 0
		if l.han != nil && r >= firstHan && r <= lastHan {
			h := &l.han[r-firstHan]
			i += n
			t.End, t.Flags, t.ID, t.Term, t.Cue = i, t.Flags|Han, h.id, h.term, h.cue
			if h.norm == r {
				t.Norm = text[t.Start:t.End]
			} else {
				from := folded.Len()
				folded.WriteRune(h.norm)
				t.Norm = folded.String()[from:]
			}
			tokens = append(tokens, t)
			continue
		}
		buf = buf[:0]
		switch {
		case IsIdeograph(r):
			t.Flags |= Han
			i += n
			if v, ok := l.variants[r]; ok {
				r = v
			}
			buf = AppendFolded(buf, r)
		case class&charWord != 0:
			var letters, uppers, digits int
			lower, seam, foldedSeam := false, 0, 0 // where a capital follows a small letter
			marks := false
			if class&charUpper != 0 {
				t.Flags |= Upper
			}
			for i < len(text) {
				r, n := rune(text[i]), 1
				if r >= utf8.RuneSelf {
					r, n = utf8.DecodeRuneInString(text[i:])
					class := classOf(r)
					if class&(charWord|charInvisible) == 0 || IsIdeograph(r) {
						break
					}
					switch {
					case class&charUpper != 0:
						if lower && seam == 0 {
							seam, foldedSeam = i, len(buf)
						}
						uppers++
						letters++
						lower = false
					case class&charLetter != 0:
						letters++
						lower = true
					case class&charDigit != 0:
						digits++
					case class&charMark != 0:
						marks = true
					}
					if class&charInvisible == 0 {
						buf = AppendFolded(buf, r)
					}
				} else {
					switch {
					case r >= 'a' && r <= 'z':
						letters++
						lower = true
						buf = append(buf, byte(r))
					case r >= 'A' && r <= 'Z':
						if lower && seam == 0 {
							seam, foldedSeam = i, len(buf)
						}
						lower = false
						letters++
						uppers++
						buf = append(buf, byte(r)+'a'-'A')
					case r >= '0' && r <= '9':
						digits++
						buf = append(buf, byte(r))
					default:
						n = 0
					}
					if n == 0 {
						break
					}
				}
				i += n
			}
			if marks { // an accent of its own may be part of a letter, such as й
				buf = append(buf[:0], FoldWord(strings.Map(visible, norm.NFC.String(text[t.Start:i])))...)
				seam = 0
			}
			if seam > 0 && l.glued(buf, foldedSeam) {
				i, buf = seam, buf[:foldedSeam]
				letters, uppers = 2, 1
			}
			if letters > 0 {
				t.Flags |= Word
				if letters > 1 && uppers == letters {
					t.Flags |= Caps
				}
			} else if digits > 0 {
				t.Flags |= Digits
			}
		default:
			i += n
			buf = AppendFolded(buf, r)
		}
		t.End = i
		l.lookUp(&t, buf)
		if text[t.Start:t.End] == string(buf) {
			t.Norm = text[t.Start:t.End]
		} else {
			from := folded.Len()
			folded.Write(buf)
			t.Norm = folded.String()[from:]
		}
		tokens = append(tokens, t)
	}
	return tokens
}

// glued reports whether a word is two that a text from a web page has lost the blank between: one of them is known, the whole is not.
func (l *Language) glued(folded []byte, seam int) bool {
	const least = 4 // bytes; "Mc" and the like are no words
	if seam < least || len(folded)-seam < least {
		return false
	}
	return !l.known(folded) && (l.known(folded[:seam]) || l.known(folded[seam:]))
}

// numbers are those of a word, as Token has them.
type numbers struct{ id, term, cue int32 }

// number gives each word of the language's files its numbers, so that a text pays one look-up a word.
func (l *Language) number() {
	l.words = make(map[string]numbers, len(l.vocabulary))
	at := func(w string) numbers {
		if n, ok := l.words[w]; ok {
			return n
		}
		return numbers{id: -1}
	}
	for w, id := range l.vocabulary {
		n := at(w)
		n.id = id
		l.words[w] = n
	}
	l.vocabulary = nil
	if l.Terms != nil {
		for w, term := range l.Terms.words {
			n := at(w)
			n.term = term
			l.words[w] = n
		}
	}
	l.cues.exact = [][]int32{nil}
	for w, pieces := range l.cues.words {
		n := at(w)
		n.cue = int32(len(l.cues.exact))
		l.cues.exact = append(l.cues.exact, pieces)
		l.words[w] = n
	}
	l.ideographs()
}

// hanWord is an ideograph in its usual variant, with its numbers as a word.
type hanWord struct {
	norm rune
	numbers
}

// The ideographs of hanWords.
const firstHan, lastHan = 0x4e00, 0x9fff

// ideographs lists the ideographs of a language that knows many of them as words: in its texts each is one.
func (l *Language) ideographs() {
	const many = 500
	known := 0
	for w := range l.words {
		if r, n := utf8.DecodeRuneInString(w); n == len(w) && IsIdeograph(r) {
			known++
		}
	}
	if known < many {
		return
	}
	l.han = make([]hanWord, lastHan-firstHan+1)
	for i := range l.han {
		r := rune(firstHan + i)
		if v, ok := l.variants[r]; ok {
			r = v
		}
		h := hanWord{r, numbers{id: -1}}
		if n, ok := l.words[string(AppendFolded(nil, r))]; ok {
			h.numbers = n
		}
		l.han[i] = h
	}
}

// known reports whether the vocabulary has a folded word.
func (l *Language) known(folded []byte) bool {
	n, ok := l.words[string(folded)]
	return ok && n.id >= 0
}

// lookUp gives a token the numbers of its folded word, and of the word without its proclitics.
func (l *Language) lookUp(t *Token, folded []byte) {
	if n, ok := l.words[string(folded)]; ok {
		t.ID, t.Term, t.Cue = n.id, n.term, n.cue
	}
	if len(l.proclitics) == 0 || t.Flags&Word == 0 {
		return
	}
	rest := folded
	n := 0
	read := func(word numbers, ok bool) {
		if ok && word.id >= 0 && n < len(t.Alts) {
			t.Alts[n] = Reading{uint8(min(len(folded)-len(rest), 255)), word.id}
			n++
		}
	}
	for range 3 {
		cut := false
		for _, p := range l.proclitics {
			if len(rest) <= len(p.written)+2 || string(rest[:len(p.written)]) != p.written {
				continue
			}
			rest = rest[len(p.written):]
			cut = true
			if p.restored != "" {
				word, ok := l.words[p.restored+string(rest)]
				read(word, ok)
			}
			break
		}
		if !cut {
			return
		}
		word, ok := l.words[string(rest)]
		read(word, ok)
	}
}

// invisible reports characters that stand inside words or at their edges and mean nothing to matching.
func invisible(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069 || r == 0xfeff
}

// visible is for strings.Map: it drops what is invisible.
func visible(r rune) rune {
	if invisible(r) {
		return -1
	}
	return r
}
