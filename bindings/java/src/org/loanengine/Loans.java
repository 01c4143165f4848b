package org.loanengine;

import java.lang.ref.Reference;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Many loans: products, the terms that many share, and columns of what each has of its own. It does not change, and any
 * number of threads may use it at once.
 */
public final class Loans {
    /** The most loans of a batch. */
    public static final int MAX = 1 << 24;

    final int count;
    final List<Product> products;
    /** The product of each loan, or null where it is the one there is, or its own. */
    final int[] numbers;
    final int[] termCounts;
    /** Each loan's events, or null. */
    final List<? extends List<Event>> events;
    /** Loans whose events structs cannot say. */
    final Map<Integer, LoanEngineException> bad;
    /** {@code le_loans}, and what it points to. */
    final Memory struct;
    private final Object[] kept;

    Loans(LoansBuilder from, int count, Map<Integer, LoanEngineException> bad, Memory struct, Object[] kept) {
        this.count = count;
        products = from.products;
        numbers = from.numbers;
        termCounts = from.termCounts();
        events = from.events;
        this.bad = bad;
        this.struct = struct;
        this.kept = kept;
    }

    private Loans(Loans from, int asOf) {
        count = from.count;
        products = from.products;
        numbers = from.numbers;
        termCounts = from.termCounts;
        events = from.events;
        bad = from.bad;
        kept = new Object[] {from.kept, from.struct};
        struct = Memory.copyOf(from.struct.copy(0, Layout.LOANS_SIZE), Layout.LOANS_SIZE);
        struct.putInt(Layout.LOANS_AS_OF, asOf);
    }

    /**
     * Begins loans.
     *
     * @param products one for all, one for each, or those that {@link LoansBuilder#product} numbers
     * @return a builder
     */
    public static LoansBuilder of(Product... products) {
        return of(List.of(LoanEngineException.needed(products, "products")));
    }

    /**
     * Begins loans.
     *
     * @param products one for all, one for each, or those that {@link LoansBuilder#product} numbers
     * @return a builder
     */
    public static LoansBuilder of(List<Product> products) {
        return new LoansBuilder(LoanEngineException.needed(products, "products"));
    }

    /**
     * The same loans as of another date.
     *
     * @param asOf a date; null for that of each loan's latest event
     * @return the loans
     */
    public Loans withAsOf(LocalDate asOf) {
        return new Loans(this, Days.of(asOf, "asOf"));
    }

    /** {@return how many loans there are} */
    public int count() {
        return count;
    }

    /**
     * A loan's product.
     *
     * @param loan which, from 0
     * @return the product
     */
    public Product product(int loan) {
        if (loan < 0 || loan >= count) {
            throw new IndexOutOfBoundsException("loan " + loan + " of " + count);
        }
        int number = numbers != null ? numbers[loan] : products.size() > 1 ? loan : 0;
        return products.get(number >= 0 && number < products.size() ? number : 0);
    }

    void keep() {
        Reference.reachabilityFence(kept);
        struct.keep();
    }

    /** How many rows the schedules of loans from the first on take, at most so many. */
    int rowCapacity(int first, int most) {
        long rows = 0;
        for (int loan = first; loan < count && rows < most; loan++) {
            Product product = product(loan);
            int own = termCounts == null ? product.rowCount() : Product.clamp(termCounts[loan]) + 1;
            rows += product.source.downPayment() == null ? own - 1 : own;
        }
        // Charges after the last installment, and what reschedules agree.
        for (int loan = first; events != null && loan < count && rows < most; loan++) {
            rows += events.get(loan).isEmpty() ? 0 : 1;
            for (Event event : events.get(loan)) {
                NewTerms agreed = event.terms();
                rows += agreed == null ? 0 : Product.clamp(agreed.termCount() == null ? 0 : agreed.termCount())
                        + (agreed.dueDates() == null ? 0 : agreed.dueDates().size());
            }
        }
        return (int) Math.min(rows, most);
    }
}
