// Terms, and the parts beside them, from bytes.
#include "input.h"

enum { PARTS_SIZE = 2048 };

/// Room for elements at the next multiple of 8; now and then a part that does not lie in the buffer.
static void *place_of(input *in, loan *made, le_part *part, size_t size, uint32_t count) {
    static uint64_t nowhere[PARTS_SIZE / 8];
    size_t at = (made->parts_size + 7) / 8 * 8;
    *part = (le_part){count == 0 ? 0 : (uint32_t)at, count};
    if (once_in(in, 32)) *part = (le_part){(uint32_t)word_of(in, 4), (uint32_t)word_of(in, 4)};
    if (count == 0 || at + size * count > PARTS_SIZE) {
        if (count > 0) *part = (le_part){0, 0};
        return nowhere;
    }
    made->parts_size = at + size * count;
    return made->bytes + at;
}

static void dates_of(input *in, loan *made, le_part *part, uint32_t count, uint32_t step) {
    int32_t *dates = place_of(in, made, part, sizeof(int32_t), count), date = made->terms.disbursed_at;
    for (uint32_t index = 0; index < count; index++) {
        dates[index] = narrow(in, date);
        date = later(date, 1 + below(in, step));
    }
}

le_ratio ratio_of(input *in, uint32_t most) {
    le_ratio ratio = {wide(in, (int64_t)below(in, most)), wide(in, 1 + (int64_t)below(in, 12))};
    return ratio;
}

static le_share share_of(input *in, uint32_t most) {
    le_share share = {0, {0, 0}};
    uint32_t shape = byte_of(in);
    if (shape & 1) share.percent = ratio_of(in, most);
    if (!(shape & 1) || shape > 250) share.amount = wide(in, (int64_t)word_of(in, 2));
    return share;
}

static void late_charges_of(input *in, loan *made) {
    uint32_t count = below(in, 4);
    le_late_charge *rules = place_of(in, made, &made->terms.late_charges, sizeof *rules, count);
    for (uint32_t index = 0; index < count; index++) {
        le_late_charge *rule = &rules[index];
        memset(rule, 0, sizeof *rule);
        uint32_t shape = byte_of(in);
        rule->kind = narrow(in, (int32_t)(shape & 1));
        rule->component = narrow(in, (int32_t)(shape >> 1 & 1));
        rule->after_days = narrow(in, (int32_t)below(in, 20));
        rule->charge = share_of(in, 30);
        if (rule->charge.percent.denominator != 0) rule->of = narrow(in, (int32_t)below(in, 3));
        if (rule->kind == LE_LATE_DAILY) {
            rule->charge.amount = 0;
            rule->charge.percent = ratio_of(in, 60);
            rule->of = narrow(in, 1 + (int32_t)(shape >> 2 & 1));
            rule->rate_per = narrow(in, (int32_t)(shape >> 3 & 3));
            rule->year_days = narrow(in, 365);
            rule->counts_from = narrow(in, (int32_t)(shape >> 5 & 1));
        } else if (shape & 64) {
            rule->every = narrow(in, 1 + (int32_t)below(in, 9));
            rule->every_unit = narrow(in, (int32_t)below(in, 3));
            rule->times = narrow(in, (int32_t)below(in, 5));
        }
    }
}

static void fees_of(input *in, loan *made) {
    uint32_t count = below(in, 3);
    le_upfront_fee *fees = place_of(in, made, &made->terms.upfront_fees, sizeof *fees, count);
    for (uint32_t index = 0; index < count; index++)
        fees[index] = (le_upfront_fee){share_of(in, 9), narrow(in, (int32_t)below(in, 3)),
                                       once_in(in, 64)};
}

static void rate_text_of(input *in, loan *made, le_terms *terms) {
    static const char *const texts[] = {"100/3", "2.5", "24", "99999999999999999999/7", "", "x", "-1",
                                        "0", "1/0", "0.000000000000000000000000000000000001"};
    const char *text = texts[below(in, sizeof texts / sizeof *texts)];
    uint32_t length = (uint32_t)strlen(text);
    memcpy(place_of(in, made, &terms->rate_text, 1, length), text, length);
    if (!once_in(in, 8)) terms->rate = (le_ratio){0, 0};
}

static void policy_into(input *in, le_allocation_policy *policy) {
    const le_allocation_policy *made = policy_of(in);
    if (made != NULL) *policy = *made;
}

