package org.loanengine;

import java.time.LocalDate;

/**
 * Money that came in, for a host's own rows.
 *
 * @param date when
 * @param amountMinor more than zero, in minor units
 * @param event the host's number for it, copied to its postings
 */
public record Payment(LocalDate date, long amountMinor, int event) {
    void pack(Memory to, int at) {
        to.putLong(at + Layout.PAYMENT_AMOUNT, amountMinor);
        to.putInt(at + Layout.PAYMENT_DATE, Days.of(date));
        to.putInt(at + Layout.PAYMENT_EVENT, event);
    }
}
