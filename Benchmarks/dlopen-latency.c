/*
 * dlopen-latency: the time from dlopen to the first schedule, in a process that has loaded neither
 * the library nor libgmp before.
 *
 *     cc -O2 -I include Benchmarks/dlopen-latency.c -o .build/dlopen-latency -ldl
 *     .build/dlopen-latency .build/lib/embedded/libloanengine.so
 *
 * Each of 200 child processes opens the library, looks two functions up, and computes the schedule
 * of twelve installments; its answer is checked. Prints median, 95th percentile and maximum in
 * microseconds. Exit status 1 where the median is 1000 or more.
 */
#define _POSIX_C_SOURCE 200809L
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "loan_engine.h"

enum { RUNS = 200, LIMIT_MICROSECONDS = 1000 };

typedef int32_t (*date_parse)(const char *, size_t, int32_t *);
typedef int32_t (*schedule_build)(const le_terms *, const void *, size_t, le_row *, size_t, size_t *, le_summary *,
                                  le_error *);

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* Function pointers and object pointers are of one size wherever there is dlsym. */
static void look_up(void *library, const char *name, void *function) {
    void *symbol = dlsym(library, name);
    if (symbol == NULL) {
        fprintf(stderr, "no %s\n", name);
        exit(2);
    }
    memcpy(function, &symbol, sizeof symbol);
}

/* Microseconds for dlopen alone, and to the first schedule. */
static void measure(const char *path, double times[2]) {
    double start = now();
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    times[0] = now() - start;
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(2);
    }
    date_parse parse;
    schedule_build build;
    look_up(library, "le_date_parse", &parse);
    look_up(library, "le_schedule_build", &build);
    le_terms terms = LE_TERMS_INIT;
    terms.principal = 5000000;
    terms.rate.numerator = 24;
    terms.rate.denominator = 1;
    terms.term_unit = LE_UNIT_MONTH;
    terms.term_count = 12;
    le_row rows[12];
    size_t count = 0;
    le_summary summary = LE_SUMMARY_INIT;
    int32_t code = parse("2026-03-11", LE_TEXT, &terms.disbursed_at);
    if (code == LE_OK) code = build(&terms, NULL, 0, rows, 12, &count, &summary, NULL);
    times[1] = now() - start;
    if (code != LE_OK || summary.installment != 472798) {
        fprintf(stderr, "wrong answer: code %d\n", (int)code);
        exit(2);
    }
}

static int rising(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return (difference > 0) - (difference < 0);
}

static double report(const char *what, double *times) {
    qsort(times, RUNS, sizeof *times, rising);
    printf("%-22s median %6.0f us, 95 %% %6.0f us, maximum %6.0f us\n", what, times[RUNS / 2],
           times[RUNS * 95 / 100], times[RUNS - 1]);
    return times[RUNS / 2];
}

int main(int argc, char **argv) {
    static double opened[RUNS], computed[RUNS];
    if (argc != 2) {
        fprintf(stderr, "usage: dlopen-latency libloanengine.so\n");
        return 2;
    }
    for (int run = 0; run < RUNS; run++) {
        int ends[2];
        double times[2];
        int status = 0;
        if (pipe(ends) != 0) return 2;
        pid_t child = fork();
        if (child < 0) return 2;
        if (child == 0) {
            measure(argv[1], times);
            _exit(write(ends[1], times, sizeof times) == sizeof times ? 0 : 2);
        }
        if (waitpid(child, &status, 0) != child || status != 0) return 2;
        if (read(ends[0], times, sizeof times) != sizeof times) return 2;
        close(ends[0]);
        close(ends[1]);
        opened[run] = times[0];
        computed[run] = times[1];
    }
    report("dlopen", opened);
    return report("to the first schedule", computed) < LIMIT_MICROSECONDS ? 0 : 1;
}
