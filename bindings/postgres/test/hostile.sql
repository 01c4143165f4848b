CREATE TABLE hostile (number integer, body text);
-- All functions on all bodies: each gives a result, or an error of the engine, or one of PostgreSQL's own for what is no
-- jsonb; and loans that are read directly stand as their documents do.
CREATE FUNCTION hostile_run() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    own record; loan_case jsonb; calls integer := 0; unexpected integer := 0; compared integer := 0; results integer := 0;
    place integer; day date; by_structs text; by_document text;
    kinds text[] := ARRAY['evaluate', 'disclose', 'expression', 'score', 'alerts', 'positions', 'report', 'merge', 'x'];
BEGIN
    FOR own IN SELECT number, body FROM hostile LOOP
        PERFORM loan_evaluate(own.body);
        calls := calls + 1;
        FOR place IN 0..3 LOOP
            BEGIN
                PERFORM loan_document(kinds[1 + (own.number + place) % 9], CASE WHEN own.number % 2 = 0 THEN own.body END,
                    CASE own.number % 5 WHEN 0 THEN own.body WHEN 1 THEN '{"asOf": "2026-06-30"}' WHEN 2 THEN '{"partial": true}'
                        WHEN 3 THEN '{"regime": "EU"}' END, own.body);
            EXCEPTION WHEN OTHERS THEN
                IF SQLSTATE !~ '^LE[0-9]{3}$' THEN
                    unexpected := unexpected + 1;
                    RAISE WARNING 'document %: % %', own.number, SQLSTATE, SQLERRM;
                END IF;
            END;
            calls := calls + 1;
        END LOOP;
        loan_case := jsonb_or_null(own.body);
        IF loan_case IS NULL THEN CONTINUE; END IF;
        day := coalesce(date_or_null(loan_case ->> 'asOf'),
            (ARRAY['infinity', '-infinity', '4713-01-01 BC', '5874897-12-31', '0001-01-01', '9999-12-31', '2026-06-30']::date[])[1 + own.number % 7]);
        by_structs := outcome(loan_case -> 'terms', coalesce(loan_case -> 'events', '[]'), day, true);
        by_document := outcome(loan_case -> 'terms', coalesce(loan_case -> 'events', '[]'), day, false);
        compared := compared + 1;
        IF by_document !~ '^LE[0-9]{3} ' THEN results := results + 1; END IF;
        IF by_structs IS DISTINCT FROM by_document THEN
            unexpected := unexpected + 1;
            RAISE WARNING 'direct %: % and %', own.body, by_structs, by_document;
        END IF;
        calls := calls + 2; -- ten, where it is no error
        FOR place IN 1..4 LOOP
            BEGIN
                CASE place
                WHEN 1 THEN PERFORM loan_statement(loan_case -> 'terms', loan_case -> 'events', day);
                WHEN 2 THEN PERFORM loan_apr(loan_case -> 'terms', coalesce((ARRAY['EU', 'UK', 'US', 'XIRR', '', own.body])[1 + own.number % 6], ''), own.number % 15 - 1);
                WHEN 3 THEN PERFORM loan_position(own.body, loan_case, loan_case -> 'events', day, loan_case -> 'terms');
                WHEN 4 THEN PERFORM loan_portfolio(loan_case, loan_case -> 'terms');
                END CASE;
            EXCEPTION WHEN OTHERS THEN
                IF SQLSTATE !~ '^LE[0-9]{3}$' THEN
                    unexpected := unexpected + 1;
                    RAISE WARNING '% of %: % %', place, own.number, SQLSTATE, SQLERRM;
                END IF;
            END;
            calls := calls + 1;
        END LOOP;
    END LOOP;
    RETURN format('hostile: %s calls in one backend; %s loans compared, %s of them without error; %s other than expected',
        calls, compared, results, unexpected);
