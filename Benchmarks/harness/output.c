/* Reports, progress, clocks. */
#define _POSIX_C_SOURCE 200809L
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"

static FILE *report;

void report_open(const char *path) {
    report = path == NULL ? stdout : fopen(path, "w");
    if (report == NULL) fail("cannot write %s", path);
}

void report_close(void) {
    if (fclose(report) != 0) fail("cannot write the report");
}

void report_time(const char *name, const char *peer, shape shape, double engine_ns,
                 double peer_ns, double allocations) {
    fprintf(report,
            "{\"kind\": \"time\", \"case\": \"%s\", \"baseline\": \"%s\", \"engine_ns\": %.2f, "
            "\"baseline_ns\": %.2f, \"loans\": %zu, \"rows\": %u, \"allocations\": %.4f}\n",
            name, peer, engine_ns, peer_ns, shape.loans, (unsigned)shape.rows, allocations);
    fflush(report);
}

void report_inexact(const char *name, const char *peer, shape shape, double engine_ns,
                    double peer_ns, double wrong_rows) {
    fprintf(report,
            "{\"kind\": \"time\", \"case\": \"%s\", \"baseline\": \"%s\", \"engine_ns\": %.2f, "
            "\"baseline_ns\": %.2f, \"loans\": %zu, \"rows\": %u, \"allocations\": null, "
            "\"wrong_rows\": %.6f}\n",
            name, peer, engine_ns, peer_ns, shape.loans, (unsigned)shape.rows, wrong_rows);
    fflush(report);
    progress("  %-24s engine %9.1f ns  %-18s %9.1f ns, %.3g %% of rows wrong", name, engine_ns,
             peer, peer_ns, 100 * wrong_rows);
}

void report_fact(const char *name, double value, const char *unit) {
    fprintf(report, "{\"kind\": \"fact\", \"name\": \"%s\", \"value\": %.6g, \"unit\": \"%s\"}\n",
            name, value, unit);
    fflush(report);
}

void progress(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("FAILED: ", stderr);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static int rising(const void *left, const void *right) {
    const double difference = *(const double *)left - *(const double *)right;
    return (difference > 0) - (difference < 0);
}

double median(double *values, size_t count) {
    qsort(values, count, sizeof *values, rising);
    return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double thread_seconds(void) { return seconds(CLOCK_THREAD_CPUTIME_ID); }

double clock_seconds(void) { return seconds(CLOCK_MONOTONIC); }
