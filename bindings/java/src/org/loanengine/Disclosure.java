package org.loanengine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a credit costs by law ({@code disclosure/1}). Amounts are in the currency's units.
 *
 * @param name the document's, or null
 * @param regime {@code "EU"}, {@code "UK"}, {@code "US"} or {@code "XIRR"}
 * @param apr the annual rate
 * @param unitPeriodsPerYear of the US regime, else null
 * @param totalAdvances all advances
 * @param prepaidCharges charges at time 0 and before
 * @param amountFinanced the first less the second
 * @param totalOfPayments payments, and charges after time 0
 * @param totalAmountPayable these and the prepaid charges
 * @param financeCharge what is payable less the advances
 */
public record Disclosure(String name, String regime, Apr apr, String unitPeriodsPerYear, BigDecimal totalAdvances,
        BigDecimal prepaidCharges, BigDecimal amountFinanced, BigDecimal totalOfPayments, BigDecimal totalAmountPayable,
        BigDecimal financeCharge) {
    /**
     * An annual rate.
     *
     * @param percent proved to its last digit
     * @param decimals its digits
     * @param mode how it was rounded
     * @param bracket between which two the exact rate lies
     */
    public record Apr(BigDecimal percent, Integer decimals, RoundingMode mode, List<String> bracket) {}

    /**
     * The annual rate of cash flows.
     *
     * @param flows the document ({@code flows/1})
     * @return what it costs
     * @throws LoanEngineException {@link Code#INVALID_FLOWS}, {@link Code#NO_RATE}, {@link Code#AMBIGUOUS_RATE},
     *     {@link Code#RATE_OUT_OF_RANGE}, and those of documents
     */
    public static Disclosure of(String flows) {
        return read(Documents.run(Kind.DISCLOSE, null, null, flows));
    }

    /**
     * The annual rate of a loan.
     *
     * @param loan the loan
     * @param regime {@code "EU"}, {@code "UK"}, {@code "US"} or {@code "XIRR"}
     * @return what it costs
     * @throws LoanEngineException as of {@link #of(String)}, and those of the loan
     */
    public static Disclosure of(Loan loan, String regime) {
        String options = new JsonWriter(null).open('{').key("regime").text(regime).close('}').toString();
        return read(Documents.run(Kind.DISCLOSE, null, options, LoanEngineException.needed(loan, "loan").toJson(null)));
    }

    private static Disclosure read(String text) {
        Disclosure found = Records.read(Disclosure.class, Json.object(text), false);
        if (found.apr == null) {
            throw LoanEngineException.argument("flows", "flows/1 is needed here; Documents.run takes rate-conversion/1");
        }
        return found;
    }
}
