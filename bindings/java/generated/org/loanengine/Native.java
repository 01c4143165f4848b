// Made by scripts/generate.py of the headers in include: do not edit.
package org.loanengine;

/** The functions of the C interface, as they are: pointers and sizes are longs. */
final class Native {
    static {
        NativeLibrary.load();
        NativeLibrary.check();
    }

    private Native() {}

    /** The address of a direct buffer's memory; 0 of any other. */
    static native long address(java.nio.Buffer buffer);

    /** The text at an address, up to its zero. */
    static native String text(long address);

    static native long versionString();

    static native int abiVersion();

    static native long sizeOf(long structure);

    static native int currencyExponent(long code, long length, long exponent);

    static native int amountParse(long text, long length, int exponent, long amount);

    static native int amountFormat(long amount, int exponent, long buffer, long capacity, long needed);

    static native int rateParse(long text, long length, long numerator, long denominator);

    static native int rateFormat(long numerator, long denominator, long buffer, long capacity, long needed);

    static native int dateParse(long text, long length, long date);

    static native int dateFormat(int date, long buffer, long capacity, long needed);

    static native int dateFromCivil(int year, int month, int day, long date);

    static native int dateToCivil(int date, long year, long month, long day);

    static native int dayCountFraction(int dayCount, int start, int end, int termination, long numerator,
            long denominator);

    static native int roundRatio(long numerator, long denominator, long unit, int mode, long result);

    static native int scheduleBuild(long terms, long parts, long partsSize, long rows, long capacity,
            long count, long summary, long error);

    static native int levelPayment(long terms, long parts, long partsSize, long rounded, long ratio,
            long capacity, long needed, long error);

    static native int allocate(long policy, long payment, long rows, long rowCount, long postings,
            long capacity, long count, long overpaid, long error);

    static native int unallocate(long postings, long count, long rows, long rowCount, long error);

    static native int reallocate(long policy, long payments, long paymentCount, long rows, long rowCount,
            long postings, long capacity, long count, long overpaid, long error);

    static native int classify(long terms, long parts, long partsSize, long rows, long rowCount, int asOf,
            long position, long error);

    static native int transition(int status, int event, int role, long next, long error);

    static native int allowedEvents(int status, int role, long events);

    static native int evaluateCapacity(long terms, long parts, long partsSize, long events, long eventCount,
            long capacity, long error);

    static native int evaluate(long terms, long parts, long partsSize, int status, long events,
            long eventCount, int asOf, long rows, long postings, long capacity, long statement, long stop,
            long error);

    static native int logCheck(long terms, long parts, long partsSize, int status, long events,
            long eventCount, long accepted, long next, long error);

    static native int quotes(long terms, long parts, long partsSize, int status, long events,
            long eventCount, long dates, long dateCount, long quotes, long error);

    static native int scheduleBatch(long loans, long results);

    static native int evaluateBatch(long loans, long results);

    static native int allocateMany(long loans, long payments, long paymentLoans, long paymentCount,
            long rows, long offsets, long firsts, long overpaid, long results);

    static native int classifyBatch(long loans, long rows, long offsets, long results);

    static native long jsonVersion();

    static native int jsonAbiVersion();

    static native int jsonEvaluate(long json, long length, int form, long out, long capacity, long needed);

    static native int jsonDocument(long kind, long with, long withLength, long options, long optionsLength,
            long input, long inputLength, long out, long capacity, long needed, long stop);

    static native int jsonLines(long kind, long with, long withLength, long options, long optionsLength,
            long input, long inputLength, long cursor, long out, long capacity, long written, long stop);

    static native int termsRead(long json, long length, long memory, long capacity, long needed, long error);

    static native int portfolioRead(long report, long length, long spec, long capacity, long needed,
            long out, long outCapacity, long outNeeded);

    static native long portfolioSize(long spec);

    static native int portfolioAdd(long spec, long columns, long count, long groups, long accumulators,
            long groupCount, long codes);

    static native int portfolioMerge(long spec, long into, long from, long groupCount);

    static native int portfolioFinish(long spec, long accumulator, int exponent, long out, long capacity,
            long needed);
}
