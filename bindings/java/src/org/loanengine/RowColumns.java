package org.loanengine;

import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Rows as columns, in memory outside of the heap: buffers of {@link #capacity} elements each, which may be read and written.
 * Amounts are minor units. Columns belong to one call at a time.
 */
public final class RowColumns {
    private static final int[] INTS = {
        Layout.ROW_COLUMNS_SEQUENCE, Layout.ROW_COLUMNS_START_DATE, Layout.ROW_COLUMNS_DUE_DATE,
        Layout.ROW_COLUMNS_STATUS, Layout.ROW_COLUMNS_DAYS_PAST_DUE, Layout.ROW_COLUMNS_KIND
    };
    private static final int[] LONGS = {
        Layout.ROW_COLUMNS_PRINCIPAL_DUE, Layout.ROW_COLUMNS_INTEREST_DUE, Layout.ROW_COLUMNS_FEE_DUE,
        Layout.ROW_COLUMNS_PENALTY_DUE, Layout.ROW_COLUMNS_BALANCE_AFTER, Layout.ROW_COLUMNS_PRINCIPAL_PAID,
        Layout.ROW_COLUMNS_INTEREST_PAID, Layout.ROW_COLUMNS_FEE_PAID, Layout.ROW_COLUMNS_PENALTY_PAID
    };

    final Columns columns;

    /**
     * Columns that are all zero.
     *
     * @param capacity how many rows, 0 to {@link Rows#MAX}
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for another number
     */
    public RowColumns(int capacity) {
        if (capacity < 0 || capacity > Rows.MAX) {
            throw LoanEngineException.argument("capacity", "allowed: 0 to " + Rows.MAX);
        }
        columns = new Columns(Layout.ROW_COLUMNS_SIZE, INTS, LONGS, capacity);
    }

    /** {@return how many rows there is room for} */
    public int capacity() {
        return columns.count;
    }

    /** {@return sequences} */
    public IntBuffer sequence() {
        return columns.ints(Layout.ROW_COLUMNS_SEQUENCE);
    }

    /** {@return first days of interest periods, as of {@link Days}} */
    public IntBuffer startDate() {
        return columns.ints(Layout.ROW_COLUMNS_START_DATE);
    }

    /** {@return due dates, as of {@link Days}} */
    public IntBuffer dueDate() {
        return columns.ints(Layout.ROW_COLUMNS_DUE_DATE);
    }

    /** {@return numbers of {@link RowStatus}} */
    public IntBuffer status() {
        return columns.ints(Layout.ROW_COLUMNS_STATUS);
    }

    /** {@return days past due} */
    public IntBuffer daysPastDue() {
        return columns.ints(Layout.ROW_COLUMNS_DAYS_PAST_DUE);
    }

    /** {@return numbers of {@link RowKind}} */
    public IntBuffer kind() {
        return columns.ints(Layout.ROW_COLUMNS_KIND);
    }

    /** {@return principal due} */
    public LongBuffer principalDue() {
        return columns.longs(Layout.ROW_COLUMNS_PRINCIPAL_DUE);
    }

    /** {@return interest due} */
    public LongBuffer interestDue() {
        return columns.longs(Layout.ROW_COLUMNS_INTEREST_DUE);
    }

    /** {@return fees due} */
    public LongBuffer feeDue() {
        return columns.longs(Layout.ROW_COLUMNS_FEE_DUE);
    }

    /** {@return penalties due} */
    public LongBuffer penaltyDue() {
        return columns.longs(Layout.ROW_COLUMNS_PENALTY_DUE);
    }

    /** {@return balances, were all paid as due} */
    public LongBuffer balanceAfter() {
        return columns.longs(Layout.ROW_COLUMNS_BALANCE_AFTER);
    }

    /** {@return principal paid} */
    public LongBuffer principalPaid() {
        return columns.longs(Layout.ROW_COLUMNS_PRINCIPAL_PAID);
    }

    /** {@return interest paid} */
    public LongBuffer interestPaid() {
        return columns.longs(Layout.ROW_COLUMNS_INTEREST_PAID);
    }

    /** {@return fees paid} */
    public LongBuffer feePaid() {
        return columns.longs(Layout.ROW_COLUMNS_FEE_PAID);
    }

    /** {@return penalties paid} */
    public LongBuffer penaltyPaid() {
        return columns.longs(Layout.ROW_COLUMNS_PENALTY_PAID);
    }
}
