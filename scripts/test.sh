#!/usr/bin/env bash
# Runs every test that this machine can run. Where NEO4J_URI names no server, and Java and Maven
# are there, a Neo4j is started for the tests and stopped after; else one line says what is skipped.
# ENTENTE_REQUIRE_ALL=1 turns every skip into a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

tests=(go test -count=1 ./... "$@")
if [ -n "${NEO4J_URI:-}" ]; then
  exec "${tests[@]}"
fi
if command -v java >/dev/null && command -v mvn >/dev/null; then
  exec go run ./scripts/neo4j run "${tests[@]}"
fi
echo "skipped: the tests of the Neo4j store, since there is neither NEO4J_URI nor Java with Maven"
[ -z "${ENTENTE_REQUIRE_ALL:-}" ] || exit 1
exec "${tests[@]}"
