/*
 * loan_engine.h - the loan engine's C interface.
 *
 * Computes loans exactly: amortization schedules, allocation of repayments, arrears and status.
 * Stateless functions on memory that the caller owns.
 *
 *   Amounts    int64_t, a whole number of the currency's minor units: 50 000.00 is 5000000.
 *   Dates      int32_t, days since 1970-01-01 of the proleptic Gregorian calendar, from
 *              LE_DATE_MIN (0001-01-01) to LE_DATE_MAX (9999-12-31): le_date_parse, le_date_format.
 *   Rates      exact ratios, never floating point: le_rate_parse("100/3").
 *   Rounding   of the exact value, once, by a mode and to a unit that the caller names.
 *
 * Memory     The caller owns everything it passes, before, during and after a call. The library
 *            keeps no pointer, and gives none to free: strings it returns are constants. What a
 *            call writes must not overlap anything else that is passed to it; nobody checks that.
 *            Pointers are not NULL unless their comment says so. One with a count or capacity of 0
 *            beside it may be NULL, but for a text that is read and what batches take.
 * Threads    Every function may be called from any thread at any time. There is no state, no lock,
 *            no thread-local. Two calls must not write the same memory at once.
 * Errors     Functions return LE_OK (0) or another LE_ code. Those with an le_error parameter fill
 *            it on failure (code, path of the field, message) where it is not NULL.
 * On failure Rows, records of allocations and texts are unchanged. Single results (a count, a sum, a
 *            summary) are zero, or as their comment says.
 * Checks     No argument ends the host's process: NULL, misaligned pointers, wrong sizes, counts,
 *            enumeration values and amounts are refused with LE_INVALID_ARGUMENT or the code of
 *            the rule. What cannot be checked is the caller's: that non-NULL pointers point to as
 *            much memory as the counts beside them say.
 * Versions   Fields are only ever added, at the end of structs whose first field is struct_size. Not
 *            so le_summary and le_position, which lie in le_statement and in arrays: their size is
 *            fixed, and additions take their reserved fields. A library reads a shorter struct of
 *            an older header, with defaults for the rest, and refuses a longer one of a newer
 *            header unless what it does not know is zero; of a struct that it writes, it writes
 *            what both know, whatever the size from 8 to 4096 bytes.
 *            docs/c-abi.md says what may change when.
 *
 * A schedule in ten lines:
 *
 *     le_terms terms = LE_TERMS_INIT;
 *     terms.principal = 5000000;                       // 50 000.00
 *     terms.rate_numerator = 24;                       // 24 % a year
 *     terms.term_count = 12;
 *     terms.term_unit = LE_TERM_MONTH;
 *     le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at);
 *     le_row rows[12];
 *     size_t count;
 *     le_summary summary = LE_SUMMARY_INIT;
 *     le_error error = LE_ERROR_INIT;
 *     if (le_schedule_build(&terms, rows, 12, &count, &summary, &error) != LE_OK)
 *         fprintf(stderr, "%s: %s\n", error.path, error.message);
 *     // summary.installment == 472798; rows[0].interest_due == 100000
 *
 * The rules behind each figure, with worked numbers: docs/semantics.md.
 */
#ifndef LOAN_ENGINE_H
#define LOAN_ENGINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LE_API __attribute__((visibility("default")))
#else
#define LE_API
#endif

/* ---------------------------------------------------------------------------------------------
 * Version
 * ------------------------------------------------------------------------------------------- */

/** The version of this header: MAJOR.MINOR.PATCH. */
#define LE_VERSION_MAJOR 0
#define LE_VERSION_MINOR 1
#define LE_VERSION_PATCH 0
/** One number that rises with every version: 0x00MMmmpp. */
#define LE_VERSION ((LE_VERSION_MAJOR << 16) | (LE_VERSION_MINOR << 8) | LE_VERSION_PATCH)
/** The number in the library's soname, libloanengine.so.0: it rises when old programs break. */
#define LE_ABI_VERSION 0

/** The version of the library that is loaded, as LE_VERSION counts. Since 0.1.0. */
LE_API uint32_t le_version(void);
/** The same as text, "0.1.0": a constant. Since 0.1.0. */
LE_API const char *le_version_string(void);
/** LE_ABI_VERSION of the library that is loaded. Since 0.1.0. */
LE_API int32_t le_abi_version(void);

/* ---------------------------------------------------------------------------------------------
 * Results and errors
 * ------------------------------------------------------------------------------------------- */

/** What functions return. */
enum {
    LE_OK = 0,                    /**< Done. */
    LE_MALFORMED_INPUT = 1,       /**< Text that is not of the form it must have. */
    LE_INVALID_TERMS = 2,         /**< A field or combination of the terms has no meaning. */
    LE_INVALID_EVENT = 3,         /**< An event's field, or one that does not fit the account on its
                                       date. */
    LE_ILLEGAL_TRANSITION = 4,    /**< The loan's status does not take the event. */
    LE_FORBIDDEN_ROLE = 5,        /**< The role may not do it. */
    LE_AMOUNT_OUT_OF_RANGE = 6,   /**< An amount or sum leaves the 64 bits. */
    LE_DATE_OUT_OF_RANGE = 7,     /**< A date leaves the years 0001 to 9999. */
    LE_NEGATIVE_AMORTIZATION = 8, /**< The level payments do not even pay the interest. */
    LE_INVALID_ARGUMENT = 32,     /**< A NULL or misaligned pointer, a size, count or value. */
    LE_BUFFER_TOO_SMALL = 33,     /**< The capacity does not hold the result; what it needs is
                                       written to the count. */
    LE_INVALID_ROWS = 34          /**< Rows that no schedule can have: a negative due or paid amount,
                                       more paid than due, due dates or sequences that do not rise, a
                                       sum beyond 64 bits. */
};

