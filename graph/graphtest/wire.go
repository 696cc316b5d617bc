package graphtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"entente/graph"
)

// Wire makes the articles from the first to before the last of a long plain wire, for
// measurements: each tells of a meeting of two ministers and of two to eight agreements of their
// countries, five in the mean. Countries and initiatives are drawn by Zipf's law.
func Wire(first, last int) []graph.ArticleFacts {
	var out []graph.ArticleFacts
	for i := first; i < last; i++ {
		out = append(out, wire(i))
	}
	return out
}

func wire(i int) graph.ArticleFacts {
	rng := rand.New(rand.NewPCG(uint64(i), 11))
	m := &maker{rng}
	zipf := rand.NewZipf(rng, 1.3, 4, 190)
	codes := []string{graph.CountryCodes()[zipf.Uint64()], graph.CountryCodes()[zipf.Uint64()]}
	for codes[0] == codes[1] {
		codes[1] = graph.CountryCodes()[zipf.Uint64()]
	}
	slices.Sort(codes)
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(9000)).Format("2006-01-02")
	d := newDraft(fmt.Sprintf("https://example.org/%d", i), "en")
	d.Article.Title, d.Article.Source, d.Article.Published = fmt.Sprintf("Article %d", i), fmt.Sprintf("Outlet %d", i%7), day
	var who, what []string
	for _, c := range codes {
		name := fmt.Sprintf("Minister %s %d", c, rng.IntN(20))
		who = append(who, d.Naming(graph.Name{Type: graph.MinisterNode, Text: name, Form: name, Scope: []string{c}}, graph.ForeignMinister))
	}
	slices.Sort(who)
	name := fmt.Sprintf("Initiative %d", rand.NewZipf(rng, 1.3, 4, 300).Uint64())
	what = append(what, d.Naming(graph.Name{Type: graph.InitiativeNode, Text: name, Form: name, Detail: string(graph.Programme)}, ""))
	name = fmt.Sprintf("Project %s-%s %d", codes[0], codes[1], rng.IntN(4))
	what = append(what, d.Naming(graph.Name{Type: graph.ProjectNode, Text: name, Form: name, Scope: codes, Detail: "TRANSPORT"}, ""))
	d.Encounter(fmt.Sprintf("The ministers of %s and %s met on %s.", codes[0], codes[1], day), graph.Date{Value: day}, 1,
		graph.Encounter{Countries: codes, Ministers: who})
	for k := range 2 + rng.IntN(7) {
		st := graph.Statement{Kind: pick(m, graph.Kinds()), Objects: m.subset(what),
			Parties: []graph.Party{{Country: codes[0], Role: graph.By}, {Country: codes[1], Role: graph.By}},
			Topics:  []graph.Topic{pick(m, graph.Topics()[:9]), pick(m, graph.Topics()[9:])}}
		d.Statement(fmt.Sprintf("Sentence %d of article %d: %s and %s signed %s on %s.", k, i, codes[0], codes[1], pick(m, []string{"further cooperation", name}), day),
			graph.Date{Value: day}, 1, st)
	}
	return d.Facts()
}
