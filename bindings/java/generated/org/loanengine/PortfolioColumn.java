// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** A column of positions that a report reads: section 1 of the documents of portfolios. */
public enum PortfolioColumn {
    /** {@code status}: {@code le_loan_status}: 3 active, 4 completed, 7 written off, … */
    STATUS(8, false, 1),
    /** {@code days_past_due}: 0. */
    DAYS_PAST_DUE(16, false, 1),
    /** {@code next_due_date}: Days since 1970-01-01; INT32_MIN, the default, for none. */
    NEXT_DUE_DATE(24, false, 1),
    /** {@code restructured}: 0. Not 0: a reschedule stands. */
    RESTRUCTURED(32, false, 1),
    /** {@code count_borrower}: 1. 0: another of the borrower's loans counts them. */
    COUNT_BORROWER(40, false, 1),
    /** {@code outstanding}: By component. 0. */
    OUTSTANDING(48, true, 4),
    /** {@code arrears}: What of it is overdue. */
    ARREARS(80, true, 4),
    /** {@code written_off}: To date: the four are added. */
    WRITTEN_OFF(112, true, 4),
    /** {@code disbursed_amount}: 0. */
    DISBURSED_AMOUNT(144, true, 1),
    /** {@code recovered}: To date. 0. */
    RECOVERED(152, true, 1),
    /** {@code previous_status}: As of the date compared with; -1, the default: not there. */
    PREVIOUS_STATUS(160, false, 1),
    /** {@code previous_days_past_due}. */
    PREVIOUS_DAYS_PAST_DUE(168, false, 1),
    /** {@code previous_principal}. */
    PREVIOUS_PRINCIPAL(176, true, 1),
    /** {@code flow_due}: Flows of the report's period: section 1 of docs/portfolio.md. */
    FLOW_DUE(184, true, 4),
    /** {@code flow_paid_of_due}. */
    FLOW_PAID_OF_DUE(216, true, 4),
    /** {@code flow_paid_on_time}. */
    FLOW_PAID_ON_TIME(248, true, 4),
    /** {@code flow_brought_forward}. */
    FLOW_BROUGHT_FORWARD(280, true, 4),
    /** {@code flow_collected_arrears}. */
    FLOW_COLLECTED_ARREARS(312, true, 4),
    /** {@code flow_collected_current}. */
    FLOW_COLLECTED_CURRENT(344, true, 4),
    /** {@code flow_collected_advance}. */
    FLOW_COLLECTED_ADVANCE(376, true, 4),
    /** {@code flow_disbursed}. */
    FLOW_DISBURSED(408, true, 1),
    /** {@code flow_written_off}. */
    FLOW_WRITTEN_OFF(416, true, 1),
    /** {@code flow_recovered}. */
    FLOW_RECOVERED(424, true, 1),
    /** {@code flow_submitted}: Counts. */
    FLOW_SUBMITTED(432, false, 1),
    /** {@code flow_approved}. */
    FLOW_APPROVED(440, false, 1),
    /** {@code flow_rejected}. */
    FLOW_REJECTED(448, false, 1);

    /** Where its address lies in the struct. */
    final int place;
    /** Whether its values are long. */
    final boolean wide;
    /** Four where it has a column for each component, else one. */
    final int parts;

    PortfolioColumn(int place, boolean wide, int parts) {
        this.place = place;
        this.wide = wide;
        this.parts = parts;
    }
}
