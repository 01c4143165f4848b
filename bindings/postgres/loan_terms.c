/* Terms and events from jsonb to the structs of loan_engine.h, without a detour over text.
 *
 * What is read here is what most loans have. Whatever is not in the tables of loan_fields.h, or is not written as
 * they say, makes `loan_read` give up; the caller then hands the whole case over as a document. So no error is worded here, and no
 * value is refused here: the engine does both. */
#include "loan_fields.h"

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
        return loan_read_text(value, &text, &length) &&
               le_amount_parse(text, length, exponent, (int64_t *)place) == LE_OK &&
               (own->kind == AMOUNT || *(int64_t *)place != 0);
    case COUNT:
    case COUNT_ABOVE:
        return loan_read_count(value, (int32_t *)place) && (own->kind == COUNT || *(int32_t *)place != 0);
    case RATE:
        return loan_read_rate(value, (le_ratio *)place);
    case WORD:
        return loan_read_word(value, own->set, (int32_t *)place);
    case DATE:
        return loan_read_date(value, (int32_t *)place);
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
        if (count == 4 || !loan_read_word(&element, SET_COMPONENT, &number)) return false;
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
        if (token == WJB_ELEM && !loan_read_date(&element, &dates[index++])) return false;
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
        if (!loan_read_word(&element, SET_WEEKDAYS, &day) || (own->terms.non_working_weekdays & (uint32_t)day) != 0)
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
            !loan_read_count(&from, &days[index++]))
            return false;
    }
    return true;
}

static JsonbContainer *object_of(const JsonbValue *value) {
    return value->type == jbvBinary && JsonContainerIsObject(value->val.binary.data) ? value->val.binary.data : NULL;
}

static bool read_rate(const JsonbValue *value, le_ratio *rate, le_rate_per *rate_per) {
    JsonbContainer *object = object_of(value);
    JsonbValue percent, per;
    return object != NULL && JsonContainerSize(object) == 2 && member(object, "percent", &percent) &&
           member(object, "per", &per) && loan_read_rate(&percent, rate) && loan_read_word(&per, SET_RATE_PER, rate_per);
}

/* An amount above zero or a percentage, in an object of `size` members. */
static bool read_share(const JsonbValue *value, uint32 size, int32_t exponent, le_share *share) {
    static const field amount = {NAME("amount"), AMOUNT_ABOVE, offsetof(le_share, amount), 0, NULL};
    static const field percent = {NAME("percent"), RATE, offsetof(le_share, percent), 0, NULL};
    JsonbContainer *object = object_of(value);
    JsonbValue own, other;
    if (object == NULL || JsonContainerSize(object) != size) return false;
    if (member(object, "amount", &own))
        return !member(object, "percent", &other) && read_field(&amount, &own, exponent, (char *)share);
    return member(object, "percent", &own) && read_field(&percent, &own, exponent, (char *)share);
}

static bool read_upfront_fees(loan *own, const JsonbValue *value) {
    le_upfront_fee *fee;
    JsonbIterator *iterator;
    JsonbValue element, name, collect;
    if (!is_array(value, LE_UPFRONT_FEES_MAX)) return false;
    if (JsonContainerSize(value->val.binary.data) == 0) return true;
    fee = take(own, &own->terms.upfront_fees, (int)JsonContainerSize(value->val.binary.data), sizeof *fee);
    iterator = JsonbIteratorInit(value->val.binary.data);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;) {
        if (token != WJB_ELEM) continue;
        memset(fee, 0, sizeof *fee);
        if (!read_share(&element, 3, own->terms.currency_exponent, &fee->fee) ||
            !member(object_of(&element), "name", &name) || name.type != jbvString ||
            !member(object_of(&element), "collect", &collect) || !loan_read_word(&collect, SET_COLLECT, &fee->collect))
            return false;
        fee++;
    }
    return true;
}

static bool read_every(const JsonbValue *value, le_late_charge *charge) {
    JsonbContainer *object = object_of(value);
    JsonbValue count, unit;
    return object != NULL && JsonContainerSize(object) == 2 && member(object, "count", &count) &&
           member(object, "unit", &unit) && loan_read_count(&count, &charge->every) && charge->every > 0 &&
           loan_read_word(&unit, SET_UNIT, &charge->every_unit);
}

/* A rule for late charges has one of amount, percent and rate, and beside each what the case format says. */
static bool read_late_charge(JsonbContainer *object, int32_t exponent, le_late_charge *charge) {
    JsonbIterator *iterator = JsonbIteratorInit(object);
    JsonbValue key, value;
    unsigned given = 0, needed, allowed = LATE_ANY;
    memset(charge, 0, sizeof *charge);
    if (JsonbIteratorNext(&iterator, &key, false) != WJB_BEGIN_OBJECT) return false;
    while (JsonbIteratorNext(&iterator, &key, true) == WJB_KEY) {
        const field *own = find(&late_table, &key);
        if (own == NULL || JsonbIteratorNext(&iterator, &value, true) != WJB_VALUE) return false;
        given |= 1u << (own - late_fields);
        if (own->kind == OBJECT ? !(own->name[0] == 'r' ? read_rate(&value, &charge->charge.percent, &charge->rate_per)
                                                        : read_every(&value, charge))
                                : !read_field(own, &value, exponent, (char *)charge))
            return false;
    }
    if (given & LATE_RATE) {
        charge->kind = LE_LATE_DAILY;
        needed = LATE_RATE | LATE_OF | LATE_YEAR_DAYS;
        allowed |= needed | LATE_FROM;
    } else {
        needed = given & LATE_PERCENT ? LATE_PERCENT | LATE_OF : LATE_AMOUNT;
        allowed |= needed | LATE_EVERY | (given & LATE_EVERY ? LATE_TIMES : 0);
    }
    return (given & needed) == needed && (given & ~allowed) == 0;
}

