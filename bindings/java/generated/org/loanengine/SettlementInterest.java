// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Which interest not yet due a settlement pays. */
public enum SettlementInterest implements Word {
    /** The word {@code TO_DATE}. */
    TO_DATE(0, "TO_DATE"),
    /** The word {@code WHOLE_PERIOD}. */
    WHOLE_PERIOD(1, "WHOLE_PERIOD"),
    /** The word {@code FULL_TERM}. */
    FULL_TERM(2, "FULL_TERM"),
    /** The word {@code RULE_OF_78}. */
    RULE_OF_78(3, "RULE_OF_78");

    private static final SettlementInterest[] ALL = values();
    private final int number;
    private final String word;

    SettlementInterest(int number, String word) {
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
    public static SettlementInterest of(String word) {
        return Words.find(ALL, word, "settlement_interest");
    }

    /** The constant of a number, or null. */
    static SettlementInterest of(int number) {
        return Words.find(ALL, number);
    }
}
