package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Check reads the built-in data of every language and returns every fault, each with its file and, where it can be told, its line;
// nil if there is none. It runs the examples of identification, triggers and topics; those of other files are run by the packages that
// understand them.
func Check() []error { return CheckFS(Data()) }

// CheckFS is Check for the languages of a file system. Besides what Load refuses, it finds names that two countries claim and
// what a language lacks for its tier: a basic one must name every member of the United Nations and have words of dates and
// examples of sentences, dates and countries; a full one must also have the lists for ministers, initiatives, projects and statements.
func CheckFS(fsys fs.FS) []error {
	var faults []error
	id, err := newIdentifier(fsys)
	if err != nil {
		faults = append(faults, err)
	} else {
		faults = append(faults, id.check()...)
	}
	for _, tag := range Tags(fsys) {
		l, err := Load(fsys, tag)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		faults = append(faults, checkNames(fsys, l)...)
		faults = append(faults, checkCues(fsys, l)...)
		if l.Tier != "draft" {
			faults = append(faults, checkTier(fsys, l)...)
		}
	}
	return faults
}

// checkNames finds forms that two lines give to different countries.
func checkNames(fsys fs.FS, l *Language) []error {
	var faults []error
	type owner struct{ codes, where string }
	owners := map[string]owner{}
	named := map[string]bool{}
	err := lines(fsys, l.Tag+"/names.txt", func(where string, f []string) error {
		kind := NameKind(f[1])
		if len(f) < 3 || kind != ProperName && kind != Weak {
			return nil
		}
		all, _ := codes(f[0])
		for _, code := range all {
			named[code] = true
		}
		for _, form := range f[2:] {
			if o, ok := owners[form]; ok && o.codes != f[0] {
				faults = append(faults, fmt.Errorf("%s: %q is a name of %s too (%s)", where, form, o.codes, o.where))
			}
			owners[form] = owner{f[0], where}
		}
		return nil
	})
	if err != nil {
		faults = append(faults, err)
	}
	if l.Tier == "draft" {
		return faults
	}
	members, err := memberStates(fsys)
	if err != nil {
		return append(faults, err)
	}
	var missing []string
	for _, code := range members {
		if !named[code] {
			missing = append(missing, code)
		}
	}
	if missing != nil {
		faults = append(faults, fmt.Errorf("%s/names.txt: no name for %s, which the tier %s needs", l.Tag, strings.Join(missing, ", "), l.Tier))
	}
	return faults
}

func memberStates(fsys fs.FS) ([]string, error) {
	data, err := fs.ReadFile(fsys, "all/members.txt")
	if err != nil {
		return nil, err
	}
	var members []string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "#") {
			members = append(members, strings.Fields(line)...)
		}
	}
	return members, nil
}

func checkTier(fsys fs.FS, l *Language) []error {
	var faults []error
	files := []string{"segment.yaml", "dates.yaml"}
	if l.Tier == "full" {
		files = append(files, "titles.txt", "initiatives.txt", "projects.txt", "triggers.txt", "topics.txt")
	}
	for _, name := range files {
		if _, err := fs.Stat(fsys, l.Tag+"/"+name); err != nil {
			faults = append(faults, fmt.Errorf("%s/%s is missing, which the tier %s needs", l.Tag, name, l.Tier))
		}
	}
	sentences, _ := SentenceExamples(fsys, l.Tag) // their errors are Load's
	dates, _ := DateExamples(fsys, l.Tag)
	countries, _ := CountryExamples(fsys, l.Tag)
	own := func(where string) bool { return strings.HasPrefix(where, l.Tag+"/") }
	if !slices.ContainsFunc(sentences, func(e SentenceExample) bool { return own(e.Where) }) {
		faults = append(faults, fmt.Errorf("%s/segment.yaml has no examples", l.Tag))
	}
	if !slices.ContainsFunc(dates, func(e DateExample) bool { return own(e.Where) }) {
		faults = append(faults, fmt.Errorf("%s/dates.yaml has no examples", l.Tag))
	}
	with := func(e CountryExample) bool { return len(e.Want) > 0 }
	without := func(e CountryExample) bool { return len(e.Want) == 0 }
	if !slices.ContainsFunc(countries, with) || !slices.ContainsFunc(countries, without) {
		faults = append(faults, fmt.Errorf("%s/names.txt needs examples with countries and without", l.Tag))
	}
	return faults
}
