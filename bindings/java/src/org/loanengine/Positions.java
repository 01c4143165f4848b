package org.loanengine;

import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * How many loans stand, a column a figure, each loan at its index, in memory outside of the heap. Buffers are read-only.
 * Amounts are minor units.
 */
public final class Positions {
    private static final int[] INTS = {
        Layout.POSITION_COLUMNS_STATUS, Layout.POSITION_COLUMNS_DAYS_PAST_DUE, Layout.POSITION_COLUMNS_BUCKET,
        Layout.POSITION_COLUMNS_ARREARS_SINCE, Layout.POSITION_COLUMNS_OVERDUE_INSTALLMENTS, Layout.POSITION_COLUMNS_NEXT_DUE_SEQUENCE,
        Layout.POSITION_COLUMNS_NEXT_DUE_DATE, Layout.POSITION_COLUMNS_DISBURSED_AT, Layout.POSITION_COLUMNS_MATURITY_DATE,
        Layout.POSITION_COLUMNS_LAST_PAYMENT_AT, Layout.POSITION_COLUMNS_RESTRUCTURED
    };
    private static final int[] LONGS = {
        Layout.POSITION_COLUMNS_OUTSTANDING, Layout.POSITION_COLUMNS_OUTSTANDING + 8,
        Layout.POSITION_COLUMNS_OUTSTANDING + 16, Layout.POSITION_COLUMNS_OUTSTANDING + 24,
        Layout.POSITION_COLUMNS_ARREARS, Layout.POSITION_COLUMNS_ARREARS + 8,
        Layout.POSITION_COLUMNS_ARREARS + 16, Layout.POSITION_COLUMNS_ARREARS + 24,
        Layout.POSITION_COLUMNS_WRITTEN_OFF, Layout.POSITION_COLUMNS_WRITTEN_OFF + 8,
        Layout.POSITION_COLUMNS_WRITTEN_OFF + 16, Layout.POSITION_COLUMNS_WRITTEN_OFF + 24,
        Layout.POSITION_COLUMNS_NEXT_DUE_AMOUNT, Layout.POSITION_COLUMNS_DISBURSED_AMOUNT,
        Layout.POSITION_COLUMNS_RECOVERED, Layout.POSITION_COLUMNS_OVERPAID,
        Layout.POSITION_COLUMNS_INSTALLMENT
    };

    final Columns columns;

    Positions(int count) {
        columns = new Columns(Layout.POSITION_COLUMNS_SIZE, INTS, LONGS, count);
    }

    /** {@return how many loans there are} */
    public int count() {
        return columns.count;
    }

    /**
     * @param loan which, from 0
     * @return where it is in its life, or null where there is no figure
     */
    public LoanStatus status(int loan) {
        return LoanStatus.of(statusNumbers().get(loan));
    }

    /**
     * @param loan which, from 0
     * @return all that is overdue of it
     */
    public long arrearsTotal(int loan) {
        return total(Layout.POSITION_COLUMNS_ARREARS, loan);
    }

    /**
     * @param loan which, from 0
     * @return all that is unpaid
     */
    public long outstandingTotal(int loan) {
        return total(Layout.POSITION_COLUMNS_OUTSTANDING, loan);
    }

    private long total(int column, int loan) {
        long sum = 0;
        for (Component component : Component.values()) {
            sum += columns.longs(column + 8 * component.number()).get(loan);
        }
        return sum;
    }

    private LongBuffer part(int column, Component component) {
        return columns.longs(column + 8 * LoanEngineException.needed(component, "component").number()).asReadOnlyBuffer();
    }

    /** {@return numbers of {@link LoanStatus}} */
    public IntBuffer statusNumbers() {
        return columns.ints(Layout.POSITION_COLUMNS_STATUS).asReadOnlyBuffer();
    }

    /** {@return days past due} */
    public IntBuffer daysPastDue() {
        return columns.ints(Layout.POSITION_COLUMNS_DAYS_PAST_DUE).asReadOnlyBuffer();
    }

