package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Text writes the figures as a table: F1 of each fact, its mean over the languages and that of
// each language, then precision and recall of the agreements, and the score.
func (r Report) Text(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%20s%7s", "", "mean")
	for _, lang := range r.Langs {
		fmt.Fprintf(out, "%7s", lang)
	}
	fmt.Fprintln(out)
	for _, fact := range Facts() {
		fmt.Fprintf(out, "%-20s%7.3f", fact, r.Mean(fact))
		for _, lang := range r.Langs {
			fmt.Fprintf(out, "%7.3f", r.Tally(fact, lang).F1())
		}
		fmt.Fprintln(out)
	}
	for _, fact := range []string{"agreements", "agreements found"} {
		t := r.Total(fact)
		fmt.Fprintf(out, "%s: precision %.3f, recall %.3f, %d predicted, %d gold\n", fact, t.Precision(), t.Recall(), t.Predicted, t.Gold)
	}
	fmt.Fprintf(out, "%d articles, %d without a record", r.Articles, r.Absent)
	if r.Seconds != nil {
		fmt.Fprintf(out, ", %.2f s", *r.Seconds)
	}
	fmt.Fprintf(out, "\nscore %.3f\n", r.Score())
	return out.Flush()
}

// ErrorList writes every miss and false alarm, one a line.
func (r Report) ErrorList(w io.Writer) error {
	_, err := io.WriteString(w, strings.Join(r.Errors, "\n")+"\n")
	return err
}

// JSON writes the figures as one line of JSON: score, mean, by_language, articles, absent and
// seconds, which is null if it is not known.
func (r Report) JSON(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `{"score": %s, "mean": {`, pyFloat(r.Score()))
	for i, fact := range Facts() {
		fmt.Fprintf(out, `%s"%s": %s`, comma(i), fact, pyFloat(r.Mean(fact)))
	}
	fmt.Fprint(out, `}, "by_language": {`)
	for i, fact := range Facts() {
		fmt.Fprintf(out, `%s"%s": {`, comma(i), fact)
		for j, lang := range r.Langs {
			name, err := json.Marshal(lang)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, `%s%s: %s`, comma(j), name, pyFloat(r.Tally(fact, lang).F1()))
		}
		fmt.Fprint(out, "}")
	}
	seconds := "null"
	if r.Seconds != nil {
		seconds = pyFloat(*r.Seconds)
	}
	fmt.Fprintf(out, `}, "articles": %d, "absent": %d, "seconds": %s}`+"\n", r.Articles, r.Absent, seconds)
	return out.Flush()
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ", "
}

// sum adds from left to right.
func sum(values []float64) float64 {
	total := 0.0
	for _, x := range values {
		total += x
	}
	return total
}

// pyFloat writes a number as Python does: the shortest digits that read back as the same number.
func pyFloat(v float64) string {
	if v != 0 && (math.Abs(v) < 1e-4 || math.Abs(v) >= 1e16) {
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// pyList writes a list of codes as Python shows it.
func pyList(codes []string) string {
	if codes == nil {
		return "None"
	}
	quoted := make([]string, len(codes))
	for i, c := range codes {
		quoted[i] = "'" + c + "'"
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// pyDate writes a date as Python shows it.
func pyDate(date *string) string {
	if date == nil {
		return "None"
	}
	return *date
}

// pyQuote writes a quote as Python shows it; records leave an empty one out.
func pyQuote(quote string) string {
	if quote == "" {
		return "None"
	}
	return quote
}
