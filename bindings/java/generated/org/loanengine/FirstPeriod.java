// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** How long the first period is, under counts that do not look at dates. */
public enum FirstPeriod implements Word {
    /** The word {@code WHOLE}. */
    WHOLE(0, "WHOLE"),
    /** The word {@code PRORATED}. */
    PRORATED(1, "PRORATED");

    private static final FirstPeriod[] ALL = values();
    private final int number;
    private final String word;

    FirstPeriod(int number, String word) {
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
    public static FirstPeriod of(String word) {
        return Words.find(ALL, word, "first_period");
    }

    /** The constant of a number, or null. */
    static FirstPeriod of(int number) {
        return Words.find(ALL, number);
    }
}
