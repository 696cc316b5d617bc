package fusion

import (
	"fmt"
	"io"
)

// Lines writes the figures that are committed with the scores: of the half of the occasions that
// is open, the locked one, and all; of the statements as the corpus has them, and as extraction
// finds them.
func (r Report) Lines(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "# One agreement, many reports: %d articles, %d statements of %d agreements. B-cubed; abroad is the recall between languages.\n\n%-10s%-8s%10s%9s%7s%8s%12s\n",
		r.Articles, r.Stated, r.Events, "facts", "part", "precision", "recall", "F1", "abroad", "statements"); err != nil {
		return err
	}
	for _, f := range []struct {
		name   string
		fusion Fusion
	}{{"gold", r.Gold}, {"extracted", r.Found}} {
		for _, part := range Parts() {
			s := f.fusion.Score(part.Keep)
			if _, err := fmt.Fprintf(w, "%-10s%-8s%10.3f%9.3f%7.3f%8.3f%12d\n", f.name, part.Name, s.Precision, s.Recall, s.F1(), f.fusion.Abroad(part.Keep), s.Items); err != nil {
				return err
			}
		}
	}
	_, err := fmt.Fprintf(w, "extraction missed %d statements and found %d that are none\nreprints: precision %.3f, recall %.3f, %d right, %d predicted, %d gold pairs; sources counted right for %d of %d agreements\n",
		r.Missed, r.False, r.Reprints.Precision(), r.Reprints.Recall(), r.Reprints.Right, r.Reprints.Predicted, r.Reprints.Gold, r.Reprints.Counted, r.Reprints.Agreements)
	return err
}

// Part is a part of the occasions.
type Part struct {
	Name string
	Keep func(group string) bool
}

// Parts are the open half, the locked half and all.
func Parts() []Part {
	return []Part{{"open", func(g string) bool { return !Locked(g) }}, {"locked", Locked}, {"all", func(string) bool { return true }}}
}
