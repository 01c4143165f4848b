/*
 * loan_engine_json.h - the loan engine over JSON, for bindings.
 *
 * What the command line prints, from a library: cases, annual rates, scores, alerts, positions and
 * reports as documents in, documents out. libloanengine-json.so needs libc and libgmp only.
 *
 *   Texts      UTF-8 by address and length in bytes; no terminating zero is needed, and zeros inside
 *              are bytes like others. Formats: docs/case-format.md, docs/disclosure.md,
 *              docs/scoring.md, docs/portfolio.md. Amounts are decimals in strings ("472.80"), dates
 *              YYYY-MM-DD, percentages decimals or ratios.
 *   Results    are written to `out`, at most `capacity` bytes. Behind a result that leaves room
 *              stands a zero, which is not counted.
 *   Errors     Functions return LE_JSON_OK (0) or another le_json_code. Then too there is a text: the
 *              result with the error in it, as the command prints it, or {"error": {"code", "path",
 *              "message"}}. It is missing only where memory could not be written to. le_terms_read
 *              works on structs of loan_engine.h, and its errors are le_error.
 *   Memory     The caller owns all memory. What a call allocates it frees before it returns; it keeps
 *              no pointer. `out` must not overlap what is read. Pointers may be NULL where the length
 *              or capacity beside them is 0, else where their comment says so.
 *   Threads    Every function may be called from any thread at any time. There is no state, no lock,
 *              no thread-local. Two calls must not write the same memory at once.
 *   Checks     No input ends the host's process: any bytes give a result or an error, in bounded
 *              time. The caller answers for pointers: that they point to as much memory as is said.
 *              Memory that is out still ends the process, as in any Swift program.
 *   Versions   Functions and codes are only ever added. LE_JSON_ABI_VERSION is in the soname.
 *
 * A case in five lines:
 *
 *     char out[65536];
 *     size_t length;
 *     le_json_code code = le_json_evaluate(json, strlen(json), LE_JSON_LINE, out, sizeof out, &length);
 *     if (code != LE_JSON_BUFFER_TOO_SMALL) fwrite(out, 1, length, stdout);   // result, or why not
 *     else retry_with(length);
 */
#ifndef LOAN_ENGINE_JSON_H
#define LOAN_ENGINE_JSON_H

#include <stddef.h>
#include <stdint.h>
#include "loan_engine.h" /* for le_terms_read */

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LE_JSON_API __attribute__((visibility("default")))
#else
#define LE_JSON_API
#endif

/** The version of this header: MAJOR.MINOR.PATCH. */
#define LE_JSON_VERSION_MAJOR 0
#define LE_JSON_VERSION_MINOR 2
#define LE_JSON_VERSION_PATCH 0
/** The number in the soname, libloanengine-json.so.1: it rises when old programs break. */
#define LE_JSON_ABI_VERSION 1

