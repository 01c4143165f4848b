#!/usr/bin/env bash
# Names of a C library, from its header: to be read with `source` in the project's folder. The library is
# $library: loanengine, or loanengine-json.
library=${library:-loanengine}
case $library in
loanengine) header=include/loan_engine.h macros=LE ;;
loanengine-json) header=include/loan_engine_json.h macros=LE_JSON ;;
*) echo "no library is called $library" >&2 && exit 2 ;;
esac
macro() { sed -nE "s/^#define ${macros}_$1 ([0-9]+)\$/\1/p" "$header"; }
version=$(macro VERSION_MAJOR).$(macro VERSION_MINOR).$(macro VERSION_PATCH)
abi=$(macro ABI_VERSION)
soname=lib$library.so.$abi
# libloanengine.so.1.2.0: the soname, and what sorts the versions that share it.
realname=$soname.$(macro VERSION_MINOR).$(macro VERSION_PATCH)
declared_functions() { sed -nE 's/^LE_(JSON_)?API .*[ *](le_[a-z0-9_]+)\(.*/\2/p' "$header" | LC_ALL=C sort; }
needed_libraries() { readelf -d "$1" | sed -nE 's/.*\(NEEDED\).*\[(.*)\]/\1/p'; }
