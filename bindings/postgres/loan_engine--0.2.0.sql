-- The loan engine: terms and events of the case format in, amounts as numeric and days as date out.
\echo Use "CREATE EXTENSION loan_engine" to load this file. \quit

-- The line that the command prints for a case (loan-case/1), byte for byte, an error in it as well.
CREATE FUNCTION loan_evaluate(loan_case text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;
CREATE FUNCTION loan_evaluate(loan_case json) RETURNS json
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

-- The result of a case, its error raised: SQLSTATE LE0nn, detail (code and path), hint (what is allowed).
CREATE FUNCTION loan_result(loan_case text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

-- What a command prints: evaluate, disclose, expression, score, alerts, positions, report, merge. `given` (a scorecard, a
-- report, rules) and `options` may be null.
CREATE FUNCTION loan_document(kind text, given text, options text, input text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5000;

-- The same of a command that reads lines, with one line: its result, or its error raised.
CREATE FUNCTION loan_line(kind text, options text, line text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

-- How a loan stands on a day: the whole result (loan-result/1).
CREATE FUNCTION loan_statement(terms jsonb, events jsonb, as_of date) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

-- The installments of a loan before anything happens to it.
CREATE FUNCTION loan_schedule(terms jsonb)
    RETURNS TABLE (sequence integer, start_date date, due_date date, principal numeric, interest numeric,
                   fee numeric, total numeric, balance_after numeric)
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 12;

-- The installments of a loan as they stand on a day.
CREATE FUNCTION loan_installments(terms jsonb, events jsonb, as_of date)
    RETURNS TABLE (sequence integer, due_date date, principal numeric, interest numeric, fee numeric, penalty numeric,
                   paid numeric, status text, days_past_due integer, start_date date, total numeric,
                   balance_after numeric, principal_paid numeric, interest_paid numeric, fee_paid numeric,
                   penalty_paid numeric)
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 12;

-- Where the money of a loan went.
CREATE FUNCTION loan_allocate(terms jsonb, events jsonb, as_of date)
    RETURNS TABLE (event integer, sequence integer, component text, amount numeric)
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 12;

CREATE FUNCTION loan_days_past_due(terms jsonb, events jsonb, as_of date) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

-- What the borrower pays on a day to be done; null where there is nothing to settle.
CREATE FUNCTION loan_settlement(terms jsonb, events jsonb, as_of date) RETURNS numeric
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;

-- What the functions above would raise for a loan: {"code", "path", "message"}; null where they raise nothing. So that one
-- bad loan does not lose the others: CASE WHEN loan_error(…) IS NULL THEN … END.
CREATE FUNCTION loan_error(terms jsonb, events jsonb, as_of date) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2000;

-- Whether the functions above read a loan without a detour over a document, which is faster. It looks at a setting.
CREATE FUNCTION loan_direct(terms jsonb, events jsonb, as_of date) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 500;

-- The annual rate of a loan by a regime (EU, UK, US, XIRR), in percent.
CREATE FUNCTION loan_apr(terms jsonb, regime text, decimals integer DEFAULT 2) RETURNS numeric
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20000;

-- Rows that a table keeps: due dates, and in minor units, for each of them, principal, interest, fee and penalty.

-- The rows of a loan before anything happens to it.
CREATE FUNCTION loan_keep(terms jsonb, OUT due_dates date[], OUT dues bigint[], OUT paid bigint[])
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;

-- What is paid after a repayment, in the shape of `paid`. `allocation` is that of terms.
CREATE FUNCTION loan_pay(due_dates date[], dues bigint[], paid bigint[], amount bigint, paid_at date) RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION loan_pay(due_dates date[], dues bigint[], paid bigint[], amount bigint, paid_at date, allocation jsonb)
    RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

-- What a repayment pays of principal, interest, fee and penalty, and what no row takes: five amounts.
CREATE FUNCTION loan_split(due_dates date[], dues bigint[], paid bigint[], amount bigint, paid_at date) RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION loan_split(due_dates date[], dues bigint[], paid bigint[], amount bigint, paid_at date, allocation jsonb)
    RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

-- What many repayments pay of principal, interest, fee and penalty, and what no row takes, in all: an aggregate over kept
-- rows, by any number of workers. Each repayment is taken by itself.
CREATE FUNCTION loan_collections_add(bigint[], date[], bigint[], bigint[], bigint, date) RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION loan_collections_add(bigint[], date[], bigint[], bigint[], bigint, date, jsonb) RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION loan_collections_combine(bigint[], bigint[]) RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE loan_collections(due_dates date[], dues bigint[], paid bigint[], amount bigint, paid_at date) (
    SFUNC = loan_collections_add, STYPE = bigint[], INITCOND = '{0,0,0,0,0}', COMBINEFUNC = loan_collections_combine,
    PARALLEL = SAFE);
CREATE AGGREGATE loan_collections(due_dates date[], dues bigint[], paid bigint[], amount bigint, paid_at date, allocation jsonb) (
    SFUNC = loan_collections_add, STYPE = bigint[], INITCOND = '{0,0,0,0,0}', COMBINEFUNC = loan_collections_combine,
    PARALLEL = SAFE);

-- Days past due of kept rows. `delinquency` is that of terms, without tolerance.
CREATE FUNCTION loan_days_past_due(due_dates date[], dues bigint[], paid bigint[], as_of date) RETURNS integer
    AS 'MODULE_PATHNAME', 'loan_kept_days_past_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION loan_days_past_due(due_dates date[], dues bigint[], paid bigint[], as_of date, delinquency jsonb)
    RETURNS integer
    AS 'MODULE_PATHNAME', 'loan_kept_days_past_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

-- How a loan stands on a day, as a position (position/1) for reports and alerts.
CREATE FUNCTION loan_position(loan text, terms jsonb, events jsonb, as_of date, dimensions jsonb DEFAULT '{}')
    RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5000;

CREATE FUNCTION loan_portfolio_add(internal, jsonb, jsonb) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
CREATE FUNCTION loan_portfolio_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION loan_portfolio_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION loan_portfolio_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION loan_portfolio_finish(internal) RETURNS json
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

-- A report (report/1) over positions, in any order and by any number of workers: report-result/1.
CREATE AGGREGATE loan_portfolio(spec jsonb, stand jsonb) (
    SFUNC = loan_portfolio_add, STYPE = internal, SSPACE = 1048576, FINALFUNC = loan_portfolio_finish,
    COMBINEFUNC = loan_portfolio_combine, SERIALFUNC = loan_portfolio_serialize,
    DESERIALFUNC = loan_portfolio_deserialize, PARALLEL = SAFE);
