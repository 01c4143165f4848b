// Terms from bytes.
#include "input.h"

static const char *rate_text_of(input *in) {
    static const char *const texts[] = {"100/3", "2.5", "24", "99999999999999999999/7", "", "x", "-1",
                                        "0", "1/0", "0.000000000000000000000000000000000001"};
    uint32_t shape = byte_of(in);
    size_t length = shape >= 240 ? below(in, 300) : 0;
    const char *text = texts[shape % (sizeof texts / sizeof *texts)];
    if (length == 0) length = strlen(text);
    char *copy = EXACT(char, length + 1);
    memset(copy, '3', length);
    memcpy(copy, text, length < strlen(text) ? length : strlen(text));
    copy[length] = 0;
    return copy;
}

static void add_days(input *in, le_terms *terms) {
    terms->non_working_weekdays = once_in(in, 16) ? (uint32_t)word_of(in, 4) : below(in, 127);
    terms->non_working_rule = narrow(in, (int32_t)below(in, 4));
    terms->holiday_count = below(in, 8);
    int32_t *holidays = EXACT(int32_t, terms->holiday_count);
    for (uint32_t index = 0; index < terms->holiday_count; index++)
        holidays[index] = narrow(in, later(terms->disbursed_at, below(in, 250)));
    terms->holidays = holidays;
}

static void add_options(input *in, le_terms *terms) {
    uint64_t shape = word_of(in, 3);
    if (shape & 0x1) terms->interest_method = narrow(in, (int32_t)below(in, 2));
    if (shape & 0x2) terms->amortization = narrow(in, (int32_t)below(in, 3));
    if (shape & 0x4) terms->term_every = narrow(in, 1 + (int32_t)below(in, 20));
    if (shape & 0x8)
        terms->first_due_date = narrow(in, later(terms->disbursed_at, 1 + below(in, 90)));
    if (shape & 0x10) terms->day_count = narrow(in, (int32_t)below(in, 12));
    if (shape & 0x20) terms->interest_mode = narrow(in, (int32_t)below(in, 7));
    if (shape & 0x40) terms->installment_mode = narrow(in, (int32_t)below(in, 7));
    if (shape & 0x80) terms->leveling = narrow(in, (int32_t)below(in, 2));
    if (shape & 0x100) terms->interest_unit = wide(in, 1 + (int64_t)below(in, 100));
    if (shape & 0x200) terms->installment_unit = wide(in, 1 + (int64_t)below(in, 100));
    if (shape & 0x400) terms->flat_interest = narrow(in, (int32_t)below(in, 2));
    if (shape & 0x800) terms->residual = narrow(in, (int32_t)below(in, 3));
    if (shape & 0x1000) terms->grace_principal = narrow(in, (int32_t)below(in, 4));
    if (shape & 0x2000) terms->grace_interest_free = narrow(in, (int32_t)below(in, 4));
    if (shape & 0x4000) terms->grace_capitalized = narrow(in, (int32_t)below(in, 4));
    if (shape & 0x8000) terms->balloon = wide(in, (int64_t)word_of(in, 2));
    if (shape & 0x10000) terms->installment_fee = wide(in, (int64_t)word_of(in, 2));
    if (shape & 0x20000) add_days(in, terms);
    if (shape & 0x40000) {
        const le_allocation_policy *policy = policy_of(in);
        if (policy != NULL) terms->allocation = *policy;
    }
    if (shape & 0x80000) {
        const le_delinquency_policy *policy = delinquency_of(in);
        if (policy != NULL && policy->struct_size == sizeof *policy) {
            terms->grace_days = policy->grace_days;
            terms->bucket_from_days = policy->bucket_from_days;
            terms->bucket_count = policy->bucket_count;
        }
    }
    if ((shape & 0x300000) == 0x300000) terms->reserved[shape >> 23] = below(in, 2);
}

static int32_t term_count_of(input *in) {
    uint32_t shape = byte_of(in);
    if (shape < 240) return 1 + (int32_t)(shape % 18);
    if (shape < 250) return 1 + (int32_t)below(in, 400);
    return narrow(in, 1 + (int32_t)below(in, 4000));
}

loan loan_of(input *in) {
    loan made = {.terms = LE_TERMS_INIT};
    le_terms *terms = &made.terms;
    uint32_t shape = byte_of(in);
    terms->principal = wide(in, 1 + amount_of(in));
    terms->rate_numerator = wide(in, shape & 1 ? amount_of(in) : (int64_t)below(in, 100));
    terms->rate_denominator = wide(in, 1 + (shape & 2 ? amount_of(in) : (int64_t)below(in, 12)));
    terms->rate_per = narrow(in, (int32_t)below(in, 5));
    terms->term_count = term_count_of(in);
    terms->term_unit = narrow(in, (int32_t)below(in, 3));
    terms->disbursed_at = date_of(in);
    terms->currency_exponent = narrow(in, (int32_t)below(in, 7));
    if (shape & 4) add_options(in, terms);
    // Long loans at rates of many digits take seconds by design.
    if ((shape & 24) == 24 && terms->term_count <= 60) terms->rate_text = rate_text_of(in);

    made.is_same_header = true;
    if ((shape & 0xE0) == 0xE0) {
        terms->struct_size = shape & 1 ? 8 * below(in, 600) : (uint32_t)word_of(in, 2);
        made.is_same_header = false;
    }
    size_t size = terms->struct_size < 4 ? 4 : terms->struct_size;
    le_terms *seen = exact(size);
    memset(seen, 0, size);
    memcpy(seen, terms, size < sizeof *terms ? size : sizeof *terms);
    if (size > sizeof *terms && once_in(in, 4)) ((char *)seen)[size - 1] = (char)byte_of(in);
    made.seen = seen;
    return made;
}
