#!/usr/bin/env bash
# Tests the installed extension on a server that it starts itself, in a scratch folder, and stops again.
#
#   test/run.sh            all
#   test/run.sh PART…      some of: regress readme encoding golden same portfolio cancel hostile memory cost
#                          (or PARTS="PART…" test/run.sh)
#
# LOAN_ENGINE is the command line to compare with. As root, the server runs as SERVER_USER (postgres, else nobody).
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(cd ../.. && pwd)
export LOAN_ENGINE=${LOAN_ENGINE:-$root/.build/release/loan-engine}
[ -x "$LOAN_ENGINE" ] || { echo "there is no $LOAN_ENGINE: set LOAN_ENGINE" >&2 && exit 2; }
pg_config=${PG_CONFIG:-pg_config}
bin=$("$pg_config" --bindir)
pg_regress=${PG_REGRESS:-$(dirname "$("$pg_config" --pgxs)")/../../src/test/regress/pg_regress}

scratch=$(mktemp -d)
export PGHOST=$scratch PGPORT=54329 PGUSER=postgres PGDATABASE=postgres SCRATCH=$scratch FIXTURES=$root/Fixtures
export PGOPTIONS='-c client_min_messages=warning'
server_user=
if [ "$(id -u)" = 0 ]; then
    server_user=${SERVER_USER:-$(id -un postgres 2>/dev/null || echo nobody)}
    chown "$server_user" "$scratch"
fi
serve() {
    if [ -n "$server_user" ]; then (cd "$scratch" && runuser -u "$server_user" -- "$@"); else "$@"; fi
}
stop() {
    serve "$bin/pg_ctl" -D "$scratch/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$scratch"
}
trap stop EXIT
serve "$bin/initdb" -D "$scratch/data" -A trust -U postgres --locale=C.UTF-8 -E UTF8 >/dev/null
serve "$bin/pg_ctl" -s -w -D "$scratch/data" -l "$scratch/log" \
    -o "-k $scratch -p $PGPORT -c listen_addresses= -c fsync=off -c max_wal_size=8GB -c shared_buffers=512MB -c jit=off" start

sql() { psql -X -q -At -v ON_ERROR_STOP=1 "$@"; }

