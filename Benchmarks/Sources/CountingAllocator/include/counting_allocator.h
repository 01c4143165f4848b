/* counting_allocator.h - heap allocations of this process, whoever asks for them. */
#ifndef COUNTING_ALLOCATOR_H
#define COUNTING_ALLOCATOR_H

#include <stdint.h>

/** Calls of malloc, calloc, realloc and the aligned ones so far. */
uint64_t heap_allocations(void);

#endif
