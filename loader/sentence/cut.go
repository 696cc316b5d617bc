package sentence

import (
	"strings"
	"unicode/utf8"

	"entente/loader/lexicon"
)

// A sentence of softLength tokens or more ends at the next comma or semicolon, one of hardLength at once: the work on a sentence may
// grow faster than its length.
const (
	softLength = 300
	hardLength = 500
)

// cut finds where sentences begin and end.
func (d *Document) cut(uncased bool) {
	first, paragraph := 0, 0
	width := d.lineWidth(0)
	for i := range d.Tokens {
		next := i + 1
		last := next == len(d.Tokens)
		newPara := !last && d.Tokens[next].Is(lexicon.NewPara)
		ends := last || newPara
		if !ends {
			switch {
			case next-first >= hardLength:
				ends = true
			case next-first >= softLength && isClause(d.Tokens[i].Norm):
				ends = true
			case d.Tokens[next].Is(lexicon.NewLine) && d.standsAlone(next, width):
				ends = true
			default:
				ends = d.ends(first, i, uncased)
			}
		}
		if ends {
			s := Sentence{First: first, Last: next, Paragraph: paragraph, Start: d.Tokens[first].Start, End: d.Tokens[i].End}
			d.Sentences = append(d.Sentences, s)
			first = next
		}
		if newPara {
			paragraph++
			width = d.lineWidth(next)
		}
	}
}

func isClause(norm string) bool {
	switch norm {
	case ",", ";", "，", "；", "、", "،", "؛", ":", "：":
		return true
	}
	return false
}

// isStop reports marks that may end a sentence; strong ones do so wherever they stand.
func isStop(norm string) (stop, strong bool) {
	switch norm {
	case "。", "۔", "｡":
		return true, true
	case "！", "？", "!", "?", ".", "…", "؟", "‼", "⁇":
		return true, false
	}
	return false, false
}

// isCloser reports marks that go with the sentence before them: closing quotes and brackets. A straight quote closes where no blank
// stands before it.
func (d *Document) isCloser(i int) bool {
	t := &d.Tokens[i]
	r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
	switch r {
	case '”', '’', '»', '）', ')', ']', '」', '』', '】', '》', '〉', '}':
		return true
	case '"', '\'':
		return !t.Is(lexicon.Spaced)
	}
	return false
}

// ends reports whether the sentence that begins at token first ends with token i, which is not the last of its paragraph.
func (d *Document) ends(first, i int, uncased bool) bool {
	// The stop is token i, or stands before the closing marks that end with token i.
	stop := i
	for stop > first && i-stop < 4 && d.isCloser(stop) {
		stop--
	}
	isEnd, strong := isStop(d.Tokens[stop].Norm)
	if !isEnd {
		return false
	}
	next := i + 1
	if more, _ := isStop(d.Tokens[next].Norm); more || d.isCloser(next) {
		return false // the sentence ends with that one
	}
	t := &d.Tokens[next]
	if strong {
		return true
	}
	han := t.Is(lexicon.Han)
	if han && stop < i && !t.Is(lexicon.Spaced) {
		return false // “好！”他说
	}
	if !t.Is(lexicon.Spaced) && !han {
		return d.glued(stop, next)
	}
	if han && d.Tokens[stop].Norm == "." {
		return stop > first && d.Tokens[stop-1].Is(lexicon.Han)
	}
	r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
	if t.Is(lexicon.Word) && !t.Is(lexicon.Upper) && hasCase(r) && !uncased {
		return false // a small letter goes on
	}
	if isDash(r) && (stop < i || next-first <= 8) {
		return false // “!” — he said; 3 May. – The ministers
	}
	if isDash(r) && next+1 < len(d.Tokens) && d.Tokens[stop].Norm != "." {
		return d.Tokens[next+1].Is(lexicon.Upper)
	}
	if d.Tokens[stop].Norm == "." && stop == i && d.abbreviated(first, stop) {
		return d.Lang.Segment.Starters.Prefix(d.Tokens[next:min(next+3, len(d.Tokens))]) > 0 && d.mayEnd(stop)
	}
	return true
}