/** What functions return. Of an error in a document, the code that its text names. */
typedef int32_t le_json_code;
enum le_json_code_ {
    LE_JSON_OK = 0,                     /**< Done. */
    LE_JSON_MALFORMED_INPUT = 1,        /**< Not JSON, or not of the form of its format. */
    LE_JSON_INVALID_TERMS = 2,          /**< A field or combination of the terms has no meaning. */
    LE_JSON_INVALID_EVENT = 3,          /**< An event that does not fit the account on its date. */
    LE_JSON_ILLEGAL_TRANSITION = 4,     /**< The loan's status does not take the event. */
    LE_JSON_FORBIDDEN_ROLE = 5,         /**< The role may not do it. */
    LE_JSON_AMOUNT_OUT_OF_RANGE = 6,    /**< An amount or sum leaves its range. */
    LE_JSON_DATE_OUT_OF_RANGE = 7,      /**< A date leaves the years 0001 to 9999. */
    LE_JSON_NEGATIVE_AMORTIZATION = 8,  /**< Level payments do not even pay the interest. */
    LE_JSON_INVALID_FLOWS = 9,          /**< Cash flows that do not fit together, or the regime. */
    LE_JSON_NO_RATE = 10,               /**< No annual rate solves the equation. */
    LE_JSON_AMBIGUOUS_RATE = 11,        /**< More than one may. */
    LE_JSON_RATE_OUT_OF_RANGE = 12,     /**< The annual rate is beyond what is searched. */
    LE_JSON_INVALID_EXPRESSION = 13,    /**< Not of the rule language, or of wrong types. */
    LE_JSON_LIMIT_EXCEEDED = 14,        /**< More than a document may have. */
    LE_JSON_INVALID_CARD = 15,          /**< A scorecard without meaning. */
    LE_JSON_INVALID_APPLICANT = 16,     /**< An applicant whom the card cannot score. */
    LE_JSON_INVALID_POSITION = 17,      /**< A position, or its dates, without meaning. */
    LE_JSON_INVALID_REPORT = 18,        /**< A report, or partial sums, without meaning. */
    LE_JSON_INVALID_RULES = 19,         /**< Alert rules without meaning. */
    LE_JSON_INVALID_ARGUMENT = 32,      /**< A kind, option, pointer or cursor that is not allowed. */
    LE_JSON_BUFFER_TOO_SMALL = 33,      /**< The capacity does not hold the text. */
    LE_JSON_STOPPED = 36,               /**< The stop flag was set. */
    LE_JSON_LINES_IN_ERROR = 38         /**< Done, but lines are in error: each says so itself. */
};

/** How a result is written. */
typedef int32_t le_json_form;
enum le_json_form_ {
    LE_JSON_LINE = 0,  /**< On one line, with its end: `loan-engine evaluate --format jsonl`. */
    LE_JSON_PRETTY = 1 /**< For people, with the last line's end: `--format json`. */
};

/** How far le_json_lines has come. Begin with zeros; the caller keeps it between calls. */
typedef struct le_json_cursor {
    uint64_t offset; /**< Bytes of the input that are done. Set to 0 with each new piece of input. */
    uint64_t line;   /**< Lines that are done: the next is one more in the results. */
    uint64_t failed; /**< How many of them were in error. */
    uint64_t needed; /**< Bytes that the next line's result takes, where it did not fit; else 0. */
} le_json_cursor;

/** The version of the library that is loaded, "0.2.0": a constant. */
LE_JSON_API const char *le_json_version(void);
/** LE_JSON_ABI_VERSION of the library that is loaded. */
LE_JSON_API int32_t le_json_abi_version(void);
/** The word of a code, "INVALID_TERMS": a constant; NULL for a number that is none. */
LE_JSON_API const char *le_json_code_name(le_json_code code);
/** The code of a word of `length` bytes; -1 where it is none. */
LE_JSON_API le_json_code le_json_code_number(const char *name, size_t length);

/**
 * Evaluates one case (loan-case/1): what `loan-engine evaluate` prints for it, byte for byte.
 *
 * A case in error has a result too, {"format": "loan-result/1", …, "error": {…}}, and the error's
 * code is returned. Nothing is kept: the same bytes always give the same result.
 *
 * \param json     the case, `length` bytes, at most 64 MiB
 * \param form     an le_json_form
 * \param out      the result; may be NULL with a capacity of 0
 * \param needed   its length in bytes, without the zero behind it. Where it is greater than
 *                 `capacity`, LE_JSON_BUFFER_TOO_SMALL is returned and `out` is as it was. Calling
 *                 again evaluates the case again: begin with 64 KiB, which most results fit into
 *                 (about 500 bytes and 350 for each installment on a line). May be NULL.
 */
LE_JSON_API le_json_code le_json_evaluate(const char *json, size_t length, le_json_form form,
                                          char *out, size_t capacity, size_t *needed);

