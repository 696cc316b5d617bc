package article

import (
	"bytes"
	"strings"

	"entente/graph"
)

// decode turns the bytes of a document into text.
func decode(b []byte, declared string) (string, error) {
	if bytes.IndexByte(b, 0) >= 0 {
		return "", graph.Errorf(graph.Invalid, "it is binary, not text")
	}
	return strings.ToValidUTF8(string(b), "\uFFFD"), nil
}
