/* Terms and events from jsonb to the structs of loan_engine.h, without a detour over text.
 *
 * What is read here is what most loans have. Whatever is not in the tables below, or is not written as they say, makes
 * `loan_read` give up; the caller then hands the whole case over as a document. So no error is worded here, and no
 * value is refused here: the engine does both. */
#include "loan_engine_pg.h"

#include "utils/date.h"
#include "utils/numeric.h"

typedef enum {
    AMOUNT,       /* int64_t, a decimal of the currency */
    AMOUNT_ABOVE, /* the same, where the struct's zero stands for none: zero is left to the document */
    COUNT,        /* int32_t, zero or more */
    COUNT_ABOVE,  /* the same, without zero */
    WORD,         /* int32_t, a word of the set */
    DATE,         /* int32_t */
    TEXT,         /* any text, which the engine does not need */
    OBJECT        /* by a table of its own */
} kind;

/* The words of the sets that are read here, asked of the library once. */
typedef enum {
    SET_MODE, SET_PREPAYMENT_EFFECT, SET_PREPAYMENT_INTEREST, SET_SETTLEMENT_INTEREST, SET_DAYS_FROM,
    SET_ACROSS, SET_ADVANCE, SET_NON_WORKING_RULE, SET_UNIT, SET_INTEREST_METHOD, SET_AMORTIZATION,
    SET_DAY_COUNT, SET_LEVELING, SET_FLAT_INTEREST, SET_RESIDUAL, SET_ACCRUAL, SET_FIRST_PERIOD,
    SET_EVENT_TYPE, SET_COMPONENT, SET_ROLE, SET_WEEKDAYS, SET_RATE_PER,
    SETS
} word_set;
static struct {
    const char *name;
    int count;
    struct {
        const char *text;
        size_t length;
        int32_t number;
    } words[24];
} sets[SETS] = {
    [SET_MODE] = {.name = "le_mode"},
    [SET_PREPAYMENT_EFFECT] = {.name = "le_prepayment_effect"},
    [SET_PREPAYMENT_INTEREST] = {.name = "le_prepayment_interest"},
    [SET_SETTLEMENT_INTEREST] = {.name = "le_settlement_interest"},
    [SET_DAYS_FROM] = {.name = "le_days_from"},
    [SET_ACROSS] = {.name = "le_across"},
    [SET_ADVANCE] = {.name = "le_advance"},
    [SET_NON_WORKING_RULE] = {.name = "le_non_working_rule"},
    [SET_UNIT] = {.name = "le_unit"},
    [SET_INTEREST_METHOD] = {.name = "le_interest_method"},
    [SET_AMORTIZATION] = {.name = "le_amortization"},
    [SET_DAY_COUNT] = {.name = "le_day_count"},
    [SET_LEVELING] = {.name = "le_leveling"},
    [SET_FLAT_INTEREST] = {.name = "le_flat_interest"},
    [SET_RESIDUAL] = {.name = "le_residual"},
    [SET_ACCRUAL] = {.name = "le_accrual"},
    [SET_FIRST_PERIOD] = {.name = "le_first_period"},
    [SET_EVENT_TYPE] = {.name = "le_event_type"},
    [SET_COMPONENT] = {.name = "le_component"},
    [SET_ROLE] = {.name = "le_role"},
    [SET_WEEKDAYS] = {.name = "le_weekdays"},
    [SET_RATE_PER] = {.name = "le_rate_per"},
};

void loan_words(void) {
    for (int set = 0; set < SETS; set++)
        for (int32_t number = 0; number < 128 && sets[set].count < (int)lengthof(sets[set].words); number++) {
            const char *word = le_word(sets[set].name, number);
            if (word == NULL) continue;
            sets[set].words[sets[set].count].text = word;
            sets[set].words[sets[set].count].length = strlen(word);
            sets[set].words[sets[set].count++].number = number;
        }
}

typedef struct table table;
typedef struct {
    const char *name;
    int length;
    kind kind;
    size_t at;
    int set;
    const table *own;
} field;
struct table {
    const field *fields;
    int count;
};

#define TABLE(fields) {fields, lengthof(fields)}
#define NAME(text) text, sizeof(text) - 1
#define AT(member) offsetof(le_terms, member)