/**
 * Runs a command over one input: what `loan-engine KIND [WITH] -` prints for it.
 *
 *   kind          with               input                            options
 *   "evaluate"    none               a case (loan-case/1)             none
 *   "disclose"    none               flows/1, rate-conversion/1, or,  regime, decimals, period,
 *                                    with a regime, loan-case/1       unitPeriod
 *   "expression"  none               {"expression", "data"}           none
 *   "score"       scorecard/1        an applicant a line              none
 *   "alerts"      alert-rules/1      positions a line                 role
 *   "positions"   none               loans a line                     asOf, from, to, previous
 *   "report"      report/1           a position a line                partial
 *   "merge"       none               a report-partial/1 a line        partial
 *
 * The first three write their result for people; le_json_lines writes it on a line. "score", "alerts"
 * and "positions" write a line for each line. "report" and "merge" write the result (report-result/1)
 * for people, or with {"partial": true} the sums on a line (report-partial/1), to be merged later:
 * that is how a report is made over pieces, or by many threads.
 *
 * Where a line is in error, the text says so and LE_JSON_LINES_IN_ERROR is returned; where `with`,
 * `options` or a single document is, its code.
 *
 * \param kind     a word of the table, ending with a zero
 * \param with     what governs the command; NULL where the table says none
 * \param options  an object by the names in the table, such as {"asOf": "2026-03-31"}; may be NULL
 * \param input    the documents
 * \param needed   as for le_json_evaluate; calling again costs the whole again
 * \param stop     looked at before each line: where it is not 0, LE_JSON_STOPPED, with no text.
 *                 Another thread may set it. May be NULL.
 */
LE_JSON_API le_json_code le_json_document(const char *kind, const char *with, size_t with_length,
                                          const char *options, size_t options_length,
                                          const char *input, size_t input_length, char *out,
                                          size_t capacity, size_t *needed,
                                          const volatile int32_t *stop);

/**
 * Many documents, one a line (JSON Lines) in, a result a line out, in their order: the kinds
 * "evaluate", "disclose", "expression", "score", "alerts" and "positions", as --jsonl-input prints.
 *
 * Whole lines are written to `out` until the next does not fit. Then LE_JSON_BUFFER_TOO_SMALL is
 * returned: take the `written` bytes, and call again with the same input and cursor. Where `written`
 * is 0, even one line does not fit: the capacity has to be cursor->needed at least. What is
 * computed in vain is the one line that did not fit; `with` is read again by each call. So a capacity of
 * many results (1 MiB, say) costs next to nothing.
 *
 * The last line needs no end. To go on with another piece of input, set cursor->offset to 0; pieces
 * have to be cut at line ends.
 *
 * \param cursor   where to go on; it must lie within the input
 * \param written  how many bytes were written, whatever is returned
 * \param stop     looked at before each line: where it is not 0, LE_JSON_STOPPED is returned after
 *                 the lines that are done; calling again goes on. May be NULL.
 * \return LE_JSON_OK where all lines are done, even those in error: cursor->failed counts these
 */
LE_JSON_API le_json_code le_json_lines(const char *kind, const char *with, size_t with_length,
                                       const char *options, size_t options_length, const char *input,
                                       size_t input_length, le_json_cursor *cursor, char *out,
                                       size_t capacity, size_t *written,
                                       const volatile int32_t *stop);

/* ---------------------------------------------------------------------------------------------
 * Terms for the functions of loan_engine.h
 * ------------------------------------------------------------------------------------------- */

