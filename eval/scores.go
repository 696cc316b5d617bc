package eval

import (
	"bufio"
	"fmt"
	"hash/crc32"
	"io"

	"entente/loader/record"
)

// Locked reports whether a gold file belongs to the third that nobody works from: its figures are
// looked at, its errors are not. It is told by a hash of the id, so that a new file finds its
// place by itself.
func Locked(id string) bool { return crc32.ChecksumIEEE([]byte(id))%3 == 0 }

// Scores writes the figures that are committed as scores.txt: for the open and the locked third,
// each language and each fact, one line of precision, recall, F1 and counts; then, for
// agreements, how many of those predicted at a confidence were right. The order of the lines is
// fixed, so that a change of the extractor shows as a change of the lines that it moves.
func Scores(w io.Writer, gold []Gold, records []record.Record) error {
	var open, locked []Gold
	for _, g := range gold {
		if Locked(g.ID) {
			locked = append(locked, g)
		} else {
			open = append(open, g)
		}
	}
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "# Written by make score; what the columns mean stands in eval/README.md.\n\n")
	fmt.Fprintf(out, "%-7s%-18s%-6s%10s%9s%7s%7s%11s%6s\n", "part", "fact", "lang", "precision", "recall", "F1", "right", "predicted", "gold")
	parts := []struct {
		name   string
		report Report
	}{{"open", Run(open, records)}, {"locked", Run(locked, records)}}
	for _, part := range parts {
		if part.report.Articles > 0 {
			part.report.lines(out, part.name)
		}
	}
	fmt.Fprint(out, "\n# Agreements by the confidence at which they were predicted.\n\n")
	fmt.Fprintf(out, "%-7s%-12s%10s%7s%7s\n", "part", "confidence", "predicted", "right", "share")
	for _, part := range parts {
		if part.report.Articles > 0 {
			part.report.reliability(out, part.name)
		}
	}
	return out.Flush()
}

// lines writes a line for each fact and language of a third, and its score.
func (r Report) lines(w io.Writer, part string) {
	line := func(fact, lang string, t Tally) {
		fmt.Fprintf(w, "%-7s%-18s%-6s%10.3f%9.3f%7.3f%7d%11d%6d\n", part, fact, lang, t.Precision(), t.Recall(), t.F1(), t.Right, t.Predicted, t.Gold)
	}
	for _, fact := range Facts() {
		for _, lang := range r.Langs {
			line(fact, lang, r.Tally(fact, lang))
		}
		line(fact, "all", r.Total(fact))
	}
	fmt.Fprintf(w, "%-7s%-18s%-6s%26.3f  (%d articles, %d without a record)\n", part, "score", "mean", r.Score(), r.Articles, r.Absent)
}

// Decile is how many of the agreements predicted at a confidence were right.
type Decile struct {
	From, To  float64 // From is within, To is not, but in the last
	Predicted int
	Right     int
}

// Reliability returns the ten deciles of confidence in order, for agreements: right means that
// kind and parties are. A confidence that a record does not give counts as 1.
func (r Report) Reliability() []Decile {
	deciles := make([]Decile, 10)
	for i := range deciles {
		deciles[i].From, deciles[i].To = float64(i)/10, float64(i+1)/10
	}
	for _, j := range r.judged {
		i := 0
		for i < 9 && j.confidence >= deciles[i].To {
			i++
		}
		deciles[i].Predicted++
		deciles[i].Right += truth(j.right)
	}
	return deciles
}

// reliability writes a line for each decile of a third.
func (r Report) reliability(w io.Writer, part string) {
	for _, d := range r.Reliability() {
		share := "-"
		if d.Predicted > 0 {
			share = fmt.Sprintf("%.3f", float64(d.Right)/float64(d.Predicted))
		}
		fmt.Fprintf(w, "%-7s%.1f to %.1f  %10d%7d%7s\n", part, d.From, d.To, d.Predicted, d.Right, share)
	}
}
