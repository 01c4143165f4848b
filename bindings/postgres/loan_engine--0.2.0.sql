-- The loan engine: what its documents say as SQL. Amounts are numeric, days date; texts are those of the case format.
\echo Use "CREATE EXTENSION loan_engine" to load this file. \quit

-- The line that the command prints for a case (loan-case/1), an error in it as well.
CREATE FUNCTION loan_evaluate(loan_case text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

-- The result of a case, its error raised: SQLSTATE LE0nn, detail (code and path), hint (what is allowed).
CREATE FUNCTION loan_result(loan_case text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

-- What a command prints: disclose, expression, score, alerts, positions, report, merge.
CREATE FUNCTION loan_document(kind text, given text, options text, input text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5000;

-- The same of a command that reads lines, with one line: its result, or its error raised.
CREATE FUNCTION loan_line(kind text, options text, line text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

-- How a loan stands as of a day, as jsonb (loan-result/1).
CREATE FUNCTION loan_statement(terms jsonb, events jsonb, as_of date) RETURNS jsonb
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT loan_result(jsonb_build_object(
        'format', 'loan-case/1', 'terms', terms, 'events', events, 'asOf', to_char(as_of, 'YYYY-MM-DD'))::text) $$;

-- The installments of a loan before anything happens to it.
CREATE FUNCTION loan_schedule(terms jsonb)
    RETURNS TABLE (sequence integer, start_date date, due_date date, principal numeric, interest numeric,
                   fee numeric, total numeric, balance_after numeric)
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 12
    AS $$ SELECT own."sequence", own."startDate", own."dueDate", own."principalDue", own."interestDue", own."feeDue",
                 own."totalDue", own."balanceAfter"
          FROM jsonb_to_recordset(loan_result(jsonb_build_object(
              'format', 'loan-case/1', 'terms', terms, 'asOf', terms -> 'disbursedAt')::text) #> '{schedule,items}')
              AS own("sequence" integer, "startDate" date, "dueDate" date, "principalDue" numeric,
                     "interestDue" numeric, "feeDue" numeric, "totalDue" numeric, "balanceAfter" numeric) $$;

-- The installments of a loan as they stand on a day.
CREATE FUNCTION loan_installments(terms jsonb, events jsonb, as_of date)
    RETURNS TABLE (sequence integer, due_date date, principal numeric, interest numeric, fee numeric, penalty numeric,
                   paid numeric, status text, days_past_due integer)
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 12
    AS $$ SELECT own."sequence", own."dueDate", own."principalDue", own."interestDue", own."feeDue", own."penaltyDue",
                 own."paidAmount", own."status", own."daysPastDue"
          FROM jsonb_to_recordset(loan_statement(terms, events, as_of) #> '{schedule,items}')
              AS own("sequence" integer, "dueDate" date, "principalDue" numeric, "interestDue" numeric,
                     "feeDue" numeric, "penaltyDue" numeric, "paidAmount" numeric, "status" text,
                     "daysPastDue" integer) $$;

-- Where the money of a loan went.
CREATE FUNCTION loan_allocate(terms jsonb, events jsonb, as_of date)
    RETURNS TABLE (event integer, sequence integer, component text, amount numeric)
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 12
    AS $$ SELECT own.* FROM jsonb_to_recordset(loan_statement(terms, events, as_of) -> 'allocations')
              AS own(event integer, sequence integer, component text, amount numeric) $$;

CREATE FUNCTION loan_days_past_due(terms jsonb, events jsonb, as_of date) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT (loan_statement(terms, events, as_of) #>> '{arrears,daysPastDue}')::integer $$;

-- What settles the loan on a day.
CREATE FUNCTION loan_settlement(terms jsonb, events jsonb, as_of date) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT (loan_statement(terms, events, as_of) #>> '{settlement,total}')::numeric $$;

-- The annual rate of a loan by a regime (EU, UK, US, XIRR), in percent.
CREATE FUNCTION loan_apr(terms jsonb, regime text, decimals integer DEFAULT 2) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT (loan_document('disclose', NULL,
        jsonb_build_object('regime', regime, 'decimals', decimals)::text,
        jsonb_build_object('format', 'loan-case/1', 'terms', terms)::text)::jsonb #>> '{apr,percent}')::numeric $$;

-- How a loan stands, as a position for reports and alerts.
CREATE FUNCTION loan_position(loan text, terms jsonb, events jsonb, as_of date, dimensions jsonb DEFAULT '{}')
    RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT loan_line('positions', jsonb_build_object('asOf', to_char(as_of, 'YYYY-MM-DD'))::text,
        jsonb_build_object('loan', loan, 'dimensions', dimensions, 'case', jsonb_build_object(
            'format', 'loan-case/1', 'terms', terms, 'events', events))::text) $$;

CREATE FUNCTION loan_portfolio_add(internal, jsonb, jsonb) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION loan_portfolio_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION loan_portfolio_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION loan_portfolio_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION loan_portfolio_finish(internal) RETURNS json
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

-- A report (report/1) over positions, in any order and by any number of workers.
CREATE AGGREGATE loan_portfolio(spec jsonb, stand jsonb) (
    SFUNC = loan_portfolio_add, STYPE = internal, SSPACE = 4194304, FINALFUNC = loan_portfolio_finish,
    COMBINEFUNC = loan_portfolio_combine, SERIALFUNC = loan_portfolio_serialize,
    DESERIALFUNC = loan_portfolio_deserialize, PARALLEL = SAFE);
