#!/usr/bin/env bash
# The layers import what they may and nothing else. Targets keep the order between our own modules;
# this keeps the rest: the core imports no Foundation and no libc, and only ExactArithmetic libgmp.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

# allow FOLDER MODULE…: the only modules that FOLDER may import
allow() {
    local folder=$1
    shift
    local allowed=" $* "
    while IFS=: read -r file line text; do
        module=$(sed -E 's/.*import (struct |class |enum |func )?([A-Za-z_]+).*/\2/' <<<"$text")
        if [[ $allowed != *" $module "* ]]; then
            echo "$file:$line: $folder may not import $module; allowed:$allowed" >&2
            failed=1
        fi
    done < <(grep -rnE '^[[:space:]]*(@[A-Za-z_]+ )*(public |internal |private |package )?import ' "Sources/$folder" --include='*.swift' || true)
}

allow ExactArithmetic CGMP
allow LoanCalendar ExactArithmetic
allow LoanEngine ExactArithmetic LoanCalendar
allow LoanDisclosure ExactArithmetic LoanCalendar LoanEngine
allow Expressions ExactArithmetic LoanCalendar
allow CreditScoring ExactArithmetic Expressions
allow LoanPortfolio ExactArithmetic LoanCalendar LoanEngine Expressions
allow LoanEngineC CLoanEngine CMachine LoanEngine
allow LoanCases ExactArithmetic LoanCalendar LoanEngine LoanDisclosure Expressions CreditScoring \
    LoanPortfolio
allow LoanEngineJSON CLoanEngine CLoanEngineJSON CMachine ExactArithmetic LoanCalendar LoanEngine \
    LoanPortfolio LoanCases
allow loan-engine CGetopt Glibc LoanCases

# No floating point in the core.
if grep -rnE '\b(Double|Float|Float80|Float16)\b' Sources/ExactArithmetic Sources/LoanCalendar \
    Sources/LoanEngine Sources/LoanDisclosure Sources/Expressions Sources/CreditScoring \
    Sources/LoanPortfolio Sources/LoanEngineC Sources/LoanEngineJSON Sources/LoanCases --include='*.swift'; then
    echo "floating point in the core" >&2
    failed=1
fi
# Nothing that ends the host process.
if grep -rnE '\btry!|\bas!|fatalError\(|precondition(Failure)?\(|unsafelyUnwrapped' Sources \
    --include='*.swift'; then
    echo "something above can end the host process" >&2
    failed=1
fi
[ "$failed" = 0 ] && echo "layers: imports as designed, no floating point, nothing that traps by design"
exit "$failed"
