-- A book of loans, by the engine and in plain SQL, in one run: time of the processor that the backend took, which other
-- work on the machine disturbs least. COST_LOANS says how many loans. The plain SQL is what one writes who cares for its
-- speed: sets, whole numbers of minor units, one window over a row for each installment, indexes that spare the sort.
-- The answers have to be the same for each loan.
\set loans `echo "${COST_LOANS:-100000}"`
SET max_parallel_workers_per_gather = 0;
SET work_mem = '512MB';
SET jit = on;
SET enable_memoize = off; -- loans of the same terms are not to be computed once
CREATE TABLE book AS SELECT number AS loan, 100000 + number % 9000 * 10 AS principal, 24 AS percent, 12 AS count,
    '2026-03-11'::date AS disbursed_at, (number % 500 + 1) * 100 AS paid, '2026-05-11'::date AS paid_at
    FROM generate_series(1, :loans) AS number;
CREATE TABLE loans AS SELECT loan, jsonb_build_object('currency', 'NGN', 'principalAmount', (principal / 100.0)::numeric(18, 2)::text,
    'rounding', '{"mode": "HALF_UP"}'::jsonb, 'rate', jsonb_build_object('percent', percent::text, 'per', 'YEAR'), 'termCount', count, 'termUnit', 'MONTH',
    'disbursedAt', disbursed_at) AS terms,
    jsonb_build_array(jsonb_build_object('type', 'REPAYMENT', 'date', paid_at, 'amount', (paid / 100.0)::numeric(18, 2)::text)) AS events FROM book;

-- Kept: for plain SQL a row an installment, for the engine a row a loan.
CREATE TABLE dues AS SELECT loan, sequence, due_date, (principal * 100)::bigint AS principal_due, (interest * 100)::bigint AS interest_due,
    0::bigint AS principal_paid, 0::bigint AS interest_paid FROM loans, loan_schedule(terms);
CREATE TABLE payment AS SELECT loan, paid::bigint AS amount, paid_at FROM book;
ALTER TABLE dues ADD PRIMARY KEY (loan, sequence);
ALTER TABLE payment ADD PRIMARY KEY (loan);
CREATE TABLE kept AS SELECT loan, own.*, book.paid::bigint AS amount, paid_at FROM loans JOIN book USING (loan), loan_keep(terms) AS own;
ALTER TABLE kept ADD PRIMARY KEY (loan);

CREATE VIEW split_by_hand AS
    SELECT loan, sequence, greatest(least(interest_unpaid, amount - before), 0) AS interest,
        greatest(least(principal_unpaid, amount - before - interest_unpaid), 0) AS principal
    FROM (SELECT loan, sequence, amount, interest_unpaid, principal_unpaid, (sum(interest_unpaid + principal_unpaid)
              OVER (PARTITION BY loan ORDER BY sequence ROWS UNBOUNDED PRECEDING))::bigint - interest_unpaid - principal_unpaid AS before
          FROM (SELECT loan, sequence, amount, interest_due - interest_paid AS interest_unpaid, principal_due - principal_paid AS principal_unpaid
                FROM dues JOIN payment USING (loan)) AS unpaid) AS own;

-- From terms: level payments, interest on the balance rounded half up, the last installment taking what is left. A month is
-- a twelfth of a year, so that interest is balance * percent / 1200.
CREATE VIEW schedule_by_hand AS
    WITH RECURSIVE rows AS (
        SELECT loan, 0 AS sequence, 0::bigint AS interest, 0::bigint AS principal, principal::bigint AS balance, percent, count,
            round(principal * (percent / 1200.0) / (1 - (1 + percent / 1200.0) ^ (-count)))::bigint AS level, disbursed_at, paid FROM book
        UNION ALL
        SELECT loan, sequence + 1, due, CASE WHEN sequence + 1 = count THEN balance ELSE level - due END, balance - level + due, percent, count, level,
            disbursed_at, paid
        FROM (SELECT *, (2 * balance * percent + 1200) / 2400 AS due FROM rows WHERE sequence < count OFFSET 0) AS own)
    SELECT loan, sequence, interest, principal, disbursed_at, paid FROM rows WHERE sequence > 0;
CREATE VIEW allocation_by_hand AS
    SELECT loan, sequence, (disbursed_at + make_interval(months => sequence))::date AS due_date, interest AS interest_due, principal AS principal_due,
        greatest(least(interest, paid - before), 0) AS interest, greatest(least(principal, paid - before - interest), 0) AS principal
    FROM (SELECT *, (sum(interest + principal) OVER (PARTITION BY loan ORDER BY sequence ROWS UNBOUNDED PRECEDING))::bigint - interest - principal AS before
          FROM schedule_by_hand) AS own;

CREATE FUNCTION used() RETURNS numeric LANGUAGE sql VOLATILE AS $$ SELECT coalesce(split_part(pg_read_file('/proc/self/schedstat', 0, 100, true), ' ', 1)::numeric,
    extract(epoch FROM clock_timestamp()) * 1e9) / 1000 $$;
CREATE TABLE timing (number serial, what text, who text, took numeric, answer text);
CREATE PROCEDURE measure(what text, who text, query text) LANGUAGE plpgsql AS $$
DECLARE begun numeric; took numeric; least_took numeric; result text;
BEGIN
    FOR round IN 1..CASE who WHEN 'engine' THEN 3 ELSE 2 END LOOP -- the shortest counts: all is in memory then
        begun := used();
        EXECUTE query INTO result;
        took := used() - begun;
        least_took := least(took, least_took);
    END LOOP;
    INSERT INTO timing (what, who, took, answer) VALUES (what, who, least_took, result);
END $$;
VACUUM ANALYZE book; VACUUM ANALYZE loans; VACUUM ANALYZE dues; VACUUM ANALYZE payment; VACUUM ANALYZE kept;

