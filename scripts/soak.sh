#!/usr/bin/env bash
# soak.sh COMPARISONS SEED: builds the soak run of Fuzz/Soak, optimized, and runs it on all processors.
set -euo pipefail
cd "$(dirname "$0")/.."
comparisons=${1:-10000000} seed=${2:-1}
out=.build/soak
mkdir -p "$out"
swift=(
    swiftc -wmo -parse-as-library -O -swift-version 6 -enable-upcoming-feature ExistentialAny
    -enable-upcoming-feature MemberImportVisibility -I Sources/CGMP -I "$out"
)
objects=()
if [ ! -f "$out/soak" ] || [ -n "$(find Sources Fuzz/Soak Tests/TestSupport Tests/LoanEngineTests \
    scripts/soak.sh -newer "$out/soak" -type f -print -quit)" ]; then
    for path in Sources/ExactArithmetic Sources/LoanCalendar Sources/LoanEngine Tests/TestSupport; do
        module=$(basename "$path")
        mapfile -t sources < <(find "$path" -name '*.swift' | LC_ALL=C sort)
        "${swift[@]}" -module-name "$module" -emit-module -emit-module-path "$out/$module.swiftmodule" \
            -c -o "$out/$module.o" "${sources[@]}"
        objects+=("$out/$module.o")
    done
    "${swift[@]}" -module-name Soak -o "$out/soak" Fuzz/Soak/*.swift \
        Tests/LoanEngineTests/{FastPathComparisons,ReferencePeriods,ReferenceSchedule}.swift \
        "${objects[@]}" -lgmp
fi
exec "$out/soak" "$comparisons" "$seed"
