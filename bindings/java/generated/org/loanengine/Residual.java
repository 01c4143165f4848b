// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Which installment takes what rounding leaves of straight-line shares. */
public enum Residual implements Word {
    /** The word {@code LAST}. */
    LAST(0, "LAST"),
    /** The word {@code FIRST}. */
    FIRST(1, "FIRST"),
    /** The word {@code SPREAD}. */
    SPREAD(2, "SPREAD");

    private static final Residual[] ALL = values();
    private final int number;
    private final String word;

    Residual(int number, String word) {
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
    public static Residual of(String word) {
        return Words.find(ALL, word, "residual");
    }

    /** The constant of a number, or null. */
    static Residual of(int number) {
        return Words.find(ALL, number);
    }
}