/**
 * Reads terms, the value of `terms` in a case (section 2 of docs/case-format.md), into what the functions
 * of loan_engine.h take: an le_terms, and behind it in the same memory its parts. So numbers, words and
 * defaults are read in one place, as the command line reads them, and not in each binding.
 *
 *     uint64_t memory[512];                        // aligned to 8; 4 KiB hold most terms
 *     size_t size;
 *     le_error error = LE_ERROR_INIT;
 *     le_code code = le_terms_read(json, strlen(json), memory, sizeof memory, &size, &error);
 *     if (code == LE_OK)
 *         code = le_schedule_build((const le_terms *)memory, memory, size, rows, 12, &count, NULL, &error);
 *
 * Places of parts count from the first byte of the memory, which is le_terms and `parts` at once. It holds
 * no pointer: it may be copied, to any address that is a multiple of 8, and stored for as long as both
 * libraries are of one ABI version. Amounts are minor units of the terms' currency, dates days since
 * 1970-01-01. What terms leave out has the case format's default. The rate is `rate`, in lowest terms, or
 * `rate_text` where a part of it is beyond 64 bits. An amount of zero that is stated, where zero in its
 * field would mean none, is 0/1 percent: the same. With due_dates, count, unit and first date are not
 * written.
 *
 * What the structs have no place for stays with the host: the code of the currency and the names of buckets
 * and upfront fees, which keep their order.
 *
 * Terms are checked as those of a case are, each field and then the combinations. Whether they make a
 * schedule is seen where one is made of them: LE_NEGATIVE_AMORTIZATION, sums and dates out of range.
 *
 * \param json      an object, `length` bytes, at most 64 MiB; no terminating zero is needed
 * \param memory    `capacity` bytes, aligned to 8; may be NULL with a capacity of 0. As it was, but where
 *                  LE_OK is returned; what lies behind `needed` bytes stays
 * \param needed    the bytes of the whole, a multiple of 8: sizeof(le_terms) and the parts. Set with
 *                  LE_OK and LE_BUFFER_TOO_SMALL, else 0. May be NULL
 * \param error     gets code, path and message where it is not LE_OK; may be NULL. Paths are those of a
 *                  case: "terms.rate.percent"; "terms" for what is no JSON. Of arguments, their names
 * \return LE_OK; LE_MALFORMED_INPUT for what is not of the format's form; LE_INVALID_TERMS;
 *         LE_AMOUNT_OUT_OF_RANGE, also for a percentage other than the rate whose ratio in lowest terms has
 *         a part beyond 64 bits, at its path; LE_DATE_OUT_OF_RANGE; LE_BUFFER_TOO_SMALL;
 *         LE_INVALID_ARGUMENT. The number of a code is that of the le_json_code of its name
 *
 * Any thread may call it at any time. It allocates some times the length of the text, and frees it before it
 * returns; what a process keeps are the tables of the format, some 13 KB that its first call makes.
 */
LE_JSON_API le_code le_terms_read(const char *json, size_t length, void *memory, size_t capacity,
                                  size_t *needed, le_error *error);

/* ---------------------------------------------------------------------------------------------
 * Reports over columns: section 2 of docs/portfolio.md
 *
 * The host has positions in columns and its own numbers for groups (a dictionary of officers, of officers
 * and currencies, …); sums are plain memory, so that any process may add and any other merge them.
 *
 *     le_portfolio_read(json, length, spec, sizeof spec, NULL, NULL, 0, NULL);  // report/1, once
 *     size_t size = le_portfolio_size(spec);
 *     void *sums = calloc(groups, size);
 *     le_portfolio_add(spec, &columns, count, group_of_loan, sums, groups, codes);
 *     le_portfolio_finish(spec, (char *)sums + 3 * size, 2, out, sizeof out, &length);
 *
 * What is counted, and the measures, are those of the report command: the same functions add them up.
 * groupBy and currency of the report are not looked at: they are the host's groups.
 * ------------------------------------------------------------------------------------------- */

/**
 * Positions in columns. Value i of a column lies at its address + i * stride bytes; a stride of 0 is that of
 * values one after the other. Each column may be NULL, for its default, but status. Amounts are minor
 * units, none below zero. Where there are four columns they are by component (le_component): penalty, fee,
 * interest, principal. Where le_evaluate_batch of loan_engine.h writes le_position_columns, fields of the same
 * name take the same memory.
 */
