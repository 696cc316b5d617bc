package article

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
)

// What an article of the default limits may hold, and what goes beyond.
func TestDefaultLimits(t *testing.T) {
	const line = "Chile and Peru agreed in Lima on a hundred small things.\n"
	for name, c := range map[string]struct{ file, content, want string }{
		"a text of 100 MB":         {"a.txt", strings.Repeat(line, 100_000_000/len(line)), "ERR a.txt: it is larger than 16 MiB, the limit for one document; split it into its articles"},
		"a text of 10 MB":          {"a.txt", strings.Repeat(line, 10_000_000/len(line)), "ERR a.txt: its text is longer than 8 MiB, the limit for one article; split it into its articles"},
		"a page of many elements":  {"a.html", "<html><body>" + strings.Repeat("<br>a. ", 500_000), "ERR a.html: it has more than 250000 elements; save its text and load that"},
		"a line of 20 MB":          {"a.jsonl", `{"text":"` + strings.Repeat("a ", 10_000_000), "ERR a.jsonl:1: line 1 is longer than 16 MiB, the limit for one document; remove it"},
		"a list's object of 20 MB": {"a.json", "[\n{\"text\":\"" + strings.Repeat("a ", 10_000_000) + "\"}]", "ERR a.json: an article in it is larger than the limit for one document; split it"},
	} {
		t.Run(name, func(t *testing.T) { equal(t, readOne(t, c.file, c.content, Options{}), []string{c.want}) })
	}
}

func TestBrokenBytesAreNoted(t *testing.T) {
	fsys := fstest.MapFS{
		"a.txt":   {Data: []byte("Le P\xc3\xa9rou et l\xc3\xa9gendes, \xc3\xa9t\xc3\xa9, for\xc3\xaat: caf\xff.")},
		"b.jsonl": {Data: []byte(`{"text":"caf\ufffd \ufffd"}` + "\n" + `{"text":"One b."}`)},
	}
	var got []string
	for r := range Read(context.Background(), []string{"a.txt", "b.jsonl"}, Options{FS: fsys}) {
		got = append(got, line(r)+" ("+r.Note+")")
	}
	equal(t, got, []string{
		"a.txt [] Le Pérou et légendes, été, forêt: caf\uFFFD. (1 character of it could not be decoded and stands as U+FFFD; fetch it again if the character matters)",
		"b.jsonl:1 [] caf\uFFFD \uFFFD (2 characters of it could not be decoded and stand as U+FFFD; fetch it again if they matter)",
		"b.jsonl:2 [] One b. ()",
	})
}

func TestReaderThatFails(t *testing.T) {
	in := func() Options {
		return Options{Stdin: iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("One b.")))}
	}
	equal(t, collect(t, in(), "-"), []string{"ERR - cannot be read: timeout"})
}

func TestEarlyEnds(t *testing.T) {
	fsys := fstest.MapFS{"a.jsonl": {Data: []byte("{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n")}, "b.txt": {Data: []byte("Three.")}}
	n := 0
	for range Read(context.Background(), []string{"."}, Options{FS: fsys}) {
		n++
		break
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for range Read(ctx, []string{"."}, Options{FS: fsys}) {
		n++
		cancel()
	}
	if n != 2 {
		t.Errorf("%d results after two breaks", n)
	}
}
