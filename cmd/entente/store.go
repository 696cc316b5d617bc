package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
)

// openStore opens the store that --db names.
func openStore(cmd *cobra.Command) (graph.Store, error) {
	name, err := cmd.Flags().GetString("db")
	if err != nil {
		return nil, err
	}
	return openNamed(cmd.Context(), name)
}

func openNamed(ctx context.Context, name string) (graph.Store, error) {
	if name == "" {
		path, err := defaultPath()
		if err != nil {
			return nil, err
		}
		name = "sqlite:" + path
	}
	scheme, rest, _ := strings.Cut(name, ":")
	switch scheme {
	case "sqlite":
		return sqlite.Open(ctx, rest, sqlite.Options{})
	case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
		return neo4j.Open(ctx, name, neo4j.Options{
			Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE"),
		})
	}
	return nil, graph.Errorf(graph.Invalid, "--db %q names no store; write sqlite:PATH, neo4j://HOST:7687 or bolt://HOST:7687", name)
}

// defaultPath is a file in the folder where the system keeps a user's data; the folder is made.
func defaultPath() (string, error) {
	folder := os.Getenv("XDG_DATA_HOME")
	if folder == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", graph.Errorf(graph.Invalid, "your home folder is not known; name a store with --db sqlite:PATH")
		}
		switch runtime.GOOS {
		case "darwin":
			folder = filepath.Join(home, "Library", "Application Support")
		case "windows":
			folder = filepath.Join(home, "AppData", "Local")
		default:
			folder = filepath.Join(home, ".local", "share")
		}
	}
	folder = filepath.Join(folder, "entente")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", graph.Errorf(graph.Invalid, "the folder %s cannot be made: %w; name a store with --db sqlite:PATH", folder, reason(err))
	}
	return filepath.Join(folder, "entente.db"), nil
}

// withStore opens the store, runs f and closes it.
func withStore(cmd *cobra.Command, f func(graph.Store) error) (err error) {
	store, err := openStore(cmd)
	if err != nil {
		return err
	}
	defer func() {
		if closing := store.Close(); err == nil {
			err = closing
		}
	}()
	return f(store)
}
