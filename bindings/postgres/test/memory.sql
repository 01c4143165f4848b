CREATE FUNCTION resident() RETURNS bigint LANGUAGE sql VOLATILE AS
    $$ SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmRSS:\s+(\d+)'))[1]::bigint $$;
-- 100 000 calls of every kind, errors among them.
CREATE FUNCTION calls() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE found bigint;
BEGIN
    SELECT count(loan_evaluate(jsonb_build_object('format', 'loan-case/1', 'terms', terms)::text)) +
        count(loan_days_past_due(terms, events, '2026-06-01')) + count(loan_settlement(terms, events, '2026-06-01')) +
        count(loan_statement(terms, CASE WHEN number % 4 = 0 THEN more ELSE events END, '2026-06-01'))
        INTO found FROM (SELECT number, jsonb_build_object('currency', 'NGN', 'principalAmount', (100 + number)::text,
            'rate', '{"percent": "24", "per": "YEAR"}'::jsonb, 'termCount', 2, 'termUnit', 'MONTH',
            'disbursedAt', '2026-03-11') AS terms,
            '[{"type": "REPAYMENT", "date": "2026-04-11", "amount": "50"}]'::jsonb AS events
            FROM generate_series(1, 20000) AS number) AS loans,
            (SELECT jsonb_agg(jsonb_build_object('type', 'REPAYMENT', 'date', '2026-04-11', 'amount', '0.01')) AS more
             FROM generate_series(1, 20)) AS large; -- large enough for a thread of its own
    SELECT count(*) INTO found FROM generate_series(1, 10000) AS number, LATERAL loan_schedule(jsonb_build_object(
        'currency', 'NGN', 'principalAmount', (100 + number)::text, 'rate', '{"percent": "24", "per": "YEAR"}'::jsonb,
        'termCount', 2, 'termUnit', 'MONTH', 'disbursedAt', '2026-03-11')) AS own;
    SELECT count(loan_split(due_dates, dues, paid, 5000, '2026-04-11')) + sum(loan_days_past_due(due_dates, dues, loan_pay(due_dates, dues, paid, 5000, '2026-04-11'), '2026-06-01'))
        INTO found FROM generate_series(1, 10000) AS number, LATERAL loan_keep(jsonb_build_object(
        'currency', 'NGN', 'principalAmount', (100 + number)::text, 'rate', '{"percent": "24", "per": "YEAR"}'::jsonb,
        'termCount', 2, 'termUnit', 'MONTH', 'disbursedAt', '2026-03-11'));
    FOR number IN 1..10000 LOOP
        BEGIN
            PERFORM loan_settlement('{"currency": "NGN"}', '[]', '2026-06-01');
        EXCEPTION WHEN OTHERS THEN NULL;
        END;
    END LOOP;
    RETURN found;
END $$;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls() < 0 UNION ALL SELECT resident()::text;
