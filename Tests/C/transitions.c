// Status and roles: every status, event and role against the table of section 8 of
// docs/semantics.md.
#include "check.h"
#include "fields.h"

static const struct {
    int32_t event, from, to;
    unsigned roles;
} table[] = TRANSITIONS;

static const char *const status_names[STATUS_COUNT] = STATUS_NAMES;
static const char *const event_names[EVENT_COUNT] = EVENT_NAMES;
static const char *const role_names[ROLE_COUNT] = ROLE_NAMES;

/// Whether what a message allows is all of the names whose bits are set, and none of the others.
static bool allows(const char *message, const char *const *names, size_t count, unsigned bits) {
    char expected[LE_ERROR_MESSAGE_SIZE] = "";
    for (size_t index = 0; index < count; index++)
        if (bits >> index & 1) {
            if (expected[0] != 0) strcat(expected, ", ");
            strcat(expected, names[index]);
        }
    const char *allowed = strstr(message, "allowed: ");
    return allowed != NULL && strcmp(allowed + 9, bits ? expected : "nothing") == 0;
}

/// The events that a status takes from a role, by the table.
static unsigned events_of(int32_t status, int32_t role) {
    unsigned events = 0;
    for (size_t line = 0; line < COUNT(table); line++)
        if (table[line].from == status &&
            (role == LE_ROLE_NONE || table[line].roles >> (role - 1) & 1))
            events |= 1u << table[line].event;
    return events;
}

static void every_transition(void) {
    le_error error;
    for (int32_t status = 0; status < STATUS_COUNT; status++)
        for (int32_t role = LE_ROLE_NONE; role <= LE_ADMIN; role++) {
            uint32_t allowed = 0, found = 77;
            for (int32_t event = 0; event < EVENT_COUNT; event++) {
                size_t line = 0;
                while (line < COUNT(table) &&
                       (table[line].event != event || table[line].from != status))
                    line++;
                int32_t next = 77;
                if (line == COUNT(table)) {
                    FAILS(le_transition(status, event, role, &next, &error),
                          LE_ILLEGAL_TRANSITION, "event.type");
                    SAME(next, 77);
                    CHECK(allows(error.message, event_names, EVENT_COUNT, events_of(status, role)));
                } else if (role != LE_ROLE_NONE && !(table[line].roles & 1u << (role - 1))) {
                    FAILS(le_transition(status, event, role, &next, &error), LE_FORBIDDEN_ROLE,
                          "event.role");
                    SAME(next, 77);
                    // The message says who may: by the names of the roles.
                    CHECK(allows(error.message, role_names, COUNT(role_names),
                                 table[line].roles));
                } else {
                    OK(le_transition(status, event, role, &next, NULL));
                    SAME(next, table[line].to);
                    allowed |= 1u << event;
                }
            }
            OK(le_allowed_events(status, role, &found));
            SAME(found, allowed);
        }
}

static void names(void) {
    for (int32_t status = -3; status < 300; status++)
        if (status >= 0 && status < STATUS_COUNT)
            TEXT(le_word("le_loan_status", status), status_names[status]);
        else
            CHECK(le_word("le_loan_status", status) == NULL);
    for (int32_t event = -3; event < 300; event++)
        if (event >= 0 && event < EVENT_COUNT)
            TEXT(le_word("le_event_type", event), event_names[event]);
        else
            CHECK(le_word("le_event_type", event) == NULL);
    for (size_t index = 0; index < COUNT(extremes); index++) {
        CHECK(le_word("le_loan_status", extremes[index]) == NULL);
        CHECK(le_word("le_event_type", extremes[index]) == NULL);
    }
}

static void refused_values(void) {
    static const int32_t statuses[] = {-1, STATUS_COUNT, 256, 65536 + 3, INT32_MIN, INT32_MAX};
    static const int32_t events[] = {-1, EVENT_COUNT, 256, 65536 + 3, INT32_MIN, INT32_MAX};
    static const int32_t roles[] = {-2, -1, 4, 255, 256, 65536, INT32_MIN, INT32_MAX};
    int32_t next = 77;
    uint32_t allowed;
    le_error error, errors[2];
    for (size_t index = 0; index < COUNT(statuses); index++) {
        FAILS(le_transition(statuses[index], LE_SUBMIT, LE_ADMIN, &next, &error),
              LE_INVALID_ARGUMENT, "status");
        allowed = 77;
        INVALID(le_allowed_events(statuses[index], LE_ADMIN, &allowed));
        SAME(allowed, 0);
    }
    for (size_t index = 0; index < COUNT(events); index++)
        FAILS(le_transition(LE_DRAFT, events[index], LE_ADMIN, &next, &error),
              LE_INVALID_ARGUMENT, "event");
    for (size_t index = 0; index < COUNT(roles); index++) {
        FAILS(le_transition(LE_DRAFT, LE_SUBMIT, roles[index], &next, &error),
              LE_INVALID_ARGUMENT, "role");
        allowed = 77;
        INVALID(le_allowed_events(LE_DRAFT, roles[index], &allowed));
        SAME(allowed, 0);
    }
    FAILS(le_transition(LE_DRAFT, LE_SUBMIT, LE_ADMIN, NULL, &error), LE_INVALID_ARGUMENT,
          "next");
    int32_t space[2];
    FAILS(le_transition(LE_DRAFT, LE_SUBMIT, LE_ADMIN, MISALIGNED(int32_t, space), &error),
          LE_INVALID_ARGUMENT, "next");
    INVALID(le_transition(LE_DRAFT, LE_SUBMIT, LE_ADMIN, &next, MISALIGNED(le_error, errors)));
    SAME(next, 77);
    INVALID(le_allowed_events(LE_DRAFT, LE_ADMIN, NULL));
    INVALID(le_allowed_events(LE_DRAFT, LE_ADMIN, MISALIGNED(uint32_t, space)));
}

int main(void) {
    every_transition();
    names();
    refused_values();
    return summary_line();
}
