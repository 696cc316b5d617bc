package sentence

import (
	"fmt"
	"io/fs"
	"slices"

	"entente/loader/lexicon"
)

// String is the role's word in segment.yaml.
func (r Role) String() string {
	switch r {
	case Body:
		return "body"
	case Headline:
		return "headline"
	case Dateline:
		return "dateline"
	case Caption:
		return "caption"
	case ReadAlso:
		return "read-also"
	case Outlet:
		return "outlet"
	case Byline:
		return "byline"
	}
	return fmt.Sprintf("role %d", uint8(r))
}

// CheckExamples runs the examples of a language's segment.yaml and of the one for all languages, and returns one error for each that does
// not come out, in the order of the files.
func CheckExamples(l *lexicon.Language, fsys fs.FS) []error {
	examples, err := lexicon.SentenceExamples(fsys, l.Tag)
	if err != nil {
		return []error{err}
	}
	var faults []error
	for _, e := range examples {
		d := Split(l, e.Text)
		var got, roles []string
		for i := range d.Sentences {
			got = append(got, d.Quote(i))
			roles = append(roles, d.Sentences[i].Role.String())
		}
		if !slices.Equal(got, e.Want) {
			faults = append(faults, fmt.Errorf("%s: %q is cut into %q, not %q", e.Where, e.Text, got, e.Want))
		} else if e.Roles != nil && !slices.Equal(roles, e.Roles) {
			faults = append(faults, fmt.Errorf("%s: the sentences of %q are %q, not %q", e.Where, e.Text, roles, e.Roles))
		}
	}
	return faults
}
