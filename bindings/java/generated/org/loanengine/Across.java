// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** How a repayment moves across installments that are due. */
public enum Across implements Word {
    /** The word {@code INSTALLMENT}. */
    INSTALLMENT(0, "INSTALLMENT"),
    /** The word {@code COMPONENT}. */
    COMPONENT(1, "COMPONENT");

    private static final Across[] ALL = values();
    private final int number;
    private final String word;

    Across(int number, String word) {
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
    public static Across of(String word) {
        return Words.find(ALL, word, "across");
    }

    /** The constant of a number, or null. */
    static Across of(int number) {
        return Words.find(ALL, number);
    }
}
