// Package article reads articles: from files, folders, archives, saved feeds, WARC files, web
// addresses and standard input, in whatever encoding they come, into one form.
//
// A reader never fails as a whole. What is not an article, or not a readable one, is a Result of
// its own among the others.
package article

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"iter"
	"net/url"
	"strings"
)

// Article is one text with what is known about it. All but Text may be empty.
type Article struct {
	Path      string // the file as it was named, with slashes; see docs/formats.md for members of containers
	URL       string // http or https, as it was given
	Title     string // on one line
	Source    string // the outlet
	Lang      string // the base language of a BCP 47 tag, such as "fr"
	Published string // "2022-07-30", "2022-07" or "2022"
	Text      string // in the normal form of Normalise; all offsets count its bytes
}

// Key names the article wherever it is loaded from: its normalised URL if it has one, else its
// path, else the hash of its text. The normalised URL has scheme and host in lower case, no
// default port, no fragment and no parameter that begins with "utm_".
func (a Article) Key() string {
	if a.URL != "" {
		return normaliseURL(a.URL)
	}
	if a.Path != "" {
		return a.Path
	}
	sum := sha256.Sum256([]byte(a.Text))
	return "sha256:" + hex.EncodeToString(sum[:])
}

func normaliseURL(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return raw
	}
	u.Scheme = strings.ToLower(u.Scheme)
	u.Host = strings.ToLower(u.Host)
	switch port := u.Port(); {
	case port == "80" && u.Scheme == "http", port == "443" && u.Scheme == "https", port == "":
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	var kept []string
	// The parameters are not sorted or encoded anew: to some servers their order matters.
	for _, p := range strings.Split(u.RawQuery, "&") {
		if p != "" && !strings.HasPrefix(strings.ToLower(p), "utm_") {
			kept = append(kept, p)
		}
	}
	u.RawQuery, u.ForceQuery = strings.Join(kept, "&"), false
	return u.String()
}

// Result is an article, or why there is none: exactly one of Article.Text, Err and Skipped is set.
type Result struct {
	Article Article
	Note    string // what is doubtful about the article, such as characters that could not be decoded
	Place   string // where it was found, for reports
	Err     error  // a *graph.Error: one sentence that says what is wrong, where, and what to do
	Skipped string // why this is no article, such as a picture in an archive
}

// Options of Read. The zero value reads files with the default limits.
type Options struct {
	Lang, Source, Published string            // for articles that lack them
	Map                     map[string]string // JSON: our field (text, title, url, source, published, lang, id) -> dotted path in theirs
	AllowPrivate            bool              // let web addresses lead to private networks and this machine
	Stdin                   io.Reader         // what "-" reads
	FS                      fs.FS             // if set, the arguments are paths in it
	Limits                  Limits            // zero fields take their defaults
}

// Limits bound what is read. Beyond them lies a Result whose error has the code graph.Limit.
type Limits struct {
	Text     int64 // bytes of one article's text, decoded; 8 MiB
	File     int64 // bytes of what is parsed as a whole: a document, a feed, a JSON object; 16 MiB
	Held     int64 // bytes of what is held as a whole: a download, a zip that is no file of its own; 64 MiB
	Ratio    int64 // an archive may expand to so many times its size; 200
	Free     int64 // bytes that it may expand to whatever its size; 32 MiB
	Expanded int64 // bytes that it may expand to at most; 256 GiB
	Members  int   // files in one archive; 200,000
	Nesting  int   // archives in archives; 2
}

func (l Limits) withDefaults() Limits {
	or := func(v *int64, d int64) {
		if *v == 0 {
			*v = d
		}
	}
	or(&l.Text, 8<<20)
	or(&l.File, 16<<20) // UTF-16 takes twice the bytes, and parsers take many times that
	or(&l.Held, 64<<20)
	or(&l.Ratio, 200)
	or(&l.Free, 32<<20)
	or(&l.Expanded, 256<<30)
	if l.Members == 0 {
		l.Members = 200_000
	}
	if l.Nesting == 0 {
		l.Nesting = 2
	}
	return l
}

// Read yields what the arguments lead to: files, folders with all that is in them, http and https
// addresses, and "-" for standard input. Arguments are read in the order given and folders in
// byte order of the names, so that the same arguments yield the same results in the same order.
// Memory does not grow with the number of articles. A bad article is one Result and ends nothing.
// When ctx ends, Read ends, without a Result of its own.
func Read(ctx context.Context, args []string, o Options) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		o.Limits = o.Limits.withDefaults()
		r := &reader{ctx: ctx, Options: o, yield: yield}
		for _, arg := range args {
			if r.ended() {
				return
			}
			switch {
			case arg == "-":
				r.stdin()
			case o.FS == nil && (hasPrefixFold(arg, "http://") || hasPrefixFold(arg, "https://")):
				r.fetch(arg)
			default:
				r.argument(arg)
			}
		}
	}
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
