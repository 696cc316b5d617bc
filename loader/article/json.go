package article

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/graph"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// fieldNames are the names by which a JSON object's fields are known, the first that has a value
// before the others. Options.Map goes before them.
var fieldNames = map[string][]string{
	"text":      {"text", "body", "content", "maintext", "full_text", "articleBody", "content_text", "content_html"},
	"title":     {"title", "headline"},
	"url":       {"url", "link"},
	"source":    {"source", "publisher", "outlet", "site", "source_domain"},
	"published": {"published", "date", "pubDate", "published_at", "datePublished", "date_publish", "date_published"},
	"lang":      {"lang", "language", "inLanguage"},
	"id":        {"id"},
}

// json reads a source of JSON: a feed, an object, an array of objects, or objects one after the
// other, on lines of their own or not.
func (r *reader) json(s source) {
	body := bufio.NewReaderSize(transform.NewReader(s.body, unicode.BOMOverride(transform.Nop)), 64<<10)
	s.body = body
	head, err := body.Peek(32 << 10)
	if err != nil && err != io.EOF {
		r.fail(s.path, err)
		return
	}
	if jsonFeed.Match(head) {
		r.feed(s)
		return
	}
	text := bytes.TrimLeft(head, " \t\r\n")
	first, _, _ := bytes.Cut(text, []byte("\n"))
	first = bytes.TrimRight(first, " \t\r")
	// Objects that spread over several lines show it on their first.
	if bytes.HasPrefix(text, []byte("{")) && (json.Valid(first) || !bytes.HasSuffix(first, []byte("{")) && !bytes.HasSuffix(first, []byte(",")) && !bytes.HasSuffix(first, []byte("["))) {
		r.lines(s)
		return
	}
	if e := encodingOf(text, s.charset); e != nil {
		s.body = bufio.NewReader(transform.NewReader(body, e.NewDecoder()))
	}
	r.values(s)
}

var jsonFeed = regexp.MustCompile(`^\s*\{[^{\[]*"version"\s*:\s*"https?:(?://|\\/\\/)jsonfeed\.org`)

// lines reads JSON Lines. A line that is broken or too long is one error with its number.
func (r *reader) lines(s source) {
	body := bufio.NewReaderSize(transform.NewReader(s.body, unicode.BOMOverride(transform.Nop)), 64<<10)
	// A file named .json is expected to hold one article, which then has its name; one named
	// .jsonl may grow.
	single := strings.EqualFold(path.Ext(s.path), ".json")
	for n := 1; !r.ended(); n++ {
		line, long, err := r.line(body)
		last := errors.Is(err, io.EOF)
		if err != nil && !last {
			r.fail(s.path, err)
			return
		}
		place := s.path + ":" + strconv.Itoa(n)
		switch line = bytes.TrimSpace(line); {
		case long:
			r.fail(place, graph.Errorf(graph.Limit, "line %d is longer than %s, the limit for one document; remove it", n, size(r.Limits.File)))
		case len(line) == 0:
			if last && n == 1 {
				r.fail(s.path, graph.Errorf(graph.Invalid, "it is empty; remove it or fetch it again"))
			}
		default:
			v, err := r.parseLine(line, s.charset)
			if err != nil {
				r.fail(place, graph.Errorf(graph.CodeOf(err), "line %d %w", n, err))
				break
			}
			only := false
			if single && n == 1 {
				_, err := body.Peek(1)
				if only = err != nil; only {
					place = s.path
				}
			}
			r.object(s, place, v, only)
		}
		if last {
			return
		}
	}
}

