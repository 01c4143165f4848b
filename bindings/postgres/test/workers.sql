CREATE TABLE stands AS
    SELECT n, loan_position('L' || n, jsonb_build_object('currency', 'NGN', 'principalAmount', (1000 + n)::text,
        'rate', '{"percent": "24", "per": "YEAR"}'::jsonb, 'termCount', 12, 'termUnit', 'MONTH', 'disbursedAt', '2026-03-11'),
        CASE WHEN n % 3 = 0 THEN '[]'::jsonb ELSE
            jsonb_build_array(jsonb_build_object('type', 'REPAYMENT', 'date', '2026-04-11', 'amount', (n % 900 + 1)::text)) END,
        '2026-06-30', jsonb_build_object('branch', 'B' || n % 7)) AS stand
    FROM generate_series(1, 20000) AS n;
ANALYZE stands;
