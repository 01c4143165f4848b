#!/usr/bin/env bash
# build-library.sh embedded|full|json: a C library.
#
#   embedded  libloanengine, into .build/lib/embedded. Embedded Swift: no Swift runtime at all, needs libc,
#             libm and libgmp. What is shipped.
#   full      The same modules with Swift's whole runtime linked in, to compare with, into .build/lib/full.
#   json      libloanengine-json, documents in and documents out, into .build/lib/embedded. Embedded Swift.
set -euo pipefail
cd "$(dirname "$0")/.."
runtime=${1:-embedded}
library=loanengine
maximum_size=$((928 * 1024))
modules=(ExactArithmetic LoanCalendar LoanEngine LoanEngineC)
interface=CLoanEngine
if [ "$runtime" = json ]; then
    runtime=embedded
    library=loanengine-json
    maximum_size=$((2560 * 1024))
    modules=(
        ExactArithmetic LoanCalendar LoanEngine LoanDisclosure Expressions CreditScoring LoanPortfolio
        LoanCases LoanEngineJSON
    )
    interface=CLoanEngineJSON
fi
source scripts/library-version.sh
scripts/require.sh cc=gcc ld=binutils

out=.build/lib/$runtime
objects=$out/objects/$library
rm -rf "$objects"
rm -f "$out/lib$library".*
mkdir -p "$objects/$interface"
swift=(
    swiftc -wmo -parse-as-library -swift-version 6 -warnings-as-errors -enforce-exclusivity=unchecked
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
    -Xfrontend -function-sections -I Sources/CGMP -I Sources/CMachine -I "$objects" -I "$objects/$interface"
)
# The core is built for size: what batches spend their time in is generic and built with the interface,
# for speed. A closure is not copied into whatever takes it: that is what error messages are made by.
plain='-Xllvm -sil-disable-pass=closure-specialize -Xllvm -sil-disable-pass=capture-prop'
declare -A optimized=(
    [LoanEngineC]="-O $plain" [LoanEngine]="-Osize $plain -Xllvm -enable-machine-outliner=always"
    [LoanCases]="-Osize -Xllvm -enable-machine-outliner=always" [LoanEngineJSON]="-O $plain"
)
# What the linker is told; -Xlinker is understood by cc and by swiftc.
link=()
for flag in -soname="$soname" --version-script="include/$library.map" --gc-sections --as-needed \
    -z defs -z nodelete -z relro -z now -z noexecstack; do
    link+=(-Xlinker "$flag")
done
case $runtime in
embedded) swift+=(-enable-experimental-feature Embedded) ;;
full) swift+=(-static-stdlib) ;;
*) echo "usage: build-library.sh embedded|full" >&2 && exit 2 ;;
esac

# The header as a Swift module, and its structs as programs are compiled against them.
# Terms in documents become structs of loan_engine.h, whose own module map lies beside it.
[ "$library" = loanengine ] || swift+=(-I include)
printf 'module %s {\n    header "%s"\n    export *\n}\n' "$interface" "$PWD/$header" \
    >"$objects/$interface/module.modulemap"
for source in "Sources/$interface"/*.c; do
    cc -std=c11 -Wall -Wextra -Werror -I include -fsyntax-only "$source"
done
inputs=()
for module in "${modules[@]}"; do
    inputs+=("$objects/$module.o")
    mapfile -t sources < <(find "Sources/$module" -name '*.swift' | LC_ALL=C sort)
    # shellcheck disable=SC2086 # several words
    "${swift[@]}" ${optimized[$module]:--Osize} -module-name "$module" -emit-module \
        -emit-module-path "$objects/$module.swiftmodule" -c -o "$objects/$module.o" "${sources[@]}"
done

if [ "$runtime" = embedded ]; then
    # One object of all that the functions reach. Its other symbols become local, so that a program
    # may hold another Swift library, or another version of this one, beside it.
    mapfile -t roots < <(declared_functions | sed 's/^/--undefined=/')
    declared_functions >"$objects/declared"
    one_object() {
        ld -r --gc-sections --force-group-allocation "${roots[@]}" -o "$objects/all.o" "$@"
        objcopy --strip-unneeded --keep-global-symbols="$objects/declared" \
            "$objects/all.o" "$objects/$library.o"
    }
    one_object "${inputs[@]}"
    unicode=$(nm -u "$objects/$library.o" | sed -nE 's/.* (_swift_stdlib_.*)/\1/p' | paste -sd ' ')
    if [ -n "$unicode" ]; then
        echo "$runtime: links Unicode tables, for $unicode" >&2
        one_object "${inputs[@]}" "$(swiftc -print-target-info | python3 -c 'import json, sys
info = json.load(sys.stdin)
print(info["paths"]["runtimeResourcePath"], "embedded", info["target"]["unversionedTriple"],
      "libswiftUnicodeDataTables.a", sep="/")')"
    fi
    ar rcsD "$out/lib$library.a" "$objects/$library.o"
    cc -shared -o "$out/$realname" "$objects/$library.o" "${link[@]}" -lgmp -lm
else
    swiftc -emit-library -static-stdlib -o "$out/$realname" "${inputs[@]}" \
        "${link[@]}" -lgmp -lm
fi
strip --strip-unneeded --remove-section=.comment "$out/$realname"
ln -s "$realname" "$out/$soname"
ln -s "$soname" "$out/lib$library.so"

size=$(stat -c %s "$out/$realname")
mapfile -t needed < <(needed_libraries "$out/$realname")
echo "$runtime: $out/$realname, $size bytes, needs ${needed[*]}"
[ "$runtime" = embedded ] || exit 0
echo "$runtime: $out/lib$library.a, $(stat -c %s "$out/lib$library.a") bytes"
failed=0
for library in "${needed[@]}"; do
    case $library in
    libc.so.* | libm.so.* | libgmp.so.* | ld-linux*.so.*) ;;
    *) echo "$realname needs $library: only libc, libm and libgmp are allowed" >&2 && failed=1 ;;
    esac
done
if [ "$size" -gt "$maximum_size" ]; then
    echo "$realname has $size bytes, more than $maximum_size" >&2
    failed=1
fi
exit "$failed"