/** The name of a code, such as "INVALID_TERMS": a constant; "UNKNOWN" for no code. Since 0.1.0. */
LE_API const char *le_status_name(int32_t code);

/** Bytes of le_error.path and le_error.message, with the terminating zero. */
#define LE_ERROR_PATH_SIZE 96
#define LE_ERROR_MESSAGE_SIZE 288

/** Why a call failed. Fixed size, owned by the caller, nothing to free. */
typedef struct le_error {
    uint32_t struct_size; /**< sizeof(le_error). */
    int32_t code;         /**< As the function returned. */
    /** The field, as the case format names it: "terms.rate.per", "events[0].amount",
     *  "schedule.items[3].dueDate"; or a parameter, or a pointer or size in a structure, by its C
     *  name: "rows", "terms.holidays". UTF-8, zero-terminated. */
    char path[LE_ERROR_PATH_SIZE];
    /** What was met and what is allowed, in English. UTF-8, zero-terminated, cut at the size. */
    char message[LE_ERROR_MESSAGE_SIZE];
} le_error;
#define LE_ERROR_INIT {sizeof(le_error), 0, {0}, {0}}

/* ---------------------------------------------------------------------------------------------
 * Text and numbers
 *
 * Texts come as pointer and length in bytes; LE_TEXT as the length stands for a text that ends with
 * a zero byte. Formatted texts are written with a terminating zero; *needed (which may be NULL)
 * gets the bytes with it. With a capacity too small nothing is written but *needed, and the result
 * is LE_BUFFER_TOO_SMALL.
 * ------------------------------------------------------------------------------------------- */

/** As a length: the text ends with a zero byte. */
#define LE_TEXT SIZE_MAX
/** The longest text that is read, in bytes; longer ones are LE_MALFORMED_INPUT, and lengths beyond
 *  SIZE_MAX / 2 other than LE_TEXT are LE_INVALID_ARGUMENT. */
#define LE_TEXT_MAX 256
/** Enough for any formatted amount, date or rate of 64-bit parts. */
#define LE_FORMAT_SIZE 48

/** The earliest and latest dates, and the value that stands for none. */
#define LE_DATE_MIN (-719162)
#define LE_DATE_MAX 2932896
#define LE_DATE_NONE INT32_MIN

/** Digits of an ISO 4217 currency's minor unit: JPY 0, USD 2, KWD 3.
 *  @param code      Three capital letters.
 *  @param exponent  Gets 0 to 4.
 *  @return LE_OK, LE_MALFORMED_INPUT for a code that is unknown or has none, LE_INVALID_ARGUMENT.
 *  Since 0.1.0. */
LE_API int32_t le_currency_exponent(const char *code, size_t length, int32_t *exponent);

/** Reads a plain decimal: "50000.5" with exponent 2 is 5000050. No exponent, grouping or sign but
 *  a leading '-'; at most `exponent` digits after the point.
 *  @param exponent  Digits of the minor unit, 0 to 6.
 *  @return LE_OK, LE_MALFORMED_INPUT, LE_AMOUNT_OUT_OF_RANGE, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_amount_parse(const char *text, size_t length, int32_t exponent, int64_t *amount);
/** Writes an amount with exactly `exponent` digits after the point: 5000050 is "50000.50".
 *  @return LE_OK, LE_BUFFER_TOO_SMALL, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_amount_format(int64_t amount, int32_t exponent, char *buffer, size_t capacity,
                                size_t *needed);

/** Reads a decimal ("24", "2.5") or a ratio of whole numbers ("100/3") as an exact fraction in
 *  lowest terms: 24/1, 5/2, 100/3. A leading '-' is read; terms refuse such a rate.
 *  @return LE_OK, LE_MALFORMED_INPUT, LE_AMOUNT_OUT_OF_RANGE where a part does not fit (give such a
 *          rate to le_terms.rate_text), LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_rate_parse(const char *text, size_t length, int64_t *numerator,
                             int64_t *denominator);
/** Writes a fraction as text that le_rate_parse reads: a decimal where it has one of at most 18
 *  digits after the point ("2.5"), else a ratio in lowest terms ("100/3").
 *  @return LE_OK, LE_BUFFER_TOO_SMALL, LE_INVALID_ARGUMENT for a denominator below 1. Since 0.1.0. */
LE_API int32_t le_rate_format(int64_t numerator, int64_t denominator, char *buffer,
                              size_t capacity, size_t *needed);

/** Reads "YYYY-MM-DD".
 *  @param date  Gets the date; LE_DATE_NONE on failure.
 *  @return LE_OK, LE_MALFORMED_INPUT, LE_DATE_OUT_OF_RANGE for the year 0000, LE_INVALID_ARGUMENT.
 *  Since 0.1.0. */
LE_API int32_t le_date_parse(const char *text, size_t length, int32_t *date);
/** Writes "YYYY-MM-DD".
 *  @return LE_OK, LE_BUFFER_TOO_SMALL, LE_DATE_OUT_OF_RANGE, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_date_format(int32_t date, char *buffer, size_t capacity, size_t *needed);
/** The date of a year (1 to 9999), month (1 to 12) and day.
 *  @param date  Gets the date; LE_DATE_NONE on failure.
 *  @return LE_OK, LE_DATE_OUT_OF_RANGE where there is no such day, LE_INVALID_ARGUMENT.
 *  Since 0.1.0. */
