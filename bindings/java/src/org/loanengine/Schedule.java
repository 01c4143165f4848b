package org.loanengine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The installments of a loan, and what they come to.
 *
 * @param rows the installments
 * @param installmentMinor the level payment in minor units, where there is one
 * @param totals the sums of what falls due
 */
public record Schedule(List<Row> rows, OptionalLong installmentMinor, Amounts totals) {
    /** {@return the level payment, where there is one} */
    public Optional<BigDecimal> installment() {
        return installmentMinor.isPresent()
                ? Optional.of(totals.currency().decimal(installmentMinor.getAsLong())) : Optional.empty();
    }

    void write(JsonWriter to) {
        to.open('{');
        if (installmentMinor.isPresent()) {
            to.money("installmentAmount", installmentMinor.getAsLong());
        } else {
            to.key("installmentAmount").raw("null");
        }
        to.key("items").open('[');
        rows.forEach(row -> row.write(to));
        to.close(']').amounts("totals", totals).close('}');
    }
}
