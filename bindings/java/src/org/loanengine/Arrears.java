package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is overdue, and since when.
 *
 * @param amounts by component
 * @param since the oldest overdue due date, null without arrears
 * @param daysPastDue the greatest of the installments'
 * @param bucketIndex which of the terms' buckets, from 0; -1 without buckets
 * @param bucket its name, null without buckets
 */
public record Arrears(Amounts amounts, LocalDate since, int daysPastDue, int bucketIndex, String bucket) {
    /** {@return what is overdue in all} */
    public BigDecimal total() {
        return amounts.total();
    }

    /** {@return what is overdue in all, in minor units} */
    public long totalMinor() {
        return amounts.totalMinor();
    }
}