typedef struct le_portfolio_columns {
    uint32_t struct_size; /**< sizeof(le_portfolio_columns). */
    uint32_t stride;
    const int32_t *status;          /**< le_loan_status: 3 active, 4 completed, 7 written off, … */
    const int32_t *days_past_due;   /**< 0. */
    const int32_t *next_due_date;   /**< Days since 1970-01-01; INT32_MIN, the default, for none. */
    const int32_t *restructured;    /**< 0. Not 0: a reschedule stands. */
    const int32_t *count_borrower;  /**< 1. 0: another of the borrower's loans counts them. */
    const int64_t *outstanding[4];  /**< By component. 0. */
    const int64_t *arrears[4];      /**< What of it is overdue. */
    const int64_t *written_off[4];  /**< To date: the four are added. */
    const int64_t *disbursed_amount; /**< 0. */
    const int64_t *recovered;       /**< To date. 0. */
    const int32_t *previous_status; /**< As of the date compared with; -1, the default: not there. */
    const int32_t *previous_days_past_due;
    const int64_t *previous_principal;
    const int64_t *flow_due[4];     /**< Flows of the report's period: section 1 of docs/portfolio.md. */
    const int64_t *flow_paid_of_due[4];
    const int64_t *flow_paid_on_time[4];
    const int64_t *flow_brought_forward[4];
    const int64_t *flow_collected_arrears[4];
    const int64_t *flow_collected_current[4];
    const int64_t *flow_collected_advance[4];
    const int64_t *flow_disbursed;
    const int64_t *flow_written_off;
    const int64_t *flow_recovered;
    const int32_t *flow_submitted; /**< Counts. */
    const int32_t *flow_approved;
    const int32_t *flow_rejected;
} le_portfolio_columns;

/**
 * Reads a report (report/1) into memory that the other calls take. It is plain memory, of this version of
 * the library and one architecture; it may be copied to any address that is a multiple of 8.
 *
 * \param spec        aligned to 8 bytes; may be NULL with a capacity of 0
 * \param needed      the bytes of `spec`: its text and a few hundred. May be NULL
 * \param out         the error, as for le_json_document; nothing where there is none
 * \return LE_JSON_OK; LE_JSON_BUFFER_TOO_SMALL; what is wrong with the report; LE_JSON_LIMIT_EXCEEDED
 *         for a percent of a class that is no ratio of two numbers below 2^64
 */
LE_JSON_API le_json_code le_portfolio_read(const char *report, size_t length, void *spec,
                                           size_t capacity, size_t *needed, char *out,
                                           size_t out_capacity, size_t *out_needed);

/** The bytes of one group's sums, a multiple of 16: about 6 600 with the default tables. 0 for memory that
 *  le_portfolio_read has not written. */
LE_JSON_API size_t le_portfolio_size(const void *spec);

/**
 * Adds positions to the sums of their groups.
 *
 * Nothing is allocated, but for a loan whose base of a provision is beyond 64 bits. A million loans take
 * about as long as reading their columns: Benchmarks has the figures.
 *
 * \param groups       the group of each loan; UINT32_MAX for none; NULL: all are of group 0
 * \param accumulators group_count times le_portfolio_size bytes, aligned to 8, zero to begin with; one
 *                     thread at a time adds to them
 * \param codes        gets LE_JSON_OK for each loan, or what is wrong with it; such a loan adds nothing:
 *                     LE_JSON_INVALID_POSITION for amounts below zero or figures that do not fit together,
 *                     LE_JSON_INVALID_ARGUMENT for a status or a group that is none,
 *                     LE_JSON_DATE_OUT_OF_RANGE. May be NULL.
 * \return LE_JSON_OK; LE_JSON_LINES_IN_ERROR where any loan is in error; LE_JSON_INVALID_ARGUMENT for
 *         arguments that are none, with nothing added
 */
LE_JSON_API le_json_code le_portfolio_add(const void *spec, const le_portfolio_columns *columns,
                                          size_t count, const uint32_t *groups,
                                          void *accumulators, size_t group_count,
                                          le_json_code *codes);

/**
 * Adds the sums of other loans, group by group: in any split and order, the result is that of adding all.
 *
 * \return LE_JSON_OK; LE_JSON_AMOUNT_OUT_OF_RANGE where a sum is below 0 or would reach 2^120, with
 *         nothing added; LE_JSON_INVALID_ARGUMENT
 */
LE_JSON_API le_json_code le_portfolio_merge(const void *spec, void *into, const void *from,
                                            size_t group_count);

/**
 * The measures of one group: the object `measures` that the report command gives for it, on a line. It
 * allocates.
 *
 * \param accumulator the sums of the group
 * \param exponent    digits after the point of its currency, 0 to 6
 * \param needed      as for le_json_evaluate
 */
LE_JSON_API le_json_code le_portfolio_finish(const void *spec, const void *accumulator,
                                             int32_t exponent, char *out, size_t capacity,
                                             size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
