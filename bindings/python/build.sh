#!/usr/bin/env bash
# Builds the wheel of the Python package and runs all its tests, in an environment of its own: .build/python.
#
#   bindings/python/build.sh         wheel and tests
#   bindings/python/build.sh wheel   the wheel alone: .build/python/dist
#   bindings/python/build.sh costs [LOANS]   the wheel, and what calls cost beside the C call
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
work=$root/.build/python
"$root/scripts/require.sh" cc=gcc python3=python3 patchelf=patchelf
for library in loanengine loanengine-json; do
    if [ ! -e "$root/.build/lib/embedded/lib$library.so.1" ]; then
        kind=embedded
        if [ "$library" = loanengine-json ]; then kind=json; fi
        "$root/scripts/build-library.sh" "$kind"
    fi
done
mkdir -p "$work"
if [ ! -x "$work/bin/python" ]; then
    python3 -m venv "$work" || { "$root/scripts/require.sh" ensurepip=python3-venv; python3 -m venv --clear "$work"; }
    "$work/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade build "setuptools>=68" wheel abi3audit
fi
rm -rf build src/*.egg-info "$work/dist"
"$work/bin/python" -m build --wheel --no-isolation --outdir "$work/dist" . >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2 && exit 1; }
wheel=$(ls "$work"/dist/*.whl)
echo "python: $wheel, $(stat -c %s "$wheel") bytes"
"$work/bin/python" -m abi3audit --strict --report "$wheel" >"$work/abi3.json" && echo "python: abi3audit: no violation"
if [ "${1:-}" = wheel ]; then exit; fi
"$work/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall "$wheel[test]"
example=$root/Examples/python/quickstart
"$work/bin/python" -B "$example.py" | diff -u --label quickstart.expected --label quickstart.py "$example.expected" -
if [ "${1:-}" = costs ]; then exec "$work/bin/python" -B costs.py "${@:2}"; fi
LOAN_ENGINE=${LOAN_ENGINE:-$root/.build/release/loan-engine} "$work/bin/python" -B -m pytest --doctest-modules \
    --pyargs loanengine "$PWD/tests"
