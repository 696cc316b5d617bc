// Package neo4j keeps the graph in Neo4j 5.26 or newer, the Community edition included.
//
// Every write is one retried transaction, in which package resolve decides and this package reads
// and writes rows. All Cypher is made of fixed fragments; values travel as parameters only.
// The page docs/data-model.md describes the nodes and relationships.
package neo4j

import (
	"context"
	"fmt"
	"net/url"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"entente/graph"
)

// Options say how to reach the graph.
type Options struct {
	Username    string // "" means "neo4j"
	Password    string // "" means that the server asks for none
	Database    string // "" means "neo4j"
	Connections int    // the most that are open at once; 0 means 50

	// Warn, if set, is told of every remark that the server makes on a statement: a missing
	// index, a cartesian product, a deprecated form. Nil saves the server the trouble.
	Warn func(statement, remark string)
}

// Store is a graph in Neo4j. It is safe for concurrent use.
type Store struct {
	driver    driver.DriverWithContext
	uri       string
	options   Options
	bookmarks driver.BookmarkManager // each reading sees what this store wrote before, on any server of a cluster
}

var _ graph.Store = (*Store)(nil)

// Open connects to the graph at uri (bolt, neo4j, and both with +s or +ssc) and makes its schema
// if it has none. It is an Unavailable error if the server cannot be reached, refuses the login or
// lacks the database, an Outdated error if the server is older than 5.26 or the graph was written
// by another version of Entente, and an Invalid one if uri is none. The store must be closed.
func Open(ctx context.Context, uri string, o Options) (*Store, error) {
	if o.Database == "" {
		o.Database = "neo4j"
	}
	if o.Connections <= 0 {
		o.Connections = 50
	}
	if o.Username == "" {
		o.Username = "neo4j"
	}
	auth := driver.NoAuth()
	if o.Password != "" {
		auth = driver.BasicAuth(o.Username, o.Password, "")
	}
	d, err := driver.NewDriverWithContext(uri, auth, func(c *config.Config) {
		c.MaxConnectionPoolSize = o.Connections
		c.ConnectionAcquisitionTimeout = 30 * time.Second
		c.SocketConnectTimeout = 5 * time.Second
		c.MaxTransactionRetryTime = 2 * time.Minute // writers that block each other take turns
		c.UserAgent = "entente"
		if o.Warn == nil {
			c.NotificationsMinSeverity = notifications.DisabledLevel
		}
	})
	if address, malformed := url.Parse(uri); err != nil || malformed != nil || address.Hostname() == "" {
		return nil, graph.Errorf(graph.Invalid, "%q is no address of a Neo4j; write neo4j://HOST:7687 or bolt://HOST:7687", uri)
	}
	s := &Store{driver: d, uri: uri, options: o, bookmarks: driver.NewBookmarkManager(driver.BookmarkManagerConfig{})}
	for _, step := range []func(context.Context) error{s.checkServer, s.makeSchema} {
		if err := step(ctx); err != nil {
			d.Close(context.WithoutCancel(ctx))
			return nil, err
		}
	}
	return s, nil
}

// checkServer finds out whether the server answers, accepts the login and is new enough.
func (s *Store) checkServer(ctx context.Context) error {
	info, err := s.driver.GetServerInfo(ctx)
	if err != nil {
		return s.explain(ctx, err)
	}
	return checkAgent(info.Agent())
}

// checkAgent is an Outdated error if a server that calls itself so is too old.
func checkAgent(agent string) error {
	var major, minor int
	n, _ := fmt.Sscanf(agent, "Neo4j/%d.%d", &major, &minor) // else another database that speaks the protocol: let it try
	if n == 2 && (major < 5 || major == 5 && minor < 26) {
		return graph.Errorf(graph.Outdated, "the server is Neo4j %d.%d; Entente needs 5.26 or newer", major, minor)
	}
	return nil
}

// Close ends all connections. What was written stays.
func (s *Store) Close() error { return s.driver.Close(context.Background()) }

// Ping returns nil if the store answers.
func (s *Store) Ping(ctx context.Context) error {
	_, err := s.read(ctx, "RETURN 1 AS one", nil)
	return err
}

// values are the parameters of a statement, or one row of them.
type values = map[string]any

func (s *Store) session(ctx context.Context, mode driver.AccessMode) driver.SessionWithContext {
	return s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.options.Database, AccessMode: mode, BookmarkManager: s.bookmarks})
}

// read runs one statement that only reads and returns its rows. It goes as a transaction of its own
// making, which takes one message where BEGIN and COMMIT take three; only where that fails in a way
// that another try may mend, a managed transaction tries again for as long as the driver has it.
func (s *Store) read(ctx context.Context, statement string, params values) ([]*driver.Record, error) {
	session := s.session(ctx, driver.AccessModeRead)
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, statement, params)
	rows, _, err := s.collect(ctx, statement, result, err)
	if driver.IsRetryable(err) {
		rows, err = driver.ExecuteRead(ctx, session, func(t driver.ManagedTransaction) ([]*driver.Record, error) {
			rows, _, err := s.run(ctx, t, statement, params)
			return rows, err
		})
	}
	return rows, s.explain(ctx, err)
}

// run runs one statement in a transaction.
func (s *Store) run(ctx context.Context, t driver.ManagedTransaction, statement string, params values) ([]*driver.Record, driver.ResultSummary, error) {
	result, err := t.Run(ctx, statement, params)
	return s.collect(ctx, statement, result, err)
}

// collect takes all rows of what running a statement gave.
func (s *Store) collect(ctx context.Context, statement string, result driver.ResultWithContext, err error) ([]*driver.Record, driver.ResultSummary, error) {
	if err != nil {
		return nil, nil, err
	}
	rows, err := result.Collect(ctx)
	if err != nil {
		return nil, nil, err
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		return nil, nil, err
	}
	if s.options.Warn != nil {
		for _, n := range summary.Notifications() {
			s.options.Warn(statement, n.Code()+": "+n.Description())
		}
	}
	return rows, summary, nil
}
