-- A book of loans, each with one repayment: what the repayment paid, and the days past due, by the engine and in plain
-- SQL, in one run. Both begin with terms and repayment; the answers have to be the same to the last minor unit.
\set loans `echo "${COST_LOANS:-100000}"`
SET max_parallel_workers_per_gather = 0;
SET work_mem = '256MB';
SET enable_memoize = off; -- loans of the same terms are not to be computed once
CREATE TABLE book AS SELECT number AS loan, (100000 + number % 9000 * 10) / 100.0::numeric AS principal, 24 AS percent, 12 AS count,
    '2026-03-11'::date AS disbursed_at, (number % 500) + 1.00 AS paid, '2026-05-11'::date AS paid_at
    FROM generate_series(1, :loans) AS number;
CREATE TABLE loans AS SELECT loan, jsonb_build_object('currency', 'NGN', 'principalAmount', round(principal, 2)::text,
    'rounding', '{"mode": "HALF_UP"}'::jsonb, 'rate', jsonb_build_object('percent', percent::text, 'per', 'YEAR'), 'termCount', count, 'termUnit', 'MONTH',
    'disbursedAt', disbursed_at) AS terms,
    jsonb_build_array(jsonb_build_object('type', 'REPAYMENT', 'date', paid_at, 'amount', paid::text)) AS events FROM book;
ANALYZE book; ANALYZE loans;
CREATE TABLE timing (what text PRIMARY KEY, loans bigint, took interval, answer text);

-- Level payments, interest on the balance, the last installment taking what is left; then interest before principal,
-- installment after installment. 360 days of equal months: percent / 1200 a month.
CREATE VIEW by_hand AS
    WITH RECURSIVE plan AS (
        SELECT loan, principal, percent / 1200.0 AS rate, count, disbursed_at, paid, paid_at,
            round(principal * (percent / 1200.0) / (1 - (1 + percent / 1200.0) ^ (-count)), 2) AS level FROM book),
    rows AS (
        SELECT loan, 0 AS sequence, disbursed_at AS due_date, 0::numeric AS principal_due, 0::numeric AS interest_due,
            principal AS balance, rate, count, level, disbursed_at, paid, paid_at FROM plan
        UNION ALL
        SELECT loan, sequence + 1, (disbursed_at + make_interval(months => sequence + 1))::date,
            CASE WHEN sequence + 1 = count THEN balance ELSE level - round(balance * rate, 2) END, round(balance * rate, 2),
            CASE WHEN sequence + 1 = count THEN 0 ELSE balance - level + round(balance * rate, 2) END,
            rate, count, level, disbursed_at, paid, paid_at
        FROM rows WHERE sequence < count),
    parts AS (
        SELECT loan, sequence, due_date, paid, part.place, part.due,
            sum(part.due) OVER (PARTITION BY loan ORDER BY sequence, part.place) AS reached
        FROM rows, LATERAL (VALUES (1, interest_due), (2, principal_due)) AS part (place, due) WHERE sequence > 0)
    SELECT loan, sequence, due_date, place, due, greatest(least(due, paid - reached + due), 0) AS amount FROM parts;

-- The same with schedules that lie in tables, in minor units: rows for plain SQL, arrays for the engine.
CREATE TABLE dues AS SELECT loan, sequence, due_date, (principal_due * 100)::bigint AS principal_due, (interest_due * 100)::bigint AS interest_due
    FROM loans, loan_schedule(terms);
CREATE TABLE payment AS SELECT loan, (paid * 100)::bigint AS amount, paid_at FROM book;
CREATE TABLE kept AS SELECT loan, array_agg(due_date ORDER BY sequence) AS due_dates,
        array_agg(ARRAY[principal_due, interest_due, 0, 0] ORDER BY sequence) AS dues,
        array_agg(ARRAY[0, 0, 0, 0]::bigint[] ORDER BY sequence) AS paid FROM dues GROUP BY loan;
ALTER TABLE kept ADD amount bigint, ADD paid_at date;
UPDATE kept SET amount = payment.amount, paid_at = payment.paid_at FROM payment WHERE payment.loan = kept.loan;
CREATE TABLE collections AS SELECT * FROM kept; -- without the holes of the update
DROP TABLE kept;
ANALYZE dues; ANALYZE payment; ANALYZE collections;

