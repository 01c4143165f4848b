#!/usr/bin/env bash
# Builds the Node package and tests it: an addon for the node of this machine, with the C libraries and
# libgmp beside it, in native/; then the package file in .build/node. Nothing is downloaded.
#
#     bindings/node/build.sh            builds, tests, packs
#     bindings/node/build.sh --no-test  builds and packs
#
# LIBRARIES is the folder of libloanengine.so.1 and libloanengine-json.so.1, .build/lib/embedded by default;
# LOAN_ENGINE the command line that the tests compare with.
set -euo pipefail
[ -z "${LOAN_ENGINE:-}" ] || export LOAN_ENGINE="$(realpath "$LOAN_ENGINE")"
[ -z "${LIBRARIES:-}" ] || LIBRARIES=$(realpath "$LIBRARIES")
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
libraries=${LIBRARIES:-$root/.build/lib/embedded}

missing=()
command -v node >/dev/null || missing+=(nodejs)
command -v "${CC:-cc}" >/dev/null || missing+=(gcc)
headers=
if command -v node >/dev/null; then
    for folder in "$(node -p 'require("path").join(process.execPath, "../../include/node")')" /usr/include/node \
        /usr/include/nodejs/src; do
        [ -f "$folder/node_api.h" ] && headers=$folder && break
    done
fi
[ -n "$headers" ] || missing+=(libnode-dev)
if [ ${#missing[@]} -gt 0 ]; then
    echo "missing: apt-get install ${missing[*]} libc6-dev" >&2
    exit 1
fi
for library in libloanengine.so.1 libloanengine-json.so.1; do
    [ -f "$libraries/$library" ] || {
        echo "no $library in $libraries: make lib, or say LIBRARIES=FOLDER" >&2
        exit 1
    }
done

node scripts/generate.js --check
rm -rf native licenses
mkdir -p native licenses
cp -L "$libraries/libloanengine.so.1" "$libraries/libloanengine-json.so.1" native/
gmp=$(ldd native/libloanengine.so.1 | awk '$1 == "libgmp.so.10" { print $3 }')
[ -f "$gmp" ] || {
    echo "missing: apt-get install libgmp10" >&2
    exit 1
}
cp -L "$gmp" native/libgmp.so.10
"${CC:-cc}" -std=c11 -Wall -Wextra -O2 -g0 -fPIC -shared -fvisibility=hidden ${CFLAGS:-} \
    -I"$headers" -I"$root/include" src/addon.c -o native/loan_engine.node \
    native/libloanengine.so.1 native/libloanengine-json.so.1 -Wl,--no-as-needed native/libgmp.so.10 \
    -Wl,-rpath,'$ORIGIN' -Wl,--disable-new-dtags

# libgmp is free under LGPL 3 or GPL 2, each or later; its texts go with it.
for text in LGPL-3 GPL-3 GPL-2; do
    cp -L "/usr/share/common-licenses/$text" "licenses/$text.txt"
done
version=$(dpkg-query -W -f '${Version}' libgmp10 2>/dev/null || echo unknown)
sed "s/@VERSION@/$version/" src/libgmp.txt >licenses/libgmp.txt
cp "$root/LICENSE" LICENSE

# Beside the addon, nothing but libc and what the system's loader brings.
if ldd native/loan_engine.node | awk '/=>/ && $3 !~ "/native/" { print $1 }' | grep -vE '^lib(c|m|pthread|dl)\.so'; then
    echo "native/loan_engine.node needs the libraries above, which are not in the package" >&2
    exit 1
fi

if [ "${1:-}" != --no-test ]; then
    node --test test/*.test.js
fi

out=$root/.build/node
rm -rf "$out"
mkdir -p "$out/package"
cp -r index.js index.d.ts lib native licenses LICENSE README.md package.json "$out/package/"
name=loan-engine-$(node -p 'require("./package.json").version')-linux-$(node -p process.arch).tgz
tar -C "$out" --sort=name --owner=0 --group=0 --mtime=@"$(stat -c %Y "$root/include/loan_engine.h")" -czf "$out/$name" package

# The package file by itself, as it is installed.
mkdir -p "$out/installed/node_modules"
tar -C "$out/installed/node_modules" -xzf "$out/$name"
mv "$out/installed/node_modules/package" "$out/installed/node_modules/loan-engine"
(cd "$out/installed" && node -e '
const { schedule } = require("loan-engine");
const { count, installment } = schedule({ currency: "USD", principalAmount: "50000.00", rate: { percent: "24", per: "YEAR" },
  termCount: 12, termUnit: "MONTH", disbursedAt: "2026-03-11" });
if (count !== 12 || installment !== 472798n) throw new Error(`the package gives ${count} rows of ${installment}`);')
rm -rf "$out/package" "$out/installed"
echo ".build/node/$name"