static const field rounding_fields[] = {
    {NAME("interestMode"), WORD, AT(interest_mode), SET_MODE, NULL},
    {NAME("installmentMode"), WORD, AT(installment_mode), SET_MODE, NULL},
    {NAME("interestUnit"), AMOUNT_ABOVE, AT(interest_unit), 0, NULL},
    {NAME("installmentUnit"), AMOUNT_ABOVE, AT(installment_unit), 0, NULL},
};
static const table rounding_table = TABLE(rounding_fields);

static const field grace_fields[] = {
    {NAME("principal"), COUNT, AT(grace_principal), 0, NULL},
    {NAME("interestFree"), COUNT, AT(grace_interest_free), 0, NULL},
    {NAME("capitalized"), COUNT, AT(grace_capitalized), 0, NULL},
    {NAME("deferred"), COUNT, AT(grace_deferred), 0, NULL},
};
static const table grace_table = TABLE(grace_fields);

static const field prepayment_fields[] = {
    {NAME("effect"), WORD, AT(prepayment_effect), SET_PREPAYMENT_EFFECT, NULL},
    {NAME("interest"), WORD, AT(prepayment_interest), SET_PREPAYMENT_INTEREST, NULL},
};
static const table prepayment_table = TABLE(prepayment_fields);

static const field settlement_fields[] = {
    {NAME("interest"), WORD, AT(settlement_interest), SET_SETTLEMENT_INTEREST, NULL},
};
static const table settlement_table = TABLE(settlement_fields);

static const field delinquency_fields[] = {
    {NAME("graceDays"), COUNT, AT(grace_days), 0, NULL},
    {NAME("daysFrom"), WORD, AT(days_from), SET_DAYS_FROM, NULL},
    {NAME("tolerance"), AMOUNT, AT(tolerance), 0, NULL},
};
static const table delinquency_table = TABLE(delinquency_fields);

static const field allocation_fields[] = {
    {NAME("across"), WORD, AT(allocation) + offsetof(le_allocation_policy, across), SET_ACROSS, NULL},
    {NAME("advance"), WORD, AT(allocation) + offsetof(le_allocation_policy, advance), SET_ADVANCE, NULL},
};
static const table allocation_table = TABLE(allocation_fields);

static const field non_working_fields[] = {
    {NAME("rule"), WORD, AT(non_working_rule), SET_NON_WORKING_RULE, NULL},
};
static const table non_working_table = TABLE(non_working_fields);

static const field term_fields[] = {
    {NAME("principalAmount"), AMOUNT, AT(principal), 0, NULL},
    {NAME("termCount"), COUNT_ABOVE, AT(term_count), 0, NULL},
    {NAME("termUnit"), WORD, AT(term_unit), SET_UNIT, NULL},
    {NAME("disbursedAt"), DATE, AT(disbursed_at), 0, NULL},
    {NAME("interestMethod"), WORD, AT(interest_method), SET_INTEREST_METHOD, NULL},
    {NAME("amortization"), WORD, AT(amortization), SET_AMORTIZATION, NULL},
    {NAME("termEvery"), COUNT_ABOVE, AT(term_every), 0, NULL},
    {NAME("firstDueDate"), DATE, AT(first_due_date), 0, NULL},
    {NAME("dayCount"), WORD, AT(day_count), SET_DAY_COUNT, NULL},
    {NAME("leveling"), WORD, AT(leveling), SET_LEVELING, NULL},
    {NAME("flatInterest"), WORD, AT(flat_interest), SET_FLAT_INTEREST, NULL},
    {NAME("residual"), WORD, AT(residual), SET_RESIDUAL, NULL},
    {NAME("balloonAmount"), AMOUNT, AT(balloon), 0, NULL},
    {NAME("installmentFee"), AMOUNT, AT(installment_fee), 0, NULL},
    {NAME("installmentAmount"), AMOUNT_ABOVE, AT(installment_amount), 0, NULL},
    {NAME("accrual"), WORD, AT(accrual), SET_ACCRUAL, NULL},
    {NAME("firstPeriod"), WORD, AT(first_period), SET_FIRST_PERIOD, NULL},
    {NAME("rounding"), OBJECT, 0, 0, &rounding_table},
    {NAME("grace"), OBJECT, 0, 0, &grace_table},
    {NAME("prepayment"), OBJECT, 0, 0, &prepayment_table},
    {NAME("settlement"), OBJECT, 0, 0, &settlement_table},
    {NAME("delinquency"), OBJECT, 0, 0, &delinquency_table},
    {NAME("allocation"), OBJECT, 0, 0, &allocation_table},
    {NAME("nonWorkingDays"), OBJECT, 0, 0, &non_working_table},
};
static const table term_table = TABLE(term_fields);
/* The first four of them have to be there. */
enum { TERMS_REQUIRED = 0xf };

