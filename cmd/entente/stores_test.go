package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"entente/graph/neo4j/neo4jtest"
)

// command runs the command and returns what it prints.
func command(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := newRoot()
	cmd.SetArgs(args)
	cmd.SetOut(&out)
	cmd.SetErr(&errs)
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		t.Fatalf("entente %v: %v\n%s%s", args, err, out.String(), errs.String())
	}
	return out.String()
}

// TestStoresAlike loads the samples into both stores, and finds the same answers, byte for byte, and
// the same dump; then moves the graph from each store into the other.
func TestStoresAlike(t *testing.T) {
	server := neo4jtest.Empty(t)
	t.Setenv("NEO4J_USERNAME", server.Username)
	t.Setenv("NEO4J_PASSWORD", server.Password)
	t.Setenv("NEO4J_DATABASE", server.Database)
	lite, neo := "sqlite:"+filepath.Join(t.TempDir(), "graph.db"), server.URI
	for _, db := range []string{lite, neo} {
		command(t, "load", "--db", db, "../../samples")
		command(t, "verify", "--db", db)
	}
	for _, query := range []string{
		`{ countries(first: 100) { totalCount nodes { code name(lang: ZH) agreements(first: 3) { totalCount nodes { id } } } } }`,
		`{ agreements(first: 100, filter: {minConfidence: 0}) { totalCount pageInfo { endCursor hasNextPage }
		   nodes { id kind date { value from to precision words } topics confidence sources languages parties { role country { code } }
		   projects { id name } initiatives { id name } voices { id name } evidence { quote start end rule confidence article { key title } } } } }`,
		`{ agreements(last: 5, orderBy: OLDEST) { edges { cursor node { id date { value } } } } }`,
		`{ ministers(first: 100) { nodes { id name country { code } aliases offices { office first last } evidence { quote } } } }`,
		`{ projects(first: 100) { nodes { id name sector countries { code } agreements { totalCount } } } }`,
		`{ meetings(first: 100, filter: {minConfidence: 0}) { totalCount nodes { id date { value } place countries { code } ministers { name } } } }`,
		`{ articles(first: 100) { nodes { id key title source language published countries { code } text } } }`,
		`{ agreements(filter: {text: "signed"}) { totalCount } ministers(filter: {text: "ль"}) { totalCount } }`,
	} {
		a, b := command(t, "query", "--db", lite, query), command(t, "query", "--db", neo, query)
		if a != b {
			t.Errorf("%s\nSQLite %.2000s\nNeo4j  %.2000s", query, a, b)
		}
	}
	folder := t.TempDir()
	fromLite, fromNeo, back := filepath.Join(folder, "lite"), filepath.Join(folder, "neo"), filepath.Join(folder, "back")
	command(t, "dump", "--db", lite, "--omit-times", "--output", fromLite)
	command(t, "dump", "--db", neo, "--omit-times", "--output", fromNeo)
	same(t, fromLite, fromNeo)

	command(t, "dump", "--db", lite, "--output", fromLite)
	neo4jtest.Empty(t)
	command(t, "restore", "--db", neo, fromLite)
	command(t, "dump", "--db", neo, "--output", back)
	same(t, fromLite, back)
	copied := "sqlite:" + filepath.Join(folder, "copy.db")
	command(t, "restore", "--db", copied, back)
	command(t, "dump", "--db", copied, "--output", fromNeo)
	same(t, fromLite, fromNeo)
}

// same finds two files equal.
func same(t *testing.T, a, b string) {
	t.Helper()
	x, errX := os.ReadFile(a)
	y, errY := os.ReadFile(b)
	if err := errors.Join(errX, errY); err != nil {
		t.Fatal(err)
	}
	if len(x) == 0 || bytes.Equal(x, y) {
		return
	}
	was, is := bytes.Split(x, []byte("\n")), bytes.Split(y, []byte("\n"))
	for i := range min(len(was), len(is)) {
		if !bytes.Equal(was[i], is[i]) {
			t.Fatalf("%s and %s differ in line %d\n%.1500s\n%.1500s", a, b, i+1, was[i], is[i])
		}
	}
	t.Fatalf("%s has %d lines, %s has %d", a, len(was), b, len(is))
}
