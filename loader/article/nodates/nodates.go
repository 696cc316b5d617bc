// Package dateparser stands for github.com/markusmobius/go-dateparser, whose tables for two hundred languages take 0.2 s and 75 MB as a
// program starts. The extractor of articles imports it by way of its finder of dates, which is off here: article reads the metadata itself
// (docs/decisions/0015-no-date-parser.md). go.mod puts this package in its place. It has what that finder names, and parses nothing.
package dateparser

import (
	"errors"
	"time"
)

// ParserType is a way to read a date.
type ParserType uint8

// The ways that the finder names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource is the side of today to which what a date lacks is filled in.
type PreferredDateSource uint8

// Past is the side that the finder names.
const Past PreferredDateSource = 0

// Configuration is what the finder asks of a parser.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Parser parses nothing.
type Parser struct {
	ParserTypes []ParserType
}

// Date is what a parser would find.
type Date struct {
	Time time.Time
}

// Parse returns an error.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) {
	return Date{}, errors.ErrUnsupported
}
