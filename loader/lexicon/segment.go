package lexicon

import "io/fs"

// Segment is how a language's sentences are told apart, from segment.yaml.
type Segment struct {
	Abbreviations map[string]bool
}

func readSegment(l *Language, fsys fs.FS) error {
	return nil
}
