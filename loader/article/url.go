package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	"entente/graph"
)

const (
	fetchTime   = 2 * time.Minute // for a whole download
	connectTime = 15 * time.Second
	answerTime  = 30 * time.Second // until the headers are there
	redirects   = 10
)

// privateError is the refusal to connect to an address that is not public.
type privateError struct{ addr string }

func (e privateError) Error() string {
	return e.addr + " is an address of a private network or of this machine"
}

// client fetches pages. Addresses are checked when the connection is made, after every redirect
// and resolution, because a public name may lead to a private address. For the same reason it
// uses no proxy.
func (r *reader) client() *http.Client {
	dialer := &net.Dialer{Timeout: connectTime}
	if !r.AllowPrivate {
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			addr, err := netip.ParseAddrPort(address)
			if err != nil || !public(addr.Addr()) {
				return privateError{address}
			}
			return nil
		}
	}
	return &http.Client{
		Timeout: fetchTime,
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    connectTime,
			ResponseHeaderTimeout:  answerTime,
			MaxResponseHeaderBytes: 1 << 20,
			DisableKeepAlives:      true,
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) >= redirects {
				return fmt.Errorf("it redirects more than %d times", redirects)
			}
			return nil
		},
	}
}

// The ranges that netip has no question for: shared and test networks, those that translate
// to IPv4, and what is reserved.
var special = func() []netip.Prefix {
	var all []netip.Prefix
	for _, p := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10",
	} {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}()

func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Zone() != "" {
		return false // loopback, link-local, multicast and unspecified addresses are not global
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// fetch reads what an address leads to.
func (r *reader) fetch(address string) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		r.fail(address, graph.Errorf(graph.Invalid, "it is no address of a page; write https://host/path"))
		return
	}
	ctx, cancel := context.WithTimeout(r.ctx, fetchTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		r.fail(address, graph.Errorf(graph.Invalid, "it is no address of a page; write https://host/path"))
		return
	}
	request.Header.Set("User-Agent", "entente")
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/feed+json, application/rss+xml, application/atom+xml, application/json, text/*;q=0.9, */*;q=0.5")
	client := r.client()
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		r.failFetch(address, err)
		return
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		r.fail(address, graph.Errorf(graph.Unavailable, "the server answered %q instead of the page; check the address", response.Status))
		return
	}
	media, parameters, err := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if err != nil || media == "text/plain" || media == "application/octet-stream" {
		media = "" // servers say these of what they do not know, so the name and the content tell
	}
	body := &download{body: response.Body, left: r.Limits.Held, limit: r.Limits.Held}
	r.read(source{path: address, kindOf: u.Path, media: media, charset: parameters["charset"], base: Article{URL: address}, body: body})
}

// download ends with an error where it grows larger than the limit.
type download struct {
	body        io.Reader
	left, limit int64
}

func (d *download) Read(p []byte) (int, error) {
	n, err := d.body.Read(p)
	if d.left -= int64(n); d.left < 0 {
		return 0, graph.Errorf(graph.Limit, "it is larger than %s, the limit for a download; fetch it yourself and load the file", size(d.limit))
	}
	var t interface{ Timeout() bool }
	if err != nil && errors.As(err, &t) && t.Timeout() {
		err = graph.Errorf(graph.Unavailable, "it did not arrive in time; try again later")
	}
	return n, err
}

func (r *reader) failFetch(address string, err error) {
	var private privateError
	var dns *net.DNSError
	var t interface{ Timeout() bool }
	var u *url.Error
	switch {
	case errors.As(err, &private):
		err = graph.Errorf(graph.Invalid, "%w and is not fetched; allow it with --allow-private-addresses", private)
	case errors.As(err, &dns) && dns.IsNotFound:
		err = graph.Errorf(graph.Unavailable, "there is no host %s; check the address", dns.Name)
	case errors.As(err, &t) && t.Timeout():
		err = graph.Errorf(graph.Unavailable, "the server does not answer in time; try again later")
	case errors.As(err, &u):
		err = graph.Errorf(graph.Unavailable, "it cannot be fetched (%w); try again later", u.Err)
	}
	r.fail(address, err)
}
