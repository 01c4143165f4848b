#!/usr/bin/env bash
# require.sh COMMAND=PACKAGE…: installs, with apt-get, the packages of commands that are missing.
set -euo pipefail
missing=()
for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
done
[ ${#missing[@]} = 0 ] && exit
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
command -v apt-get >/dev/null || {
    echo "install these first: ${missing[*]} (names of Debian's packages)" >&2
    exit 1
}
echo "installing ${missing[*]} …"
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
