#!/usr/bin/env bash
# The reference pages: .build/docs/c from the C header (Doxygen) and .build/docs/swift from the
# documentation comments of the Swift libraries (DocC). Any warning fails.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/library-version.sh
scripts/require.sh doxygen=doxygen

rm -rf .build/docs
mkdir -p .build/docs/c .build/docs/graphs .build/docs/modules
(cat docs/Doxyfile && echo "PROJECT_NUMBER = $version") | doxygen -
echo "docs: .build/docs/c/index.html, $(find .build/docs/c -name '*.html' | wc -l) pages"

toolchain=$(dirname "$(readlink -f "$(command -v swiftc)")")
if [ ! -x "$toolchain/docc" ]; then
    echo "docs: no $toolchain/docc, so no Swift pages: take a toolchain that has it" >&2
    exit 1
fi
for module in ExactArithmetic LoanCalendar LoanEngine; do
    mapfile -t sources < <(find "Sources/$module" -name '*.swift' | LC_ALL=C sort)
    mkdir -p ".build/docs/graphs/$module"
    swiftc -parse-as-library -swift-version 6 -enable-upcoming-feature ExistentialAny \
        -enable-upcoming-feature MemberImportVisibility -I Sources/CGMP -I Sources/CMachine -I .build/docs/modules \
        -module-name "$module" -emit-module \
        -emit-module-path ".build/docs/modules/$module.swiftmodule" -emit-symbol-graph \
        -emit-symbol-graph-dir ".build/docs/graphs/$module" \
        -symbol-graph-minimum-access-level public "${sources[@]}"
done
"$toolchain/docc" convert Sources/LoanEngine/LoanEngine.docc \
    --additional-symbol-graph-dir .build/docs/graphs --output-dir .build/docs/swift \
    --fallback-display-name LoanEngine --fallback-bundle-identifier loan-engine.LoanEngine \
    --transform-for-static-hosting >.build/docs/docc.log 2>&1 || {
    cat .build/docs/docc.log >&2
    exit 1
}
# A parameter is documented where its name does not say what it is; all else is an error.
if grep -E '^(warning|error):' .build/docs/docc.log | grep -v ' is missing documentation$' >&2; then
    echo "docs: DocC says the above about Sources" >&2
    exit 1
fi
rm -rf .build/docs/graphs .build/docs/modules .build/docs/docc.log
echo "docs: .build/docs/swift (to be served by a web server: documentation/loanengine/), \
$(find .build/docs/swift/data/documentation -name '*.json' | wc -l) pages"
