package article

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"

	"entente/graph"

	"golang.org/x/text/language"
)

// reader walks through what the arguments lead to.
type reader struct {
	Options
	ctx     context.Context
	yield   func(Result) bool
	stopped bool
}

// source is a stream of bytes that holds one article or many.
type source struct {
	path    string  // names it: the article's Path, and the place in reports
	kindOf  string  // the name whose extension tells its format, if not path
	base    Article // what is known before it is read: the address, what the server said
	media   string  // the media type, if a server told it
	charset string  // the encoding, if a server told it
	body    io.Reader
	at      io.ReaderAt // body as a file, if it is one
	size    int64       // of at
	depth   int         // archives around it
	gunzip  bool        // it came out of a gzip file of this name
	budget  *budget     // of the outermost archive; nil outside of archives
}

func (r *reader) ended() bool { return r.stopped || r.ctx.Err() != nil }

func (r *reader) emit(res Result) {
	if !r.ended() && !r.yield(res) {
		r.stopped = true
	}
}

func (r *reader) skip(place, why string) { r.emit(Result{Place: place, Skipped: why}) }

// fail reports an error of a place. An archive that expanded beyond its limits is reported once,
// for the archive.
func (r *reader) fail(place string, err error) {
	var over *budgetError
	var g *graph.Error
	switch {
	case errors.As(err, &over):
		if over.budget.reported {
			return
		}
		over.budget.reported = true
		place = over.budget.place
		err = graph.Errorf(graph.Limit, "%s %s", place, over.why)
	case errors.As(err, &g):
		err = &graph.Error{Code: g.Code, Message: place + ": " + g.Message, Err: g}
	default:
		err = graph.Errorf(graph.Invalid, "%s cannot be read: %w", place, plainError(err))
	}
	r.emit(Result{Place: place, Err: err})
}

// plainError puts the commonest errors of reading into words.
func plainError(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it is cut off before its end; fetch it again")
	default:
		return err
	}
}

// finish completes an article and yields it, or says why it is none.
func (r *reader) finish(place string, a Article) {
	if strings.HasPrefix(place, "-") && isStdin(a.Path) {
		a.Path = "" // what standard input was when it was read names nothing
	}
	if err := r.complete(&a); err != nil {
		r.fail(place, err)
		return
	}
	r.emit(Result{Article: a, Place: place, Note: undecoded(a.Text)})
}

// undecoded says how many characters of a text were lost to its encoding, "" if none.
func undecoded(text string) string {
	switch n := strings.Count(text, "\uFFFD"); n {
	case 0:
		return ""
	case 1:
		return "1 character of it could not be decoded and stands as U+FFFD; fetch it again if the character matters"
	default:
		return fmt.Sprintf("%d characters of it could not be decoded and stand as U+FFFD; fetch it again if they matter", n)
	}
}

func isStdin(path string) bool {
	return path == "-" || strings.HasPrefix(path, "-!") || strings.HasPrefix(path, "-#")
}

func (r *reader) complete(a *Article) error {
	a.Title, a.Source = oneLine(a.Title), oneLine(a.Source)
	if a.URL = strings.TrimSpace(a.URL); a.URL != "" {
		if u, err := url.Parse(a.URL); err != nil || u.Host == "" || !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https") {
			a.URL = ""
		}
	}
	a.Lang = baseLanguage(a.Lang)
	published, err := parsePublished(a.Published)
	if err != nil {
		return err
	}
	a.Published = published
	if a.Source == "" {
		a.Source = r.Source
	}
	if a.Lang == "" {
		a.Lang = baseLanguage(r.Lang)
	}
	if a.Published == "" {
		a.Published = r.Published
	}
	a.Text = Normalise(a.Text)
	if a.Text == "" {
		return graph.Errorf(graph.Invalid, "there is no text in it; remove it or give it one")
	}
	if int64(len(a.Text)) > r.Limits.Text {
		return graph.Errorf(graph.Limit, "its text is longer than %s, the limit for one article; split it into its articles", size(r.Limits.Text))
	}
	return nil
}

// baseLanguage returns the base of a language tag ("fr" of "fr-CA" and "fr_CA"), "" if it is none.
func baseLanguage(tag string) string {
	tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")
	if tag == "" {
		return ""
	}
	// Parse may fail at a part that it does not know and yet know the language.
	t, _ := language.Parse(tag)
	base, confidence := t.Base()
	if confidence == language.No || base.String() == "und" || t.IsRoot() {
		return ""
	}
	return base.String()
}

