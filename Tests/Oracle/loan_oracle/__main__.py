"""Results of the cases on standard input: a line in, a line out."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from loan_oracle import evaluate_text  # noqa: E402


def main():
    for line in sys.stdin:
        line = line.rstrip("\n")
        if line.strip():
            result = evaluate_text(line)
            sys.stdout.write(json.dumps(result, separators=(",", ":"), ensure_ascii=False))
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