LE_API int32_t le_date_from_civil(int32_t year, int32_t month, int32_t day, int32_t *date);
/** Year, month and day of a date. @return As le_date_from_civil. Since 0.1.0. */
LE_API int32_t le_date_to_civil(int32_t date, int32_t *year, int32_t *month, int32_t *day);

/** How a period becomes a fraction of a year. */
enum {
    LE_DAY_COUNT_EQUAL = 0,                  /**< Whole units of the term. */
    LE_DAY_COUNT_EQUAL_360 = 1,              /**< Whole units on a 360-day year. */
    LE_DAY_COUNT_EQUAL_364 = 2,              /**< Whole units on a 364-day year. */
    LE_DAY_COUNT_EQUAL_365 = 3,              /**< Whole units on a 365-day year. */
    LE_DAY_COUNT_30_360 = 4,                 /**< ISDA 2006 4.16(f), Bond basis. */
    LE_DAY_COUNT_30E_360 = 5,                /**< ISDA 2006 4.16(g), Eurobond basis. */
    LE_DAY_COUNT_30E_360_ISDA = 6,           /**< ISDA 2006 4.16(h). */
    LE_DAY_COUNT_ACTUAL_360 = 7,             /**< Days over 360. */
    LE_DAY_COUNT_ACTUAL_364 = 8,             /**< Days over 364. */
    LE_DAY_COUNT_ACTUAL_365_FIXED = 9,       /**< Days over 365. */
    LE_DAY_COUNT_ACTUAL_ACTUAL_ISDA = 10,    /**< ISDA 2006 4.16(b). */
    LE_DAY_COUNT_ACTUAL_ACTUAL_FINERACT = 11, /**< Cut at each 31 December. */
    LE_DAY_COUNT_30_360_US = 12,             /**< 30/360 with the ends of February. */
    LE_DAY_COUNT_ACTUAL_365_FEB29 = 13       /**< Days over 366 with a 29 February, else 365. */
};

/** The exact fraction of a year from `start` to `end`, in lowest terms, by a count that looks at
 *  dates (LE_DAY_COUNT_30_360 and after).
 *  @param termination  The loan's last period end, which 30E/360 ISDA looks at; else any date.
 *  @return LE_OK, LE_DATE_OUT_OF_RANGE, LE_INVALID_ARGUMENT (also where end is before start).
 *  Since 0.1.0. */
LE_API int32_t le_day_count_fraction(int32_t day_count, int32_t start, int32_t end,
                                     int32_t termination, int64_t *numerator,
                                     int64_t *denominator);

/** How the exact value between two neighbours becomes one of them. */
enum {
    LE_HALF_EVEN = 0, /**< Nearest; ties to the even neighbour. */
    LE_HALF_UP = 1,   /**< Nearest; ties away from zero. */
    LE_HALF_DOWN = 2, /**< Nearest; ties toward zero. */
    LE_UP = 3,        /**< Away from zero. */
    LE_DOWN = 4,      /**< Toward zero. */
    LE_CEILING = 5,   /**< Toward positive infinity. */
    LE_FLOOR = 6      /**< Toward negative infinity. */
};

/** Rounds numerator/denominator to a whole multiple of `unit`: 41520/100 to 5 by LE_UP is 420.
 *  @param denominator  More than zero.
 *  @param unit         More than zero.
 *  @return LE_OK, LE_AMOUNT_OUT_OF_RANGE, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_round_ratio(int64_t numerator, int64_t denominator, int64_t unit, int32_t mode,
                              int64_t *result);

/* ---------------------------------------------------------------------------------------------
 * Terms
 * ------------------------------------------------------------------------------------------- */

enum { LE_RATE_YEAR = 0, LE_RATE_MONTH = 1, LE_RATE_WEEK = 2, LE_RATE_DAY = 3, LE_RATE_LOAN = 4 };
enum { LE_TERM_DAY = 0, LE_TERM_WEEK = 1, LE_TERM_MONTH = 2 };
enum { LE_DECLINING = 0, LE_FLAT = 1 };
enum { LE_EQUAL_INSTALLMENTS = 0, LE_EQUAL_PRINCIPAL = 1, LE_BULLET = 2 };
enum { LE_LEVELING_NONE = 0, LE_LEVELING_RESPREAD = 1 };
enum { LE_FLAT_INTEREST_TERM = 0, LE_FLAT_INTEREST_PERIOD = 1 };
enum { LE_RESIDUAL_LAST = 0, LE_RESIDUAL_FIRST = 1, LE_RESIDUAL_SPREAD = 2 };
/** What happens to a due date on a non-working day. */
enum { LE_FOLLOWING = 0, LE_MODIFIED_FOLLOWING = 1, LE_PRECEDING = 2, LE_SKIP = 3 };
/** Days of the week in le_terms.non_working_weekdays. */
enum {
    LE_MONDAY = 1, LE_TUESDAY = 2, LE_WEDNESDAY = 4, LE_THURSDAY = 8, LE_FRIDAY = 16,
    LE_SATURDAY = 32, LE_SUNDAY = 64
};
/** What installments consist of, in le_allocation_policy.order and le_allocation.component. */
enum { LE_PENALTY = 0, LE_FEE = 1, LE_INTEREST = 2, LE_PRINCIPAL = 3 };
/** How a repayment moves across installments. */
enum { LE_ACROSS_INSTALLMENT = 0, LE_ACROSS_COMPONENT = 1 };

