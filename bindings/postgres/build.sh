#!/usr/bin/env bash
# Builds and installs the PostgreSQL extension, and tests it against a server of its own, which it starts and stops:
#
#   regress   test/sql, what it prints compared with test/expected
#   golden    every golden case through loan_evaluate, the bytes that the command line prints
#   workers   the aggregate by parallel workers, the report that the command line makes
#   cancel    a long report that is cancelled
#   memory    a million calls in one backend, whose memory must not grow
#   hostile   100 000 calls with changed cases: the backend goes on
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
"$root/scripts/require.sh" cc=gcc make=make python3=python3 pg_config=libpq-dev
version=$(pg_config --version | sed -nE 's/^PostgreSQL ([0-9]+).*/\1/p')
[ -e "$(pg_config --pgxs)" ] && [ -x "$(pg_config --bindir)/initdb" ] || {
    "$root/scripts/require.sh" "pgxs-of-$version=postgresql-$version" "headers-of-$version=postgresql-server-dev-$version"
}
[ -e "$root/.build/lib/embedded/libloanengine-json.a" ] || "$root/scripts/build-library.sh" json
engine=${LOAN_ENGINE:-$root/.build/release/loan-engine}
work=$(mktemp -d)
bin=$(pg_config --bindir)
export PGHOST=$work PGPORT=54329 PGDATABASE=postgres PGUSER=postgres
as_server() { runuser -u postgres -- "$@"; }
stop() {
    as_server "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap stop EXIT

build=$work/build
mkdir -p "$build"
cp Makefile ./*.c ./*.sql ./*.control ./README.md "$build"
make -s -C "$build" LIBRARY="$root/.build/lib/embedded" INCLUDE_ENGINE="$root/include" with_llvm=no install >"$work/make.log" 2>&1 ||
    { cat "$work/make.log" >&2 && exit 1; }

chown postgres "$work"
as_server "$bin/initdb" -D "$work/data" -A trust -U postgres --locale=C.UTF-8 -E UTF8 >/dev/null
as_server "$bin/pg_ctl" -s -D "$work/data" -l "$work/log" -w \
    -o "-k $work -p $PGPORT -c listen_addresses= -c fsync=off -c max_parallel_workers_per_gather=2" start

passed=0 failed=0
verdict() {
    if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    printf 'postgres: %-8s %s\n' "$1" "$([ "$2" = 0 ] && echo passed || echo FAILED)"
}

status=0
psql -X -q -a <test/sql/loan_engine.sql >"$work/regress.out" 2>&1 || status=$?
if [ "${1:-}" = --write ]; then cp "$work/regress.out" test/expected/loan_engine.out; fi
diff -u test/expected/loan_engine.out "$work/regress.out" || status=1
verdict regress "$status"

psql -X -q -c 'CREATE EXTENSION loan_engine'
status=0
python3 -B test/golden.py "$root" "$engine" || status=1
verdict golden "$status"

status=0
psql -X -q -v ON_ERROR_STOP=1 -f test/workers.sql >"$work/workers.out" || status=1
psql -X -q -At -c 'SELECT stand FROM stands ORDER BY n' >"$work/stands.jsonl"
printf '{"format":"report/1","asOf":"2026-06-30","groupBy":[[],["branch"]]}' >"$work/spec.json"
"$engine" report "$work/spec.json" "$work/stands.jsonl" >"$work/expected.json"
for workers in 0 2; do
    psql -X -q -At -c "SET max_parallel_workers_per_gather = $workers; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
        SET min_parallel_table_scan_size = 0;" -c "SELECT loan_portfolio('$(cat "$work/spec.json")', stand) FROM stands" \
        >"$work/report$workers.json"
    # The aggregate's text has the end of its last line.
    diff <(cat "$work/expected.json") <(sed -e '$d' "$work/report$workers.json") >&2 || status=1
done
psql -X -q -At -c "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;" \
    -c "EXPLAIN SELECT loan_portfolio('{}', stand) FROM stands" | grep -q 'Parallel Seq Scan' || status=1
verdict workers "$status"

status=0
begun=$SECONDS
psql -X -q -c "SET statement_timeout = '500ms'" -c "SELECT length(loan_document('report', '{\"format\":\"report/1\",\"asOf\":\"2026-06-30\"}',
    NULL, (SELECT string_agg(stand::text, E'\n') FROM stands, generate_series(1, 40))))" >"$work/cancel.out" 2>&1 && status=1
grep -q 'statement timeout' "$work/cancel.out" || { cat "$work/cancel.out" >&2; status=1; }
[ $((SECONDS - begun)) -lt 20 ] || status=1
verdict cancel "$status"

status=0
psql -X -q -At -v ON_ERROR_STOP=1 -f test/memory.sql >"$work/memory.out" || status=1
python3 - "$work/memory.out" <<'P' || status=1
import sys
kilobytes = [int(line) for line in open(sys.argv[1]) if line.strip()]
print("postgres: resident memory of the backend, KiB, after each tenth of 1 000 000 calls:", *kilobytes)
sys.exit(kilobytes[-1] > kilobytes[1] * 1.05 + 2048)
P
verdict memory "$status"

status=0
python3 -B test/hostile.py "$root" >"$work/hostile.sql"
psql -X -q -At -v ON_ERROR_STOP=1 -f "$work/hostile.sql" | tail -n 1 | grep -qx 100000 || status=1
verdict hostile "$status"

psql -X -q -At -f test/cost.sql
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
