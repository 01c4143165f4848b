\set VERBOSITY default
CREATE EXTENSION loan_engine;
-- a schedule
SELECT * FROM loan_schedule('{"currency": "NGN", "principalAmount": "50000", "rate": {"percent": "24", "per": "YEAR"},
    "termCount": 12, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}') LIMIT 3;
CREATE TABLE loan (id text PRIMARY KEY, branch text, terms jsonb, events jsonb);
INSERT INTO loan SELECT 'L' || n, 'B' || n % 3,
    jsonb_build_object('currency', 'NGN', 'principalAmount', (1000 * n)::text, 'rate', '{"percent": "24", "per": "YEAR"}'::jsonb,
        'termCount', 12, 'termUnit', 'MONTH', 'disbursedAt', '2026-03-11'),
    CASE WHEN n % 2 = 0 THEN '[{"type": "REPAYMENT", "date": "2026-04-11", "amount": "500"}]'::jsonb ELSE '[]' END
    FROM generate_series(1, 60) AS n;
SELECT id, loan_days_past_due(terms, events, '2026-06-01'), loan_settlement(terms, events, '2026-06-01')
    FROM loan ORDER BY length(id), id LIMIT 4;
SELECT own.* FROM loan, loan_allocate(terms, events, '2026-06-01') AS own WHERE id = 'L2';
SELECT own.sequence, own.paid, own.status, own.days_past_due FROM loan, loan_installments(terms, events, '2026-06-01') AS own
    WHERE id = 'L2' LIMIT 3;
SELECT loan_apr(terms, 'US'), loan_apr(terms, 'EU', 4) FROM loan WHERE id = 'L1';
SELECT loan_position(id, terms, events, '2026-06-01', jsonb_build_object('branch', branch)) -> 'arrears' FROM loan WHERE id = 'L3';
-- a report, and the same by parts
SELECT (own -> 'lines')::text, own #>> '{currencies,0,groupings,0,rows,0,measures,grossPortfolio}' FROM
    (SELECT loan_portfolio('{"format": "report/1", "asOf": "2026-06-01"}', loan_position(id, terms, events, '2026-06-01')) AS own
     FROM loan) AS report;
SELECT count(*) FROM (SELECT loan_portfolio('{"format": "report/1", "asOf": "2026-06-01"}', NULL) AS own) AS none WHERE own IS NULL;
SELECT loan_document('expression', NULL, NULL, '{"expression": "1 / 3 + 1 / 6"}')::jsonb ->> 'value';
-- errors
SELECT * FROM loan_schedule('{"currency": "NGN", "principalAmount": "-1", "rate": {"percent": "24", "per": "YEAR"},
    "termCount": 12, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_statement(terms, '[{"type": "WAIVER", "date": "2026-04-11", "component": "FEE", "amount": "1"}]', '2026-06-01')
    FROM loan WHERE id = 'L1';
\echo :LAST_ERROR_SQLSTATE
SELECT loan_document('scores', NULL, NULL, '');
SELECT loan_position('', terms, events, '2026-06-01') FROM loan WHERE id = 'L1';
SELECT loan_portfolio('{"format": "report/1"}', '{}') FROM loan WHERE id = 'L1';
SELECT loan_evaluate('{'), loan_evaluate(NULL) IS NULL;
DROP TABLE loan;
DROP EXTENSION loan_engine;
