package sqlite

import (
	"testing"

	"entente/graph"
	"entente/graph/terms"
)

// TestWords holds what the words of a node are. Files hold such words, and removing them takes
// telling what they were: if this fails, package terms has changed, and a migration must index all
// nodes again.
func TestWords(t *testing.T) {
	got := tagged(graph.AgreementNode, terms.Of("L\u2019Égypte, 中吉乌铁路 CKU №3; ПЁТР ёж, أحمد إسـرائيل １２３ ﬁn Straße"))
	want := "el eegypte e中吉 e吉乌 e乌铁 e铁路 ecku eno3 eпетр eеж eاحمد eاسراييل e123 efin estrase"
	if got != want {
		t.Errorf("words %q, want %q", got, want)
	}
}
