/*
 * loan_engine.h - the loan engine's C interface.
 *
 * Computes loans exactly: schedules, allocation of repayments, servicing, arrears and status.
 * Stateless functions on memory that the caller owns.
 *
 *   Amounts    int64_t, a whole number of the currency's minor units: 50 000.00 is 5000000.
 *   Dates      int32_t, days since 1970-01-01 of the proleptic Gregorian calendar, from
 *              LE_DATE_MIN (0001-01-01) to LE_DATE_MAX (9999-12-31): le_date_parse, le_date_format.
 *   Rates      exact ratios, never floating point: le_rate_parse("100/3").
 *   Words      numbers of a set that has a type of its own, such as le_day_count: le_word,
 *              le_number.
 *   Rounding   of the exact value, once, by a mode and to a unit that the caller names.
 *
 * Data       Structs of data hold no pointers: they may be copied, stored for a while, lie in shared
 *            memory. What varies in length lies in `parts`, one buffer beside the terms that a le_part
 *            names by byte offset and count. Pointers are arguments, or lie in structs of columns
 *            (le_row_columns, le_position_columns, le_loans, le_results), used during a call only.
 *            Zero is the default of every field but struct_size and first_due_date.
 * Memory     The caller owns everything it passes, before, during and after a call. The library
 *            keeps no pointer, and gives none to free: strings it returns are constants. What a
 *            call writes must not overlap anything else that is passed to it; nobody checks that.
 *            Pointers are not NULL unless their comment says so. One with a count or capacity of 0
 *            beside it may be NULL, but for a text that is read and what batches take.
 * Threads    Every function may be called from any thread at any time. There is no state, no lock,
 *            no thread-local. Two calls must not write the same memory at once.
 * Errors     Functions return LE_OK (0) or another le_code. Those with an le_error parameter fill
 *            it on failure (code, path of the field, message) where it is not NULL.
 * On failure Rows, postings and texts are unchanged. Single results (a count, a sum, a summary) are
 *            zero, or as their comment says.
 * Checks     No argument ends the host's process: NULL, misaligned pointers, wrong sizes, counts,
 *            words and amounts, and parts outside their buffer are refused with LE_INVALID_ARGUMENT
 *            or the code of the rule. What cannot be checked is the caller's: that non-NULL pointers
 *            point to as much memory as the counts beside them say. Memory that is out still ends
 *            the process: docs/c-abi.md says which calls take any.
 * Versions   Fields are only ever added, at the end of structs whose first field is struct_size, or
 *            in place of reserved fields, which are zero. A library reads a shorter struct of an older
 *            header, with defaults for the rest, and refuses a longer one of a newer header unless
 *            what it does not know is zero; of a struct that it writes, it writes what both know,
 *            whatever the size from 16 to 4096 bytes. Sets of words only grow. docs/c-abi.md says
 *            what may change when.
 *
 * A schedule in ten lines:
 *
 *     le_terms terms = LE_TERMS_INIT;
 *     terms.currency_exponent = 2;                     // for messages
 *     terms.principal = 5000000;                       // 50 000.00
 *     terms.rate.numerator = 24, terms.rate.denominator = 1; // 24 % a year
 *     terms.term_count = 12, terms.term_unit = LE_UNIT_MONTH;
 *     le_date_parse("2026-03-11", LE_TEXT, &terms.disbursed_at);
 *     le_row rows[12];
 *     size_t count;
 *     le_summary summary = LE_SUMMARY_INIT;
 *     le_error error = LE_ERROR_INIT;
 *     if (le_schedule_build(&terms, NULL, 0, rows, 12, &count, &summary, &error) != LE_OK)
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
#define LE_VERSION_MINOR 2
#define LE_VERSION_PATCH 0
/** One number that rises with every version: 0x00MMmmpp. */
#define LE_VERSION ((LE_VERSION_MAJOR << 16) | (LE_VERSION_MINOR << 8) | LE_VERSION_PATCH)
/** The number in the library's soname, libloanengine.so.1: it rises when old programs break. */
#define LE_ABI_VERSION 1

/** The version of the library that is loaded, as LE_VERSION counts. Since 0.1.0. */
LE_API uint32_t le_version(void);
/** The same as text, "0.2.0": a constant. Since 0.1.0. */
LE_API const char *le_version_string(void);
/** LE_ABI_VERSION of the library that is loaded. Since 0.1.0. */
LE_API int32_t le_abi_version(void);

/* ---------------------------------------------------------------------------------------------
 * Sets of words
 *
 * One type a set, and an enumeration of its name with `_` behind it that numbers the words. A field
 * or parameter of the type takes these numbers and no others; where the case format has words for
 * the set, they are those of le_word, and the numbers follow their order.
 * ------------------------------------------------------------------------------------------- */

/** What functions return. 9 to 31 are kept for errors of portfolios. */
typedef int32_t le_code;
enum le_code_ {
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
    LE_INVALID_ARGUMENT = 32,     /**< A NULL or misaligned pointer, a size, count, part or value. */
    LE_BUFFER_TOO_SMALL = 33,     /**< The capacity does not hold the result; what it needs is
                                       written to the count. */
    LE_INVALID_ROWS = 34,         /**< Rows that no schedule can have: a negative due or paid amount,
                                       more paid than due, due dates or sequences that do not rise, a
                                       sum beyond 64 bits. */
    LE_OUT_OF_MEMORY = 35,        /**< Kept: no call returns it yet. */
    LE_STOPPED = 36,              /**< The stop flag was set. */
    LE_NOT_REACHED = 37           /**< Of a loan in a batch that was stopped before it. */
};

/** What installments consist of, in the order in which they are paid by default. */
typedef int32_t le_component;
enum le_component_ { LE_PENALTY = 0, LE_FEE = 1, LE_INTEREST = 2, LE_PRINCIPAL = 3 };

/** What can happen to a loan. */
typedef int32_t le_event_type;
enum le_event_type_ {
    LE_SUBMIT = 0, LE_APPROVE = 1, LE_REJECT = 2, LE_REVISE = 3, LE_CANCEL = 4, LE_DISBURSE = 5,
    LE_REPAYMENT = 6, LE_REVERSAL = 7, LE_WRITE_OFF = 8, LE_RECOVERY = 9, LE_SETTLEMENT = 10,
    LE_CHARGE = 11, LE_WAIVER = 12, LE_DRAWDOWN = 13, LE_RATE_CHANGE = 14, LE_RESCHEDULE = 15,
    LE_INTEREST_PAUSE = 16, LE_REFUND = 17
};
/** Who does it; LE_ROLE_NONE checks no role. */
typedef int32_t le_role;
enum le_role_ { LE_ROLE_NONE = 0, LE_CREDIT_OFFICER = 1, LE_SUPERVISOR = 2, LE_ADMIN = 3 };
/** What a rate change keeps: the number of installments, or the level payment. */
typedef int32_t le_keep;
enum le_keep_ { LE_KEEP_TERM = 0, LE_KEEP_INSTALLMENT = 1 };
/** What becomes of arrears in a reschedule: they stay, or join the new principal. */
typedef int32_t le_arrears;
enum le_arrears_ { LE_ARREARS_KEEP = 0, LE_ARREARS_CAPITALIZE = 1 };

