\pset format unaligned
CREATE EXTENSION loan_engine;
-- A schedule.
SELECT * FROM loan_schedule(
    '{"currency": "NGN", "principalAmount": "50000", "rate": {"percent": "24", "per": "YEAR"},
      "termCount": 12, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}');
-- Currencies without digits and with others.
SELECT own.* FROM loan_schedule('{"currency": "JPY", "principalAmount": "1000", "rate": {"percent": "100/3", "per": "YEAR"},
    "amortization": "EQUAL_PRINCIPAL", "termCount": 2, "termUnit": "WEEK", "disbursedAt": "2026-03-11"}') AS own;
SELECT own.* FROM loan_schedule('{"currency": {"code": "XTS", "exponent": 4}, "principalAmount": "1", "rate": {"percent": "1", "per": "MONTH"},
    "termCount": 1, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}') AS own;
-- Loans in a table.
CREATE TABLE loan (id text PRIMARY KEY, branch text, terms jsonb, events jsonb);
INSERT INTO loan SELECT 'L' || number, 'B' || number % 3,
    jsonb_build_object('currency', 'NGN', 'principalAmount', (1000 * number)::text, 'rate', '{"percent": "24", "per": "YEAR"}'::jsonb,
        'termCount', 12, 'termUnit', 'MONTH', 'disbursedAt', '2026-03-11',
        'delinquency', '{"graceDays": 3, "buckets": [{"name": "CURRENT", "fromDay": 0}, {"name": "LATE", "fromDay": 1}]}'::jsonb),
    CASE WHEN number % 2 = 0 THEN '[{"type": "REPAYMENT", "date": "2026-04-11", "amount": "500"}]'::jsonb ELSE '[]' END
    FROM generate_series(1, 60) AS number;
SELECT id, loan_days_past_due(terms, events, '2026-06-01'), loan_settlement(terms, events, '2026-06-01'), loan_direct(terms, events, '2026-06-01')
    FROM loan ORDER BY length(id), id LIMIT 4;
SELECT own.* FROM loan, loan_allocate(terms, events, '2026-06-01') AS own WHERE id = 'L2';
SELECT own.* FROM loan, loan_installments(terms, events, '2026-06-01') AS own WHERE id = 'L2' LIMIT 3;
SELECT loan_statement(terms, events, '2026-06-01') #> '{arrears}' FROM loan WHERE id = 'L2';
-- A repayment on rows that a table keeps, in minor units: the same as above.
SELECT loan_pay(array_agg(due_date ORDER BY sequence),
    array_agg(ARRAY[principal * 100, interest * 100, fee * 100, 0]::bigint[] ORDER BY sequence),
    array_agg('{0,0,0,0}'::bigint[] ORDER BY sequence), 50000, '2026-04-11')
    FROM loan, loan_schedule(terms) WHERE id = 'L2';
SELECT loan_pay('{2026-04-11,2026-05-11}', '{{100,10,0,5},{100,10,0,0}}', '{{0,0,0,0},{0,0,0,0}}', 120, '2026-06-01', '{"order": ["PRINCIPAL", "INTEREST", "FEE", "PENALTY"], "across": "COMPONENT"}');
SELECT loan_pay('{}', '{}', '{}', 120, '2026-06-01'), loan_split('{}', '{}', '{}', 120, '2026-06-01');
-- The rows to keep, also of terms that go over a document; what a repayment pays of them, and their days past due.
SELECT own.* FROM loan, loan_keep(terms) AS own WHERE id = 'L2';
SELECT own.* FROM loan_keep('{"currency": "NGN", "principalAmount": "1000", "rate": {"percent": "24", "per": "YEAR"}, "downPayment": {"percent": "10"},
    "termCount": 2, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}') AS own;
SELECT own.* FROM loan_keep('{"currency": "JPY", "principalAmount": "1000", "rate": {"percent": "24", "per": "YEAR"}, "dueDates": ["2026-04-01", "2026-05-11"],
    "dayCount": "ACT/365.FIXED", "disbursedAt": "2026-03-11"}') AS own;
SELECT id, loan_split(due_dates, dues, paid, 50000, '2026-04-11'),
    loan_split(due_dates, dues, paid, 50000, '2026-04-11', '{"order": ["PRINCIPAL", "INTEREST", "FEE", "PENALTY"]}'),
    loan_split(due_dates, dues, paid, 9223372036854775807, '2026-04-11') AS more,
    loan_split(due_dates, dues, loan_pay(due_dates, dues, paid, 50000, '2026-04-11'), 50000, '2026-05-11') AS next,
    loan_days_past_due(due_dates, dues, loan_pay(due_dates, dues, paid, 50000, '2026-04-11'), '2026-08-01') AS days,
    loan_days_past_due(terms, '[{"type": "REPAYMENT", "date": "2026-04-11", "amount": "500"}]', '2026-08-01') AS same,
    loan_days_past_due(due_dates, dues, paid, '2026-04-14', '{"graceDays": 3}') AS in_grace,
    loan_days_past_due(due_dates, dues, paid, '2026-04-15', '{"graceDays": 3, "daysFrom": "GRACE_END"}') AS behind
    FROM loan, loan_keep(terms) WHERE id IN ('L2', 'L30') ORDER BY id;
-- More rows than lie on the stack, arrays with long headers and with a bitmap of nulls.
SELECT cardinality(due_dates), loan_split(due_dates, dues, paid, 1000000000, '2026-06-01'), loan_days_past_due(due_dates, dues, paid, '2026-06-01'),
    loan_split(array_remove(due_dates || NULL::date, NULL), dues, paid, 1000000000, '2026-06-01')
    FROM loan_keep('{"currency": "NGN", "principalAmount": "10000000", "rate": {"percent": "24", "per": "YEAR"}, "termCount": 360, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}');
