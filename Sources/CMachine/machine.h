/*
 * machine.h - what processors do with memory and Swift has no word for. On a processor without it,
 * a prefetch does nothing and a streamed word is an ordinary store: results are the same.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdint.h>

#if defined(__SSE2__) && defined(__x86_64__)
#include <emmintrin.h>
#endif

/** Asks for the cache line at an address, which need not be one that can be read. */
static inline void machine_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

/** Writes a word past the caches: for memory that is written once, as a whole, and is larger than
 *  they are. `word` is aligned. */
static inline void machine_stream(int64_t *word, int64_t value) {
#if defined(__SSE2__) && defined(__x86_64__)
    _mm_stream_si64((long long *)word, value);
#else
    *word = value;
#endif
}

/** Makes streamed words visible before whatever is stored afterwards. */
static inline void machine_stream_end(void) {
#if defined(__SSE2__) && defined(__x86_64__)
    _mm_sfence();
#endif
}

#endif
