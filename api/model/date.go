package model

import (
	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
)

// MarshalDate writes a date as text.
func MarshalDate(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalDate reads a date; anything but 2022-07-30, 2022-07 and 2022 is an Invalid error.
func UnmarshalDate(v any) (string, error) {
	s, ok := v.(string)
	if !ok || s == "" {
		return "", graph.Errorf(graph.Invalid, "%v is no date; write \"2022-07-30\", \"2022-07\" or \"2022\"", v)
	}
	d, err := graph.ParseDate(s)
	return d.Value, err
}
