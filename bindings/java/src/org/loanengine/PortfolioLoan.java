package org.loanengine;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A loan of a portfolio.
 *
 * @param name its name
 * @param loan the loan
 * @param dimensions texts to group by, such as its officer
 */
public record PortfolioLoan(String name, Loan loan, Map<String, String> dimensions) {
    /**
     * A loan of a portfolio; the map is copied.
     *
     * @param name as above
     * @param loan as above
     * @param dimensions as above
     */
    public PortfolioLoan {
        LoanEngineException.needed(name, "name");
        LoanEngineException.needed(loan, "loan");
        dimensions = Map.copyOf(LoanEngineException.needed(dimensions, "dimensions"));
    }

    /**
     * How loans stand as of a date: the input of {@link Kind#REPORT} and of alerts.
     *
     * @param loans the loans
     * @param asOf the date
     * @return a {@code position/1} a line
     * @throws LoanEngineException {@link Code#LINES_IN_ERROR} where loans are in error: their lines in
     *     {@link LoanEngineException#document} say so, and the others are done
     */
    public static String positions(List<PortfolioLoan> loans, LocalDate asOf) {
        StringBuilder input = new StringBuilder();
        for (PortfolioLoan one : LoanEngineException.needed(loans, "loans")) {
            JsonWriter line = new JsonWriter(null).open('{').key("loan").text(one.name).key("case").raw(one.loan.toJson(null));
            if (!one.dimensions.isEmpty()) {
                Records.write(line.key("dimensions"), one.dimensions);
            }
            input.append(line.close('}')).append('\n');
        }
        String options = new JsonWriter(null).open('{').date("asOf", LoanEngineException.needed(asOf, "asOf")).close('}').toString();
        return Documents.run(Kind.POSITIONS, null, options, input.toString());
    }
}
