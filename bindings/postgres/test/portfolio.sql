CREATE TABLE IF NOT EXISTS stands AS
    SELECT number, loan_position('L' || number, jsonb_build_object('currency', (ARRAY['NGN', 'USD'])[number % 2 + 1],
            'principalAmount', (1000 + number)::text, 'rate', '{"percent": "24", "per": "YEAR"}'::jsonb, 'termCount', 12,
            'termUnit', 'MONTH', 'disbursedAt', '2026-03-11'),
        CASE WHEN number % 3 = 0 THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object(
            'type', 'REPAYMENT', 'date', '2026-04-11', 'amount', (number % 900 + 1)::text)) END,
        '2026-06-30', jsonb_build_object('branch', 'B' || number % 7, 'village', 'é' || number % 500)) AS stand
    FROM generate_series(1, 20000) AS number;
CREATE TABLE IF NOT EXISTS specs AS SELECT * FROM (VALUES
    (1, '{"format": "report/1", "asOf": "2026-06-30"}'::jsonb),
    (2, '{"format": "report/1", "asOf": "2026-06-30", "groupBy": [[], ["branch"], ["village"]], "provision": "CBN_MFB"}')
) AS own (number, spec);
ANALYZE stands;
