package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the borrower pays on a date to be done.
 *
 * @param amounts by component
 * @param rebateMinor by how much less interest than all that the rows stand at, in minor units
 * @param date as of
 */
public record Quote(Amounts amounts, long rebateMinor, LocalDate date) {
    /** {@return what the borrower pays} */
    public BigDecimal total() {
        return amounts.total();
    }

    /** {@return by how much less interest that is} */
    public BigDecimal rebate() {
        return amounts.currency().decimal(rebateMinor);
    }

    /** The quote at a place, or null for a loan that is not active. */
    static Quote of(Memory from, int at, Currency currency) {
        if (from.getInt(at + Layout.QUOTE_EXISTS) == 0) {
            return null;
        }
        return new Quote(from.amounts(at + Layout.QUOTE_DUE, currency), from.getLong(at + Layout.QUOTE_REBATE),
                Days.date(from.getInt(at + Layout.QUOTE_DATE)));
    }
}
