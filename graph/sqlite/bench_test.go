package sqlite_test

import (
	"runtime"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

// full is how many articles the benchmarks' store holds: a hundred thousand agreements.
const full = 20000

// BenchmarkWrite writes the wire into an empty store, 1,000 articles a batch: one iteration is the
// whole wire.
func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s := open(b, file(b), sqlite.Options{})
		var halves [2]int64
		for from := 0; from < full; from += 1000 {
			articles := graphtest.Wire(from, from+1000)
			b.StartTimer()
			before := b.Elapsed()
			if _, err := s.Write(b.Context(), graph.Batch{Articles: articles}); err != nil {
				b.Fatal(err)
			}
			halves[2*from/full] += int64(b.Elapsed() - before)
			b.StopTimer()
		}
		n, err := s.Agreements().Counts(b.Context(), []graph.AgreementFilter{{}})
		if err != nil {
			b.Fatal(err)
		}
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		b.ReportMetric(float64(n[0]), "agreements")
		b.ReportMetric(float64(n[0])*1e9/float64(halves[0]+halves[1]), "agreements/s")
		b.ReportMetric(float64(halves[1])/float64(halves[0]), "second/first")
		b.ReportMetric(float64(mem.Sys)/1e6, "MB")
		b.StartTimer()
	}
}

func filled(b *testing.B) *sqlite.Store {
	s := open(b, file(b), sqlite.Options{})
	for from := 0; from < full; from += 1000 {
		if _, err := s.Write(b.Context(), graph.Batch{Articles: graphtest.Wire(from, from+1000)}); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

// BenchmarkRead asks a full store what the explorer asks most.
func BenchmarkRead(b *testing.B) {
	s := filled(b)
	newest := func(f graph.AgreementFilter) func() error {
		return func() error {
			_, err := s.Agreements().Lists(b.Context(), []graph.Query[graph.AgreementFilter]{{Filter: f, Order: graph.Descending, Page: graph.Page{Limit: 50}}})
			return err
		}
	}
	counted := func(f graph.AgreementFilter) func() error {
		return func() error {
			_, err := s.Agreements().Counts(b.Context(), []graph.AgreementFilter{f})
			return err
		}
	}
	pair, country := graph.AgreementFilter{Countries: []string{"AE", "AD"}}, graph.AgreementFilter{Countries: []string{"AD"}}
	kind, word := graph.AgreementFilter{Countries: []string{"AD"}, Kinds: []graph.Kind{graph.Signed}}, graph.AgreementFilter{Text: "cooperation AE"}
	ministers, err := s.Ministers().Lists(b.Context(), []graph.Query[graph.MinisterFilter]{{Page: graph.Page{Limit: 50}}})
	if err != nil {
		b.Fatal(err)
	}
	var ids []string
	for _, m := range ministers[0].Nodes {
		ids = append(ids, m.ID)
	}
	for _, bench := range []struct {
		name string
		run  func() error
	}{
		{"PairNewest50", newest(pair)}, {"CountryNewest50", newest(country)}, {"AllNewest50", newest(graph.AgreementFilter{})},
		{"CountrySignedNewest50", newest(kind)}, {"WordsNewest50", newest(word)},
		{"YearNewest50", newest(graph.AgreementFilter{Dates: graph.Dates{From: "2010-01-01", To: "2010-12-31"}})},
		{"PairCount", counted(pair)}, {"CountryCount", counted(country)}, {"AllCount", counted(graph.AgreementFilter{})}, {"CountrySignedCount", counted(kind)},
		{"WordsCount", counted(word)},
		{"Ministers50ByID", func() error { _, err := s.Ministers().ByID(b.Context(), slices.Clone(ids)); return err }},
		{"Countries", func() error { _, err := s.Countries().Counts(b.Context(), []graph.CountryFilter{{}}); return err }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				if err := bench.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
