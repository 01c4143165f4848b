// The C functions of the Embedded build on arguments made from bytes. The first byte says which part
// of the interface; every buffer is of the very size that the call is told of.
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > 2048) return -1;
    static void (*const parts[])(input *) = {fuzz_text,     fuzz_numbers, fuzz_schedule,  fuzz_rows,
                                             fuzz_evaluate, fuzz_batch,   fuzz_arguments, fuzz_evaluate};
    input in = {data, data + size};
    parts[byte_of(&in) % (sizeof parts / sizeof *parts)](&in);
    release_all();
    return 0;
}
