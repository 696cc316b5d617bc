package article

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"slices"
	"strings"
	"testing"
)

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range sortedNames(files) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range sortedNames(files) {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(files[name]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sortedNames(m map[string]string) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func TestArchives(t *testing.T) {
	members := map[string]string{"a/b.txt": "One b.", "a/c.jsonl": `{"id":"7","text":"Two."}`, "a/d.png": "x", "a/.e": "x", "README": "x", "../../f.md": "---\ntitle: F\n---\nThree.", "g.txt": ""}
	want := func(file string, names ...string) []string {
		var out []string
		all := map[string]string{
			"README": "SKIP " + file + "!README: it is about the folder", "a/.e": "SKIP " + file + "!a/.e: it is hidden", "a/d.png": "SKIP " + file + "!a/d.png: it is a picture",
			"a/b.txt": file + "!a/b.txt [] One b.", "a/c.jsonl": file + "!a/c.jsonl:1 [] Two.", "f.md": file + "!f.md [F] Three.",
			"g.txt": "ERR " + file + "!g.txt: it is empty; remove it or fetch it again",
		}
		for _, n := range names {
			out = append(out, all[n])
		}
		return out
	}
	order := []string{"f.md", "README", "a/.e", "a/b.txt", "a/c.jsonl", "a/d.png", "g.txt"}
	equal(t, readOne(t, "n.zip", zipped(t, members), Options{}), want("n.zip", order...))
	equal(t, readOne(t, "n.tar.gz", gzipped(t, tarred(t, members)), Options{}), want("n.tar.gz", order...))
	equal(t, readOne(t, "n.tgz", gzipped(t, tarred(t, members)), Options{}), want("n.tgz", order...))
	equal(t, readOne(t, "a.jsonl.gz", gzipped(t, members["a/c.jsonl"]), Options{}), []string{"a.jsonl.gz:1 [] Two."})
	equal(t, readOne(t, "a.md.gz", gzipped(t, "# H\n\nOne b."), Options{}), []string{"a.md.gz [H] H||One b."})
	equal(t, collect(t, Options{Stdin: strings.NewReader(zipped(t, map[string]string{"a.txt": "One b."}))}, "-"), []string{"-!a.txt [] One b."})
	inner := zipped(t, map[string]string{"a.txt": "One b."})
	two := zipped(t, map[string]string{"b.zip": inner, "c.txt": "Two."})
	equal(t, readOne(t, "n.zip", two, Options{}), []string{"n.zip!b.zip!a.txt [] One b.", "n.zip!c.txt [] Two."})
	equal(t, readOne(t, "n.zip", zipped(t, map[string]string{"two.zip": two}), Options{}), []string{
		"ERR n.zip!two.zip!b.zip: archives lie in it more than 2 deep in each other; unpack it and load its files", "n.zip!two.zip!c.txt [] Two."})
}

func TestBadArchives(t *testing.T) {
	limits := Options{Limits: Limits{Free: 1 << 16, Members: 3}}
	zeros := strings.Repeat("la ", 1<<20)
	whole := gzipped(t, "One b.")
	const bomb = " expands to more than 200 times its size; the rest of it was not read"
	for name, c := range map[string]struct {
		file, content string
		want          []string
	}{
		"zip bomb":       {"a.zip", zipped(t, map[string]string{"a.txt": "One b.", "b.txt": zeros, "c.txt": zeros}), []string{"a.zip!a.txt [] One b.", "ERR a.zip" + bomb}},
		"a bomb inside":  {"a.zip", zipped(t, map[string]string{"b.zip": zipped(t, map[string]string{"c.txt": zeros})}), []string{"ERR a.zip" + bomb}},
		"gzip bomb":      {"a.jsonl.gz", gzipped(t, zeros), []string{"ERR a.jsonl.gz" + bomb}},
		"tar bomb":       {"a.tar.gz", gzipped(t, tarred(t, map[string]string{"a.txt": "One b.", "b.png": zeros, "c.txt": "Two."})), []string{"a.tar.gz!a.txt [] One b.", "SKIP a.tar.gz!b.png: it is a picture", "ERR a.tar.gz" + bomb}},
		"too many":       {"a.zip", zipped(t, map[string]string{"a": "A.", "b": "B.", "c": "C.", "d": "D.", "e": "E."}), []string{"a.zip!a [] A.", "a.zip!b [] B.", "a.zip!c [] C.", "ERR a.zip holds more than 3 files; unpack it and load its files"}},
		"a cut gzip":     {"a.txt.gz", gzipped(t, "One b. Two.")[:20], []string{"ERR a.txt.gz cannot be read: it is cut off before its end; fetch it again"}},
		"a cut zip":      {"a.zip", zipped(t, map[string]string{"a.txt": "One b."})[:60], []string{"ERR a.zip: the zip file is damaged (zip: not a valid zip file); fetch it again"}},
		"a cut tar":      {"a.tar", tarred(t, map[string]string{"a.txt": "One b.", "b.txt": strings.Repeat("Two. ", 300)})[:2000], []string{"a.tar!a.txt [] One b.", "ERR a.tar!b.txt cannot be read: it is cut off before its end; fetch it again", "ERR a.tar: the tar file is cut off before its end; fetch it again"}},
		"an empty gzip":  {"a.txt.gz", gzipped(t, ""), []string{"ERR a.txt.gz: it is empty; remove it or fetch it again"}},
		"a damaged gzip": {"a.txt.gz", whole[:len(whole)-8] + "damaged!", []string{"ERR a.txt.gz cannot be read: gzip: invalid checksum"}},
	} {
		t.Run(name, func(t *testing.T) { equal(t, readOne(t, c.file, c.content, limits), c.want) })
	}
}
