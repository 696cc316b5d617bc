package sqlite

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"entente/graph"
)

//go:embed migrations/*.sql
var migrations embed.FS

// application marks a file as ours ("Entn"); the schema's version is in user_version.
const application = 0x456e746e

// migrate brings the file to the newest schema, each step in its own transaction.
func (s *Store) migrate(ctx context.Context, c *conn) error {
	steps, err := fs.ReadDir(migrations, "migrations") // by name, and so by number
	if err != nil {
		return err
	}
	for {
		// Another process may migrate at the same time: the version is read under the lock.
		if err := s.patiently(ctx, func() error { return c.plain(ctx, "BEGIN IMMEDIATE") }); err != nil {
			return err
		}
		i, err := s.step(ctx, c, steps)
		if err != nil {
			return s.explain(ctx, fmt.Errorf("%w%s", err, undo(ctx, c)))
		}
		if err := s.patiently(ctx, func() error { return c.plain(ctx, "COMMIT") }); err != nil {
			return err
		}
		if i == len(steps) {
			return nil
		}
	}
}

func undo(ctx context.Context, c *conn) string {
	if err := c.plain(context.WithoutCancel(ctx), "ROLLBACK"); err != nil {
		return "; " + err.Error()
	}
	return ""
}

// step runs the first migration that the file lacks, if any, and returns the file's version.
func (s *Store) step(ctx context.Context, c *conn, steps []fs.DirEntry) (int, error) {
	var version, app, tables int
	for _, q := range []struct {
		sql string
		to  *int
	}{{"PRAGMA user_version", &version}, {"PRAGMA application_id", &app}, {"SELECT count(*) FROM sqlite_schema", &tables}} {
		if err := c.sql.QueryRowContext(ctx, q.sql).Scan(q.to); err != nil {
			return 0, err
		}
	}
	switch {
	case tables > 0 && app != application:
		return 0, graph.Errorf(graph.Invalid, "%s is not an Entente graph: it is the database of another program", s.path)
	case version > len(steps):
		return 0, graph.Errorf(graph.Outdated, "%s was written by a newer version of Entente (schema %d, this one knows %d); use that version", s.path, version, len(steps))
	case version == len(steps):
		return version, nil
	}
	body, err := migrations.ReadFile("migrations/" + steps[version].Name())
	if err != nil {
		return 0, err
	}
	number, _, _ := strings.Cut(steps[version].Name(), "_")
	if n, err := strconv.Atoi(number); err != nil || n != version+1 {
		return 0, graph.Errorf(graph.Internal, "migration %s is not number %d", steps[version].Name(), version+1)
	}
	version++
	for _, stmt := range []string{string(body), fmt.Sprintf("PRAGMA user_version = %d", version), fmt.Sprintf("PRAGMA application_id = %d", application)} {
		if err := c.plain(ctx, stmt); err != nil {
			return 0, err
		}
	}
	return version, nil
}
