"""Writes news.warc.gz with warcio (pip install warcio), for warc_test.go: run it in this folder."""
import gzip
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:site_name" content="The Saltmarsh Courier">
<meta property="article:published_time" content="2024-11-0{day}T08:00:00Z"></head><body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>
<p>{first}</p><p>The ministers toured the old lighthouse at Grey Point before lunch, and a brass band played on the quay while it rained.</p>
<p>Fishermen in both ports hope that the plan will bring back the herring, which left the bay eleven years ago.</p></article></body></html>"""


def add(writer, uri, status, headers, body):
    http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(uri, "response", payload=BytesIO(body), http_headers=http,
                                                  warc_headers_dict={"WARC-Date": "2024-11-09T00:00:00Z"}))


with open("news.warc.gz", "wb") as out:
    w = WARCWriter(out, gzip=True)
    w.write_record(w.create_warcinfo_record("news.warc.gz", {"software": "warcio"}))
    html = [("Content-Type", "text/html; charset=utf-8")]
    one = PAGE.format(title="Iceland and Malta plan a herring bank", day=1,
                      first="Iceland and Malta agreed on Friday to build a herring bank in the Bay of Saltmarsh.").encode()
    add(w, "https://example.org/saltmarsh/herring", "200 OK", html, one)
    request = StatusAndHeaders("GET /saltmarsh/herring HTTP/1.1", [("Host", "example.org")], is_http_request=True)
    w.write_record(w.create_warc_record("https://example.org/saltmarsh/herring", "request", http_headers=request))
    add(w, "https://example.org/saltmarsh/gone", "404 Not Found", html, b"<html>gone</html>")
    add(w, "https://example.org/saltmarsh/boat.png", "200 OK", [("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n")
    two = PAGE.format(title="Café treaty signed", day=2,
                      first="France and Malta signed the café treaty on Saturday.").encode("windows-1252")
    add(w, "https://example.org/saltmarsh/cafe", "200 OK",
        [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], gzip.compress(two, mtime=0))
    chunk = "Malta thanked Iceland in a short note.\n"
    add(w, "https://example.org/saltmarsh/note.txt", "200 OK",
        [("Content-Type", "text/plain"), ("Transfer-Encoding", "chunked")],
        ("%x\r\n%s\r\n0\r\n\r\n" % (len(chunk), chunk)).encode())
