package org.loanengine;

/** Repayments of many loans as they came in. They do not change. */
public final class Payments {
    final int count;
    final Memory payments;
    final Memory loans;

    private Payments(int[] loans, int[] days, long[] minor) {
        count = minor.length;
        payments = Memory.of((long) count * Layout.PAYMENT_SIZE);
        for (int i = 0; i < count; i++) {
            int at = i * Layout.PAYMENT_SIZE;
            payments.putLong(at + Layout.PAYMENT_AMOUNT, minor[i]);
            payments.putInt(at + Layout.PAYMENT_DATE, days[i]);
            payments.putInt(at + Layout.PAYMENT_EVENT, i + 1);
        }
        this.loans = Memory.of(4L * count);
        this.loans.bytes.asIntBuffer().put(loans);
    }

    /**
     * Payments in the order in which they are applied.
     *
     * @param loans the loan of each, from 0
     * @param days when each came in, as of {@link Days}
     * @param minor the amount of each, more than zero, in minor units
     * @return the payments
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} where lengths differ, or for more than {@link Loans#MAX}
     */
    public static Payments of(int[] loans, int[] days, long[] minor) {
        LoanEngineException.needed(loans, "loans");
        LoanEngineException.needed(days, "days");
        LoanEngineException.needed(minor, "minor");
        if (loans.length != minor.length || days.length != minor.length || minor.length > Loans.MAX) {
            throw LoanEngineException.argument("payments", "as many loans as days and amounts are needed here, at most " + Loans.MAX);
        }
        return new Payments(loans, days, minor);
    }

    /** {@return how many there are} */
    public int count() {
        return count;
    }
}
