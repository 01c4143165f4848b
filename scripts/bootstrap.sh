#!/usr/bin/env bash
# Installs what a fresh machine lacks: libgmp's header. Everything else is the Swift toolchain, a C
# compiler, git and python3.
set -euo pipefail
command -v swift >/dev/null || {
    echo "no Swift toolchain on the PATH: see https://www.swift.org/install (6.3 or later)" >&2
    exit 1
}
if ! printf '#include <gmp.h>\n' | cc -E -x c - >/dev/null 2>&1; then
    echo "installing libgmp-dev …"
    as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
    command -v apt-get >/dev/null || {
        echo "no <gmp.h>: install the development package of GMP (libgmp-dev, gmp-devel, gmp)" >&2
        exit 1
    }
    as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends libgmp-dev
fi
