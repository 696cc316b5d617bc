package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"sort"
	"strings"

	"entente/graph"
	"entente/loader/record"
)

// countries are those of the synthetic corpus, the most active first.
var countries = strings.Fields(`AE AF AL AM AO AR AT AU AZ BA BD BE BF BG BH BJ BN BO BR BW BY CA CD CG CH CI CL CM CN CO CR CU CY CZ DE DJ DK DO DZ
EC EE EG ET FI FJ FR GA GB GE GH GN GR GT HN HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KR KW KZ LA LB LK LT LU LV LY MA MD MG MK ML MM MN MR MT MU
MX MY MZ NA NE NG NL NO NP NZ OM PA PE PG PH PK PL PT PY QA RO RS RU RW SA SD SE SG SI SK SN SO SV SY TD TG TH TJ TM TN TR TZ UA UG US UY UZ VE VN YE ZA ZM ZW`)

// zipf draws numbers below n, k with a weight of 1/(k+1), as names in news are distributed.
type zipf []float64

func newZipf(n int) zipf {
	z := make(zipf, n)
	sum := 0.0
	for i := range z {
		sum += 1 / float64(i+1)
		z[i] = sum
	}
	return z
}

func (z zipf) draw(r *rand.Rand) int { return sort.SearchFloat64s(z, r.Float64()*z[len(z)-1]) }

// generate writes records of articles that together state at least n agreements. The same n gives
// the same bytes.
func generate(w io.Writer, n int) error {
	r := rand.New(rand.NewPCG(42, 42))
	nations, frameworks := newZipf(len(countries)), newZipf(300)
	out := bufio.NewWriterSize(w, 1<<20)
	enc := record.NewEncoder(out)
	for made, number := 0, 0; made < n; {
		a, b := countries[nations.draw(r)], countries[nations.draw(r)]
		if a == b {
			continue
		}
		number++
		rec := newRecord(r, number, a, b, fmt.Sprintf("Initiative %d", frameworks.draw(r)))
		made += len(rec.Agreements)
		if err := enc.Encode(&rec); err != nil {
			return err
		}
	}
	return out.Flush()
}

// newRecord makes one record: two ministers who met, and three to seven agreements.
func newRecord(r *rand.Rand, number int, a, b, initiative string) record.Record {
	parties := []string{min(a, b), max(a, b)}
	date := fmt.Sprintf("%04d-%02d-%02d", 2000+r.IntN(26), 1+r.IntN(12), 1+r.IntN(28))
	project := fmt.Sprintf("Project %s-%s %d", a, b, int(1/math.Max(1-r.Float64(), 1e-9))%40)
	rec := record.Record{Path: fmt.Sprintf("synthetic/%d.txt", number), Lang: "en", URL: fmt.Sprintf("https://example.org/%d", number),
		Source: fmt.Sprintf("Outlet %d", number%50), Title: fmt.Sprintf("Article %d", number), Published: date, Countries: parties}
	for _, c := range []string{a, b} {
		name := fmt.Sprintf("Minister %s %d", c, 1+r.IntN(12))
		rec.Ministers = append(rec.Ministers, record.Minister{Name: name, Country: c, Office: graph.ForeignMinister, Mentions: []string{name}})
	}
	lead := fmt.Sprintf("%s of %s met %s of %s on %s about %s.", rec.Ministers[0].Name, a, rec.Ministers[1].Name, b, date, initiative)
	sentences := []string{lead}
	named := ""
	for k := range 3 + r.IntN(5) {
		kind := graph.Kinds()[r.IntN(len(graph.Kinds()))]
		f := record.Agreement{Kind: kind, Parties: parties, By: parties, Date: &date, Precision: graph.Day, Initiatives: []string{}, Projects: []string{}}
		var objects []string
		if k%3 != 0 {
			objects, f.Projects = append(objects, project), []string{project}
		}
		if k%2 == 1 {
			objects, f.Initiatives = append(objects, initiative), []string{initiative}
		}
		if kind == graph.Pledged || kind == graph.Proposed {
			f.By = []string{a}
		}
		first := r.IntN(len(graph.Topics()))
		f.Topics = []graph.Topic{graph.Topics()[first], graph.Topics()[(first+1)%len(graph.Topics())]}
		if len(objects) == 0 {
			objects = []string{"further cooperation"}
		}
		f.Quote = fmt.Sprintf("Sentence %d of article %d: %s and %s %s %s on %s.", k, number, a, b, strings.ToLower(string(kind)), strings.Join(objects, " under "), date)
		if named == "" && len(f.Projects) > 0 {
			named = f.Quote
		}
		sentences = append(sentences, f.Quote)
		rec.Agreements = append(rec.Agreements, f)
	}
	rec.Initiatives = []record.Initiative{{Name: initiative, Kind: graph.Programme, Mentions: []string{initiative}}}
	if named != "" {
		rec.Projects = []record.Project{{Name: project, Sector: "TRANSPORT", Countries: parties, Mentions: []string{project}}}
	}
	rec.Meetings = []record.Meeting{{Date: &date, Precision: graph.Day, Countries: parties, Ministers: []string{rec.Ministers[0].Name, rec.Ministers[1].Name}}}
	rec.Text = strings.Join(sentences, "\n\n")
	return rec
}
