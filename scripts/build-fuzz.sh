#!/usr/bin/env bash
# build-fuzz.sh: the fuzz targets of Fuzz, into .build/fuzz/bin. Clang's and Swift's libFuzzer with
# AddressSanitizer:
#
#   cases logs documents text arithmetic   Swift targets, on the engine with Swift's runtime
#   c-interface             a C target, with UndefinedBehaviorSanitizer too, on the Embedded build that
#                           the C library is made of
#
# What is newer than its sources is not built again.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/require.sh cc=gcc
out=.build/fuzz/build bin=.build/fuzz/bin
mkdir -p "$bin"
if [ -f "$bin/stamp" ] && [ -z "$(find Sources Fuzz/Support Fuzz/Targets Fuzz/CInterface \
    Tests/C/fields.h Tests/TestSupport Tests/LoanEngineTests include scripts/build-fuzz.sh -newer "$bin/stamp" -type f -print -quit)" ]; then
    exit
fi
rm -rf "$out" "$bin/stamp"
toolchain=$(dirname "$(realpath "$(command -v swiftc)")")
swift=(
    swiftc -wmo -parse-as-library -O -gline-tables-only -swift-version 6 -sanitize=fuzzer,address -use-ld=bfd
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
    -I Sources/CGMP -I Sources/CMachine
)

# modules FOLDER MODULE…: compiled in this order into FOLDER. The first flags are $flags.
flags=()
modules() {
    local folder=$1 module sources
    shift
    mkdir -p "$folder/CLoanEngine"
    printf 'module CLoanEngine {\n    header "%s"\n    export *\n}\n' "$PWD/include/loan_engine.h" \
        >"$folder/CLoanEngine/module.modulemap"
    for module in "$@"; do
        local path=Sources/$module
        if [ "$module" = TestSupport ]; then path=Tests/TestSupport; fi
        mapfile -t sources < <(find "$path" -name '*.swift' | LC_ALL=C sort)
        "${swift[@]}" "${flags[@]}" -I "$folder" -I "$folder/CLoanEngine" -module-name "$module" \
            -emit-module -emit-module-path "$folder/$module.swiftmodule" -c -o "$folder/$module.o" \
            "${sources[@]}"
    done
}

# target NAME SOURCE…: a Swift target of the modules with Swift's runtime.
target() {
    local name=$1 folder=$out/full
    shift
    "${swift[@]}" -I "$folder" -module-name "$name" -o "$bin/$name" "$@" Fuzz/Support/*.swift \
        "$folder"/{ExactArithmetic,LoanCalendar,LoanEngine,LoanDisclosure,Expressions,CreditScoring,LoanPortfolio,LoanCases,TestSupport}.o \
        -lgmp
    echo "fuzz: $bin/$name"
}

swift_targets() {
    modules "$out/full" ExactArithmetic LoanCalendar LoanEngine LoanDisclosure Expressions \
        CreditScoring LoanPortfolio LoanCases TestSupport
    target cases Fuzz/Targets/Cases.swift
    target text Fuzz/Targets/Text.swift
    target documents Fuzz/Targets/Documents.swift
    target logs Fuzz/Targets/Logs.swift Tests/LoanEngineTests/Laws/ServicingBooks.swift
    target arithmetic Fuzz/Targets/Arithmetic.swift Tests/LoanEngineTests/Reference*.swift
}

c_target() {
    flags=(-enable-experimental-feature Embedded)
    modules "$out/embedded" ExactArithmetic LoanCalendar LoanEngine LoanEngineC
    local unicode
    unicode=$(swiftc -print-target-info | python3 -c 'import json, sys
info = json.load(sys.stdin)
print(info["paths"]["runtimeResourcePath"], "embedded", info["target"]["unversionedTriple"],
      "libswiftUnicodeDataTables.a", sep="/")')
    "$toolchain/clang" -std=c11 -Wall -Wextra -Wconversion -Wshadow -Werror -g -O1 \
        -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -fuse-ld=bfd -I include \
        -I Fuzz/CInterface Fuzz/CInterface/*.c "$out"/embedded/*.o \
        "$unicode" -o "$bin/c-interface" -lgmp -lm
    echo "fuzz: $bin/c-interface"
}

swift_targets &
swift_build=$!
c_target
wait "$swift_build"
touch "$bin/stamp"
