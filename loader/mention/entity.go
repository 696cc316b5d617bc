package mention

import (
	"slices"

	"entente/graph"
	"entente/loader/sentence"
)

// Found is who and what a document names besides countries.
type Found struct {
	Ministers   []Minister // these and the others in the order of the text
	Initiatives []Initiative
	Projects    []Project
}

// Entities finds the ministers, initiatives and projects of a document. places are its countries (see Countries); published is the
// article's date, empty if unknown. It takes time linear in the text and the number of people and things that it names.
func Entities(d *sentence.Document, places []Place, published graph.Date) Found {
	ws := newWords(d, places)
	from, to := ws.years(published)
	return Found{ws.ministers(from, to, mainCountry(places)), ws.initiatives(), ws.projects()}
}

// mainCountry returns the country that places name most often, the first of those named as often, "" if there are none.
func mainCountry(places []Place) string {
	if top := topCountries(places, 1); len(top) > 0 {
		return top[0]
	}
	return ""
}

// topCountries returns up to n countries, those named most often first, of those named as often the one named first.
func topCountries(places []Place, n int) []string {
	count := map[string]int{}
	var codes []string
	for _, p := range places {
		if count[p.Code] == 0 {
			codes = append(codes, p.Code)
		}
		count[p.Code]++
	}
	slices.SortStableFunc(codes, func(a, b string) int { return count[b] - count[a] })
	return codes[:min(n, len(codes))]
}
