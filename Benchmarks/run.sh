#!/usr/bin/env bash
# run.sh quick|all [CASE…]: builds the benchmarks and runs them; see Benchmarks/README.md.
#
#   quick  every case on few loans: answers equal, heap allocations and big integers in bounds
#   all    times, instructions, how cost grows, and every peer that is installed; REPEATS=11 turns of each
set -euo pipefail
cd "$(dirname "$0")/.."
mode=${1:-all}
shift || true
library=$PWD/.build/lib/embedded
out=.build/bench
parts=$out/parts
[ -e "$library/libloanengine.so.1" ] || scripts/build-library.sh embedded
mkdir -p "$out/objects"
rm -rf "$parts"
mkdir -p "$parts"
source Benchmarks/build.sh

case $mode in
quick)
    build_harness portable
    "$out/bench" --report "$parts/bench.jsonl" --loans 4000 --repeats 1 --checks "$@"
    swift build -c release --package-path Benchmarks --scratch-path "$out/swift" >&2
    "$out/swift/release/module-bench" 2000 >"$parts/swift.jsonl"
    echo "answers equal, allocations and big integers within their bounds"
    ;;
all)
    build_harness native
    "$out/bench" --report "$parts/bench.jsonl" --repeats "${REPEATS:-11}" --checks --facts "$@"
    Benchmarks/instructions.sh >"$parts/instructions.jsonl"
    Benchmarks/peers.sh "$parts"
    # The picture takes matplotlib, in an environment of its own.
    plot=.build/bench/python
    if [ ! -x "$plot/bin/python" ]; then
        python3 -m venv "$plot" || { scripts/require.sh ensurepip=python3-venv && python3 -m venv --clear "$plot"; }
    fi
    "$plot/bin/python" -c 'import matplotlib' 2>/dev/null ||
        "$plot/bin/python" -m pip install --quiet --disable-pip-version-check matplotlib
    "$plot/bin/python" Benchmarks/growth.py .build/release/loan-engine "$out"
    python3 Benchmarks/report.py "$out"
    ;;
*) echo "usage: run.sh quick|all [CASE…]" >&2 && exit 2 ;;
esac
