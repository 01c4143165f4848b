package org.loanengine;

import java.math.BigDecimal;

/**
 * A limit of all late charges: an amount, or a percentage of the principal.
 *
 * @param amount in the currency's units, or null
 * @param percent written as of {@link Rate}, or null
 * @param of {@code "PRINCIPAL"} with a percentage, else null
 */
public record LateChargeLimit(BigDecimal amount, String percent, String of) {
    /**
     * An amount.
     *
     * @param amount in the currency's units
     * @return the limit
     */
    public static LateChargeLimit amount(BigDecimal amount) {
        return new LateChargeLimit(amount, null, null);
    }

    /**
     * A percentage of the principal.
     *
     * @param percent written as of {@link Rate}
     * @return the limit
     */
    public static LateChargeLimit percentOfPrincipal(String percent) {
        return new LateChargeLimit(null, percent, "PRINCIPAL");
    }
}