/** The order in which a repayment pays what is unpaid. */
typedef struct le_allocation_policy {
    int32_t order[4]; /**< LE_PENALTY, LE_FEE, LE_INTEREST and LE_PRINCIPAL, each once. */
    int32_t across;   /**< LE_ACROSS_… */
    int32_t reserved; /**< Zero. */
} le_allocation_policy;
/** Penalty, fee, interest, principal; oldest installment first. */
#define LE_ALLOCATION_POLICY_INIT \
    {{LE_PENALTY, LE_FEE, LE_INTEREST, LE_PRINCIPAL}, LE_ACROSS_INSTALLMENT, 0}

/** The most installments of a loan, units between two, holidays, and days in a policy. */
#define LE_TERM_COUNT_MAX 3660
#define LE_TERM_EVERY_MAX 366
#define LE_HOLIDAYS_MAX 36600
#define LE_DAYS_MAX 3660000
/** The most buckets of a policy. */
#define LE_BUCKETS_MAX 1000

/** The contract of a loan. Start from LE_TERMS_INIT, which has the defaults of every field but
 *  principal, rate, term_count, term_unit and disbursed_at. Section 2 of docs/semantics.md.
 *
 *  allocation, grace_days, bucket_count and bucket_from_days are for le_evaluate: schedules do not
 *  depend on them, and their functions do not look at them. */
typedef struct le_terms {
    uint32_t struct_size;         /**< sizeof(le_terms). */
    int32_t currency_exponent;    /**< Digits of the minor unit, 0 to 6, for messages. */
    int64_t principal;            /**< More than zero. */
    int64_t rate_numerator;       /**< The rate in percent is rate_numerator / rate_denominator: */
    int64_t rate_denominator;     /**< 24 % is 24/1. Zero or more; the denominator more than zero. */
    const char *rate_text;        /**< Instead of the two, for parts beyond 64 bits: a zero-terminated
                                       decimal or ratio, or NULL. */
    int32_t rate_per;             /**< LE_RATE_… */
    int32_t interest_method;      /**< LE_DECLINING, LE_FLAT. */
    int32_t amortization;         /**< LE_EQUAL_INSTALLMENTS, LE_EQUAL_PRINCIPAL, LE_BULLET. */
    int32_t term_count;           /**< Installments, 1 to LE_TERM_COUNT_MAX. */
    int32_t term_unit;            /**< LE_TERM_… */
    int32_t term_every;           /**< Units between installments, 1 to LE_TERM_EVERY_MAX. */
    int32_t disbursed_at;         /**< A date. */
    int32_t first_due_date;       /**< Not before disbursed_at, or LE_DATE_NONE for one step. */
    int32_t day_count;            /**< LE_DAY_COUNT_… */
    int32_t interest_mode;        /**< Rounding mode of interest. */
    int32_t installment_mode;     /**< Rounding mode of level payments and principal shares. */
    int32_t leveling;             /**< LE_LEVELING_… */
    int64_t interest_unit;        /**< Interest is rounded to a multiple of it, more than zero. */
    int64_t installment_unit;     /**< Likewise level payments and principal shares. */
    int32_t flat_interest;        /**< LE_FLAT_INTEREST_… */
    int32_t residual;             /**< LE_RESIDUAL_… */
    int32_t grace_principal;      /**< Leading installments without principal, below term_count. */
    int32_t grace_interest_free;  /**< Leading installments without interest. */
    int32_t grace_capitalized;    /**< Leading installments whose interest joins the balance. */
    int32_t non_working_rule;     /**< LE_FOLLOWING …; LE_SKIP not with LE_TERM_MONTH. */
    int64_t balloon;              /**< Principal due with the last installment on top; 0 for none. */
    int64_t installment_fee;      /**< Zero or more. */
    const int32_t *holidays;      /**< holiday_count dates in any order; may be NULL for none. */
    uint32_t holiday_count;       /**< At most LE_HOLIDAYS_MAX, repeated ones counted. */
    uint32_t non_working_weekdays; /**< A sum of LE_MONDAY …; no other bits. */
    le_allocation_policy allocation; /**< How repayments are split. */
    int32_t grace_days;           /**< Days past the due date that are not overdue. */
    uint32_t bucket_count;        /**< Entries of bucket_from_days, at most LE_BUCKETS_MAX. */
    const int32_t *bucket_from_days; /**< From 0, strictly rising; NULL for none. */
    uint64_t reserved[2];         /**< Zero. */
} le_terms;
#define LE_TERMS_INIT \
    {sizeof(le_terms), 2, 0, 0, 1, NULL, LE_RATE_YEAR, LE_DECLINING, \
     LE_EQUAL_INSTALLMENTS, 0, LE_TERM_MONTH, 1, 0, LE_DATE_NONE, LE_DAY_COUNT_EQUAL, \
     LE_HALF_EVEN, LE_HALF_EVEN, LE_LEVELING_NONE, 1, 1, LE_FLAT_INTEREST_TERM, LE_RESIDUAL_LAST, \
     0, 0, 0, LE_FOLLOWING, 0, 0, NULL, 0, 0, LE_ALLOCATION_POLICY_INIT, 0, 0, NULL, {0, 0}}

/* ---------------------------------------------------------------------------------------------
 * Schedules
 * ------------------------------------------------------------------------------------------- */

