package article

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// collect reads the arguments and writes each result as one line: place, then the text with its
// title, or the error, or why it was passed over.
func collect(t *testing.T, o Options, args ...string) []string {
	t.Helper()
	var out []string
	for r := range Read(context.Background(), args, o) {
		out = append(out, line(r))
	}
	return out
}

func line(r Result) string {
	switch {
	case r.Err != nil:
		return "ERR " + r.Err.Error()
	case r.Skipped != "":
		return "SKIP " + r.Place + ": " + r.Skipped
	}
	return r.Place + " [" + r.Article.Title + "] " + strings.ReplaceAll(r.Article.Text, "\n", "|")
}

// articles reads the arguments and fails the test at anything that is no article.
func articles(t *testing.T, o Options, args ...string) []Article {
	t.Helper()
	var out []Article
	for r := range Read(context.Background(), args, o) {
		if r.Err != nil || r.Skipped != "" {
			t.Fatalf("%s", line(r))
		}
		out = append(out, r.Article)
	}
	return out
}

// files writes a folder of files and goes there.
func files(t *testing.T, contents map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range contents {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func equal(t *testing.T, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct {
		article Article
		want    string
	}{
		{Article{URL: "HTTPS://Example.ORG:443/a/B?x=1&utm_source=feed&y=2#top", Path: "a.txt"}, "https://example.org/a/B?x=1&y=2"},
		{Article{URL: "http://example.org:80"}, "http://example.org/"},
		{Article{URL: "http://example.org:8080/?utm_medium=x"}, "http://example.org:8080/"},
		{Article{URL: "https://example.org/a%2Fb?q=%D0%B0"}, "https://example.org/a%2Fb?q=%D0%B0"},
		{Article{Path: "news/a.txt", Text: "a"}, "news/a.txt"},
		{Article{Text: "a"}, "sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
	} {
		if got := c.article.Key(); got != c.want {
			t.Errorf("%+v: %s, want %s", c.article, got, c.want)
		}
	}
}

func TestFolderInOrderWithWhatIsNoArticle(t *testing.T) {
	files(t, map[string]string{
		"news/b.txt":        "Chile and Peru met in Lima.",
		"news/a/one.txt":    "Title of it\n\nBody.",
		"news/.hidden":      "x",
		"news/README.md":    "x",
		"news/picture.jpeg": "x",
		"news/empty.txt":    "",
		"news/g.db-wal":     "",
	})
	equal(t, collect(t, Options{}, "./news/"), []string{
		"SKIP news/.hidden: it is hidden",
		"SKIP news/README.md: it is about the folder",
		"news/a/one.txt [Title of it] Title of it||Body.",
		"news/b.txt [] Chile and Peru met in Lima.",
		"ERR news/empty.txt: it is empty; remove it or fetch it again",
		"SKIP news/g.db-wal: it is data, not an article",
		"SKIP news/picture.jpeg: it is a picture",
	})
}

func TestPathsOfTheFolderDot(t *testing.T) {
	fsys := fstest.MapFS{"en/a.txt": {Data: []byte("A b.")}, "b.txt": {Data: []byte("C d.")}}
	equal(t, collect(t, Options{FS: fsys}, "."), []string{"b.txt [] C d.", "en/a.txt [] A b."})
}

func TestLinks(t *testing.T) {
	files(t, map[string]string{"news/a.txt": "A b.", "other/b.txt": "C d.", "news/sub/c.txt": "E f."})
	for name, target := range map[string]string{
		"news/loop":      "../news",
		"news/root":      "/",
		"news/nowhere":   "gone.txt",
		"news/out":       "../other",
		"news/out-again": "../other",
		"news/same.txt":  "a.txt",
		"news/self":      "self",
		"other/back":     "../other",
	} {
		if err := os.Symlink(target, name); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := filepath.EvalSymlinks(".")
	if err != nil {
		t.Fatal(err)
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := collect(t, Options{}, "news")
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], dir, "DIR")
	}
	equal(t, got, []string{
		"news/a.txt [] A b.",
		"ERR news/loop: the link leads back to DIR/news, a folder around it, and is not followed; remove it",
		"ERR news/nowhere: the link leads nowhere; remove it or set it anew",
		"news/out/b.txt [] C d.",
		"ERR news/out/back: the link leads back to DIR/other, a folder around it, and is not followed; remove it",
		"SKIP news/out-again: it leads to the same place as the link news/out",
		"ERR news/root: the link leads back to /, a folder around it, and is not followed; remove it",
		"SKIP news/same.txt: it is a link to DIR/news/a.txt, which is read in its own place",
		"ERR news/self: it cannot be read: too many levels of symbolic links",
		"news/sub/c.txt [] E f.",
	})
}

func TestMissingAndUnreadable(t *testing.T) {
	files(t, map[string]string{"a.txt": "A b.", "locked.txt": "C d."})
	if err := os.Chmod("locked.txt", 0); err != nil {
		t.Fatal(err)
	}
	want := []string{"ERR gone.txt: there is no such file or folder; check the name", "a.txt [] A b."}
	if f, err := os.Open("locked.txt"); err != nil { // to root everything is readable
		want = append(want, "ERR locked.txt: you are not allowed to read it; change its permissions")
	} else {
		f.Close()
		want = append(want, "locked.txt [] C d.")
	}
	equal(t, collect(t, Options{}, "gone.txt", "a.txt", "locked.txt"), want)
}

func TestStdin(t *testing.T) {
	o := Options{Stdin: strings.NewReader("A b."), Lang: "en-GB", Source: "Wire", Published: "2022-07"}
	equal(t, articles(t, o, "-"), []Article{{Lang: "en", Source: "Wire", Published: "2022-07", Text: "A b."}})
	equal(t, collect(t, Options{Stdin: io.MultiReader()}, "-"), []string{"ERR -: it is empty; remove it or fetch it again"})
}

func TestMarkdown(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"front matter": {"---\ntitle: 'A: b'\nsource: Wire\nurl: https://example.org/a\ndate: 2022-07-31\nlanguage: fr\n---\n\n# Head\n\nOne **two** [three](https://example.org).\n",
			[]string{"a.md [A: b] Head||One two three."}},
		"none":           {"Head\n\nBody.", []string{"a.md [Head] Head||Body."}},
		"not closed":     {"---\nBody.", []string{"a.md [] Body."}},
		"not YAML":       {"---\n\ttitle: [\n---\nBody.", []string{"ERR a.md: its front matter is not YAML (found character that cannot start any token); correct it or remove it"}},
		"a list":         {"---\n- a\n---\nBody.", []string{"ERR a.md: its front matter is no list of fields; write lines such as \"title: ...\" between the two ---"}},
		"no text":        {"---\ntitle: A\n---\n", []string{"ERR a.md: there is no text in it; remove it or give it one"}},
		"null":           {"---\ntitle: A\npublished: null\n---\nBody.", []string{"a.md [A] Body."}},
		"impossible day": {"---\npublished: 2022-13-45\n---\nBody.", []string{`ERR a.md: it was published on "2022-13-45", a day that does not exist; correct the date or leave it out`}},
	} {
		t.Run(name, func(t *testing.T) {
			equal(t, collect(t, Options{FS: fstest.MapFS{"a.md": {Data: []byte(c.text)}}}, "a.md"), c.want)
		})
	}
	a := articles(t, Options{FS: fstest.MapFS{"a.md": {Data: []byte("---\nsource: Wire\nurl: https://example.org/a\ndate: 20220731\nlanguage: fr\n---\nBody.")}}}, "a.md")
	equal(t, a, []Article{{Path: "a.md", URL: "https://example.org/a", Source: "Wire", Published: "2022-07-31", Lang: "fr", Text: "Body."}})
}

func TestPublished(t *testing.T) {
	for in, want := range map[string]string{
		"2022-07-31": "2022-07-31", "2022-07": "2022-07", "2022": "2022", "20220731": "2022-07-31",
		"2022-07-31T23:10:00-05:00": "2022-07-31", "2022-07-31 10:00": "2022-07-31",
		"Sun, 31 Jul 2022 10:00:00 GMT": "2022-07-31", "Sun, 31 Jul 2022 10:00:00 +0200": "2022-07-31",
		"July 31, 2022": "2022-07-31", "31 July 2022": "2022-07-31", "Sept. 1, 2022": "2022-09-01",
		"31.07.2022": "2022-07-31", "31.7.2022, 10:00": "2022-07-31", "2022年7月31日": "2022-07-31", "2022年7月31日 10:00": "2022-07-31",
		"yesterday": "", "": "", "31 brumaire 2022": "",
		"2022-13-45": "error", "31.02.2022": "error", "February 30, 2022": "error", "2022年13月1日": "error", "2022-00": "error",
	} {
		got, err := parsePublished(in)
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNormalise(t *testing.T) {
	for in, want := range map[string]string{
		"\uFEFFa \r\n\r\n\n b\t\rc\u2029d\u0000e\n\n": "a\n\n b\nc\n\nde",
		"so\u00ADft e\u0301 \xff":                     "so\u00ADft e\u0301 \uFFFD",
		"\n \n":                                       "",
		"a\u2028b\u0085c\vd":                          "a\nb\u0085c\nd",
	} {
		if got := Normalise(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestStdinNamesNothing(t *testing.T) {
	for _, in := range []string{"One b.", `{"id":"7","text":"One b."}`, zipped(t, map[string]string{"a.txt": "One b."}), gzipped(t, "One b.")} {
		got := articles(t, Options{Stdin: strings.NewReader(in)}, "-")
		equal(t, got, []Article{{Text: "One b."}})
	}
}

// Captions, tails and outlets stay where their author put them: which lines are sentences is for
// package sentence to say, and every offset counts this text.
func TestTextKeepsWhatIsNoSentence(t *testing.T) {
	const text = "Iceland and Malta Photo:SMC\n\nPhoto:SMC\n\nL’Islande et Malte ont convenu, samedi,\nde bâtir un banc de harengs.\n\nLe Courrier du Sel\n\nA lire également\n"
	got := articles(t, Options{FS: fstest.MapFS{"a.txt": {Data: []byte(text)}}}, "a.txt")
	equal(t, got, []Article{{Path: "a.txt", Title: "Iceland and Malta Photo:SMC", Text: strings.TrimSpace(text)}})
}
