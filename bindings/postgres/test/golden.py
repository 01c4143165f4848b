"""Every golden case through loan_evaluate: the bytes of the command line. golden.py ROOT ENGINE; psql by its environment."""
import pathlib
import re
import subprocess
import sys

root, engine = pathlib.Path(sys.argv[1]), sys.argv[2]
# PostgreSQL has no text with a zero, and none that is not UTF-8: those cases cannot be said.
cases = []
for path in sorted((root / "Fixtures").rglob("*.json")):
    if "portfolio" in path.parts:
        continue
    line = re.sub(rb"[\r\n]+\s*", b"", path.read_bytes())
    try:
        if "\0" not in line.decode():
            cases.append(line)
    except UnicodeDecodeError:
        pass
expected = subprocess.run([engine, "evaluate", "--jsonl-input", "--format", "jsonl", "-"], input=b"\n".join(cases) + b"\n",
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
copied = "\n".join("%d\t%s" % (number, case.decode().replace("\\", "\\\\").replace("\t", "\\t"))
                   for number, case in enumerate(cases))
script = "CREATE TEMP TABLE own (n integer, body text);\nCOPY own FROM STDIN;\n" + copied + \
    "\n\\.\nSELECT loan_evaluate(body) FROM own ORDER BY n;\n"
result = subprocess.run(["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"], input=script.encode(), stdout=subprocess.PIPE).stdout
differing = [n for n, (a, b) in enumerate(zip(expected.splitlines(), result.splitlines())) if a != b]
print("postgres: %d golden cases, %d different" % (len(cases), len(differing)))
for number in differing[:3]:
    print(expected.splitlines()[number][:200], result.splitlines()[number][:200], sep="\n")
sys.exit(bool(differing) or expected != result)