/** How an installment stands: le_row.status. */
enum { LE_ROW_PENDING = 0, LE_ROW_PARTIAL = 1, LE_ROW_PAID = 2, LE_ROW_OVERDUE = 3 };

/** One installment: what falls due, what of it is paid, how it stands. An array of them is the
 *  state that a host keeps of a loan. 96 bytes, without padding. */
typedef struct le_row {
    int32_t sequence;       /**< From 1, rising. */
    int32_t start_date;     /**< The first day of the interest period. It, status and balance_after
                                 are not looked at in rows that are passed in. */
    int32_t due_date;       /**< Rising. */
    int32_t status;         /**< LE_ROW_…, as of the last le_classify or le_evaluate. */
    int64_t principal_due;  /**< Dues are zero or more. */
    int64_t interest_due;
    int64_t fee_due;
    int64_t penalty_due;    /**< Zero in a schedule; a host may charge one. */
    int64_t balance_after;  /**< The unpaid principal, were all paid as due. */
    int64_t principal_paid; /**< Zero or more, at most what is due. */
    int64_t interest_paid;
    int64_t fee_paid;
    int64_t penalty_paid;
    int32_t days_past_due;  /**< As status. */
    int32_t reserved;       /**< Zero in rows that the library makes; not looked at. */
} le_row;

/** An amount for each component and their sum. */
typedef struct le_amounts {
    int64_t principal;
    int64_t interest;
    int64_t fee;
    int64_t penalty;
    int64_t total;
} le_amounts;

/** What a schedule comes to. */
typedef struct le_summary {
    uint32_t struct_size;    /**< sizeof(le_summary). */
    uint32_t count;          /**< Rows; fewer than term_count where the balance is zero early. */
    int64_t installment;     /**< The level payment; 0 where there is none. */
    int32_t has_installment; /**< 1 where there is a level payment, else 0. */
    int32_t reserved;        /**< Zero. */
    le_amounts totals;       /**< The sums of the rows. */
} le_summary;
#define LE_SUMMARY_INIT {sizeof(le_summary), 0, 0, 0, 0, {0, 0, 0, 0, 0}}

/** The number of rows of a schedule, by computing it: at most term_count, which serves as well for
 *  a buffer's size.
 *  @param count  Gets the number; 0 on failure.
 *  @return LE_OK, LE_INVALID_TERMS, LE_AMOUNT_OUT_OF_RANGE, LE_DATE_OUT_OF_RANGE,
 *          LE_NEGATIVE_AMORTIZATION, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_schedule_count(const le_terms *terms, size_t *count, le_error *error);

/** The schedule of a loan.
 *  @param rows      Memory for `capacity` rows; those behind the schedule's may have been written
 *                   to. Unchanged on failure.
 *  @param count     Gets the number of rows, also with LE_BUFFER_TOO_SMALL; else 0 on failure.
 *  @param summary   May be NULL. Its fields behind struct_size are zero on failure.
 *  @return As le_schedule_count, and LE_BUFFER_TOO_SMALL. Since 0.1.0. */
LE_API int32_t le_schedule_build(const le_terms *terms, le_row *rows, size_t capacity,
                                 size_t *count, le_summary *summary, le_error *error);

/** The level payment of terms that have one (LE_EQUAL_INSTALLMENTS; of flat loans those without
 *  grace): rounded, and as the exact ratio that was rounded.
 *  @param rounded   Gets the payment in minor units, before any respreading.
 *  @param ratio     Gets numerator/denominator in minor units as decimal text in lowest terms,
 *                   "5673575/12", or a whole number without denominator, "10000"; its digits grow
 *                   with the number of installments. May be NULL with capacity 0.
 *  @param needed    Gets the bytes of the text with its zero; may be NULL.
 *  @return As le_schedule_count (LE_INVALID_TERMS at "terms.amortization" where there is no level
 *          payment), and LE_BUFFER_TOO_SMALL where `ratio` is not NULL and too small; `rounded` is
 *          written then too. Since 0.1.0. */
LE_API int32_t le_level_payment(const le_terms *terms, int64_t *rounded, char *ratio,
                                size_t capacity, size_t *needed, le_error *error);

/* ---------------------------------------------------------------------------------------------
 * Repayments
 * ------------------------------------------------------------------------------------------- */

/** Money that came in. */
typedef struct le_payment {
    int64_t amount;   /**< More than zero. */
    int32_t date;     /**< A date. */
    int32_t event;    /**< The host's number for it, copied to its allocations. */
} le_payment;

/** A part of a repayment and where it went. */
typedef struct le_allocation {
    int32_t event;     /**< le_payment.event; from le_evaluate, the event's number from 1. */
    int32_t sequence;  /**< le_row.sequence. */
    int32_t component; /**< LE_PENALTY … LE_PRINCIPAL. */
    int32_t reserved;  /**< Zero. */
    int64_t amount;    /**< More than zero. */
} le_allocation;

