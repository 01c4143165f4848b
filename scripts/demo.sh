#!/usr/bin/env bash
# A real loan on the terminal: its schedule, a partial and a late repayment, what is overdue, what
# is left.
set -euo pipefail
engine=$1
case=$(dirname "$0")/../Examples/demo.json
cat <<'TEXT'

A trader borrows NGN 50 000.00 at 24 % a year, to be repaid in twelve monthly installments with a
fee of 50.00 each. April is paid in full, May's repayment is short by 1 777.98, and the next 4 000.00
come on 29 June, late. This is the loan on 15 July:

TEXT
"$engine" evaluate --format table "$case"
cat <<'TEXT'

The case is Examples/demo.json: change a figure and run

  .build/release/loan-engine evaluate Examples/demo.json            for people, on a terminal
  .build/release/loan-engine evaluate -f json Examples/demo.json    for programs

A loan without a file, and what else there is:

  .build/release/loan-engine quote --principal 50000 --rate 24% --count 12
  .build/release/loan-engine --help
TEXT
