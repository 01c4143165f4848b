package org.loanengine;

import java.math.BigDecimal;

/**
 * An amount for each component, and their sum.
 *
 * @param currency the currency
 * @param principalMinor principal, in minor units
 * @param interestMinor interest, in minor units
 * @param feeMinor fees, in minor units
 * @param penaltyMinor penalties, in minor units
 * @param totalMinor the sum, in minor units
 */
public record Amounts(Currency currency, long principalMinor, long interestMinor, long feeMinor, long penaltyMinor,
        long totalMinor) {
    /** {@return the principal} */
    public BigDecimal principal() {
        return currency.decimal(principalMinor);
    }

    /** {@return the interest} */
    public BigDecimal interest() {
        return currency.decimal(interestMinor);
    }

    /** {@return the fees} */
    public BigDecimal fee() {
        return currency.decimal(feeMinor);
    }

    /** {@return the penalties} */
    public BigDecimal penalty() {
        return currency.decimal(penaltyMinor);
    }

    /** {@return the sum} */
    public BigDecimal total() {
        return currency.decimal(totalMinor);
    }

    void write(JsonWriter to) {
        to.money("principal", principalMinor).money("interest", interestMinor).money("fee", feeMinor)
                .money("penalty", penaltyMinor).money("total", totalMinor);
    }
}
