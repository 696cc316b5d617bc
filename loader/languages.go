package loader

import (
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
	}
	return faults
}
