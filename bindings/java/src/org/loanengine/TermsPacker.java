package org.loanengine;

import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.util.List;

/** Fills {@code le_terms}. What is refused by a value that structs can say is left to the call. */
final class TermsPacker {
    private final Packer pack;
    private final Terms from;
    private final ByteBuffer to = Packer.struct(Layout.TERMS_SIZE);

    private TermsPacker(Packer pack, Terms from) {
        this.pack = pack;
        this.from = from;
    }

    static byte[] pack(Packer pack, Terms from) {
        TermsPacker terms = new TermsPacker(pack, from);
        terms.plan();
        terms.figures();
        terms.servicing();
        return terms.to.array();
    }

    private void plan() {
        to.putInt(Layout.TERMS_STRUCT_SIZE, Layout.TERMS_SIZE);
        pack.unsaid |= from.principalAmount() == null || from.disbursedAt() == null;
        boolean planned = from.dueDates() != null;
        pack.unsaid |= planned == (from.termUnit() != null) || planned == (from.termCount() != null);
        pack.unsaid |= planned && from.dueDates().isEmpty();
        to.putInt(Layout.TERMS_CURRENCY_EXPONENT, pack.currency == null ? 0 : pack.currency.exponent());
        to.putLong(Layout.TERMS_PRINCIPAL, pack.money(from.principalAmount()));
        pack.rate(to, Layout.TERMS_RATE, Layout.TERMS_RATE_PER, Layout.TERMS_RATE_TEXT, from.rate());
        to.putInt(Layout.TERMS_INTEREST_METHOD, Words.number(from.interestMethod()));
        to.putInt(Layout.TERMS_AMORTIZATION, Words.number(from.amortization()));
        to.putInt(Layout.TERMS_ACCRUAL, Words.number(from.accrual()));
        to.putInt(Layout.TERMS_TERM_COUNT, pack.count(from.termCount()));
        to.putInt(Layout.TERMS_TERM_UNIT, Words.number(from.termUnit()));
        to.putInt(Layout.TERMS_TERM_EVERY, pack.countAboveZero(from.termEvery()));
        to.putInt(Layout.TERMS_DAY_COUNT, Words.number(from.dayCount()));
        to.putInt(Layout.TERMS_DISBURSED_AT, pack.date(from.disbursedAt()));
        to.putInt(Layout.TERMS_FIRST_DUE_DATE, pack.date(from.firstDueDate()));
        pack.dates(to, Layout.TERMS_DUE_DATES, from.dueDates(), Limits.TERM_COUNT_MAX);
        pack.dueDays(to, Layout.TERMS_DUE_DAYS, from.dueDays());
        to.putInt(Layout.TERMS_FIRST_PERIOD, Words.number(from.firstPeriod()));
        nonWorkingDays(from.nonWorkingDays());
    }

    private void figures() {
        to.putInt(Layout.TERMS_LEVELING, Words.number(from.leveling()));
        to.putInt(Layout.TERMS_FLAT_INTEREST, Words.number(from.flatInterest()));
        to.putInt(Layout.TERMS_RESIDUAL, Words.number(from.residual()));
        pack.grace(to, Layout.TERMS_GRACE_PRINCIPAL, Layout.TERMS_GRACE_INTEREST_FREE, Layout.TERMS_GRACE_CAPITALIZED,
                Layout.TERMS_GRACE_DEFERRED, from.grace());
        to.putLong(Layout.TERMS_INSTALLMENT_AMOUNT, pack.moneyAboveZero(from.installmentAmount()));
        to.putLong(Layout.TERMS_BALLOON, pack.money(from.balloonAmount()));
        to.putLong(Layout.TERMS_INSTALLMENT_FEE, pack.money(from.installmentFee()));
        if (from.downPayment() != null) {
            pack.share(to, Layout.TERMS_DOWN_PAYMENT, from.downPayment().amount(), from.downPayment().percent());
        }
        rounding(from.rounding());
        upfrontFees(from.upfrontFees());
    }

