// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What a late charge's percentage or rate is taken of. */
public enum LateBase implements Word {
    /** The word {@code INSTALLMENT}. */
    INSTALLMENT(0, "INSTALLMENT"),
    /** The word {@code OVERDUE_PRINCIPAL}. */
    OVERDUE_PRINCIPAL(1, "OVERDUE_PRINCIPAL"),
    /** The word {@code OVERDUE}. */
    OVERDUE(2, "OVERDUE");

    private static final LateBase[] ALL = values();
    private final int number;
    private final String word;

    LateBase(int number, String word) {
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
    public static LateBase of(String word) {
        return Words.find(ALL, word, "late_base");
    }

    /** The constant of a number, or null. */
    static LateBase of(int number) {
        return Words.find(ALL, number);
    }
}
