package loader

import (
	"fmt"
	"slices"
	"strings"

	"entente/loader/article"
	"entente/loader/lexicon"
	"entente/loader/mention"
	"entente/loader/sentence"
)

// CheckLanguages checks the data of every language and runs their examples. It returns every fault, each with its file and, where it can be
// told, its line; nil if there is none.
func CheckLanguages() []error {
	faults := lexicon.Check()
	if len(faults) > 0 {
		return faults // examples can only run on data that can be read
	}
	for _, l := range lexicon.Languages() {
		faults = append(faults, sentence.CheckExamples(l, lexicon.Data())...)
		faults = append(faults, mention.CheckExamples(l, lexicon.Data())...)
		faults = append(faults, checkMeetings(l)...)
	}
	return faults
}

// checkMeetings runs the examples of a language's meetings.yaml.
func checkMeetings(l *lexicon.Language) []error {
	examples, err := lexicon.MeetingExamples(lexicon.Data(), l.Tag)
	if err != nil {
		return []error{err}
	}
	var faults []error
	for _, e := range examples {
		var got []string
		for _, m := range Extract(article.Article{Lang: l.Tag, Text: e.Text, Published: e.Published}).Meetings {
			told := strings.Join(m.Countries, " ")
			if m.Place != nil {
				told += " @ " + *m.Place
			}
			got = append(got, told)
		}
		if !slices.Equal(got, e.Want) {
			faults = append(faults, fmt.Errorf("%s: %q tells the meetings %q, not %q", e.Where, e.Text, got, e.Want))
		}
	}
	return faults
}
