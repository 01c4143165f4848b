-- A hundred thousand interest-first splits of a repayment, in plain SQL and by the engine, in one run.
CREATE TABLE book AS SELECT n, jsonb_build_object('currency', 'NGN', 'principalAmount', (1000 + n % 500)::text,
        'rate', '{"percent": "24", "per": "YEAR"}'::jsonb, 'termCount', 12, 'termUnit', 'MONTH', 'disbursedAt', '2026-03-11') AS terms,
    jsonb_build_array(jsonb_build_object('type', 'REPAYMENT', 'date', '2026-05-11', 'amount', '150')) AS events
    FROM generate_series(1, 20000) AS n;
CREATE TABLE dues AS SELECT n, own.* FROM book, loan_schedule(terms) AS own;
CREATE TABLE timing (what text, took interval);
DO $$
DECLARE begun timestamptz; found bigint;
BEGIN
    begun := clock_timestamp();
    SELECT count(*) INTO found FROM book, loan_allocate(terms, events, '2026-06-01');
    INSERT INTO timing VALUES ('engine', clock_timestamp() - begun);
    begun := clock_timestamp();
    -- The same rows paid from 150: interest, then principal, installment after installment.
    WITH parts AS (
        SELECT n, sequence, 1 AS place, interest AS due FROM dues UNION ALL SELECT n, sequence, 2, principal FROM dues),
    running AS (
        SELECT n, sequence, place, due, sum(due) OVER (PARTITION BY n ORDER BY sequence, place) AS reached FROM parts)
    SELECT count(*) INTO found FROM running WHERE reached - due < 150 AND due > 0;
    INSERT INTO timing VALUES ('sql', clock_timestamp() - begun);
END $$;
SELECT format('postgres: 20000 loans with a schedule and a repayment each: %s µs a loan; rows that lie in a table, split in plain SQL: %s µs a loan',
    (SELECT round(extract(epoch FROM took) * 1e6 / 20000, 1) FROM timing WHERE what = 'engine'),
    (SELECT round(extract(epoch FROM took) * 1e6 / 20000, 1) FROM timing WHERE what = 'sql'));