/** Splits a repayment over the unpaid parts of a loan's rows, in place, oldest installment first.
 *
 *      payment 5 000.00 | row 1: interest 1 000.00, principal 3 727.98 | row 2: interest 272.02
 *
 *  What the rows gain plus *overpaid equals the amount. Repayments are given in order of date.
 *  @param policy       NULL for LE_ALLOCATION_POLICY_INIT.
 *  @param rows         `row_count` rows by rising sequence and due date; paid amounts are updated.
 *                      Unchanged on failure.
 *  @param allocations  Memory for `capacity` records, at most four a row are needed; or NULL with
 *                      capacity 0, for no records.
 *  @param count        Gets the number of records, also with LE_BUFFER_TOO_SMALL; may be NULL.
 *  @param overpaid     Gets what no row took; may be NULL.
 *  @return LE_OK, LE_INVALID_EVENT for an amount that is not above zero, LE_DATE_OUT_OF_RANGE,
 *          LE_INVALID_TERMS for a policy, LE_INVALID_ROWS, LE_BUFFER_TOO_SMALL,
 *          LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_allocate(const le_allocation_policy *policy, const le_payment *payment,
                           le_row *rows, size_t row_count, le_allocation *allocations,
                           size_t capacity, size_t *count, int64_t *overpaid, le_error *error);

/** Takes a repayment's parts back out of the rows: the inverse of le_allocate for the repayment
 *  that was allocated last. To reverse an earlier one, so that the later ones move up as if it had
 *  never been paid, use le_reallocate without it.
 *  @param allocations  The records of the repayment, as le_allocate gave them; their event is not
 *                      looked at.
 *  @return LE_OK, LE_INVALID_EVENT at the record ("allocations[3]") where it names no row or
 *          component, at its amount ("allocations[3].amount") where that is not above zero or more
 *          than is paid, LE_INVALID_ROWS, LE_INVALID_ARGUMENT. Rows are unchanged on failure.
 *  Since 0.1.0. */
LE_API int32_t le_unallocate(const le_allocation *allocations, size_t count, le_row *rows,
                             size_t row_count, le_error *error);

/** Allocates all repayments of a loan anew: sets the rows' paid amounts to zero and applies the
 *  payments in the order given, which must be by date, ties in order of entry. Without a reversed
 *  repayment among them, the loan stands as if it had never been paid.
 *  @param allocations  As of le_allocate; at most four a row and one a payment are needed.
 *  @param overpaid  Gets what no row took of all payments together; may be NULL.
 *  @return As le_allocate, LE_INVALID_EVENT also for dates that fall, and LE_AMOUNT_OUT_OF_RANGE
 *          where the overpayments do not fit. Rows are unchanged on failure. Since 0.1.0. */
LE_API int32_t le_reallocate(const le_allocation_policy *policy, const le_payment *payments,
                             size_t payment_count, le_row *rows, size_t row_count,
                             le_allocation *allocations, size_t capacity, size_t *count,
                             int64_t *overpaid, le_error *error);

/* ---------------------------------------------------------------------------------------------
 * Overdue classification
 * ------------------------------------------------------------------------------------------- */

/** When an installment is overdue, and the classes of lateness. */
typedef struct le_delinquency_policy {
    uint32_t struct_size;            /**< sizeof(le_delinquency_policy). */
    int32_t grace_days;              /**< 0 to LE_DAYS_MAX. */
    const int32_t *bucket_from_days; /**< From 0, strictly rising; NULL for none. */
    uint32_t bucket_count;           /**< At most LE_BUCKETS_MAX. */
    uint32_t reserved;               /**< Zero. */
} le_delinquency_policy;
#define LE_DELINQUENCY_POLICY_INIT \
    {sizeof(le_delinquency_policy), 0, NULL, 0, 0}

/** How a loan stands as of a date. 160 bytes. */
typedef struct le_position {
    uint32_t struct_size;     /**< sizeof(le_position). */
    int32_t days_past_due;    /**< The greatest of its installments. */
    le_amounts outstanding;   /**< What is unpaid. */
    le_amounts arrears;       /**< What is unpaid of overdue installments. */
    int32_t arrears_since;    /**< The oldest overdue due date, or LE_DATE_NONE. */
    int32_t bucket;           /**< Index into bucket_from_days, or -1 without buckets. */
    int32_t next_due_sequence; /**< The oldest installment with anything unpaid, or 0. */
    int32_t next_due_date;    /**< Its due date, or LE_DATE_NONE. */
    int64_t next_due_amount;  /**< What is unpaid of it. */
    uint64_t reserved[6];     /**< Zero. */
} le_position;
#define LE_POSITION_INIT \
    {sizeof(le_position), 0, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, LE_DATE_NONE, -1, 0, \
     LE_DATE_NONE, 0, {0, 0, 0, 0, 0, 0}}

/** Classifies a loan's rows as of a date: writes each row's status and days_past_due, and the
 *  loan's position. An unpaid installment is overdue when due_date + grace_days < as_of; its days
 *  past due count from the due date. The loan is taken to be paid out: one that is not LE_ACTIVE,
 *  LE_COMPLETED or LE_WRITTEN_OFF owes nothing yet, which le_evaluate knows and rows do not say.
 *  @param policy    NULL for no grace and no buckets.
 *  @param position  May be NULL. As LE_POSITION_INIT on failure.
 *  @return LE_OK, LE_DATE_OUT_OF_RANGE, LE_INVALID_TERMS for a policy, LE_INVALID_ROWS,
 *          LE_INVALID_ARGUMENT. Rows are unchanged on failure. Since 0.1.0. */
LE_API int32_t le_classify(le_row *rows, size_t row_count, int32_t as_of,
                           const le_delinquency_policy *policy, le_position *position,
                           le_error *error);

/* ---------------------------------------------------------------------------------------------
 * Status and roles
 * ------------------------------------------------------------------------------------------- */

