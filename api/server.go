package api

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/api/generated"
	"entente/graph"
)

// Config says how to serve. The zero Config is good for one machine.
type Config struct {
	Origins    []string      // that browsers may ask from; "*" stands for all
	HideSchema bool          // refuse introspection
	Timeout    time.Duration // of a request; 0 means DefaultTimeout
	Log        *slog.Logger  // nil means slog.Default()
}

func (c Config) withDefaults() Config {
	if c.Timeout <= 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return c
}

// How many parsed queries and persisted queries are kept, and how many bytes one may have: a cache
// is bounded by both.
const (
	cachedQueries    = 1000
	persistedQueries = 1000
	cachedBytes      = 8 << 10
)

// short keeps the values of short queries alone, so that many long ones cannot fill the memory.
type short[T any] struct {
	graphql.Cache[T]
	size func(key string, value T) int
}

func (s short[T]) Add(ctx context.Context, key string, value T) {
	if s.size(key, value) <= cachedBytes {
		s.Cache.Add(ctx, key, value)
	}
}

//go:embed graphiql
var assets embed.FS

// New returns the handler of /graphql, /graphiql, /healthz and /readyz over a store.
func New(reader graph.Reader, c Config) http.Handler {
	c = c.withDefaults()
	srv := handler.New(schema(reader))
	srv.AddTransport(transport.Options{})
	srv.AddTransport(transport.GET{})
	srv.AddTransport(transport.POST{})
	srv.SetQueryCache(short[*ast.QueryDocument]{lru.New[*ast.QueryDocument](cachedQueries), func(query string, _ *ast.QueryDocument) int { return len(query) }})
	srv.SetParserTokenLimit(MaxTokens)
	srv.Use(extension.AutomaticPersistedQuery{Cache: short[string]{lru.New[string](persistedQueries), func(_, query string) int { return len(query) }}})
	srv.Use(&limits{hideSchema: c.HideSchema})
	srv.Use(extension.Introspection{})
	srv.SetErrorPresenter(present(c.Log))
	srv.SetRecoverFunc(recovered(c.Log))

	mux := http.NewServeMux()
	mux.Handle("/graphql", bounded(c.Timeout, srv))
	mux.Handle("GET /graphiql", secure(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, assets, "graphiql/index.html")
	})))
	mux.Handle("GET /graphiql/", secure(http.FileServerFS(assets)))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
		defer cancel()
		if err := reader.Ping(ctx); err != nil {
			c.Log.WarnContext(ctx, "the store does not answer", "error", err)
			http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	return cors(c.Origins, compressed(mux))
}

// compressed compresses answers at the level that takes the least time: JSON repeats itself so much
// that the others save little more.
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestSpeed))
	if err != nil {
		panic(err) // the level is one
	}
	return wrap(next)
}

func schema(reader graph.Reader) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Resolvers: &resolver{reader}, Complexity: prices()})
}

// bounded limits the time and the body of a request.
func bounded(timeout time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if r.Body != nil && r.Method == http.MethodPost {
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
			var large *http.MaxBytesError
			switch {
			case errors.As(err, &large):
				answer(w, http.StatusRequestEntityTooLarge, refuse("the request has more than %d bytes; send values as variables, or ask in several queries", MaxBody))
				return
			case err != nil:
				return // the client has gone
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// answer writes an error as GraphQL has it.
func answer(w http.ResponseWriter, status int, err *gqlerror.Error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	body, failure := json.Marshal(graphql.Response{Errors: gqlerror.List{err}})
	if failure != nil {
		panic(failure) // an error's text always marshals
	}
	fmt.Fprintf(w, "%s\n", body)
}

// secure lets a page load what the server itself sends and nothing else. GraphiQL sets styles of
// elements, and its editor needs a worker of its own making.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "+
			"font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

// cors answers browsers that ask from another origin.
func cors(origins []string, next http.Handler) http.Handler {
	if len(origins) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if origin != "" && (slices.Contains(origins, "*") || slices.Contains(origins, origin)) {
			h := w.Header()
			h.Set("Access-Control-Allow-Origin", origin)
			h.Add("Vary", "Origin")
			if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
				h.Set("Access-Control-Allow-Methods", "GET, POST")
				h.Set("Access-Control-Allow-Headers", "Content-Type")
				h.Set("Access-Control-Max-Age", "86400")
				w.WriteHeader(http.StatusNoContent)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// Request is a query without a server.
type Request struct {
	Query         string
	Variables     map[string]any
	OperationName string
}

// Execute answers a request as the server would, as JSON; ok is false if the answer has errors.
func Execute(ctx context.Context, reader graph.Reader, c Config, r Request) (answer json.RawMessage, ok bool) {
	c = c.withDefaults()
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	exec := executor.New(schema(reader))
	exec.SetParserTokenLimit(MaxTokens)
	exec.Use(&limits{})
	exec.Use(extension.Introspection{})
	exec.SetErrorPresenter(present(c.Log))
	exec.SetRecoverFunc(recovered(c.Log))
	now := graphql.Now()
	ctx = graphql.StartOperationTrace(ctx)
	params := &graphql.RawParams{Query: r.Query, Variables: r.Variables, OperationName: r.OperationName, ReadTime: graphql.TraceTiming{Start: now, End: now}}
	var response *graphql.Response
	if op, errs := exec.CreateOperationContext(ctx, params); errs != nil {
		response = exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
	} else {
		next, ctx := exec.DispatchOperation(ctx, op)
		if response = next(ctx); response == nil { // the context ended before anything was done
			response = exec.DispatchError(ctx, gqlerror.List{present(c.Log)(ctx, context.Cause(ctx))})
		}
	}
	body, err := json.Marshal(response)
	if err != nil {
		panic(err) // the executor's answers are JSON
	}
	return body, len(response.Errors) == 0
}
