package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestSignature(t *testing.T) {
	sig := func(changed int) Signature {
		s := make(Signature, SignatureSize)
		for i := range s {
			s[i] = uint32(i * 7919)
			if i < changed {
				s[i]++
			}
		}
		return s
	}
	for _, test := range []struct {
		a, b Signature
		want bool
	}{
		{sig(0), sig(0), true}, {sig(0), sig(19), true}, {sig(0), sig(20), false}, {sig(0), sig(64), false}, {nil, nil, false}, {sig(0), nil, false},
		{sig(0), sig(0)[:8], false},
	} {
		if test.a.Resembles(test.b) != test.want || test.b.Resembles(test.a) != test.want {
			t.Errorf("%d minima resemble %d: not %t", len(test.a), len(test.b), test.want)
		}
	}
	if got := len(sig(0).Bands()); got != SignatureSize/8 {
		t.Errorf("%d bands", got)
	}
	if Signature(nil).Bands() != nil {
		t.Error("the empty signature has bands")
	}
	// Texts that resemble each other meet under a band, if their differences do not touch all.
	if !slices.ContainsFunc(sig(0).Bands(), func(b string) bool { return slices.Contains(sig(19).Bands(), b) }) {
		t.Error("signatures of which five bands are equal do not meet")
	}
	body, err := json.Marshal(sig(3))
	if err != nil {
		t.Fatal(err)
	}
	var back Signature
	if err := json.Unmarshal(body, &back); err != nil || !slices.Equal(back, sig(3)) {
		t.Errorf("read back as %v, %v", back, err)
	}
	for _, bad := range []string{`"A"`, `"AAAAA"`, `"!"`, `3`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s is a signature", bad)
		}
	}
}

func TestErrors(t *testing.T) {
	err := fmt.Errorf("writing: %w", Errorf(Unavailable, "cannot reach %s: %w", "it", io.EOF))
	if CodeOf(err) != Unavailable || !errors.Is(err, io.EOF) || err.Error() != "writing: cannot reach it: EOF" {
		t.Errorf("%s %v", CodeOf(err), err)
	}
	if CodeOf(nil) != "" || CodeOf(io.EOF) != Internal {
		t.Error("codes of nil and of a foreign error")
	}
}

func TestEnums(t *testing.T) {
	for _, k := range Kinds() {
		if err := k.Validate(); err != nil {
			t.Error(err)
		}
	}
	for i, o := range Offices() {
		if err := o.Validate(); err != nil || o.Rank() != i {
			t.Errorf("%s ranks %d, %v", o, o.Rank(), err)
		}
	}
	if Office("KING").Rank() != len(Offices()) {
		t.Error("an unknown office does not rank last")
	}
	for _, err := range []error{Kind("signed").Validate(), Office("").Validate(), InitiativeKind("X").Validate(), Topic("SPORT").Validate()} {
		if CodeOf(err) != Invalid || !strings.Contains(err.Error(), ", ") {
			t.Errorf("%v lists no choices", err)
		}
	}
	topics := Topics()
	topics[0] = "X"
	if Topics()[0] == "X" {
		t.Error("a caller can change the topics")
	}
}

func TestCuration(t *testing.T) {
	key := func(nt NodeType, country, text string) NameKey { return NameKey{nt, country, text} }
	a, b := key(MinisterNode, "CN", "A"), key(MinisterNode, "CN", "B")
	c := Curation{Same: []NamePair{{b, a}, {a, b}, {a, b}}}.Normalise()
	if len(c.Same) != 1 || c.Same[0] != (NamePair{a, b}) {
		t.Errorf("normalised to %+v", c)
	}
	for _, test := range []struct {
		pair NamePair
		says string // "" if it is valid
	}{
		{NamePair{a, b}, ""},
		{NamePair{key(MinisterNode, "CN", "A"), key(MinisterNode, "KG", "A")}, ""},
		{NamePair{key(ProjectNode, "", "A"), key(ProjectNode, "CN", "A")}, ""},
		{NamePair{a, a}, "itself"},
		{NamePair{a, key(ProjectNode, "CN", "A")}, "neither"},
		{NamePair{a, key(MinisterNode, "", "B")}, "needs a country"},
		{NamePair{a, key(MinisterNode, "QQ", "B")}, "no country code"},
		{NamePair{a, key(MinisterNode, "CN", "")}, "lacks the text"},
		{NamePair{key(AgreementNode, "", "A"), key(AgreementNode, "", "B")}, "not on"},
		{NamePair{key(InitiativeNode, "CN", "A"), key(InitiativeNode, "", "A")}, "has no country"},
	} {
		for _, c := range []Curation{{Same: []NamePair{test.pair}}, {Different: []NamePair{test.pair}}} {
			err := c.Validate()
			if test.says == "" && err != nil || test.says != "" && (CodeOf(err) != Invalid || !strings.Contains(err.Error(), test.says)) {
				t.Errorf("%+v: %v, want %q", test.pair, err, test.says)
			}
		}
	}
	n := Name{Type: MinisterNode, Text: "A", Form: "甲", Scope: []string{"CN"}}
	for _, test := range []struct {
		key  NameKey
		want bool
	}{
		{a, true}, {key(MinisterNode, "CN", "甲"), true}, {b, false}, {key(MinisterNode, "KG", "A"), false}, {key(ProjectNode, "CN", "A"), false},
	} {
		if test.key.Matches(n) != test.want {
			t.Errorf("%+v matches %+v: not %t", test.key, n, test.want)
		}
	}
}
