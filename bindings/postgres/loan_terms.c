/* Terms and events from jsonb to the structs of loan_engine.h, without a detour over text.
 *
 * What is read here is what most loans have. Whatever is not in the tables of loan_fields.h, or is not written as they say, makes
 * `loan_read` give up; the caller then hands the whole case over as a document. So no error is worded here, and no
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

static bool read_rate(loan *own, const JsonbValue *value) {
    JsonbValue percent, per;
    return value->type == jbvBinary && JsonContainerIsObject(value->val.binary.data) &&
           JsonContainerSize(value->val.binary.data) == 2 && member(value->val.binary.data, "percent", &percent) &&
           member(value->val.binary.data, "per", &per) && loan_read_rate(&percent, &own->terms.rate) &&
           loan_read_word(&per, SET_RATE_PER, &own->terms.rate_per);
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
            if (!read_special(own, of, &key, &value, &known, orders, &orders_given)) return false;
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
