package article

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"entente/graph"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// declaration finds the encoding that an HTML or XML document says it has.
var declaration = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)`)

// decode turns the bytes of a document into text. In order, these say which encoding it has: a
// byte order mark; the bytes themselves if they are UTF-8; declared, which the server said, or
// what the document says of itself; what its letters look like. Single broken bytes in UTF-8
// become U+FFFD. Bytes that are no text are an error.
func decode(b []byte, declared string) (string, error) {
	if binary(b) != "" {
		return "", notText(b)
	}
	e := encodingOf(b, declared)
	var text string
	if e == nil {
		text = strings.ToValidUTF8(strings.TrimPrefix(string(b), "\uFEFF"), "\uFFFD")
	} else {
		decoded, err := e.NewDecoder().Bytes(b)
		if err != nil {
			return "", graph.Errorf(graph.Invalid, "its encoding cannot be decoded; convert it to UTF-8: %w", err)
		}
		text = string(decoded)
	}
	controls := 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' {
			controls++
			if c == 0 {
				controls += len(text)
			}
		}
	}
	if controls > len(text)/100 {
		return "", notText(b)
	}
	return text, nil
}

// encodingOf returns nil for UTF-8.
func encodingOf(b []byte, declared string) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		return nil
	case bytes.HasPrefix(b, []byte("\xFE\xFF")), bytes.HasPrefix(b, []byte("\xFF\xFE")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	if e := utf16WithoutMark(b); e != nil {
		return e
	}
	if mostlyUTF8(b) {
		return nil
	}
	if declared == "" {
		if m := declaration.FindSubmatch(b[:min(len(b), 4096)]); m != nil {
			declared = string(m[1]) + string(m[2])
		}
	}
	e, name := charset.Lookup(declared)
	switch {
	case e == nil, name == "utf-8", name == "replacement", strings.HasPrefix(name, "utf-16"):
	case name == "windows-1252":
		// Servers and tools say so of everything whose encoding nobody set.
	default:
		return e
	}
	return detect(b)
}

// mostlyUTF8 reports whether at most one in six of the characters beyond ASCII is broken as UTF-8.
// In other encodings hardly any is whole.
func mostlyUTF8(b []byte) bool {
	if utf8.Valid(b) {
		return true
	}
	whole, broken := 0, 0
	for len(b) > 0 {
		c, n := utf8.DecodeRune(b)
		switch {
		case c == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			whole++
		}
		b = b[n:]
	}
	return broken*5 <= whole
}

// utf16WithoutMark recognises UTF-16 by the zero bytes beside its spaces and digits.
func utf16WithoutMark(b []byte) encoding.Encoding {
	sample := b[:min(len(b), 4096)&^1]
	var zero, blank [2]int
	for i, c := range sample {
		if c == 0 {
			zero[i%2]++
			if other := sample[i^1]; other == ' ' || other == '\n' {
				blank[i%2]++
			}
		}
	}
	switch {
	case zero[0]+zero[1] == 0:
		return nil
	case zero[0] == 0 && blank[1] > 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zero[1] == 0 && blank[0] > 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isText reports whether a file that begins so may be text: it has no zero bytes, or is UTF-16.
func isText(head []byte) bool {
	return bytes.IndexByte(head, 0) < 0 || bytes.HasPrefix(head, []byte("\xFE\xFF")) || bytes.HasPrefix(head, []byte("\xFF\xFE")) || utf16WithoutMark(head) != nil
}

func notText(b []byte) error {
	what := binary(b)
	if what == "" {
		what = "binary, not text"
	}
	return graph.Errorf(graph.Invalid, "it is %s; save its text and load that", what)
}

// binary names what a file is that begins like one of the commonest kinds of binary files.
func binary(b []byte) string {
	for _, k := range []struct{ magic, what string }{
		{"%PDF-", "a PDF file"},
		{"\x89PNG\r\n", "a picture"}, {"GIF8", "a picture"}, {"\xFF\xD8\xFF", "a picture"}, {"RIFF", "a picture or sound"},
		{"\xD0\xCF\x11\xE0", "an old Office file"}, {"{\\rtf", "an RTF file"},
		{"\x7FELF", "a program"}, {"MZ\x90\x00", "a program"}, {"SQLite format 3\x00", "a database"},
		{"7z\xBC\xAF\x27\x1C", "a 7z archive"}, {"Rar!\x1A\x07", "a RAR archive"}, {"\xFD7zXZ\x00", "an xz file"},
		{"BZh9", "a bzip2 file"}, {"\x28\xB5\x2F\xFD", "a Zstandard file"},
	} {
		if bytes.HasPrefix(b, []byte(k.magic)) {
			return k.what
		}
	}
	return ""
}
