CREATE FUNCTION resident() RETURNS bigint LANGUAGE sql VOLATILE AS
    $$ SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmRSS:\s+(\d+)'))[1]::bigint $$;
CREATE FUNCTION calls(count integer) RETURNS bigint LANGUAGE sql VOLATILE AS
    $$ SELECT count(loan_evaluate('{"format":"loan-case/1","terms":{"currency":"NGN","principalAmount":"' || 100 + n || '",'
        '"rate":{"percent":"24","per":"YEAR"},"termCount":2,"termUnit":"MONTH","disbursedAt":"2026-03-11"}}'))
       FROM generate_series(1, count) AS n $$;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
SELECT NULL WHERE calls(100000) < 0 UNION ALL SELECT resident()::text;
