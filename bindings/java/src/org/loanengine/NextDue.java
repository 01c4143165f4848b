package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The oldest installment with anything unpaid.
 *
 * @param currency the currency
 * @param sequence the row's
 * @param dueDate when it falls due
 * @param amountMinor what is unpaid of it, in minor units
 */
public record NextDue(Currency currency, int sequence, LocalDate dueDate, long amountMinor) {
    /** {@return what is unpaid of it} */
    public BigDecimal amount() {
        return currency.decimal(amountMinor);
    }
}
