package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// conn is one connection with the statements that it has prepared.
type conn struct {
	sql        *sql.Conn
	statements map[string]*sql.Stmt
	count      func()
}

// row is what a statement gives, one row at a time.
type row interface{ Scan(to ...any) error }

// kept is how many statements a connection keeps prepared; their text varies with the filters and
// the number of questions.
const kept = 256

// plain runs a statement that is not worth keeping, or does not count: BEGIN, PRAGMA, a migration.
func (c *conn) plain(ctx context.Context, query string) error {
	_, err := c.sql.ExecContext(ctx, query)
	return err
}

func (c *conn) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if c.count != nil {
		c.count()
	}
	if s, ok := c.statements[query]; ok {
		return s, nil
	}
	if len(c.statements) >= kept {
		for q, s := range c.statements { // any will do: what is needed is prepared again
			delete(c.statements, q)
			if err := s.Close(); err != nil {
				return nil, err
			}
			break
		}
	}
	s, err := c.sql.PrepareContext(ctx, query)
	if err == nil {
		c.statements[query] = s
	}
	return s, err
}

// close ends the connection, which no one uses any more.
func (c *conn) close() error {
	var errs []error
	for _, s := range c.statements {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, c.sql.Close())...)
}

func (c *conn) exec(ctx context.Context, query string, args ...any) error {
	s, err := c.prepare(ctx, query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx, args...)
	return err
}

// each runs a query and calls f with each row. It must have ended before the next statement.
func (c *conn) each(ctx context.Context, query string, args []any, f func(row) error) error {
	s, err := c.prepare(ctx, query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// in runs a query once for every few hundred values, with values in place of its "(?)", behind
// the other arguments.
func in[V any](ctx context.Context, c *conn, query string, values []V, f func(row) error, args ...any) error {
	for len(values) > 0 {
		// Few sizes make few statements to prepare; the last value fills up.
		size := 512
		for size > 1 && size/8 >= len(values) {
			size /= 8
		}
		all := append(make([]any, 0, len(args)+size), args...)
		for i := range size {
			all = append(all, values[min(i, len(values)-1)])
		}
		values = values[min(size, len(values)):]
		if err := c.each(ctx, strings.Replace(query, "(?)", marks(size), 1), all, f); err != nil {
			return err
		}
	}
	return nil
}

// marks is "(?,?,?)".
func marks(n int) string { return "(" + strings.Repeat("?,", n-1) + "?)" }

// table collects rows to insert.
type table struct {
	insert string // "INSERT INTO t VALUES " and the like
	width  int
	args   []any
}

func (t *table) add(args ...any) { t.args = append(t.args, args...) }

// flush inserts the collected rows, many a statement.
func (t *table) flush(ctx context.Context, c *conn) error {
	for _, size := range []int{100, 10, 1} {
		query := ""
		for len(t.args) >= size*t.width {
			if query == "" {
				query = t.insert + strings.Repeat(marks(t.width)+",", size-1) + marks(t.width)
			}
			if err := c.exec(ctx, query, t.args[:size*t.width]...); err != nil {
				return err
			}
			t.args = t.args[size*t.width:]
		}
	}
	return nil
}
