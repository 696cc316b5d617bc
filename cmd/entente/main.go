// Command entente turns news about diplomacy into a knowledge graph and serves it.
//
// Each subcommand stands in a file of its own; store.go opens the store that --db names, and
// settings.go gives every flag its environment variable.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"entente/graph"
)

func main() {
	// Articles make much short-lived garbage: collecting it less often saves a quarter of the time. The memory limit keeps
	// the program small all the same. GOGC and GOMEMLIMIT, where they are set, count instead.
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(192 << 20)
	}
	os.Exit(run())
}

// run is main without the exit, so that tests can call it. The status is 0 if all went well, 1 if
// something that was asked for failed, 2 if the command line was wrong.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := newRoot().ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	var usage usageError
	switch {
	case errors.Is(err, errReported):
		return 1
	case errors.As(err, &usage):
		fmt.Fprintf(os.Stderr, "entente: %v\n", err)
		return 2
	}
	fmt.Fprintf(os.Stderr, "entente: %v\n", err)
	return 1
}

// errReported ends a command whose failure the user has been told of already.
var errReported = errors.New("already reported")

// usageError is a fault of the command line.
type usageError struct{ error }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "entente",
		Short: "A knowledge graph of bilateral relations, read from news in six languages",
		Long: `Entente reads news about diplomacy, finds who agreed what with whom and when, and keeps
every fact together with the sentence that states it. It serves the graph as GraphQL.`,
		Example:       "  entente demo",
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return settingsFromEnvironment(cmd)
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w; `%s --help` shows what it takes", err, cmd.CommandPath())}
	})
	root.PersistentFlags().String("db", "", "the store: sqlite:PATH, sqlite::memory:, neo4j://HOST, neo4j+s://HOST or bolt://HOST "+
		"(default: a SQLite file in your data folder)")
	root.AddCommand(newDemo(), newLoad(), newExtract(), newExplain(), newImport(), newServe(), newQuery(), newVerify(), newDump(), newRestore(),
		newWithdraw(), newCurate(), newEval(), newLexicon())
	return root
}

// argsSome makes the lack of any argument a usage error that says what is wanted.
func argsSome(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{fmt.Errorf("%s needs %s; for example: %s", cmd.CommandPath(), what, firstExample(cmd))}
		}
		return nil
	}
}

func argsExactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{fmt.Errorf("%s takes %s; for example: %s", cmd.CommandPath(), what, firstExample(cmd))}
		}
		return nil
	}
}

// message is the sentence of an error that a user is meant to read.
func message(err error) string {
	var known *graph.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error()
}

// openInput opens a file for reading; "-" is the standard input.
func openInput(cmd *cobra.Command, path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(cmd.InOrStdin()), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "%s cannot be read: %w", path, reason(err))
	}
	return f, nil
}

// reason is what the system says of a path, without the path.
func reason(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