END $$;
-- Rows that nobody should keep: each call is refused, or pays no more than was given and no row more than is due.
CREATE FUNCTION hostile_pay() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    amounts bigint[] := ARRAY[0, 0, 1, 2, 100, 12345, 9223372036854775807, 4611686018427387904, -1, -9223372036854775808, NULL];
    days date[] := ARRAY['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '0001-01-01', '9999-12-31', 'infinity', '-infinity', '4713-01-01 BC', NULL];
    policies jsonb[] := ARRAY['{}', '{"across": "COMPONENT"}', '{"advance": "LAST"}', '{"advance": "SPREAD"}', '{"advance": 1}', '[]', 'null',
        '{"order": ["FEE", "FEE", "FEE", "FEE"]}', '{"pastDue": ["FEE", "PENALTY", "PRINCIPAL", "INTEREST"]}', '{"x": 1}'];
    delinquencies jsonb[] := ARRAY['{}', '{"graceDays": 3}', '{"daysFrom": "GRACE_END", "graceDays": 31}', '{"buckets": [{"name": "A", "fromDay": 0}, {"name": "B", "fromDay": 30}]}',
        '{"graceDays": 99999999999}', '{"buckets": [{"name": "B", "fromDay": 30}, {"name": "A", "fromDay": 0}]}', '[]', 'null', '{"tolerance": "1"}', '{"buckets": [1, {}]}'];
    due_dates date[]; dues bigint[]; paid bigint[]; result bigint[]; split bigint[]; amount bigint; day date; policy jsonb;
    aged integer := 0;
    rows integer; places integer; tame boolean; refused integer := 0; done integer := 0; unexpected integer := 0;
BEGIN
    PERFORM setseed(0.5);
    FOR number IN 1..40000 LOOP
        tame := random() < 0.5;
        rows := floor(random() * 5);
        places := CASE WHEN random() < 0.9 THEN rows * 4 ELSE floor(random() * 30) END;
        SELECT array_agg(CASE WHEN tame THEN days[place] ELSE days[1 + floor(random() * 10)] END) INTO due_dates FROM generate_series(1, rows) AS place;
        SELECT array_agg(amounts[1 + floor(random() * CASE WHEN tame THEN 6 ELSE 11 END)]) INTO dues FROM generate_series(1, places) AS place;
        SELECT array_agg(CASE WHEN tame THEN floor(random() * 2)::bigint * least(dues[place], 100) ELSE amounts[1 + floor(random() * 11)] END) INTO paid FROM generate_series(1, places) AS place;
        amount := amounts[1 + floor(random() * CASE WHEN tame THEN 6 ELSE 11 END)];
        due_dates := coalesce(due_dates, '{}');
        dues := coalesce(dues, '{}');
        paid := coalesce(paid, '{}');
        amount := coalesce(amount, 1);
        day := coalesce(days[1 + floor(random() * 10)], '2026-02-15');
        policy := policies[1 + floor(random() * CASE WHEN tame THEN 4 ELSE 10 END)];
        BEGIN
            PERFORM loan_days_past_due(due_dates, dues, paid, day);
            PERFORM loan_days_past_due(due_dates, dues, paid, day, delinquencies[1 + floor(random() * CASE WHEN tame THEN 4 ELSE 10 END)]);
            aged := aged + 1;
        EXCEPTION WHEN OTHERS THEN
            IF SQLSTATE !~ '^LE[0-9]{3}$' AND SQLSTATE NOT IN ('22004', '2202E', '22023') THEN
                unexpected := unexpected + 1;
                RAISE WARNING 'days: % %', SQLSTATE, SQLERRM;
            END IF;
        END;
        BEGIN
            result := loan_pay(due_dates, dues, paid, amount, day, policy);
            done := done + 1;
            split := loan_split(due_dates, dues, paid, amount, day, policy);
            IF (SELECT sum(own) FROM unnest(split) AS own) <> amount OR EXISTS (SELECT FROM generate_series(1, 4) AS component WHERE split[component] <>
                (SELECT coalesce(sum(result[place] - paid[place]), 0) FROM generate_series(component, places, 4) AS place)) THEN
                unexpected := unexpected + 1;
                RAISE WARNING 'split: % % % % % %', due_dates, dues, paid, amount, result, split;
            END IF;
            IF (SELECT sum(own) FROM unnest(result) AS own) NOT BETWEEN (SELECT sum(own) FROM unnest(paid) AS own) AND (SELECT sum(own) + amount FROM unnest(paid) AS own)
                OR EXISTS (SELECT FROM generate_series(1, places) AS place WHERE result[place] > dues[place]) THEN
                unexpected := unexpected + 1;
                RAISE WARNING 'pay: % % % % %', due_dates, dues, paid, amount, result;
            END IF;
        EXCEPTION WHEN OTHERS THEN
            refused := refused + 1;
            IF SQLSTATE !~ '^LE[0-9]{3}$' AND SQLSTATE NOT IN ('22004', '2202E', '22023') THEN
                unexpected := unexpected + 1;
                RAISE WARNING 'pay: % %', SQLSTATE, SQLERRM;
            END IF;
        END;
    END LOOP;
    RETURN format('hostile: %s repayments on kept rows, %s of them refused, %s aged; %s other than expected', done + refused, refused, aged, unexpected);
END $$;
