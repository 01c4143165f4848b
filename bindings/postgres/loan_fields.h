/* Which field of the case format lies where in the structs of loan_engine.h. Included by loan_terms.c alone. */
#ifndef LOAN_FIELDS_H
#define LOAN_FIELDS_H

#include "loan_engine_pg.h"

typedef enum {
    AMOUNT,       /* int64_t, a decimal of the currency */
    AMOUNT_ABOVE, /* the same, where the struct's zero stands for none: zero is left to the document */
    COUNT,        /* int32_t, zero or more */
    COUNT_ABOVE,  /* the same, without zero */
    RATE,         /* le_ratio */
    WORD,         /* int32_t, a word of the set */
    DATE,         /* int32_t */
    TEXT,         /* any text, which the engine does not need */
    OBJECT        /* by a table of its own */
} kind;

typedef struct table table;
typedef struct {
    const char *name;
    int length;
    kind kind;
    size_t at;
    word_set set;
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

#define IN_CHARGE(member) offsetof(le_late_charge, member)
static const field late_fields[] = {
    {NAME("amount"), AMOUNT_ABOVE, IN_CHARGE(charge) + offsetof(le_share, amount), 0, NULL},
    {NAME("percent"), RATE, IN_CHARGE(charge) + offsetof(le_share, percent), 0, NULL},
    {NAME("rate"), OBJECT, 0, 0, NULL},
    {NAME("of"), WORD, IN_CHARGE(of), SET_LATE_BASE, NULL},
    {NAME("yearDays"), COUNT_ABOVE, IN_CHARGE(year_days), 0, NULL},
    {NAME("from"), WORD, IN_CHARGE(counts_from), SET_LATE_FROM, NULL},
    {NAME("every"), OBJECT, 0, 0, NULL},
    {NAME("times"), COUNT_ABOVE, IN_CHARGE(times), 0, NULL},
    {NAME("afterDays"), COUNT, IN_CHARGE(after_days), 0, NULL},
    {NAME("component"), WORD, IN_CHARGE(component), SET_COMPONENT, NULL},
};
static const table late_table = TABLE(late_fields);
enum {
    LATE_AMOUNT = 1, LATE_PERCENT = 2, LATE_RATE = 4, LATE_OF = 8, LATE_YEAR_DAYS = 16, LATE_FROM = 32, LATE_EVERY = 64,
    LATE_TIMES = 128, LATE_ANY = 256 | 512
};

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

#endif
