// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** How a period becomes a fraction of a year. */
public enum DayCount implements Word {
    /** Whole units of the term. */
    EQUAL(0, "EQUAL"),
    /** Whole units on a 360-day year. */
    EQUAL_360(1, "EQUAL/360"),
    /** Whole units on a 364-day year. */
    EQUAL_364(2, "EQUAL/364"),
    /** Whole units on a 365-day year. */
    EQUAL_365(3, "EQUAL/365"),
    /** ISDA 2006 4.16(f), Bond basis. */
    THIRTY_360(4, "30/360"),
    /** ISDA 2006 4.16(g), Eurobond basis. */
    THIRTY_E_360(5, "30E/360"),
    /** ISDA 2006 4.16(h). */
    THIRTY_E_360_ISDA(6, "30E/360.ISDA"),
    /** Days over 360. */
    ACTUAL_360(7, "ACT/360"),
    /** Days over 364. */
    ACTUAL_364(8, "ACT/364"),
    /** Days over 365. */
    ACTUAL_365_FIXED(9, "ACT/365.FIXED"),
    /** ISDA 2006 4.16(b). */
    ACTUAL_ACTUAL_ISDA(10, "ACT/ACT.ISDA"),
    /** Cut at each 31 December. */
    ACTUAL_ACTUAL_FINERACT(11, "ACT/ACT.FINERACT"),
    /** 30/360 with the ends of February. */
    THIRTY_360_US(12, "30/360.US"),
    /** Days over 366 with a 29 February, else 365. */
    ACTUAL_365_FEB29(13, "ACT/365.FEB29");

    private static final DayCount[] ALL = values();
    private final int number;
    private final String word;

    DayCount(int number, String word) {
        this.number = number;
        this.word = word;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String word() {
        return word;
    }

    /**
     * Finds a word.
     *
     * @param word as {@link #word} has it
     * @return its constant
     * @throws LoanEngineException {@link Code#MALFORMED_INPUT} for a word that the set does not have
     */
    public static DayCount of(String word) {
        return Words.find(ALL, word, "day_count");
    }

    /** The constant of a number, or null. */
    static DayCount of(int number) {
        return Words.find(ALL, number);
    }
}
