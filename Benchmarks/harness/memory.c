/*
 * A pass over a portfolio (a payment for each loan, then the standing of every row) beside what
 * memory can do.
 *
 * Bytes are counted as STREAM counts them: what a program reads and what it writes, each once, and
 * not the cache lines that the machine reads before it writes them.
 */
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { MOST_REPEATS = 16, CHUNK = 1000 };
static const size_t elements = (size_t)1 << 25; /* 256 MiB an array */

static double *array(void) {
    double *memory = malloc(elements * sizeof *memory);
    if (memory == NULL) fail("no memory for an array");
    for (size_t index = 0; index < elements; index++) memory[index] = (double)index;
    return memory;
}

/* Bytes a second of copy (8 read, 8 written) and of triad (16 read, 8 written). */
static void measure_memory(int repeats, double *copy, double *triad) {
    double copies[MOST_REPEATS], triads[MOST_REPEATS];
    double *first = array(), *second = array(), *third = array();
    for (int repeat = 0; repeat < repeats; repeat++) {
        double start = thread_seconds();
        memcpy(first, second, elements * sizeof *first);
        copies[repeat] = 16.0 * (double)elements / (thread_seconds() - start);
        __asm__ volatile("" ::"r"(first) : "memory");
        start = thread_seconds();
        for (size_t index = 0; index < elements; index++)
            first[index] = second[index] + 3 * third[index];
        __asm__ volatile("" ::"r"(first) : "memory");
        triads[repeat] = 24.0 * (double)elements / (thread_seconds() - start);
    }
    *copy = median(copies, (size_t)repeats);
    *triad = median(triads, (size_t)repeats);
    free(first);
    free(second);
    free(third);
}

/* What allocation reads of each row, and classification reads and writes: `row_passes` times its
 * 96 bytes. And each loan's own: offsets, payment, overpayment and code of the one; offsets,
 * position and code of the other. */
static double bytes_of_pass(const book *book, int row_passes) {
    const double allocation = sizeof(uint64_t) + sizeof(le_payment) + sizeof(int64_t) +
                              sizeof(int32_t);
    const double classification = sizeof(uint64_t) + sizeof(standing) + sizeof(int32_t);
    return (double)book->shape.loans * (allocation + classification) +
           (double)book->offsets[book->shape.loans] * (double)row_passes * sizeof(le_row);
}

/* Seconds for a pass, `chunk` loans at a time. */
static double pass(book *book, size_t chunk) {
    const size_t loans = book->shape.loans;
    book_pay_partly(book);
    const double start = thread_seconds();
    for (size_t loan = 0; loan < loans; loan += chunk) {
        const size_t end = loans - loan < chunk ? loans : loan + chunk;
        engine_allocate(book, loan, end);
        engine_classify(book, loan, end);
    }
    return thread_seconds() - start;
}

static void report_pass(book *book, const char *name, size_t chunk, int row_passes, int repeats,
                        double copy, double triad) {
    double seconds[MOST_REPEATS];
    for (int repeat = 0; repeat < repeats; repeat++) seconds[repeat] = pass(book, chunk);
    const double rate = bytes_of_pass(book, row_passes) / median(seconds, (size_t)repeats);
    progress("  %s: %.2f GB/s, %.0f %% of copy, %.0f %% of triad", name, rate / 1e9,
             100 * rate / copy, 100 * rate / triad);
    report_fact(name, rate / 1e9, "GB/s");
    report_fact(name, 100 * rate / copy, "% of copy");
    report_fact(name, 100 * rate / triad, "% of triad");
}

void report_memory(size_t loans, int repeats) {
    double copy, triad;
    if (repeats > MOST_REPEATS) repeats = MOST_REPEATS;
    measure_memory(repeats, &copy, &triad);
    progress("  memory: copy %.2f GB/s, triad %.2f GB/s", copy / 1e9, triad / 1e9);
    report_fact("memory, copy", copy / 1e9, "GB/s");
    report_fact("memory, triad", triad / 1e9, "GB/s");
    book *book = book_open((shape){loans, 12, LE_DAY_COUNT_EQUAL, 0, 0});
    book_schedule(book);
    // One after the other, rows come from memory twice; a thousand loans at a time, once.
    report_pass(book, "allocate all, then classify all", loans, 3, repeats, copy, triad);
    report_pass(book, "allocate and classify, 1000 loans at a time", CHUNK, 2, repeats, copy,
                triad);
    book_close(book);
}
