package org.loanengine;

import java.math.BigDecimal;

/**
 * What was paid out.
 *
 * @param currency the currency
 * @param amountMinor the principal amount and all drawdowns, in minor units
 * @param deductedMinor upfront fees that are deducted from it
 * @param financedMinor upfront fees that are added to the principal
 * @param separateMinor upfront fees that are paid by themselves
 * @param netMinor the amount less what is deducted
 */
public record Disbursed(Currency currency, long amountMinor, long deductedMinor, long financedMinor, long separateMinor,
        long netMinor) {
    /** {@return the principal amount and all drawdowns} */
    public BigDecimal amount() {
        return currency.decimal(amountMinor);
    }

    /** {@return the amount less what is deducted} */
    public BigDecimal net() {
        return currency.decimal(netMinor);
    }
}
