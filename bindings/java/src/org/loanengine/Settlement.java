package org.loanengine;

/**
 * What a borrower pays to be done early. Null is the default of each.
 *
 * @param interest {@link SettlementInterest#TO_DATE} by default
 * @param fee a percentage being of the unpaid principal not yet due; none by default
 * @param retained percent of the rebate of the rule of 78, 0 to 100, written as of {@link Rate}; none by default
 */
public record Settlement(SettlementInterest interest, Share fee, String retained) {}
