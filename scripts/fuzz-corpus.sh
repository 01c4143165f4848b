#!/usr/bin/env bash
# fuzz-corpus.sh [--learned] [TARGET…]: makes the corpora of Fuzz/Corpus as small as they can be: of the
# inputs that are there, libFuzzer picks as few as reach all that they reach together, each place in
# the code as often as before (its "features"). Inputs written by hand stay: those with a hyphen in
# their name.
#
# --learned first adds what the targets have learned in .build/fuzz/corpus and reaches a new place, the
# smallest inputs first, up to KIB=160 kilobytes a target.
set -euo pipefail
cd "$(dirname "$0")/.."
learned=0
if [ "${1:-}" = --learned ]; then learned=1 && shift; fi
targets=("$@")
if [ ${#targets[@]} = 0 ]; then targets=(c-interface cases logs documents arithmetic text); fi
kib=${KIB:-160}
scripts/build-fuzz.sh
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0

bytes() { find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'; }
# state TARGET FOLDER: how much it is, and what all of it reaches.
state() {
    echo "$(find "$2" -type f | wc -l) inputs, $(bytes "$2") bytes," "$(".build/fuzz/bin/$1" -runs=0 "$2" 2>&1 |
        sed -nE 's/.*DONE +cov: ([0-9]+) ft: ([0-9]+) .*/\1 places, \2 features/p')"
}
# added FOLDER: size and path of what libFuzzer has put there: its names are whole hashes.
added() { find "$1" -type f -regextype posix-extended -regex '.*/[0-9a-f]{40}' -printf '%s %p\n' | sort -n; }
# put FILE FOLDER: under the beginning of its hash.
put() { cp "$1" "$2/$(basename "$1" | cut -c 1-12)"; }
merge() { ".build/fuzz/bin/$target" "$@" >"$log" 2>&1 || { tail -n 20 "$log" >&2 && exit 1; }; }

for target in "${targets[@]}"; do
    corpus=Fuzz/Corpus/$target work=.build/fuzz/chosen/$target log=.build/fuzz/$target.log
    echo "$target: had $(state "$target" "$corpus")"
    rm -rf "$work"
    mkdir -p "$work/pool" "$work/few" ".build/fuzz/corpus/$target"
    cp "$corpus"/* "$work/pool"
    find "$corpus" -type f -name '*-*' -exec cp -t "$work/few" {} +
    if [ "$learned" = 1 ]; then
        cp -r "$work/pool" "$work/new"
        merge -merge=1 -use_counters=0 "$work/new" ".build/fuzz/corpus/$target"
        total=$(bytes "$work/pool")
        while read -r size file; do
            total=$((total + size))
            if [ "$total" -gt $((kib * 1024)) ]; then break; fi
            put "$file" "$work/pool"
        done < <(added "$work/new")
    fi
    merge -set_cover_merge=1 "$work/few" "$work/pool"
    find "$corpus" -type f ! -name '*-*' -delete
    while read -r _ file; do put "$file" "$corpus"; done < <(added "$work/few")
    echo "$target: has $(state "$target" "$corpus")"
done