func size(n int64) string {
	for _, u := range []struct {
		bytes int64
		name  string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n >= u.bytes && n%u.bytes == 0 {
			return fmt.Sprintf("%d %s", n/u.bytes, u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// whole reads all of a document.
func (r *reader) whole(body io.Reader) ([]byte, error) {
	return readUpTo(body, r.Limits.File, "one document; split it into its articles")
}

// readUpTo reads all of a body. One of more bytes than the limit is an error, which says for what
// the limit is and what to do.
func readUpTo(body io.Reader, limit int64, what string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > limit {
		return nil, graph.Errorf(graph.Limit, "it is larger than %s, the limit for %s", size(limit), what)
	}
	return b, nil
}

func (r *reader) stdin() {
	if r.Stdin == nil {
		r.fail("-", graph.Errorf(graph.Invalid, "there is no standard input to read"))
		return
	}
	r.read(source{path: "-", body: r.Stdin})
}

// read finds out what a source is and reads it so.
func (r *reader) read(s source) {
	buffered := bufio.NewReaderSize(contextReader{r.ctx, s.body}, 64<<10)
	head, err := buffered.Peek(4096)
	if err != nil && err != io.EOF && len(head) == 0 {
		r.fail(s.path, err)
		return
	}
	s.body = buffered
	if err != nil && err != io.EOF {
		s.body = io.MultiReader(bytes.NewReader(head), failing{err}) // Peek has taken the error
	}
	if len(head) == 0 {
		r.fail(s.path, graph.Errorf(graph.Invalid, "it is empty; remove it or fetch it again"))
		return
	}
	k := kind(s, head)
	if k <= formatFeed && !isText(head) {
		r.fail(s.path, notText(head))
		return
	}
	switch k {
	case formatJSON:
		r.json(s)
	case formatLines:
		r.lines(s)
	case formatFeed:
		if strings.HasPrefix(strings.TrimLeft(string(head), "\uFEFF \t\r\n"), "{") {
			r.json(s) // which knows a feed from others
		} else {
			r.feed(s)
		}
	case formatWARC:
		r.warc(s)
	case formatGzip:
		r.gzip(s)
	case formatZip:
		r.zip(s)
	case formatTar:
		r.tar(s)
	default:
		r.document(s, k)
	}
}

// document reads a source that holds one article.
func (r *reader) document(s source, k format) {
	b, err := r.whole(s.body)
	if err != nil {
		r.fail(s.path, err)
		return
	}
	a, err := parseDocument(b, k, s)
	if err != nil {
		r.fail(s.path, err)
		return
	}
	r.finish(s.path, a)
}

func parseDocument(b []byte, k format, s source) (Article, error) {
	text, err := decode(b, s.charset)
	if err != nil {
		return Article{}, err
	}
	var a Article
	switch k {
	case formatMarkdown:
		a, err = parseMarkdown(text)
	case formatHTML:
		a, err = parseHTML(text)
	default:
		a = parseText(text)
	}
	a.Path = s.path
	return a.under(s.base), err
}

// under returns a with what it lacks from base; an address that base has goes before a's own.
func (a Article) under(base Article) Article {
	or := func(v *string, d string) {
		if strings.TrimSpace(*v) == "" {
			*v = d
		}
	}
	if base.URL != "" {
		a.URL = base.URL
	}
	or(&a.Title, base.Title)
	or(&a.Source, base.Source)
	or(&a.Lang, base.Lang)
	or(&a.Published, base.Published)
	return a
}

// failing is a reader that returns its error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// format is a form that a source can have.
type format int

const (
	formatText format = iota
	formatMarkdown
	formatHTML
	formatJSON
	formatLines
	formatFeed
	formatWARC
	formatGzip
	formatZip
	formatTar
)

// kind tells the format of a source: by its first bytes where they are unmistakable, then by its
// name or media type, then by what it looks like.
func kind(s source, head []byte) format {
	start := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case start("\x1F\x8B"):
		return formatGzip
	case start("PK\x03\x04"), start("PK\x05\x06"):
		return formatZip
	case start("WARC/"):
		return formatWARC
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return formatTar
	}
	name := s.path
	if s.kindOf != "" {
		name = s.kindOf
	}
	if s.media != "" {
		if f, ok := mediaFormats[s.media]; ok {
			return f
		}
	} else if f, ok := extensions[strings.ToLower(path.Ext(name))]; ok {
		return f
	}
	return sniff(head)
}

// The formats of media types and of extensions; of those not here, the content tells.
var (
	mediaFormats = map[string]format{
		"text/html": formatHTML, "application/xhtml+xml": formatHTML, "text/markdown": formatMarkdown,
		"application/rss+xml": formatFeed, "application/atom+xml": formatFeed, "application/feed+json": formatFeed,
		"application/x-ndjson": formatLines, "application/jsonl": formatLines, "application/warc": formatWARC,
	}
	extensions = map[string]format{
		".txt": formatText, ".text": formatText, ".md": formatMarkdown, ".markdown": formatMarkdown,
		".html": formatHTML, ".htm": formatHTML, ".xhtml": formatHTML,
		".jsonl": formatLines, ".ndjson": formatLines, ".rss": formatFeed, ".atom": formatFeed, ".warc": formatWARC,
	}
)

// sniff tells the format of a text by its beginning.
func sniff(head []byte) format {
	text := strings.ToLower(strings.TrimLeft(string(widened(head)), "\uFEFF \t\r\n"))
	switch {
	case strings.HasPrefix(text, "{"), strings.HasPrefix(text, "[{"), strings.HasPrefix(text, "[\n"), strings.HasPrefix(text, "[\r"), strings.HasPrefix(text, "[ "):
		return formatJSON
	case strings.HasPrefix(text, "---\n"), strings.HasPrefix(text, "---\r\n"):
		return formatMarkdown
	case !strings.HasPrefix(text, "<"):
		return formatText
	}
	for _, root := range []string{"<rss", "<feed", "<rdf:rdf"} {
		if strings.Contains(text, root) && !strings.Contains(text, "<html") {
			return formatFeed
		}
	}
	for _, element := range []string{"<!doctype html", "<html", "<head", "<body", "<p>", "<p ", "<div", "<article", "<meta", "<h1"} {
		if strings.Contains(text, element) {
			return formatHTML
		}
	}
	return formatText
}

// widened drops the zero bytes of UTF-16, so that its markup can be recognised.
func widened(head []byte) []byte {
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	return head
}