/** Where a loan is in its life; LE_STATUS_NONE where there is none, in le_position_columns. */
typedef int32_t le_loan_status;
enum le_loan_status_ {
    LE_STATUS_NONE = -1, LE_DRAFT = 0, LE_PENDING_APPROVAL = 1, LE_APPROVED = 2, LE_ACTIVE = 3,
    LE_COMPLETED = 4, LE_REJECTED = 5, LE_CANCELLED = 6, LE_WRITTEN_OFF = 7
};
/** How an installment stands. */
typedef int32_t le_row_status;
enum le_row_status_ { LE_ROW_PENDING = 0, LE_ROW_PARTIAL = 1, LE_ROW_PAID = 2, LE_ROW_OVERDUE = 3 };
/** What a row is: an installment of the plan, the down payment, or charges after the last one. */
typedef int32_t le_row_kind;
enum le_row_kind_ { LE_ROW_INSTALLMENT = 0, LE_ROW_DOWN_PAYMENT = 1, LE_ROW_CHARGES = 2 };
/** What moved a row: money that was allocated, or, for all others, what its dues were adjusted by:
 *  `allocations` and `adjustments[].kind` of the case format. */
typedef int32_t le_posting_kind;
enum le_posting_kind_ {
    LE_ALLOCATED = 0,       /**< Money paid of a due. */
    LE_CHARGED = 1,         /**< A fee or penalty was charged. */
    LE_LATE_CHARGED = 2,    /**< It was charged for paying late. */
    LE_WAIVED = 3,          /**< The lender let go of it. */
    LE_SETTLED = 4,         /**< A settlement dropped interest and fees, or added its fee. */
    LE_CAPITALIZED = 5,     /**< It joined the principal of a new plan. */
    LE_RECALLED_REFUND = 6, /**< A refund that is no longer overpaid is owed again. */
    LE_OWED_DRAWDOWN = 7    /**< What was drawn and no plan took is owed. */
};