/** Where a loan is in its life. */
enum {
    LE_DRAFT = 0, LE_PENDING_APPROVAL = 1, LE_APPROVED = 2, LE_ACTIVE = 3, LE_COMPLETED = 4,
    LE_REJECTED = 5, LE_CANCELLED = 6, LE_WRITTEN_OFF = 7
};
/** What can happen to it. */
enum {
    LE_SUBMIT = 0, LE_APPROVE = 1, LE_REJECT = 2, LE_REVISE = 3, LE_CANCEL = 4, LE_DISBURSE = 5,
    LE_REPAYMENT = 6, LE_REVERSAL = 7, LE_WRITE_OFF = 8, LE_RECOVERY = 9
};
/** Who does it; LE_ROLE_NONE checks no role. */
enum { LE_ROLE_NONE = -1, LE_CREDIT_OFFICER = 0, LE_SUPERVISOR = 1, LE_ADMIN = 2 };

/** The name of a loan status, such as "WRITTEN_OFF": a constant; "UNKNOWN" for no status.
 *  Since 0.1.0. */
LE_API const char *le_loan_status_name(int32_t status);
/** The name of an event type, such as "WRITE_OFF": a constant; "UNKNOWN" for no type. Since 0.1.0. */
LE_API const char *le_event_name(int32_t event);

/** The status after an event, before money is looked at: an account event that leaves nothing unpaid
 *  then makes the loan LE_COMPLETED, the reversal of a write-off LE_ACTIVE. For a step of the
 *  application (LE_SUBMIT to LE_DISBURSE) `status` is the application's, for an account event the
 *  account's on the event's date.
 *  @param next  Gets the status; unchanged on failure.
 *  @param error Its path is "event.type" where the status does not take the event, "event.role"
 *               where the role may not do it.
 *  @return LE_OK, LE_ILLEGAL_TRANSITION or LE_FORBIDDEN_ROLE with what would be allowed in the
 *          message, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_transition(int32_t status, int32_t event, int32_t role, int32_t *next,
                             le_error *error);
/** The events that a status takes from a role: bit 1 << LE_SUBMIT and so on.
 *  @return LE_OK, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API int32_t le_allowed_events(int32_t status, int32_t role, uint32_t *events);

/* ---------------------------------------------------------------------------------------------
 * A whole loan
 * ------------------------------------------------------------------------------------------- */

/** Something that happened to a loan. */
typedef struct le_event {
    int32_t type;           /**< LE_SUBMIT … */
    int32_t date;           /**< A date. */
    int64_t amount;         /**< Above zero for LE_REPAYMENT and LE_RECOVERY, else 0. */
    int32_t reversed_event; /**< For LE_REVERSAL the number of the account event that is undone, from
                                 1; else 0. */
    int32_t role;           /**< Who did it, or LE_ROLE_NONE. */
} le_event;
/** The most events of a call. */
#define LE_EVENTS_MAX 1000000

/** The outcome of le_evaluate. */
typedef struct le_statement {
    uint32_t struct_size; /**< sizeof(le_statement). */
    int32_t status;       /**< The loan's status. */
    int32_t as_of;        /**< The date of the statement. */
    int32_t reserved;     /**< Zero. */
    int64_t overpaid;     /**< What was paid beyond all dues. */
    le_summary summary;   /**< The schedule. */
    le_position position; /**< What is unpaid and overdue. */
} le_statement;
#define LE_STATEMENT_INIT \
    {sizeof(le_statement), 0, 0, 0, 0, LE_SUMMARY_INIT, LE_POSITION_INIT}

/** A loan in one step: terms and events to schedule, allocations, arrears and status as of a date.
 *  The events are checked as a whole, in the order entered; those dated after as_of have not happened
 *  yet and are left out.
 *  @param status      The status before the first event, LE_ACTIVE for a loan that is paid out; not
 *                     LE_COMPLETED or LE_WRITTEN_OFF, which only events lead to.
 *  @param events      `event_count` of them, in the order they were entered, numbered from 1.
 *  @param as_of       A date, or LE_DATE_NONE for the latest event's, else disbursed_at.
 *  @param rows        Memory for `row_capacity` rows; term_count are enough. Unchanged on failure.
 *  @param row_count   Gets the rows, also with LE_BUFFER_TOO_SMALL; else 0 on failure.
 *  @param allocations Memory for `allocation_capacity` records, at most four a row and one a
 *                     repayment are needed; or NULL with 0 for none.
 *  @param allocation_count  Gets their number, also with LE_BUFFER_TOO_SMALL; may be NULL.
 *  @param statement   May be NULL. As LE_STATEMENT_INIT on failure.
 *  @return Any code but LE_MALFORMED_INPUT and LE_INVALID_ROWS. Since 0.1.0. */
LE_API int32_t le_evaluate(const le_terms *terms, int32_t status, const le_event *events,
                           size_t event_count, int32_t as_of, le_row *rows, size_t row_capacity,
                           size_t *row_count, le_allocation *allocations,
                           size_t allocation_capacity, size_t *allocation_count,
                           le_statement *statement, le_error *error);

/* ---------------------------------------------------------------------------------------------
 * Many loans in one call
 *
 * The rows of all loans lie in one buffer, loan after loan: those of loan i are offsets[i] up to
 * offsets[i + 1]. Each loan has its own code in `codes`; a bad loan never stops the others, and the
 * call returns LE_OK where it could be carried out at all, whatever the codes are. Nothing is
 * allocated on the heap for a loan in ordinary terms (a policy's buckets are copied once a call).
 * Where a level payment needs big integers, terms have non-working days or rate_text, or a loan or
 * payment is refused, temporary memory may be, and is free again before the call returns.
 *
 * A loan without rows, such as one that le_schedule_batch refused, owes nothing, and a payment on
 * it is overpaid: a host looks at the schedule's code first.
 *
 * Rows are either le_row structs or columns, each an array of its own (what numpy, Arrow and
 * databases hold): pass the one, and NULL for the other.
 * ------------------------------------------------------------------------------------------- */

