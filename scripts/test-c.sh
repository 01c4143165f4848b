#!/usr/bin/env bash
# test-c.sh [ENGINE]: Tests/C against the C library in .build/lib, both builds of it:
#
#   plain       every program, with the library of .build/lib/embedded and that of .build/lib/full
#   sanitizers  the embedded one, the programs compiled for AddressSanitizer and UBSan, by the clang
#               of the Swift toolchain
#   valgrind    the embedded one: no error, no leak; threads under helgrind too
#   evolution   programs of a shorter and of a longer header, with the library of this one
#   fixtures    every golden case and 3000 random ones, as ENGINE evaluates them
#   documents   every golden case and document through libloanengine-json, as ENGINE prints them
#   terms       terms of every golden case through le_terms_read, as ENGINE evaluates the cases
#
# ENGINE is .build/release/loan-engine. Last line: 'N passed, N failed'.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/library-version.sh
scripts/require.sh cc=gcc valgrind=valgrind python3=python3
engine=${1:-.build/release/loan-engine}
work=.build/test-c
libraries=$work/lib # a copy, so that a build meanwhile disturbs nothing
rm -rf "$work"
for runtime in embedded full; do
    [ -f ".build/lib/$runtime/$soname" ] || scripts/build-library.sh "$runtime"
    mkdir -p "$libraries/$runtime"
    cp -P ".build/lib/$runtime/"*.so* "$libraries/$runtime"
done

passed=0 failed=0
# run NAME COMMAND…: adds what its last line counts; what it printed is shown where it failed.
run() {
    local name=$1 status=0 line
    shift
    "$@" >"$work/out" 2>"$work/err" || status=$?
    line=$(tail -n 1 "$work/out")
    if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
        # One that counts no failure and fails all the same: a leak, say.
        if [ "$status" != 0 ] && [ "${BASH_REMATCH[2]}" = 0 ]; then failed=$((failed + 1)); fi
    else
        line="no result"
        failed=$((failed + 1))
    fi
    printf '%-34s %s\n' "$name" "$line"
    if [ "$status" != 0 ]; then
        grep -v ' passed, ' "$work/out" | tail -n 30 >&2 || true
        head -n 60 "$work/err" >&2
        echo "test-c: $name: exit status $status" >&2
    fi
}
library() { env LD_LIBRARY_PATH="$libraries/$1" "${@:2}"; }

# Compiled once for each kind; reload has no library to link to, it loads one.
warnings=(-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
compile() {
    local kind=$1 program=$2
    shift 2
    local link=(-L "$libraries/embedded" -lloanengine -pthread)
    if [ "$program" = reload ]; then link=(-ldl); fi
    local compiler=cc
    if [ "$kind" = sanitized ]; then
        compiler=$(dirname "$(realpath "$(command -v swiftc)")")/clang
        set -- "$@" -fuse-ld=bfd # gold, its default, warns of the sanitizer's own symbols
    fi
    "$compiler" "${warnings[@]}" -g -O1 "$@" -I include "Tests/C/$program.c" -o "$work/$kind-$program" \
        "${link[@]}"
}
mapfile -t programs < <(cd Tests/C && printf '%s\n' *.c | sed 's/\.c$//')
for program in "${programs[@]}"; do
    compile plain "$program" &
    compile sanitized "$program" -fsanitize=address,undefined -fno-sanitize-recover=all &
    wait -n
    wait -n
done

# Programs of an earlier and of a later header, with the library of this one.
for evolved in shorter longer; do
    mkdir -p "$work/$evolved"
    python3 -B Tests/C/evolve.py "$evolved" >"$work/$evolved/loan_engine.h"
    steps=1
    if [ "$evolved" = shorter ]; then steps=-1; fi
    cc "${warnings[@]}" -g -O1 "-DEVOLUTION=$steps" -I "$work/$evolved" Tests/C/evolution.c \
        -o "$work/plain-$evolved" -L "$libraries/embedded" -lloanengine
done

valgrind=(valgrind --quiet --error-exitcode=99)
memcheck=("${valgrind[@]}" --leak-check=full --show-leak-kinds=definite,indirect
    --errors-for-leak-kinds=definite,indirect)
for program in "${programs[@]}"; do
    plain=$work/plain-$program sanitized=$work/sanitized-$program
    case $program in
    threads)
        run "threads, embedded" library embedded "$plain"
        run "threads, full" library full "$plain"
        run "threads, sanitizers" library embedded "$sanitized" 50
        run "threads, valgrind" library embedded "${memcheck[@]}" "$plain" 3
        run "threads, helgrind" library embedded "${valgrind[@]}" --tool=helgrind "$plain" 5
        ;;
    memory) # sanitizers and valgrind need memory of their own
        run "memory, embedded" library embedded "$plain"
        run "memory, full" library full "$plain"
        ;;
    reload)
        run "reload, embedded" "$plain" "$libraries/embedded/$soname" 1000
        run "reload, full" "$plain" "$libraries/full/$soname" 100
        run "reload, sanitizers" "$sanitized" "$libraries/embedded/$soname" 100
        run "reload, valgrind" "${memcheck[@]}" "$plain" "$libraries/embedded/$soname" 20
        ;;
    *)
        run "$program, embedded" library embedded "$plain"
        run "$program, full" library full "$plain"
        run "$program, sanitizers" library embedded "$sanitized"
        run "$program, valgrind" library embedded "${memcheck[@]}" "$plain"
        ;;
    esac
done
for evolved in shorter longer; do
    run "evolution, $evolved header" library embedded "${memcheck[@]}" "$work/plain-$evolved"
done
for runtime in embedded full; do
    run "fixtures, $runtime" python3 -B Tests/C/fixtures.py "$libraries/$runtime/$soname" "$engine"
done

json=.build/lib/embedded/libloanengine-json.so
[ -f "$json" ] || scripts/build-library.sh json
run "documents" python3 -B Tests/C/documents.py "$json" "$engine" --fuzz 20000
run "portfolio" python3 -B Tests/C/portfolio.py "$json" "$engine"
run "terms" python3 -B Tests/C/terms.py "$json" "$libraries/embedded/$soname" "$engine" --fuzz 10000

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
