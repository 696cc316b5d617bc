package article

import (
	"strings"
	"testing"
	"testing/fstest"
)

const page = `<!DOCTYPE html><html lang="fr-CA"><head><title>Accord signé | Le Fjord</title>
<meta property="og:title" content="L'accord du fjord est signé"><meta property="og:site_name" content="Le Fjord">
<meta property="article:published_time" content="2024-05-03T22:00:00-04:00">
<link rel="canonical" href="https://example.org/fjord/accord"></head><body>
<nav><a href="/">Accueil</a> <a href="/monde">Monde</a></nav>
<article><h1>L'accord du fjord est signé</h1>
<p>La Norvège et le Canada ont signé   vendredi
à Bergen un accord sur la <em>pêche</em> au large du fjord de Sel.</p>
<p>Le ministre norvégien des Pêches, Odd Fiskvik, a reçu son homologue canadienne dans la vieille halle aux poissons de la ville.</p>
<p>Les deux pays construiront ensemble un port de froid, dont le coût atteint 40&nbsp;millions d'euros.</p></article>
<aside>Abonnez-vous à notre lettre</aside><footer>© Le Fjord</footer></body></html>`

func TestHTML(t *testing.T) {
	const body = "La Norvège et le Canada ont signé vendredi à Bergen un accord sur la pêche au large du fjord de Sel.\n\n" +
		"Le ministre norvégien des Pêches, Odd Fiskvik, a reçu son homologue canadienne dans la vieille halle aux poissons de la ville.\n\n" +
		"Les deux pays construiront ensemble un port de froid, dont le coût atteint 40 millions d'euros."
	got := articles(t, Options{FS: fstest.MapFS{"a.html": {Data: []byte(page)}}}, "a.html")
	if len(got) != 1 {
		t.Fatal(got)
	}
	equal(t, got[0], Article{Path: "a.html", URL: "https://example.org/fjord/accord", Title: "L'accord du fjord est signé", Source: "Le Fjord", Lang: "fr", Published: "2024-05-03", Text: body})
	// The same from standard input, where only the content tells what it is.
	got = articles(t, Options{Stdin: strings.NewReader(page)}, "-")
	if len(got) != 1 || !strings.HasSuffix(got[0].Text, body) {
		t.Errorf("%q", got)
	}
}

func TestPageMetadata(t *testing.T) {
	long := "<p>" + strings.Repeat("Chile and Peru agreed on many things in Lima. ", 8) + "</p>"
	for name, c := range map[string]struct {
		head string
		want Article
	}{
		"JSON-LD first": {`<meta property="og:title" content="B"><script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"x"},
			{"@type":["NewsArticle"],"headline":"A","datePublished":"2024-05-03","inLanguage":{"name":"en"},"publisher":[{"name":"Wire"}],"url":"https://example.org/1"}]}</script>`,
			Article{Title: "A", Source: "Wire", Lang: "en", Published: "2024-05-03", URL: "https://example.org/1"}},
		"broken JSON-LD": {`<title>T</title><script type="application/ld+json">{"@type":</script><meta name="date" content="3 May 2024">`,
			Article{Title: "T", Published: "2024-05-03"}},
		"time":                    {`<title>T</title></head><body><time datetime="2024-05-03T10:00Z">yesterday</time>`, Article{Title: "T", Published: "2024-05-03"}},
		"an address without host": {`<title>T</title><link rel="canonical" href="/a">`, Article{Title: "T"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := articles(t, Options{FS: fstest.MapFS{"a.html": {Data: []byte("<html><head>" + c.head + "<article>" + long + long + "</article>")}}}, "a.html")
			c.want.Path, c.want.Text = "a.html", got[0].Text
			equal(t, got[0], c.want)
		})
	}
}

func TestHTMLWithoutArticle(t *testing.T) {
	const want = "ERR a.html: there is no article in this page; load a page that holds one, or its text"
	for name, page := range map[string]string{
		"nothing":    `<html><head><title>T</title></head><body></body></html>`,
		"navigation": `<html><body><nav><a href="/">Home</a><a href="/x">World</a></nav><footer>All rights reserved</footer></body></html>`,
		"script":     `<html><body><script>var a = "` + strings.Repeat("text in a script ", 100) + `"</script></body></html>`,
	} {
		t.Run(name, func(t *testing.T) {
			equal(t, collect(t, Options{FS: fstest.MapFS{"a.html": {Data: []byte(page)}}}, "a.html"), []string{want})
		})
	}
	deep := strings.Repeat("<div>", 5000)
	got := collect(t, Options{FS: fstest.MapFS{"a.html": {Data: []byte(deep)}}}, "a.html")
	if len(got) != 1 || !strings.HasPrefix(got[0], "ERR a.html: ") {
		t.Error(got)
	}
}

// The extractor would take minutes for such a page.
func TestHTMLWithManyElements(t *testing.T) {
	const paragraph = "<p>Chile and Peru agreed on many things in Lima.</p>\n"
	page := "<html><body><p>We use cookies to improve your visit.</p><article>" + strings.Repeat(paragraph, 20000) + "</article>"
	got := articles(t, Options{FS: fstest.MapFS{"a.html": {Data: []byte(page)}}}, "a.html")
	if want := strings.TrimSuffix(strings.Repeat("Chile and Peru agreed on many things in Lima.\n\n", 20000), "\n\n"); got[0].Text != want {
		t.Errorf("%d bytes, want %d", len(got[0].Text), len(want))
	}
}