    private void servicing() {
        allocation(from.allocation());
        delinquency(from.delinquency());
        Prepayment prepayment = from.prepayment();
        if (prepayment != null) {
            to.putInt(Layout.TERMS_PREPAYMENT_EFFECT, Words.number(prepayment.effect()));
            to.putInt(Layout.TERMS_PREPAYMENT_INTEREST, Words.number(prepayment.interest()));
        }
        Settlement settlement = from.settlement();
        if (settlement != null) {
            to.putInt(Layout.TERMS_SETTLEMENT_INTEREST, Words.number(settlement.interest()));
            if (settlement.fee() != null) {
                pack.share(to, Layout.TERMS_SETTLEMENT_FEE, settlement.fee().amount(), settlement.fee().percent());
            }
            if (settlement.retained() != null) {
                pack.percent(to, Layout.TERMS_SETTLEMENT_RETAINED, settlement.retained());
            }
        }
        lateCharges(from.lateCharges());
        limit(from.lateChargeLimit());
    }

    private void rounding(Rounding rounding) {
        if (rounding == null) {
            return;
        }
        RoundingMode interest = rounding.interestMode() == null ? rounding.mode() : rounding.interestMode();
        RoundingMode installment = rounding.installmentMode() == null ? rounding.mode() : rounding.installmentMode();
        pack.mode(rounding.mode());
        to.putInt(Layout.TERMS_INTEREST_MODE, pack.mode(interest));
        to.putInt(Layout.TERMS_INSTALLMENT_MODE, pack.mode(installment));
        to.putLong(Layout.TERMS_INTEREST_UNIT, pack.moneyAboveZero(rounding.interestUnit()));
        to.putLong(Layout.TERMS_INSTALLMENT_UNIT, pack.moneyAboveZero(rounding.installmentUnit()));
    }

    private void upfrontFees(List<UpfrontFee> fees) {
        if (fees == null || fees.isEmpty()) {
            return;
        }
        if (fees.size() > Limits.UPFRONT_FEES_MAX) {
            pack.unsaid = true;
            return;
        }
        int place = pack.take(Layout.UPFRONT_FEE_SIZE * fees.size());
        for (int i = 0; i < fees.size(); i++) {
            UpfrontFee fee = fees.get(i);
            pack.unsaid |= fee.name() == null;
            ByteBuffer own = Packer.struct(Layout.UPFRONT_FEE_SIZE);
            pack.share(own, Layout.UPFRONT_FEE_FEE, fee.amount(), fee.percent());
            own.putInt(Layout.UPFRONT_FEE_COLLECT, pack.required(fee.collect()));
            pack.put(place + i * Layout.UPFRONT_FEE_SIZE, own.array());
        }
        Packer.part(to, Layout.TERMS_UPFRONT_FEES, place, fees.size());
    }

    private void nonWorkingDays(NonWorkingDays days) {
        if (days == null) {
            return;
        }
        int bits = 0;
        for (DayOfWeek day : days.weekdays() == null ? List.<DayOfWeek>of() : days.weekdays()) {
            int bit = Layout.WEEKDAYS.get(day.name());
            pack.unsaid |= (bits & bit) != 0;
            bits |= bit;
        }
        to.putInt(Layout.TERMS_NON_WORKING_WEEKDAYS, bits);
        to.putInt(Layout.TERMS_NON_WORKING_RULE, Words.number(days.rule()));
        pack.dates(to, Layout.TERMS_HOLIDAYS, days.holidays(), Limits.HOLIDAYS_MAX);
    }

    private void allocation(AllocationPolicy policy) {
        if (policy == null) {
            return;
        }
        int at = Layout.TERMS_ALLOCATION;
        to.putInt(at + Layout.ALLOCATION_POLICY_ACROSS, Words.number(policy.across()));
        to.putInt(at + Layout.ALLOCATION_POLICY_ADVANCE, Words.number(policy.advance()));
        if (policy.order() == null && policy.pastDue() == null && policy.due() == null && policy.inAdvance() == null) {
            return;
        }
        List<Component> others = policy.order() == null ? List.of(Component.values()) : policy.order();
        pack.order(to, at + Layout.ALLOCATION_POLICY_PAST_DUE, others);
        pack.order(to, at + Layout.ALLOCATION_POLICY_PAST_DUE, policy.pastDue() == null ? others : policy.pastDue());
        pack.order(to, at + Layout.ALLOCATION_POLICY_DUE, policy.due() == null ? others : policy.due());
        pack.order(to, at + Layout.ALLOCATION_POLICY_IN_ADVANCE, policy.inAdvance() == null ? others : policy.inAdvance());
    }