/** The time a rate is quoted for. */
typedef int32_t le_rate_per;
enum le_rate_per_ {
    LE_RATE_YEAR = 0, LE_RATE_MONTH = 1, LE_RATE_WEEK = 2, LE_RATE_DAY = 3, LE_RATE_LOAN = 4
};
/** Interest on the balance, or on the principal whatever was repaid. */
typedef int32_t le_interest_method;
enum le_interest_method_ { LE_DECLINING = 0, LE_FLAT = 1 };
/** How principal is shared over the installments. */
typedef int32_t le_amortization;
enum le_amortization_ { LE_EQUAL_INSTALLMENTS = 0, LE_EQUAL_PRINCIPAL = 1, LE_BULLET = 2 };
/** Interest as the plan says, or by the day on what is really unpaid. */
typedef int32_t le_accrual;
enum le_accrual_ { LE_ACCRUAL_SCHEDULED = 0, LE_ACCRUAL_DAILY = 1 };
/** The unit of the time between two installments, or two late charges. */
typedef int32_t le_unit;
enum le_unit_ { LE_UNIT_DAY = 0, LE_UNIT_WEEK = 1, LE_UNIT_MONTH = 2 };
/** How a period becomes a fraction of a year. */
typedef int32_t le_day_count;
enum le_day_count_ {
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
/** How long the first period is, under counts that do not look at dates. */
typedef int32_t le_first_period;
enum le_first_period_ { LE_FIRST_PERIOD_WHOLE = 0, LE_FIRST_PERIOD_PRORATED = 1 };
/** How the exact value between two neighbours becomes one of them. */
typedef int32_t le_mode;
enum le_mode_ {
    LE_HALF_EVEN = 0, /**< Nearest; ties to the even neighbour. */
    LE_HALF_UP = 1,   /**< Nearest; ties away from zero. */
    LE_HALF_DOWN = 2, /**< Nearest; ties toward zero. */
    LE_UP = 3,        /**< Away from zero. */
    LE_DOWN = 4,      /**< Toward zero. */
    LE_CEILING = 5,   /**< Toward positive infinity. */
    LE_FLOOR = 6      /**< Toward negative infinity. */
};
/** Whether the last level payment's difference is spread over all. */
typedef int32_t le_leveling;
enum le_leveling_ { LE_LEVELING_NONE = 0, LE_LEVELING_RESPREAD = 1 };
/** Flat interest as one total that is shared out, or each period's own. */
typedef int32_t le_flat_interest;
enum le_flat_interest_ { LE_FLAT_INTEREST_TERM = 0, LE_FLAT_INTEREST_PERIOD = 1 };
/** Which installment takes what rounding leaves of straight-line shares. */
typedef int32_t le_residual;
enum le_residual_ { LE_RESIDUAL_LAST = 0, LE_RESIDUAL_FIRST = 1, LE_RESIDUAL_SPREAD = 2 };
/** What happens to a due date on a non-working day. */
typedef int32_t le_non_working_rule;
enum le_non_working_rule_ {
    LE_FOLLOWING = 0, LE_MODIFIED_FOLLOWING = 1, LE_PRECEDING = 2, LE_SKIP = 3
};
/** Days of the week: a sum of these. */
typedef uint32_t le_weekdays;
enum le_weekdays_ {
    LE_MONDAY = 1, LE_TUESDAY = 2, LE_WEDNESDAY = 4, LE_THURSDAY = 8, LE_FRIDAY = 16,
    LE_SATURDAY = 32, LE_SUNDAY = 64
};
/** How a repayment moves across installments that are due. */
typedef int32_t le_across;
enum le_across_ { LE_ACROSS_INSTALLMENT = 0, LE_ACROSS_COMPONENT = 1 };
/** Which installment not yet due takes the next money. */
typedef int32_t le_advance;
enum le_advance_ {
    LE_ADVANCE_NEXT = 0, LE_ADVANCE_LAST = 1, LE_ADVANCE_CURRENT_THEN_LAST = 2, LE_ADVANCE_SPREAD = 3
};
/** What money beyond what is due does. */
typedef int32_t le_prepayment_effect;
enum le_prepayment_effect_ {
    LE_PREPAYMENT_ADVANCE = 0, LE_PREPAYMENT_REDUCE_TERM = 1, LE_PREPAYMENT_REDUCE_INSTALLMENT = 2
};
/** Which interest of the current period it pays first. */
typedef int32_t le_prepayment_interest;
enum le_prepayment_interest_ {
    LE_PREPAYMENT_INTEREST_TO_DATE = 0, LE_PREPAYMENT_INTEREST_AT_DUE_DATE = 1,
    LE_PREPAYMENT_INTEREST_WHOLE_PERIOD = 2
};
/** Which interest not yet due a settlement pays. */
typedef int32_t le_settlement_interest;
enum le_settlement_interest_ {
    LE_SETTLEMENT_INTEREST_TO_DATE = 0, LE_SETTLEMENT_INTEREST_WHOLE_PERIOD = 1,
    LE_SETTLEMENT_INTEREST_FULL_TERM = 2, LE_SETTLEMENT_INTEREST_RULE_OF_78 = 3
};
/** From which day days past due count. */
typedef int32_t le_days_from;
enum le_days_from_ {
    LE_DAYS_FROM_DUE_DATE = 0, LE_DAYS_FROM_DUE_DATE_INCLUSIVE = 1, LE_DAYS_FROM_GRACE_END = 2
};
/** What a rule for late charges charges: an amount or a percentage, or penal interest by the day. The
 *  case format tells them apart by their fields and has no words for them. */
typedef int32_t le_late_kind;
enum le_late_kind_ { LE_LATE_FIXED = 0, LE_LATE_DAILY = 1 };
/** What a late charge's percentage or rate is taken of. */
typedef int32_t le_late_base;
enum le_late_base_ {
    LE_LATE_BASE_INSTALLMENT = 0, LE_LATE_BASE_OVERDUE_PRINCIPAL = 1, LE_LATE_BASE_OVERDUE = 2
};
/** From when penal interest counts, once it is charged at all. */
typedef int32_t le_late_from;
enum le_late_from_ { LE_LATE_FROM_DUE_DATE = 0, LE_LATE_FROM_GRACE_END = 1 };
/** How an upfront fee reaches the lender. */
typedef int32_t le_collect;
enum le_collect_ { LE_COLLECT_DEDUCTED = 0, LE_COLLECT_FINANCED = 1, LE_COLLECT_SEPARATE = 2 };

/** The word of a number in a set, as the case format has it: "ACT/365.FIXED". A constant.
 *  @param set  The set's type: "le_day_count". NULL gives NULL.
 *  @return NULL for a set that is none, and for a number that has no word. Since 0.2.0. */
LE_API const char *le_word(const char *set, int32_t number);
/** The number of a word in a set: the inverse of le_word.
 *  @param length  Bytes of the word, or LE_TEXT.
 *  @param number  Gets the number; 0 on failure.
 *  @return LE_OK, LE_MALFORMED_INPUT for a word that the set does not have, LE_INVALID_ARGUMENT for a
 *          set that is none. Since 0.2.0. */
LE_API le_code le_number(const char *set, const char *word, size_t length, int32_t *number);
/** sizeof a struct of this header, by its name, in the library that is loaded: a binding checks at
 *  load what it was made for. @return 0 for a name that is none. Since 0.2.0. */
LE_API size_t le_size_of(const char *structure);
/** This header as JSON, for what makes bindings: numbers, sets with their words, structs with offsets and
 *  defaults, functions; the same as include/loan_engine.json but for white space. scripts/describe.py says
 *  what is in it. A constant. Since 0.2.0. */
LE_API const char *le_describe(void);

/* ---------------------------------------------------------------------------------------------
 * Values and errors
 * ------------------------------------------------------------------------------------------- */

/** An exact fraction: 24 % is 24/1. 0/0 is none. */
typedef struct le_ratio {
    int64_t numerator;
    int64_t denominator; /**< Above zero where there is one. */
} le_ratio;

/** An amount, or a percentage of one that is known later. */
typedef struct le_share {
    int64_t amount;   /**< In minor units; 0 with a percentage. */
    le_ratio percent; /**< With a denominator of 0: the amount. */
} le_share;

/** `count` elements that lie at byte `at` of the call's `parts`, a multiple of 8. Without any, both
 *  are zero. */
typedef struct le_part {
    uint32_t at;
    uint32_t count;
} le_part;

/** An amount for each component and their sum. */
typedef struct le_amounts {
    int64_t principal;
    int64_t interest;
    int64_t fee;
    int64_t penalty;
    int64_t total;
} le_amounts;

/** Bytes of le_error.path and le_error.message, with the terminating zero. */
#define LE_ERROR_PATH_SIZE 96
#define LE_ERROR_MESSAGE_SIZE 280

/** Why a call failed. Fixed size, owned by the caller, nothing to free. */
typedef struct le_error {
    uint32_t struct_size; /**< sizeof(le_error). */
    le_code code;         /**< As the function returned. */
    uint64_t index;       /**< The event of le_log_check, the loan or payment of a batch, from 0. */
    /** The field, as the case format names it: "terms.rate.per", "events[0].amount",
     *  "schedule.items[3].dueDate"; or a parameter, or a pointer, size or part, by its C name:
     *  "rows", "terms.holidays". UTF-8, zero-terminated. */
    char path[LE_ERROR_PATH_SIZE];
    /** What was met and what is allowed, in English. UTF-8, zero-terminated, cut at the size. */
    char message[LE_ERROR_MESSAGE_SIZE];
} le_error;
#define LE_ERROR_INIT {sizeof(le_error), 0, 0, {0}, {0}}
/** Writes LE_ERROR_INIT of a caller that was compiled with `size` bytes of le_error. NULL, a misaligned
 *  pointer and sizes out of 16 to 4096 do nothing. Since 0.2.0. */
LE_API void le_error_init(le_error *error, size_t size);

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
LE_API le_code le_currency_exponent(const char *code, size_t length, int32_t *exponent);

/** Reads a plain decimal: "50000.5" with exponent 2 is 5000050. No exponent, grouping or sign but
 *  a leading '-'; at most `exponent` digits after the point.
 *  @param exponent  Digits of the minor unit, 0 to 6.
 *  @return LE_OK, LE_MALFORMED_INPUT, LE_AMOUNT_OUT_OF_RANGE, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_amount_parse(const char *text, size_t length, int32_t exponent, int64_t *amount);
/** Writes an amount with exactly `exponent` digits after the point: 5000050 is "50000.50".
 *  @return LE_OK, LE_BUFFER_TOO_SMALL, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_amount_format(int64_t amount, int32_t exponent, char *buffer, size_t capacity,
                                size_t *needed);

/** Reads a decimal ("24", "2.5") or a ratio of whole numbers ("100/3") as an exact fraction in
 *  lowest terms: 24/1, 5/2, 100/3. A leading '-' is read; terms refuse such a rate.
 *  @return LE_OK, LE_MALFORMED_INPUT, LE_AMOUNT_OUT_OF_RANGE where a part does not fit (give such a
 *          rate to le_terms.rate_text), LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_rate_parse(const char *text, size_t length, int64_t *numerator,
                             int64_t *denominator);
/** Writes a fraction as text that le_rate_parse reads: a decimal where it has one of at most 18
 *  digits after the point ("2.5"), else a ratio in lowest terms ("100/3").
 *  @return LE_OK, LE_BUFFER_TOO_SMALL, LE_INVALID_ARGUMENT for a denominator below 1. Since 0.1.0. */
LE_API le_code le_rate_format(int64_t numerator, int64_t denominator, char *buffer,
                              size_t capacity, size_t *needed);

/** Reads "YYYY-MM-DD".
 *  @param date  Gets the date; LE_DATE_NONE on failure.
 *  @return LE_OK, LE_MALFORMED_INPUT, LE_DATE_OUT_OF_RANGE for the year 0000, LE_INVALID_ARGUMENT.
 *  Since 0.1.0. */
LE_API le_code le_date_parse(const char *text, size_t length, int32_t *date);
/** Writes "YYYY-MM-DD".
 *  @return LE_OK, LE_BUFFER_TOO_SMALL, LE_DATE_OUT_OF_RANGE, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_date_format(int32_t date, char *buffer, size_t capacity, size_t *needed);
/** The date of a year (1 to 9999), month (1 to 12) and day.
 *  @param date  Gets the date; LE_DATE_NONE on failure.
 *  @return LE_OK, LE_DATE_OUT_OF_RANGE where there is no such day, LE_INVALID_ARGUMENT.
 *  Since 0.1.0. */
LE_API le_code le_date_from_civil(int32_t year, int32_t month, int32_t day, int32_t *date);
/** Year, month and day of a date. @return As le_date_from_civil. Since 0.1.0. */
LE_API le_code le_date_to_civil(int32_t date, int32_t *year, int32_t *month, int32_t *day);

/** The exact fraction of a year from `start` to `end`, in lowest terms, by a count that looks at
 *  dates (LE_DAY_COUNT_30_360 and after).
 *  @param termination  The loan's last period end, which 30E/360 ISDA looks at; else any date.
 *  @return LE_OK, LE_DATE_OUT_OF_RANGE, LE_INVALID_ARGUMENT (also where end is before start).
 *  Since 0.1.0. */
LE_API le_code le_day_count_fraction(le_day_count day_count, int32_t start, int32_t end,
                                     int32_t termination, int64_t *numerator,
                                     int64_t *denominator);

/** Rounds numerator/denominator to a whole multiple of `unit`: 41520/100 to 5 by LE_UP is 420.
 *  @param denominator  More than zero.
 *  @param unit         More than zero.
 *  @return LE_OK, LE_AMOUNT_OUT_OF_RANGE, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_round_ratio(int64_t numerator, int64_t denominator, int64_t unit, le_mode mode,
                              int64_t *result);

/* ---------------------------------------------------------------------------------------------
 * Terms
 * ------------------------------------------------------------------------------------------- */

/** The order in which a repayment pays what is unpaid: le_component each once, the first paid first.
 *  An order of four zeros stands for none: for penalty, fee, interest, principal in `past_due`, for
 *  the order of `past_due` in the others. 24 bytes. */
typedef struct le_allocation_policy {
    uint8_t past_due[4];   /**< Of rows due before the payment's date. */
    uint8_t due[4];        /**< Of rows due on it. */
    uint8_t in_advance[4]; /**< Of rows due after it. */
    le_across across;      /**< How it moves over rows that are due. */
    le_advance advance;    /**< Which row not yet due takes the next money. */
    int32_t reserved;      /**< Zero. */
} le_allocation_policy;
#define LE_ALLOCATION_POLICY_INIT {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, 0, 0, 0}

/** A rule of what is charged on an installment that is paid late: section 11 of docs/semantics.md.
 *  64 bytes, in parts. */
typedef struct le_late_charge {
    le_share charge;        /**< LE_LATE_FIXED: the amount, or the percentage of `of`. LE_LATE_DAILY: the
                                 rate in percent, with its denominator. */
    le_late_kind kind;      /**< How it is charged. */
    le_late_base of;        /**< What a percentage or rate is taken of; 0 with an amount. */
    le_component component; /**< LE_PENALTY or LE_FEE: which due it joins. */
    int32_t after_days;     /**< 0 to LE_DAYS_MAX: the first charge date is one day later. */
    int32_t every;          /**< Units between two charges, 1 to LE_TERM_EVERY_MAX; 0 for once. */
    le_unit every_unit;     /**< 0 without `every`. */
    int32_t times;          /**< At most so many charges; 0 for no limit. */
    le_rate_per rate_per;   /**< LE_LATE_DAILY: what the rate is quoted for, not LE_RATE_LOAN; else 0. */
    int32_t year_days;      /**< LE_LATE_DAILY: 360, 364 or 365; else 0. */
    le_late_from counts_from; /**< LE_LATE_DAILY: from when it counts; else 0. */
} le_late_charge;

/** A fee that is due when the loan is paid out. 32 bytes, in parts. Its name stays with the host. */
typedef struct le_upfront_fee {
    le_share fee;       /**< An amount, or a percentage of the principal. */
    le_collect collect; /**< How it reaches the lender. */
    int32_t reserved;   /**< Zero. */
} le_upfront_fee;

/** The most installments of a loan, units between two, holidays, and days in a policy. */
#define LE_TERM_COUNT_MAX 3660
#define LE_TERM_EVERY_MAX 366
#define LE_HOLIDAYS_MAX 36600
#define LE_DAYS_MAX 3660000
/** The most buckets of a policy, rules for late charges, and upfront fees. */
#define LE_BUCKETS_MAX 1000
#define LE_LATE_CHARGES_MAX 8
#define LE_UPFRONT_FEES_MAX 8

/** The contract of a loan: section 2 of docs/semantics.md. 384 bytes. Start from LE_TERMS_INIT, or
 *  le_terms_init; principal, rate, term_count, term_unit and disbursed_at have no default.
 *
 *  Allocation, delinquency, prepayment, settlement and late charges are for evaluation: schedules do
 *  not depend on them, and their functions do not look at them. */
typedef struct le_terms {
    uint32_t struct_size;      /**< sizeof(le_terms). */
    int32_t currency_exponent; /**< Digits of the minor unit, 0 to 6, for messages. */
    int64_t principal;         /**< More than zero. */
    le_ratio rate;             /**< In percent, zero or more; 0/0 with rate_text. */
    le_rate_per rate_per;      /**< LE_RATE_LOAN with LE_FLAT alone. */
    le_interest_method interest_method;
    le_amortization amortization;
    le_accrual accrual;
    int32_t term_count;     /**< Installments, 1 to LE_TERM_COUNT_MAX; 0 with due_dates. */
    le_unit term_unit;      /**< 0 with due_dates. */
    int32_t term_every;     /**< Units between installments, 1 to LE_TERM_EVERY_MAX; 0 is 1. */
    le_day_count day_count;
    int32_t disbursed_at;   /**< A date. */
    int32_t first_due_date; /**< Not before disbursed_at, or LE_DATE_NONE for one step after it. */
    le_first_period first_period;
    le_leveling leveling;
    le_mode interest_mode;    /**< Of interest. */
    le_mode installment_mode; /**< Of level payments and principal shares. */
    int64_t interest_unit;    /**< Interest is rounded to a multiple of it, more than zero; 0 is 1. */
    int64_t installment_unit; /**< Likewise level payments and principal shares. */
    le_flat_interest flat_interest;
    le_residual residual;
    int32_t grace_principal;     /**< Leading installments without principal, below term_count. */
    int32_t grace_interest_free; /**< Leading installments without interest. */
    int32_t grace_capitalized;   /**< Leading installments whose interest joins the balance. */
    int32_t grace_deferred;      /**< Leading installments whose interest falls due after them. */
    int64_t balloon;             /**< Principal due with the last installment on top; 0 for none. */
    int64_t installment_fee;     /**< Zero or more. */
    int64_t installment_amount;  /**< The level payment that is stated; 0 to compute it. */
    le_share down_payment;       /**< Due on disbursed_at; an amount of 0 for none. */
    uint8_t due_days[4];         /**< Days of the month, 1 to 31, rising; zeros behind them. */
    le_non_working_rule non_working_rule;
    le_weekdays non_working_weekdays;
    uint32_t reserved0;        /**< Zero. */
    le_part holidays;          /**< int32_t dates in any order, at most LE_HOLIDAYS_MAX. */
    le_part due_dates;         /**< int32_t dates, rising, in place of count, unit and first date. */
    le_part late_charges;      /**< le_late_charge, at most LE_LATE_CHARGES_MAX. */
    le_part upfront_fees;      /**< le_upfront_fee, at most LE_UPFRONT_FEES_MAX. */
    le_part bucket_from_days;  /**< int32_t days past due, from 0, rising, at most LE_BUCKETS_MAX; their
                                    names stay with the host. */
    le_part rate_text;         /**< char: the rate as le_rate_parse reads it, in place of `rate`: for parts
                                    beyond 64 bits. */
    le_share late_charge_limit; /**< Of all late charges, a percentage being of the principal; an amount
                                    of 0 for no limit. */
    le_allocation_policy allocation;
    le_prepayment_effect prepayment_effect;
    le_prepayment_interest prepayment_interest;
    le_settlement_interest settlement_interest;
    int32_t grace_days;           /**< Days past the due date that are not overdue, 0 to LE_DAYS_MAX. */
    le_share settlement_fee;      /**< A percentage of the unpaid principal not yet due. */
    le_ratio settlement_retained; /**< Percent of the rebate of the rule of 78, 0 to 100; 0/0 for none. */
    le_days_from days_from;
    int32_t reserved2;            /**< Zero. */
    int64_t tolerance;            /**< A row of which no more is unpaid is not overdue. */
    uint64_t reserved[3];         /**< Zero. */
} le_terms;
#define LE_TERMS_INIT \
    {sizeof(le_terms), 0, 0, {0, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, LE_DATE_NONE, 0, 0, 0, 0, 0, 0, 0, \
     0, 0, 0, 0, 0, 0, 0, 0, {0, {0, 0}}, {0, 0, 0, 0}, 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, \
     {0, 0}, {0, 0}, {0, {0, 0}}, LE_ALLOCATION_POLICY_INIT, 0, 0, 0, 0, {0, {0, 0}}, {0, 0}, 0, 0, \
     0, {0, 0, 0}}
/** Writes LE_TERMS_INIT of a caller that was compiled with `size` bytes of le_terms: for languages
 *  without the macro. As le_error_init. Since 0.2.0. */
LE_API void le_terms_init(le_terms *terms, size_t size);

/** Which fields of le_new_terms are given, where zero is a value. */
typedef uint32_t le_new_terms_set;
enum le_new_terms_set_ {
    LE_SET_RATE = 1, LE_SET_AMORTIZATION = 2, LE_SET_TERM_UNIT = 4, LE_SET_TERM_EVERY = 8,
    LE_SET_INSTALLMENT_FEE = 16, LE_SET_FIRST_DUE_DATE = 32
};
/** What a reschedule agrees anew: section 12 of docs/semantics.md. It lies in parts, where
 *  le_event.terms says. What is not given is as before; grace, balloon, stated installment and first due
 *  date: none. A field whose bit is not set is 0. 112 bytes. */
typedef struct le_new_terms {
    le_new_terms_set set;
    int32_t term_count;         /**< Installments to come; 0 with due_dates. */
    le_ratio rate;              /**< LE_SET_RATE; 0/0 with rate_text. */
    le_rate_per rate_per;       /**< LE_SET_RATE. */
    le_amortization amortization; /**< LE_SET_AMORTIZATION. */
    le_unit term_unit;          /**< LE_SET_TERM_UNIT. */
    int32_t term_every;         /**< LE_SET_TERM_EVERY. */
    int32_t first_due_date;     /**< LE_SET_FIRST_DUE_DATE. */
    uint8_t due_days[4];        /**< As in le_terms. */
    le_part due_dates;          /**< int32_t dates. */
    int64_t balloon;
    int64_t installment_fee;    /**< LE_SET_INSTALLMENT_FEE. */
    int64_t installment_amount;
    int32_t grace_principal;
    int32_t grace_interest_free;
    int32_t grace_capitalized;
    int32_t grace_deferred;
    le_part rate_text;          /**< With LE_SET_RATE, in place of `rate`. */
    uint64_t reserved;          /**< Zero. */
} le_new_terms;

/* ---------------------------------------------------------------------------------------------
 * Schedules
 *
 * Where a function takes `terms`, it takes `parts` and `parts_size` behind it: the buffer that the
 * terms' parts lie in, aligned to 8 bytes, or NULL with 0.
 * ------------------------------------------------------------------------------------------- */

/** One installment: what falls due, what of it is paid, how it stands. An array of them is the
 *  state that a host keeps of a loan. 96 bytes, without padding. */
typedef struct le_row {
    int32_t sequence;       /**< From 1, rising. */
    int32_t start_date;     /**< The first day of the interest period. Of rows that are passed in it is
                                 looked at under LE_ADVANCE_CURRENT_THEN_LAST alone; status,
                                 balance_after, days_past_due and kind are never. */
    int32_t due_date;       /**< Rising. */
    le_row_status status;   /**< As of the last classification or evaluation. */
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
    le_row_kind kind;       /**< What the row is. */
} le_row;

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

/** The schedule of a loan.
 *  @param rows      Memory for `capacity` rows, or NULL with 0 for none; term_count (or the number of
 *                   due_dates), and one for a down payment, suffice. Those behind the schedule's may
 *                   have been written to. Unchanged on failure.
 *  @param count     Gets the number of rows, also with LE_BUFFER_TOO_SMALL; else 0 on failure.
 *  @param summary   May be NULL. Its fields behind struct_size are zero on failure.
 *  @return LE_OK, LE_INVALID_TERMS, LE_AMOUNT_OUT_OF_RANGE, LE_DATE_OUT_OF_RANGE,
 *          LE_NEGATIVE_AMORTIZATION, LE_BUFFER_TOO_SMALL, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_schedule_build(const le_terms *terms, const void *parts, size_t parts_size,
                                 le_row *rows, size_t capacity, size_t *count, le_summary *summary,
                                 le_error *error);

/** The level payment of terms that have one (LE_EQUAL_INSTALLMENTS; of flat loans those without
 *  grace): rounded, and as the exact ratio that was rounded.
 *  @param rounded   Gets the payment in minor units, before any respreading.
 *  @param ratio     Gets numerator/denominator in minor units as decimal text in lowest terms,
 *                   "5673575/12", or a whole number without denominator, "10000"; its digits grow
 *                   with the number of installments. May be NULL with capacity 0.
 *  @param needed    Gets the bytes of the text with its zero; may be NULL.
 *  @return As le_schedule_build (LE_INVALID_TERMS at "terms.amortization" where there is no level
 *          payment), and LE_BUFFER_TOO_SMALL where `ratio` is not NULL and too small; `rounded` is
 *          written then too. Since 0.1.0. */
LE_API le_code le_level_payment(const le_terms *terms, const void *parts, size_t parts_size,
                                int64_t *rounded, char *ratio, size_t capacity, size_t *needed,
                                le_error *error);

/* ---------------------------------------------------------------------------------------------
 * Rows of the host: repayments and classification
 * ------------------------------------------------------------------------------------------- */

/** Money that came in. */
typedef struct le_payment {
    int64_t amount;   /**< More than zero. */
    int32_t date;     /**< A date. */
    int32_t event;    /**< The host's number for it, copied to its postings. */
} le_payment;

/** What moved a row: an allocation or an adjustment. 32 bytes. */
typedef struct le_posting {
    int64_t amount;         /**< What was paid, above zero; of an adjustment what was added to the due, or
                                 below zero what was taken from it. */
    int32_t date;           /**< When. Penal interest is dated as of. */
    int32_t event;          /**< The event's number from 1, 0 for a late charge; le_payment.event. */
    int32_t sequence;       /**< le_row.sequence. */
    le_component component; /**< Which due. */
    le_posting_kind kind;   /**< Why. */
    int32_t rule;           /**< The number of the late charge's rule, from 1; else 0. */
} le_posting;

/** Splits a repayment over the unpaid parts of a loan's rows, in place, oldest installment first.
 *
 *      payment 5 000.00 | row 1: interest 1 000.00, principal 3 727.98 | row 2: interest 272.02
 *
 *  What the rows gain plus *overpaid equals the amount. Repayments are given in order of date.
 *  @param policy    NULL for LE_ALLOCATION_POLICY_INIT.
 *  @param rows      `row_count` rows by rising sequence and due date; paid amounts are updated.
 *                   Unchanged on failure.
 *  @param postings  Memory for `capacity` postings, of which at most four a row are needed but under
 *                   LE_ADVANCE_SPREAD; or NULL with capacity 0, for none.
 *  @param count     Gets the number of postings, also with LE_BUFFER_TOO_SMALL; may be NULL.
 *  @param overpaid  Gets what no row took; may be NULL.
 *  @return LE_OK, LE_INVALID_EVENT for an amount that is not above zero, LE_DATE_OUT_OF_RANGE,
 *          LE_INVALID_TERMS for a policy, LE_INVALID_ROWS, LE_BUFFER_TOO_SMALL,
 *          LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_allocate(const le_allocation_policy *policy, const le_payment *payment,
                           le_row *rows, size_t row_count, le_posting *postings,
                           size_t capacity, size_t *count, int64_t *overpaid, le_error *error);

/** Takes a repayment's parts back out of the rows: the inverse of le_allocate for the repayment
 *  that was allocated last. To reverse an earlier one, so that the later ones move up as if it had
 *  never been paid, use le_reallocate without it.
 *  @param postings  Those of the repayment, as le_allocate gave them; their date, event and rule are
 *                   not looked at.
 *  @return LE_OK, LE_INVALID_EVENT at the posting ("postings[3]") where it names no row or
 *          component or is none of LE_ALLOCATED, at its amount ("postings[3].amount") where that is not
 *          above zero or more than is paid, LE_INVALID_ROWS, LE_INVALID_ARGUMENT. Rows are unchanged on
 *          failure. Since 0.1.0. */
LE_API le_code le_unallocate(const le_posting *postings, size_t count, le_row *rows,
                             size_t row_count, le_error *error);

/** Allocates all repayments of a loan anew: sets the rows' paid amounts to zero and applies the
 *  payments in the order given, which must be by date, ties in order of entry. Without a reversed
 *  repayment among them, the loan stands as if it had never been paid.
 *  @param postings  As of le_allocate; at most four a row and one a payment are needed but under
 *                   LE_ADVANCE_SPREAD.
 *  @param overpaid  Gets what no row took of all payments together; may be NULL.
 *  @return As le_allocate, LE_INVALID_EVENT also for dates that fall, and LE_AMOUNT_OUT_OF_RANGE
 *          where the overpayments do not fit. Rows are unchanged on failure. Since 0.1.0. */
LE_API le_code le_reallocate(const le_allocation_policy *policy, const le_payment *payments,
                             size_t payment_count, le_row *rows, size_t row_count,
                             le_posting *postings, size_t capacity, size_t *count,
                             int64_t *overpaid, le_error *error);

/** How a loan stands as of a date. 256 bytes. Dates that there are none of are LE_DATE_NONE. */
typedef struct le_position {
    le_loan_status status;
    int32_t as_of;                /**< The date. */
    int32_t days_past_due;        /**< The greatest of its installments. */
    int32_t bucket;               /**< Index into bucket_from_days, or -1 without buckets. */
    le_amounts outstanding;       /**< What is unpaid; zero before the loan is paid out. */
    le_amounts arrears;           /**< What is unpaid of overdue installments. */
    le_amounts written_off;       /**< What was unpaid at the write-off that stands. */
    int32_t arrears_since;        /**< The oldest overdue due date. */
    int32_t overdue_installments; /**< How many rows are overdue. */
    int32_t next_due_sequence;    /**< The oldest installment with anything unpaid, or 0. */
    int32_t next_due_date;        /**< Its due date. */
    int64_t next_due_amount;      /**< What is unpaid of it. */
    int32_t disbursed_at;         /**< The date of the payout, once it is paid out. */
    int32_t maturity_date;        /**< The last row's due date. */
    int32_t last_payment_at;      /**< The latest repayment's, settlement's or recovery's that stands. */
    int32_t restructured;         /**< 1 where a reschedule stands, else 0. */
    int64_t disbursed_amount;     /**< The principal and all drawdowns, once it is paid out. */
    int64_t recovered;            /**< What came in after a write-off. */
    int64_t overpaid;             /**< What came in beyond all dues and was not refunded. */
    uint64_t reserved[7];         /**< Zero. */
} le_position;
#define LE_POSITION_INIT \
    {0, LE_DATE_NONE, 0, -1, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, LE_DATE_NONE, 0, 0, \
     LE_DATE_NONE, 0, LE_DATE_NONE, LE_DATE_NONE, LE_DATE_NONE, 0, 0, 0, 0, \
     {0, 0, 0, 0, 0, 0, 0}}

/** Classifies a loan's rows as of a date: writes each row's status and days_past_due, and the
 *  loan's position. An unpaid installment is overdue when due_date + grace_days < as_of and more than
 *  the tolerance is unpaid. The loan is taken to be paid out.
 *  @param terms     Its grace_days, days_from, tolerance and bucket_from_days alone are looked at; NULL
 *                   for none of them.
 *  @param position  May be NULL. What rows do not say is as in LE_POSITION_INIT; status is LE_ACTIVE or
 *                   LE_COMPLETED. As LE_POSITION_INIT on failure.
 *  @return LE_OK, LE_DATE_OUT_OF_RANGE, LE_INVALID_TERMS, LE_INVALID_ROWS,
 *          LE_INVALID_ARGUMENT. Rows are unchanged on failure. Since 0.1.0. */
LE_API le_code le_classify(const le_terms *terms, const void *parts, size_t parts_size,
                           le_row *rows, size_t row_count, int32_t as_of, le_position *position,
                           le_error *error);

/* ---------------------------------------------------------------------------------------------
 * Status and roles
 * ------------------------------------------------------------------------------------------- */

/** The status after an event, before money is looked at: an account event that leaves nothing unpaid
 *  then makes the loan LE_COMPLETED, the reversal of a write-off LE_ACTIVE. For a step of the
 *  application (LE_SUBMIT to LE_DISBURSE) `status` is the application's, for an account event the
 *  account's on the event's date.
 *  @param next  Gets the status; unchanged on failure.
 *  @param error Its path is "event.type" where the status does not take the event, "event.role"
 *               where the role may not do it.
 *  @return LE_OK, LE_ILLEGAL_TRANSITION or LE_FORBIDDEN_ROLE with what would be allowed in the
 *          message, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_transition(le_loan_status status, le_event_type event, le_role role,
                             le_loan_status *next, le_error *error);
/** The events that a status takes from a role: bit 1 << LE_SUBMIT and so on.
 *  @return LE_OK, LE_INVALID_ARGUMENT. Since 0.1.0. */
LE_API le_code le_allowed_events(le_loan_status status, le_role role, uint32_t *events);

/* ---------------------------------------------------------------------------------------------
 * A whole loan
 * ------------------------------------------------------------------------------------------- */

/** Something that happened to a loan: docs/case-format.md says which type has which fields. A field
 *  that the type does not take is 0. 64 bytes. */
typedef struct le_event {
    le_event_type type;
    int32_t date;           /**< A date. */
    int64_t amount;         /**< Above zero for types that have one; LE_SETTLEMENT's zero or more. */
    le_ratio rate;          /**< LE_RATE_CHANGE: percent, zero or more. */
    le_rate_per rate_per;   /**< LE_RATE_CHANGE: not LE_RATE_LOAN. */
    le_component component; /**< LE_CHARGE: LE_PENALTY or LE_FEE; LE_WAIVER: any. */
    int32_t of;             /**< LE_REVERSAL: the number of the account event that is undone, from 1. */
    le_role role;           /**< Who did it, or LE_ROLE_NONE. */
    int32_t until;          /**< LE_INTEREST_PAUSE: a date after the event's. */
    le_keep keep;           /**< LE_RATE_CHANGE. */
    le_arrears arrears;     /**< LE_RESCHEDULE. */
    uint32_t terms;         /**< LE_RESCHEDULE: the byte in parts where its le_new_terms lies, a
                                 multiple of 8; 0 is no place. */
} le_event;
/** The most events of a call. */
#define LE_EVENTS_MAX 1000000

/** What the borrower pays on a date to be done. */
typedef struct le_quote {
    le_amounts due;  /**< By component; zero where there is no figure. */
    int64_t rebate;  /**< By how much less interest than all that the rows stand at. */
    int32_t date;    /**< As of. */
    int32_t exists;  /**< 1 for a loan that is LE_ACTIVE on the date, else 0. */
} le_quote;

/** The outcome of le_evaluate. */
typedef struct le_statement {
    uint32_t struct_size;    /**< sizeof(le_statement). */
    uint32_t row_count;      /**< Rows, whether they were asked for or not. */
    uint32_t posting_count;  /**< Likewise postings. */
    int32_t has_installment; /**< 1 where there is a level payment, else 0. */
    int64_t installment;     /**< The level payment of the last plan; 0 where there is none. */
    le_amounts totals;       /**< The sums of the rows' dues. */
    le_position position;    /**< How the loan stands. */
    int64_t disbursed;       /**< The principal amount and all drawdowns. */
    int64_t deducted;        /**< Upfront fees that are deducted from it. */
    int64_t financed;        /**< Upfront fees that are added to the principal. */
    int64_t separate;        /**< Upfront fees that are paid by themselves. */
    int64_t net;             /**< The disbursed amount less what is deducted. */
    int64_t accrued_interest; /**< Of the current row by the date, whether paid or not. */
    int64_t refunded;        /**< What was overpaid and paid back. */
    int64_t recalled;        /**< What of it was owed again. */
    le_amounts waived;       /**< What was waived. */
    le_quote settlement;     /**< The settlement figure. */
    uint64_t reserved[8];    /**< Zero. */
} le_statement;
#define LE_STATEMENT_INIT \
    {sizeof(le_statement), 0, 0, 0, 0, {0, 0, 0, 0, 0}, LE_POSITION_INIT, 0, 0, 0, 0, 0, 0, 0, 0, \
     {0, 0, 0, 0, 0}, {{0, 0, 0, 0, 0}, 0, LE_DATE_NONE, 0}, {0, 0, 0, 0, 0, 0, 0, 0}}
/** Writes LE_STATEMENT_INIT of a caller that was compiled with `size` bytes of le_statement. As
 *  le_error_init. Since 0.2.0. */
LE_API void le_statement_init(le_statement *statement, size_t size);

/** Numbers of rows and postings. */
typedef struct le_capacity {
    uint32_t rows;
    uint32_t postings;
} le_capacity;

/** How much memory le_evaluate needs for a loan, from its terms and events, without evaluating it. Rows
 *  surely suffice; postings do but where rules for late charges repeat, LE_ADVANCE_SPREAD splits money
 *  again and again, or the plan is made anew on money paid in advance.
 *  @param events    `event_count` of them; reserved parts and types are checked, not what they do.
 *  @param capacity  Gets the numbers; zero on failure.
 *  @return LE_OK, LE_INVALID_TERMS, LE_INVALID_EVENT, LE_DATE_OUT_OF_RANGE, LE_AMOUNT_OUT_OF_RANGE,
 *          LE_INVALID_ARGUMENT. Since 0.2.0. */
LE_API le_code le_evaluate_capacity(const le_terms *terms, const void *parts, size_t parts_size,
                                    const le_event *events, size_t event_count,
                                    le_capacity *capacity, le_error *error);

/** A loan in one step: terms and events to schedule, postings, arrears and status as of a date.
 *  The events are checked as a whole, in the order entered; those dated after as_of have not happened
 *  yet and are left out.
 *  @param status     The status before the first event, LE_ACTIVE for a loan that is paid out; not
 *                    LE_COMPLETED or LE_WRITTEN_OFF, which only events lead to.
 *  @param events     `event_count` of them, at most LE_EVENTS_MAX, in the order they were entered,
 *                    numbered from 1.
 *  @param as_of      A date, or LE_DATE_NONE for the latest event's, else disbursed_at.
 *  @param rows       Memory for capacity->rows rows, or NULL for none. Unchanged on failure.
 *  @param postings   Memory for capacity->postings, or NULL for none: by date, on one date late charges
 *                    first, then by event, of each its adjustments before its allocations.
 *  @param capacity   In: the capacities. Out: how many rows and postings there are, also with
 *                    LE_BUFFER_TOO_SMALL; else zero on failure. NULL where both are.
 *  @param statement  May be NULL. Written with LE_BUFFER_TOO_SMALL, too; else as LE_STATEMENT_INIT on
 *                    failure.
 *  @param stop       NULL, or a flag: once it is not 0, which a signal handler or another thread may
 *                    see to, the call soon ends with LE_STOPPED. Looked at between events.
 *  @return Any code but LE_MALFORMED_INPUT, LE_INVALID_ROWS and LE_NOT_REACHED. Since 0.1.0. */
LE_API le_code le_evaluate(const le_terms *terms, const void *parts, size_t parts_size,
                           le_loan_status status, const le_event *events, size_t event_count,
                           int32_t as_of, le_row *rows, le_posting *postings,
                           le_capacity *capacity, le_statement *statement,
                           const volatile int32_t *stop, le_error *error);

/** Whether a log can be written: checks events[accepted] and those after it.
 *  @param accepted  How many of the first events were accepted before, at most event_count.
 *  @param next      Gets the loan's status after all events; LE_STATUS_NONE on failure. May be NULL.
 *  @param error     Its index is that of the first event that is refused, from 0.
 *  @return As le_evaluate. Since 0.2.0. */
LE_API le_code le_log_check(const le_terms *terms, const void *parts, size_t parts_size,
                            le_loan_status status, const le_event *events, size_t event_count,
                            size_t accepted, le_loan_status *next, le_error *error);

/** Settlement figures as of dates: what the borrower would pay on each to be done.
 *  @param dates   `date_count` of them, rising.
 *  @param quotes  Memory for date_count quotes. Unchanged on failure.
 *  @return As le_evaluate; LE_INVALID_ARGUMENT for dates that do not rise. Since 0.2.0. */
LE_API le_code le_quotes(const le_terms *terms, const void *parts, size_t parts_size,
                         le_loan_status status, const le_event *events, size_t event_count,
                         const int32_t *dates, size_t date_count, le_quote *quotes,
                         le_error *error);

/* ---------------------------------------------------------------------------------------------
 * Many loans in one call
 *
 * Loans are products, the terms that many share, and columns of what each has of its own. The rows of
 * all loans lie in columns, loan after loan: those of loan i are offsets[i] up to offsets[i + 1]. Each
 * loan has its own code; a bad loan never stops the others, and a call returns LE_OK where it could be
 * carried out at all, whatever the codes are. Schedules, allocation and classification allocate nothing
 * on the heap for a loan in ordinary terms but a few words a product once a call. Nor does evaluation
 * where repayments in order of date are all that happened; once a call it takes 350 KB, unless rows go into
 * an array of le_row. Where a level payment needs big integers, terms have parts, more happened, or a loan
 * or payment is refused, temporary memory may be, and is free again before the call returns.
 *
 * The structs below hold pointers that are used during the call only. Their struct_size is sizeof; zero
 * is the default of every other field but as_of. A column that is NULL is not read, or not written.
 * ------------------------------------------------------------------------------------------- */

/** Rows as columns: element i of a column is at its pointer + i * stride bytes; with stride 0 a column is
 *  packed. le_row_columns_of makes those of an array of le_row. Allocation needs every due and paid column
 *  and due_date; classification these and sequence. */
typedef struct le_row_columns {
    uint32_t struct_size; /**< sizeof(le_row_columns). */
    uint32_t stride;      /**< Bytes from one element to the next, a multiple of 8, or 0. */
    int32_t *sequence;
    int32_t *start_date;
    int32_t *due_date;
    le_row_status *status;
    int32_t *days_past_due;
    le_row_kind *kind;
    int64_t *principal_due;
    int64_t *interest_due;
    int64_t *fee_due;
    int64_t *penalty_due;
    int64_t *balance_after;
    int64_t *principal_paid;
    int64_t *interest_paid;
    int64_t *fee_paid;
    int64_t *penalty_paid;
} le_row_columns;
#define LE_ROW_COLUMNS_INIT \
    {sizeof(le_row_columns), 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
     NULL, NULL, NULL, NULL}
/** The columns of an array of le_row: the fields of the first, with the stride of le_row.
 *  @param columns  Its struct_size is the caller's; NULL, misaligned pointers and sizes out of 16 to 4096 do
 *                  nothing. Since 0.2.0. */
LE_API void le_row_columns_of(le_row *rows, le_row_columns *columns);

/** How loans stand, a column a figure: those of le_position, by component (le_component) where there are
 *  four. Written for each loan at its index. */
typedef struct le_position_columns {
    uint32_t struct_size; /**< sizeof(le_position_columns). */
    uint32_t stride;      /**< As in le_row_columns. */
    le_loan_status *status;
    int32_t *days_past_due;
    int32_t *bucket;
    int32_t *arrears_since;
    int32_t *overdue_installments;
    int32_t *next_due_sequence;
    int32_t *next_due_date;
    int32_t *disbursed_at;
    int32_t *maturity_date;
    int32_t *last_payment_at;
    int32_t *restructured;
    int64_t *outstanding[4];
    int64_t *arrears[4];
    int64_t *written_off[4];
    int64_t *next_due_amount;
    int64_t *disbursed_amount;
    int64_t *recovered;
    int64_t *overpaid;
    int64_t *installment; /**< The level payment, or 0: le_statement.installment. */
} le_position_columns;
#define LE_POSITION_COLUMNS_INIT \
    {sizeof(le_position_columns), 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
     {NULL, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL}, NULL, NULL, NULL, \
     NULL, NULL}

/** Loans as products with columns over them. */
typedef struct le_loans {
    uint32_t struct_size;   /**< sizeof(le_loans). */
    uint32_t product_count;
    const le_terms *products; /**< product_count of them, products[0].struct_size bytes each. */
    const void *parts;      /**< The buffer that all products' parts lie in, or NULL with 0. */
    size_t parts_size;
    size_t count;           /**< Loans. */
    const uint32_t *product; /**< Each loan's product. NULL: the one there is, or loan i has product i. */
    const int64_t *principal; /**< This and the columns to first_due_date stand for the product's. */
    const int64_t *rate_numerator;   /**< With rate_denominator, for products without rate_text. */
    const int64_t *rate_denominator;
    const int32_t *term_count;
    const int32_t *disbursed_at;
    const int32_t *first_due_date;
    const le_loan_status *status;   /**< Before the first event; NULL: LE_ACTIVE. */
    const le_event *events;         /**< Of all loans, loan after loan, event_size bytes each. */
    uint32_t event_size;            /**< sizeof(le_event); 0 is that. */
    uint32_t reserved;              /**< Zero. */
    const uint64_t *event_offsets;  /**< count + 1 of them, or NULL for no events. */
    int32_t as_of;                  /**< A date, or LE_DATE_NONE as in le_evaluate. */
    int32_t reserved1;              /**< Zero. */
} le_loans;
#define LE_LOANS_INIT \
    {sizeof(le_loans), 0, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, \
     NULL, LE_DATE_NONE, 0}

/** Where results go, and how far a call came. A call that fills rows or postings ends before the loan
 *  that does not fit: it returns LE_OK with first + done < count. Take what is there, and call again
 *  with first raised by done. Where not even the first fits, the call returns LE_BUFFER_TOO_SMALL, and
 *  row_offsets[first + 1] and posting_offsets[first + 1] are what it needs. */
typedef struct le_results {
    uint32_t struct_size;   /**< sizeof(le_results). */
    uint32_t posting_size;  /**< sizeof(le_posting); 0 is that. */
    const le_row_columns *rows; /**< Columns of row_capacity elements. */
    size_t row_capacity;
    uint64_t *row_offsets;  /**< count + 1 of them: where each loan's rows begin, from row 0 for loan
                                 `first`. */
    le_posting *postings;   /**< Memory for posting_capacity postings. */
    size_t posting_capacity;
    uint64_t *posting_offsets; /**< As row_offsets. */
    const le_position_columns *positions; /**< Columns of count elements. */
    le_code *codes;         /**< One for each loan or payment: LE_OK or why there is no result. */
    le_error *errors;       /**< The first errors of the call, by index of loan or payment; the struct_size
                                 of the first is that of all. */
    size_t error_capacity;
    size_t error_count;     /**< Written: how many there are of them. */
    size_t first;           /**< The loan or payment to begin with. */
    size_t done;            /**< Written: how many were finished from there on. */
    const volatile int32_t *stop; /**< As in le_evaluate. LE_STOPPED: the codes of those that were not
                                       reached are LE_NOT_REACHED. */
    uint64_t reserved;      /**< Zero. */
} le_results;
#define LE_RESULTS_INIT \
    {sizeof(le_results), 0, NULL, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0, 0, NULL, 0}

/** The schedules of many loans.
 *  @param loans    Terms, and columns over them; status, events and as_of are not looked at.
 *  @param results  Rows, of which the terms' count (and one for a down payment) must have room, also where
 *                  a schedule has fewer; with rows, row_offsets are required. Of positions the columns
 *                  outstanding, maturity_date and installment are written. No postings.
 *  @return LE_OK, LE_BUFFER_TOO_SMALL, LE_STOPPED, LE_INVALID_ARGUMENT (nothing is written then). Since
 *          0.1.0. */
LE_API le_code le_schedule_batch(const le_loans *loans, le_results *results);

/** Many loans in one step: le_evaluate for each.
 *  @param results  Rows with row_offsets, postings with posting_offsets, positions; each may be NULL.
 *  @return As le_schedule_batch. Since 0.2.0. */
LE_API le_code le_evaluate_batch(const le_loans *loans, le_results *results);

/** Repayments of many loans as they came in, in any order of loans: a day's collections. Each is
 *  split by its loan's product. A payment looks at no more of a loan than it takes: it begins where the
 *  last one ended, and checks the amounts of the rows that it reaches. Among these, one that no schedule
 *  can have leaves its loan as it is, with LE_INVALID_ROWS; sequences and dates, and rows behind them, are
 *  not looked at. (All rows are checked where the order differs by when a row is due, the policy is
 *  LE_ACROSS_COMPONENT, or advance is not LE_ADVANCE_NEXT.)
 *  @param loans          Products and their loans, for their allocation policies alone; count loans.
 *  @param payments       payment_count of them, applied one after the other.
 *  @param payment_loans  The loan of each payment, below count, or NULL: payment i on loan i. One that is
 *                        not below count has the code LE_INVALID_ARGUMENT, as one on a loan whose offsets
 *                        fall, or leave the limit of an array.
 *  @param rows           The rows of all loans.
 *  @param offsets        count + 1 of them.
 *  @param firsts         count of them, or NULL: how many of each loan's first rows are fully paid and
 *                        need not be looked at. Zero to begin with, and from then on the library's own;
 *                        zero again for a loan whose paid amounts were lowered or dues raised. More than
 *                        the loan has rows: LE_INVALID_ARGUMENT.
 *  @param overpaid       Memory for payment_count amounts, or NULL.
 *  @param results        codes, required, for payment_count payments; errors, first, done and stop. A
 *                        payment with amount 0 leaves its loan as it is.
 *  @return LE_OK, LE_STOPPED, LE_INVALID_TERMS for a policy, LE_INVALID_ARGUMENT (nothing is written then).
 *          Since 0.1.0. */
LE_API le_code le_allocate_many(const le_loans *loans, const le_payment *payments,
                                const uint32_t *payment_loans, size_t payment_count,
                                const le_row_columns *rows, const uint64_t *offsets,
                                uint32_t *firsts, int64_t *overpaid, le_results *results);

/** Classifies many loans as of a date: le_classify for each, by its product.
 *  @param loans    Products, statuses and as_of, a date. A loan whose status says that it is not paid out
 *                  owes nothing.
 *  @param rows     The rows of all loans; status and days_past_due are written.
 *  @param offsets  count + 1 of them, not falling.
 *  @param results  codes, required; positions, errors, first, done and stop.
 *  @return As le_allocate_many, and LE_DATE_OUT_OF_RANGE. Since 0.1.0. */
LE_API le_code le_classify_batch(const le_loans *loans, const le_row_columns *rows,
                                 const uint64_t *offsets, le_results *results);

#ifdef __cplusplus
}
#endif

#endif /* LOAN_ENGINE_H */
