package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The contract of a loan, with the names of the case format. Null is the default of each field; currency, principalAmount,
 * rate and disbursedAt have none, nor have termCount and termUnit, but for terms with due dates. Nothing is checked before
 * the terms are used: {@link Product#of} and the methods of {@link Loan} say what is not allowed.
 *
 * @param currency the currency
 * @param principalAmount what is lent, in the currency's units: more than zero
 * @param rate the rate
 * @param interestMethod {@link InterestMethod#DECLINING} by default
 * @param amortization {@link Amortization#EQUAL_INSTALLMENTS} by default
 * @param accrual {@link Accrual#SCHEDULED} by default
 * @param termCount installments, 1 to {@link Limits#TERM_COUNT_MAX}; null with due dates
 * @param termUnit the unit of the time between two; null with due dates
 * @param termEvery units between two, 1 by default
 * @param disbursedAt when it is paid out
 * @param firstDueDate not before that; one step after it by default
 * @param dueDates in place of count, unit and first date: rising
 * @param dueDays days of the month, 1 to 31, at most 4, rising
 * @param firstPeriod {@link FirstPeriod#WHOLE} by default
 * @param dayCount {@link DayCount#EQUAL} by default
 * @param rounding half even to the minor unit by default
 * @param leveling {@link Leveling#NONE} by default
 * @param flatInterest {@link FlatInterest#TERM} by default
 * @param residual {@link Residual#LAST} by default
 * @param grace of leading installments; none by default
 * @param upfrontFees at most {@link Limits#UPFRONT_FEES_MAX}; none by default
 * @param downPayment due on disbursedAt, below what is lent; none by default
 * @param installmentAmount the level payment that is stated; computed by default
 * @param balloonAmount principal due with the last installment on top; none by default
 * @param installmentFee with each installment; none by default
 * @param nonWorkingDays none by default
 * @param allocation how repayments are split; penalty, fee, interest, principal by default
 * @param delinquency when an installment is overdue: the day after it is due, by default
 * @param prepayment what money beyond what is due does: it pays in advance, by default
 * @param settlement what a borrower pays to be done early
 * @param lateCharges at most {@link Limits#LATE_CHARGES_MAX}; none by default
 * @param lateChargeLimit of all late charges; none by default
 */
public record Terms(Currency currency, BigDecimal principalAmount, Rate rate, InterestMethod interestMethod,
        Amortization amortization, Accrual accrual, Integer termCount, Unit termUnit,
        Integer termEvery, LocalDate disbursedAt, LocalDate firstDueDate, List<LocalDate> dueDates,
        List<Integer> dueDays, FirstPeriod firstPeriod, DayCount dayCount, Rounding rounding,
        Leveling leveling, FlatInterest flatInterest, Residual residual, Grace grace,
        List<UpfrontFee> upfrontFees, Share downPayment, BigDecimal installmentAmount,
        BigDecimal balloonAmount, BigDecimal installmentFee, NonWorkingDays nonWorkingDays,
        AllocationPolicy allocation, Delinquency delinquency, Prepayment prepayment,
        Settlement settlement, List<LateCharge> lateCharges, LateChargeLimit lateChargeLimit) {
    /**
     * Terms; the lists are copied.
     *
     * @param currency as above
     * @param principalAmount as above
     * @param rate as above
     * @param interestMethod as above
     * @param amortization as above
     * @param accrual as above
     * @param termCount as above
     * @param termUnit as above
     * @param termEvery as above
     * @param disbursedAt as above
     * @param firstDueDate as above
     * @param dueDates as above
     * @param dueDays as above
     * @param firstPeriod as above
     * @param dayCount as above
     * @param rounding as above
     * @param leveling as above
     * @param flatInterest as above
     * @param residual as above
     * @param grace as above
     * @param upfrontFees as above
     * @param downPayment as above
     * @param installmentAmount as above
     * @param balloonAmount as above
     * @param installmentFee as above
     * @param nonWorkingDays as above
     * @param allocation as above
     * @param delinquency as above
     * @param prepayment as above
     * @param settlement as above
     * @param lateCharges as above
     * @param lateChargeLimit as above
     */
    public Terms {
        dueDates = dueDates == null ? null : List.copyOf(dueDates);
        dueDays = dueDays == null ? null : List.copyOf(dueDays);
        upfrontFees = upfrontFees == null ? null : List.copyOf(upfrontFees);
        lateCharges = lateCharges == null ? null : List.copyOf(lateCharges);
    }

    /**
     * Begins terms in a currency.
     *
     * @param currency the currency
     * @return a builder
     */
    public static TermsBuilder builder(Currency currency) {
        return new TermsBuilder(LoanEngineException.needed(currency, "currency"));
    }

    /**
     * Begins terms in a currency of ISO 4217.
     *
     * @param currency its code
     * @return a builder
     * @throws LoanEngineException {@link Code#MALFORMED_INPUT} for a code that is unknown or has no minor unit
     */
    public static TermsBuilder builder(String currency) {
        return new TermsBuilder(Currency.of(currency));
    }

    /**
     * Reads terms of the case format.
     *
     * @param json the object {@code terms} of a case
     * @return the terms
     * @throws LoanEngineException {@link Code#MALFORMED_INPUT} for what is no such object
     */
    public static Terms fromJson(String json) {
        return Records.read(Terms.class, Json.object(LoanEngineException.needed(json, "terms")), true);
    }

    /** {@return the terms as the case format has them, on a line} */
    public String toJson() {
        return Records.write(this);
    }

    /** {@return a builder that begins with these terms} */
    public TermsBuilder toBuilder() {
        return new TermsBuilder(this);
    }
}
