-- Each function on each golden case, read without a detour and as a document. What differs is counted and named.
CREATE TEMP TABLE body (number integer, body text);
\set copied `python3 -B test/cases.py golden >$SCRATCH/same.copy`
\copy body FROM PROGRAM 'cat $SCRATCH/same.copy'
CREATE TEMP TABLE own AS
    SELECT number, own.as_of, own.terms, own.events, outcome(own.terms, own.events, own.as_of, true) AS by_structs,
        outcome(own.terms, own.events, own.as_of, false) AS by_document
    FROM (SELECT number, body -> 'terms' AS terms, coalesce(body -> 'events', '[]') AS events,
              coalesce(date_or_null(body ->> 'asOf'), '2026-06-30') AS as_of
          FROM (SELECT number, jsonb_or_null(body) AS body FROM body) AS read) AS own
    WHERE terms IS NOT NULL;
SELECT number, by_structs, by_document FROM own WHERE by_structs IS DISTINCT FROM by_document LIMIT 5;
SET loan_engine.direct = on;
SELECT format('same: %s golden cases, %s of the %s without error read directly, %s different', count(*),
    count(*) FILTER (WHERE loan_direct(terms, events, as_of)),
    count(*) FILTER (WHERE by_document !~ '^LE[0-9]{3}'), count(*) FILTER (WHERE by_structs IS DISTINCT FROM by_document))
    FROM own;
