#!/usr/bin/env bash
# Builds the Go package and tests it. The C libraries are installed with their pkg-config files into
# .build/go/prefix, as `make install` does to /usr/local; nothing is downloaded.
#
#     bindings/go/build.sh            builds, vets, tests, tests again with the race detector
#     bindings/go/build.sh --no-test  builds and vets
#     bindings/go/build.sh --env      prints the environment for the go command: eval "$(bindings/go/build.sh --env)"
#
# LOAN_ENGINE is the command line that the tests compare with, .build/release/loan-engine by default.
set -euo pipefail
[ -z "${LOAN_ENGINE:-}" ] || LOAN_ENGINE=$(realpath "$LOAN_ENGINE")
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
prefix=$root/.build/go/prefix

environment() {
    printf 'export %s=%q\n' PKG_CONFIG_PATH "$prefix/lib/pkgconfig" LD_LIBRARY_PATH "$prefix/lib" \
        CGO_ENABLED 1 GOPROXY off GOCACHE "$root/.build/go/cache" \
        LOAN_ENGINE "${LOAN_ENGINE:-$root/.build/release/loan-engine}"
}
if [ "${1:-}" = --env ]; then
    environment
    exit
fi

"$root/scripts/require.sh" go=golang-go cc=build-essential pkg-config=pkg-config
for library in loanengine loanengine-json; do
    [ -f "$root/.build/lib/embedded/lib$library.so.1" ] || {
        echo "no lib$library.so.1 in .build/lib/embedded: make lib" >&2
        exit 1
    }
    PREFIX=$prefix LIBDIR=$prefix/lib DESTDIR='' "$root/scripts/install-library.sh" "$library"
done
eval "$(environment)"

go run ./internal/generate --check
cmp "$root/LICENSE" LICENSE
unformatted=$(gofmt -l .)
[ -z "$unformatted" ] || { echo "not formatted by gofmt: $unformatted" >&2 && exit 1; }
go build ./...
go vet ./...
if [ "${1:-}" = --no-test ]; then exit; fi
[ -x "$LOAN_ENGINE" ] || { echo "no command line at $LOAN_ENGINE: make build, or say LOAN_ENGINE=PATH" >&2 && exit 1; }
go test -count=1 ./...
go test -count=1 -race ./...
