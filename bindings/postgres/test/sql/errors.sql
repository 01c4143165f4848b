\pset format unaligned
\set VERBOSITY default
\set SHOW_CONTEXT never
CREATE EXTENSION loan_engine;
\set good '''{"currency": "NGN", "principalAmount": "1000", "rate": {"percent": "24", "per": "YEAR"}, "termCount": 12, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}'''
\set bad '''{"currency": "NGN", "principalAmount": "-1", "rate": {"percent": "24", "per": "YEAR"}, "termCount": 12, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}'''
SELECT * FROM loan_schedule(:bad);
\echo :LAST_ERROR_SQLSTATE
SELECT * FROM loan_schedule('[]');
\echo :LAST_ERROR_SQLSTATE
SELECT * FROM loan_schedule('{"currency": "NGN", "principalAmount": 1000, "rate": {"percent": "24", "per": "YEAR"}, "termCount": 12, "termUnit": "MONTH", "disbursedAt": "2026-03-11"}');
\echo :LAST_ERROR_SQLSTATE
SELECT * FROM loan_schedule('{"colour": 1}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_statement(:good, '[{"type": "WAIVER", "date": "2026-04-11", "component": "FEE", "amount": "1"}]', '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_days_past_due(:good, '[{"type": "REPAYMENT", "date": "2026-04-11"}]', '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_days_past_due(:good, '{}', '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_settlement(:good, '[{"type": "APPROVE", "date": "2026-04-11"}]', '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_settlement(:good, '[]', 'infinity');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_settlement(:good, '[]', '0044-03-15 BC');
\echo :LAST_ERROR_SQLSTATE
SELECT * FROM loan_allocate(:bad, '[]', '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_apr(:good, 'MARS');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_apr(:good, 'EU', 99);
\echo :LAST_ERROR_SQLSTATE
SELECT loan_document('scores', NULL, NULL, '');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_document('disclose', NULL, NULL, '{"format": "\u0000"}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_position('', :good, '[]', '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_portfolio('{"format": "report/1"}', '{}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_portfolio(jsonb_build_object('format', 'report/1', 'asOf', '2026-06-0' || number), '{}') FROM generate_series(1, 2) AS number;
\echo :LAST_ERROR_SQLSTATE
SELECT loan_pay('{2026-04-11}', '{1,2,3}', '{0,0,0,0}', 1, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_pay('{2026-04-11}', '{1,2,3,4}', '{0,NULL,0,0}', 1, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_pay('{2026-04-11}', '{1,2,3,4}', '{0,0,0,5}', 1, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_pay('{2026-04-11,2026-04-11}', '{1,2,3,4,1,2,3,4}', '{0,0,0,0,0,0,0,0}', 1, 'infinity');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_pay('{2026-04-11}', '{1,2,3,4}', '{0,0,0,0}', 0, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_pay('{2026-04-11}', '{1,2,3,4}', '{0,0,0,0}', 1, '2026-06-01', '{"order": ["FEE"]}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_pay('{2026-04-11}', '{1,2,3,4}', '{0,0,0,0}', 1, '2026-06-01', '{"advance": "CURRENT_THEN_LAST"}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_split('{2026-04-11}', '{1,2,3}', '{0,0,0,0}', 1, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_split('{2026-04-11}', '{1,2,3,4}', '{0,0,0,0}', -1, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_split('{2026-04-11,NULL}', '{1,2,3,4,1,2,3,4}', '{0,0,0,0,0,0,0,0}', 1, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_split('{infinity}', '{1,2,3,4}', '{0,0,0,0}', 1, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_split('{2026-04-11}', '{9223372036854775807,9223372036854775807,3,4}', '{0,0,0,0}', 1, '2026-06-01');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_days_past_due('{2026-04-11}', '{1,2,3,4}', '{0,0,0,0}', 'infinity');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_days_past_due('{2026-04-11}', '{1,2,3,4}', '{0,0,0,0}', '2026-06-01', '{"tolerance": "1.00"}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_days_past_due('{2026-04-11}', '{1,2,3,4}', '{0,0,0,0}', '2026-06-01', '{"graceDays": -1}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_keep(:bad);
\echo :LAST_ERROR_SQLSTATE
SELECT loan_result('{"format": "loan-case/1"}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_line('positions', '{"asOf": "2026-06-01"}', '{"loan": 1}');
\echo :LAST_ERROR_SQLSTATE
SELECT loan_line('positions', '{"asOf": "2026-06-01"}', E'{"loan":\n 1}');
\echo :LAST_ERROR_SQLSTATE
-- A loan in error does not lose the others either.
SELECT loan_error(own, '[]', '2026-06-01') AS error, CASE WHEN loan_error(own, '[]', '2026-06-01') IS NULL THEN loan_days_past_due(own, '[]', '2026-06-01') END AS days
    FROM (VALUES (:good::jsonb), (:bad), ('{"currency": "N\"GN"}')) AS loans (own);
-- A position in error does not lose the others: the report names it.
SELECT own ->> 'lines' AS lines, own -> 'errors' AS errors FROM (SELECT loan_portfolio('{"format": "report/1", "asOf": "2026-06-01"}', own) AS own
    FROM (VALUES (loan_position('L1', :good, '[]', '2026-06-01')), ('{"loan": 1}')) AS stands (own)) AS report;
-- Errors of loan_evaluate are in its result.
SELECT loan_evaluate('{');
DROP EXTENSION loan_engine;
