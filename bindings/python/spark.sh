#!/usr/bin/env bash
# Tests loanengine.spark in local mode, in an environment of its own: .build/spark. Takes Java 17 (Debian's
# openjdk-17-jre-headless, installed where there is none) and PySpark, pandas and pyarrow of PyPI, about 600 MB.
#
#   bindings/python/spark.sh            the quick tests
#   bindings/python/spark.sh million    over a million loans, and how fast beside plain calls
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
work=$root/.build/spark
"$root/scripts/require.sh" java=openjdk-17-jre-headless
./build.sh wheel
if [ ! -x "$work/bin/python" ]; then
    python3 -m venv "$work"
fi
"$work/bin/python" -m pip install --quiet --disable-pip-version-check "$(ls "$root"/.build/python/dist/*.whl)[spark]" pytest
"$work/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$root"/.build/python/dist/*.whl
if [ "${1:-}" = million ]; then
    "$work/bin/python" -B tests_spark/throughput.py "${@:2}"
    exec "$work/bin/python" -B tests_spark/million.py "${@:2}"
fi
exec "$work/bin/python" -B -m pytest "$PWD/tests_spark"
