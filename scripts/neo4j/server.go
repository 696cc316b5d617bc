package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	username = "neo4j"
	database = "neo4j"
)

// server is a Neo4j with its home folder.
type server struct {
	home, lib, heap string
	state           state
}

// state is what home/state.json keeps of a server that was started.
type state struct {
	Process  int    `json:"process"`
	Bolt     int    `json:"bolt"` // ports
	HTTP     int    `json:"http"`
	Password string `json:"password"`
	Ready    bool   `json:"ready"` // the password has been set
}

func (s state) uri() string { return "neo4j://127.0.0.1:" + strconv.Itoa(s.Bolt) }

func (s *server) environment() []string {
	return []string{"NEO4J_URI=" + s.state.uri(), "NEO4J_USERNAME=" + username, "NEO4J_PASSWORD=" + s.state.Password, "NEO4J_DATABASE=" + database}
}

// install fetches the software with Maven unless it is there. It takes its place whole or not at
// all.
func (s *server) install(pom string) (err error) {
	if _, err := os.Stat(s.lib); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(s.lib), 0o755); err != nil {
		return err
	}
	part, err := os.MkdirTemp(filepath.Dir(s.lib), "lib-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	fmt.Fprintln(os.Stderr, "neo4j: fetching Neo4j Community (about 120 MB), once")
	cmd := exec.Command("mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies", "-DoutputDirectory="+part)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("Maven could not fetch it: %w", err)
	}
	if err := os.Rename(part, s.lib); err != nil && !errors.Is(err, fs.ErrExist) {
		if _, exists := os.Stat(s.lib); exists != nil { // else another process was faster
			return err
		}
	}
	return nil
}

// start starts the server on free ports and returns when it answers.
func (s *server) start() error {
	s.readState()
	if s.state.Password == "" {
		s.state.Password = rand.Text()
	}
	var err error
	if s.state.Bolt, s.state.HTTP, err = freePorts(); err != nil {
		return err
	}
	if err := s.configure(); err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(s.home, "logs", "console.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command("java", "-Xms"+s.heap, "-Xmx"+s.heap, "-XX:+UseG1GC",
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
		"-Dlog4j2.disable.jmx=true", "-cp", filepath.Join(s.lib, "*"),
		"org.neo4j.server.CommunityEntryPoint", "--home-dir="+s.home, "--config-dir="+filepath.Join(s.home, "conf"))
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.home, log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // it outlives this command and its terminal
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("Java could not be started: %w", err)
	}
	s.state.Process = cmd.Process.Pid
	if err := s.writeState(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	if err := s.await(ended); err != nil {
		text, _ := os.ReadFile(log.Name())
		return errors.Join(fmt.Errorf("%w; the end of %s:\n%s", err, log.Name(), tail(text, 2000)), s.stop())
	}
	s.state.Ready = true
	return s.writeState()
}

func (s *server) configure() error {
	for _, dir := range []string{"conf", "data", "logs", "plugins", "import", "run", "licenses", "certificates"} {
		if err := os.MkdirAll(filepath.Join(s.home, dir), 0o755); err != nil {
			return err
		}
	}
	conf := fmt.Sprintf(`server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:%d
server.bolt.advertised_address=127.0.0.1:%[1]d
server.http.listen_address=127.0.0.1:%d
server.memory.heap.initial_size=%s
server.memory.heap.max_size=%[3]s
server.memory.pagecache.size=512m
dbms.usage_report.enabled=false
`, s.state.Bolt, s.state.HTTP, s.heap)
	return os.WriteFile(filepath.Join(s.home, "conf", "neo4j.conf"), []byte(conf), 0o644)
}

// await returns when the server answers with the password set, or after two minutes with an error.
func (s *server) await(ended <-chan error) error {
	give := time.After(2 * time.Minute)
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	last := errors.New("it does not answer")
	for {
		select {
		case err := <-ended:
			return fmt.Errorf("the server has ended: %w", err)
		case <-give:
			return fmt.Errorf("the server is not ready after two minutes: %w", last)
		case <-tick.C:
			last = s.query(s.state.Password, database, "RETURN 1")
			if last != nil && !s.state.Ready {
				if err := s.query("neo4j", "system", "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO '"+s.state.Password+"'"); err == nil {
					last = s.query(s.state.Password, database, "RETURN 1")
				}
			}
			if last == nil {
				return nil
			}
		}
	}
}

// query runs one statement over HTTP.
func (s *server) query(password, database, statement string) error {
	body, err := json.Marshal(map[string]string{"statement": statement})
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPost, fmt.Sprintf("http://127.0.0.1:%d/db/%s/query/v2", s.state.HTTP, database), bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.SetBasicAuth(username, password)
	req.Header.Set("Content-Type", "application/json")
	client := http.Client{Timeout: 10 * time.Second}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("it answers %s", resp.Status)
	}
	return nil
}

// running reports whether the server that home knows of is up, and reads its state.
func (s *server) running() bool {
	s.readState()
	return s.state.Ready && s.alive() && s.query(s.state.Password, database, "RETURN 1") == nil
}

// alive reports whether the process of the state is this home's server and not another that got
// its number since.
func (s *server) alive() bool {
	if s.state.Process <= 0 || syscall.Kill(s.state.Process, 0) != nil {
		return false
	}
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", s.state.Process))
	if err != nil {
		if line, err = exec.Command("ps", "-o", "args=", "-p", strconv.Itoa(s.state.Process)).Output(); err != nil {
			return false
		}
	}
	return strings.Contains(string(line), "--home-dir="+s.home)
}

// stop stops the server and returns when its process has ended.
func (s *server) stop() error {
	s.readState()
	if !s.alive() {
		return nil
	}
	for _, step := range []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGTERM, time.Minute}, {syscall.SIGKILL, 10 * time.Second}} {
		if err := syscall.Kill(s.state.Process, step.signal); err != nil {
			return err
		}
		for end := time.Now().Add(step.wait); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
			if !s.alive() {
				return nil
			}
		}
	}
	return fmt.Errorf("process %d does not end", s.state.Process)
}

func (s *server) stateFile() string { return filepath.Join(s.home, "state.json") }

func (s *server) readState() {
	if data, err := os.ReadFile(s.stateFile()); err != nil || json.Unmarshal(data, &s.state) != nil {
		s.state = state{} // nothing was started here, or it cannot be told what
	}
}

func (s *server) writeState() error {
	data, err := json.Marshal(s.state)
	if err != nil {
		return err
	}
	return os.WriteFile(s.stateFile(), data, 0o600)
}

func freePorts() (a, b int, err error) {
	var ports [2]int
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return 0, 0, err
		}
		defer l.Close() // both are held until both are known, so that they differ
		ports[i] = l.Addr().(*net.TCPAddr).Port
	}
	return ports[0], ports[1], nil
}

func ignoreInterrupts() { signal.Notify(make(chan os.Signal, 1), os.Interrupt, syscall.SIGTERM) }

func tail(text []byte, size int) []byte { return text[max(0, len(text)-size):] }