func (r *reader) parseLine(line []byte, charset string) (jsonObject, error) {
	text, err := decode(line, charset)
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "is not text; correct it or remove it")
	}
	var object jsonObject
	if json.Unmarshal([]byte(text), &object) == nil && object != nil {
		return object, nil
	}
	object = nil
	d := json.NewDecoder(strings.NewReader(text)) // tells what is wrong
	err = d.Decode(&object)
	none := noObject(object, err)
	switch {
	case (err == nil || none) && d.More():
		err = errors.New("more follows its first value")
	case none:
		return nil, graph.Errorf(graph.Invalid, "is no JSON object; write an article as {\"title\": ..., \"text\": ...}")
	}
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "is broken JSON (%w); correct it or remove it", plainJSON(err))
	}
	return object, nil
}

// jsonObject is an object of which nothing but its names is parsed: fields that nobody asks for
// may be large, and take many times their size once parsed.
type jsonObject map[string]json.RawMessage

// get parses a field; one that is not there is nil.
func (o jsonObject) get(name string) any {
	raw, ok := o[name]
	if !ok {
		return nil
	}
	if len(raw) > 0 && raw[0] == '"' { // nearly all are texts
		var text string
		if json.Unmarshal(raw, &text) != nil {
			return nil
		}
		return text
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil // too deep; that it is JSON was seen when the object was read
	}
	return v
}

// noObject reports whether what was decoded is sound JSON but no object.
func noObject(object jsonObject, err error) bool {
	var other *json.UnmarshalTypeError
	return errors.As(err, &other) || err == nil && object == nil
}

func plainJSON(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("it ends too early")
	}
	return err
}

