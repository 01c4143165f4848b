package org.loanengine;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Calls over many loans or payments, and what they came to. Each loan or payment has its own code, and none is lost by another.
 * Rows and positions are in memory outside of the heap.
 */
public final class Batch {
    final int count;
    final Loans loans;
    final Book book;
    final Positions positions;
    final Memory codes;
    final Memory errorMemory;
    final Memory overpaid;
    final Memory postings;
    final Memory postingOffsets;
    private final List<LoanEngineException> errors;
    private final int first;
    private final int done;
    private final boolean stopped;

    Batch(BatchCall from, List<LoanEngineException> errors, int done, boolean stopped) {
        count = from.count;
        loans = from.loans;
        book = from.book;
        positions = from.positions;
        codes = from.codes;
        errorMemory = from.errorMemory;
        overpaid = from.overpaid;
        postings = from.postings;
        postingOffsets = from.postingOffsets;
        this.errors = List.copyOf(errors);
        first = from.options.first;
        this.done = done;
        this.stopped = stopped;
    }

    /**
     * Schedules of many loans. Of positions it writes outstanding, maturityDate and installment.
     *
     * @param loans the loans
     * @param options what is asked for; null for rows alone
     * @return the schedules
     * @throws LoanEngineException where the call could not be carried out at all: {@link Code#INVALID_ARGUMENT},
     *     {@link Code#BUFFER_TOO_SMALL} where not even the first loan's rows have room
     */
    public static Batch schedule(Loans loans, Options options) {
        return new BatchCall(loans, options).schedule();
    }

    /**
     * {@link Loan#statement} for many loans, each with its events: rows, and where they are asked for positions and postings.
     * Where rows or postings are full, it ends before the loan that does not fit: {@link #done} says so.
     *
     * @param loans the loans
     * @param options what is asked for; null for rows alone
     * @return how they stand
     * @throws LoanEngineException as of {@link #schedule}
     */
    public static Batch evaluate(Loans loans, Options options) {
        return new BatchCall(loans, options).evaluate();
    }

    /**
     * Splits repayments of many loans over the rows of a book, in place, as they came in. Each loan's product says how; of
     * loans nothing but products is looked at. A payment in error leaves its loan as it is.
     *
     * @param loans the loans
     * @param book their rows
     * @param payments what came in
     * @param options first, errors, into and stop; or null
     * @return a code for each payment, and what no row took
     * @throws LoanEngineException as of {@link #schedule}, and {@link Code#INVALID_TERMS} for a policy
     */
    public static Batch allocate(Loans loans, Book book, Payments payments, Options options) {
        return new BatchCall(loans, options).allocate(book, payments);
    }

    /**
     * Writes status and days past due of a book's rows as of the loans' date, in place, each loan by its product.
     *
     * @param loans the loans, with asOf
     * @param book their rows
     * @param options positions, first, errors, into and stop; or null
     * @return a code for each loan, and positions
     * @throws LoanEngineException as of {@link #schedule}, and {@link Code#DATE_OUT_OF_RANGE} without a date
     */
    public static Batch classify(Loans loans, Book book, Options options) {
        return new BatchCall(loans, options).classify(book);
    }

    /** {@return how many loans or payments there are} */
    public int count() {
        return count;
    }

    /** {@return the rows, or null without} */
    public Book book() {
        return book;
    }

    /**
     * A loan's rows, copied.
     *
     * @param loan which, from 0
     * @return the rows; none where they are columns, or were not asked for
     */
    public List<Row> rows(int loan) {
        return book == null ? List.of() : book.loan(loan, loans.product(loan).currency());
    }

    /** {@return how loans stand, or null where that was not asked for} */
    public Positions positions() {
        return positions;
    }

    private int checked(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(index + " of " + count);
        }
        return index;
    }

    /**
     * The code of a loan or payment.
     *
     * @param index which, from 0
     * @return {@link Code#OK}, or why there is no result; {@link Code#NOT_REACHED} where the call ended before it, or began
     *     behind it
     */
    public Code code(int index) {
        return checked(index) < first || index >= first + done ? Code.NOT_REACHED
                : LoanEngineException.code(codes.getInt(4 * index));
    }

    /** {@return the numbers of all codes, of those that are done; read-only} */
    public IntBuffer codes() {
        return codes.bytes.asIntBuffer().slice(0, count).asReadOnlyBuffer();
    }

    /** {@return the first errors of the call, by index of loan or payment} */
    public List<LoanEngineException> errors() {
        return errors;
    }

    /**
     * The error of a loan or payment.
     *
     * @param index which, from 0
     * @return the error, with path and message where {@link #errors} has it; null where there is none
     */
    public LoanEngineException error(int index) {
        Code code = code(index);
        if (code == Code.OK) {
            return null;
        }
        return errors.stream().filter(error -> error.index() == index).findFirst()
                .orElseGet(() -> new LoanEngineException(code, "", "", index, null));
    }

    /**
     * What of a payment no row took.
     *
     * @param payment which, from 0
     * @return minor units; 0 but of {@link #allocate}
     */
    public long overpaid(int payment) {
        return checked(payment) >= first + done || overpaid == null ? 0 : overpaid.getLong(8 * payment);
    }

    /** {@return what of each payment no row took, in minor units, of those that are done; null but of {@link #allocate}} */
    public LongBuffer overpaid() {
        return overpaid == null ? null : overpaid.bytes.asLongBuffer().slice(0, count).asReadOnlyBuffer();
    }

    /**
     * What moved a loan's rows.
     *
     * @param loan which, from 0
     * @return its postings; none where they were not asked for
     */
    public List<Posting> postings(int loan) {
        if (postingOffsets == null || code(loan) != Code.OK) {
            return List.of();
        }
        int from = (int) postingOffsets.getLong(8 * loan);
        int to = (int) postingOffsets.getLong(8 * (loan + 1));
        return Posting.list(postings.slice(from * Layout.POSTING_SIZE), to - from, loans.product(loan).currency());
    }

    /** {@return the loan or payment that the call began with} */
    public int first() {
        return first;
    }

    /**
     * How many were finished. Where rows or postings were full, they are fewer than there are: take what is there, and call
     * again with {@link Options#first} raised by this.
     *
     * @return how many, from the first on
     */
    public int done() {
        return done;
    }

    /** {@return whether the call was stopped} */
    public boolean isStopped() {
        return stopped;
    }
}