// glued reports whether a stop without a blank after it ends a sentence: "7 марта.Кроме того". Addresses, numbers and
// abbreviations do not.
func (d *Document) glued(stop, next int) bool {
	if stop == 0 || !d.Tokens[next].Is(lexicon.Upper) {
		return false
	}
	before, after := &d.Tokens[stop-1], &d.Tokens[next]
	least := 3
	if before.Is(lexicon.Caps | lexicon.Digits) {
		least = 2
	}
	if utf8.RuneCountInString(before.Norm) < least && !d.isCloser(stop-1) || before.Is(lexicon.Word) && d.abbreviated(max(0, stop-4), stop) {
		return false
	}
	return after.End-after.Start > 1 && !after.Is(lexicon.Caps) || utf8.RuneCountInString(d.Text[after.Start:after.End]) == 1 && next+1 < len(d.Tokens) && d.Tokens[next+1].Is(lexicon.Spaced)
}

// abbreviated reports whether the word before the full stop at token stop is an abbreviation or an initial.
func (d *Document) abbreviated(first, stop int) bool {
	if stop == first || d.Tokens[stop].Is(lexicon.Spaced) {
		return false
	}
	word := &d.Tokens[stop-1]
	if !word.Is(lexicon.Word) {
		return false
	}
	if word.Is(lexicon.Upper) && utf8.RuneCountInString(word.Norm) == 1 {
		glued := stop-2 >= first && !word.Is(lexicon.Spaced) // "1.5 °C." ends, "U.S." and "J.-P." may not
		return !glued || d.Tokens[stop-2].Norm == "." || d.Tokens[stop-2].Norm == "-"
	}
	if stop-2 >= first && !word.Is(lexicon.Upper) && d.Tokens[stop-2].Is(lexicon.Digits) && utf8.RuneCountInString(word.Norm) == 1 {
		return false // "2024 г. Затем"
	}
	for start := max(first, stop-5); start < stop; start++ {
		if n := d.Lang.Segment.Abbreviations.Prefix(d.Tokens[start:stop]); n == stop-start {
			if start == stop-1 || !d.Tokens[start+1].Is(lexicon.Spaced) {
				return true
			}
		}
	}
	return false
}

// mayEnd reports whether an abbreviation can end a sentence before a word that begins one: "to the U.S. They", not "Mr. The".
func (d *Document) mayEnd(stop int) bool {
	word := &d.Tokens[stop-1]
	if stop >= 3 && d.Tokens[stop-2].Norm == "." && !word.Is(lexicon.Spaced) {
		return true // an acronym with full stops
	}
	return !word.Is(lexicon.Upper)
}

func hasCase(r rune) bool { return r < 0x590 || r >= 0x1e00 && r < 0x2000 }

func isDash(r rune) bool { return r == '-' || r == '–' || r == '—' }

// lineWidth returns the bytes of the longest line of the paragraph that begins at token first, 0 if it has one line only.
func (d *Document) lineWidth(first int) int {
	if first >= len(d.Tokens) {
		return 0
	}
	start := d.Tokens[first].Start
	end := len(d.Text)
	if i := strings.Index(d.Text[start:], "\n\n"); i >= 0 {
		end = start + i
	}
	width, lines := 0, 0
	for line := range strings.SplitSeq(d.Text[start:end], "\n") {
		width = max(width, len(line))
		lines++
	}
	if lines < 2 {
		return 0
	}
	return width
}

// standsAlone reports whether the line that ends before token next, which begins one, is no part of running text: it is much shorter
// than the lines beside it, or the next begins an item of a list. width is that of the paragraph's longest line.
func (d *Document) standsAlone(next, width int) bool {
	start := strings.LastIndexByte(d.Text[:d.Tokens[next-1].Start], '\n') + 1
	length := d.Tokens[next-1].End - start
	t := &d.Tokens[next]
	switch r, _ := utf8.DecodeRuneInString(d.Text[t.Start:]); r {
	case '•', '·', '*', '■', '●', '–', '—', '-':
		return next+1 < len(d.Tokens) && d.Tokens[next+1].Is(lexicon.Spaced)
	}
	if !t.Is(lexicon.Upper|lexicon.Han|lexicon.Digits) && !t.Is(lexicon.Word) || d.Tokens[next-1].Norm == "," {
		return false
	}
	r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
	if t.Is(lexicon.Word) && !t.Is(lexicon.Upper) && hasCase(r) {
		return false
	}
	// A line that is wrapped is nearly as long as the others; lines of paragraphs that are not wrapped are longer than any page.
	return length*3 < width*2 || width > 200
}
