package org.loanengine;

import java.time.LocalDate;

/**
 * How a loan stands as of a date.
 *
 * @param status where it is in its life
 * @param asOf the date
 * @param outstanding what is unpaid; zero before the loan is paid out
 * @param arrears what is overdue of it
 * @param overdueInstallments how many rows are overdue
 * @param nextDue the oldest installment with anything unpaid, or null
 * @param writtenOff what was unpaid at the write-off that stands
 * @param disbursedAt when it was paid out; null before, and of a host's own rows
 * @param maturityDate the last row's due date
 * @param lastPaymentAt the latest payment's that stands, or null
 * @param restructured whether a reschedule stands
 * @param disbursedMinor the principal and all drawdowns, in minor units; 0 of a host's own rows
 * @param recoveredMinor what came in after a write-off, in minor units
 * @param overpaidMinor what came in beyond all dues and was not refunded, in minor units
 */
public record Position(LoanStatus status, LocalDate asOf, Amounts outstanding, Arrears arrears, int overdueInstallments,
        NextDue nextDue, Amounts writtenOff, LocalDate disbursedAt, LocalDate maturityDate, LocalDate lastPaymentAt,
        boolean restructured, long disbursedMinor, long recoveredMinor, long overpaidMinor) {
    static Position of(Memory from, int at, Terms terms) {
        Currency currency = terms.currency();
        int bucket = from.getInt(at + Layout.POSITION_BUCKET);
        Arrears arrears = new Arrears(from.amounts(at + Layout.POSITION_ARREARS, currency), date(from, at + Layout.POSITION_ARREARS_SINCE),
                from.getInt(at + Layout.POSITION_DAYS_PAST_DUE), bucket, Delinquency.bucket(terms.delinquency(), bucket));
        int sequence = from.getInt(at + Layout.POSITION_NEXT_DUE_SEQUENCE);
        NextDue next = sequence == 0 ? null : new NextDue(currency, sequence, date(from, at + Layout.POSITION_NEXT_DUE_DATE),
                from.getLong(at + Layout.POSITION_NEXT_DUE_AMOUNT));
        return new Position(LoanStatus.of(from.getInt(at + Layout.POSITION_STATUS)), date(from, at + Layout.POSITION_AS_OF),
                from.amounts(at + Layout.POSITION_OUTSTANDING, currency), arrears,
                from.getInt(at + Layout.POSITION_OVERDUE_INSTALLMENTS), next,
                from.amounts(at + Layout.POSITION_WRITTEN_OFF, currency), date(from, at + Layout.POSITION_DISBURSED_AT),
                date(from, at + Layout.POSITION_MATURITY_DATE), date(from, at + Layout.POSITION_LAST_PAYMENT_AT),
                from.getInt(at + Layout.POSITION_RESTRUCTURED) != 0, from.getLong(at + Layout.POSITION_DISBURSED_AMOUNT),
                from.getLong(at + Layout.POSITION_RECOVERED), from.getLong(at + Layout.POSITION_OVERPAID));
    }

    private static LocalDate date(Memory from, int at) {
        return Days.date(from.getInt(at));
    }
}
