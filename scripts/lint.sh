#!/usr/bin/env bash
# gofmt, vet and golangci-lint. The linter is built from source at the version below, into .cache/bin.
set -euo pipefail
cd "$(dirname "$0")/.."

unformatted=$(gofmt -l $(git ls-files '*.go' | grep -v /generated/))
if [ -n "$unformatted" ]; then
  printf 'not formatted by gofmt:\n%s\n' "$unformatted"
  exit 1
fi
go vet ./...

version=v2.15.0
linter=.cache/bin/golangci-lint-$version
if [ ! -x "$linter" ]; then
  mkdir -p .cache/bin
  GOBIN=$PWD/.cache/bin go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$version"
  mv .cache/bin/golangci-lint "$linter"
fi
"$linter" run ./...
