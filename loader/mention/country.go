package mention

import (
	"slices"
	"sort"

	"entente/loader/lexicon"
	"entente/loader/sentence"
)

// Place is one place of a text that names a country. A phrase that names several countries gives several places.
type Place struct {
	Start, End int // bytes of the text
	Sentence   int // index of the sentence
	First      int // tokens of the document, half open
	Last       int
	Code       string // ISO 3166-1 alpha-2
	Kind       lexicon.NameKind
}

// Codes returns the countries that places name, sorted, each once.
func Codes(places []Place) []string {
	codes := []string{}
	for _, p := range places {
		codes = append(codes, p.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Countries returns the places of a document that name countries, in the order of the text. A seat of government counts
// where it acts, not as a place; an ambiguous word where the document, or one of known, names the country
// otherwise. known are countries that the article names outside this document, such as in its title.
func Countries(d *sentence.Document, known ...string) []Place {
	places, _ := countries(d, known)
	return places
}

// PassedOver returns the places where a document writes a word for a country and Countries, asked the same, does not count it; their
// Kind tells why: an ambiguous word that nothing supports, a seat of government that does not act, a part of no compound.
func PassedOver(d *sentence.Document, known ...string) []Place {
	_, passed := countries(d, known)
	return passed
}

// countries returns the places that count, and those that do not.
func countries(d *sentence.Document, known []string) (places, passed []Place) {
	c := counter{d: d, strong: map[string]bool{}}
	for _, code := range known {
		c.strong[code] = true
	}
	c.collect()
	for _, m := range c.marks {
		if m.name.Kind == lexicon.ProperName || m.name.Kind == lexicon.Adjective {
			if len(m.name.Codes) == 1 || !m.name.Any {
				for _, code := range m.name.Codes {
					c.strong[code] = true
				}
			}
		}
	}
	for k, m := range c.marks {
		p := Place{Start: d.Tokens[m.first].Start, End: d.Tokens[m.last-1].End, Sentence: m.sentence, First: m.first, Last: m.last,
			Kind: m.name.Kind}
		codes := c.codes(k)
		for _, code := range codes {
			p.Code = code
			places = append(places, p)
		}
		if len(codes) == 0 {
			p.Code = m.name.Codes[0]
			passed = append(passed, p)
		}
	}
	return places, passed
}

// mark is a form of names.txt in a document.
type mark struct {
	sentence, first, last int
	name                  *lexicon.Name
}

// counter decides which marks count.
type counter struct {
	d       *sentence.Document
	marks   []mark
	context []mark // words of context; neither their first tokens nor their last ever fall
	strong  map[string]bool
}

func (c *counter) collect() {
	for i := range c.d.Sentences {
		if r := c.d.Sentences[i].Role; r == sentence.Outlet || r == sentence.Byline {
			continue
		}
		block := mark{last: -1} // the last phrase that hides what lies in it
		for _, h := range c.d.HitsOf(i) {
			m := mark{sentence: i, first: h.Start, last: h.End}
			switch h.Class {
			case lexicon.ClassBlock:
				block = m
			case lexicon.ClassContext:
				m.name = h.Payload.(*lexicon.Name)
				c.context = append(c.context, m)
			case lexicon.ClassCountry:
				m.name = h.Payload.(*lexicon.Name)
				if !c.hidden(m, block) {
					c.marks = append(c.marks, m)
				}
			}
		}
	}
}

// hidden reports whether a mark lies in a blocked phrase. A blocked word of two ideographs leaves a longer name alone that begins in it.
func (c *counter) hidden(m, block mark) bool {
	if m.first >= block.last {
		return false
	}
	return m.last <= block.last || block.last-block.first > 2 || !c.d.Tokens[m.first].Is(lexicon.Han)
}

// follows reports whether a word of context of that kind begins at token i.
func (c *counter) follows(i int, kind lexicon.NameKind) bool {
	k := sort.Search(len(c.context), func(k int) bool { return c.context[k].first >= i })
	for ; k < len(c.context) && c.context[k].first == i; k++ {
		if c.context[k].name.Kind == kind {
			return true
		}
	}
	return false
}

// precedes reports whether one ends before token i.
func (c *counter) precedes(i int, kind lexicon.NameKind) bool {
	k := sort.Search(len(c.context), func(k int) bool { return c.context[k].last >= i })
	for ; k < len(c.context) && c.context[k].last == i; k++ {
		if c.context[k].name.Kind == kind {
			return true
		}
	}
	return false
}

// codes returns the countries that mark k names, none if it does not count.
func (c *counter) codes(k int) []string {
	m := c.marks[k]
	switch m.name.Kind {
	case lexicon.ProperName:
		return c.choose(m.name)
	case lexicon.Adjective:
		if c.follows(m.last, lexicon.Tongue) || c.precedes(m.first, lexicon.Tongue) {
			return nil
		}
		return c.choose(m.name)
	case lexicon.Weak:
		if c.precedes(m.first, lexicon.Given) {
			return nil
		}
		if codes := c.known(m.name); codes != nil {
			return codes
		}
		if c.precedes(m.first, lexicon.In) || c.precedes(m.first, lexicon.With) {
			return m.name.Codes[:1]
		}
		if k > 0 && c.marks[k-1].sentence == m.sentence && m.first-c.marks[k-1].last <= 1 && c.marks[k-1].name.Kind == lexicon.Capital &&
			c.marks[k-1].name.Codes[0] == m.name.Codes[0] {
			return m.name.Codes[:1] // "Amman, Jordan"
		}
	case lexicon.Part, lexicon.Minor:
		if c.compound(k) {
			return c.part(m.name)
		}
	case lexicon.Capital:
		if c.acts(k) {
			return c.choose(m.name)
		}
	}
	return nil
}

// choose returns the codes of a name; of alternatives those that are known, or the first.
func (c *counter) choose(n *lexicon.Name) []string {
	if !n.Any {
		return n.Codes
	}
	if codes := c.known(n); codes != nil {
		return codes
	}
	return n.Codes[:1]
}

// known returns the codes of a name that the article names otherwise.
func (c *counter) known(n *lexicon.Name) []string {
	var codes []string
	for _, code := range n.Codes {
		if c.strong[code] {
			codes = append(codes, code)
		}
	}
	return codes
}

// part returns the countries that a part of a compound names, were it in one.
func (c *counter) part(n *lexicon.Name) []string {
	if codes := c.known(n); codes != nil {
		return codes
	}
	if n.Kind == lexicon.Part && !n.Any {
		return n.Codes
	}
	return nil
}

// compound reports whether part k stands beside the name of another country: "Sino-Kyrgyz", or a row of ideographs each of
// which names one.
func (c *counter) compound(k int) bool {
	m := c.marks[k]
	tokens := c.d.Tokens
	if !tokens[m.first].Is(lexicon.Han) {
		return m.last < len(tokens) && isHyphen(tokens[m.last].Norm) || m.first > 0 && isHyphen(tokens[m.first-1].Norm)
	}
	others := 0
	const row = 6 // longer rows of countries do not occur
	for _, step := range []int{-1, 1} {
		for o := k + step; o >= 0 && o < len(c.marks) && (o-k)*step <= row; o += step {
			n, previous := c.marks[o], c.marks[o-step]
			if n.name.Kind != lexicon.Part && n.name.Kind != lexicon.Minor || !c.adjoin(n, previous) && !c.adjoin(previous, n) {
				break
			}
			if c.part(n.name) == nil {
				return false
			}
			if !overlap(n.name.Codes, m.name.Codes) {
				others++
			}
		}
	}
	return others > 0
}

// adjoin reports whether mark a stands right before mark b, or with nothing but a word that joins between them.
func (c *counter) adjoin(a, b mark) bool {
	return a.last == b.first || a.last+1 == b.first && c.follows(a.last, lexicon.Join)
}

func isHyphen(norm string) bool { return norm == "-" || norm == "–" || norm == "—" }

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// acts reports whether seat k stands for its government: it does something, something is done with it, or it stands
// beside another government.
func (c *counter) acts(k int) bool {
	m := c.marks[k]
	if c.precedes(m.first, lexicon.In) {
		return false
	}
	if c.follows(m.last, lexicon.Act) || c.precedes(m.first, lexicon.Act) {
		return true
	}
	if c.precedes(m.first, lexicon.With) {
		return true
	}
	if k > 0 && c.marks[k-1].sentence == m.sentence && c.joined(c.marks[k-1], m) {
		return c.government(k - 1)
	}
	if k+1 < len(c.marks) && c.marks[k+1].sentence == m.sentence && c.joined(m, c.marks[k+1]) {
		return c.marks[k+1].name.Kind == lexicon.Capital
	}
	return false
}

// joined reports whether nothing but a word that joins stands between mark a and mark b, or such a word is written together with b.
func (c *counter) joined(a, b mark) bool {
	return a.last+1 == b.first && c.follows(a.last, lexicon.Join) || a.last == b.first && c.d.Tokens[b.first].Proclitic()
}

// government reports whether the mark before a "and" makes what stands after it a government: another seat not after a word of place.
func (c *counter) government(k int) bool {
	m := c.marks[k]
	return m.name.Kind == lexicon.Capital && !c.precedes(m.first, lexicon.In)
}
