// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** How principal is shared over the installments. */
public enum Amortization implements Word {
    /** The word {@code EQUAL_INSTALLMENTS}. */
    EQUAL_INSTALLMENTS(0, "EQUAL_INSTALLMENTS"),
    /** The word {@code EQUAL_PRINCIPAL}. */
    EQUAL_PRINCIPAL(1, "EQUAL_PRINCIPAL"),
    /** The word {@code BULLET}. */
    BULLET(2, "BULLET");

    private static final Amortization[] ALL = values();
    private final int number;
    private final String word;

    Amortization(int number, String word) {
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
    public static Amortization of(String word) {
        return Words.find(ALL, word, "amortization");
    }

    /** The constant of a number, or null. */
    static Amortization of(int number) {
        return Words.find(ALL, number);
    }
}
