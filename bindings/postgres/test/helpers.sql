-- What tests of many cases share: all that a loan gives, or its error, as one text.
CREATE FUNCTION outcome(terms jsonb, events jsonb, as_of date, is_direct boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text; detail text; hint text;
BEGIN
    PERFORM set_config('loan_engine.direct', is_direct::text, true);
    SELECT concat_ws(' | ', loan_days_past_due(terms, events, as_of), loan_settlement(terms, events, as_of),
        (SELECT jsonb_agg(own) FROM loan_installments(terms, events, as_of) AS own),
        (SELECT jsonb_agg(own) FROM loan_allocate(terms, events, as_of) AS own),
        (SELECT jsonb_agg(own) FROM loan_schedule(terms) AS own), loan_keep(terms)) INTO result;
    RETURN result;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', SQLSTATE, SQLERRM, detail, hint);
END $$;
CREATE FUNCTION jsonb_or_null(body text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN RETURN body::jsonb; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;
CREATE FUNCTION date_or_null(day text) RETURNS date LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN RETURN day::date; EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;
