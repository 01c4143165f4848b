#!/usr/bin/env bash
# Builds the PostgreSQL extension and tests it, on a server of its own that is a copy of the machine's: nothing is
# installed but Debian's packages that are missing (gcc, make, python3, libgmp-dev, postgresql and its headers).
#
#   bindings/postgres/build.sh          builds into .build/postgres and runs all tests
#   bindings/postgres/build.sh build    builds alone
#   bindings/postgres/build.sh PART…    builds and runs parts of the tests: test/run.sh says which there are
#
# POSTGRES_VERSION chooses among several; LOAN_ENGINE is the command line to compare with.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
"$root/scripts/require.sh" cc=gcc make=make python3=python3
echo 'int main(void) { return 0; }' | cc -x c - -lgmp -o /dev/null 2>/dev/null ||
    "$root/scripts/require.sh" "libgmp to link with=libgmp-dev"
newest() { find /usr/lib/postgresql -maxdepth 1 -name '[0-9]*' -printf '%f\n' 2>/dev/null | sort -n | tail -n 1; }
version=${POSTGRES_VERSION:-$(newest)}
if [ -z "$version" ]; then
    "$root/scripts/require.sh" "a server=postgresql"
    version=$(newest)
fi
place=/usr/lib/postgresql/$version
[ -x "$place/bin/initdb" ] || "$root/scripts/require.sh" "a server=postgresql-$version"
[ -e "$place/lib/pgxs/src/makefiles/pgxs.mk" ] && [ -e "/usr/include/postgresql/$version/server/postgres.h" ] ||
    "$root/scripts/require.sh" "its headers=postgresql-server-dev-$version"

for library in loanengine loanengine-json; do
    [ -e "$root/.build/lib/embedded/lib$library.a" ] || {
        kind=embedded
        [ "$library" = loanengine ] || kind=json
        "$root/scripts/build-library.sh" "$kind"
    }
done

make -s clean PG_CONFIG="$place/bin/pg_config" >/dev/null
make -s PG_CONFIG="$place/bin/pg_config" COPT='-Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers -Werror'
make -s install PG_CONFIG="$place/bin/pg_config" DESTDIR="$root/.build/postgres" >/dev/null
module=$root/.build/postgres$place/lib/loan_engine.so
echo "postgres: $module, $(stat -c %s "$module") bytes, for PostgreSQL $version"
[ "${1:-}" != build ] || exit 0

# The server finds its folders from where its program lies, so that a copy of it is a server of its own.
server=$(mktemp -d)
trap 'rm -rf "$server"; make -s clean PG_CONFIG="$place/bin/pg_config" >/dev/null' EXIT
chmod 755 "$server"
mkdir -p "$server$place" "$server/usr/share/postgresql" "$server/usr/include"
cp -a "$place/." "$server$place"
cp -a "/usr/share/postgresql/$version" "$server/usr/share/postgresql/"
ln -s /usr/include/postgresql "$server/usr/include/postgresql"
make -s install PG_CONFIG="$server$place/bin/pg_config" >/dev/null
PARTS="$*" make -s installcheck PG_CONFIG="$server$place/bin/pg_config"
