/* Made by scripts/generate.py of the headers in include: do not edit. */
#include <jni.h>
#include "loan_engine.h"
#include "loan_engine_json.h"

#define AT(type, address) ((type)(intptr_t)(address))

JNIEXPORT jlong JNICALL Java_org_loanengine_Native_versionString(JNIEnv *env, jclass own) {
    (void)env, (void)own;
    return (jlong)(intptr_t)le_version_string();
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_abiVersion(JNIEnv *env, jclass own) {
    (void)env, (void)own;
    return (jint)le_abi_version();
}

JNIEXPORT jlong JNICALL Java_org_loanengine_Native_sizeOf(JNIEnv *env, jclass own, jlong structure) {
    (void)env, (void)own;
    return (jlong)le_size_of(AT(const char *, structure));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_currencyExponent(JNIEnv *env, jclass own, jlong code,
            jlong length, jlong exponent) {
    (void)env, (void)own;
    return (jint)le_currency_exponent(AT(const char *, code), (size_t)length, AT(int32_t *, exponent));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_amountParse(JNIEnv *env, jclass own, jlong text,
            jlong length, jint exponent, jlong amount) {
    (void)env, (void)own;
    return (jint)le_amount_parse(AT(const char *, text), (size_t)length, (int32_t)exponent, AT(int64_t *, amount));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_amountFormat(JNIEnv *env, jclass own, jlong amount,
            jint exponent, jlong buffer, jlong capacity, jlong needed) {
    (void)env, (void)own;
    return (jint)le_amount_format((int64_t)amount, (int32_t)exponent, AT(char *, buffer), (size_t)capacity, AT(size_t *, needed));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_rateParse(JNIEnv *env, jclass own, jlong text,
            jlong length, jlong numerator, jlong denominator) {
    (void)env, (void)own;
    return (jint)le_rate_parse(AT(const char *, text), (size_t)length, AT(int64_t *, numerator), AT(int64_t *, denominator));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_rateFormat(JNIEnv *env, jclass own, jlong numerator,
            jlong denominator, jlong buffer, jlong capacity, jlong needed) {
    (void)env, (void)own;
    return (jint)le_rate_format((int64_t)numerator, (int64_t)denominator, AT(char *, buffer), (size_t)capacity, AT(size_t *, needed));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_dateParse(JNIEnv *env, jclass own, jlong text,
            jlong length, jlong date) {
    (void)env, (void)own;
    return (jint)le_date_parse(AT(const char *, text), (size_t)length, AT(int32_t *, date));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_dateFormat(JNIEnv *env, jclass own, jint date,
            jlong buffer, jlong capacity, jlong needed) {
    (void)env, (void)own;
    return (jint)le_date_format((int32_t)date, AT(char *, buffer), (size_t)capacity, AT(size_t *, needed));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_dateFromCivil(JNIEnv *env, jclass own, jint year,
            jint month, jint day, jlong date) {
    (void)env, (void)own;
    return (jint)le_date_from_civil((int32_t)year, (int32_t)month, (int32_t)day, AT(int32_t *, date));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_dateToCivil(JNIEnv *env, jclass own, jint date, jlong year,
            jlong month, jlong day) {
    (void)env, (void)own;
    return (jint)le_date_to_civil((int32_t)date, AT(int32_t *, year), AT(int32_t *, month), AT(int32_t *, day));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_dayCountFraction(JNIEnv *env, jclass own, jint day_count,
            jint start, jint end, jint termination, jlong numerator, jlong denominator) {
    (void)env, (void)own;
    return (jint)le_day_count_fraction((le_day_count)day_count, (int32_t)start, (int32_t)end, (int32_t)termination, AT(int64_t *, numerator), AT(int64_t *, denominator));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_roundRatio(JNIEnv *env, jclass own, jlong numerator,
            jlong denominator, jlong unit, jint mode, jlong result) {
    (void)env, (void)own;
    return (jint)le_round_ratio((int64_t)numerator, (int64_t)denominator, (int64_t)unit, (le_mode)mode, AT(int64_t *, result));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_scheduleBuild(JNIEnv *env, jclass own, jlong terms,
            jlong parts, jlong parts_size, jlong rows, jlong capacity, jlong count, jlong summary, jlong error) {
    (void)env, (void)own;
    return (jint)le_schedule_build(AT(const le_terms *, terms), AT(const void *, parts), (size_t)parts_size, AT(le_row *, rows), (size_t)capacity, AT(size_t *, count), AT(le_summary *, summary), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_levelPayment(JNIEnv *env, jclass own, jlong terms,
            jlong parts, jlong parts_size, jlong rounded, jlong ratio, jlong capacity, jlong needed,
            jlong error) {
    (void)env, (void)own;
    return (jint)le_level_payment(AT(const le_terms *, terms), AT(const void *, parts), (size_t)parts_size, AT(int64_t *, rounded), AT(char *, ratio), (size_t)capacity, AT(size_t *, needed), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_allocate(JNIEnv *env, jclass own, jlong policy,
            jlong payment, jlong rows, jlong row_count, jlong postings, jlong capacity, jlong count,
            jlong overpaid, jlong error) {
    (void)env, (void)own;
    return (jint)le_allocate(AT(const le_allocation_policy *, policy), AT(const le_payment *, payment), AT(le_row *, rows), (size_t)row_count, AT(le_posting *, postings), (size_t)capacity, AT(size_t *, count), AT(int64_t *, overpaid), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_unallocate(JNIEnv *env, jclass own, jlong postings,
            jlong count, jlong rows, jlong row_count, jlong error) {
    (void)env, (void)own;
    return (jint)le_unallocate(AT(const le_posting *, postings), (size_t)count, AT(le_row *, rows), (size_t)row_count, AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_reallocate(JNIEnv *env, jclass own, jlong policy,
            jlong payments, jlong payment_count, jlong rows, jlong row_count, jlong postings, jlong capacity,
            jlong count, jlong overpaid, jlong error) {
    (void)env, (void)own;
    return (jint)le_reallocate(AT(const le_allocation_policy *, policy), AT(const le_payment *, payments), (size_t)payment_count, AT(le_row *, rows), (size_t)row_count, AT(le_posting *, postings), (size_t)capacity, AT(size_t *, count), AT(int64_t *, overpaid), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_classify(JNIEnv *env, jclass own, jlong terms, jlong parts,
            jlong parts_size, jlong rows, jlong row_count, jint as_of, jlong position, jlong error) {
    (void)env, (void)own;
    return (jint)le_classify(AT(const le_terms *, terms), AT(const void *, parts), (size_t)parts_size, AT(le_row *, rows), (size_t)row_count, (int32_t)as_of, AT(le_position *, position), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_transition(JNIEnv *env, jclass own, jint status,
            jint event, jint role, jlong next, jlong error) {
    (void)env, (void)own;
    return (jint)le_transition((le_loan_status)status, (le_event_type)event, (le_role)role, AT(le_loan_status *, next), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_allowedEvents(JNIEnv *env, jclass own, jint status,
            jint role, jlong events) {
    (void)env, (void)own;
    return (jint)le_allowed_events((le_loan_status)status, (le_role)role, AT(uint32_t *, events));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_evaluateCapacity(JNIEnv *env, jclass own, jlong terms,
            jlong parts, jlong parts_size, jlong events, jlong event_count, jlong capacity, jlong error) {
    (void)env, (void)own;
    return (jint)le_evaluate_capacity(AT(const le_terms *, terms), AT(const void *, parts), (size_t)parts_size, AT(const le_event *, events), (size_t)event_count, AT(le_capacity *, capacity), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_evaluate(JNIEnv *env, jclass own, jlong terms, jlong parts,
            jlong parts_size, jint status, jlong events, jlong event_count, jint as_of, jlong rows,
            jlong postings, jlong capacity, jlong statement, jlong stop, jlong error) {
    (void)env, (void)own;
    return (jint)le_evaluate(AT(const le_terms *, terms), AT(const void *, parts), (size_t)parts_size, (le_loan_status)status, AT(const le_event *, events), (size_t)event_count, (int32_t)as_of, AT(le_row *, rows), AT(le_posting *, postings), AT(le_capacity *, capacity), AT(le_statement *, statement), AT(const volatile int32_t *, stop), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_logCheck(JNIEnv *env, jclass own, jlong terms, jlong parts,
            jlong parts_size, jint status, jlong events, jlong event_count, jlong accepted, jlong next,
            jlong error) {
    (void)env, (void)own;
    return (jint)le_log_check(AT(const le_terms *, terms), AT(const void *, parts), (size_t)parts_size, (le_loan_status)status, AT(const le_event *, events), (size_t)event_count, (size_t)accepted, AT(le_loan_status *, next), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_quotes(JNIEnv *env, jclass own, jlong terms, jlong parts,
            jlong parts_size, jint status, jlong events, jlong event_count, jlong dates, jlong date_count,
            jlong quotes, jlong error) {
    (void)env, (void)own;
    return (jint)le_quotes(AT(const le_terms *, terms), AT(const void *, parts), (size_t)parts_size, (le_loan_status)status, AT(const le_event *, events), (size_t)event_count, AT(const int32_t *, dates), (size_t)date_count, AT(le_quote *, quotes), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_scheduleBatch(JNIEnv *env, jclass own, jlong loans,
            jlong results) {
    (void)env, (void)own;
    return (jint)le_schedule_batch(AT(const le_loans *, loans), AT(le_results *, results));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_evaluateBatch(JNIEnv *env, jclass own, jlong loans,
            jlong results) {
    (void)env, (void)own;
    return (jint)le_evaluate_batch(AT(const le_loans *, loans), AT(le_results *, results));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_allocateMany(JNIEnv *env, jclass own, jlong loans,
            jlong payments, jlong payment_loans, jlong payment_count, jlong rows, jlong offsets,
            jlong firsts, jlong overpaid, jlong results) {
    (void)env, (void)own;
    return (jint)le_allocate_many(AT(const le_loans *, loans), AT(const le_payment *, payments), AT(const uint32_t *, payment_loans), (size_t)payment_count, AT(const le_row_columns *, rows), AT(const uint64_t *, offsets), AT(uint32_t *, firsts), AT(int64_t *, overpaid), AT(le_results *, results));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_classifyBatch(JNIEnv *env, jclass own, jlong loans,
            jlong rows, jlong offsets, jlong results) {
    (void)env, (void)own;
    return (jint)le_classify_batch(AT(const le_loans *, loans), AT(const le_row_columns *, rows), AT(const uint64_t *, offsets), AT(le_results *, results));
}

JNIEXPORT jlong JNICALL Java_org_loanengine_Native_jsonVersion(JNIEnv *env, jclass own) {
    (void)env, (void)own;
    return (jlong)(intptr_t)le_json_version();
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_jsonAbiVersion(JNIEnv *env, jclass own) {
    (void)env, (void)own;
    return (jint)le_json_abi_version();
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_jsonEvaluate(JNIEnv *env, jclass own, jlong json,
            jlong length, jint form, jlong out, jlong capacity, jlong needed) {
    (void)env, (void)own;
    return (jint)le_json_evaluate(AT(const char *, json), (size_t)length, (le_json_form)form, AT(char *, out), (size_t)capacity, AT(size_t *, needed));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_jsonDocument(JNIEnv *env, jclass own, jlong kind,
            jlong with, jlong with_length, jlong options, jlong options_length, jlong input,
            jlong input_length, jlong out, jlong capacity, jlong needed, jlong stop) {
    (void)env, (void)own;
    return (jint)le_json_document(AT(const char *, kind), AT(const char *, with), (size_t)with_length, AT(const char *, options), (size_t)options_length, AT(const char *, input), (size_t)input_length, AT(char *, out), (size_t)capacity, AT(size_t *, needed), AT(const volatile int32_t *, stop));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_jsonLines(JNIEnv *env, jclass own, jlong kind, jlong with,
            jlong with_length, jlong options, jlong options_length, jlong input, jlong input_length,
            jlong cursor, jlong out, jlong capacity, jlong written, jlong stop) {
    (void)env, (void)own;
    return (jint)le_json_lines(AT(const char *, kind), AT(const char *, with), (size_t)with_length, AT(const char *, options), (size_t)options_length, AT(const char *, input), (size_t)input_length, AT(le_json_cursor *, cursor), AT(char *, out), (size_t)capacity, AT(size_t *, written), AT(const volatile int32_t *, stop));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_termsRead(JNIEnv *env, jclass own, jlong json,
            jlong length, jlong memory, jlong capacity, jlong needed, jlong error) {
    (void)env, (void)own;
    return (jint)le_terms_read(AT(const char *, json), (size_t)length, AT(void *, memory), (size_t)capacity, AT(size_t *, needed), AT(le_error *, error));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_portfolioRead(JNIEnv *env, jclass own, jlong report,
            jlong length, jlong spec, jlong capacity, jlong needed, jlong out, jlong out_capacity,
            jlong out_needed) {
    (void)env, (void)own;
    return (jint)le_portfolio_read(AT(const char *, report), (size_t)length, AT(void *, spec), (size_t)capacity, AT(size_t *, needed), AT(char *, out), (size_t)out_capacity, AT(size_t *, out_needed));
}

JNIEXPORT jlong JNICALL Java_org_loanengine_Native_portfolioSize(JNIEnv *env, jclass own, jlong spec) {
    (void)env, (void)own;
    return (jlong)le_portfolio_size(AT(const void *, spec));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_portfolioAdd(JNIEnv *env, jclass own, jlong spec,
            jlong columns, jlong count, jlong groups, jlong accumulators, jlong group_count, jlong codes) {
    (void)env, (void)own;
    return (jint)le_portfolio_add(AT(const void *, spec), AT(const le_portfolio_columns *, columns), (size_t)count, AT(const uint32_t *, groups), AT(void *, accumulators), (size_t)group_count, AT(le_json_code *, codes));
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_portfolioMerge(JNIEnv *env, jclass own, jlong spec,
            jlong into, jlong from, jlong group_count) {
    (void)env, (void)own;
    return (jint)le_portfolio_merge(AT(const void *, spec), AT(void *, into), AT(const void *, from), (size_t)group_count);
}

JNIEXPORT jint JNICALL Java_org_loanengine_Native_portfolioFinish(JNIEnv *env, jclass own, jlong spec,
            jlong accumulator, jint exponent, jlong out, jlong capacity, jlong needed) {
    (void)env, (void)own;
    return (jint)le_portfolio_finish(AT(const void *, spec), AT(const void *, accumulator), (int32_t)exponent, AT(char *, out), (size_t)capacity, AT(size_t *, needed));
}

/* What generated/Layout.java says of structs. */
#include <stddef.h>
_Static_assert(sizeof(le_ratio) == 16, "le_ratio");
_Static_assert(offsetof(le_ratio, numerator) == 0, "le_ratio.numerator");
_Static_assert(offsetof(le_ratio, denominator) == 8, "le_ratio.denominator");
_Static_assert(sizeof(le_share) == 24, "le_share");
_Static_assert(offsetof(le_share, amount) == 0, "le_share.amount");
_Static_assert(offsetof(le_share, percent) == 8, "le_share.percent");
_Static_assert(sizeof(le_part) == 8, "le_part");
_Static_assert(offsetof(le_part, at) == 0, "le_part.at");
_Static_assert(offsetof(le_part, count) == 4, "le_part.count");
_Static_assert(sizeof(le_amounts) == 40, "le_amounts");
_Static_assert(offsetof(le_amounts, principal) == 0, "le_amounts.principal");
_Static_assert(offsetof(le_amounts, interest) == 8, "le_amounts.interest");
_Static_assert(offsetof(le_amounts, fee) == 16, "le_amounts.fee");
_Static_assert(offsetof(le_amounts, penalty) == 24, "le_amounts.penalty");
_Static_assert(offsetof(le_amounts, total) == 32, "le_amounts.total");
_Static_assert(sizeof(le_error) == 392, "le_error");
_Static_assert(offsetof(le_error, struct_size) == 0, "le_error.struct_size");
_Static_assert(offsetof(le_error, code) == 4, "le_error.code");
_Static_assert(offsetof(le_error, index) == 8, "le_error.index");
_Static_assert(offsetof(le_error, path) == 16, "le_error.path");
_Static_assert(offsetof(le_error, message) == 112, "le_error.message");
_Static_assert(sizeof(le_allocation_policy) == 24, "le_allocation_policy");
_Static_assert(offsetof(le_allocation_policy, past_due) == 0, "le_allocation_policy.past_due");
_Static_assert(offsetof(le_allocation_policy, due) == 4, "le_allocation_policy.due");
_Static_assert(offsetof(le_allocation_policy, in_advance) == 8, "le_allocation_policy.in_advance");
_Static_assert(offsetof(le_allocation_policy, across) == 12, "le_allocation_policy.across");
_Static_assert(offsetof(le_allocation_policy, advance) == 16, "le_allocation_policy.advance");
_Static_assert(offsetof(le_allocation_policy, reserved) == 20, "le_allocation_policy.reserved");
_Static_assert(sizeof(le_late_charge) == 64, "le_late_charge");
_Static_assert(offsetof(le_late_charge, charge) == 0, "le_late_charge.charge");
_Static_assert(offsetof(le_late_charge, kind) == 24, "le_late_charge.kind");
_Static_assert(offsetof(le_late_charge, of) == 28, "le_late_charge.of");
_Static_assert(offsetof(le_late_charge, component) == 32, "le_late_charge.component");
_Static_assert(offsetof(le_late_charge, after_days) == 36, "le_late_charge.after_days");
_Static_assert(offsetof(le_late_charge, every) == 40, "le_late_charge.every");
_Static_assert(offsetof(le_late_charge, every_unit) == 44, "le_late_charge.every_unit");
_Static_assert(offsetof(le_late_charge, times) == 48, "le_late_charge.times");
_Static_assert(offsetof(le_late_charge, rate_per) == 52, "le_late_charge.rate_per");
_Static_assert(offsetof(le_late_charge, year_days) == 56, "le_late_charge.year_days");
_Static_assert(offsetof(le_late_charge, counts_from) == 60, "le_late_charge.counts_from");
_Static_assert(sizeof(le_upfront_fee) == 32, "le_upfront_fee");
_Static_assert(offsetof(le_upfront_fee, fee) == 0, "le_upfront_fee.fee");
_Static_assert(offsetof(le_upfront_fee, collect) == 24, "le_upfront_fee.collect");
_Static_assert(offsetof(le_upfront_fee, reserved) == 28, "le_upfront_fee.reserved");
_Static_assert(sizeof(le_terms) == 384, "le_terms");
_Static_assert(offsetof(le_terms, struct_size) == 0, "le_terms.struct_size");
_Static_assert(offsetof(le_terms, currency_exponent) == 4, "le_terms.currency_exponent");
_Static_assert(offsetof(le_terms, principal) == 8, "le_terms.principal");
_Static_assert(offsetof(le_terms, rate) == 16, "le_terms.rate");
_Static_assert(offsetof(le_terms, rate_per) == 32, "le_terms.rate_per");
_Static_assert(offsetof(le_terms, interest_method) == 36, "le_terms.interest_method");
_Static_assert(offsetof(le_terms, amortization) == 40, "le_terms.amortization");
_Static_assert(offsetof(le_terms, accrual) == 44, "le_terms.accrual");
_Static_assert(offsetof(le_terms, term_count) == 48, "le_terms.term_count");
_Static_assert(offsetof(le_terms, term_unit) == 52, "le_terms.term_unit");
_Static_assert(offsetof(le_terms, term_every) == 56, "le_terms.term_every");
_Static_assert(offsetof(le_terms, day_count) == 60, "le_terms.day_count");
_Static_assert(offsetof(le_terms, disbursed_at) == 64, "le_terms.disbursed_at");
_Static_assert(offsetof(le_terms, first_due_date) == 68, "le_terms.first_due_date");
_Static_assert(offsetof(le_terms, first_period) == 72, "le_terms.first_period");
_Static_assert(offsetof(le_terms, leveling) == 76, "le_terms.leveling");
_Static_assert(offsetof(le_terms, interest_mode) == 80, "le_terms.interest_mode");
_Static_assert(offsetof(le_terms, installment_mode) == 84, "le_terms.installment_mode");
_Static_assert(offsetof(le_terms, interest_unit) == 88, "le_terms.interest_unit");
_Static_assert(offsetof(le_terms, installment_unit) == 96, "le_terms.installment_unit");
_Static_assert(offsetof(le_terms, flat_interest) == 104, "le_terms.flat_interest");
_Static_assert(offsetof(le_terms, residual) == 108, "le_terms.residual");
_Static_assert(offsetof(le_terms, grace_principal) == 112, "le_terms.grace_principal");
_Static_assert(offsetof(le_terms, grace_interest_free) == 116, "le_terms.grace_interest_free");
_Static_assert(offsetof(le_terms, grace_capitalized) == 120, "le_terms.grace_capitalized");
_Static_assert(offsetof(le_terms, grace_deferred) == 124, "le_terms.grace_deferred");
_Static_assert(offsetof(le_terms, balloon) == 128, "le_terms.balloon");
_Static_assert(offsetof(le_terms, installment_fee) == 136, "le_terms.installment_fee");
_Static_assert(offsetof(le_terms, installment_amount) == 144, "le_terms.installment_amount");
_Static_assert(offsetof(le_terms, down_payment) == 152, "le_terms.down_payment");
_Static_assert(offsetof(le_terms, due_days) == 176, "le_terms.due_days");
_Static_assert(offsetof(le_terms, non_working_rule) == 180, "le_terms.non_working_rule");
_Static_assert(offsetof(le_terms, non_working_weekdays) == 184, "le_terms.non_working_weekdays");
_Static_assert(offsetof(le_terms, reserved0) == 188, "le_terms.reserved0");
_Static_assert(offsetof(le_terms, holidays) == 192, "le_terms.holidays");
_Static_assert(offsetof(le_terms, due_dates) == 200, "le_terms.due_dates");
_Static_assert(offsetof(le_terms, late_charges) == 208, "le_terms.late_charges");
_Static_assert(offsetof(le_terms, upfront_fees) == 216, "le_terms.upfront_fees");
_Static_assert(offsetof(le_terms, bucket_from_days) == 224, "le_terms.bucket_from_days");
_Static_assert(offsetof(le_terms, rate_text) == 232, "le_terms.rate_text");
_Static_assert(offsetof(le_terms, late_charge_limit) == 240, "le_terms.late_charge_limit");
_Static_assert(offsetof(le_terms, allocation) == 264, "le_terms.allocation");
_Static_assert(offsetof(le_terms, prepayment_effect) == 288, "le_terms.prepayment_effect");
_Static_assert(offsetof(le_terms, prepayment_interest) == 292, "le_terms.prepayment_interest");
_Static_assert(offsetof(le_terms, settlement_interest) == 296, "le_terms.settlement_interest");
_Static_assert(offsetof(le_terms, grace_days) == 300, "le_terms.grace_days");
_Static_assert(offsetof(le_terms, settlement_fee) == 304, "le_terms.settlement_fee");
_Static_assert(offsetof(le_terms, settlement_retained) == 328, "le_terms.settlement_retained");
_Static_assert(offsetof(le_terms, days_from) == 344, "le_terms.days_from");
_Static_assert(offsetof(le_terms, reserved2) == 348, "le_terms.reserved2");
_Static_assert(offsetof(le_terms, tolerance) == 352, "le_terms.tolerance");
_Static_assert(offsetof(le_terms, reserved) == 360, "le_terms.reserved");
_Static_assert(sizeof(le_new_terms) == 112, "le_new_terms");
_Static_assert(offsetof(le_new_terms, set) == 0, "le_new_terms.set");
_Static_assert(offsetof(le_new_terms, term_count) == 4, "le_new_terms.term_count");
_Static_assert(offsetof(le_new_terms, rate) == 8, "le_new_terms.rate");
_Static_assert(offsetof(le_new_terms, rate_per) == 24, "le_new_terms.rate_per");
_Static_assert(offsetof(le_new_terms, amortization) == 28, "le_new_terms.amortization");
_Static_assert(offsetof(le_new_terms, term_unit) == 32, "le_new_terms.term_unit");
_Static_assert(offsetof(le_new_terms, term_every) == 36, "le_new_terms.term_every");
_Static_assert(offsetof(le_new_terms, first_due_date) == 40, "le_new_terms.first_due_date");
_Static_assert(offsetof(le_new_terms, due_days) == 44, "le_new_terms.due_days");
_Static_assert(offsetof(le_new_terms, due_dates) == 48, "le_new_terms.due_dates");
_Static_assert(offsetof(le_new_terms, balloon) == 56, "le_new_terms.balloon");
_Static_assert(offsetof(le_new_terms, installment_fee) == 64, "le_new_terms.installment_fee");
_Static_assert(offsetof(le_new_terms, installment_amount) == 72, "le_new_terms.installment_amount");
_Static_assert(offsetof(le_new_terms, grace_principal) == 80, "le_new_terms.grace_principal");
_Static_assert(offsetof(le_new_terms, grace_interest_free) == 84, "le_new_terms.grace_interest_free");
_Static_assert(offsetof(le_new_terms, grace_capitalized) == 88, "le_new_terms.grace_capitalized");
_Static_assert(offsetof(le_new_terms, grace_deferred) == 92, "le_new_terms.grace_deferred");
_Static_assert(offsetof(le_new_terms, rate_text) == 96, "le_new_terms.rate_text");
_Static_assert(offsetof(le_new_terms, reserved) == 104, "le_new_terms.reserved");
_Static_assert(sizeof(le_row) == 96, "le_row");
_Static_assert(offsetof(le_row, sequence) == 0, "le_row.sequence");
_Static_assert(offsetof(le_row, start_date) == 4, "le_row.start_date");
_Static_assert(offsetof(le_row, due_date) == 8, "le_row.due_date");
_Static_assert(offsetof(le_row, status) == 12, "le_row.status");
_Static_assert(offsetof(le_row, principal_due) == 16, "le_row.principal_due");
_Static_assert(offsetof(le_row, interest_due) == 24, "le_row.interest_due");
_Static_assert(offsetof(le_row, fee_due) == 32, "le_row.fee_due");
_Static_assert(offsetof(le_row, penalty_due) == 40, "le_row.penalty_due");
_Static_assert(offsetof(le_row, balance_after) == 48, "le_row.balance_after");
_Static_assert(offsetof(le_row, principal_paid) == 56, "le_row.principal_paid");
_Static_assert(offsetof(le_row, interest_paid) == 64, "le_row.interest_paid");
_Static_assert(offsetof(le_row, fee_paid) == 72, "le_row.fee_paid");
_Static_assert(offsetof(le_row, penalty_paid) == 80, "le_row.penalty_paid");
_Static_assert(offsetof(le_row, days_past_due) == 88, "le_row.days_past_due");
_Static_assert(offsetof(le_row, kind) == 92, "le_row.kind");
_Static_assert(sizeof(le_summary) == 64, "le_summary");
_Static_assert(offsetof(le_summary, struct_size) == 0, "le_summary.struct_size");
_Static_assert(offsetof(le_summary, count) == 4, "le_summary.count");
_Static_assert(offsetof(le_summary, installment) == 8, "le_summary.installment");
_Static_assert(offsetof(le_summary, has_installment) == 16, "le_summary.has_installment");
_Static_assert(offsetof(le_summary, reserved) == 20, "le_summary.reserved");
_Static_assert(offsetof(le_summary, totals) == 24, "le_summary.totals");
_Static_assert(sizeof(le_payment) == 16, "le_payment");
_Static_assert(offsetof(le_payment, amount) == 0, "le_payment.amount");
_Static_assert(offsetof(le_payment, date) == 8, "le_payment.date");
_Static_assert(offsetof(le_payment, event) == 12, "le_payment.event");
_Static_assert(sizeof(le_posting) == 32, "le_posting");
_Static_assert(offsetof(le_posting, amount) == 0, "le_posting.amount");
_Static_assert(offsetof(le_posting, date) == 8, "le_posting.date");
_Static_assert(offsetof(le_posting, event) == 12, "le_posting.event");
_Static_assert(offsetof(le_posting, sequence) == 16, "le_posting.sequence");
_Static_assert(offsetof(le_posting, component) == 20, "le_posting.component");
_Static_assert(offsetof(le_posting, kind) == 24, "le_posting.kind");
_Static_assert(offsetof(le_posting, rule) == 28, "le_posting.rule");
_Static_assert(sizeof(le_position) == 256, "le_position");
_Static_assert(offsetof(le_position, status) == 0, "le_position.status");
_Static_assert(offsetof(le_position, as_of) == 4, "le_position.as_of");
_Static_assert(offsetof(le_position, days_past_due) == 8, "le_position.days_past_due");
_Static_assert(offsetof(le_position, bucket) == 12, "le_position.bucket");
_Static_assert(offsetof(le_position, outstanding) == 16, "le_position.outstanding");
_Static_assert(offsetof(le_position, arrears) == 56, "le_position.arrears");
_Static_assert(offsetof(le_position, written_off) == 96, "le_position.written_off");
_Static_assert(offsetof(le_position, arrears_since) == 136, "le_position.arrears_since");
_Static_assert(offsetof(le_position, overdue_installments) == 140, "le_position.overdue_installments");
_Static_assert(offsetof(le_position, next_due_sequence) == 144, "le_position.next_due_sequence");
_Static_assert(offsetof(le_position, next_due_date) == 148, "le_position.next_due_date");
_Static_assert(offsetof(le_position, next_due_amount) == 152, "le_position.next_due_amount");
_Static_assert(offsetof(le_position, disbursed_at) == 160, "le_position.disbursed_at");
_Static_assert(offsetof(le_position, maturity_date) == 164, "le_position.maturity_date");
_Static_assert(offsetof(le_position, last_payment_at) == 168, "le_position.last_payment_at");
_Static_assert(offsetof(le_position, restructured) == 172, "le_position.restructured");
_Static_assert(offsetof(le_position, disbursed_amount) == 176, "le_position.disbursed_amount");
_Static_assert(offsetof(le_position, recovered) == 184, "le_position.recovered");
_Static_assert(offsetof(le_position, overpaid) == 192, "le_position.overpaid");
_Static_assert(offsetof(le_position, reserved) == 200, "le_position.reserved");
_Static_assert(sizeof(le_event) == 64, "le_event");
_Static_assert(offsetof(le_event, type) == 0, "le_event.type");
_Static_assert(offsetof(le_event, date) == 4, "le_event.date");
_Static_assert(offsetof(le_event, amount) == 8, "le_event.amount");
_Static_assert(offsetof(le_event, rate) == 16, "le_event.rate");
_Static_assert(offsetof(le_event, rate_per) == 32, "le_event.rate_per");
_Static_assert(offsetof(le_event, component) == 36, "le_event.component");
_Static_assert(offsetof(le_event, of) == 40, "le_event.of");
_Static_assert(offsetof(le_event, role) == 44, "le_event.role");
_Static_assert(offsetof(le_event, until) == 48, "le_event.until");
_Static_assert(offsetof(le_event, keep) == 52, "le_event.keep");
_Static_assert(offsetof(le_event, arrears) == 56, "le_event.arrears");
_Static_assert(offsetof(le_event, terms) == 60, "le_event.terms");
_Static_assert(sizeof(le_quote) == 56, "le_quote");
_Static_assert(offsetof(le_quote, due) == 0, "le_quote.due");
_Static_assert(offsetof(le_quote, rebate) == 40, "le_quote.rebate");
_Static_assert(offsetof(le_quote, date) == 48, "le_quote.date");
_Static_assert(offsetof(le_quote, exists) == 52, "le_quote.exists");
_Static_assert(sizeof(le_statement) == 544, "le_statement");
_Static_assert(offsetof(le_statement, struct_size) == 0, "le_statement.struct_size");
_Static_assert(offsetof(le_statement, row_count) == 4, "le_statement.row_count");
_Static_assert(offsetof(le_statement, posting_count) == 8, "le_statement.posting_count");
_Static_assert(offsetof(le_statement, has_installment) == 12, "le_statement.has_installment");
_Static_assert(offsetof(le_statement, installment) == 16, "le_statement.installment");
_Static_assert(offsetof(le_statement, totals) == 24, "le_statement.totals");
_Static_assert(offsetof(le_statement, position) == 64, "le_statement.position");
_Static_assert(offsetof(le_statement, disbursed) == 320, "le_statement.disbursed");
_Static_assert(offsetof(le_statement, deducted) == 328, "le_statement.deducted");
_Static_assert(offsetof(le_statement, financed) == 336, "le_statement.financed");
_Static_assert(offsetof(le_statement, separate) == 344, "le_statement.separate");
_Static_assert(offsetof(le_statement, net) == 352, "le_statement.net");
_Static_assert(offsetof(le_statement, accrued_interest) == 360, "le_statement.accrued_interest");
_Static_assert(offsetof(le_statement, refunded) == 368, "le_statement.refunded");
_Static_assert(offsetof(le_statement, recalled) == 376, "le_statement.recalled");
_Static_assert(offsetof(le_statement, waived) == 384, "le_statement.waived");
_Static_assert(offsetof(le_statement, settlement) == 424, "le_statement.settlement");
_Static_assert(offsetof(le_statement, reserved) == 480, "le_statement.reserved");
_Static_assert(sizeof(le_capacity) == 8, "le_capacity");
_Static_assert(offsetof(le_capacity, rows) == 0, "le_capacity.rows");
_Static_assert(offsetof(le_capacity, postings) == 4, "le_capacity.postings");
_Static_assert(sizeof(le_row_columns) == 128, "le_row_columns");
_Static_assert(offsetof(le_row_columns, struct_size) == 0, "le_row_columns.struct_size");
_Static_assert(offsetof(le_row_columns, stride) == 4, "le_row_columns.stride");
_Static_assert(offsetof(le_row_columns, sequence) == 8, "le_row_columns.sequence");
_Static_assert(offsetof(le_row_columns, start_date) == 16, "le_row_columns.start_date");
_Static_assert(offsetof(le_row_columns, due_date) == 24, "le_row_columns.due_date");
_Static_assert(offsetof(le_row_columns, status) == 32, "le_row_columns.status");
_Static_assert(offsetof(le_row_columns, days_past_due) == 40, "le_row_columns.days_past_due");
_Static_assert(offsetof(le_row_columns, kind) == 48, "le_row_columns.kind");
_Static_assert(offsetof(le_row_columns, principal_due) == 56, "le_row_columns.principal_due");
_Static_assert(offsetof(le_row_columns, interest_due) == 64, "le_row_columns.interest_due");
_Static_assert(offsetof(le_row_columns, fee_due) == 72, "le_row_columns.fee_due");
_Static_assert(offsetof(le_row_columns, penalty_due) == 80, "le_row_columns.penalty_due");
_Static_assert(offsetof(le_row_columns, balance_after) == 88, "le_row_columns.balance_after");
_Static_assert(offsetof(le_row_columns, principal_paid) == 96, "le_row_columns.principal_paid");
_Static_assert(offsetof(le_row_columns, interest_paid) == 104, "le_row_columns.interest_paid");
_Static_assert(offsetof(le_row_columns, fee_paid) == 112, "le_row_columns.fee_paid");
_Static_assert(offsetof(le_row_columns, penalty_paid) == 120, "le_row_columns.penalty_paid");
_Static_assert(sizeof(le_position_columns) == 232, "le_position_columns");
_Static_assert(offsetof(le_position_columns, struct_size) == 0, "le_position_columns.struct_size");
_Static_assert(offsetof(le_position_columns, stride) == 4, "le_position_columns.stride");
_Static_assert(offsetof(le_position_columns, status) == 8, "le_position_columns.status");
_Static_assert(offsetof(le_position_columns, days_past_due) == 16, "le_position_columns.days_past_due");
_Static_assert(offsetof(le_position_columns, bucket) == 24, "le_position_columns.bucket");
_Static_assert(offsetof(le_position_columns, arrears_since) == 32, "le_position_columns.arrears_since");
_Static_assert(offsetof(le_position_columns, overdue_installments) == 40, "le_position_columns.overdue_installments");
_Static_assert(offsetof(le_position_columns, next_due_sequence) == 48, "le_position_columns.next_due_sequence");
_Static_assert(offsetof(le_position_columns, next_due_date) == 56, "le_position_columns.next_due_date");
_Static_assert(offsetof(le_position_columns, disbursed_at) == 64, "le_position_columns.disbursed_at");
_Static_assert(offsetof(le_position_columns, maturity_date) == 72, "le_position_columns.maturity_date");
_Static_assert(offsetof(le_position_columns, last_payment_at) == 80, "le_position_columns.last_payment_at");
_Static_assert(offsetof(le_position_columns, restructured) == 88, "le_position_columns.restructured");
_Static_assert(offsetof(le_position_columns, outstanding) == 96, "le_position_columns.outstanding");
_Static_assert(offsetof(le_position_columns, arrears) == 128, "le_position_columns.arrears");
_Static_assert(offsetof(le_position_columns, written_off) == 160, "le_position_columns.written_off");
_Static_assert(offsetof(le_position_columns, next_due_amount) == 192, "le_position_columns.next_due_amount");
_Static_assert(offsetof(le_position_columns, disbursed_amount) == 200, "le_position_columns.disbursed_amount");
_Static_assert(offsetof(le_position_columns, recovered) == 208, "le_position_columns.recovered");
_Static_assert(offsetof(le_position_columns, overpaid) == 216, "le_position_columns.overpaid");
_Static_assert(offsetof(le_position_columns, installment) == 224, "le_position_columns.installment");
_Static_assert(sizeof(le_loans) == 136, "le_loans");
_Static_assert(offsetof(le_loans, struct_size) == 0, "le_loans.struct_size");
_Static_assert(offsetof(le_loans, product_count) == 4, "le_loans.product_count");
_Static_assert(offsetof(le_loans, products) == 8, "le_loans.products");
_Static_assert(offsetof(le_loans, parts) == 16, "le_loans.parts");
_Static_assert(offsetof(le_loans, parts_size) == 24, "le_loans.parts_size");
_Static_assert(offsetof(le_loans, count) == 32, "le_loans.count");
_Static_assert(offsetof(le_loans, product) == 40, "le_loans.product");
_Static_assert(offsetof(le_loans, principal) == 48, "le_loans.principal");
_Static_assert(offsetof(le_loans, rate_numerator) == 56, "le_loans.rate_numerator");
_Static_assert(offsetof(le_loans, rate_denominator) == 64, "le_loans.rate_denominator");
_Static_assert(offsetof(le_loans, term_count) == 72, "le_loans.term_count");
_Static_assert(offsetof(le_loans, disbursed_at) == 80, "le_loans.disbursed_at");
_Static_assert(offsetof(le_loans, first_due_date) == 88, "le_loans.first_due_date");
_Static_assert(offsetof(le_loans, status) == 96, "le_loans.status");
_Static_assert(offsetof(le_loans, events) == 104, "le_loans.events");
_Static_assert(offsetof(le_loans, event_size) == 112, "le_loans.event_size");
_Static_assert(offsetof(le_loans, reserved) == 116, "le_loans.reserved");
_Static_assert(offsetof(le_loans, event_offsets) == 120, "le_loans.event_offsets");
_Static_assert(offsetof(le_loans, as_of) == 128, "le_loans.as_of");
_Static_assert(offsetof(le_loans, reserved1) == 132, "le_loans.reserved1");
_Static_assert(sizeof(le_results) == 128, "le_results");
_Static_assert(offsetof(le_results, struct_size) == 0, "le_results.struct_size");
_Static_assert(offsetof(le_results, posting_size) == 4, "le_results.posting_size");
_Static_assert(offsetof(le_results, rows) == 8, "le_results.rows");
_Static_assert(offsetof(le_results, row_capacity) == 16, "le_results.row_capacity");
_Static_assert(offsetof(le_results, row_offsets) == 24, "le_results.row_offsets");
_Static_assert(offsetof(le_results, postings) == 32, "le_results.postings");
_Static_assert(offsetof(le_results, posting_capacity) == 40, "le_results.posting_capacity");
_Static_assert(offsetof(le_results, posting_offsets) == 48, "le_results.posting_offsets");
_Static_assert(offsetof(le_results, positions) == 56, "le_results.positions");
_Static_assert(offsetof(le_results, codes) == 64, "le_results.codes");
_Static_assert(offsetof(le_results, errors) == 72, "le_results.errors");
_Static_assert(offsetof(le_results, error_capacity) == 80, "le_results.error_capacity");
_Static_assert(offsetof(le_results, error_count) == 88, "le_results.error_count");
_Static_assert(offsetof(le_results, first) == 96, "le_results.first");
_Static_assert(offsetof(le_results, done) == 104, "le_results.done");
_Static_assert(offsetof(le_results, stop) == 112, "le_results.stop");
_Static_assert(offsetof(le_results, reserved) == 120, "le_results.reserved");
_Static_assert(sizeof(le_json_cursor) == 32, "le_json_cursor");
_Static_assert(offsetof(le_json_cursor, offset) == 0, "le_json_cursor.offset");
_Static_assert(offsetof(le_json_cursor, line) == 8, "le_json_cursor.line");
_Static_assert(offsetof(le_json_cursor, failed) == 16, "le_json_cursor.failed");
_Static_assert(offsetof(le_json_cursor, needed) == 24, "le_json_cursor.needed");
_Static_assert(sizeof(le_portfolio_columns) == 456, "le_portfolio_columns");
_Static_assert(offsetof(le_portfolio_columns, struct_size) == 0, "le_portfolio_columns.struct_size");
_Static_assert(offsetof(le_portfolio_columns, stride) == 4, "le_portfolio_columns.stride");
_Static_assert(offsetof(le_portfolio_columns, status) == 8, "le_portfolio_columns.status");
_Static_assert(offsetof(le_portfolio_columns, days_past_due) == 16, "le_portfolio_columns.days_past_due");
_Static_assert(offsetof(le_portfolio_columns, next_due_date) == 24, "le_portfolio_columns.next_due_date");
_Static_assert(offsetof(le_portfolio_columns, restructured) == 32, "le_portfolio_columns.restructured");
_Static_assert(offsetof(le_portfolio_columns, count_borrower) == 40, "le_portfolio_columns.count_borrower");
_Static_assert(offsetof(le_portfolio_columns, outstanding) == 48, "le_portfolio_columns.outstanding");
_Static_assert(offsetof(le_portfolio_columns, arrears) == 80, "le_portfolio_columns.arrears");
_Static_assert(offsetof(le_portfolio_columns, written_off) == 112, "le_portfolio_columns.written_off");
_Static_assert(offsetof(le_portfolio_columns, disbursed_amount) == 144, "le_portfolio_columns.disbursed_amount");
_Static_assert(offsetof(le_portfolio_columns, recovered) == 152, "le_portfolio_columns.recovered");
_Static_assert(offsetof(le_portfolio_columns, previous_status) == 160, "le_portfolio_columns.previous_status");
_Static_assert(offsetof(le_portfolio_columns, previous_days_past_due) == 168, "le_portfolio_columns.previous_days_past_due");
_Static_assert(offsetof(le_portfolio_columns, previous_principal) == 176, "le_portfolio_columns.previous_principal");
_Static_assert(offsetof(le_portfolio_columns, flow_due) == 184, "le_portfolio_columns.flow_due");
_Static_assert(offsetof(le_portfolio_columns, flow_paid_of_due) == 216, "le_portfolio_columns.flow_paid_of_due");
_Static_assert(offsetof(le_portfolio_columns, flow_paid_on_time) == 248, "le_portfolio_columns.flow_paid_on_time");
_Static_assert(offsetof(le_portfolio_columns, flow_brought_forward) == 280, "le_portfolio_columns.flow_brought_forward");
_Static_assert(offsetof(le_portfolio_columns, flow_collected_arrears) == 312, "le_portfolio_columns.flow_collected_arrears");
_Static_assert(offsetof(le_portfolio_columns, flow_collected_current) == 344, "le_portfolio_columns.flow_collected_current");
_Static_assert(offsetof(le_portfolio_columns, flow_collected_advance) == 376, "le_portfolio_columns.flow_collected_advance");
_Static_assert(offsetof(le_portfolio_columns, flow_disbursed) == 408, "le_portfolio_columns.flow_disbursed");
_Static_assert(offsetof(le_portfolio_columns, flow_written_off) == 416, "le_portfolio_columns.flow_written_off");
_Static_assert(offsetof(le_portfolio_columns, flow_recovered) == 424, "le_portfolio_columns.flow_recovered");
_Static_assert(offsetof(le_portfolio_columns, flow_submitted) == 432, "le_portfolio_columns.flow_submitted");
_Static_assert(offsetof(le_portfolio_columns, flow_approved) == 440, "le_portfolio_columns.flow_approved");
_Static_assert(offsetof(le_portfolio_columns, flow_rejected) == 448, "le_portfolio_columns.flow_rejected");