static bool read_late_charges(loan *own, const JsonbValue *value) {
    le_late_charge *charge;
    JsonbIterator *iterator;
    JsonbValue element;
    own->serviced = true;
    if (!is_array(value, LE_LATE_CHARGES_MAX)) return false;
    if (JsonContainerSize(value->val.binary.data) == 0) return true;
    charge = take(own, &own->terms.late_charges, (int)JsonContainerSize(value->val.binary.data), sizeof *charge);
    iterator = JsonbIteratorInit(value->val.binary.data);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;)
        if (token == WJB_ELEM && (object_of(&element) == NULL ||
                                  !read_late_charge(object_of(&element), own->terms.currency_exponent, charge++)))
            return false;
    return true;
}

static bool read_due_days(loan *own, const JsonbValue *value) {
    JsonbIterator *iterator;
    JsonbValue element;
    int index = 0;
    if (!is_array(value, (int)lengthof(own->terms.due_days)) || JsonContainerSize(value->val.binary.data) == 0) return false;
    iterator = JsonbIteratorInit(value->val.binary.data);
    for (JsonbIteratorToken token; (token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE;) {
        int32_t day;
        if (token != WJB_ELEM) continue;
        if (!loan_read_count(&element, &day) || day < 1 || day > UINT8_MAX) return false;
        own->terms.due_days[index++] = (uint8_t)day;
    }
    return true;
}

static bool key_is(const JsonbValue *key, const char *name) {
    return (size_t)key->val.string.len == strlen(name) && memcmp(key->val.string.val, name, strlen(name)) == 0;
}

/* What is no plain field of a table; false where it is none of these either. */
static bool read_special(loan *own, const table *of, const JsonbValue *key, const JsonbValue *value,
                         uint8_t (*orders)[4], unsigned *orders_given) {
    le_terms *terms = &own->terms;
    if (of == &term_table) {
        if (key_is(key, "rate")) return read_rate(value, &terms->rate, &terms->rate_per);
        if (key_is(key, "currency")) return true;
        if (key_is(key, "downPayment")) return read_share(value, 1, terms->currency_exponent, &terms->down_payment);
        if (key_is(key, "upfrontFees")) return read_upfront_fees(own, value);
        if (key_is(key, "lateCharges")) return read_late_charges(own, value);
        if (key_is(key, "dueDays")) return read_due_days(own, value);
    } else if (of == &settlement_table) {
        if (key_is(key, "fee")) return read_share(value, 1, terms->currency_exponent, &terms->settlement_fee);
    } else if (of == &delinquency_table) {
        if (key_is(key, "buckets")) return read_buckets(own, value);
    } else if (of == &non_working_table) {
        if (key_is(key, "weekdays")) return read_weekdays(own, value);
        if (key_is(key, "holidays")) return read_dates(own, value, &terms->holidays, LE_HOLIDAYS_MAX);
    } else if (of == &allocation_table) {
        static const char *const names[] = {"order", "pastDue", "due", "inAdvance"};
        for (unsigned index = 0; index < lengthof(names); index++)
            if (key_is(key, names[index])) {
                *orders_given |= 1u << index;
                return read_order(value, orders[index]);
            }
    }
    return false;
}

static bool read_object(loan *own, const table *of, JsonbContainer *object, unsigned *given) {
    JsonbIterator *iterator;
    JsonbValue key, value;
    uint8_t orders[4][4] = {{LE_PENALTY, LE_FEE, LE_INTEREST, LE_PRINCIPAL}};
    unsigned orders_given = 0;
    bool modes = false;
    if (of == &rounding_table) {
        /* One mode for both comes before each of its own, which are written behind it. */
        if (member(object, "mode", &value)) {
            if (!loan_read_word(&value, SET_MODE, &own->terms.interest_mode)) return false;
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
            if (!read_special(own, of, &key, &value, orders, &orders_given)) return false;
            continue;
        }
        if (own_field->kind == OBJECT) {
            unsigned ignored = 0;
            if (own_field->own != &rounding_table && own_field->own != &grace_table && own_field->own != &non_working_table)
                own->serviced = true;
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

/* Amounts in it are of a currency that nobody names here: those are left to the document. */
bool loan_read_delinquency(Jsonb *delinquency, loan *own) {
    JsonbValue tolerance;
    unsigned given = 0;
    *own = (loan){.terms = LE_TERMS_INIT};
    return JB_ROOT_IS_OBJECT(delinquency) && !member(&delinquency->root, "tolerance", &tolerance) &&
           read_object(own, &delinquency_table, &delinquency->root, &given);
}

bool loan_read(Jsonb *terms, Jsonb *events, loan *own) {
    JsonbValue currency;
    unsigned given = 0;
    *own = (loan){.terms = LE_TERMS_INIT};
    if (!JB_ROOT_IS_OBJECT(terms)) return false;
    if (!member(&terms->root, "currency", &currency) || !loan_read_currency(&currency, &own->terms.currency_exponent))
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
