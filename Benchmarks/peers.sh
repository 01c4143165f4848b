#!/usr/bin/env bash
# peers.sh FOLDER: runs the peers that are programs of their own, with a report below FOLDER for
# each. One that is not installed is left out with a note.
#
# PYTHON names the interpreter that has numpy and duckdb: python3 where it is not set.
set -euo pipefail
cd "$(dirname "$0")/.."
parts=$1
library=$PWD/.build/lib/embedded
objects=.build/bench/objects

run_python() {
    "${PYTHON:-python3}" Benchmarks/peers/python/run.py "$library/libloanengine.so.1" \
        "$parts/python.jsonl"
}

run_quantlib() {
    if ! printf '#include <ql/version.hpp>\n' | c++ -E -x c++ - >/dev/null 2>&1; then
        echo "no QuantLib: left out (Debian: apt-get install libquantlib0-dev)" >&2
        return
    fi
    echo "building the QuantLib peer …" >&2
    c++ -std=c++17 -O3 -w -I include -c Benchmarks/peers/quantlib.cpp -o "$objects/quantlib.o"
    cc -std=gnu11 -O2 -I include -c Benchmarks/peers/quantlib-bench.c -o "$objects/quantlib-bench.o"
    local harness=()
    for source in book cases contest counters output; do
        cc -std=gnu11 -O2 -I include -c "Benchmarks/harness/$source.c" -o "$objects/$source.o"
        harness+=("$objects/$source.o")
    done
    c++ "$objects/quantlib.o" "$objects/quantlib-bench.o" "${harness[@]}" \
        -o .build/bench/quantlib-bench -L "$library" -lloanengine -lgmp -lQuantLib \
        -Wl,-rpath,"$library"
    .build/bench/quantlib-bench "$parts/quantlib.jsonl"
}

# The Swift module itself, without the C interface.
run_swift() {
    swift build -c release --package-path Benchmarks --scratch-path .build/bench/swift >&2
    .build/bench/swift/release/module-bench >"$parts/swift.jsonl"
}



run_swift
run_python
run_quantlib
