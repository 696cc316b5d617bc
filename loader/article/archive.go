package article

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"entente/graph"
)

// budget is what an archive may still expand to, together with all archives in it. An archive
// that claims a thousandfold of its size is an attack or a mistake; no text compresses so well.
type budget struct {
	limits   Limits
	place    string       // the outermost archive
	in       func() int64 // bytes of it: all, or those read so far if it is a stream
	out      int64        // bytes that came out
	members  int
	reported bool
}

// budgetError is the error of reading an archive beyond its budget.
type budgetError struct {
	budget *budget
	why    string
}

func (o *budgetError) Error() string { return o.why }

func (b *budget) over() error {
	switch in := b.in(); {
	case b.out > b.limits.Free && b.out/b.limits.Ratio > in:
		return &budgetError{b, fmt.Sprintf("expands to more than %d times its size; the rest of it was not read", b.limits.Ratio)}
	case b.out > b.limits.Expanded:
		return &budgetError{b, fmt.Sprintf("expands to more than %s; unpack it and load its files", size(b.limits.Expanded))}
	case b.members > b.limits.Members:
		return &budgetError{b, fmt.Sprintf("holds more than %d files; unpack it and load its files", b.limits.Members)}
	}
	return nil
}

// charged is a stream out of an archive, which the budget pays for.
type charged struct {
	body   io.Reader
	budget *budget
}

func (c charged) Read(p []byte) (int, error) {
	n, err := c.body.Read(p)
	c.budget.out += int64(n)
	if over := c.budget.over(); over != nil {
		return 0, over
	}
	return n, err
}

// counted counts the bytes that are read.
type counted struct {
	body io.Reader
	n    int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.body.Read(p)
	c.n += int64(n)
	return n, err
}

// enter returns s as an archive that may be read, or reports why it may not.
func (r *reader) enter(s source) (source, bool) {
	if s.depth++; s.depth > r.Limits.Nesting {
		r.fail(s.path, graph.Errorf(graph.Limit, "archives lie in it more than %d deep in each other; unpack it and load its files", r.Limits.Nesting))
		return s, false
	}
	if s.budget == nil {
		c := &counted{body: s.body}
		s.body = c
		s.budget = &budget{limits: r.Limits, place: s.path, in: func() int64 { return max(c.n, s.size) }}
	}
	return s, true
}

// gzip reads what a gzip file holds. It is not an archive, so what it holds keeps its name.
func (r *reader) gzip(s source) {
	s, ok := r.enter(s)
	if !ok {
		return
	}
	z, err := gzip.NewReader(s.body)
	if err != nil {
		r.fail(s.path, badArchive("gzip file", err))
		return
	}
	defer z.Close()
	name := s.path
	if s.kindOf != "" {
		name = s.kindOf
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".gz":
		name = name[:len(name)-len(ext)]
	case ".tgz":
		name = name[:len(name)-len(ext)] + ".tar"
	}
	r.read(source{path: s.path, kindOf: name, base: s.base, body: charged{z, s.budget}, depth: s.depth, gunzip: true, budget: s.budget})
}

// tar reads the members of a tar file in the order in which they stand, for it is a stream.
func (r *reader) tar(s source) {
	if s.gunzip {
		s.depth-- // .tar.gz is one archive
	}
	s, ok := r.enter(s)
	if !ok {
		return
	}
	t := tar.NewReader(s.body)
	for !r.ended() {
		h, err := t.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			r.fail(s.path, badArchive("tar file", err))
			return
		}
		if h.Typeflag != tar.TypeReg {
			continue // folders, and links to members that are read in their own place
		}
		if !r.member(s, h.Name, h.Size, func() (io.ReadCloser, error) { return io.NopCloser(t), nil }, false) {
			return
		}
	}
}

// zip reads the members of a zip file in byte order of their names.
func (r *reader) zip(s source) {
	s, ok := r.enter(s)
	if !ok {
		return
	}
	at, length := s.at, s.size
	if at == nil {
		// The list of members is at the end, so all of it must be there.
		b, err := readUpTo(s.body, r.Limits.Held, "a zip file inside of another or of a stream; unpack it and load its files")
		if err != nil {
			r.fail(s.path, err)
			return
		}
		at, length = bytes.NewReader(b), int64(len(b))
	}
	z, err := zip.NewReader(at, length)
	if err != nil {
		r.fail(s.path, badArchive("zip file", err))
		return
	}
	slices.SortStableFunc(z.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range z.File {
		if r.ended() {
			return
		}
		if f.FileInfo().IsDir() {
			continue
		}
		if f.Flags&1 != 0 {
			r.fail(s.path+"!"+memberName(f.Name), graph.Errorf(graph.Invalid, "it is encrypted; unpack the archive with its password and load the files"))
			continue
		}
		if !r.member(s, f.Name, int64(f.UncompressedSize64), f.Open, true) { //nolint:gosec // compared only
			return
		}
	}
}

// member reads one file of an archive. It returns false if the archive must not be read further.
func (r *reader) member(s source, name string, length int64, open func() (io.ReadCloser, error), charge bool) bool {
	name = memberName(name)
	place := s.path + "!" + name
	s.budget.members++
	if err := s.budget.over(); err != nil {
		r.fail(s.path, err)
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if why := notAnArticle(part); why != "" {
			r.skip(place, why)
			return true
		}
	}
	if length == 0 {
		r.fail(place, graph.Errorf(graph.Invalid, "it is empty; remove it or fetch it again"))
		return true
	}
	f, err := open()
	if err != nil {
		r.fail(place, badArchive("zip file", err))
		return true
	}
	defer f.Close()
	m := source{path: place, body: f, depth: s.depth, budget: s.budget}
	if charge {
		m.body = charged{f, s.budget}
	}
	r.read(m)
	return s.budget.over() == nil
}

// memberName is a member's name with slashes and without steps out of the archive; nothing is
// ever written under it.
func memberName(name string) string {
	name = strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "\uFFFD")
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

func badArchive(what string, err error) error {
	var over *budgetError
	switch {
	case errors.As(err, &over):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return graph.Errorf(graph.Invalid, "the %s is cut off before its end; fetch it again", what)
	}
	return graph.Errorf(graph.Invalid, "the %s is damaged (%w); fetch it again", what, err)
}
