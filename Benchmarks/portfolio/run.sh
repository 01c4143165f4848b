#!/usr/bin/env bash
# run.sh [quick]: builds what measures the portfolio modules, and runs it; see Benchmarks/README.md.
#
#   quick  few loans, once each: answers equal, no verdict on time
#
# The peers come from PyPI, into an environment of their own below .build/bench.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=.build/bench
library=.build/lib/embedded/libloanengine-json.so.1
environment=$out/portfolio
packages=(numpy duckdb polars pyxirr)
mkdir -p "$out"
[ -e "$library" ] || scripts/build-library.sh json
if [ ! -x "$environment/bin/python" ]; then
    python3 -m venv "$environment" ||
        { scripts/require.sh ensurepip=python3-venv && python3 -m venv --clear "$environment"; }
fi
"$environment/bin/python" -c 'import numpy, duckdb, polars, pyxirr' 2>/dev/null ||
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "${packages[@]}"
swift build -c release --package-path Benchmarks --scratch-path "$out/swift" --product portfolio-bench >&2
arguments=("$library" "$out/swift/release/portfolio-bench" "$out/portfolio.json" --repeats "${REPEATS:-5}")
[ "${1:-}" != quick ] || arguments+=(--quick)
POLARS_MAX_THREADS=1 "$environment/bin/python" Benchmarks/portfolio/compare.py "${arguments[@]}"
