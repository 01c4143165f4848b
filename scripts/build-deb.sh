#!/usr/bin/env bash
# Debian packages of the C library in .build/lib/embedded, into .build/deb: libloanengine1 (the
# shared library) and libloanengine-dev (header, archive, pkg-config file, CMake package, manual).
# Then unpacks them into a scratch root and checks what is in it, and that a program builds there.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/library-version.sh
scripts/require.sh dpkg-deb=dpkg dpkg-shlibdeps=dpkg-dev pkg-config=pkg-config gzip=gzip

revision=${version}-1
architecture=$(dpkg --print-architecture)
multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
libdir=/usr/lib/$multiarch
maintainer=${MAINTAINER:-Loan Engine maintainers <loan-engine@localhost>}
# No times but that of the header, so that the same files give the same bytes.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(stat -c %Y include/loan_engine.h)}
out=$PWD/.build/deb
staged=$out/staged
library=libloanengine$abi
rm -rf "$out"
mkdir -p "$staged"

# Everything once, then shared out.
umask 022
DESTDIR=$staged/all PREFIX=/usr LIBDIR=$libdir scripts/install-library.sh >/dev/null
gzip -9n "$staged/all/usr/share/man/man3/loan_engine.3"
mkdir -p "$staged/$library$libdir" "$staged/libloanengine-dev"
mv "$staged/all$libdir"/libloanengine.so.* "$staged/$library$libdir/"
rm -r "$staged/all/usr/share/doc" # the packages have the licence in their copyright files
mv "$staged/all/usr" "$staged/libloanengine-dev/"

# LICENSE as Debian writes it: the copyright line, then the rest, "Expat" being its name for this
# licence. An empty line is a point.
copyright() {
    printf 'Format: %s\nUpstream-Name: loan-engine\n\nFiles: *\nCopyright: %s\nLicense: Expat\n' \
        https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/ \
        "$(sed -n 's/^Copyright (c) //p' LICENSE)"
    sed -e '1,/^Copyright/d' LICENSE | sed -e 1d -e 's/^$/./' -e 's/^/ /'
}
for package in "$library" libloanengine-dev; do
    documents=$staged/$package/usr/share/doc/$package
    mkdir -p "$documents" "$staged/$package/DEBIAN"
    printf 'loan-engine (%s) unstable; urgency=medium\n\n  * Version %s.\n\n -- %s  %s\n' \
        "$revision" "$version" "$maintainer" "$(date -R -u -d "@$SOURCE_DATE_EPOCH")" |
        gzip -9n >"$documents/changelog.Debian.gz"
    copyright >"$documents/copyright"
done
install -m 644 docs/c-abi.md docs/semantics.md "$staged/libloanengine-dev/usr/share/doc/libloanengine-dev/"

# Which versions of libc and libgmp the shared library asks for, from the symbols that it takes.
(
    mkdir -p "$out/shlibdeps/debian" && cd "$out/shlibdeps"
    printf 'Source: loan-engine\n\nPackage: %s\nArchitecture: any\n' "$library" >debian/control
    dpkg-shlibdeps -O -e"$staged/$library$libdir/$realname" 2>/dev/null | sed -n 's/^shlibs:Depends=//p'
) >"$out/depends"
depends=$(cat "$out/depends")
[[ $depends == *libc6* && $depends == *libgmp* ]] || {
    echo "dependencies of $realname were not found: '$depends'" >&2
    exit 1
}
rm -rf "$out/shlibdeps" "$out/depends"

# Programs built against this version need it or a later one: each function since it was added.
control=$staged/$library/DEBIAN
printf 'libloanengine %s %s (>= %s)\n' "$abi" "$library" "$version" >"$control/shlibs"
{
    echo "$soname $library #MINVER#"
    echo " LOANENGINE_$abi@LOANENGINE_$abi 0.1.0"
    while read -r name; do
        since=$(awk -v name="$name" '
            /Since [0-9]+\.[0-9]+\.[0-9]+/ {
                match($0, /Since [0-9]+\.[0-9]+\.[0-9]+/)
                since = substr($0, RSTART + 6, RLENGTH - 6)
            }
            $0 ~ "^LE_API .*[ *]" name "\\(" { print since; exit }' "$header")
        echo " $name@LOANENGINE_$abi $since"
    done <include/loan_engine.symbols
} >"$control/symbols"
printf 'activate-noawait ldconfig\n' >"$control/triggers"

describe() {
    local package=$1 section=$2 dependencies=$3 summary=$4 text=$5
    local root=$staged/$package
    cat >"$root/DEBIAN/control" <<CONTROL
Package: $package
Source: loan-engine
Version: $revision
Architecture: $architecture
Multi-Arch: same
Maintainer: $maintainer
Installed-Size: $(du -k --apparent-size -s --exclude DEBIAN "$root" | cut -f 1)
Depends: $dependencies
Section: $section
Priority: optional
Description: $summary
$text
CONTROL
    (cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    chmod 644 "$root"/DEBIAN/*
    find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group -Zxz --build "$root" "$out/${package}_${revision}_$architecture.deb" \
        >/dev/null
}
about=" Amortization schedules, allocation of repayments, arrears and status of loans,
 exact to the minor unit of the currency, behind a C interface: stateless
 functions on memory that the caller owns."
describe "$library" libs "$depends" "exact loan computation (shared library)" "$about"
describe libloanengine-dev libdevel "$library (= $revision), libgmp-dev, libc6-dev | libc-dev" \
    "exact loan computation (development files)" "$about
 .
 This package has the header, the archive, and what pkg-config and CMake need."

# What a machine gets that installs them.
root=$out/root
mkdir "$root"
for package in "$library" libloanengine-dev; do
    dpkg -x "$out/${package}_${revision}_$architecture.deb" "$root"
done
for file in "$libdir/$realname" "$libdir/$soname" "$libdir/libloanengine.so" \
    "$libdir/libloanengine.a" "$libdir/pkgconfig/loan-engine.pc" \
    "$libdir/cmake/LoanEngine/LoanEngineConfig.cmake" \
    "$libdir/cmake/LoanEngine/LoanEngineConfigVersion.cmake" /usr/include/loan_engine.h \
    /usr/share/man/man3/loan_engine.3.gz "/usr/share/doc/$library/copyright" \
    /usr/share/doc/libloanengine-dev/copyright; do
    [ -s "$root$file" ] || { echo "$file is not in the packages" >&2 && exit 1; }
done
cat >"$out/program.c" <<'C'
#include <loan_engine.h>
int main(void) { return le_version() != LE_VERSION; }
C
export PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$root$libdir/pkgconfig \
    PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 PKG_CONFIG_ALLOW_SYSTEM_LIBS=1
read -ra flags < <(pkg-config --cflags --libs loan-engine)
cc "$out/program.c" "${flags[@]}" -o "$out/program"
LD_LIBRARY_PATH=$root$libdir "$out/program"
rm -rf "$root" "$out/program" "$out/program.c" "$staged"
for file in "$out"/*.deb; do
    echo "deb: ${file#"$PWD/"}, $(stat -c %s "$file") bytes; depends on $(dpkg-deb -f "$file" Depends)"
done
