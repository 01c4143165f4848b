package org.loanengine;

import java.math.BigDecimal;
import java.util.List;

/**
 * When an installment is overdue, and how loans are classed by days past due. Null is the default of each.
 *
 * @param graceDays days past the due date that are not overdue, 0 by default
 * @param tolerance an installment of which no more is unpaid is not overdue, in the currency's units; 0 by default
 * @param daysFrom {@link DaysFrom#DUE_DATE} by default
 * @param buckets the first from day 0, rising; none by default
 */
public record Delinquency(Integer graceDays, BigDecimal tolerance, DaysFrom daysFrom, List<Bucket> buckets) {
    /**
     * Rules; the list is copied.
     *
     * @param graceDays as above
     * @param tolerance as above
     * @param daysFrom as above
     * @param buckets as above
     */
    public Delinquency {
        buckets = buckets == null ? null : List.copyOf(buckets);
    }

    /**
     * Buckets alone.
     *
     * @param buckets the first from day 0, rising
     * @return the rules
     */
    public static Delinquency of(Bucket... buckets) {
        return new Delinquency(null, null, null, List.of(buckets));
    }

    /** The name of a bucket, or null where there is none. */
    static String bucket(Delinquency rules, int index) {
        return rules == null || rules.buckets == null || index < 0 || index >= rules.buckets.size()
                ? null : rules.buckets.get(index).name();
    }
}
