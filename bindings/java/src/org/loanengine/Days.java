package org.loanengine;

import java.time.LocalDate;

/** Dates as columns have them: days since 1970-01-01, and one number for none. */
public final class Days {
    /** No date. */
    public static final int NONE = Layout.DATE_NONE;

    private Days() {}

    /**
     * The number of a date.
     *
     * @param date a date, or null
     * @return its number, {@link #NONE} of null
     * @throws LoanEngineException {@link Code#DATE_OUT_OF_RANGE} outside of the years 0001 to 9999
     */
    public static int of(LocalDate date) {
        return of(date, "date");
    }

    static int of(LocalDate date, String path) {
        if (date == null) {
            return NONE;
        }
        if (!known(date)) {
            throw new LoanEngineException(Code.DATE_OUT_OF_RANGE, path, date + " is not allowed here; allowed: years 0001 to 9999");
        }
        return (int) date.toEpochDay();
    }

    /**
     * The date of a number.
     *
     * @param day a number of days since 1970-01-01, or {@link #NONE}
     * @return the date, null of none
     */
    public static LocalDate date(int day) {
        return day == NONE ? null : LocalDate.ofEpochDay(day);
    }

    /** Whether the engine has a number for it. */
    static boolean known(LocalDate date) {
        long day = date.toEpochDay();
        return day >= Layout.DATE_MIN && day <= Layout.DATE_MAX;
    }
}
