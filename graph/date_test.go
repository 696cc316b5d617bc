package graph

import (
	"testing"
	"time"
)

func TestDate(t *testing.T) {
	for _, test := range []struct {
		value     string
		precision Precision
		from, to  string
	}{
		{"", Unknown, "", ""},
		{"2022", Year, "2022-01-01", "2022-12-31"},
		{"2022-07", Month, "2022-07-01", "2022-07-31"},
		{"2024-02", Month, "2024-02-01", "2024-02-29"},
		{"2023-02", Month, "2023-02-01", "2023-02-28"},
		{"2022-07-30", Day, "2022-07-30", "2022-07-30"},
		{"0001-01-01", Day, "0001-01-01", "0001-01-01"},
	} {
		d, err := ParseDate(test.value)
		if err != nil || d.Precision() != test.precision || d.From() != test.from || d.To() != test.to {
			t.Errorf("%q is %s from %q to %q, %v", test.value, d.Precision(), d.From(), d.To(), err)
		}
	}
	for _, value := range []string{"2022-02-30", "2022-13", "22", "2022-7", "2022-07-30T00:00:00Z", " 2022", "2022-00", "٢٠٢٢", "20222", "2022-07-3a", "2022-07-00"} {
		if d, err := ParseDate(value); CodeOf(err) != Invalid || d != (Date{}) {
			t.Errorf("ParseDate(%q) = %v, %v", value, d, err)
		}
	}
}

func TestDateContains(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"2022", "2022", true}, {"2022", "2022-07", true}, {"2022", "2022-07-30", true}, {"2022-07", "2022-07-30", true},
		{"2022-07", "2022", false}, {"2022-07", "2022-08-01", false}, {"", "2022", false}, {"2022", "", false}, {"", "", false},
	} {
		if got := (Date{Value: test.a}).Contains(Date{Value: test.b}); got != test.want {
			t.Errorf("%q contains %q: %t", test.a, test.b, got)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, v := range []string{"", "2022", "2022-07", "2024-02-29", "2022-02-30", "9999-12-31", "x"} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, value string) {
		d, err := ParseDate(value)
		if err != nil {
			return
		}
		if d.Value != value || d.From() > d.To() {
			t.Fatalf("%q is %+v from %q to %q", value, d, d.From(), d.To())
		}
		if value == "" {
			return
		}
		for _, end := range []string{d.From(), d.To()} {
			if _, err := time.Parse("2006-01-02", end); err != nil || !d.Contains(Date{Value: end}) {
				t.Fatalf("%q does not contain its end %q: %v", value, end, err)
			}
		}
	})
}
