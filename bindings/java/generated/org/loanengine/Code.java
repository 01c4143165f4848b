// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** Why a call failed: section 5 of the case format, section 4 of the C interface. */
public enum Code implements Word {
    /** Done. */
    OK(0, "OK"),
    /** Text that is not of the form it must have. */
    MALFORMED_INPUT(1, "MALFORMED_INPUT"),
    /** A field or combination of the terms has no meaning. */
    INVALID_TERMS(2, "INVALID_TERMS"),
    /** An event's field, or one that does not fit the account on its date. */
    INVALID_EVENT(3, "INVALID_EVENT"),
    /** The loan's status does not take the event. */
    ILLEGAL_TRANSITION(4, "ILLEGAL_TRANSITION"),
    /** The role may not do it. */
    FORBIDDEN_ROLE(5, "FORBIDDEN_ROLE"),
    /** An amount or sum leaves the 64 bits. */
    AMOUNT_OUT_OF_RANGE(6, "AMOUNT_OUT_OF_RANGE"),
    /** A date leaves the years 0001 to 9999. */
    DATE_OUT_OF_RANGE(7, "DATE_OUT_OF_RANGE"),
    /** The level payments do not even pay the interest. */
    NEGATIVE_AMORTIZATION(8, "NEGATIVE_AMORTIZATION"),
    /** Cash flows that do not fit together, or the regime. */
    INVALID_FLOWS(9, "INVALID_FLOWS"),
    /** No annual rate solves the equation. */
    NO_RATE(10, "NO_RATE"),
    /** More than one may. */
    AMBIGUOUS_RATE(11, "AMBIGUOUS_RATE"),
    /** The annual rate is beyond what is searched. */
    RATE_OUT_OF_RANGE(12, "RATE_OUT_OF_RANGE"),
    /** Not of the rule language, or of wrong types. */
    INVALID_EXPRESSION(13, "INVALID_EXPRESSION"),
    /** More than a document may have. */
    LIMIT_EXCEEDED(14, "LIMIT_EXCEEDED"),
    /** A scorecard without meaning. */
    INVALID_CARD(15, "INVALID_CARD"),
    /** An applicant whom the card cannot score. */
    INVALID_APPLICANT(16, "INVALID_APPLICANT"),
    /** A position, or its dates, without meaning. */
    INVALID_POSITION(17, "INVALID_POSITION"),
    /** A report, or partial sums, without meaning. */
    INVALID_REPORT(18, "INVALID_REPORT"),
    /** Alert rules without meaning. */
    INVALID_RULES(19, "INVALID_RULES"),
    /** A NULL or misaligned pointer, a size, count, part or value. */
    INVALID_ARGUMENT(32, "INVALID_ARGUMENT"),
    /** The capacity does not hold the result; what it needs is written to the count. */
    BUFFER_TOO_SMALL(33, "BUFFER_TOO_SMALL"),
    /** Rows that no schedule can have: a negative due or paid amount, more paid than due, due dates or sequences that do not rise, a sum beyond 64 bits. */
    INVALID_ROWS(34, "INVALID_ROWS"),
    /** Kept: no call returns it yet. */
    OUT_OF_MEMORY(35, "OUT_OF_MEMORY"),
    /** The stop flag was set. */
    STOPPED(36, "STOPPED"),
    /** Of a loan in a batch that was stopped before it. */
    NOT_REACHED(37, "NOT_REACHED"),
    /** Done, but lines are in error: each says so itself. */
    LINES_IN_ERROR(38, "LINES_IN_ERROR");

    private static final Code[] ALL = values();
    private final int number;
    private final String word;

    Code(int number, String word) {
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
    public static Code of(String word) {
        return Words.find(ALL, word, "code");
    }

    /** The constant of a number, or null. */
    static Code of(int number) {
        return Words.find(ALL, number);
    }
}
