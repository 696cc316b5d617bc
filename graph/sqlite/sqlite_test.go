package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

func open(t testing.TB, path string, o sqlite.Options) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func file(t testing.TB) string { return filepath.Join(t.TempDir(), "graph.db") }

func TestContract(t *testing.T) {
	graphtest.Run(t, func(t *testing.T) graph.Store { return open(t, file(t), sqlite.Options{}) })
}

func TestContractInMemory(t *testing.T) {
	graphtest.Run(t, func(t *testing.T) graph.Store { return open(t, ":memory:", sqlite.Options{}) })
}

func TestStatements(t *testing.T) {
	graphtest.Statements(t, func(t *testing.T, count func()) graph.Store {
		return open(t, file(t), sqlite.Options{OnStatement: count})
	})
}

// raw runs statements on a file behind the store's back, and keeps the connection open.
func raw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(s, err)
		}
	}
}

func TestOpenErrors(t *testing.T) {
	for _, test := range []struct {
		name string
		path func(t *testing.T) string
		code graph.Code
		says string
	}{
		{"newer", func(t *testing.T) string {
			path := file(t)
			s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			s.Close()
			raw(t, path, "PRAGMA user_version = 99")
			return path
		}, graph.Outdated, "newer version"},
		{"another program's", func(t *testing.T) string {
			path := file(t)
			raw(t, path, "CREATE TABLE t (a)")
			return path
		}, graph.Invalid, "another program"},
		{"no database", func(t *testing.T) string {
			path := file(t)
			if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 100)), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}, graph.Invalid, "no SQLite database"},
		{"no folder", func(t *testing.T) string { return filepath.Join(t.TempDir(), "no", "graph.db") }, graph.Unavailable, "folder"},
		{"a folder", func(t *testing.T) string { return t.TempDir() }, graph.Unavailable, "folder"},
		{"locked", func(t *testing.T) string {
			path := file(t)
			raw(t, path, "PRAGMA journal_mode = WAL", "CREATE TABLE t (a)", "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "INSERT INTO t VALUES (1)")
			return path
		}, graph.Unavailable, "locked"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := test.path(t)
			s, err := sqlite.Open(t.Context(), path, sqlite.Options{Patience: time.Millisecond})
			if err == nil {
				s.Close()
			}
			if graph.CodeOf(err) != test.code || !strings.Contains(fmt.Sprint(err), test.says) || !strings.Contains(fmt.Sprint(err), path) {
				t.Errorf("%s %v, want %s and %q", graph.CodeOf(err), err, test.code, test.says)
			}
		})
	}
}

// TestOddPaths opens files whose names would mean something in a URI.
func TestOddPaths(t *testing.T) {
	for _, name := range []string{"a b.db", "q?mode=memory.db", "h#x.db", "p%41.db", "дом 图.db"} {
		path := filepath.Join(t.TempDir(), name)
		open(t, path, sqlite.Options{})
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestMemoryStoresAreApart(t *testing.T) {
	a, b := open(t, ":memory:", sqlite.Options{}), open(t, ":memory:", sqlite.Options{})
	if _, err := a.Write(t.Context(), graph.Batch{Articles: graphtest.Corpus(1, 3)}); err != nil {
		t.Fatal(err)
	}
	counts, err := b.Articles().Counts(t.Context(), []graph.ArticleFilter{{}})
	if err != nil || counts[0] != 0 {
		t.Errorf("another store holds %v articles, %v", counts, err)
	}
}

func TestClosed(t *testing.T) {
	path := file(t)
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Write(t.Context(), graph.Batch{Articles: graphtest.Corpus(1, 3)}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
		t.Errorf("a closed store leaves %v, want one file; %v", files, err)
	}
	if err := s.Ping(t.Context()); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("a closed store answers %v", err)
	}
}

// TestLockedWrite writes while another process holds the file for longer than patience lasts, and
// again when it has let go.
func TestLockedWrite(t *testing.T) {
	path := file(t)
	s := open(t, path, sqlite.Options{Patience: time.Millisecond})
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	batch := graph.Batch{Articles: graphtest.Corpus(1, 3)}
	if _, err := s.Write(t.Context(), batch); graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "locked") {
		t.Errorf("a write to a locked file: %v", err)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("a read of a file that is being written: %v", err)
	}
	if _, err := db.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Write(t.Context(), batch); err != nil {
		t.Error(err)
	}
}

// The tests below start this binary again as a writer.
const writerPath, writerSeed = "ENTENTE_TEST_WRITER_PATH", "ENTENTE_TEST_WRITER_BACKWARD"

func TestMain(m *testing.M) {
	if path := os.Getenv(writerPath); path != "" {
		if err := writer(path, os.Getenv(writerSeed) != ""); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func corpus() []graph.ArticleFacts { return graphtest.Corpus(30, 120) }

// writer loads the corpus, five articles a batch, and says so after each.
func writer(path string, backward bool) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	all := corpus()
	if backward {
		slices.Reverse(all)
	}
	for b := range slices.Chunk(all, 5) {
		if _, err := s.Write(ctx, graph.Batch{Articles: b}); err != nil {
			return err
		}
		fmt.Println("written")
	}
	return nil
}

func start(t *testing.T, path, backward string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), self)
	c.Env = append(os.Environ(), writerPath+"="+path, writerSeed+"="+backward)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewScanner(out)
}

func dumped(t *testing.T, r graph.Reader) []string {
	t.Helper()
	lines, err := graphtest.Dump(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func undisturbed(t *testing.T) []string {
	s := open(t, ":memory:", sqlite.Options{})
	if _, err := s.Write(t.Context(), graph.Batch{Articles: corpus()}); err != nil {
		t.Fatal(err)
	}
	return dumped(t, s)
}

// TestProcesses lets three processes load the same articles into a file that none has made yet.
func TestProcesses(t *testing.T) {
	path := file(t)
	var writers []*exec.Cmd
	for _, backward := range []string{"", "yes", ""} {
		c, out := start(t, path, backward)
		go func() {
			for out.Scan() {
			}
		}()
		writers = append(writers, c)
	}
	for _, c := range writers {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	if got := dumped(t, open(t, path, sqlite.Options{})); !slices.Equal(got, undisturbed(t)) {
		t.Error("three processes made another graph than one")
	}
}

// TestKilled kills a writer in the middle and loads again.
func TestKilled(t *testing.T) {
	path := file(t)
	c, out := start(t, path, "")
	for range 7 {
		if !out.Scan() {
			t.Fatal("the writer ended early")
		}
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err == nil {
		t.Error("the writer was not killed")
	}
	s := open(t, path, sqlite.Options{})
	counts, err := s.Articles().Counts(t.Context(), []graph.ArticleFilter{{}})
	if err != nil || counts[0] < 35 || counts[0]%5 != 0 {
		t.Errorf("%v articles after 35 and a kill, %v", counts, err)
	}
	if _, err := s.Write(t.Context(), graph.Batch{Articles: corpus()}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(dumped(t, s), undisturbed(t)) {
		t.Error("a load after a kill made another graph")
	}
}
