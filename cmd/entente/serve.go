package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"entente/api"
	"entente/graph"
)

// serving are the flags of the server.
type serving struct {
	listen string
	config api.Config
}

func (s *serving) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.listen, "listen", "127.0.0.1:8080", "address and port to listen on; port 0 takes a free one")
	cmd.Flags().StringSliceVar(&s.config.Origins, "cors", nil, "origins that browsers may ask from, * for all (default none)")
	cmd.Flags().BoolVar(&s.config.HideSchema, "hide-schema", false, "refuse introspection")
	cmd.Flags().DurationVar(&s.config.Timeout, "timeout", 30*time.Second, "the longest time a request may take")
}

func newServe() *cobra.Command {
	var s serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph as GraphQL",
		Long: `Serve answers GraphQL at /graphql, shows GraphiQL at /graphiql, and tells at /healthz whether it
runs and at /readyz whether its store answers. It only reads.`,
		Example: "  entente serve --listen 127.0.0.1:8080",
		Args:    argsExactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withStore(cmd, func(store graph.Store) error {
				return s.run(cmd.Context(), store, func(url string) {
					fmt.Fprintf(cmd.OutOrStdout(), "GraphQL at %s/graphql, GraphiQL at %s/graphiql\n", url, url)
				})
			})
		},
	}
	s.flags(cmd)
	return cmd
}

// run serves until the context is cancelled, then lets requests in hand end. Ready is called with
// the server's address once it listens.
func (s *serving) run(ctx context.Context, store graph.Reader, ready func(url string)) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.listen)
	if err != nil {
		return graph.Errorf(graph.Unavailable, "cannot listen on %s: %w; choose another address with --listen", s.listen, listenReason(err))
	}
	server := &http.Server{
		Handler:           api.New(store, s.config),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      s.config.Timeout + 10*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	ready("http://" + listener.Addr().String())
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(closing); err != nil {
		return err
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func listenReason(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
