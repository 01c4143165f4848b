// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** From which day days past due count. */
public enum DaysFrom implements Word {
    /** The word {@code DUE_DATE}. */
    DUE_DATE(0, "DUE_DATE"),
    /** The word {@code DUE_DATE_INCLUSIVE}. */
    DUE_DATE_INCLUSIVE(1, "DUE_DATE_INCLUSIVE"),
    /** The word {@code GRACE_END}. */
    GRACE_END(2, "GRACE_END");

    private static final DaysFrom[] ALL = values();
    private final int number;
    private final String word;

    DaysFrom(int number, String word) {
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
    public static DaysFrom of(String word) {
        return Words.find(ALL, word, "days_from");
    }

    /** The constant of a number, or null. */
    static DaysFrom of(int number) {
        return Words.find(ALL, number);
    }
}
