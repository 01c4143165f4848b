package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One installment: what falls due, what of it is paid, how it stands.
 *
 * @param currency the currency
 * @param sequence from 1, rising
 * @param startDate the first day of the interest period
 * @param dueDate when it falls due
 * @param status as of the last classification or statement
 * @param principalDueMinor principal due, in minor units
 * @param interestDueMinor interest due, in minor units
 * @param feeDueMinor fees due, in minor units
 * @param penaltyDueMinor penalties due, in minor units
 * @param balanceAfterMinor the unpaid principal, were all paid as due, in minor units
 * @param principalPaidMinor principal paid, in minor units
 * @param interestPaidMinor interest paid, in minor units
 * @param feePaidMinor fees paid, in minor units
 * @param penaltyPaidMinor penalties paid, in minor units
 * @param daysPastDue as of the last classification or statement
 * @param kind what the row is
 */
public record Row(Currency currency, int sequence, LocalDate startDate, LocalDate dueDate, RowStatus status,
        long principalDueMinor, long interestDueMinor, long feeDueMinor, long penaltyDueMinor, long balanceAfterMinor,
        long principalPaidMinor, long interestPaidMinor, long feePaidMinor, long penaltyPaidMinor, int daysPastDue, RowKind kind) {
    /** {@return what falls due in all, in minor units} */
    public long totalDueMinor() {
        return principalDueMinor + interestDueMinor + feeDueMinor + penaltyDueMinor;
    }

    /** {@return what is paid in all, in minor units} */
    public long paidMinor() {
        return principalPaidMinor + interestPaidMinor + feePaidMinor + penaltyPaidMinor;
    }

    /** {@return the principal due} */
    public BigDecimal principalDue() {
        return currency.decimal(principalDueMinor);
    }

    /** {@return the interest due} */
    public BigDecimal interestDue() {
        return currency.decimal(interestDueMinor);
    }

    /** {@return the fees due} */
    public BigDecimal feeDue() {
        return currency.decimal(feeDueMinor);
    }

    /** {@return the penalties due} */
    public BigDecimal penaltyDue() {
        return currency.decimal(penaltyDueMinor);
    }

    /** {@return what falls due in all} */
    public BigDecimal totalDue() {
        return currency.decimal(totalDueMinor());
    }

    /** {@return the unpaid principal, were all paid as due} */
    public BigDecimal balanceAfter() {
        return currency.decimal(balanceAfterMinor);
    }

    /** {@return the principal paid} */
    public BigDecimal principalPaid() {
        return currency.decimal(principalPaidMinor);
    }

    /** {@return the interest paid} */
    public BigDecimal interestPaid() {
        return currency.decimal(interestPaidMinor);
    }

    /** {@return the fees paid} */
    public BigDecimal feePaid() {
        return currency.decimal(feePaidMinor);
    }

    /** {@return the penalties paid} */
    public BigDecimal penaltyPaid() {
        return currency.decimal(penaltyPaidMinor);
    }

    /** {@return what is paid in all} */
    public BigDecimal paid() {
        return currency.decimal(paidMinor());
    }

    void write(JsonWriter to) {
        to.open('{').number("sequence", sequence).date("startDate", startDate).date("dueDate", dueDate)
                .money("principalDue", principalDueMinor).money("interestDue", interestDueMinor).money("feeDue", feeDueMinor)
                .money("penaltyDue", penaltyDueMinor).money("totalDue", totalDueMinor()).money("balanceAfter", balanceAfterMinor)
                .money("paidAmount", paidMinor()).money("principalPaid", principalPaidMinor)
                .money("interestPaid", interestPaidMinor).money("feePaid", feePaidMinor).money("penaltyPaid", penaltyPaidMinor)
                .word("status", status).number("daysPastDue", daysPastDue).close('}');
    }
}
