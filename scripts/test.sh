#!/usr/bin/env bash
# Runs every test that this machine can run. Where NEO4J_URI names no server, and Java and Maven
# are there, a Neo4j is started for the tests and stopped after; else one line says what is skipped.
# ENTENTE_REQUIRE_ALL=1 turns every skip into a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${NEO4J_URI:-}" ]; then
  if command -v java >/dev/null && command -v mvn >/dev/null; then
    settings=$(scripts/neo4j/neo4j.sh start)
    trap 'scripts/neo4j/neo4j.sh stop' EXIT
    set -a
    eval "$settings"
    set +a
  else
    echo "skipped: the tests of the Neo4j store, since there is neither NEO4J_URI nor Java with Maven"
    [ -z "${ENTENTE_REQUIRE_ALL:-}" ] || exit 1
  fi
fi
go test -count=1 ./... "$@"