CALL measure('repayment on kept rows', 'engine', $$ SELECT concat_ws(' ', sum(own[2]), sum(own[1])) FROM (
    SELECT loan_split(due_dates, dues, paid, amount, paid_at) AS own FROM kept OFFSET 0) AS split $$);
CALL measure('repayments on kept rows, in all', 'engine', $$ SELECT concat_ws(' ', own[2], own[1]) FROM (
    SELECT loan_collections(due_dates, dues, paid, amount, paid_at) AS own FROM kept) AS collected $$);
CALL measure('repayments on kept rows, in all', 'sql', $$ SELECT concat_ws(' ', sum(interest), sum(principal)) FROM split_by_hand $$);
CALL measure('repayment on kept rows', 'sql', $$ SELECT concat_ws(' ', sum(interest), sum(principal)) FROM split_by_hand $$);
CALL measure('days past due of kept rows', 'engine', $$ SELECT sum(loan_days_past_due(due_dates, dues, paid, '2026-06-30')) FROM kept $$);
CALL measure('days past due of kept rows', 'sql', $$ SELECT sum(days) FROM (SELECT '2026-06-30' - min(due_date) AS days FROM dues
    WHERE due_date < '2026-06-30' AND principal_paid + interest_paid < principal_due + interest_due GROUP BY loan) AS own $$);
CALL measure('schedule from terms, as rows', 'engine', $$ SELECT concat_ws(' ', count(*), sum(interest)) FROM loans, loan_schedule(terms) $$);
CALL measure('schedule from terms, as rows', 'sql', $$ SELECT concat_ws(' ', count(*), (sum(interest) / 100.0)::numeric(18, 2)) FROM (
    SELECT *, (disbursed_at + make_interval(months => sequence))::date AS due_date FROM schedule_by_hand OFFSET 0) AS own $$);
CALL measure('schedule from terms, as rows to keep', 'engine', $$ SELECT sum(dues[1][2] + dues[12][2]) FROM (SELECT (loan_keep(terms)).dues FROM loans OFFSET 0) AS own $$);
CALL measure('schedule from terms, as rows to keep', 'sql', $$ SELECT sum(interests[1] + interests[12]) FROM (SELECT loan,
    array_agg((disbursed_at + make_interval(months => sequence))::date ORDER BY sequence) AS due_dates, array_agg(interest ORDER BY sequence) AS interests,
    array_agg(principal ORDER BY sequence) AS principals FROM schedule_by_hand GROUP BY loan OFFSET 0) AS own $$);
CALL measure('allocation from terms and events, as rows', 'engine', $$ SELECT concat_ws(' ', count(*), sum(amount)) FROM loans, loan_allocate(terms, events, '2026-06-30') $$);
CALL measure('allocation from terms and events, as rows', 'sql', $$ SELECT concat_ws(' ', sum((interest > 0)::integer + (principal > 0)::integer),
    (sum(interest + principal) / 100.0)::numeric(18, 2)) FROM allocation_by_hand $$);
CALL measure('days past due from terms and events', 'engine', $$ SELECT sum(loan_days_past_due(terms, events, '2026-06-30')) FROM loans $$);
CALL measure('days past due from terms and events', 'sql', $$ SELECT sum(days) FROM (SELECT coalesce('2026-06-30' - min(due_date) FILTER (
    WHERE interest + principal < interest_due + principal_due AND due_date < '2026-06-30'), 0) AS days FROM allocation_by_hand GROUP BY loan) AS own $$);
SELECT format('cost: %s: %s µs by the engine, %s in plain SQL, %s times as long; the answers are %s', engine.what,
    round(engine.took / :loans, 2), round(hand.took / :loans, 2), round(hand.took / engine.took, 1), CASE WHEN engine.answer = hand.answer THEN 'the same' ELSE 'DIFFERENT' END)
    FROM timing AS engine JOIN timing AS hand USING (what) WHERE engine.who = 'engine' AND hand.who = 'sql' ORDER BY engine.number;
-- Loan by loan, untimed.
SELECT format('cost: %s loans split, %s of them otherwise by hand: %s', count(*), count(*) FILTER (WHERE differs), CASE WHEN bool_or(differs) THEN 'DIFFERENT' ELSE 'the same' END)
    FROM (SELECT (loan_split(due_dates, dues, paid, amount, paid_at))[1:2] <> ARRAY[own.principal, own.interest]::bigint[] AS differs FROM kept
        JOIN (SELECT loan, sum(principal) AS principal, sum(interest) AS interest FROM split_by_hand GROUP BY loan) AS own USING (loan)) AS compared;
-- Written back, once: a row a loan, or a row for each installment that is reached.
DO $$
DECLARE begun numeric; engine numeric; hand numeric;
BEGIN
    begun := used();
    UPDATE kept SET paid = loan_pay(due_dates, dues, paid, amount, paid_at);
    engine := used() - begun;
    begun := used();
    UPDATE dues SET principal_paid = principal_paid + own.principal, interest_paid = interest_paid + own.interest FROM split_by_hand AS own
        WHERE own.loan = dues.loan AND own.sequence = dues.sequence AND own.interest + own.principal > 0;
    hand := used() - begun;
    DELETE FROM timing;
    INSERT INTO timing (what, who, took) VALUES ('written', 'engine', engine), ('written', 'sql', hand);
END $$;
SELECT format('cost: repayment on kept rows, written back: %s µs by the engine, %s in plain SQL, %s times as long', round(engine.took / :loans, 2), round(hand.took / :loans, 2),
    round(hand.took / engine.took, 1)) FROM timing AS engine JOIN timing AS hand USING (what) WHERE engine.who = 'engine' AND hand.who = 'sql';
