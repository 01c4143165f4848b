package org.loanengine;

import java.lang.ref.Reference;
import java.time.LocalDate;
import java.util.List;

/**
 * Repayments and classification of one loan's rows that a host keeps, by a product's allocation and delinquency. All rows of
 * the memory are the loan's. On failure rows are unchanged.
 */
public final class Servicing {
    private final Product product;

    Servicing(Product product) {
        this.product = product;
    }

    /** A call that writes postings. */
    private interface Call {
        int into(Memory postings, int capacity, Memory results, Memory error);
    }

    /**
     * Splits a repayment over the unpaid parts of rows, in place, oldest installment first. Repayments are given in order of
     * date.
     *
     * @param payment what came in
     * @param rows the loan's rows, all of them
     * @return its postings, and what no row took
     * @throws LoanEngineException {@link Code#INVALID_EVENT} for an amount that is not above zero,
     *     {@link Code#DATE_OUT_OF_RANGE}, {@link Code#INVALID_TERMS} for a policy, {@link Code#INVALID_ROWS}
     */
    public Allocation allocate(Payment payment, Rows rows) {
        LoanEngineException.needed(payment, "payment");
        LoanEngineException.needed(rows, "rows");
        try (Arena arena = Arena.open()) {
            Memory packed = arena.zeros(Layout.PAYMENT_SIZE);
            payment.pack(packed, 0);
            return split(4L * rows.capacity() + 8, (postings, capacity, results, error) -> Native.allocate(policy(),
                    packed.address, rows.memory.address, rows.capacity(), postings.address, capacity, results.address,
                    results.address + 8, error.address), rows);
        }
    }

    /**
     * Sets the rows' paid amounts to zero and applies all repayments anew: without a reversed one among them the loan stands
     * as if it had never been paid.
     *
     * @param payments in order of date, ties in order of entry
     * @param rows the loan's rows, all of them
     * @return the postings, and what no row took
     * @throws LoanEngineException as of {@link #allocate}; {@link Code#INVALID_EVENT} also for dates that fall
     */
    public Allocation reallocate(List<Payment> payments, Rows rows) {
        int count = LoanEngineException.needed(payments, "payments").size();
        LoanEngineException.needed(rows, "rows");
        try (Arena arena = Arena.open()) {
            Memory packed = arena.take((long) count * Layout.PAYMENT_SIZE);
            for (int i = 0; i < count; i++) {
                LoanEngineException.needed(payments.get(i), "payments").pack(packed, i * Layout.PAYMENT_SIZE);
            }
            return split(4L * rows.capacity() + count + 8, (postings, capacity, results, error) -> Native.reallocate(policy(),
                    packed.address, count, rows.memory.address, rows.capacity(), postings.address, capacity, results.address,
                    results.address + 8, error.address), rows);
        }
    }

    /**
     * Takes a repayment's postings back out of the rows, in place: the inverse of {@link #allocate} for the repayment that
     * was allocated last.
     *
     * @param postings those of the repayment
     * @param rows the loan's rows, all of them
     * @throws LoanEngineException {@link Code#INVALID_EVENT} at the posting, {@code "postings[3]"}; {@link Code#INVALID_ROWS}
     */
    public void unallocate(List<Posting> postings, Rows rows) {
        int count = LoanEngineException.needed(postings, "postings").size();
        LoanEngineException.needed(rows, "rows");
        try (Arena arena = Arena.open()) {
            Memory packed = arena.take((long) count * Layout.POSTING_SIZE);
            for (int i = 0; i < count; i++) {
                LoanEngineException.needed(postings.get(i), "postings").pack(packed, i * Layout.POSTING_SIZE);
            }
            Memory error = arena.error();
            int code = Native.unallocate(packed.address, count, rows.memory.address, rows.capacity(), error.address);
            Reference.reachabilityFence(rows);
            if (code != 0) {
                throw LoanEngineException.of(code, error);
            }
        }
    }

    /**
     * Writes each row's status and days past due as of a date, in place.
     *
     * @param rows the loan's rows, all of them
     * @param asOf the date
     * @return how the loan stands, as far as rows say it
     * @throws LoanEngineException {@link Code#DATE_OUT_OF_RANGE}, also for null; {@link Code#INVALID_TERMS},
     *     {@link Code#INVALID_ROWS}
     */
    public Position classify(Rows rows, LocalDate asOf) {
        LoanEngineException.needed(rows, "rows");
        try (Arena arena = Arena.open()) {
            Memory position = arena.zeros(Layout.POSITION_SIZE);
            Memory error = arena.error();
            int code = Native.classify(product.terms.address, product.parts.address, product.partsSize, rows.memory.address,
                    rows.capacity(), Days.of(asOf, "asOf"), position.address, error.address);
            Reference.reachabilityFence(product);
            Reference.reachabilityFence(rows);
            if (code != 0) {
                throw LoanEngineException.of(code, error);
            }
            return Position.of(position, 0, product.source);
        }
    }

    private long policy() {
        return product.terms.address + Layout.TERMS_ALLOCATION;
    }

    private Allocation split(long capacity, Call call, Rows rows) {
        for (long room = capacity;;) {
            try (Arena arena = Arena.open()) {
                Memory postings = arena.take(room * Layout.POSTING_SIZE);
                Memory results = arena.zeros(16);
                Memory error = arena.error();
                int code = call.into(postings, (int) room, results, error);
                Reference.reachabilityFence(product);
                Reference.reachabilityFence(rows);
                long count = results.getLong(0);
                if (code == Code.BUFFER_TOO_SMALL.number() && count > room) {
                    room = count;
                } else if (code != 0) {
                    throw LoanEngineException.of(code, error);
                } else {
                    return new Allocation(Posting.list(postings, (int) count, product.currency()), results.getLong(8));
                }
            }
        }
    }
}
