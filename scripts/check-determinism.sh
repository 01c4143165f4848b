#!/usr/bin/env bash
# check-determinism.sh [COUNT [SEED]]: builds what is compared, and compares it: check-determinism.py.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build --product loan-engine
swift build --product loan-engine -c release
# Anew: a library of yesterday's sources says nothing.
for runtime in embedded full; do scripts/build-library.sh "$runtime"; done
exec python3 -B scripts/check-determinism.py --count "${1:-4000}" --seed "${2:-1}"
