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

// NameKey tells names by their content: all Names of the type whose text is Text and whose scope
// holds Country, unless that is "". A minister is told by a form as well as by the text, and
// always with the country.
type NameKey struct {
	Type    NodeType `json:"type"`
	Country string   `json:"country,omitempty"`
	Text    string   `json:"text"`
}

// Matches reports whether the key tells the name.
func (k NameKey) Matches(n Name) bool {
	return k.Type == n.Type && (k.Text == n.Text || k.Type == MinisterNode && k.Text == n.Form) && (k.Country == "" || slices.Contains(n.Scope, k.Country))
}

// Validate returns an Invalid error if a pair cannot be decided on: its keys are of different
// types, or equal, or one of them is no minister with a country, initiative or project.
func (c Curation) Validate() error {
	for _, p := range slices.Concat(c.Same, c.Different) {
		if p.A.Type != p.B.Type {
			return Errorf(Invalid, "%q is a %s and %q a %s: they are neither the same nor to be told apart", p.A.Text, p.A.Type, p.B.Text, p.B.Type)
		}
		if p.A == p.B {
			return Errorf(Invalid, "%q is paired with itself", p.A.Text)
		}
		for _, k := range []NameKey{p.A, p.B} {
			if err := k.validate(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (k NameKey) validate() error {
	switch {
	case k.Text == "":
		return Errorf(Invalid, "a decision lacks the text of a name")
	case k.Type != MinisterNode && k.Type != InitiativeNode && k.Type != ProjectNode:
		return Errorf(Invalid, "decisions are on a Minister, an Initiative or a Project, not on %q", k.Type)
	case k.Type == InitiativeNode && k.Country != "":
		return Errorf(Invalid, "the initiative %q has no country; leave it out", k.Text)
	case k.Type == MinisterNode && k.Country == "":
		return Errorf(Invalid, "the minister %q needs a country", k.Text)
	case k.Country != "" && !ValidCountry(k.Country):
		return Errorf(Invalid, "%q is no country code", k.Country)
	}
	return nil
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
