#!/usr/bin/env bash
# Checks the C library in .build/lib/embedded: what it exports, needs and weighs, that its header
# compiles everywhere, that both forms of it link, and that the examples of docs/c-abi.md and of the
# README run.
#
#   check-library.sh                  all checks
#   check-library.sh --write-symbols  writes include/loan_engine.symbols anew from the header
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/library-version.sh
golden=include/loan_engine.symbols
if [ "${1:-}" = --write-symbols ]; then
    declared_functions >"$golden"
    exit
fi
scripts/require.sh cc=gcc c++=g++ readelf=binutils
folder=.build/lib/embedded
library=$folder/$realname
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() {
    echo "check-library: $*" >&2
    failed=1
}
same() { diff -u --label "$1" --label "$2" "$3" "$4" >&2 || fail "$1 and $2 differ"; }

# The golden list is the header's functions, all of them, and the library's.
declared_functions >"$work/declared"
grep -oE '\ble_[a-z0-9_]+\(' <(cc -E -P "$header") | tr -d '(' | LC_ALL=C sort -u >"$work/all"
same "functions with LE_API" "functions of $header" "$work/declared" "$work/all"
same "$golden" "functions of $header" "$golden" "$work/declared"
nm -D --defined-only "$library" | sed -nE 's/^[0-9a-f]+ [B-Z] ([^@]*)@@LOANENGINE_'$abi'$/\1/p' |
    LC_ALL=C sort >"$work/exported"
same "$golden" "exports of $realname" "$golden" "$work/exported"
nm -D --defined-only "$library" | grep -E '^[0-9a-f]+ [B-Z] ' | grep -v "@@LOANENGINE_$abi\$" >&2 &&
    fail "$realname exports the above without the version LOANENGINE_$abi"
nm -g --defined-only "$folder/libloanengine.a" | sed -nE 's/^[0-9a-f]+ [A-Z] //p' |
    LC_ALL=C sort >"$work/archive"
same "$golden" "global symbols of libloanengine.a" "$golden" "$work/archive"

# Every number of the header is held by constants.c, where it cannot change unseen.
cc -E -P "$header" | tr '{},' '\n\n\n' | sed -nE 's/^ *(LE_[A-Z0-9_]+) = .*/\1/p' |
    LC_ALL=C sort -u >"$work/constants"
sed -nE 's/^IS\((LE_[A-Z0-9_]+), .*/\1/p' Sources/CLoanEngine/constants.c | LC_ALL=C sort -u |
    LC_ALL=C comm -13 - "$work/constants" >"$work/unheld"
[ -s "$work/constants" ] || fail "$header has no constants"
[ ! -s "$work/unheld" ] || fail "constants.c does not hold $(paste -sd ' ' "$work/unheld")"

sed -n 's/^\.Fo //p' man/loan_engine.3 | LC_ALL=C sort >"$work/manual"
same "$golden" "functions of man/loan_engine.3" "$golden" "$work/manual"

# soname, what it needs, size, hardening.
dynamic=$(readelf -dW "$library")
grep -q "soname: \[$soname\]" <<<"$dynamic" || fail "the soname is not $soname"
grep -q NODELETE <<<"$dynamic" || fail "not linked with -z nodelete"
grep -q BIND_NOW <<<"$dynamic" || fail "not linked with -z now"
grep -q TEXTREL <<<"$dynamic" && fail "text relocations"
readelf -lW "$library" | grep -q 'GNU_STACK.*RWE' && fail "an executable stack"
for needed in $(needed_libraries "$library"); do
    case $needed in
    libc.so.* | libm.so.* | libgmp.so.* | ld-linux*.so.*) ;;
    *) fail "$realname needs $needed" ;;
    esac
done
# What it asks of the C library: memory, copying and lengths. No file, thread, signal, environment
# variable or locale, as docs/c-abi.md says; and no memory of a thread's own.
for symbol in $(nm -D --undefined-only "$library" | sed -nE 's/^ +U ([^@]*).*/\1/p'); do
    case $symbol in
    posix_memalign | free | memcpy | memmove | memset | memcmp | strlen) ;;
    __stack_chk_fail) ;; # of the compiler's stack protection
    __gmpz_* | __gmpq_*) ;;
    *) fail "$realname calls $symbol" ;;
    esac
