package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// MaxLine is the longest line that a Decoder takes, in bytes.
const MaxLine = 64 << 20

// Decoder reads records from JSON lines, one at a time and in order. It holds one line in memory.
type Decoder struct {
	in      *bufio.Reader
	line    int
	longest int // MaxLine; tests set less
}

// NewDecoder returns a decoder of r's lines.
func NewDecoder(r io.Reader) *Decoder {
	return &Decoder{in: bufio.NewReaderSize(r, 1<<16), longest: MaxLine}
}

// Line is the number of the line that Next read last, from 1; 0 before the first.
func (d *Decoder) Line() int { return d.line }

// Next returns the record of the next line that is not blank, and io.EOF after the last. A record
// may name its article by "path" or by "article": {"path": ...}. A line
// that is no record, or is longer than MaxLine, is an Invalid or a Limit error which names the
// line; the next call goes on with the line after it. Any other error is one of reading, after
// which there is nothing more.
func (d *Decoder) Next() (*Record, error) {
	for {
		line, err := d.read()
		if err != nil {
			return nil, err
		}
		if d.line == 1 {
			line = bytes.TrimPrefix(line, []byte("\uFEFF"))
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if !utf8.Valid(line) {
			return nil, graph.Errorf(graph.Invalid, "line %d is not valid UTF-8", d.line)
		}
		var r struct {
			Record
			Article struct{ Path string } // the other place where a record may tell its article
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, graph.Errorf(graph.Invalid, "line %d is no record: %s", d.line, explain(err))
		}
		if r.Path == "" {
			r.Path = r.Article.Path
		}
		return &r.Record, nil
	}
}

// read returns the next line without its end.
func (d *Decoder) read() ([]byte, error) {
	var line []byte
	tooLong := false
	d.line++
	for {
		part, err := d.in.ReadSlice('\n')
		if len(line)+len(part) > d.longest+1 {
			line, tooLong = nil, true
		}
		if !tooLong {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case err != nil && len(line) == 0 && !tooLong:
			d.line--
			return nil, io.EOF
		case tooLong:
			return nil, graph.Errorf(graph.Limit, "line %d is longer than %d bytes", d.line, d.longest)
		}
		return bytes.TrimRight(line, "\r\n"), nil
	}
}

// explain says in words for the user what is wrong with a line of JSON.
func explain(err error) string {
	var wrongType *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrongType) && wrongType.Field == "":
		return "it holds a JSON " + wrongType.Value + " where an object is expected"
	case errors.As(err, &wrongType):
		return "its field " + inWords(wrongType.Field) + " holds a JSON " + wrongType.Value + " where " + kindInWords(wrongType.Type) + " is expected"
	case errors.As(err, &syntax):
		return strings.TrimPrefix(syntax.Error(), "json: ")
	}
	return err.Error()
}

// inWords is the field's place in the JSON, without the names of embedded types.
func inWords(field string) string {
	return strings.NewReplacer("Record.", "", "Evidence.", "").Replace(field)
}

func kindInWords(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		return "a list"
	case reflect.Struct:
		return "an object"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	}
	return "a string"
}

// Encoder writes records as JSON lines.
type Encoder struct {
	out *json.Encoder
}

// NewEncoder returns an encoder that writes to w; each record is one Write.
func NewEncoder(w io.Writer) *Encoder {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return &Encoder{out: out}
}

// Encode writes one line: the fields in the order of the type, an absent list as [].
func (e *Encoder) Encode(r *Record) error {
	full := *r
	full.Countries = list(r.Countries)
	full.Ministers = list(r.Ministers)
	full.Initiatives = list(r.Initiatives)
	full.Projects = list(r.Projects)
	full.Meetings = list(r.Meetings)
	full.Agreements = list(r.Agreements)
	for i := range full.Ministers {
		m := &full.Ministers[i]
		m.Mentions = list(m.Mentions)
	}
	for i := range full.Initiatives {
		n := &full.Initiatives[i]
		n.Mentions = list(n.Mentions)
	}
	for i := range full.Projects {
		p := &full.Projects[i]
		p.Countries, p.Mentions = list(p.Countries), list(p.Mentions)
	}
	for i := range full.Meetings {
		m := &full.Meetings[i]
		m.Countries, m.Ministers = list(m.Countries), list(m.Ministers)
	}
	for i := range full.Agreements {
		a := &full.Agreements[i]
		a.Parties, a.By, a.Initiatives, a.Projects, a.Topics = list(a.Parties), list(a.By), list(a.Initiatives), list(a.Projects), list(a.Topics)
	}
	return e.out.Encode(&full)
}

// list returns a copy of s that is never nil, which JSON would write as null.
func list[T any](s []T) []T { return append(make([]T, 0, len(s)), s...) }