regress() {
    mkdir -p "$scratch/regress"
    "$pg_regress" --bindir="$bin" --inputdir=test --outputdir="$scratch/regress" --host="$scratch" --port="$PGPORT" \
        --user=postgres --dbname=contrib_regression functions errors || { cat "$scratch/regress/regression.diffs"; [ -z "${WRITE_EXPECTED:-}" ] || cp "$scratch"/regress/results/*.out test/expected; return 1; }
}

# What README.md shows.
readme() {
    sed -n '/^```sql$/,/^```$/{/^```/!p}' README.md >"$scratch/readme.sql"
    createdb readme
    sql -d readme -c 'CREATE EXTENSION loan_engine' -f "$scratch/readme.sql" >"$scratch/readme.out"
    grep -Fxq 'L1|21|47500.83' "$scratch/readme.out"
}

# A database that is not in UTF-8.
encoding() {
    createdb -T template0 -E LATIN1 --locale=C latin
    sql -d latin -c 'CREATE EXTENSION loan_engine' -c "SET client_encoding = 'UTF8'" \
        -c "SELECT loan_evaluate('{\"format\": \"loan-case/1\", \"name\": \"é\"}')::json ->> 'name'" \
        -c "SELECT loan_error('{\"é\": 1}', '[]', '2026-06-01') ->> 'path'" >"$scratch/encoding.out"
    printf 'é\nterms."é"\n' | cmp - "$scratch/encoding.out"
    psql -X -q -d latin -c "SET client_encoding = 'UTF8'" -c "SELECT * FROM loan_schedule('{\"é\": 1}')" >"$scratch/encoding.out" 2>&1 || true
    grep -q 'DETAIL:  MALFORMED_INPUT at terms."é"' "$scratch/encoding.out"
}

# Every golden case through loan_evaluate: the bytes that the command line prints.
golden() {
    python3 -B test/cases.py golden >"$scratch/golden.copy"
    sql -c 'CREATE TEMP TABLE own (number integer, body text)' -c "\\copy own FROM '$scratch/golden.copy'" \
        -c 'SELECT loan_evaluate(body) FROM own ORDER BY number' >"$scratch/golden.out"
    cmp "$scratch/golden.out" "$scratch/golden.expected"
    echo "golden: $(wc -l <"$scratch/golden.out") cases, the same bytes"
}

# What is read without a detour over documents against what is read as a document.
same() {
    sql -f test/same.sql >"$scratch/same.out"
    cat "$scratch/same.out"
    grep -q ' 0 different$' "$scratch/same.out"
    # Most of them directly, or nothing was compared.
    tail -n 1 "$scratch/same.out" | awk '{ exit !($5 > $8 * 0.85) }'
}

portfolio() {
    sql -f test/portfolio.sql
    sql -c 'SELECT stand FROM stands ORDER BY number' >"$scratch/stands.jsonl"
    sql -c 'SELECT spec FROM specs ORDER BY number' >"$scratch/specs"
    local number=0
    while IFS= read -r spec; do
        number=$((number + 1))
        printf '%s' "$spec" >"$scratch/spec.json"
        "$LOAN_ENGINE" report "$scratch/spec.json" "$scratch/stands.jsonl" >"$scratch/report.expected"
        for workers in 0 1 3; do
            sql -c "SET max_parallel_workers_per_gather = $workers" -c 'SET parallel_setup_cost = 0' \
                -c 'SET parallel_tuple_cost = 0' -c 'SET min_parallel_table_scan_size = 0' \
                -c "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT loan_portfolio(spec, stand) FROM stands, specs WHERE specs.number = $number" \
                >"$scratch/plan"
            if [ "$workers" != 0 ]; then grep -q "Workers Launched: $workers" "$scratch/plan"; fi
            sql -c "SET max_parallel_workers_per_gather = $workers" -c 'SET parallel_setup_cost = 0' \
                -c 'SET parallel_tuple_cost = 0' -c 'SET min_parallel_table_scan_size = 0' \
                -c "SELECT loan_portfolio(spec, stand) FROM stands, specs WHERE specs.number = $number" >"$scratch/report.out"
            cmp "$scratch/report.out" "$scratch/report.expected"
        done
    done <"$scratch/specs"
    echo "portfolio: $(wc -l <"$scratch/stands.jsonl") positions, $number reports by 0, 1 and 3 workers: the command line's bytes"
}

# Queries that would take long, cancelled from outside.
cancel() {
    sql -f test/portfolio.sql
    local begun name query
    while IFS='|' read -r name query; do
        begun=$(date +%s%N)
        # The session goes on afterwards.
        psql -X -q -At -c 'SET statement_timeout = 500' -c "$query" -c "SELECT 'goes on', loan_evaluate('{')" \
            >"$scratch/cancel.out" 2>&1
        grep -q 'canceling statement due to statement timeout' "$scratch/cancel.out" || { cat "$scratch/cancel.out" && return 1; }
        grep -q 'goes on|{"format":"loan-result/1"' "$scratch/cancel.out"
        echo "cancel: $name ended $((($(date +%s%N) - begun) / 1000000)) ms after it began, cancelled at 500 ms"
    done <test/cancel.txt
}

# Arguments that nobody should give, 100 000 times, in one backend that has to live.
hostile() {
    python3 -B test/cases.py hostile >"$scratch/hostile.copy"
    sql -c "\\set QUIET on" -f test/hostile.sql -c "\\copy hostile FROM '$scratch/hostile.copy'" -c 'SELECT hostile_run()' -c 'SELECT hostile_pay()' \
        >"$scratch/hostile.out"
    cat "$scratch/hostile.out"
    grep -Eq '^hostile: 1[0-9]{5} calls .* 0 other than expected$' "$scratch/hostile.out"
    [ "$(grep -c ' 0 other than expected$' "$scratch/hostile.out")" = 2 ]
    ! grep -E 'terminated by signal|PANIC' "$scratch/log"
}

memory() {
    sql -f test/memory.sql >"$scratch/memory.out"
    python3 -B - "$scratch/memory.out" <<'P'
import sys
kib = [int(line) for line in open(sys.argv[1]) if line.strip()]
print("memory: resident KiB of the backend after each tenth of 1 000 000 calls:", *kib)
if kib[-1] > kib[0] + 2048:
    sys.exit("memory: it grew")
P
}

# COST_LOANS loans (100 000), by the engine and in plain SQL.
cost() {
    sql -f test/cost.sql | tee "$scratch/cost.out"
    ! grep DIFFERENT "$scratch/cost.out"
}

read -ra parts <<<"${*:-${PARTS:-}}"
[ ${#parts[@]} -gt 0 ] || parts=(regress readme encoding golden same portfolio cancel hostile memory cost)
sql -c 'CREATE EXTENSION loan_engine' -f test/helpers.sql
failed=()
for part in "${parts[@]}"; do
    begun=$SECONDS
    # In a shell of its own, so that it ends at its first failure.
    set +e
    (set -e; "$part")
    status=$?
    set -e
    [ "$status" = 0 ] || failed+=("$part")
    printf 'postgres: %-9s %s, %d s\n' "$part" "$([ "$status" = 0 ] && echo passed || echo FAILED)" $((SECONDS - begun))
done
if [ ${#failed[@]} -gt 0 ]; then
    tail -n 20 "$scratch/log" | cut -c 1-200 >&2
    exit 1
fi
