// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** The unit of the time between two installments, or two late charges. */
public enum Unit implements Word {
    /** The word {@code DAY}. */
    DAY(0, "DAY"),
    /** The word {@code WEEK}. */
    WEEK(1, "WEEK"),
    /** The word {@code MONTH}. */
    MONTH(2, "MONTH");

    private static final Unit[] ALL = values();
    private final int number;
    private final String word;

    Unit(int number, String word) {
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
    public static Unit of(String word) {
        return Words.find(ALL, word, "unit");
    }

    /** The constant of a number, or null. */
    static Unit of(int number) {
        return Words.find(ALL, number);
    }
}
