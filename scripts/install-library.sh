#!/usr/bin/env bash
# install-library.sh [loanengine|loanengine-json]: installs a C library of .build/lib/embedded: libraries, header,
# pkg-config file; of loanengine CMake package, man page and licence too. From the environment: PREFIX (/usr/local), DESTDIR, and LIBDIR, where the libraries go:
# PREFIX/lib/x86_64-linux-gnu where the compiler has such folders, else PREFIX/lib.
set -euo pipefail
cd "$(dirname "$0")/.."
library=${1:-loanengine}
source scripts/library-version.sh
prefix=${PREFIX:-/usr/local}
multiarch=$(cc -print-multiarch 2>/dev/null || true)
libdir=${LIBDIR:-$prefix/lib${multiarch:+/$multiarch}}
built=.build/lib/embedded
case $prefix$libdir in
*[\&\|\ \\]*) echo "PREFIX and LIBDIR must be without spaces, &, | and \\" >&2 && exit 2 ;;
/*) ;;
*) echo "PREFIX and LIBDIR must be absolute" >&2 && exit 2 ;;
esac

put() { install -D -m 644 "$1" "${DESTDIR:-}$2"; }
filled() {
    local text to_prefix
    to_prefix=$(realpath -m --relative-to="$libdir/cmake/LoanEngine" "$prefix")
    text=$(sed -e "s|@PREFIX@|$prefix|; s|@LIBDIR@|${libdir/#$prefix\//\$\{prefix\}/}|" \
        -e "s|@VERSION@|$version|; s|@MAJOR@|${version%%.*}|; s|@TO_PREFIX@|$to_prefix|" \
        -e "s|@REALNAME@|$realname|; s|@SONAME@|$soname|" "$1")
    install -d "${DESTDIR:-}$(dirname "$2")"
    printf '%s\n' "$text" >"${DESTDIR:-}$2"
    chmod 644 "${DESTDIR:-}$2"
}

put "$built/$realname" "$libdir/$realname"
ln -sf "$realname" "${DESTDIR:-}$libdir/$soname"
ln -sf "$soname" "${DESTDIR:-}$libdir/lib$library.so"
put "$built/lib$library.a" "$libdir/lib$library.a"
put "$header" "$prefix/$header"
filled "include/${library/loanengine/loan-engine}.pc.in" "$libdir/pkgconfig/${library/loanengine/loan-engine}.pc"
if [ "$library" = loanengine-json ]; then
    put include/loan_engine.h "$prefix/include/loan_engine.h" # which its header includes
    echo "installed $realname, its archive, headers and pkg-config file below ${DESTDIR:-}$prefix"
    exit
fi
for file in LoanEngineConfig LoanEngineConfigVersion; do
    filled "cmake/$file.cmake.in" "$libdir/cmake/LoanEngine/$file.cmake"
done
put man/loan_engine.3 "$prefix/share/man/man3/loan_engine.3"
put LICENSE "$prefix/share/doc/loan-engine/LICENSE"

# The loader's cache, where the library went to a folder that the loader looks into.
case ${DESTDIR:-}$prefix in
/usr | /usr/local)
    if [ "$(id -u)" = 0 ] && command -v ldconfig >/dev/null; then ldconfig; fi ;;
esac
echo "installed $realname, libloanengine.a, loan_engine.h, loan-engine.pc, LoanEngineConfig.cmake, \
loan_engine(3) and LICENSE below ${DESTDIR:-}$prefix"
