# What developers type. `make test` runs everything that this machine can run.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
GO ?= go

help: ## show this list
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

build: ## build bin/entente
	$(GO) build -o bin/entente ./cmd/entente

test: ## every test, with a real Neo4j where Java and Maven are there or NEO4J_URI names one
	scripts/test.sh

# SQLite, which is translated from C, is slow under the race detector: of its tests those that write and read side by side.
race: ## the tests under the race detector, without Neo4j
	ENTENTE_REQUIRE_ALL= $(GO) test -race $$($(GO) list ./... | grep -vE '/graph/(sqlite|graphtest|neo4j)|/eval/fusion')
	$(GO) test -race -run 'TestContract/(Writers|Snapshot|Atomic|Cancelled|Merged)|TestClosed|TestMemoryStoresAreApart' ./graph/sqlite

lint: ## gofmt, vet and golangci-lint
	scripts/lint.sh

generate: ## make the generated code again
	$(GO) generate ./...

check: lint test ## what CI runs, but for the race detector

score: ## measure extraction and fusion over the open sets and write eval/scores.txt
	$(GO) run ./cmd/entente eval eval/gold --fusion eval/fusion/articles --scores eval/scores.txt

train: ## train the statement scorer again from eval/gold, eval/labels with the texts of the folder CORPUS, and STATEMENTS, folders of labelled articles
	$(GO) run ./eval/train -corpus "$(CORPUS)" $(STATEMENTS)

bench: ## the benchmarks, side by side; writes nothing
	scripts/bench.sh

fuzz: ## every fuzz target for ten seconds
	scripts/fuzz.sh 10s

neo4j: ## start a real Neo4j for development and print how to reach it
	$(GO) run ./scripts/neo4j start

neo4j-stop: ## stop it
	$(GO) run ./scripts/neo4j stop

.PHONY: help build test race lint generate check score train bench fuzz neo4j neo4j-stop
