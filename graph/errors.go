package graph

import (
	"errors"
	"fmt"
)

// Code says what sort of error it is. Programs act upon the code, people read the message.
type Code string

// The codes.
const (
	Invalid     Code = "INVALID"     // the input breaks a rule; the message says which and what to do
	NotFound    Code = "NOT_FOUND"   // there is no such thing
	Conflict    Code = "CONFLICT"    // the same identifier comes with other content
	Unavailable Code = "UNAVAILABLE" // the store cannot be reached or refuses the login
	Outdated    Code = "OUTDATED"    // another version wrote the store, or its server is too old
	Limit       Code = "LIMIT"       // a documented limit was exceeded
	Internal    Code = "INTERNAL"    // a fault of the program; its details go to the log alone
)

// Error is an error with a code and one sentence for the user. Err, if set, is the cause; it is
// for the log and never shown to the user of the API.
type Error struct {
	Code    Code
	Message string
	Err     error
}

func (e *Error) Error() string { return e.Message }
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error with a code and a formatted message; an argument of %w becomes its cause.
func Errorf(code Code, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: err.Error(), Err: errors.Unwrap(err)}
}

// CodeOf returns the code of the first Error in err's chain, Internal if there is none, and ""
// for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
