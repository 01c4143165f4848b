package org.loanengine;

/**
 * What money beyond what is due does. Null is the default of each.
 *
 * @param effect {@link PrepaymentEffect#ADVANCE} by default
 * @param interest {@link PrepaymentInterest#TO_DATE} by default
 */
public record Prepayment(PrepaymentEffect effect, PrepaymentInterest interest) {}
