package article

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	mux := http.NewServeMux()
	serve := func(path, contentType, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			fmt.Fprint(w, body)
		})
	}
	serve("/page", "text/html; charset=windows-1252", strings.ReplaceAll(strings.Replace(page, "Norvège", "Norv\xe8ge", 1), "é", "\xe9"))
	serve("/plain", "text/plain", "One b.")
	serve("/lines.jsonl", "application/octet-stream", `{"url":"https://example.org/1","text":"One b."}`+"\n"+`{"text":"Two."}`)
	serve("/feed", "application/rss+xml", `<rss version="2.0"><channel><title>W</title><item><guid isPermaLink="false">x</guid><description>One b.</description></item></channel></rss>`)
	serve("/picture", "image/png", "\x89PNG\r\n")
	serve("/large", "text/plain", strings.Repeat("long ", 5000))
	mux.Handle("/moved", http.RedirectHandler("/plain", http.StatusFound))
	mux.Handle("/round", http.RedirectHandler("/round", http.StatusFound))
	server := httptest.NewServer(mux)
	defer server.Close()
	o := Options{AllowPrivate: true, Limits: Limits{Held: 20000}}
	for path, want := range map[string][]string{
		"/plain":       {"U [] One b."},
		"/moved":       {"U [] One b."},
		"/lines.jsonl": {"U:1 [] One b.", "U:2 [] Two."},
		"/feed":        {"U, entry 1 [] One b."},
		"/picture":     {"ERR U: it is a picture; save its text and load that"},
		"/large":       {"ERR U: it is larger than 20000 bytes, the limit for a download; fetch it yourself and load the file"},
		"/gone":        {`ERR U: the server answered "404 Not Found" instead of the page; check the address`},
		"/round":       {"ERR U: it cannot be fetched (it redirects more than 10 times); try again later"},
	} {
		got := collect(t, o, server.URL+path)
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], server.URL+path, "U")
		}
		equal(t, got, want)
	}
	got := articles(t, o, server.URL+"/page")
	if len(got) != 1 || got[0].URL != server.URL+"/page" || got[0].Title != "L'accord du fjord est signé" {
		t.Errorf("%+v", got)
	}
	for _, a := range articles(t, o, server.URL+"/lines.jsonl", server.URL+"/feed") {
		if strings.HasPrefix(a.URL, server.URL) {
			t.Errorf("an article in a file has the file's address: %+v", a)
		}
	}
	host := strings.TrimPrefix(server.URL, "http://")
	equal(t, collect(t, Options{}, server.URL+"/plain"), []string{
		"ERR " + server.URL + "/plain: " + host + " is an address of a private network or of this machine and is not fetched; allow it with --allow-private-addresses"})
	server.Close()
	if got := collect(t, o, server.URL); len(got) != 1 || !strings.HasPrefix(got[0], "ERR "+server.URL+": it cannot be fetched (") {
		t.Error(got)
	}
	equal(t, collect(t, o, "http://"), []string{"ERR http://: it is no address of a page; write https://host/path"})
}

func TestPublicAddresses(t *testing.T) {
	for addr, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "0.0.0.0": false,
		"100.64.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "::1": false, "::": false, "fe80::1": false, "fd00::1": false,
		"::ffff:127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false,
	} {
		if got := public(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: %v", addr, got)
		}
	}
}