// line returns the next line, or that it is longer than one may be, and io.EOF with the last.
func (r *reader) line(body *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := body.ReadSlice('\n')
		if !long {
			line = append(line, part...)
			if int64(len(line)) > r.Limits.File {
				line, long = nil, true
			}
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// values reads JSON values that may spread over lines: objects, or arrays of objects.
func (r *reader) values(s source) {
	left := &allowance{body: s.body}
	d := json.NewDecoder(left)
	array := false
	for n := 1; !r.ended(); n++ {
		left.bytes = r.Limits.File
		if !array && n == 1 {
			if c := firstByte(s.body); c == '[' {
				if _, err := d.Token(); err != nil {
					r.fail(s.path, err)
					return
				}
				array = true
			}
		}
		if array && !d.More() {
			if _, err := d.Token(); err != nil {
				r.broken(s.path, n, d, err)
			} else if n == 1 {
				r.fail(s.path, graph.Errorf(graph.Invalid, "its list holds no articles; remove it or fetch it again"))
			}
			return
		}
		var object jsonObject
		err := d.Decode(&object)
		none := noObject(object, err)
		if err == io.EOF && !array && n > 1 {
			return
		}
		if err != nil && !none {
			r.broken(s.path, n, d, err)
			return
		}
		place := fmt.Sprintf("%s[%d]", s.path, n)
		if none {
			r.fail(place, graph.Errorf(graph.Invalid, "it is no JSON object; write an article as {\"title\": ..., \"text\": ...}"))
			continue
		}
		only := !array && n == 1 && !d.More()
		if only {
			place = s.path
		}
		r.object(s, place, object, only)
	}
}

func (r *reader) broken(path string, n int, d *json.Decoder, err error) {
	var g *graph.Error
	if errors.As(err, &g) {
		r.fail(path, err)
		return
	}
	r.fail(path, graph.Errorf(graph.Invalid, "its JSON is broken at byte %d, in article %d (%w); correct it, what follows was not read", d.InputOffset(), n, plainJSON(err)))
}

// firstByte is the first byte of a buffered body that is no white space, 0 if there is none near.
func firstByte(body io.Reader) byte {
	b, ok := body.(*bufio.Reader)
	if !ok {
		return 0
	}
	head, _ := b.Peek(4096) //nolint:errcheck // the next read meets the error again
	if head = bytes.TrimLeft(head, " \t\r\n"); len(head) == 0 {
		return 0
	}
	return head[0]
}

// allowance is a body of which a number of bytes may be read until it is renewed.
type allowance struct {
	body  io.Reader
	bytes int64
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.bytes <= 0 {
		return 0, graph.Errorf(graph.Limit, "an article in it is larger than the limit for one document; split it")
	}
	n, err := a.body.Read(p[:min(int64(len(p)), a.bytes)])
	a.bytes -= int64(n)
	return n, err
}

// object makes an article of a JSON object. Only says that it is all that its file holds, so that
// the file's name names it.
func (r *reader) object(s source, place string, v jsonObject, only bool) {
	field := func(name string) string {
		if p, ok := r.Map[name]; ok {
			return jsonText(v.at(p))
		}
		for _, n := range fieldNames[name] {
			if t := jsonText(v.get(n)); strings.TrimSpace(t) != "" {
				return t
			}
		}
		return ""
	}
	a := Article{Title: field("title"), URL: field("url"), Source: field("source"), Lang: field("lang"), Published: fromUnix(field("published")), Text: field("text")}
	if looksLikeHTML(a.Text) {
		a.Text = fragment(a.Text)
	}
	if looksLikeHTML(a.Title) || strings.Contains(a.Title, "&") {
		a.Title = fragment(a.Title)
	}
	if strings.TrimSpace(a.Text) == "" {
		r.fail(place, graph.Errorf(graph.Invalid, "there is no text in it; if its text has a name of its own, say so with --map text=NAME"))
		return
	}
	a.Path = memberPath(s, field("id"), a, only)
	base := s.base
	if !only {
		base.URL = "" // the address of a list is not that of what it lists
	}
	r.finish(place, a.under(base))
}

// memberPath names an article that is one of many in a stream: by its id, else by its content,
// never by its position, which changes when an article is added.
func memberPath(s source, id string, a Article, only bool) string {
	switch {
	case only:
		return s.path
	case id != "":
		return s.path + "#" + oneLine(id)
	}
	sum := sha256.Sum256([]byte(Normalise(a.Text)))
	return s.path + "#" + hex.EncodeToString(sum[:])[:12]
}

// at follows a dotted path from the object.
func (o jsonObject) at(path string) any {
	if _, ok := o[path]; ok {
		return o.get(path)
	}
	name, rest, more := strings.Cut(path, ".")
	if more {
		return dotted(o.get(name), rest)
	}
	return o.get(name)
}

// dotted follows a path such as "content.0.text" into objects and arrays. A field that has the
// whole path for a name goes before.
func dotted(v any, path string) any {
	if object, ok := v.(map[string]any); ok {
		if value, ok := object[path]; ok {
			return value
		}
	}
	name, rest, more := strings.Cut(path, ".")
	var value any
	switch v := v.(type) {
	case map[string]any:
		value = v[name]
	case []any:
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(v) {
			value = v[i]
		}
	}
	if more {
		return dotted(value, rest)
	}
	return value
}

// jsonText is the text of a JSON value: a list of texts is paragraphs, an object its "name" or
// "rendered", null nothing.
func jsonText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var parts []string
		for _, e := range v {
			if t, ok := e.(string); ok {
				parts = append(parts, t)
			}
		}
		return strings.Join(parts, "\n\n")
	case map[string]any:
		for _, name := range []string{"rendered", "name"} {
			if t, ok := v[name].(string); ok {
				return t
			}
		}
	}
	return ""
}

// fromUnix turns the seconds or milliseconds since 1970 into a date, in UTC.
func fromUnix(s string) string {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || len(s) < 9:
		return s
	case len(s) >= 12:
		n /= 1000
	}
	return time.Unix(n, 0).UTC().Format(time.DateOnly)
}

var htmlTag = regexp.MustCompile(`(?i)</(?:p|div|a|b|i|em|strong|span|li|h[1-6])>|<(?:p|br)\s*/?>`)

func looksLikeHTML(text string) bool { return htmlTag.MatchString(text) }

// Fields returns the names that Options.Map may have, sorted.
func Fields() []string { return slices.Sorted(maps.Keys(fieldNames)) }
