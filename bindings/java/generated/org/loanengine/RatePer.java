// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** The time a rate is quoted for. */
public enum RatePer implements Word {
    /** The word {@code YEAR}. */
    YEAR(0, "YEAR"),
    /** The word {@code MONTH}. */
    MONTH(1, "MONTH"),
    /** The word {@code WEEK}. */
    WEEK(2, "WEEK"),
    /** The word {@code DAY}. */
    DAY(3, "DAY"),
    /** The word {@code LOAN}. */
    LOAN(4, "LOAN");

    private static final RatePer[] ALL = values();
    private final int number;
    private final String word;

    RatePer(int number, String word) {
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
    public static RatePer of(String word) {
        return Words.find(ALL, word, "rate_per");
    }

    /** The constant of a number, or null. */
    static RatePer of(int number) {
        return Words.find(ALL, number);
    }
}
