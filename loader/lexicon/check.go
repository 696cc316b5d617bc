package lexicon

import "io/fs"

// Check reads the built-in data of every language, runs the examples that patterns carry, and returns every fault, each
// with its file and line; nil if there is none.
func Check() []error { return CheckFS(Data()) }

// CheckFS is Check for the languages of a file system.
func CheckFS(fsys fs.FS) []error {
	var faults []error
	for _, tag := range Tags(fsys) {
		if _, err := Load(fsys, tag); err != nil {
			faults = append(faults, err)
		}
	}
	return faults
}
