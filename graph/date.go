package graph

import (
	"regexp"
	"time"
)

// Precision says how exactly a date is known.
type Precision string

// The precisions, the finest first.
const (
	Day     Precision = "DAY"
	Month   Precision = "MONTH"
	Year    Precision = "YEAR"
	Unknown Precision = "UNKNOWN"
)

// Date is an interval of whole days with the precision at which it is known: "2022-07-30",
// "2022-07", "2022", or "" where it is unknown. In byte order a date sorts before those that it
// contains, and the unknown date before all. Words are those it was read from, if any.
type Date struct {
	Value string `json:"value,omitempty"`
	Words string `json:"words,omitempty"`
}

var dateForms = []struct {
	precision Precision
	form      *regexp.Regexp
	layout    string
}{
	{Day, regexp.MustCompile(`^\d{4}-\d\d-\d\d$`), "2006-01-02"},
	{Month, regexp.MustCompile(`^\d{4}-\d\d$`), "2006-01"},
	{Year, regexp.MustCompile(`^\d{4}$`), "2006"},
}

// ParseDate reads "2022-07-30", "2022-07", "2022" or "". Anything else, an impossible day
// included, is an Invalid error.
func ParseDate(value string) (Date, error) {
	if value == "" {
		return Date{}, nil
	}
	for _, f := range dateForms {
		if f.form.MatchString(value) {
			if _, err := time.Parse(f.layout, value); err == nil {
				return Date{Value: value}, nil
			}
		}
	}
	return Date{}, Errorf(Invalid, "%q is no date; write 2022-07-30, 2022-07 or 2022", value)
}

// Precision is how exactly the date is known.
func (d Date) Precision() Precision {
	switch len(d.Value) {
	case 10:
		return Day
	case 7:
		return Month
	case 4:
		return Year
	}
	return Unknown
}

// From is the first day of the interval as "2006-01-02", "" if the date is unknown.
func (d Date) From() string {
	switch d.Precision() {
	case Month:
		return d.Value + "-01"
	case Year:
		return d.Value + "-01-01"
	}
	return d.Value
}

// To is the last day of the interval as "2006-01-02", "" if the date is unknown.
func (d Date) To() string {
	switch d.Precision() {
	case Month:
		first, err := time.Parse("2006-01", d.Value)
		if err != nil {
			return ""
		}
		return first.AddDate(0, 1, -1).Format("2006-01-02")
	case Year:
		return d.Value + "-12-31"
	}
	return d.Value
}

// Contains reports whether o lies within d: the same day, a day of the month, a month of the
// year. The unknown date contains nothing and lies within nothing.
func (d Date) Contains(o Date) bool {
	return d.Value != "" && len(o.Value) >= len(d.Value) && o.Value[:len(d.Value)] == d.Value
}
