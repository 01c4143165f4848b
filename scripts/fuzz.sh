#!/usr/bin/env bash
# fuzz.sh SECONDS [TARGET…]: builds the fuzz targets, replays their corpora, then fuzzes each target for
# SECONDS, as many at once as there are processors.
#
# What a target learns is kept in .build/fuzz/corpus/TARGET and used again by the next run; an input that
# breaks a law, a limit of time or memory, or a sanitizer's rule is kept in .build/fuzz/findings/TARGET.
# A line a target says how it went; the exit status is 1 if anything was found.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?usage: fuzz.sh SECONDS [TARGET…]}
shift
targets=("$@")
if [ ${#targets[@]} = 0 ]; then targets=(c-interface cases logs documents arithmetic text); fi
work=.build/fuzz
scripts/build-fuzz.sh

# A crash of the process is libFuzzer's to report, not Swift's.
export SWIFT_BACKTRACE=enable=no
# Globals of Swift that hold pointers with tag bits look like leaks; leaks of the C library are looked
# for by valgrind, in test-c.
export ASAN_OPTIONS=detect_leaks=0:malloc_context_size=8:quarantine_size_mb=32

options() {
    case $1 in
    cases) echo -max_len=4096 -dict=Fuzz/Corpus/cases.dict ;;
    documents) echo -max_len=8192 -dict=Fuzz/Corpus/documents.dict ;;
    text) echo -max_len=300 -dict=Fuzz/Corpus/text.dict ;;
    logs) echo -max_len=2048 ;;
    arithmetic) echo -max_len=200 ;;
    c-interface) echo -max_len=800 ;;
    esac
}

# fuzz TARGET: exit status 1 where something was found.
fuzz() {
    local target=$1 status=0 runs rate begun=$SECONDS
    local learned=$work/corpus/$target findings=$work/findings/$target log=$work/$target.log
    mkdir -p "$learned" "$findings"
    local before after
    before=$(find "$findings" -type f | wc -l)
    # shellcheck disable=SC2046
    "$work/bin/$target" $(options "$target") -timeout=60 -rss_limit_mb=4096 -print_final_stats=1 \
        -max_total_time="$seconds" -artifact_prefix="$findings/" \
        "$learned" "Fuzz/Corpus/$target" >"$log" 2>&1 || status=$?
    runs=$(sed -nE 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -nE 's/^stat::average_exec_per_sec: *//p' "$log")
    after=$(find "$findings" -type f | wc -l)
    local cover
    cover=$(sed -nE 's/.* cov: ([0-9]+) ft: ([0-9]+) .*/\1 places, \2 features/p' "$log" | tail -n 1)
    echo "fuzz: $target: ${runs:-no} runs in $((SECONDS - begun)) s, ${rate:-0} a second, $cover," \
        "$((after - before)) findings"
    [ "$status" = 0 ] && return
    grep -E 'FINDING|Fatal error|runtime error|ERROR: |SUMMARY|Test unit written' "$log" |
        head -n 12 >&2 || tail -n 20 "$log" >&2
    echo "fuzz: $target: exit status $status; $log has the rest" >&2
    return 1
}

echo "fuzz: $seconds s each of ${targets[*]}"
failed=0 running=0
for target in "${targets[@]}"; do
    if [ "$running" = "$(nproc)" ]; then
        wait -n || failed=1
        running=$((running - 1))
    fi
    fuzz "$target" &
    running=$((running + 1))
done
while [ "$running" -gt 0 ]; do
    wait -n || failed=1
    running=$((running - 1))
done
exit "$failed"