static const field event_fields[] = {
    {NAME("type"), WORD, offsetof(le_event, type), SET_EVENT_TYPE, NULL},
    {NAME("date"), DATE, offsetof(le_event, date), 0, NULL},
    {NAME("amount"), AMOUNT, offsetof(le_event, amount), 0, NULL},
    {NAME("component"), WORD, offsetof(le_event, component), SET_COMPONENT, NULL},
    {NAME("of"), COUNT_ABOVE, offsetof(le_event, of), 0, NULL},
    {NAME("role"), WORD, offsetof(le_event, role), SET_ROLE, NULL},
    {NAME("method"), TEXT, 0, 0, NULL},
    {NAME("reference"), TEXT, 0, 0, NULL},
};
static const table event_table = TABLE(event_fields);
enum { HAS_TYPE = 1, HAS_DATE = 2, HAS_AMOUNT = 4, HAS_COMPONENT = 8, HAS_OF = 16, NEEDED = 31 };

/* What each type of event is written with, by le_event_type. The types that stand for 0 are left to the document. */
static const uint8_t event_forms[] = {
    [LE_SUBMIT] = HAS_TYPE | HAS_DATE,
    [LE_APPROVE] = HAS_TYPE | HAS_DATE,
    [LE_REJECT] = HAS_TYPE | HAS_DATE,
    [LE_REVISE] = HAS_TYPE | HAS_DATE,
    [LE_CANCEL] = HAS_TYPE | HAS_DATE,
    [LE_DISBURSE] = HAS_TYPE | HAS_DATE,
    [LE_WRITE_OFF] = HAS_TYPE | HAS_DATE,
    [LE_REPAYMENT] = HAS_TYPE | HAS_DATE | HAS_AMOUNT,
    [LE_RECOVERY] = HAS_TYPE | HAS_DATE | HAS_AMOUNT,
    [LE_SETTLEMENT] = HAS_TYPE | HAS_DATE | HAS_AMOUNT,
    [LE_DRAWDOWN] = HAS_TYPE | HAS_DATE | HAS_AMOUNT,
    [LE_REFUND] = HAS_TYPE | HAS_DATE | HAS_AMOUNT,
    [LE_CHARGE] = HAS_TYPE | HAS_DATE | HAS_AMOUNT | HAS_COMPONENT,
    [LE_WAIVER] = HAS_TYPE | HAS_DATE | HAS_AMOUNT | HAS_COMPONENT,
    [LE_REVERSAL] = HAS_TYPE | HAS_DATE | HAS_OF,
};

static bool read_text(const JsonbValue *value, const char **text, size_t *length) {
    if (value->type != jbvString) return false;
    *text = value->val.string.val;
    *length = value->val.string.len;
    return true;
}

static bool read_word(const JsonbValue *value, int set, int32_t *number) {
    const char *text;
    size_t length;
    if (!read_text(value, &text, &length)) return false;
    for (int index = 0; index < sets[set].count; index++)
        if (sets[set].words[index].length == length && memcmp(sets[set].words[index].text, text, length) == 0) {
            *number = sets[set].words[index].number;
            return true;
        }
    return false;
}

/* A whole number as the case format writes it: digits alone. */
static bool read_count(const JsonbValue *value, int32_t *number) {
    char *digits;
    int64_t sum = 0;
    if (value->type != jbvNumeric) return false;
    digits = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
    if (*digits == 0 || strlen(digits) > 9) return false;
    for (const char *digit = digits; *digit != 0; digit++) {
        if (*digit < '0' || *digit > '9') return false;
        sum = sum * 10 + (*digit - '0');
    }
    pfree(digits);
    *number = (int32_t)sum;
    return true;
}

