package org.loanengine;

import java.util.Locale;

/** A command over documents: what {@code loan-engine KIND} prints. Section 10 of the C interface says what each takes. */
public enum Kind {
    /** A case ({@code loan-case/1}). */
    EVALUATE,
    /** {@code flows/1}, {@code rate-conversion/1}, or with the option regime {@code loan-case/1}. */
    DISCLOSE,
    /** An object with expression and data. */
    EXPRESSION,
    /** With {@code scorecard/1}: an applicant a line. */
    SCORE,
    /** With {@code alert-rules/1}: positions a line; option role. */
    ALERTS,
    /** Loans a line; options asOf, from, to, previous. */
    POSITIONS,
    /** With {@code report/1}: a position a line; option partial. */
    REPORT,
    /** A {@code report-partial/1} a line; option partial. */
    MERGE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
