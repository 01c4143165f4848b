#!/usr/bin/env bash
# check-sanitizers.sh [address|thread…]: every Swift test under AddressSanitizer, then under
# ThreadSanitizer, in builds of their own: .build/address and .build/thread. Nothing is left out.
#
# Leaks are not looked for: Swift keeps globals in enumerations whose pointers carry tag bits, which
# LeakSanitizer takes for leaks. valgrind looks for those of the C library, in test-c.
set -euo pipefail
cd "$(dirname "$0")/.."
sanitizers=("$@")
if [ ${#sanitizers[@]} = 0 ]; then sanitizers=(address thread); fi
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=32 TSAN_OPTIONS=halt_on_error=1
failed=0
for sanitizer in "${sanitizers[@]}"; do
    log=.build/$sanitizer.log
    mkdir -p .build
    begun=$SECONDS
    if swift test --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" >"$log" 2>&1; then
        status=passed
    else
        status=failed failed=1
        grep -E '✘|ERROR: |WARNING: ThreadSanitizer|SUMMARY|error:' "$log" | head -n 40 >&2 || true
    fi
    line=$(grep -oE 'Test run with .* (passed|failed) after .*' "$log" | tail -n 1 || true)
    echo "$sanitizer sanitizer: $status in $((SECONDS - begun)) s: ${line:-no test ran; see $log}"
    [ -n "$line" ] || failed=1
done
exit "$failed"