static bool read_date(const JsonbValue *value, int32_t *date) {
    const char *text;
    size_t length;
    return read_text(value, &text, &length) && le_date_parse(text, length, date) == LE_OK;
}

static bool member(JsonbContainer *object, const char *name, JsonbValue *value) {
    return getKeyJsonValueFromContainer(object, name, strlen(name), value) != NULL;
}

/* Reads one field into the struct at `base`; false where it is to be left to the document. */
static bool read_field(const field *own, const JsonbValue *value, int32_t exponent, char *base) {
    const char *text;
    size_t length;
    char *place = base + own->at;
    switch (own->kind) {
    case AMOUNT:
    case AMOUNT_ABOVE:
        return read_text(value, &text, &length) &&
               le_amount_parse(text, length, exponent, (int64_t *)place) == LE_OK &&
               (own->kind == AMOUNT || *(int64_t *)place != 0);
    case COUNT:
    case COUNT_ABOVE:
        return read_count(value, (int32_t *)place) && (own->kind == COUNT || *(int32_t *)place != 0);
    case WORD:
        return read_word(value, own->set, (int32_t *)place);
    case DATE:
        return read_date(value, (int32_t *)place);
    case TEXT:
        return value->type == jbvString;
    case OBJECT:
        break;
    }
    return false;
}

static const field *find(const table *own, const JsonbValue *key) {
    for (int index = 0; index < own->count; index++)
        if (own->fields[index].length == key->val.string.len &&
            memcmp(own->fields[index].name, key->val.string.val, key->val.string.len) == 0)
            return &own->fields[index];
    return NULL;
}

static bool read_order(const JsonbValue *value, uint8_t *order) {
    JsonbIterator *iterator;
    JsonbValue element;
    int count = 0;
    if (value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data)) return false;
    iterator = JsonbIteratorInit(value->val.binary.data);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;) {
        int32_t number;
        if (token != WJB_ELEM) continue;
        if (count == 4 || !read_word(&element, SET_COMPONENT, &number)) return false;
        order[count++] = (uint8_t)number;
    }
    return count == 4;
}

/* Room in the parts for `count` elements of `size` bytes. */
static void *take(loan *own, le_part *part, int count, size_t size) {
    size_t bytes = MAXALIGN(count * size);
    void *place;
    if (own->parts == NULL) {
        own->parts_capacity = Max(bytes, 1024);
        own->parts = palloc(own->parts_capacity);
    } else if (own->parts_size + bytes > own->parts_capacity) {
        own->parts_capacity = (own->parts_size + bytes) * 2;
        own->parts = repalloc(own->parts, own->parts_capacity);
    }
    place = own->parts + own->parts_size;
    part->at = (uint32_t)own->parts_size;
    part->count = (uint32_t)count;
    own->parts_size += bytes;
    return place;
}

static bool is_array(const JsonbValue *value, int most) {
    return value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data) &&
           !JsonContainerIsScalar(value->val.binary.data) && JsonContainerSize(value->val.binary.data) <= (uint32)most;
}

static bool read_dates(loan *own, const JsonbValue *value, le_part *part, int most) {
    int count, index = 0;
    int32_t *dates;
    JsonbIterator *iterator;
    JsonbValue element;
    if (!is_array(value, most)) return false;
    count = (int)JsonContainerSize(value->val.binary.data);
    if (count == 0) return true;
    dates = take(own, part, count, sizeof *dates);
    iterator = JsonbIteratorInit(value->val.binary.data);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;)
        if (token == WJB_ELEM && !read_date(&element, &dates[index++])) return false;
    return true;
}

static bool read_weekdays(loan *own, const JsonbValue *value) {
    JsonbIterator *iterator;
    JsonbValue element;
    if (!is_array(value, 7)) return false;
    iterator = JsonbIteratorInit(value->val.binary.data);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;) {
        int32_t day;
        if (token != WJB_ELEM) continue;
        if (!read_word(&element, SET_WEEKDAYS, &day) || (own->terms.non_working_weekdays & (uint32_t)day) != 0)
            return false;
        own->terms.non_working_weekdays |= (uint32_t)day;
    }
    return true;
}