DO $$
DECLARE begun timestamptz; result text; rounds integer;
BEGIN
    FOR rounds IN 1..2 LOOP -- the second counts: all is in memory then
        begun := clock_timestamp();
        SELECT concat_ws(' ', count(*), sum(own.amount), sum(own.amount * own.sequence), sum(own.amount) FILTER (WHERE own.component = 'INTEREST'))
            INTO result FROM loans, loan_allocate(terms, events, '2026-06-30') AS own;
        INSERT INTO timing SELECT 'engine, allocation', count(*), clock_timestamp() - begun, result FROM loans
            ON CONFLICT (what) DO UPDATE SET took = excluded.took;
        begun := clock_timestamp();
        SELECT concat_ws(' ', count(days), sum(days)) INTO result FROM (SELECT loan_days_past_due(terms, events, '2026-06-30') AS days FROM loans OFFSET 0) AS own;
        INSERT INTO timing SELECT 'engine, days past due', count(*), clock_timestamp() - begun, result FROM loans
            ON CONFLICT (what) DO UPDATE SET took = excluded.took;
        begun := clock_timestamp();
        SELECT count(*) INTO result FROM loans, loan_schedule(terms) AS own;
        INSERT INTO timing SELECT 'engine, schedule', count(*), clock_timestamp() - begun, NULL FROM loans
            ON CONFLICT (what) DO UPDATE SET took = excluded.took;
        begun := clock_timestamp();
        SELECT concat_ws(' ', count(*), sum(own[1][1]), sum(own[1][2]), sum(own[2][1]), sum(own[2][2])) INTO result
            FROM (SELECT loan_pay(due_dates, dues, paid, amount, paid_at) AS own FROM collections OFFSET 0) AS paid;
        INSERT INTO timing SELECT 'engine, repayment on kept rows', count(*), clock_timestamp() - begun, result FROM loans
            ON CONFLICT (what) DO UPDATE SET took = excluded.took;
        begun := clock_timestamp();
        SELECT concat_ws(' ', count(*) FILTER (WHERE sequence = 1 AND place = 1), sum(amount) FILTER (WHERE sequence = 1 AND place = 2), sum(amount) FILTER (WHERE sequence = 1 AND place = 1),
            sum(amount) FILTER (WHERE sequence = 2 AND place = 2), sum(amount) FILTER (WHERE sequence = 2 AND place = 1)) INTO result
            FROM (SELECT loan, sequence, place, greatest(least(due, amount - sum(due) OVER (PARTITION BY loan ORDER BY sequence, place) + due), 0) AS amount
                FROM dues JOIN payment USING (loan), LATERAL (VALUES (1, interest_due), (2, principal_due)) AS part (place, due)) AS own;
        INSERT INTO timing SELECT 'plain SQL, repayment on kept rows', count(*), clock_timestamp() - begun, result FROM loans
            ON CONFLICT (what) DO UPDATE SET took = excluded.took;
    END LOOP;
    begun := clock_timestamp();
    SELECT concat_ws(' ', count(*), sum(amount), sum(amount * sequence), sum(amount) FILTER (WHERE place = 1))
        INTO result FROM by_hand WHERE amount > 0;
    INSERT INTO timing SELECT 'plain SQL, allocation', count(*), clock_timestamp() - begun, result FROM book;
    begun := clock_timestamp();
    SELECT concat_ws(' ', count(*), sum(days)) INTO result FROM (
        SELECT loan, coalesce('2026-06-30' - min(due_date) FILTER (WHERE amount < due AND due_date < '2026-06-30'), 0) AS days
        FROM by_hand GROUP BY loan) AS own;
    INSERT INTO timing SELECT 'plain SQL, days past due', count(*), clock_timestamp() - begun, result FROM book;
END $$;
SELECT format('cost: %s: %s loans, %s µs a loan; %s', what, loans, round(extract(epoch FROM took) * 1e6 / loans, 2), answer) FROM timing ORDER BY what;
SELECT format('cost: %s: plain SQL takes %s times as long; the answers are %s', split_part(engine.what, ', ', 2),
    round(extract(epoch FROM hand.took) / extract(epoch FROM engine.took), 1), CASE WHEN engine.answer = hand.answer THEN 'the same' ELSE 'DIFFERENT' END)
    FROM timing AS engine JOIN timing AS hand ON hand.what = replace(engine.what, 'engine', 'plain SQL') WHERE engine.what LIKE 'engine%' ORDER BY 1;
