package sentence

import (
	"entente/loader/lexicon"
)

// roles tells what each sentence is in its article.
func (d *Document) roles() {
	for i := 0; i < len(d.Sentences); {
		j := i
		for j < len(d.Sentences) && d.Sentences[j].Paragraph == d.Sentences[i].Paragraph {
			j++
		}
		d.paragraph(i, j)
		i = j
	}
}

// paragraph gives roles to sentences i to j, which make up a paragraph.
func (d *Document) paragraph(i, j int) {
	seg := &d.Lang.Segment
	for k := i; k < j; k++ {
		s := &d.Sentences[k]
		tokens := d.Tokens[s.First:s.Last]
		switch {
		case d.furniture(tokens):
			s.Role = Outlet
		case seg.ReadAlso.Prefix(tokens) > 0 && !d.stopped(s.Last-1): // with a full stop, a sentence is glued to it
			s.Role = ReadAlso
		case seg.Captions.Prefix(tokens) > 0:
			s.Role = Caption
		}
	}
	first := &d.Sentences[i]
	if first.Role != Body {
		return
	}
	tokens := d.Tokens[first.First:first.Last]
	open := !d.stopped(first.Last - 1)
	if j-i <= 3 && d.Tokens[d.Sentences[j-1].Last-1].End-first.Start < 400 {
		last := &d.Sentences[j-1]
		tail := d.Tokens[last.First:last.Last]
		switch {
		case j-i > 1 && last.Role == Outlet && len(tail) <= 6, d.endsAsCaption(tail):
			for k := i; k < j; k++ {
				if d.Sentences[k].Role == Body && !d.stopped(d.Sentences[k].Last-1) {
					d.Sentences[k].Role = Caption
				}
			}
		}
	}
	if first.Role != Body {
		return
	}
	first.Lead = d.lead(tokens)
	switch {
	case j-i > 1:
	case first.Lead == len(tokens) || i < 4 && d.dateOnly(tokens):
		first.Role, first.Lead = Dateline, 0
	case open && len(tokens) <= 10 && seg.Bylines.Prefix(tokens) > 0:
		first.Role = Byline
	case open && len(tokens) <= 40:
		first.Role = Headline
	}
}

// stopped reports whether a sentence that ends with token i ends as sentences do.
func (d *Document) stopped(i int) bool {
	for ; i > 0 && d.isCloser(i); i-- {
	}
	stop, _ := isStop(d.Tokens[i].Norm)
	return stop || d.Tokens[i].Norm == ":" || d.Tokens[i].Norm == ";"
}

// furniture reports whether tokens are nothing but names of outlets, share buttons, dates and marks, one of the first two at least, or begin
// with a copyright sign or a rule.
func (d *Document) furniture(tokens []Token) bool {
	if len(tokens) == 0 || len(tokens) > 30 {
		return false
	}
	switch tokens[0].Norm {
	case "©":
		return true
	}
	seg := &d.Lang.Segment
	named, words := 0, 0
	for k := 0; k < len(tokens); {
		if n := max(seg.Furniture.Prefix(tokens[k:]), seg.Outlets.Prefix(tokens[k:])); n > 0 {
			named++
			k += n
			continue
		}
		if tokens[k].Is(lexicon.Word | lexicon.Han) {
			return false
		}
		words++
		k++
	}
	return named > 0 || words <= 6 && !tokens[0].Is(lexicon.Digits)
}

// endsAsCaption reports whether the last words are those that only captions end with.
func (d *Document) endsAsCaption(tokens []Token) bool {
	for k := max(0, len(tokens)-6); k < len(tokens); k++ {
		if n := d.Lang.Segment.CaptionEnds.Prefix(tokens[k:]); n > 0 && k+n >= len(tokens)-1 && !d.stopped(d.lastOf(tokens)) {
			return true
		}
	}
	return false
}

func (d *Document) lastOf(tokens []Token) int {
	last := tokens[len(tokens)-1].Start
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		if mid := (lo + hi) / 2; d.Tokens[mid].Start < last {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// leadLength is how many tokens a dateline has at most.
const leadLength = 30

// lead returns how many tokens at the head of a sentence are a dateline: up to the dash or stop after the agency's name in brackets, or up to the
// word that ends a dateline, where an agency or a day stands before it.
func (d *Document) lead(tokens []Token) int {
	seg := &d.Lang.Segment
	agency, digits, day := false, false, -leadLength // day is the last number
	for k := 0; k < len(tokens) && k < leadLength; k++ {
		if n := seg.Outlets.Prefix(tokens[k:]); n > 0 {
			bracketed := k > 0 && (tokens[k-1].Norm == "(" || tokens[k-1].Norm == "/" && tokens[k-1].Is(lexicon.Spaced) || tokens[k-1].Norm == "（")
			if bracketed && (k <= 6 || digits && k < 14) {
				end := k + n
				for end < len(tokens) && end < leadLength && tokens[end].Norm != ")" && tokens[end].Norm != "/" && tokens[end].Norm != "）" {
					end++
				}
				for end++; end < len(tokens) && isMark(tokens[end].Norm); end++ {
				}
				return min(end, len(tokens))
			}
			agency = agency || k < 3
			k += n - 1
			continue
		}
		if isClause(tokens[k].Norm) { // a dateline that ends with a word has no comma
			agency, day = false, -leadLength
		}
		if tokens[k].Is(lexicon.Digits) && k < 12 {
			digits, day = true, k
		}
		if (agency || k-day <= 3) && tokens[k].Is(lexicon.Han) && k > 1 && seg.Wires.Prefix(tokens[k:]) > 0 {
			end := k + 1
			if end < len(tokens) && (tokens[end].Norm == "(" || tokens[end].Norm == "（") {
				for end < len(tokens) && end < 2*leadLength && tokens[end].Norm != ")" && tokens[end].Norm != "）" {
					end++
				}
				end++
			}
			return min(end, len(tokens))
		}
	}
	return 0
}

func isMark(norm string) bool {
	switch norm {
	case "-", "–", "—", ".", ":", "：":
		return true
	}
	return false
}

// dateOnly reports whether a short line is a place and a date: "LONDON 1996-08-30", "13 mars 2025".
func (d *Document) dateOnly(tokens []Token) bool {
	if len(tokens) > 14 {
		return false
	}
	digits, place := false, 0
	dates := &d.Lang.Dates
	for k := range tokens {
		t := &tokens[k]
		switch {
		case t.Is(lexicon.Digits):
			digits = true
		case !t.Is(lexicon.Word | lexicon.Han):
		case t.Is(lexicon.Word) && !digits:
			if place++; place > 3 { // a place has few words; more are a caption
				return false
			}
		case t.Is(lexicon.Upper):
		case dates.Months[t.Norm] != nil || dates.Weekdays[t.Norm] != nil:
		case len(t.Norm) > 3 && k > 1:
			return false
		}
	}
	return digits
}
