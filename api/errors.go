package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
)

// present turns an error into what the client sees: one sentence with a code. What is no error of
// ours, the parser's or the validator's is logged and shown as a fixed sentence.
func present(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		shown := graphql.DefaultErrorPresenter(ctx, err)
		var ours *graph.Error
		switch {
		case errors.As(err, &ours) && ours.Code != graph.Internal:
			shown.Message = ours.Message
			code(shown, ours.Code)
		case errors.Is(err, context.DeadlineExceeded):
			shown.Message = "the query took too long; ask for smaller pages or fewer nested lists"
			code(shown, graph.Limit)
		case errors.Is(err, context.Canceled):
			shown.Message = "the request was cancelled"
			code(shown, graph.Limit)
		case strings.HasPrefix(shown.Message, tokenLimit):
			shown.Message = fmt.Sprintf("the query has more than %d tokens; send values as variables, or ask in several queries", MaxTokens)
			code(shown, graph.Limit)
		case isParser(err):
			if shown.Extensions["code"] == nil {
				code(shown, graph.Invalid)
			}
		default:
			log.ErrorContext(ctx, "an unexpected fault", "error", err, "path", shown.Path.String())
			shown.Message = "an unexpected fault; the server's log tells more"
			code(shown, graph.Internal)
		}
		return shown
	}
}

// tokenLimit is how the parser's refusal of a long query begins; it has no type of its own.
const tokenLimit = "exceeded token limit"

func code(err *gqlerror.Error, c graph.Code) {
	if err.Extensions == nil {
		err.Extensions = make(map[string]any)
	}
	err.Extensions["code"] = c
}

// isParser reports whether an error was made by the parser, the validator or the executor rather
// than wrapped by them: those cause no other.
func isParser(err error) bool {
	var g *gqlerror.Error
	return errors.As(err, &g) && g.Err == nil
}

// recovered logs a panic and shows a fixed sentence.
func recovered(log *slog.Logger) graphql.RecoverFunc {
	return func(ctx context.Context, cause any) error {
		log.ErrorContext(ctx, "a panic", "cause", cause, "stack", string(debug.Stack()))
		return graph.Errorf(graph.Internal, "an unexpected fault; the server's log tells more")
	}
}
