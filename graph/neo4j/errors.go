package neo4j

import (
	"context"
	"errors"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// explain turns an error of the driver into one of this project: one sentence where the user can
// do something, the context's error if it has ended. Errors that have a code keep it.
func (s *Store) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	var coded *graph.Error
	if errors.As(err, &coded) {
		return err
	}
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	var refused *driver.Neo4jError
	var login *driver.InvalidAuthenticationError
	switch {
	case errors.As(err, &login):
		return s.badLogin(err)
	case errors.As(err, &refused):
		switch {
		case strings.HasPrefix(refused.Code, "Neo.ClientError.Security."):
			return s.badLogin(err)
		case refused.Code == "Neo.ClientError.Database.DatabaseNotFound":
			return unavailable(err, "the server at "+s.uri+" has no database "+s.options.Database+"; check NEO4J_DATABASE")
		case driver.IsRetryable(err):
			return unavailable(err, "the server at "+s.uri+" could not finish a transaction in time; try again")
		}
	case driver.IsConnectivityError(err), driver.IsRetryable(err), driver.IsTransactionExecutionLimit(err):
		return unavailable(err, "the server at "+s.uri+" does not answer; check that it runs and that the address is right")
	}
	return &graph.Error{Code: graph.Internal, Message: "Neo4j refused a statement: " + err.Error(), Err: err}
}

func (s *Store) badLogin(err error) error {
	return unavailable(err, "the server at "+s.uri+" refuses the user "+s.options.Username+" or the password; check NEO4J_USERNAME and NEO4J_PASSWORD")
}

func unavailable(err error, message string) error {
	return &graph.Error{Code: graph.Unavailable, Message: message, Err: err}
}
