package org.loanengine;

import java.math.BigDecimal;

/**
 * A fee that is due when the loan is paid out: an amount, or a percentage of the principal.
 *
 * @param name for people
 * @param amount in the currency's units, or null
 * @param percent written as of {@link Rate}, or null
 * @param collect how it reaches the lender; it has no default
 */
public record UpfrontFee(String name, BigDecimal amount, String percent, Collect collect) {
    /**
     * A fee.
     *
     * @param name for people
     * @param fee an amount, or a percentage of the principal
     * @param collect how it reaches the lender
     * @return the fee
     */
    public static UpfrontFee of(String name, Share fee, Collect collect) {
        return new UpfrontFee(name, fee.amount(), fee.percent(), collect);
    }
}
