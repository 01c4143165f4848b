/*
 * Two threads on the halves of a batch of schedules, beside one on the whole. And two threads of
 * arithmetic alone, beside one: what the machine gives at this moment, and the most that can be had.
 */
#include <pthread.h>

#include "bench.h"

enum { MOST_REPEATS = 64 };

static void *schedule_all(void *half) {
    book *book = half;
    engine_schedule(book, 0, book->shape.loans);
    return NULL;
}

static void *count_up(void *steps) {
    volatile uint64_t value = 1;
    for (uint64_t left = *(uint64_t *)steps; left > 0; left--) value = value * 3 + 1;
    return NULL;
}

/* How many times as fast two threads do two parts as one does. */
static double gain(void *(*work)(void *), void *parts[2]) {
    pthread_t other;
    double start = clock_seconds();
    work(parts[0]);
    work(parts[1]);
    const double alone = clock_seconds() - start;
    start = clock_seconds();
    if (pthread_create(&other, NULL, work, parts[1]) != 0) fail("no second thread");
    work(parts[0]);
    pthread_join(other, NULL);
    return alone / (clock_seconds() - start);
}

static void report_gains(const char *name, double *gains, int repeats) {
    const double middle = median(gains, (size_t)repeats);
    progress("  two threads, %s: %.2f times one, at best %.2f", name, middle, gains[repeats - 1]);
    report_fact(name, middle, "times as fast in two threads, median");
    report_fact(name, gains[repeats - 1], "times as fast in two threads, best");
}

void report_threads(size_t loans, int repeats) {
    double gains[MOST_REPEATS], controls[MOST_REPEATS];
    const shape half = {loans < 2 ? 1 : loans / 2, 12, LE_DAY_COUNT_EQUAL, 0, 0};
    book *halves[2] = {book_open(half), book_open(half)};
    uint64_t steps = loans * 250;
    if (repeats > MOST_REPEATS) repeats = MOST_REPEATS;
    for (int repeat = 0; repeat < repeats; repeat++) {
        gains[repeat] = gain(schedule_all, (void *[2]){halves[0], halves[1]});
        controls[repeat] = gain(count_up, (void *[2]){&steps, &steps});
    }
    report_gains("schedule-12-equal", gains, repeats);
    report_gains("arithmetic alone", controls, repeats);
    book_close(halves[0]);
    book_close(halves[1]);
}
