package graph

import (
	"slices"
	"strings"
)

// Curation holds what people decided on the identity of ministers, initiatives and projects. It
// outweighs what is computed, and survives reloads.
type Curation struct {
	Same      []NamePair `json:"sameAs,omitempty"`
	Different []NamePair `json:"differentFrom,omitempty"`
}

// NamePair is a decision on two names.
type NamePair struct {
	A NameKey `json:"a"`
	B NameKey `json:"b"`
}

// NameKey tells names by their content: all Names of the type whose text or form is Text and
// whose scope holds Country, unless that is "".
type NameKey struct {
	Type    NodeType `json:"type"`
	Country string   `json:"country,omitempty"`
	Text    string   `json:"text"`
}

// Matches reports whether the key tells the name.
func (k NameKey) Matches(n Name) bool {
	return k.Type == n.Type && (k.Text == n.Text || k.Text == n.Form) && (k.Country == "" || slices.Contains(n.Scope, k.Country))
}

// Normalise returns the curation with its pairs sorted and each once.
func (c Curation) Normalise() Curation {
	return Curation{Same: sortPairs(c.Same), Different: sortPairs(c.Different)}
}

func (k NameKey) compare(o NameKey) int {
	if d := strings.Compare(string(k.Type), string(o.Type)); d != 0 {
		return d
	}
	if d := strings.Compare(k.Country, o.Country); d != 0 {
		return d
	}
	return strings.Compare(k.Text, o.Text)
}

func sortPairs(pairs []NamePair) []NamePair {
	pairs = slices.Clone(pairs)
	for i, p := range pairs {
		if p.B.compare(p.A) < 0 {
			pairs[i] = NamePair{A: p.B, B: p.A}
		}
	}
	slices.SortFunc(pairs, func(p, q NamePair) int {
		if d := p.A.compare(q.A); d != 0 {
			return d
		}
		return p.B.compare(q.B)
	})
	return slices.Compact(pairs)
}
