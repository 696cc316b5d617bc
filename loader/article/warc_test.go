package article

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestWARC(t *testing.T) {
	b, err := os.ReadFile("testdata/news.warc.gz")
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	const tail = "||The ministers toured the old lighthouse at Grey Point before lunch, and a brass band played on the quay while it rained." +
		"||Fishermen in both ports hope that the plan will bring back the herring, which left the bay eleven years ago."
	want := func(file string) []string {
		return []string{
			"SKIP " + file + ", byte 0: a record of the type warcinfo",
			file + ": https://example.org/saltmarsh/herring [Iceland and Malta plan a herring bank] Iceland and Malta agreed on Friday to build a herring bank in the Bay of Saltmarsh." + tail,
			"SKIP " + file + ": https://example.org/saltmarsh/herring: a record of the type request",
			"SKIP " + file + ": https://example.org/saltmarsh/gone: the answer is no page (HTTP status 404)",
			"SKIP " + file + ": https://example.org/saltmarsh/boat.png: the record is neither HTML nor plain text",
			file + ": https://example.org/saltmarsh/cafe [Café treaty signed] France and Malta signed the café treaty on Saturday." + tail,
			file + ": https://example.org/saltmarsh/note.txt [] Malta thanked Iceland in a short note.",
		}
	}
	equal(t, readOne(t, "news.warc.gz", string(b), Options{}), want("news.warc.gz"))
	equal(t, readOne(t, "news.warc", string(plain), Options{}), want("news.warc"))
	at := bytes.Index(plain, []byte("France and Malta"))
	start := bytes.LastIndex(plain, []byte("WARC/1.0\r\n"))
	if at >= 0 || start < 0 {
		t.Fatal("the fixture is not as expected: its second page is to be compressed")
	}
	cut := want("cut.warc")
	cut[6] = "ERR cut.warc: the WARC file is cut off in the record at byte " + strconv.Itoa(start) + " of what it expands to; fetch it again, what came before was read"
	for _, end := range []int{start + 4, start + 20, start + 200, len(plain) - 20} {
		equal(t, readOne(t, "cut.warc", string(plain[:end]), Options{}), cut)
	}
	got := readOne(t, "cut.warc.gz", string(b[:len(b)-30]), Options{})
	equal(t, got, append(want("cut.warc.gz")[:6], strings.Replace(cut[6], "cut.warc", "cut.warc.gz", 1)))
	first := articles(t, Options{Stdin: bytes.NewReader(plain[bytes.Index(plain[5:], []byte("WARC/1.0"))+5 : bytes.Index(plain, []byte("WARC-Type: request"))-10])}, "-")
	if len(first) != 1 || first[0].URL != "https://example.org/saltmarsh/herring" || first[0].Published != "2024-11-01" || first[0].Source != "The Saltmarsh Courier" {
		t.Errorf("%+v", first)
	}
}
