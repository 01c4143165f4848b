/* exact-level.h - the level payment in big integers, where a bound does not settle its rounding. */
#ifndef EXACT_LEVEL_H
#define EXACT_LEVEL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Of `principal` over `count` periods of the rates a · times / d, rounded half even. */
int64_t exact_level_payment(uint64_t a, uint64_t d, const uint64_t *times, int32_t count,
                            int64_t principal);

#ifdef __cplusplus
}
#endif

#endif