static bool read_buckets(loan *own, const JsonbValue *value) {
    int count, index = 0;
    int32_t *days;
    JsonbIterator *iterator;
    JsonbValue element, name, from;
    if (!is_array(value, LE_BUCKETS_MAX)) return false;
    count = (int)JsonContainerSize(value->val.binary.data);
    if (count == 0) return true;
    days = take(own, &own->terms.bucket_from_days, count, sizeof *days);
    iterator = JsonbIteratorInit(value->val.binary.data);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;) {
        if (token != WJB_ELEM) continue;
        if (element.type != jbvBinary || !JsonContainerIsObject(element.val.binary.data) ||
            JsonContainerSize(element.val.binary.data) != 2 || !member(element.val.binary.data, "name", &name) ||
            name.type != jbvString || !member(element.val.binary.data, "fromDay", &from) ||
            !read_count(&from, &days[index++]))
            return false;
    }
    return true;
}

static bool read_rate(loan *own, const JsonbValue *value) {
    JsonbValue percent, per;
    const char *text;
    size_t length;
    return value->type == jbvBinary && JsonContainerIsObject(value->val.binary.data) &&
           JsonContainerSize(value->val.binary.data) == 2 && member(value->val.binary.data, "percent", &percent) &&
           member(value->val.binary.data, "per", &per) && read_text(&percent, &text, &length) &&
           le_rate_parse(text, length, &own->terms.rate.numerator, &own->terms.rate.denominator) == LE_OK &&
           read_word(&per, SET_RATE_PER, &own->terms.rate_per);
}

static bool key_is(const JsonbValue *key, const char *name) {
    return (size_t)key->val.string.len == strlen(name) && memcmp(key->val.string.val, name, strlen(name)) == 0;
}

/* What is no plain field of a table: true where it was read, else `*known` says whether the name is one of these. */
static bool read_special(loan *own, const table *of, const JsonbValue *key, const JsonbValue *value, bool *known,
                         uint8_t (*orders)[4], unsigned *orders_given) {
    *known = true;
    if (of == &term_table) {
        if (key_is(key, "rate")) return read_rate(own, value);
        if (key_is(key, "currency")) return true;
    } else if (of == &delinquency_table) {
        if (key_is(key, "buckets")) return read_buckets(own, value);
    } else if (of == &non_working_table) {
        if (key_is(key, "weekdays")) return read_weekdays(own, value);
        if (key_is(key, "holidays")) return read_dates(own, value, &own->terms.holidays, LE_HOLIDAYS_MAX);
    } else if (of == &allocation_table) {
        static const char *const names[] = {"order", "pastDue", "due", "inAdvance"};
        for (unsigned index = 0; index < lengthof(names); index++)
            if (key_is(key, names[index])) {
                *orders_given |= 1u << index;
                return read_order(value, orders[index]);
            }
    }
    *known = false;
    return false;
}

static bool read_object(loan *own, const table *of, JsonbContainer *object, unsigned *given) {
    JsonbIterator *iterator;
    JsonbValue key, value;
    uint8_t orders[4][4] = {{LE_PENALTY, LE_FEE, LE_INTEREST, LE_PRINCIPAL}};
    unsigned orders_given = 0;
    bool known, modes = false;
    if (of == &rounding_table) {
        /* One mode for both comes before each of its own, which are written behind it. */
        if (member(object, "mode", &value)) {
            if (!read_word(&value, SET_MODE, &own->terms.interest_mode)) return false;
            own->terms.installment_mode = own->terms.interest_mode;
            modes = true;
        }
    }
    iterator = JsonbIteratorInit(object);
    if (JsonbIteratorNext(&iterator, &key, false) != WJB_BEGIN_OBJECT) return false;
    while (JsonbIteratorNext(&iterator, &key, true) == WJB_KEY) {
        const field *own_field = find(of, &key);
        if (JsonbIteratorNext(&iterator, &value, true) != WJB_VALUE) return false;
        if (own_field == NULL) {
            if (modes && key_is(&key, "mode")) continue;
            if (!read_special(own, of, &key, &value, &known, orders, &orders_given)) return false;
            continue;
        }
        if (own_field->kind == OBJECT) {
            unsigned ignored = 0;
            if (value.type != jbvBinary || !JsonContainerIsObject(value.val.binary.data) ||
                !read_object(own, own_field->own, value.val.binary.data, &ignored))
                return false;
            continue;
        }
        if (!read_field(own_field, &value, own->terms.currency_exponent, (char *)&own->terms)) return false;
        *given |= 1u << (own_field - of->fields);
    }
    if (of == &allocation_table && orders_given != 0) {
        memcpy(own->terms.allocation.past_due, orders[orders_given & 2 ? 1 : 0], 4);
        memcpy(own->terms.allocation.due, orders[orders_given & 4 ? 2 : 0], 4);
        memcpy(own->terms.allocation.in_advance, orders[orders_given & 8 ? 3 : 0], 4);
    }
    return true;
}

