// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Which interest of the current period it pays first. */
public enum PrepaymentInterest implements Word {
    /** The word {@code TO_DATE}. */
    TO_DATE(0, "TO_DATE"),
    /** The word {@code AT_DUE_DATE}. */
    AT_DUE_DATE(1, "AT_DUE_DATE"),
    /** The word {@code WHOLE_PERIOD}. */
    WHOLE_PERIOD(2, "WHOLE_PERIOD");

    private static final PrepaymentInterest[] ALL = values();
    private final int number;
    private final String word;

    PrepaymentInterest(int number, String word) {
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
    public static PrepaymentInterest of(String word) {
        return Words.find(ALL, word, "prepayment_interest");
    }

    /** The constant of a number, or null. */
    static PrepaymentInterest of(int number) {
        return Words.find(ALL, number);
    }
}
