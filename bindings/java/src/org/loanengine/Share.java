package org.loanengine;

import java.math.BigDecimal;

/**
 * An amount, or a percentage of one that is known later: one of the two is null.
 *
 * @param amount in the currency's units, zero or more
 * @param percent zero or more, written as of {@link Rate}
 */
public record Share(BigDecimal amount, String percent) {
    /**
     * An amount.
     *
     * @param amount in the currency's units
     * @return the share
     */
    public static Share amount(BigDecimal amount) {
        return new Share(amount, null);
    }

    /**
     * A percentage.
     *
     * @param percent written as of {@link Rate}
     * @return the share
     */
    public static Share percent(String percent) {
        return new Share(null, percent);
    }
}