static bool read_event(JsonbContainer *object, int32_t exponent, le_event *event) {
    JsonbIterator *iterator = JsonbIteratorInit(object);
    JsonbValue key, value;
    unsigned given = 0;
    memset(event, 0, sizeof *event);
    if (JsonbIteratorNext(&iterator, &key, false) != WJB_BEGIN_OBJECT) return false;
    while (JsonbIteratorNext(&iterator, &key, true) == WJB_KEY) {
        const field *own = find(&event_table, &key);
        if (own == NULL || JsonbIteratorNext(&iterator, &value, true) != WJB_VALUE ||
            !read_field(own, &value, exponent, (char *)event))
            return false;
        given |= 1u << (own - event_fields);
    }
    return (size_t)event->type < lengthof(event_forms) && event_forms[event->type] != 0 &&
           (given & NEEDED) == event_forms[event->type];
}

bool loan_read_allocation(Jsonb *allocation, le_allocation_policy *policy) {
    loan own = {.terms = LE_TERMS_INIT};
    unsigned given = 0;
    if (!JB_ROOT_IS_OBJECT(allocation) || !read_object(&own, &allocation_table, &allocation->root, &given)) return false;
    *policy = own.terms.allocation;
    return true;
}

/* Digits of a currency; the one that was asked for last is kept, for loans mostly have the same. */
static bool read_currency(const JsonbValue *value, int32_t *exponent) {
    static char last[3];
    static int32_t digits;
    const char *code;
    size_t length;
    if (!read_text(value, &code, &length) || length != sizeof last) return false;
    if (memcmp(last, code, sizeof last) != 0) {
        last[0] = 0;
        if (le_currency_exponent(code, length, &digits) != LE_OK) return false;
        memcpy(last, code, sizeof last);
    }
    *exponent = digits;
    return true;
}

bool loan_read(Jsonb *terms, Jsonb *events, loan *own) {
    JsonbValue currency;
    unsigned given = 0;
    *own = (loan){.terms = LE_TERMS_INIT};
    if (!JB_ROOT_IS_OBJECT(terms)) return false;
    if (!member(&terms->root, "currency", &currency) || !read_currency(&currency, &own->terms.currency_exponent))
        return false;
    if (!read_object(own, &term_table, &terms->root, &given)) return false;
    if ((given & TERMS_REQUIRED) != TERMS_REQUIRED || own->terms.rate.denominator == 0) return false;
    if (events != NULL) {
        JsonbIterator *iterator;
        JsonbValue element;
        uint32 count;
        if (!JB_ROOT_IS_ARRAY(events) || JB_ROOT_IS_SCALAR(events)) return false;
        count = JB_ROOT_COUNT(events);
        if (count > LE_EVENTS_MAX) return false;
        if (count == 0) return true;
        own->events = palloc_extended(count * sizeof *own->events, MCXT_ALLOC_HUGE);
        iterator = JsonbIteratorInit(&events->root);
        for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;) {
            if (token != WJB_ELEM) continue;
            if (element.type != jbvBinary || !JsonContainerIsObject(element.val.binary.data) ||
                !read_event(element.val.binary.data, own->terms.currency_exponent, &own->events[own->event_count++]))
                return false;
        }
    }
    return true;
}