/** Rows as columns. Each points to as many elements as there are rows. A schedule writes the
 *  columns that are not NULL. Allocation needs every due and paid column and due_date;
 *  classification these and sequence, and writes status and days_past_due where not NULL. */
typedef struct le_columns {
    uint32_t struct_size; /**< sizeof(le_columns). */
    uint32_t reserved;    /**< Zero. */
    int32_t *sequence;
    int32_t *start_date;
    int32_t *due_date;
    int32_t *status;
    int32_t *days_past_due;
    int64_t *principal_due;
    int64_t *interest_due;
    int64_t *fee_due;
    int64_t *penalty_due;
    int64_t *balance_after;
    int64_t *principal_paid;
    int64_t *interest_paid;
    int64_t *fee_paid;
    int64_t *penalty_paid;
} le_columns;
#define LE_COLUMNS_INIT \
    {sizeof(le_columns), 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
     NULL, NULL, NULL, NULL}

/** The schedules of many loans.
 *  @param terms      `loan_count` of them, one after the other, terms[0].struct_size bytes each.
 *  @param rows       Memory for `capacity` rows, or NULL for columns. Rows of a loan in error are
 *                    none; memory behind the last loan's rows may have been written to.
 *  @param columns    Memory for `capacity` elements in each column that is not NULL, or NULL.
 *  @param offsets    Memory for loan_count + 1 offsets; gets where each loan's rows begin.
 *  @param codes      Memory for loan_count codes: LE_OK or why there is no schedule;
 *                    LE_BUFFER_TOO_SMALL where the capacity left is less than term_count.
 *  @param summaries  Memory for loan_count summaries, or NULL. struct_size is written.
 *  @return LE_OK, LE_INVALID_ARGUMENT (nothing is written then). Since 0.1.0. */
LE_API int32_t le_schedule_batch(const le_terms *terms, size_t loan_count, le_row *rows,
                                 const le_columns *columns, size_t capacity, uint64_t *offsets,
                                 int32_t *codes, le_summary *summaries);

/** A repayment for each of many loans: le_allocate without records.
 *  @param payments   loan_count of them; one with amount 0 leaves its loan as it is.
 *  @param rows       The rows, or NULL for columns.
 *  @param offsets    loan_count + 1 of them, not falling, as le_schedule_batch gave them. Where they
 *                    fall the call is LE_INVALID_ARGUMENT.
 *  @param overpaid   Memory for loan_count amounts, or NULL.
 *  @param codes      Memory for loan_count codes, as le_allocate returns them.
 *  @return LE_OK, LE_INVALID_TERMS for the policy, LE_INVALID_ARGUMENT (nothing is written then).
 *  Since 0.1.0. */
LE_API int32_t le_allocate_batch(const le_allocation_policy *policy, const le_payment *payments,
                                 size_t loan_count, le_row *rows, const le_columns *columns,
                                 const uint64_t *offsets, int64_t *overpaid, int32_t *codes);

/** Repayments of many loans as they came in, in any order of loans: a day's collections. As
 *  le_allocate_batch for each, but looks at no more of a loan than it takes: it begins where the last
 *  payment ended, and checks the amounts of the rows that the payment reaches. Among these, one that
 *  no schedule can have leaves its loan as it is, with LE_INVALID_ROWS; sequences and dates, and rows
 *  behind them, are not looked at. (All rows are checked where the policy is LE_ACROSS_COMPONENT.)
 *  @param payments   payment_count of them, applied one after the other.
 *  @param loans      The loan of each payment, below loan_count, or NULL: payment i on loan i.
 *  @param offsets    loan_count + 1 of them. A payment on a loan whose offsets fall, or leave the
 *                    limit of an array, has the code LE_INVALID_ARGUMENT.
 *  @param firsts     loan_count of them, or NULL: how many of each loan's first rows are fully paid
 *                    and need not be looked at. Zero to begin with; written back. After paid amounts
 *                    were lowered, zero again. More than the loan has rows: LE_INVALID_ARGUMENT.
 *  @param overpaid   Memory for payment_count amounts, or NULL.
 *  @param codes      Memory for payment_count codes.
 *  @return As le_allocate_batch. Since 0.1.0. */
LE_API int32_t le_allocate_many(const le_allocation_policy *policy, const le_payment *payments,
                                size_t payment_count, const uint32_t *loans, le_row *rows,
                                const le_columns *columns, const uint64_t *offsets,
                                size_t loan_count, uint32_t *firsts, int64_t *overpaid,
                                int32_t *codes);

/** Classifies many loans as of a date: le_classify for each.
 *  @param positions  Memory for loan_count positions, or NULL. struct_size is written.
 *  @return As le_allocate_batch, and LE_DATE_OUT_OF_RANGE. Since 0.1.0. */
LE_API int32_t le_classify_batch(le_row *rows, const le_columns *columns, const uint64_t *offsets,
                                 size_t loan_count, int32_t as_of,
                                 const le_delinquency_policy *policy, le_position *positions,
                                 int32_t *codes);

#ifdef __cplusplus
}
#endif

#endif /* LOAN_ENGINE_H */
