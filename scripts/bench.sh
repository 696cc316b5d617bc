#!/usr/bin/env bash
# Measures Entente beside what it is compared with, in one run on one machine; docs/performance.md
# explains the figures. It needs Java and Maven. AGREEMENTS sets the size (100000).
set -euo pipefail
cd "$(dirname "$0")/.."
server=
work=

# serve STORE: starts a server on a free port and sets url and server.
serve() {
  "$work/entente" serve --db "$1" --listen 127.0.0.1:0 >"$work/serve.out" &
  server=$!
  for _ in $(seq 100); do
    url=$(grep -oE 'http://[^ ,]+/graphql' "$work/serve.out" || true)
    [ -z "$url" ] || return 0
    sleep 0.1
  done
  echo "the server did not start" >&2
  exit 1
}
stop() { kill "$server"; wait "$server" || true; server=; }
timed() { /usr/bin/time -f "  %e s, %M kB at most" "$@"; }

raw() {
  echo "== raw driver into Neo4j"
  "$work/bench" raw-load "$work/records.jsonl"
  for _ in 1 2; do
    echo "== raw driver, a pair's newest 50"
    "$work/bench" raw-read
  done
}
entente() { # STORE
  echo "== entente import into ${1%%:*}, first half, second half"
  timed "$work/entente" import --db "$1" "$work/first.jsonl"
  timed "$work/entente" import --db "$1" "$work/second.jsonl"
  serve "$1"
  for _ in 1 2; do # a server that has just started is slow
    echo "== entente on ${1%%:*}, a pair's newest 50 over HTTP"
    "$work/bench" http "$url"
  done
  stop
}

# Each part of Neo4j has a server of its own, empty and gone afterwards.
case ${1:-} in
raw) work=$2; raw; exit ;;
neo4j) work=$2; entente "$NEO4J_URI"; exit ;;
esac
n=${AGREEMENTS:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/entente" ./cmd/entente
go build -o "$work/bench" ./bench
"$work/bench" gen "$n" >"$work/records.jsonl"
half=$(($(wc -l <"$work/records.jsonl") / 2))
head -n "$half" "$work/records.jsonl" >"$work/first.jsonl"
tail -n "+$((half + 1))" "$work/records.jsonl" >"$work/second.jsonl"
echo "machine: $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(date +%F)"
echo "data: $n synthetic agreements, $(wc -l <"$work/records.jsonl") articles"

go run ./scripts/neo4j run scripts/bench.sh raw "$work"
go run ./scripts/neo4j run scripts/bench.sh neo4j "$work"
entente "sqlite:$work/bench.db"

echo "== extract, one core"
go test -run '^$' -bench Extract ./loader
