// Command neo4j runs a real Neo4j Community for development and tests, without Docker: it needs
// Java 17 or newer and, the first time, Maven.
//
//	go run ./scripts/neo4j start          # starts it unless it runs; prints shell exports
//	go run ./scripts/neo4j stop           # stops what start has started; its data stay
//	go run ./scripts/neo4j status         # exit status 1 if it does not run
//	go run ./scripts/neo4j run go test …  # a server of its own for one command, gone afterwards
//
// Software and data lie in .cache/neo4j. The server takes free ports of 127.0.0.1 and asks for a
// password, so that tests meet what users meet. NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and
// NEO4J_DATABASE tell tests where it is.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./scripts/neo4j [-cache DIR] [-heap SIZE] start|stop|status|run COMMAND…")
		flag.PrintDefaults()
	}
	cache := flag.String("cache", "", "folder for software and data (default .cache/neo4j at the module's root)")
	heap := flag.String("heap", "1g", "size of the Java heap")
	flag.Parse()
	code, err := command(*cache, *heap, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "neo4j:", err)
	}
	os.Exit(code)
}

// command does what args ask for and returns the exit status.
func command(cache, heap string, args []string) (int, error) {
	if len(args) == 0 || len(args) > 1 && args[0] != "run" || len(args) == 1 && args[0] == "run" {
		flag.Usage()
		return 2, nil
	}
	root, err := moduleRoot()
	if err != nil {
		return 1, err
	}
	if cache == "" {
		cache = filepath.Join(root, ".cache", "neo4j")
	}
	if cache, err = filepath.Abs(cache); err != nil {
		return 1, err
	}
	s := &server{home: filepath.Join(cache, "home"), lib: filepath.Join(cache, "lib"), heap: heap}
	switch args[0] {
	case "start":
		if !s.running() {
			if err := s.install(filepath.Join(root, "scripts", "neo4j", "pom.xml")); err != nil {
				return 1, err
			}
			if err := s.start(); err != nil {
				return 1, err
			}
		}
		for _, v := range s.environment() {
			fmt.Println("export " + v)
		}
		return 0, nil
	case "stop":
		if err := s.stop(); err != nil {
			return 1, err
		}
		return 0, nil
	case "status":
		if !s.running() {
			fmt.Println("not running")
			return 1, nil
		}
		fmt.Printf("running at %s, process %d\n", s.state.uri(), s.state.Process)
		return 0, nil
	case "run":
		if err := s.install(filepath.Join(root, "scripts", "neo4j", "pom.xml")); err != nil {
			return 1, err
		}
		return s.run(cache, args[1:])
	}
	flag.Usage()
	return 2, nil
}

// run starts a server with a home of its own, runs the command and stops the server again. It
// returns the command's exit status.
func (s *server) run(cache string, args []string) (code int, err error) {
	if s.home, err = os.MkdirTemp(cache, "run-"); err != nil {
		return 1, err
	}
	defer func() {
		err = errors.Join(err, s.stop(), os.RemoveAll(s.home))
		if err != nil && code == 0 {
			code = 1
		}
	}()
	if err := s.start(); err != nil {
		return 1, err
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), s.environment()...)
	ignoreInterrupts() // the command gets them too, and ends; then the server is stopped
	var failed *exec.ExitError
	if err := cmd.Run(); errors.As(err, &failed) {
		return max(failed.ExitCode(), 1), nil
	} else if err != nil {
		return 1, err
	}
	return 0, nil
}

func moduleRoot() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOMOD: %w", err)
	}
	mod := strings.TrimSpace(string(out))
	if mod == "" || mod == os.DevNull {
		return "", errors.New("run this inside the module")
	}
	return filepath.Dir(mod), nil
}
