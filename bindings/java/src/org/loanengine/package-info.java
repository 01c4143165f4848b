/**
 * Loans computed exactly: schedules, repayments, servicing, arrears, annual rates, scores, alerts and reports.
 *
 * <p>{@link org.loanengine.Terms} are a contract, {@link org.loanengine.Loan} adds what happened to it and says how it stands,
 * {@link org.loanengine.Product} computes schedules and works in a host's own rows, {@link org.loanengine.Batch} takes many loans
 * in columns, {@link org.loanengine.Portfolio} adds columns up for reports, and {@link org.loanengine.Documents} are what the
 * command line prints.
 *
 * <p>Amounts are decimals by their names, and minor units by names that end in {@code Minor}; in columns they are minor units.
 * Nothing is rounded but by the engine. What is not allowed is a {@link org.loanengine.LoanEngineException}.
 */
package org.loanengine;
