package loader

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/loader/mention"
	"entente/loader/record"
	"entente/loader/statement"
)

// addStatements adds the agreements and meetings of an article to its record, which already has the ministers, initiatives and
// projects of in.Found in their order there.
func addStatements(r *record.Record, in statement.Input) {
	if !bilateral(r) {
		return
	}
	statements, meetings := statement.Find(in)
	for _, s := range statements {
		a := record.Agreement{Kind: s.Kind, Parties: s.Parties, By: s.By, Precision: s.Date.Precision(), Words: s.Date.Words,
			Initiatives: []string{}, Projects: []string{}, Topics: s.Topics, Evidence: sentenceEvidence(in, s.Sentence, s.Rule, s.Confidence)}
		a.Date = dateValue(s.Date)
		for k, i := range in.Found.Initiatives {
			if inSentence(i.Spans, s.Sentence) {
				a.Initiatives = addName(a.Initiatives, r.Initiatives[k].Name)
			}
		}
		for k, p := range in.Found.Projects {
			if inSentence(p.Spans, s.Sentence) {
				a.Projects = addName(a.Projects, r.Projects[k].Name)
			}
		}
		for _, m := range s.Speakers {
			a.Speakers = addName(a.Speakers, r.Ministers[m].Name)
		}
		r.Agreements = append(r.Agreements, a)
	}
	for _, m := range meetings {
		meeting := record.Meeting{Date: dateValue(m.Date), Precision: m.Date.Precision(), Words: m.Date.Words, Countries: m.Countries,
			Ministers: []string{}, Evidence: sentenceEvidence(in, m.Sentence, m.Rule, m.Confidence)}
		if m.Place != "" {
			meeting.Place = &m.Place
		}
		for _, k := range m.Ministers {
			meeting.Ministers = addName(meeting.Ministers, r.Ministers[k].Name)
		}
		r.Meetings = append(r.Meetings, meeting)
	}
}

// bilateral reports whether an article can state anything between states at all: it names two, or a grouping of them. Most news
// does not, and is spared the reading of its sentences.
func bilateral(r *record.Record) bool {
	return len(allCountries(r)) > 1 || len(r.Initiatives) > 0
}

func sentenceEvidence(in statement.Input, i int, rule string, confidence float64) record.Evidence {
	s := in.Body.Sentences[i]
	return record.Evidence{Quote: in.Body.Quote(i), Start: &s.Start, End: &s.End, Rule: rule, Confidence: confidence}
}

func dateValue(d graph.Date) *string {
	if d.Value == "" {
		return nil
	}
	return &d.Value
}

func inSentence(spans []mention.Span, i int) bool {
	return slices.ContainsFunc(spans, func(s mention.Span) bool { return s.Sentence == i })
}

// addName keeps names sorted, each once.
func addName(names []string, name string) []string {
	i, have := slices.BinarySearchFunc(names, name, strings.Compare)
	if have {
		return names
	}
	return slices.Insert(names, i, name)
}
