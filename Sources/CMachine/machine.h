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

/** Reads a flag that another thread or a signal handler may write meanwhile. */
static inline int32_t machine_flag(const int32_t *flag) {
    return __atomic_load_n(flag, __ATOMIC_RELAXED);
}

/** Writes two words at once. */
static inline void machine_store(int64_t *words, int64_t first, int64_t second) {
#if defined(__SSE2__) && defined(__x86_64__)
    _mm_storeu_si128((__m128i *)words, _mm_set_epi64x(second, first));
#else
    words[0] = first;
    words[1] = second;
#endif
}

/** Writes two words past the caches: for memory that is written once, as a whole, and is larger than
 *  they are. `words` is aligned to 16 bytes. */
static inline void machine_stream(int64_t *words, int64_t first, int64_t second) {
#if defined(__SSE2__) && defined(__x86_64__)
    _mm_stream_si128((__m128i *)words, _mm_set_epi64x(second, first));
#else
    words[0] = first;
    words[1] = second;
#endif
}

/** Makes streamed words visible before whatever is stored afterwards. */
static inline void machine_stream_end(void) {
#if defined(__SSE2__) && defined(__x86_64__)
    _mm_sfence();
#endif
}

#endif
