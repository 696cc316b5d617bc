package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/dump"
)

func newDump() *cobra.Command {
	var output string
	var options dump.Options
	cmd := &cobra.Command{
		Use:   "dump",
		Short: "Write the whole store as sorted JSON lines",
		Long: `Dump writes every article with all that it says, the curation, and the nodes that follow from
them, as JSON lines in a fixed order. Equal graphs give equal bytes, on every store; with
--omit-times also when they were loaded at different times.`,
		Example: "  entente dump --output backup.jsonl\n  entente dump --omit-times | sha256sum",
		Args:    argsExactly(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withStore(cmd, func(store graph.Store) error {
				if output == "-" {
					return dump.Write(cmd.Context(), store, cmd.OutOrStdout(), options)
				}
				return writeFile(output, func(f *os.File) error { return dump.Write(cmd.Context(), store, f, options) })
			})
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "-", "the file to write, - for standard output")
	cmd.Flags().BoolVar(&options.OmitTimes, "omit-times", false, "leave out since when the graph has known things, to compare graphs")
	return cmd
}

// writeFile writes a file through a temporary one beside it, so that a failure leaves no half file
// and an old file stays until the new one is whole.
func writeFile(path string, write func(*os.File) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".entente-*")
	if err != nil {
		return graph.Errorf(graph.Invalid, "%s cannot be written: %w", path, reason(err))
	}
	defer func() { _ = os.Remove(f.Name()) }() // no longer there if all went well
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return graph.Errorf(graph.Invalid, "%s cannot be written: %w", path, reason(err))
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return graph.Errorf(graph.Invalid, "%s cannot be written: %w", path, reason(err))
	}
	return nil
}

func newRestore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore DUMP",
		Short: "Write a dump into the store",
		Long: `Restore writes the articles and the curation of a dump into the store, whichever store it came
from, and works the nodes out again. What the store holds already stays and keeps the earlier time.
A line that cannot be read is named and left out, and the exit status is 1.`,
		Example: "  entente restore --db neo4j://127.0.0.1:7687 backup.jsonl\n  entente dump | entente restore --db sqlite:copy.db -",
		Args:    argsExactly(1, "one dump, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := openInput(cmd, args[0])
			if err != nil {
				return err
			}
			defer in.Close()
			return withStore(cmd, func(store graph.Store) error {
				bad := 0
				done, err := dump.Restore(cmd.Context(), store, in, func(number int, err error) {
					bad++
					fmt.Fprintf(cmd.ErrOrStderr(), "entente: %s:%d: %s\n", args[0], number, message(err))
				})
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "%d articles restored: %d facts new, %d known, %d lines left out\n", done.Articles, done.New, done.Known, bad)
				if bad > 0 {
					return errReported
				}
				return nil
			})
		},
	}
}
