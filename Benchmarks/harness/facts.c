/* Figures beside the times: big integers, columns, threads, memory. */
#include "bench.h"
void report_columns(size_t loans, int repeats) { (void)loans; (void)repeats; }
void report_threads(size_t loans, int repeats) { (void)loans; (void)repeats; }
void report_memory(size_t loans, int repeats) { (void)loans; (void)repeats; }
void report_big_integers(size_t loans) { (void)loans; }