    /** {@return indexes into the product's buckets, -1 without} */
    public IntBuffer bucket() {
        return columns.ints(Layout.POSITION_COLUMNS_BUCKET).asReadOnlyBuffer();
    }

    /** {@return oldest overdue due dates, as of {@link Days}} */
    public IntBuffer arrearsSince() {
        return columns.ints(Layout.POSITION_COLUMNS_ARREARS_SINCE).asReadOnlyBuffer();
    }

    /** {@return how many rows are overdue} */
    public IntBuffer overdueInstallments() {
        return columns.ints(Layout.POSITION_COLUMNS_OVERDUE_INSTALLMENTS).asReadOnlyBuffer();
    }

    /** {@return the oldest rows with anything unpaid, or 0} */
    public IntBuffer nextDueSequence() {
        return columns.ints(Layout.POSITION_COLUMNS_NEXT_DUE_SEQUENCE).asReadOnlyBuffer();
    }

    /** {@return their due dates, as of {@link Days}} */
    public IntBuffer nextDueDate() {
        return columns.ints(Layout.POSITION_COLUMNS_NEXT_DUE_DATE).asReadOnlyBuffer();
    }

    /** {@return when loans were paid out, as of {@link Days}} */
    public IntBuffer disbursedAt() {
        return columns.ints(Layout.POSITION_COLUMNS_DISBURSED_AT).asReadOnlyBuffer();
    }

    /** {@return the last rows' due dates, as of {@link Days}} */
    public IntBuffer maturityDate() {
        return columns.ints(Layout.POSITION_COLUMNS_MATURITY_DATE).asReadOnlyBuffer();
    }

    /** {@return the latest payments' dates, as of {@link Days}} */
    public IntBuffer lastPaymentAt() {
        return columns.ints(Layout.POSITION_COLUMNS_LAST_PAYMENT_AT).asReadOnlyBuffer();
    }

    /** {@return 1 where a reschedule stands, else 0} */
    public IntBuffer restructured() {
        return columns.ints(Layout.POSITION_COLUMNS_RESTRUCTURED).asReadOnlyBuffer();
    }

    /**
     * @param component which
     * @return what is unpaid, of the component
     */
    public LongBuffer outstanding(Component component) {
        return part(Layout.POSITION_COLUMNS_OUTSTANDING, component);
    }

    /**
     * @param component which
     * @return what is overdue of it, of the component
     */
    public LongBuffer arrears(Component component) {
        return part(Layout.POSITION_COLUMNS_ARREARS, component);
    }

    /**
     * @param component which
     * @return what was unpaid at the write-off that stands, of the component
     */
    public LongBuffer writtenOff(Component component) {
        return part(Layout.POSITION_COLUMNS_WRITTEN_OFF, component);
    }

    /** {@return what is unpaid of the oldest rows with anything unpaid} */
    public LongBuffer nextDueAmount() {
        return columns.longs(Layout.POSITION_COLUMNS_NEXT_DUE_AMOUNT).asReadOnlyBuffer();
    }

    /** {@return principal and all drawdowns} */
    public LongBuffer disbursedAmount() {
        return columns.longs(Layout.POSITION_COLUMNS_DISBURSED_AMOUNT).asReadOnlyBuffer();
    }

    /** {@return what came in after a write-off} */
    public LongBuffer recovered() {
        return columns.longs(Layout.POSITION_COLUMNS_RECOVERED).asReadOnlyBuffer();
    }

    /** {@return what came in beyond all dues} */
    public LongBuffer overpaid() {
        return columns.longs(Layout.POSITION_COLUMNS_OVERPAID).asReadOnlyBuffer();
    }

    /** {@return the level payment, or 0} */
    public LongBuffer installment() {
        return columns.longs(Layout.POSITION_COLUMNS_INSTALLMENT).asReadOnlyBuffer();
    }
}
