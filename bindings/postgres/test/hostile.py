"""SQL of 100 000 calls with cases and documents that are cut and changed. hostile.py ROOT > SCRIPT."""
import pathlib
import random
import sys

root = pathlib.Path(sys.argv[1])
rng = random.Random(5)
texts = [path.read_text("utf-8", "ignore").replace("\0", "") for path in sorted((root / "Fixtures").rglob("*.json"))[::40]]
print("CREATE TEMP TABLE own (n serial, body text);\nCOPY own (body) FROM STDIN;")
for _ in range(2000):
    text = list(rng.choice(texts))
    for _ in range(rng.randint(0, 4)):
        if text:
            text[rng.randrange(len(text))] = rng.choice('{}[]",:09-.eE\\ x')
    print("".join(text).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"))
print("\\.")
print("""DO $$
DECLARE own record; kind text; calls integer := 0;
BEGIN
    FOR round IN 1..10 LOOP
        FOR own IN SELECT body FROM pg_temp.own LOOP
            PERFORM loan_evaluate(own.body);
            FOREACH kind IN ARRAY (ARRAY[ARRAY['disclose', 'expression', 'report', 'merge'], ARRAY['score', 'alerts', 'positions', 'x']])[round % 2 + 1 : round % 2 + 1] LOOP
                BEGIN
                    PERFORM loan_document(kind, CASE WHEN kind IN ('report', 'score', 'alerts') THEN own.body END,
                        CASE WHEN kind = 'positions' THEN '{"asOf":"2026-06-30"}' END, own.body);
                EXCEPTION WHEN OTHERS THEN
                    IF SQLSTATE NOT LIKE 'LE%' THEN RAISE; END IF;
                END;
            END LOOP;
            calls := calls + 5;
        END LOOP;
    END LOOP;
    CREATE TEMP TABLE counted AS SELECT calls AS n;
END $$;
SELECT n FROM counted;""")
