package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * How a loan stands as of a date, and how it came to that: the result of the case format.
 *
 * @param position how it stands
 * @param schedule the installments, with what is paid of them
 * @param postings what moved the rows, in order: {@link #allocations} and {@link #adjustments}
 * @param disbursed what was paid out
 * @param accruedInterestMinor of the current row by the date, whether paid or not, in minor units
 * @param settlement what it takes to be done; null unless the loan is active
 * @param waived what was waived
 * @param refundedMinor what was overpaid and paid back, in minor units
 * @param recalledMinor what of it was owed again, in minor units
 */
public record Statement(Position position, Schedule schedule, List<Posting> postings, Disbursed disbursed,
        long accruedInterestMinor, Quote settlement, Amounts waived, long refundedMinor, long recalledMinor) {
    /** {@return where the loan is in its life} */
    public LoanStatus status() {
        return position.status();
    }

    /** {@return the date} */
    public LocalDate asOf() {
        return position.asOf();
    }

    /** {@return the currency of its amounts} */
    public Currency currency() {
        return waived.currency();
    }

    /** {@return the installments, with what is paid of them} */
    public List<Row> rows() {
        return schedule.rows();
    }

    /** {@return what is unpaid} */
    public Amounts outstanding() {
        return position.outstanding();
    }

    /** {@return what is overdue of it} */
    public Arrears arrears() {
        return position.arrears();
    }

    /** {@return the oldest installment with anything unpaid, or null} */
    public NextDue nextDue() {
        return position.nextDue();
    }

    /** {@return what was unpaid at the write-off that stands} */
    public Amounts writtenOff() {
        return position.writtenOff();
    }

    /** {@return interest of the current row by the date, whether paid or not} */
    public BigDecimal accruedInterest() {
        return currency().decimal(accruedInterestMinor);
    }

    /** {@return what came in beyond all dues and was not refunded} */
    public BigDecimal overpaid() {
        return currency().decimal(position.overpaidMinor());
    }

    /** {@return what came in after a write-off} */
    public BigDecimal recovered() {
        return currency().decimal(position.recoveredMinor());
    }

    /** {@return what was overpaid and paid back} */
    public BigDecimal refunded() {
        return currency().decimal(refundedMinor);
    }

    /** {@return what of it was owed again} */
    public BigDecimal recalled() {
        return currency().decimal(recalledMinor);
    }

    /** {@return where the money went, in the order applied} */
    public List<Posting> allocations() {
        return postings.stream().filter(posting -> posting.kind() == PostingKind.ALLOCATED).toList();
    }

    /** {@return what changed the dues of rows after the plan was made} */
    public List<Posting> adjustments() {
        return postings.stream().filter(posting -> posting.kind() != PostingKind.ALLOCATED).toList();
    }

    /** {@return the result of the case format, on a line: byte for byte what the command line prints of a case without a name} */
    public String toJson() {
        JsonWriter to = new JsonWriter(currency()).open('{').key("format").text("loan-result/1").key("name").raw("null")
                .word("status", status()).date("asOf", asOf());
        schedule.write(to.key("schedule"));
        to.key("allocations").open('[');
        allocations().forEach(posting -> posting.writeAllocation(to));
        to.close(']').amounts("outstanding", outstanding()).key("arrears").open('{');
        arrears().amounts().write(to);
        to.date("since", arrears().since()).number("daysPastDue", arrears().daysPastDue())
                .key("bucket").text(arrears().bucket()).close('}').money("overpaidAmount", position.overpaidMinor());
        NextDue next = nextDue();
        if (next == null) {
            to.key("nextDue").raw("null");
        } else {
            to.key("nextDue").open('{').number("sequence", next.sequence()).date("dueDate", next.dueDate())
                    .money("amount", next.amountMinor()).close('}');
        }
        to.key("adjustments").open('[');
        adjustments().forEach(posting -> posting.writeAdjustment(to));
        to.close(']').key("disbursed").open('{').money("amount", disbursed.amountMinor())
                .money("deducted", disbursed.deductedMinor()).money("financed", disbursed.financedMinor())
                .money("separate", disbursed.separateMinor()).money("net", disbursed.netMinor()).close('}')
                .money("accruedInterest", accruedInterestMinor);
        if (settlement == null) {
            to.key("settlement").raw("null");
        } else {
            to.key("settlement").open('{');
            settlement.amounts().write(to);
            to.money("rebate", settlement.rebateMinor()).close('}');
        }
        return to.amounts("waived", waived).amounts("writtenOff", writtenOff()).money("recovered", position.recoveredMinor())
                .money("refunded", refundedMinor).money("recalled", recalledMinor).close('}').toString();
    }

    static Statement of(Memory from, Schedule schedule, List<Posting> postings, Terms terms) {
        Currency currency = terms.currency();
        Disbursed disbursed = new Disbursed(currency, from.getLong(Layout.STATEMENT_DISBURSED),
                from.getLong(Layout.STATEMENT_DEDUCTED), from.getLong(Layout.STATEMENT_FINANCED),
                from.getLong(Layout.STATEMENT_SEPARATE), from.getLong(Layout.STATEMENT_NET));
        return new Statement(Position.of(from, Layout.STATEMENT_POSITION, terms), schedule, postings, disbursed,
                from.getLong(Layout.STATEMENT_ACCRUED_INTEREST), Quote.of(from, Layout.STATEMENT_SETTLEMENT, currency),
                from.amounts(Layout.STATEMENT_WAIVED, currency), from.getLong(Layout.STATEMENT_REFUNDED),
                from.getLong(Layout.STATEMENT_RECALLED));
    }
}
