#!/usr/bin/env bash
# Measures Entente beside what it is compared with, in one run on one machine; docs/performance.md
# explains the figures. It needs Java and Maven (or NEO4J_URI with an empty Neo4j); spaCy is
# measured where pip can install it. AGREEMENTS sets the size (100000).
set -euo pipefail
cd "$(dirname "$0")/.."
n=${AGREEMENTS:-100000}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; scripts/neo4j/neo4j.sh stop >/dev/null; rm -rf "$work"' EXIT

go build -o "$work/entente" ./cmd/entente
go build -o "$work/bench" ./bench
"$work/bench" gen "$n" >"$work/records.jsonl"
half=$(($(wc -l <"$work/records.jsonl") / 2))
head -n "$half" "$work/records.jsonl" >"$work/first.jsonl"
tail -n "+$((half + 1))" "$work/records.jsonl" >"$work/second.jsonl"
echo "machine: $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(date +%F)"
echo "data: $n synthetic agreements, $(wc -l <"$work/records.jsonl") articles"

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
fresh() { # a new, empty Neo4j
  scripts/neo4j/neo4j.sh stop >/dev/null
  set -a; eval "$(scripts/neo4j/neo4j.sh start --fresh)"; set +a
}

echo "== raw driver into Neo4j"
fresh
"$work/bench" raw-load "$work/records.jsonl"
echo "== raw driver, a pair's newest 50"
"$work/bench" raw-read

echo "== entente import into Neo4j, first half, second half"
fresh
timed "$work/entente" import --db "$NEO4J_URI" "$work/first.jsonl"
timed "$work/entente" import --db "$NEO4J_URI" "$work/second.jsonl"
echo "== entente on Neo4j, a pair's newest 50 over HTTP"
serve "$NEO4J_URI"; "$work/bench" http "$url"; stop

echo "== entente import into SQLite, first half, second half"
timed "$work/entente" import --db "sqlite:$work/bench.db" "$work/first.jsonl"
timed "$work/entente" import --db "sqlite:$work/bench.db" "$work/second.jsonl"
echo "== entente on SQLite, a pair's newest 50 over HTTP"
serve "sqlite:$work/bench.db"; "$work/bench" http "$url"; stop

echo "== extract, one core"
go test -run '^$' -bench Extract ./loader
