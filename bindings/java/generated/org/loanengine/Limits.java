// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What the engine takes at most. */
public final class Limits {
    /** {@code LE_TEXT_MAX} of the C interface. */
    public static final int TEXT_MAX = 256;
    /** {@code LE_TERM_COUNT_MAX} of the C interface. */
    public static final int TERM_COUNT_MAX = 3660;
    /** {@code LE_TERM_EVERY_MAX} of the C interface. */
    public static final int TERM_EVERY_MAX = 366;
    /** {@code LE_HOLIDAYS_MAX} of the C interface. */
    public static final int HOLIDAYS_MAX = 36600;
    /** {@code LE_DAYS_MAX} of the C interface. */
    public static final int DAYS_MAX = 3660000;
    /** {@code LE_BUCKETS_MAX} of the C interface. */
    public static final int BUCKETS_MAX = 1000;
    /** {@code LE_LATE_CHARGES_MAX} of the C interface. */
    public static final int LATE_CHARGES_MAX = 8;
    /** {@code LE_UPFRONT_FEES_MAX} of the C interface. */
    public static final int UPFRONT_FEES_MAX = 8;
    /** {@code LE_EVENTS_MAX} of the C interface. */
    public static final int EVENTS_MAX = 1000000;

    private Limits() {}
}
