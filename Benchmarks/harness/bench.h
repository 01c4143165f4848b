/*
 * bench.h - the harness: portfolios of loans, contests over them, and what is counted.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../baselines/baseline.h"

/* ------------------------------------------------------------------------------- book.c */

/** What the loans of a portfolio have in common. */
typedef struct shape {
    size_t loans;
    uint32_t rows;            /**< Installments of each loan. */
    int32_t day_count;        /**< LE_DAY_COUNT_… */
    int64_t least, most;      /**< Principal; zeros for an ordinary range. */
} shape;

/** The classes of lateness that loans are sorted into. */
extern const int32_t bucket_from_days[];
enum { BUCKETS = 5, EVENTS_EACH = 3 };

/** A portfolio: terms that differ from loan to loan, the same in every run, and memory for all that
 *  is computed of them. */
typedef struct book {
    shape shape;
    size_t row_capacity;
    int32_t as_of;
    le_terms *terms;
    le_row *rows;
    uint64_t *offsets;
    int32_t *codes;
    le_summary *summaries;
    le_payment *payments;
    uint32_t *firsts;
    uint32_t *order;          /**< The loans in random order. */
    le_payment *ordered;      /**< Their payments, in the same order: as they come in. */
    int64_t *overpaid;
    standing *standings;
    le_event *events;         /**< EVENTS_EACH repayments a loan, by date. */
    uint64_t *event_offsets;
} book;

book *book_open(shape shape);
void book_close(book *book);
/** Loans of the portfolio for a call, each with terms of its own. */
le_loans book_loans(const book *book, size_t from, size_t to);
/** The rows of all loans, by the library, nothing paid. */
void book_schedule(book *book);
/** Sets what is paid of every row: some rows in full, one in part, and firsts to match. */
void book_pay_partly(book *book);
/** Overwrites the outputs of schedules, so that no contestant inherits another's answers. */
void book_spoil(book *book);

/** The next number of a fixed sequence. */
uint64_t next_random(uint64_t *state);

/* ------------------------------------------------------------------------------- counters.c */

/** Heap allocations of this process so far, whoever asked. */
uint64_t heap_allocations(void);
/** Those that libgmp asked for, through its own memory functions. */
uint64_t gmp_allocations(void);
/** Has libgmp's allocations counted. */
void count_gmp(void);

/* ------------------------------------------------------------------------------- contest.c */

/** A competitor: a baseline, or the engine where it is NULL. */
typedef const baseline *competitor;

/** One case: what the engine and its peers do in turn, to the same portfolio. */
typedef struct contest {
    const char *name;
    shape shape;
    /** Once, after book_open. */
    void (*open)(book *book);
    /** Before each turn, not timed. */
    void (*prepare)(book *book);
    /** What is timed. */
    void (*turn)(book *book, competitor who);
    /** A number that stands for all that the turn wrote. */
    uint64_t (*answer)(const book *book);
    /** Whether the peer takes part. */
    bool (*can)(competitor who);
    /** The most heap allocations of the engine for a loan. */
    double allocations;
} contest;

/** The answer of memory: two memories with one answer are equal but for a chance of 2⁻⁶⁴. */
uint64_t answer_of(uint64_t seed, const void *memory, size_t size);

/** Runs the engine and `peers` in turn, `repeats` times, and reports each peer's time. */
void run_contest(const contest *contest, const competitor *peers, size_t count, int repeats);
/** One turn, for tools that watch this function. */
void watched_turn(const contest *contest, book *book, competitor who);

/* ------------------------------------------------------------------------------- cases.c */

extern const contest contests[];
extern const size_t contest_count;
const contest *contest_named(const char *name);
/** The contest on another number of loans. */
contest contest_of(const contest *contest, size_t loans);
/** The engine's batches. */
enum { BATCH = 100000 };
void engine_schedule(book *book, size_t from, size_t to);
void engine_allocate(book *book, size_t from, size_t to);
void engine_classify(book *book, size_t from, size_t to);

/* ------------------------------------------------------------------------------- figures */

void report_big_integers(void);
void report_columns(size_t loans, int repeats);
void report_threads(size_t loans, int repeats);
void report_memory(size_t loans, int repeats);

/* ------------------------------------------------------------------------------- output.c */

void report_open(const char *path);
void report_close(void);
/** A time: nanoseconds a loan of both, and the engine's heap allocations a loan. */
void report_time(const char *name, const char *peer, shape shape, double engine_ns,
                 double peer_ns, double allocations);
/** The same of a peer that is not exact: the share of its rows that are wrong. */
void report_inexact(const char *name, const char *peer, shape shape, double engine_ns,
                    double peer_ns, double wrong_rows);
/** A figure beside the times. */
void report_fact(const char *name, double value, const char *unit);
/** What is going on, to the standard error. */
void progress(const char *format, ...) __attribute__((format(printf, 1, 2)));
/** Something that must hold does not: says so and ends the program. */
void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
double median(double *values, size_t count);
/** Seconds that this thread has computed. */
double thread_seconds(void);
/** Seconds of the clock. */
double clock_seconds(void);

#endif
