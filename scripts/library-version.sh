#!/usr/bin/env bash
# Names of the C library, from the header: to be read with `source` in the project's folder.
header=include/loan_engine.h
macro() { sed -nE "s/^#define LE_$1 ([0-9]+)\$/\1/p" "$header"; }
version=$(macro VERSION_MAJOR).$(macro VERSION_MINOR).$(macro VERSION_PATCH)
abi=$(macro ABI_VERSION)
soname=libloanengine.so.$abi
# libloanengine.so.1.2.0: the soname, and what sorts the versions that share it.
realname=$soname.$(macro VERSION_MINOR).$(macro VERSION_PATCH)
declared_functions() { sed -nE 's/^LE_API .*[ *](le_[a-z0-9_]+)\(.*/\1/p' "$header" | LC_ALL=C sort; }
needed_libraries() { readelf -d "$1" | sed -nE 's/.*\(NEEDED\).*\[(.*)\]/\1/p'; }
