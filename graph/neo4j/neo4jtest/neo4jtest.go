// Package neo4jtest lends tests the Neo4j server that the environment names.
package neo4jtest

import (
	"context"
	"errors"
	"hash/fnv"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Server is where a Neo4j for tests is.
type Server struct{ URI, Username, Password, Database string }

// Find returns the server that NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE name.
// Where NEO4J_URI is not set, it skips the test, or fails it if ENTENTE_REQUIRE_ALL is 1.
func Find(t testing.TB) Server {
	t.Helper()
	s := Server{URI: os.Getenv("NEO4J_URI"), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE")}
	if s.URI == "" {
		const why = "NEO4J_URI is not set: no Neo4j to test with; run make neo4j, or go run ./scripts/neo4j start"
		if os.Getenv("ENTENTE_REQUIRE_ALL") == "1" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	if s.Username == "" {
		s.Username = "neo4j"
	}
	if s.Database == "" {
		s.Database = "neo4j"
	}
	return s
}

// URI is Find and Empty for those who take the rest from the environment too.
func URI(t testing.TB) string {
	t.Helper()
	return Empty(t).URI
}

// Empty finds the server and empties its graph; the schema stays. From then on this process alone
// uses the server: the tests of other packages wait in Empty until it ends, since the Community
// edition has one database.
func Empty(t testing.TB) Server {
	t.Helper()
	s := Find(t)
	if err := claim(s.URI); err != nil {
		t.Fatalf("waiting for other tests that use %s: %v", s.URI, err)
	}
	ctx := context.Background()
	d, err := driver.NewDriverWithContext(s.URI, driver.BasicAuth(s.Username, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, driver.SessionConfig{DatabaseName: s.Database})
	defer session.Close(ctx)
	for _, statement := range []string{
		"MATCH ()-[x]->() CALL (x) { DELETE x } IN TRANSACTIONS OF 20000 ROWS",
		"MATCH (n) WHERE NOT n:Lock AND NOT n:Entente CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS",
	} {
		result, err := session.Run(ctx, statement, nil)
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			t.Fatalf("emptying the graph at %s: %v", s.URI, err)
		}
	}
	return s
}

var (
	claimed sync.Mutex
	lock    *os.File
)

// claim waits until no other process holds the server's lock, and keeps it until this one ends.
func claim(uri string) error {
	claimed.Lock()
	defer claimed.Unlock()
	if lock != nil {
		return nil
	}
	h := fnv.New32a()
	h.Write([]byte(uri))
	f, err := os.OpenFile(filepath.Join(os.TempDir(), "entente-neo4j-"+strconv.FormatUint(uint64(h.Sum32()), 36)+".lock"), os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return err
	}
	for {
		if err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX); !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	lock = f
	return err
}
