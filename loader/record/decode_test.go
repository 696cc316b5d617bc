package record

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func TestDecoder(t *testing.T) {
	in := "\uFEFF" + `{"path": "a"}` + "\r\n\n" + `{"path": ` + "\n" + `{"path": "b", "unknown": 1}` + "\n[]\n" +
		`{"agreements": [{"parties": "FR"}]}` + "\n{\"path\": \"\xff\"}\n" + strings.Repeat("x", 300) + "\n" + `{"article": {"path": "c"}}`
	want := []string{
		"a", "line 3 is no record: unexpected end of JSON input", "b", "line 5 is no record: it holds a JSON array where an object is expected",
		"line 6 is no record: its field agreements.parties holds a JSON string where a list is expected",
		"line 7 is not valid UTF-8", "line 8 is longer than 200 bytes", "c",
	}
	d := NewDecoder(strings.NewReader(in))
	d.longest = 200
	var got []string
	for {
		r, err := d.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if code := graph.CodeOf(err); code != graph.Invalid && code != graph.Limit {
				t.Fatal(err)
			}
			got = append(got, err.Error())
			continue
		}
		got = append(got, r.Path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d.Line() != 9 {
		t.Errorf("Line() = %d, want 9", d.Line())
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestDecoderReadError(t *testing.T) {
	d := NewDecoder(io.MultiReader(strings.NewReader("{}\n{"), brokenReader{}))
	if _, err := d.Next(); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Next(); err == nil || graph.CodeOf(err) == graph.Invalid {
		t.Errorf("got %v, want the error of reading", err)
	}
}

func TestEncoder(t *testing.T) {
	var out bytes.Buffer
	r := &Record{Path: "a", Title: "<1 & 2>", Agreements: []Agreement{{Kind: "SIGNED"}}}
	if err := NewEncoder(&out).Encode(r); err != nil {
		t.Fatal(err)
	}
	want := `{"path":"a","title":"<1 & 2>","countries":[],"ministers":[],"initiatives":[],"projects":[],"meetings":[],"agreements":[` +
		`{"kind":"SIGNED","parties":[],"by":[],"date":null,"precision":"","initiatives":[],"projects":[],"topics":[]}]}` + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	if r.Ministers != nil || r.Agreements[0].Parties != nil {
		t.Error("Encode changed the record")
	}
}
