package graphtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/dump"
)

// testBorders lets statements come, change and go that are dated around the ends of months, where
// reports of one agreement stand in two blocks, and compares the graph after each write with one that
// saw only what is there then.
func testBorders(t *testing.T, open func(*testing.T) graph.Store) {
	t.Run("joined", func(t *testing.T) {
		const quote = "They signed a contract on the railway."
		at := func(url, day string) graph.ArticleFacts {
			return signed(url, func(d *draft) { d.Statement(quote, graph.Date{Value: day}, 0.9, railway(nil, nil)) })
		}
		s := open(t)
		write(t, s, at("https://a.example.org", "2022-12-31"))
		write(t, s, at("https://c.example.org", "2023-01-05"))
		write(t, s, at("https://b.example.org", "2023-01-01"))
		agreements := list(t, s.Agreements(), graph.AgreementFilter{})
		check(t, "agreements", len(agreements), 2)
		check(t, "the date of the first", agreements[0].Date.Value, "2022-12-31")
		check(t, "its reports", len(agreements[0].Reports), 2)
		write(t, s, at("https://b.example.org", "2023-01-04"))
		agreements = list(t, s.Agreements(), graph.AgreementFilter{})
		check(t, "reports of the first", len(agreements[0].Reports), 1)
		check(t, "reports of the second", len(agreements[1].Reports), 2)
	})
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 6))
			s := open(t)
			now := make(map[string]graph.ArticleFacts)
			for range 12 {
				var b graph.Batch
				for _, i := range rng.Perm(14)[:1+rng.IntN(4)] {
					f := bordering(rng, i)
					if rng.IntN(4) == 0 {
						b.Withdraw = append(b.Withdraw, f.Article.ID)
						delete(now, f.Article.ID)
						continue
					}
					b.Articles = append(b.Articles, f)
					now[f.Article.ID] = f
				}
				writeBatch(t, s, b)
				want := Reference()
				writeBatch(t, want, graph.Batch{Articles: slices.Collect(maps.Values(now))})
				compareDumps(t, dumped(t, s, dump.Options{OmitTimes: true}), dumped(t, want, dump.Options{OmitTimes: true}))
			}
		})
	}
}

// bordering makes a version of an article that states things around the ends of months.
func bordering(rng *rand.Rand, article int) graph.ArticleFacts {
	quotes := []string{"They signed a contract on the railway.", "The railway contract was signed by both.", "They signed a protocol on wheat.", "They signed it."}
	days := []string{"2022-12", "2022-12-29", "2022-12-30", "2022-12-31", "2023-01-01", "2023-01-02", "2023-01-03", "2023-01", "2023-01-30", "2023-01-31", "2023-02-01", "2023-02-02", "2023", ""}
	names := []string{"Northern Port", "Eastern Port"}
	return signed(fmt.Sprintf("https://%d.example.org", article), func(d *draft) {
		for range 1 + rng.IntN(2) {
			var what []string
			if rng.IntN(3) == 0 {
				what = []string{d.Naming(graph.Name{Type: graph.ProjectNode, Text: names[rng.IntN(2)], Form: "port", Scope: []string{"CN", "KG"}[:1+rng.IntN(2)], Detail: "TRANSPORT"}, "")}
			}
			d.Statement(quotes[rng.IntN(len(quotes))], graph.Date{Value: days[rng.IntN(len(days))]}, 0.9, railway(nil, what))
		}
	})
}