CREATE TABLE kept AS SELECT id, own.* FROM loan, loan_keep(terms) AS own;
SELECT sum(split[1]), sum(split[2]), sum(split[5]) FROM (SELECT loan_split(due_dates, dues, paid, 100000, '2026-06-01') AS split FROM kept) AS own;
SELECT loan_collections(due_dates, dues, paid, 100000, '2026-06-01'), loan_collections(due_dates, dues, paid, 100000, '2026-06-01', '{"order": ["PRINCIPAL", "INTEREST", "FEE", "PENALTY"]}'),
    loan_collections(due_dates, dues, paid, NULL, '2026-06-01') AS none, loan_collections(due_dates, dues, paid, 100000, '2026-06-01') FILTER (WHERE id = 'L1') AS first FROM kept;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT loan_collections(due_dates, dues, paid, 100000, '2026-06-01') FROM kept;
SELECT loan_collections(due_dates, dues, paid, 100000, '2026-06-01') FROM kept;
RESET ALL;
SELECT loan_collections(due_dates, dues, paid, 9223372036854775807, '2026-06-01') FROM kept;
-- Each window has its own sums.
SELECT id, loan_collections(due_dates, dues, paid, 100000, '2026-06-01') OVER (ORDER BY id) FROM kept ORDER BY id LIMIT 3;
SELECT own, loan_collections_combine(own, own), own FROM (VALUES ('{1,2,3,4,5}'::bigint[])) AS states (own);
DROP TABLE kept;
-- What is rare goes over a document, with the same result.
SET loan_engine.direct = off;
SELECT id, loan_days_past_due(terms, events, '2026-06-01'), loan_settlement(terms, events, '2026-06-01'), loan_direct(terms, events, '2026-06-01')
    FROM loan ORDER BY length(id), id LIMIT 4;
SELECT own.* FROM loan, loan_allocate(terms, events, '2026-06-01') AS own WHERE id = 'L2';
SELECT own.* FROM loan, loan_installments(terms, events, '2026-06-01') AS own WHERE id = 'L2' LIMIT 3;
RESET loan_engine.direct;
-- Nothing to settle.
SELECT loan_settlement(terms, '[{"type": "WRITE_OFF", "date": "2026-05-01"}]', '2026-06-01') IS NULL FROM loan WHERE id = 'L1';
-- Annual rates.
SELECT loan_apr(terms, 'US'), loan_apr(terms, 'EU'), loan_apr(terms, 'EU', 4), loan_apr(terms, 'XIRR', 6) FROM loan WHERE id = 'L1';
-- Positions and reports.
SELECT loan_position(id, terms, events, '2026-06-01', jsonb_build_object('branch', branch)) FROM loan WHERE id = 'L3';
SELECT own ->> 'lines' AS lines, own #>> '{currencies,0,groupings,0,rows,0}' AS gross, own ->> 'format' AS format FROM
    (SELECT loan_portfolio('{"format": "report/1", "asOf": "2026-06-01"}', loan_position(id, terms, events, '2026-06-01')) AS own
     FROM loan) AS report;
SELECT branch, loan_portfolio('{"format": "report/1", "asOf": "2026-06-01"}', loan_position(id, terms, events, '2026-06-01')) ->> 'lines' AS lines
    FROM loan GROUP BY branch ORDER BY branch;
SELECT loan_portfolio('{"format": "report/1", "asOf": "2026-06-01"}', NULL) IS NULL AS none;
SELECT count(DISTINCT own::text) FROM (SELECT loan_portfolio('{"format": "report/1", "asOf": "2026-06-01"}',
    loan_position(id, terms, events, '2026-06-01')) OVER (ORDER BY id) AS own FROM loan WHERE id < 'L2') AS running;
-- Cases and other documents.
SELECT loan_evaluate('{"format": "loan-case/1", "name": "é", "terms": {"currency": "USD", "principalAmount": "1200.00",
    "rate": {"percent": "24", "per": "YEAR"}, "amortization": "EQUAL_PRINCIPAL", "termCount": 1, "termUnit": "MONTH", "disbursedAt": "2026-01-15"}}');
SELECT loan_evaluate('{"format": "loan-case/1"}'::json);
SELECT loan_result('{"format": "loan-case/1", "terms": {"currency": "USD", "principalAmount": "1200.00", "rate": {"percent": "24", "per": "YEAR"},
    "termCount": 1, "termUnit": "MONTH", "disbursedAt": "2026-01-15"}}') -> 'settlement';
SELECT loan_line('positions', '{"asOf": "2026-06-01"}', '{"loan": "L1", "case": {"format": "loan-case/1", "terms": {"currency": "USD", "principalAmount": "1200.00", "rate": {"percent": "24", "per": "YEAR"}, "termCount": 1, "termUnit": "MONTH", "disbursedAt": "2026-01-15"}}}') -> 'arrears';
SELECT loan_document('expression', NULL, NULL, '{"expression": "1 / 3 + 1 / 6"}');
-- Null in, null out.
SELECT loan_evaluate(NULL::text) IS NULL, loan_statement(NULL, '[]', '2026-06-01') IS NULL, loan_days_past_due(terms, NULL, '2026-06-01') IS NULL,
    loan_document(NULL, NULL, NULL, '') IS NULL FROM loan WHERE id = 'L1';
SELECT count(*) FROM loan_schedule(NULL);
-- All is parallel safe, and immutable but loan_direct, which looks at a setting.
SELECT proname, provolatile FROM pg_proc WHERE proname LIKE 'loan\_%' AND (proparallel <> 's' OR provolatile <> 'i');
DROP TABLE loan;
DROP EXTENSION loan_engine;