    private void delinquency(Delinquency rules) {
        if (rules == null) {
            return;
        }
        to.putInt(Layout.TERMS_GRACE_DAYS, pack.count(rules.graceDays()));
        to.putLong(Layout.TERMS_TOLERANCE, pack.money(rules.tolerance()));
        to.putInt(Layout.TERMS_DAYS_FROM, Words.number(rules.daysFrom()));
        if (rules.buckets() != null && !rules.buckets().isEmpty()) {
            pack.unsaid |= rules.buckets().stream().anyMatch(one -> one.name() == null || one.fromDay() == null);
            int[] days = rules.buckets().stream().mapToInt(one -> pack.count(one.fromDay())).toArray();
            pack.numbers(to, Layout.TERMS_BUCKET_FROM_DAYS, days, Limits.BUCKETS_MAX);
        }
    }

    private void lateCharges(List<LateCharge> rules) {
        if (rules == null || rules.isEmpty()) {
            return;
        }
        if (rules.size() > Limits.LATE_CHARGES_MAX) {
            pack.unsaid = true;
            return;
        }
        int place = pack.take(Layout.LATE_CHARGE_SIZE * rules.size());
        for (int i = 0; i < rules.size(); i++) {
            pack.put(place + i * Layout.LATE_CHARGE_SIZE, lateCharge(rules.get(i)));
        }
        Packer.part(to, Layout.TERMS_LATE_CHARGES, place, rules.size());
    }

    private byte[] lateCharge(LateCharge rule) {
        ByteBuffer own = Packer.struct(Layout.LATE_CHARGE_SIZE);
        boolean daily = rule.rate() != null;
        boolean fixed = rule.amount() != null;
        pack.unsaid |= fixed == (rule.of() != null) || daily != (rule.yearDays() != null) || !daily && rule.from() != null;
        own.putInt(Layout.LATE_CHARGE_OF, Words.number(rule.of()));
        own.putInt(Layout.LATE_CHARGE_COMPONENT, Words.number(rule.component()));
        own.putInt(Layout.LATE_CHARGE_AFTER_DAYS, pack.count(rule.afterDays()));
        own.putInt(Layout.LATE_CHARGE_TIMES, pack.countAboveZero(rule.times()));
        if (rule.every() != null) {
            pack.unsaid |= rule.every().count() == null;
            own.putInt(Layout.LATE_CHARGE_EVERY, pack.countAboveZero(rule.every().count()));
            own.putInt(Layout.LATE_CHARGE_EVERY_UNIT, pack.required(rule.every().unit()));
        }
        int percent = Layout.LATE_CHARGE_CHARGE + Layout.SHARE_PERCENT;
        if (daily) {
            pack.unsaid |= fixed || rule.percent() != null;
            own.putInt(Layout.LATE_CHARGE_KIND, Layout.LATE_DAILY);
            pack.rate(own, percent, Layout.LATE_CHARGE_RATE_PER, -1, rule.rate());
            own.putInt(Layout.LATE_CHARGE_YEAR_DAYS, pack.count(rule.yearDays()));
            own.putInt(Layout.LATE_CHARGE_COUNTS_FROM, Words.number(rule.from()));
        } else {
            pack.share(own, Layout.LATE_CHARGE_CHARGE, rule.amount(), rule.percent());
        }
        return own.array();
    }

    private void limit(LateChargeLimit limit) {
        if (limit == null) {
            return;
        }
        int at = Layout.TERMS_LATE_CHARGE_LIMIT;
        pack.unsaid |= limit.of() != null && !limit.of().equals("PRINCIPAL") || (limit.percent() == null) != (limit.of() == null);
        pack.share(to, at, limit.amount(), limit.percent());
        if (limit.percent() == null && to.getLong(at + Layout.SHARE_AMOUNT) == 0) {
            // An amount of zero would say that there is no limit; no percent of it says that nothing is charged.
            to.putLong(at + Layout.SHARE_PERCENT + Layout.RATIO_DENOMINATOR, 1);
        }
    }
}
