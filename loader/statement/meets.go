package statement

import (
	"slices"

	"entente/loader/lexicon"
)

// converses returns the token of a clause's first word that tells of an encounter only together with those who have it, -1 if there is
// none; signing reports whether all such words are of the signing of a document. both tells whether it names persons of two countries.
func (v *view) converses(f *frame, in clause, both bool) (at int, signing bool) {
	if !both {
		at, _ = v.meets(f, in, lexicon.CueTalks, lexicon.CueDiscuss)
		return at, false
	}
	at, _ = v.meets(f, in, lexicon.CueTalks, lexicon.CueDiscuss, lexicon.CueAgree)
	if at < 0 {
		for k := in.first; k < in.last; k++ {
			n := v.in.Body.Lang.Meetings.Words.Prefix(f.tokens[k:in.last])
			if n > 0 && in.holds(k, k+n) && !v.spoils(f, lexicon.CueHit{First: k, Last: k + n}) {
				at = k
				break
			}
		}
	}
	sign, _ := v.meets(f, in, lexicon.CueSign)
	signing = sign >= 0 && !f.any(lexicon.CueTalks, lexicon.CueDiscuss)
	if at < 0 || sign >= 0 && sign < at {
		return sign, signing
	}
	return at, signing
}

// asks reports whether a sentence is a question.
func (f *frame) asks() bool {
	if len(f.tokens) == 0 {
		return false
	}
	switch f.tokens[len(f.tokens)-1].Norm {
	case "?", "؟", "？":
		return true
	}
	return false
}

// meets returns the token of the first of these words that is neither denied nor still to come, -1 if there is none; spoilt
// reports whether there are others.
func (v *view) meets(f *frame, in clause, words ...lexicon.Cue) (at int, spoilt bool) {
	for _, h := range f.cues {
		if !slices.Contains(words, h.Cue) || !in.holds(h.First, h.Last) || v.hostsNobody(f, h) || v.meetsAudience(f, h) {
			continue
		}
		if !v.spoils(f, h) {
			return h.First, false
		}
		spoilt = true
	}
	return -1, spoilt
}

// hostsNobody reports whether a word of meeting is one that also goes with things and no official stands after it: "received a loan".
func (v *view) hostsNobody(f *frame, h lexicon.CueHit) bool {
	if h.Cue != lexicon.CueMeet || v.in.Body.Lang.Meetings.Hosts.Prefix(f.tokens[h.First:]) == 0 {
		return false
	}
	end := min(len(f.tokens), h.Last+near)
	if slices.ContainsFunc(f.persons, func(p person) bool { return p.first >= h.Last && p.first < end }) {
		return false
	}
	if slices.ContainsFunc(f.cues, func(o lexicon.CueHit) bool {
		return (o.Cue == lexicon.CueTies || o.Cue == lexicon.CueThey) && o.First >= h.Last && o.First < end
	}) {
		return false
	}
	for k := h.Last; k < end; k++ {
		if m := &v.in.Body.Lang.Meetings; m.Counterparts.Prefix(f.tokens[k:]) > 0 || m.Officials.Prefix(f.tokens[k:]) > 0 {
			return false
		}
	}
	return true
}

// meetsAudience reports whether those who stand right after a word of meeting are no state's officials, and none of a known country is
// named after them: "met Norwegian business leaders".
func (v *view) meetsAudience(f *frame, h lexicon.CueHit) bool {
	for k := h.Last; k < min(len(f.tokens), h.Last+near/2); k++ {
		if n := v.in.Body.Lang.Meetings.Audiences.Prefix(f.tokens[k:]); n > 0 {
			return !v.official(f, k+n)
		}
		if slices.ContainsFunc(f.persons, func(p person) bool { return p.first <= k && k < p.last }) {
			return false
		}
	}
	return false
}

// spoils reports whether a word before a word of meeting denies it or wishes for it, or itself says that it is still to come.
func (v *view) spoils(f *frame, h lexicon.CueHit) bool {
	denied, wished, ahead := 3, 3, 5
	if h.Cue == lexicon.CueTalks { // a noun stands farther from its verb
		denied = 6
	}
	weak := h.Cue == lexicon.CueAgree || h.Cue == lexicon.CueSign
	if weak { // what one asks for or hopes to agree on
		wished = 2 * near
	}
	if f.tokens[h.First].Is(lexicon.Han) { // a word is two characters, and whom one wishes to meet stands before the verb
		denied, wished, ahead = 2*denied, near, near
	}
	for k := max(0, h.First-ahead); k < h.Last; k++ {
		if v.in.Body.Lang.Meetings.Ahead.Prefix(f.tokens[k:]) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(f.cues, func(o lexicon.CueHit) bool {
		gap := h.First - o.Last
		if gap < 0 || gap > wished {
			return false
		}
		switch o.Cue {
		case lexicon.CueCall:
			return weak
		case lexicon.CueHope, lexicon.CueWant, lexicon.CueReady, lexicon.CueInvite, lexicon.CueMust, lexicon.CuePropose, lexicon.CueIntend, lexicon.CueSupport:
			return true
		case lexicon.CueNot, lexicon.CueMay, lexicon.CueWill, lexicon.CuePlan:
			return gap <= denied
		}
		return false
	})
}
