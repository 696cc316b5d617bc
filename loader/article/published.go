package article

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"entente/graph"
)

var (
	isoDate     = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?$`)
	isoMonth    = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
	isoYear     = regexp.MustCompile(`^\d{4}$`)
	compactDate = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?$`)
	europeDate  = regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[,\s].*)?$`)
	hanDate     = regexp.MustCompile(`^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号].*$`)
	monthFirst  = regexp.MustCompile(`^(?:\pL+,\s+)?(\pL+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[,\s].*)?$`)
	dayFirst    = regexp.MustCompile(`^(?:\pL+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-](\pL+)\.?,?[\s-](\d{4})(?:[,\s].*)?$`)
)

// parsePublished reads the date of publication in the forms that docs/formats.md lists, as the
// day that was written, in whatever time zone. Words that are no date give "". A date that is
// written in numbers and cannot be is an error: it is a slip that would otherwise date the
// article wrongly in silence.
func parsePublished(s string) (string, error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return "", nil
	case isoYear.MatchString(s):
		return s, nil
	}
	if m := isoMonth.FindStringSubmatch(s); m != nil {
		if month, _ := strconv.Atoi(m[2]); month < 1 || month > 12 {
			return "", impossible(s)
		}
		return s, nil
	}
	for _, f := range []struct {
		form             *regexp.Regexp
		year, month, day int
	}{{isoDate, 1, 2, 3}, {compactDate, 1, 2, 3}, {europeDate, 3, 2, 1}, {hanDate, 1, 2, 3}, {monthFirst, 3, 1, 2}, {dayFirst, 3, 2, 1}} {
		m := f.form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		month, err := strconv.Atoi(m[f.month])
		if err != nil {
			if month = monthNamed(m[f.month]); month == 0 {
				continue
			}
		}
		year, _ := strconv.Atoi(m[f.year])
		day, _ := strconv.Atoi(m[f.day])
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if t.Year() != year || int(t.Month()) != month || t.Day() != day || year == 0 {
			return "", impossible(s)
		}
		return t.Format(time.DateOnly), nil
	}
	return "", nil
}

func impossible(s string) error {
	return graph.Errorf(graph.Invalid, "it was published on %q, a day that does not exist; correct the date or leave it out", s)
}

func monthNamed(name string) int {
	name = strings.ToLower(name)
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		if name == full || name == full[:3] || name == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}
