#!/usr/bin/env bash
# Installs the C library of .build/lib/embedded (building it where there is none) below
# .build/examples, builds Examples/c against what was installed, through pkg-config and through
# CMake, builds and runs Examples/swift, and compares what the programs print with their .expected
# files. The Swift package of the README is built and run too; Examples/python by bindings/python.
#
#   test-examples.sh          all checks
#   test-examples.sh --bless  writes the .expected files anew: check their figures before keeping
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/library-version.sh
scripts/require.sh cc=gcc make=make pkg-config=pkg-config cmake=cmake python3=python3
examples=(quickstart collections)
sources=Examples/c
work=$PWD/.build/examples
prefix=$work/prefix
[ -f ".build/lib/embedded/$realname" ] || scripts/build-library.sh embedded
rm -rf "$work"
mkdir -p "$work"

passed=0 failed=0
pass() { passed=$((passed + 1)); }
fail() {
    echo "test-examples: $*" >&2
    failed=$((failed + 1))
}
# run NAME COMMAND…: one check; what it printed is shown only where it failed.
run() {
    local name=$1
    shift
    if "$@" >"$work/log" 2>&1; then pass; else
        cat "$work/log" >&2
        fail "$name"
        return 1
    fi
}

# LIBDIR is left to the script, so that the folders are those of an ordinary install. An empty
# DESTDIR: the pkg-config file must name the folders as they are.
run "install" env -u LIBDIR DESTDIR= PREFIX="$prefix" scripts/install-library.sh || true
config=$(find "$prefix" -name loan-engine.pc 2>/dev/null || true)
libdir=$(dirname "$(dirname "${config:-$prefix/lib/pkgconfig/none}")")
# Only what was installed just now may be found, not a library of the system's.
export PKG_CONFIG_LIBDIR=$libdir/pkgconfig
unset PKG_CONFIG_PATH LD_LIBRARY_PATH MAKEFLAGS MFLAGS
strict='-O2 -Wall -Wextra -Werror'

same() { diff -u --label "$1.expected" --label "$2" "$sources/$1.expected" "$work/out"; }
# programs WAY FOLDER [LD_LIBRARY_PATH]: runs the examples that were built in FOLDER.
programs() {
    local example status
    for example in "${examples[@]}"; do
        status=0
        env ${3:+LD_LIBRARY_PATH="$3"} "$2/$example" >"$work/out" 2>"$work/err" || status=$?
        cat "$work/err" >&2
        if [ "$status" = 0 ]; then
            if [ "$bless" = 1 ]; then cp "$work/out" "$sources/$example.expected"; fi
            run "$example through $1" same "$example" "$1" || true
        else
            fail "$example through $1: exit status $status"
        fi
    done
}
uses_installed() {
    local found
    found=$(env ${2:+LD_LIBRARY_PATH="$2"} ldd "$1" |
        awk -v name="$soname" '$1 == name { print $3 }')
    [ -n "$found" ] && [ "$(realpath "$found")" = "$(realpath "$libdir/$realname")" ] ||
        { echo "$1 loads ${found:-no $soname}, not $libdir/$realname" && return 1; }
}

# Blessed is what the first way prints; the others are compared with it.
bless=0
if [ "${1:-}" = --bless ]; then bless=1; fi

# Swift: a package that takes the engine from here by its path. Built apart and kept, so that only the
# first time takes long.
swift_quickstart() {
    local build=(--package-path Examples/swift --scratch-path .build/examples-swift)
    swift build "${build[@]}" && "$(swift build "${build[@]}" --show-bin-path)/quickstart" >"$work/out" ||
        return
    if [ "$bless" = 1 ]; then cp "$work/out" Examples/swift/quickstart.expected; fi
    diff -u --label quickstart.expected --label swift Examples/swift/quickstart.expected "$work/out"
}
swift_refused() {
    local program
    program=$(swift build --package-path Examples/swift --scratch-path .build/examples-swift \
        --show-bin-path)/quickstart
    if "$program" "$2" >"$work/out" 2>"$work/err"; then echo "quickstart $2: no failure" && return 1; fi
    diff -u --label expected --label "quickstart $2" <(printf '%s\n' "$1") "$work/err"
}
# The package that the README has a newcomer write, beside the engine as it says.
readme_tour() {
    local tour=.build/examples-tour/tour
    mkdir -p "$tour/Sources/tour"
    ln -sfn "$PWD" .build/examples-tour/loan-engine
    block() { awk -v "opening=$1" '/^```/ { inside = 0 } inside; $0 == opening { inside = 1 }' README.md; }
    block '```swift file=Package.swift' >"$tour/Package.swift"
    block '```swift file=main.swift' >"$tour/Sources/tour/main.swift"
    # What it prints is the first text below.
    sed -n '/^```swift file=main.swift/,$p' README.md | sed -n '/^```text/,/^```$/p' |
        sed '1d; /^```$/,$d' >"$work/expected"
    swift build --package-path "$tour" && "$tour/.build/debug/tour" >"$work/out" || return
    diff -u --label README.md --label tour "$work/expected" "$work/out"
}
run "Swift: the tour of the README" readme_tour || true
if run "Swift: quickstart" swift_quickstart; then
    run "Swift: an amount that is refused" swift_refused "quickstart: INVALID_TERMS at \
terms.principalAmount: 0.00 is not allowed here; allowed: more than zero" 0 || true
    run "Swift: a text that is no amount" swift_refused \
        "quickstart: no amount in shillings, or no rate: 12x" 12x || true
fi

if run "pkg-config: build" make -C "$sources" BUILD="$work/make" CFLAGS="$strict"; then
    run "pkg-config: library" uses_installed "$work/make/quickstart" "$libdir" || true
    programs pkg-config "$work/make" "$libdir"
fi
bless=0
if run "pkg-config --static: build" make -C "$sources" BUILD="$work/static" CFLAGS="$strict" \
    PKG_CONFIG='pkg-config --static' LDFLAGS=-static; then
    programs "pkg-config --static" "$work/static"
fi
if run "CMake: configure" cmake -S "$sources" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_BUILD_TYPE=Release &&
    run "CMake: build" cmake --build "$work/cmake"; then
    run "CMake: library" uses_installed "$work/cmake/quickstart" || true
    programs CMake "$work/cmake"
fi

# What a program with unusable terms says, and that it ends with a failure.
refused() {
    local expected=$1
    shift
    if LD_LIBRARY_PATH=$libdir "$work/make/quickstart" "$@" >"$work/out" 2>"$work/err"; then
        echo "quickstart $*: no failure" && return 1
    fi
    diff -u --label expected --label "quickstart $*" <(printf '%s\n' "$expected") "$work/err"
}
if [ -x "$work/make/quickstart" ]; then
    run "an amount that is refused" refused "schedule: INVALID_TERMS at terms.principalAmount: \
0.00 is not allowed here; allowed: more than zero" 0.00 || true
    run "a text that is no amount" refused "quickstart: 12x: MALFORMED_INPUT" 12x || true
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
