#!/usr/bin/env bash
# Builds the core layers and the modules beside them as Embedded Swift: no Foundation, no existentials, no untyped
# throws, no reflection. Embedded Swift has none of them, so the compiler is the check.
set -euo pipefail
cd "$(dirname "$0")/.."
out=.build/embedded
mkdir -p "$out"
for module in ExactArithmetic LoanCalendar LoanEngine LoanDisclosure Expressions CreditScoring LoanPortfolio LoanCases; do
    mapfile -t sources < <(find "Sources/$module" -name '*.swift' | sort)
    swiftc -enable-experimental-feature Embedded -wmo -parse-as-library -O -swift-version 6 \
        -warnings-as-errors -enable-upcoming-feature ExistentialAny \
        -enable-upcoming-feature MemberImportVisibility -I Sources/CGMP -I "$out" \
        -module-name "$module" -emit-module -emit-module-path "$out/$module.swiftmodule" \
        -c -o "$out/$module.o" "${sources[@]}"
    echo "embedded: $module builds, $(stat -c %s "$out/$module.o") bytes of object code"
done
