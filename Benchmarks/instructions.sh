#!/usr/bin/env bash
# instructions.sh: instructions a loan of the engine and of the baselines, counted by callgrind in
# the timed part alone. A figure that does not depend on how busy the machine is.
#
# Writes lines of JSON to the standard output. Valgrind computes long double in 64 bits, so answers
# are not compared here; the instructions are the same.
set -euo pipefail
cd "$(dirname "$0")/.."
bench=.build/bench/bench
counts=.build/bench/callgrind.out
loans=2000
command -v valgrind >/dev/null || {
    echo "no valgrind: instructions are not counted (Debian: apt-get install valgrind)" >&2
    exit 0
}
cases=(schedule-12-equal schedule-12-act365 schedule-360-equal allocate-in-order
    allocate-random-order classify evaluate-12x3)
[ $# = 0 ] || cases=("$@")
for case in "${cases[@]}"; do
    for peer in engine $("$bench" --peers | grep '^cpp' | grep -v native); do
        rm -f "$counts"
        valgrind --tool=callgrind --callgrind-out-file="$counts" --toggle-collect=watched_turn \
            "$bench" --watch "$case" "$peer" "$loans" 2>/dev/null || {
            # 3: the peer does not take part in the case.
            [ $? = 3 ] && continue
            echo "$case, $peer: callgrind does not run" >&2
            exit 1
        }
        sed -nE "s/^(summary|totals): ([0-9]+).*/\2/p" "$counts" | head -1 |
            awk -v name="$case: $peer" -v loans="$loans" '{ printf \
                "{\"kind\": \"fact\", \"name\": \"instructions a loan, %s\", \"value\": %.1f, \"unit\": \"\"}\n",
                name, $1 / loans }'
        echo "  instructions: $case, $peer" >&2
    done
done
