#!/usr/bin/env bash
# fuzz-corpus.sh [TARGET…]: makes the corpora of Fuzz/Corpus anew from what they hold and what the
# targets have learned in .build/fuzz/corpus: a smallest set of inputs that reaches every place, each as
# small as was found, up to KIB=160 kilobytes a target. Inputs written by hand stay: those with a hyphen
# in their name.
set -euo pipefail
cd "$(dirname "$0")/.."
targets=("$@")
if [ ${#targets[@]} = 0 ]; then targets=(c-interface cases arithmetic text); fi
kib=${KIB:-160}
scripts/build-fuzz.sh
export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
for target in "${targets[@]}"; do
    chosen=.build/fuzz/chosen/$target
    rm -rf "$chosen"
    mkdir -p "$chosen" "Fuzz/Corpus/$target" ".build/fuzz/corpus/$target"
    # Covered places only, without how often: the full set of features is many times as large.
    ".build/fuzz/bin/$target" -set_cover_merge=1 -use_counters=0 "$chosen" "Fuzz/Corpus/$target" \
        ".build/fuzz/corpus/$target" >".build/fuzz/$target.log" 2>&1
    find "Fuzz/Corpus/$target" -type f ! -name '*-*' -delete
    total=0
    while read -r size file; do
        total=$((total + size))
        if [ "$total" -gt $((kib * 1024)) ]; then break; fi
        cp "$file" "Fuzz/Corpus/$target/$(sha1sum "$file" | cut -c 1-12)"
    done < <(find "$chosen" -type f -printf '%s %p\n' | sort -n)
    sizes=$(find "Fuzz/Corpus/$target" -type f -printf '%s\n')
    echo "$target: $(wc -l <<<"$sizes") inputs, $(awk '{ sum += $1 } END { print sum }' <<<"$sizes") bytes"
done
