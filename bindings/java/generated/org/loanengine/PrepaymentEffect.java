// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What money beyond what is due does. */
public enum PrepaymentEffect implements Word {
    /** The word {@code ADVANCE}. */
    ADVANCE(0, "ADVANCE"),
    /** The word {@code REDUCE_TERM}. */
    REDUCE_TERM(1, "REDUCE_TERM"),
    /** The word {@code REDUCE_INSTALLMENT}. */
    REDUCE_INSTALLMENT(2, "REDUCE_INSTALLMENT");

    private static final PrepaymentEffect[] ALL = values();
    private final int number;
    private final String word;

    PrepaymentEffect(int number, String word) {
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
    public static PrepaymentEffect of(String word) {
        return Words.find(ALL, word, "prepayment_effect");
    }

    /** The constant of a number, or null. */
    static PrepaymentEffect of(int number) {
        return Words.find(ALL, number);
    }
}
