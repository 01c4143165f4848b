// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What installments consist of, in the order in which they are paid by default. */
public enum Component implements Word {
    /** The word {@code PENALTY}. */
    PENALTY(0, "PENALTY"),
    /** The word {@code FEE}. */
    FEE(1, "FEE"),
    /** The word {@code INTEREST}. */
    INTEREST(2, "INTEREST"),
    /** The word {@code PRINCIPAL}. */
    PRINCIPAL(3, "PRINCIPAL");

    private static final Component[] ALL = values();
    private final int number;
    private final String word;

    Component(int number, String word) {
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
    public static Component of(String word) {
        return Words.find(ALL, word, "component");
    }

    /** The constant of a number, or null. */
    static Component of(int number) {
        return Words.find(ALL, number);
    }
}
