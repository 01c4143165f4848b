// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** What moved a row: money that was allocated, or, for all others, what its dues were adjusted by: `allocations` and `adjustments[].kind` of the case format. */
public enum PostingKind implements Word {
    /** Money paid of a due. */
    ALLOCATED(0, "ALLOCATED"),
    /** A fee or penalty was charged. */
    CHARGE(1, "CHARGE"),
    /** It was charged for paying late. */
    LATE_CHARGE(2, "LATE_CHARGE"),
    /** The lender let go of it. */
    WAIVER(3, "WAIVER"),
    /** A settlement dropped interest and fees, or added its fee. */
    SETTLEMENT(4, "SETTLEMENT"),
    /** It joined the principal of a new plan. */
    CAPITALIZATION(5, "CAPITALIZATION"),
    /** A refund that is no longer overpaid is owed again. */
    RECALLED_REFUND(6, "RECALLED_REFUND"),
    /** What was drawn and no plan took is owed. */
    DRAWDOWN(7, "DRAWDOWN");

    private static final PostingKind[] ALL = values();
    private final int number;
    private final String word;

    PostingKind(int number, String word) {
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
    public static PostingKind of(String word) {
        return Words.find(ALL, word, "posting_kind");
    }

    /** The constant of a number, or null. */
    static PostingKind of(int number) {
        return Words.find(ALL, number);
    }
}
