package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

const root = "../.."

// load reads docker-compose.yml as Docker does, with these variables.
func load(t *testing.T, env ...string) (*types.Project, error) {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{filepath.Join(root, "docker-compose.yml")}, cli.WithWorkingDirectory(root), cli.WithEnv(env))
	if err != nil {
		t.Fatal(err)
	}
	return options.LoadProject(t.Context())
}

func TestCompose(t *testing.T) {
	const password = "a password/with $signs"
	project, err := load(t, "NEO4J_PASSWORD="+password)
	if err != nil {
		t.Fatal(err)
	}
	neo4j, err := project.GetService("neo4j")
	if err != nil {
		t.Fatal(err)
	}
	entente, err := project.GetService("entente")
	if err != nil {
		t.Fatal(err)
	}
	if neo4j.Image != "neo4j:5-community" {
		t.Errorf("the server's image is %s", neo4j.Image)
	}
	if auth := neo4j.Environment["NEO4J_AUTH"]; auth == nil || *auth != "neo4j/"+password {
		t.Errorf("NEO4J_AUTH is not the password of .env")
	}
	if p := entente.Environment["NEO4J_PASSWORD"]; p == nil || *p != password {
		t.Errorf("NEO4J_PASSWORD is not the password of .env")
	}
	if len(neo4j.Volumes) != 1 || neo4j.Volumes[0].Target != "/data" || neo4j.Volumes[0].Type != types.VolumeTypeVolume {
		t.Errorf("the server's data lie in %v", neo4j.Volumes)
	}
	if d := entente.DependsOn["neo4j"]; d.Condition != types.ServiceConditionHealthy {
		t.Errorf("entente starts when neo4j is %q", d.Condition)
	}
	if b := entente.Build; b == nil {
		t.Error("entente is not built")
	} else if _, err := os.Stat(filepath.Join(b.Context, b.Dockerfile)); err != nil {
		t.Error(err)
	}
	for _, s := range project.Services {
		if s.HealthCheck == nil || len(s.HealthCheck.Test) == 0 {
			t.Errorf("%s has no health check", s.Name)
		}
		for _, p := range s.Ports {
			if p.HostIP != "127.0.0.1" {
				t.Errorf("%s opens port %s to the network", s.Name, p.Published)
			}
		}
	}
}

func TestComposeWantsPassword(t *testing.T) {
	for _, env := range [][]string{nil, {"NEO4J_PASSWORD="}} {
		if _, err := load(t, env...); err == nil || !strings.Contains(err.Error(), ".env.example") {
			t.Errorf("with %q: %v", env, err)
		}
	}
}

// TestDockerfile holds that the image's program needs nothing of its system and is not root.
func TestDockerfile(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`CGO_ENABLED=0 go build`, `(?m)^FROM \S*distroless/static\S*:nonroot$`, `(?m)^USER nonroot`, `(?m)^ENTRYPOINT \["/entente"\]$`} {
		if !regexp.MustCompile(want).Match(text) {
			t.Errorf("no %s", want)
		}
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)[1]
	if !strings.Contains(string(text), "FROM golang:"+string(version)+" ") {
		t.Errorf("the image is not built with Go %s", version)
	}
}