done
readelf -lW "$library" | grep -q ' TLS ' && fail "memory of a thread's own"
# The library of documents exports its header's functions, and reads no file, clock or environment.
(
    library=loanengine-json
    source scripts/library-version.sh
    built=$folder/$realname
    declared_functions >"$work/declared-json"
    nm -D --defined-only "$built" | sed -nE 's/^[0-9a-f]+ [B-Z] ([^@]*)@@LOANENGINE_JSON_'$abi'$/\1/p' |
        LC_ALL=C sort >"$work/exported-json"
    same "functions of $header" "exports of $realname" "$work/declared-json" "$work/exported-json"
    for needed in $(needed_libraries "$built"); do
        case $needed in
        libc.so.* | libm.so.* | libgmp.so.* | ld-linux*.so.*) ;;
        *) fail "$realname needs $needed" ;;
        esac
    done
    for symbol in $(nm -D --undefined-only "$built" | sed -nE 's/^ +U ([^@]*).*/\1/p'); do
        case $symbol in
        posix_memalign | free | memcpy | memmove | memset | memcmp | strlen | __stack_chk_fail) ;;
        ceil | arc4random_buf) ;; # the seed of sets and dictionaries
        __gmpz_* | __gmpq_*) ;;
        *) fail "$realname calls $symbol" ;;
        esac
    done
    cc -std=c99 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c "$header" || fail "$header does not compile"
    exit "$failed"
) || failed=1
size=$(stat -c %s "$library")
limit=$(sed -nE 's/^maximum_size=\$\(\(([0-9]+) \* 1024\)\)$/\1/p' scripts/build-library.sh)
[ "$size" -le $((limit * 1024)) ] || fail "$realname has $size bytes, more than $limit KiB"

# The header, alone and twice, by every standard and compiler. Where a program passes the wrong
# thing, its compiler should be the one to say so, so there are no warnings of the header's own.
printf '#include "loan_engine.h"\n' >"$work/once.c"
printf '#include "loan_engine.h"\n#include "loan_engine.h"\n' >"$work/twice.c"
cat >"$work/use.c" <<'C'
#include "loan_engine.h"
int use(void);
int use(void) {
    le_error error = LE_ERROR_INIT;
    le_allocation_policy allocation = LE_ALLOCATION_POLICY_INIT;
    le_terms terms = LE_TERMS_INIT;
    le_summary summary = LE_SUMMARY_INIT;
    le_position position = LE_POSITION_INIT;
    le_statement statement = LE_STATEMENT_INIT;
    le_row_columns columns = LE_ROW_COLUMNS_INIT;
    le_position_columns positions = LE_POSITION_COLUMNS_INIT;
    le_loans loans = LE_LOANS_INIT;
    le_results results = LE_RESULTS_INIT;
    return (int)(error.struct_size + terms.struct_size + summary.struct_size +
                 statement.struct_size + columns.struct_size + positions.struct_size +
                 loans.struct_size + results.struct_size) + allocation.across + position.bucket;
}
C
warnings=(-Wall -Wextra -Wpedantic -Wpadded -Werror -Wconversion -Wshadow -Wundef -I include -fsyntax-only)
compile() {
    local compiler=$1 language=$2 standard=$3 file
    for file in once twice use; do
        "$compiler" -x "$language" "-std=$standard" "${warnings[@]}" "$work/$file.c" ||
            fail "$compiler -std=$standard: $file.c"
    done
}
clang=$(dirname "$(readlink -f "$(command -v swiftc)")")/clang
[ -x "$clang" ] || clang=clang
compiled=0
for compiler in gcc "$clang"; do
    command -v "$compiler" >/dev/null || { fail "no $compiler" && continue; }
    for standard in c99 c11 c17; do compile "$compiler" c $standard; done
    for standard in c++11 c++20; do compile "$compiler" c++ $standard; done
    compiled=$((compiled + 5))
done

# A program against the shared library, the archive, and one that is wholly static.
cat >"$work/program.c" <<'C'
#include <stdio.h>
#include <string.h>
#include "loan_engine.h"
int main(void) {
    le_terms terms = LE_TERMS_INIT;
    terms.principal = 5000000;
    terms.rate.numerator = 24;
    terms.rate.denominator = 1;
    terms.term_count = 12;
    terms.term_unit = LE_UNIT_MONTH;
    if (le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at) != LE_OK) return 1;
    le_row rows[12];
    size_t count;
    le_summary summary = LE_SUMMARY_INIT;
    le_error error = LE_ERROR_INIT;
    if (le_schedule_build(&terms, NULL, 0, rows, 12, &count, &summary, &error) != LE_OK) {
        fprintf(stderr, "%s: %s\n", error.path, error.message);
        return 1;
    }
    if (summary.installment != 472798 || rows[0].interest_due != 100000 || count != 12) return 2;
    return le_version() != LE_VERSION || le_abi_version() != LE_ABI_VERSION ? 3 : 0;
}
C
link() {
    local name=$1
    shift
    cc -std=c11 -Wall -Wextra -Werror -I include "$work/program.c" -o "$work/program" "$@" &&
        LD_LIBRARY_PATH=$folder "$work/program" || fail "a program with $name, status $?"
}
link "the shared library" -L "$folder" -lloanengine
link "the archive" "$folder/libloanengine.a" -lgmp -lm
link "the archive, static" -static "$folder/libloanengine.a" -lgmp -lm

for document in docs/c-abi.md README.md; do
    python3 scripts/check-c-examples.py "$document" "$folder" || failed=1
done

[ "$failed" = 0 ] && echo "library: $(wc -l <"$golden") functions as in $golden, $soname, $size \
bytes, needs $(needed_libraries "$library" | paste -sd ' '); header clean in $compiled ways"
exit "$failed"
