package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "write what the program prints into the documentation")

const root = "../.."

// block matches a fenced block behind a marker: <!-- name -->, a line of three backticks, text, the
// same.
func block(name string) *regexp.Regexp {
	return regexp.MustCompile("(?s)(<!-- " + name + " -->\n```[a-z]*\n)(.*?)(```\n)")
}

// compare finds the block of a page behind a marker equal to want; with -update it makes it so.
func compare(t *testing.T, page, name, want string) {
	t.Helper()
	path := filepath.Join(root, page)
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m := block(name).FindSubmatchIndex(body)
	if m == nil {
		t.Fatalf("%s has no block %s", page, name)
	}
	if got := string(body[m[4]:m[5]]); got == want {
		return
	} else if !*update {
		t.Errorf("%s, block %s\n got %s\nwant %s\n(go test ./cmd/entente -update writes it)", page, name, got, want)
		return
	}
	body = slices.Concat(body[:m[4]], []byte(want), body[m[5]:])
	if err := os.WriteFile(path, body, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReadme runs the demo and asks its query, and finds in the README what they print.
func TestReadme(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	reader, writer := io.Pipe()
	cmd := newRoot()
	cmd.SetArgs([]string{"demo", "--listen", "127.0.0.1:0"})
	cmd.SetOut(writer)
	done := make(chan error, 1)
	go func() {
		done <- cmd.ExecuteContext(ctx)
		writer.Close()
	}()
	var printed strings.Builder
	buf := make([]byte, 1<<16)
	for !strings.Contains(printed.String(), "Ctrl-C") {
		n, err := reader.Read(buf)
		if err != nil {
			t.Fatalf("%v after %s", err, printed.String())
		}
		printed.Write(buf[:n])
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(printed.String())
	shown := strings.ReplaceAll(printed.String(), url, "http://127.0.0.1:8080")
	shown = regexp.MustCompile(`in \d+\.\d s`).ReplaceAllString(shown, "in 0.3 s") // the one thing that varies
	shown, curl, _ := strings.Cut(shown, "\nor ask ")
	curl, end, _ := strings.Cut(curl, "\n")
	compare(t, "README.md", "demo", shown+"\nor ask …\n"+end)
	compare(t, "README.md", "query", curl+"\n")

	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", strings.NewReader(demoRequest()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v: %s", resp.StatusCode, err, answer)
	}
	compare(t, "README.md", "answer", indent(t, answer))

	stop()
	if err := <-done; err != nil {
		t.Errorf("the demo ended with %v", err)
	}
}

// TestConfiguration finds every flag of every command in docs/configuration.md.
func TestConfiguration(t *testing.T) {
	var out bytes.Buffer
	fmt.Fprintln(&out, "| command | flag | variable | default | meaning |")
	fmt.Fprintln(&out, "|---|---|---|---|---|")
	row := func(command string) func(*pflag.Flag) {
		return func(f *pflag.Flag) {
			if f.Name == "help" || f.Name == "version" {
				return
			}
			value := f.DefValue
			if value == "" || value == "[]" || value == "0" {
				value = "–"
			}
			fmt.Fprintf(&out, "| %s | `--%s` | `%s` | %s | %s |\n", command, f.Name, environment(f.Name), value, strings.ReplaceAll(f.Usage, "|", "\\|"))
		}
	}
	top := newRoot()
	top.PersistentFlags().VisitAll(row("all"))
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			sub.LocalNonPersistentFlags().VisitAll(row("`" + strings.TrimPrefix(sub.CommandPath(), "entente ") + "`"))
			if sub.Short == "" || sub.Example == "" {
				t.Errorf("%s lacks a short text or an example", sub.CommandPath())
			}
			walk(sub)
		}
	}
	walk(top)
	path := filepath.Join(root, "docs", "configuration.md")
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	table := regexp.MustCompile(`(?s)\| command \| flag .*?\n\n`)
	at := table.FindIndex(body)
	if at == nil {
		t.Fatal("docs/configuration.md has no table of flags")
	}
	want := out.String() + "\n"
	if string(body[at[0]:at[1]]) == want {
		return
	}
	if !*update {
		t.Errorf("docs/configuration.md is not up to date; go test ./cmd/entente -update writes it:\n%s", want)
		return
	}
	if err := os.WriteFile(path, slices.Concat(body[:at[0]], []byte(want), body[at[1]:]), 0o644); err != nil {
		t.Fatal(err)
	}
}

// indent lays out a JSON answer for people: objects without lists or many fields stay on one line.
func indent(t *testing.T, body []byte) string {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, bytes.TrimSpace(body), "", "  "); err != nil {
		t.Fatal(err)
	}
	small := regexp.MustCompile(`\{\s*("[a-z]+": ("[^"]*"|\{[^{}]*\}|null))\s*(,\s*("[a-z]+": ("[^"]*"|\{[^{}]*\}|null))\s*)?\}`)
	text := out.String()
	for range 3 {
		text = small.ReplaceAllStringFunc(text, func(s string) string {
			return regexp.MustCompile(`\s*\n\s*`).ReplaceAllString(s, " ")
		})
	}
	return text + "\n"
}