static void add_options(input *in, loan *made) {
    le_terms *terms = &made->terms;
    uint64_t shape = word_of(in, 4);
    if (shape & 0x1) terms->interest_method = narrow(in, (int32_t)below(in, 2));
    if (shape & 0x2) terms->amortization = narrow(in, (int32_t)below(in, 3));
    if (shape & 0x4) terms->term_every = narrow(in, 1 + (int32_t)below(in, 20));
    if (shape & 0x8)
        terms->first_due_date = narrow(in, later(terms->disbursed_at, below(in, 90)));
    if (shape & 0x10) terms->day_count = narrow(in, (int32_t)below(in, 14));
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
    if (shape & 0x20000) {
        terms->non_working_weekdays = once_in(in, 16) ? (uint32_t)word_of(in, 4) : below(in, 127);
        terms->non_working_rule = narrow(in, (int32_t)below(in, 4));
        dates_of(in, made, &terms->holidays, below(in, 8), 60);
    }
    if (shape & 0x40000) policy_into(in, &terms->allocation);
    if (shape & 0x80000) {
        terms->grace_days = narrow(in, (int32_t)below(in, 40));
        terms->days_from = narrow(in, (int32_t)below(in, 3));
        terms->tolerance = wide(in, (int64_t)below(in, 500));
    }
    if (shape & 0x100000) {
        uint32_t count = below(in, 6);
        int32_t *days = place_of(in, made, &terms->bucket_from_days, sizeof *days, count), from = 0;
        for (uint32_t index = 0; index < count; index++) {
            days[index] = narrow(in, from);
            from += 1 + (int32_t)below(in, 60);
        }
    }
    if (shape & 0x200000) late_charges_of(in, made);
    if (shape & 0x400000) terms->late_charge_limit = share_of(in, 40);
    if (shape & 0x800000) {
        terms->prepayment_effect = narrow(in, (int32_t)below(in, 3));
        terms->prepayment_interest = narrow(in, (int32_t)below(in, 3));
        terms->settlement_interest = narrow(in, (int32_t)below(in, 4));
        terms->settlement_fee = share_of(in, 9);
        if (once_in(in, 2)) terms->settlement_retained = ratio_of(in, 100);
    }
    if (shape & 0x1000000) terms->accrual = narrow(in, (int32_t)below(in, 2));
    if (shape & 0x2000000) fees_of(in, made);
    if (shape & 0x4000000) terms->down_payment = share_of(in, 30);
    if (shape & 0x8000000) terms->installment_amount = wide(in, amount_of(in));
    if (shape & 0x10000000) {
        for (uint32_t index = 0; index < 4; index++)
            terms->due_days[index] = (uint8_t)narrow(in, (int32_t)(index * 7 + below(in, 8)));
    }
    if (shape & 0x20000000) {
        dates_of(in, made, &terms->due_dates, 1 + below(in, 6), 60);
        if (!once_in(in, 8)) terms->term_count = terms->term_unit = terms->term_every = 0;
    }
    if (shape & 0x40000000) terms->first_period = narrow(in, (int32_t)below(in, 2));
    if (shape & 0x80000000) {
        terms->grace_deferred = narrow(in, (int32_t)below(in, 3));
        if (once_in(in, 16)) terms->reserved[below(in, 3)] = below(in, 2);
        if (once_in(in, 32)) terms->reserved0 = below(in, 2);
        if (once_in(in, 32)) terms->reserved2 = narrow(in, 0);
    }
}

static int32_t term_count_of(input *in) {
    uint32_t shape = byte_of(in);
    if (shape < 240) return 1 + (int32_t)(shape % 18);
    if (shape < 250) return 1 + (int32_t)below(in, 400);
    return narrow(in, 1 + (int32_t)below(in, 4000));
}

void new_terms_of(input *in, loan *made, uint32_t *place) {
    le_part part;
    le_new_terms *terms = place_of(in, made, &part, sizeof *terms, 1);
    memset(terms, 0, sizeof *terms);
    *place = part.at;
    uint32_t shape = byte_of(in);
    terms->set = (uint32_t)narrow(in, (int32_t)(shape & 63));
    terms->term_count = narrow(in, 1 + (int32_t)below(in, 12));
    if (shape & LE_SET_RATE) {
        terms->rate = ratio_of(in, 60);
        terms->rate_per = narrow(in, (int32_t)below(in, 4));
    }
    if (shape & LE_SET_AMORTIZATION) terms->amortization = narrow(in, (int32_t)below(in, 3));
    if (shape & LE_SET_TERM_UNIT) terms->term_unit = narrow(in, (int32_t)below(in, 3));
    if (shape & LE_SET_TERM_EVERY) terms->term_every = narrow(in, 1 + (int32_t)below(in, 3));
    if (shape & LE_SET_FIRST_DUE_DATE) terms->first_due_date = date_of(in);
    if (shape & LE_SET_INSTALLMENT_FEE) terms->installment_fee = wide(in, (int64_t)below(in, 900));
    if (shape & 64) terms->balloon = wide(in, (int64_t)word_of(in, 2));
    if (shape & 128) terms->grace_principal = narrow(in, (int32_t)below(in, 3));
    if (once_in(in, 16)) terms->reserved = below(in, 2);
    if (once_in(in, 16)) {
        terms->term_count = 0;
        dates_of(in, made, &terms->due_dates, 1 + below(in, 6), 60);
    }
}

loan loan_of(input *in) {
    loan made = {.terms = LE_TERMS_INIT, .parts_size = 8, .bytes = exact(PARTS_SIZE)};
    memset(made.bytes, 0, PARTS_SIZE);
    le_terms *terms = &made.terms;
    uint32_t shape = byte_of(in);
    terms->principal = wide(in, 1 + amount_of(in));
    terms->rate.numerator = wide(in, shape & 1 ? amount_of(in) : (int64_t)below(in, 100));
    terms->rate.denominator = wide(in, 1 + (shape & 2 ? amount_of(in) : (int64_t)below(in, 12)));
    terms->rate_per = narrow(in, (int32_t)below(in, 5));
    terms->term_count = term_count_of(in);
    terms->term_unit = narrow(in, (int32_t)below(in, 3));
    terms->disbursed_at = date_of(in);
    terms->currency_exponent = narrow(in, (int32_t)below(in, 7));
    if (shape & 4) add_options(in, &made);
    // Long loans at rates of many digits take seconds by design.
    if ((shape & 24) == 24 && terms->term_count <= 60) rate_text_of(in, &made, terms);

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

const void *parts_of(const loan *made) {
    // Of the very size that the call is told of.
    char *parts = exact(made->parts_size);
    memcpy(parts, made->bytes, made->parts_size);
    return parts;
}
