/*
 * Counts heap allocations: the program's own malloc, calloc, realloc and the aligned ones stand
 * before those of libc for every library of the process, and hand on to them.
 */
#include <errno.h>
#include <gmp.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "bench.h"

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_ullong heap;
static atomic_ullong gmp;

static void count(atomic_ullong *counter) {
    atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
}

uint64_t heap_allocations(void) { return atomic_load(&heap); }

uint64_t gmp_allocations(void) { return atomic_load(&gmp); }

void *malloc(size_t size) {
    count(&heap);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count(&heap);
    return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
    count(&heap);
    return __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count(&heap);
    return __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size) {
    count(&heap);
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    count(&heap);
    *memory = __libc_memalign(alignment, size);
    return *memory == NULL ? ENOMEM : 0;
}

static void *gmp_allocate(size_t size) {
    count(&gmp);
    return malloc(size);
}

static void *gmp_reallocate(void *memory, size_t before, size_t after) {
    (void)before;
    count(&gmp);
    return realloc(memory, after);
}

static void gmp_release(void *memory, size_t size) {
    (void)size;
    free(memory);
}

void count_gmp(void) { mp_set_memory_functions(gmp_allocate, gmp_reallocate, gmp_release); }
