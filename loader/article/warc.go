package article

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"entente/graph"

	"github.com/nlnwa/gowarc/v3"
)

// warc reads the pages of a WARC file: answers of status 200 and stored resources that are HTML
// or plain text. Other records are passed over. A file that is cut off keeps what came before.
func (r *reader) warc(s source) {
	c := &counted{body: s.body}
	body := bufio.NewReaderSize(c, 64<<10)
	u := gowarc.NewUnmarshaler(
		gowarc.WithSyntaxErrorPolicy(gowarc.ErrIgnore),
		gowarc.WithUnknownRecordTypePolicy(gowarc.ErrIgnore),
		gowarc.WithSpecViolationPolicy(gowarc.ErrWarn), // so that blocks are kept and their length checked
		gowarc.WithSkipParseBlock(),                    // crawlers keep HTTP that is slightly wrong; see message
		gowarc.WithBufferMaxMemBytes(4<<20),            // longer ones wait on disk
	)
	for !r.ended() {
		if !skipLineEnds(body) {
			return
		}
		start := c.n - int64(body.Buffered())
		place := s.path + ", byte " + strconv.FormatInt(start, 10)
		record, skipped, findings, err := u.Unmarshal(body)
		if err != nil {
			r.cutWARC(s.path, start, err)
			return
		}
		if skipped > 0 {
			r.fail(place, graph.Errorf(graph.Invalid, "the WARC file is damaged: %d bytes here belong to no record and were passed over", skipped))
		}
		if !record.WarcHeader().Has(gowarc.ContentLength) {
			r.cutWARC(s.path, start, io.ErrUnexpectedEOF)
			record.Close()
			return
		}
		var length *gowarc.ContentLengthError
		for _, f := range findings {
			if errors.As(f, &length) {
				r.cutWARC(s.path, start, io.ErrUnexpectedEOF)
				record.Close()
				return
			}
		}
		r.record(s, place, record)
		record.Close()
	}
}

func (r *reader) cutWARC(path string, start int64, err error) {
	var over *budgetError
	switch {
	case errors.As(err, &over):
		r.fail(path, err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		r.fail(path, graph.Errorf(graph.Invalid, "the WARC file is cut off in the record at byte %d of what it expands to; fetch it again, what came before was read", start))
	default:
		r.fail(path, graph.Errorf(graph.Invalid, "the WARC file is damaged at byte %d of what it expands to (%w); fetch it again, what came before was read", start, err))
	}
}

// skipLineEnds passes over the line ends between records; it returns false if nothing follows.
func skipLineEnds(b *bufio.Reader) bool {
	for {
		next, err := b.Peek(1)
		if err != nil {
			return !errors.Is(err, io.EOF) // reading the record meets another error again
		}
		if next[0] != '\r' && next[0] != '\n' {
			return true
		}
		b.Discard(1) //nolint:errcheck // it is there
	}
}

// record reads one record.
func (r *reader) record(s source, place string, record gowarc.WarcRecord) {
	header := record.WarcHeader()
	address := strings.Trim(header.Get(gowarc.WarcTargetURI), "<> ")
	if address != "" {
		place = s.path + ": " + address
	}
	block, err := record.Block().RawBytes()
	if err != nil {
		r.fail(place, err)
		return
	}
	m := source{path: s.path, base: s.base}
	m.base.URL = address
	contentType := header.Get(gowarc.ContentType)
	switch record.Type() {
	case gowarc.Response:
		if !strings.HasPrefix(strings.ToLower(contentType), "application/http") {
			r.skip(place, "a record of another protocol than HTTP")
			return
		}
		var status string
		if status, contentType, block, err = message(block); err != nil {
			r.fail(place, graph.Errorf(graph.Invalid, "its HTTP headers cannot be read (%w)", err))
			return
		}
		if status != "200" {
			r.skip(place, "the answer is no page (HTTP status "+status+")")
			return
		}
	case gowarc.Resource, gowarc.Conversion:
		if base, _, ok := strings.Cut(header.Get("WARC-Identified-Content-Language"), ","); base != "" && !ok {
			m.base.Lang = base
		}
	default:
		r.skip(place, "a record of the type "+record.Type().String())
		return
	}
	b, err := r.whole(block)
	if err != nil {
		r.fail(place, err)
		return
	}
	media, parameters, err := mime.ParseMediaType(contentType)
	if err != nil && media == "" {
		media = "text/plain"
		if sniff(b[:min(len(b), 4096)]) == formatHTML {
			media = "text/html"
		}
	}
	var k format
	switch media {
	case "text/html", "application/xhtml+xml":
		k = formatHTML
	case "text/plain":
		k = formatText
	default:
		r.skip(place, "the record is neither HTML nor plain text")
		return
	}
	m.charset = parameters["charset"]
	if len(bytes.TrimSpace(b)) == 0 {
		r.fail(place, graph.Errorf(graph.Invalid, "the record is empty"))
		return
	}
	a, err := parseDocument(b, k, m)
	if err != nil {
		r.fail(place, err)
		return
	}
	a.Path = memberPath(s, "", a, false)
	r.finish(place, a)
}

// message reads a stored HTTP answer. Crawlers take off the transfer and content encodings or
// leave them, and keep the headers that speak of them in either case; so the body decides.
func message(block io.Reader) (status, contentType string, body io.Reader, err error) {
	buffered := bufio.NewReader(block)
	text := textproto.NewReader(buffered)
	first, err := text.ReadLine()
	if err != nil {
		return "", "", nil, err
	}
	_, status, _ = strings.Cut(first, " ")
	status, _, _ = strings.Cut(strings.TrimSpace(status), " ")
	header, err := text.ReadMIMEHeader()
	if err != nil && len(header) == 0 && !errors.Is(err, io.EOF) {
		return "", "", nil, err
	}
	body = buffered
	if strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") {
		head, _ := buffered.Peek(32) //nolint:errcheck // fewer bytes are enough
		if line, _, ok := bytes.Cut(head, []byte("\r\n")); ok {
			size, _, _ := bytes.Cut(line, []byte(";"))
			if _, err := strconv.ParseUint(strings.TrimSpace(string(size)), 16, 64); err == nil {
				body = httputil.NewChunkedReader(buffered)
			}
		}
	}
	body, err = uncompressed(body, header.Get("Content-Encoding"))
	return status, header.Get("Content-Type"), body, err
}

// uncompressed takes a content encoding off, if the body has one of those that we know.
func uncompressed(body io.Reader, encoding string) (io.Reader, error) {
	buffered := bufio.NewReader(body)
	head, _ := buffered.Peek(2) //nolint:errcheck // fewer bytes are enough
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip":
		if bytes.Equal(head, []byte("\x1F\x8B")) {
			return gzip.NewReader(buffered)
		}
	case "deflate":
		if len(head) == 2 && head[0] == 0x78 {
			return zlib.NewReader(buffered)
		}
		if len(head) == 2 && head[0] != '<' && head[0] > ' ' {
			return flate.NewReader(buffered), nil
		}
	}
	return buffered, nil
}
