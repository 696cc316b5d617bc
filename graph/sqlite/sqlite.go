// Package sqlite keeps a graph in one SQLite file: the store that needs no server.
//
// Several processes may read and write one file at once. A write takes the file's one write lock
// from its beginning; readers work beside it on the snapshot that they began with.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"time"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"entente/graph"
)

// Options set how a Store works; the zero value is right for most uses.
type Options struct {
	// Readers is how many reads run at once; 0 means 4.
	Readers int
	// Patience is how long a write waits for another process that writes; 0 means a minute.
	Patience time.Duration
	// OnStatement, if set, is called before each statement that a read or a write runs.
	OnStatement func()
}

// Store is a graph in one SQLite file. It is safe for use by several goroutines.
type Store struct {
	db       *sql.DB
	path     string
	patience time.Duration
	writer   chan *conn
	readers  chan *conn // the writer itself where the graph is in memory
	memory   bool
	open     []*conn // all of them, as they were opened
	closed   atomic.Bool
}

var _ graph.Store = (*Store)(nil)

// Open opens the graph in the file at path and makes it if it does not exist. The path ":memory:"
// means a graph of its own that ends with Close; it has one connection, so that a call waits for
// the one before it.
//
// A file that a newer version wrote is an Outdated error; one that is no graph, or that cannot be
// opened, read or written, an Unavailable or Invalid one.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Readers <= 0 {
		o.Readers = 4
	}
	if o.Patience <= 0 {
		o.Patience = time.Minute
	}
	s := &Store{path: path, patience: o.Patience, memory: path == ":memory:"}
	name := path
	if !s.memory {
		whole, err := filepath.Abs(path)
		if err != nil {
			return nil, graph.Errorf(graph.Unavailable, "cannot open %s: %w", path, err)
		}
		name = "file:" + (&url.URL{Path: filepath.ToSlash(whole)}).EscapedPath()
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, graph.Errorf(graph.Unavailable, "cannot open %s: %w", path, err)
	}
	s.db = db
	if err := s.start(ctx, o); err != nil {
		return nil, errors.Join(err, s.disconnect())
	}
	return s, nil
}

// disconnect closes every connection.
func (s *Store) disconnect() error {
	var errs []error
	for _, c := range s.open {
		errs = append(errs, c.close())
	}
	return errors.Join(append(errs, s.db.Close())...)
}

// start opens the connections and brings the file to the newest schema.
func (s *Store) start(ctx context.Context, o Options) error {
	w, err := s.connect(ctx, o,
		// WAL lets readers work beside a writer; NORMAL is safe against a crash of the program
		// with it, and at most the last writes are lost, whole, if the machine loses power.
		"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
		"PRAGMA cache_size = -65536", "PRAGMA temp_store = MEMORY", "PRAGMA wal_autocheckpoint = 16000")
	if err != nil {
		return err
	}
	if err := s.migrate(ctx, w); err != nil {
		return err
	}
	s.writer = make(chan *conn, 1)
	s.writer <- w
	if s.memory {
		s.readers = s.writer
		return nil
	}
	s.readers = make(chan *conn, o.Readers)
	for range o.Readers {
		r, err := s.connect(ctx, o, "PRAGMA query_only = ON", "PRAGMA cache_size = -16384", "PRAGMA temp_store = MEMORY")
		if err != nil {
			return err
		}
		s.readers <- r
	}
	return nil
}

func (s *Store) connect(ctx context.Context, o Options, pragmas ...string) (*conn, error) {
	c, err := s.db.Conn(ctx)
	if err != nil {
		return nil, s.explain(ctx, err)
	}
	n := &conn{sql: c, statements: make(map[string]*sql.Stmt), count: o.OnStatement}
	s.open = append(s.open, n)
	for _, p := range append([]string{"PRAGMA busy_timeout = 2000"}, pragmas...) {
		if err := s.patiently(ctx, func() error { return n.plain(ctx, p) }); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// Close ends the store; calls in progress are waited for. Closing it again does nothing.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	<-s.writer
	close(s.writer) // who waits for it learns that there will be none
	if !s.memory {
		for range cap(s.readers) {
			<-s.readers
		}
		close(s.readers)
	}
	// With its last connection closed, SQLite moves what the log holds into the file.
	return s.disconnect()
}

// Ping returns nil if the file can be read.
func (s *Store) Ping(ctx context.Context) error {
	return s.read(ctx, func(c *conn) error {
		return c.each(ctx, "SELECT count(*) FROM curation", nil, func(r row) error { var n int; return r.Scan(&n) })
	})
}

// read calls f with a connection in a transaction that sees one snapshot.
func (s *Store) read(ctx context.Context, f func(*conn) error) error {
	return s.within(ctx, s.readers, "BEGIN", f)
}

// within calls f with a connection of the pool in a transaction that begins so, and commits
// unless f fails.
func (s *Store) within(ctx context.Context, pool chan *conn, begin string, f func(*conn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var c *conn
	select {
	case c = <-pool:
	case <-ctx.Done():
		return ctx.Err()
	}
	if c == nil {
		return graph.Errorf(graph.Unavailable, "the store %s is closed", s.path)
	}
	defer func() { pool <- c }()
	if err := s.patiently(ctx, func() error { return c.plain(ctx, begin) }); err != nil {
		return err
	}
	end := context.WithoutCancel(ctx) // a transaction ends, even if the context is done
	err := f(c)
	if err == nil {
		err = s.patiently(end, func() error { return c.plain(end, "COMMIT") })
	}
	if err != nil {
		// That there is nothing to roll back means that SQLite has done so by itself.
		_ = c.plain(end, "ROLLBACK")
		return s.explain(ctx, err)
	}
	return nil
}

// patiently calls f again while another process holds the file, until patience ends. SQLite's own
// timeout does the waiting; it gives up early where waiting could last for ever.
func (s *Store) patiently(ctx context.Context, f func() error) error {
	end := time.Now().Add(s.patience)
	for {
		err := f()
		if err == nil {
			return nil
		}
		if !busy(err) || time.Now().After(end) {
			return s.explain(ctx, err)
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func busy(err error) bool {
	var e *driver.Error
	return errors.As(err, &e) && (e.Code()&0xff == lib.SQLITE_BUSY || e.Code()&0xff == lib.SQLITE_LOCKED)
}

// explain turns what SQLite says into one sentence for the user.
func (s *Store) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var known *graph.Error
	var e *driver.Error
	if errors.As(err, &known) || !errors.As(err, &e) {
		return err
	}
	say := func(code graph.Code, message string) error {
		return &graph.Error{Code: code, Message: message, Err: err}
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return say(graph.Unavailable, "another process keeps "+s.path+" locked; try again when it has finished")
	case lib.SQLITE_NOTADB:
		return say(graph.Invalid, s.path+" is not an Entente graph: it is no SQLite database")
	case lib.SQLITE_CORRUPT:
		return say(graph.Unavailable, s.path+" is damaged; restore it from a dump")
	case lib.SQLITE_CANTOPEN:
		return say(graph.Unavailable, "cannot open "+s.path+": its folder does not exist or may not be written")
	case lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return say(graph.Unavailable, s.path+" may not be written: the file or its folder is read-only")
	case lib.SQLITE_FULL:
		return say(graph.Unavailable, "no space is left to write "+s.path)
	}
	return err
}
