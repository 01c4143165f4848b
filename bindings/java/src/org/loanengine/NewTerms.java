package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What a reschedule agrees anew. What is null is as before; grace, balloon, stated installment and first due date: none.
 *
 * @param rate the rate
 * @param amortization how principal is shared
 * @param termCount installments to come; null with due dates
 * @param termUnit the unit of the time between two
 * @param termEvery units between two
 * @param firstDueDate the first due date
 * @param dueDates in place of count, unit and first date: rising
 * @param dueDays days of the month
 * @param balloonAmount in the currency's units
 * @param installmentFee in the currency's units
 * @param installmentAmount in the currency's units
 * @param grace of leading installments
 */
public record NewTerms(Rate rate, Amortization amortization, Integer termCount, Unit termUnit, Integer termEvery,
        LocalDate firstDueDate, List<LocalDate> dueDates, List<Integer> dueDays, BigDecimal balloonAmount,
        BigDecimal installmentFee, BigDecimal installmentAmount, Grace grace) {
    /**
     * New terms; the lists are copied.
     *
     * @param rate as above
     * @param amortization as above
     * @param termCount as above
     * @param termUnit as above
     * @param termEvery as above
     * @param firstDueDate as above
     * @param dueDates as above
     * @param dueDays as above
     * @param balloonAmount as above
     * @param installmentFee as above
     * @param installmentAmount as above
     * @param grace as above
     */
    public NewTerms {
        dueDates = dueDates == null ? null : List.copyOf(dueDates);
        dueDays = dueDays == null ? null : List.copyOf(dueDays);
    }

    /**
     * A number of installments to come, and nothing else.
     *
     * @param termCount how many
     * @return the new terms
     */
    public static NewTerms of(int termCount) {
        return new NewTerms(null, null, termCount, null, null, null, null, null, null, null, null, null);
    }

    /**
     * The same with another rate.
     *
     * @param rate the rate
     * @return the new terms
     */
    public NewTerms withRate(Rate rate) {
        return new NewTerms(rate, amortization, termCount, termUnit, termEvery, firstDueDate, dueDates, dueDays, balloonAmount,
                installmentFee, installmentAmount, grace);
    }
}
