package org.loanengine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Builds {@link Terms}, field by field: one that is not set, or set to null, has its default. */
public final class TermsBuilder {
    private final Currency currency;
    private BigDecimal principalAmount;
    private Rate rate;
    private InterestMethod interestMethod;
    private Amortization amortization;
    private Accrual accrual;
    private Integer termCount;
    private Unit termUnit;
    private Integer termEvery;
    private LocalDate disbursedAt;
    private LocalDate firstDueDate;
    private List<LocalDate> dueDates;
    private List<Integer> dueDays;
    private FirstPeriod firstPeriod;
    private DayCount dayCount;
    private Rounding rounding;
    private Leveling leveling;
    private FlatInterest flatInterest;
    private Residual residual;
    private Grace grace;
    private List<UpfrontFee> upfrontFees;
    private Share downPayment;
    private BigDecimal installmentAmount;
    private BigDecimal balloonAmount;
    private BigDecimal installmentFee;
    private NonWorkingDays nonWorkingDays;
    private AllocationPolicy allocation;
    private Delinquency delinquency;
    private Prepayment prepayment;
    private Settlement settlement;
    private List<LateCharge> lateCharges;
    private LateChargeLimit lateChargeLimit;

    TermsBuilder(Currency currency) {
        this.currency = currency;
    }

    TermsBuilder(Terms from) {
        currency = from.currency();
        principalAmount = from.principalAmount();
        rate = from.rate();
        interestMethod = from.interestMethod();
        amortization = from.amortization();
        accrual = from.accrual();
        termCount = from.termCount();
        termUnit = from.termUnit();
        termEvery = from.termEvery();
        disbursedAt = from.disbursedAt();
        firstDueDate = from.firstDueDate();
        dueDates = from.dueDates();
        dueDays = from.dueDays();
        firstPeriod = from.firstPeriod();
        dayCount = from.dayCount();
        rounding = from.rounding();
        leveling = from.leveling();
        flatInterest = from.flatInterest();
        residual = from.residual();
        grace = from.grace();
        upfrontFees = from.upfrontFees();
        downPayment = from.downPayment();
        installmentAmount = from.installmentAmount();
        balloonAmount = from.balloonAmount();
        installmentFee = from.installmentFee();
        nonWorkingDays = from.nonWorkingDays();
        allocation = from.allocation();
        delinquency = from.delinquency();
        prepayment = from.prepayment();
        settlement = from.settlement();
        lateCharges = from.lateCharges();
        lateChargeLimit = from.lateChargeLimit();
    }

    /** {@return the terms} */
    public Terms build() {
        return new Terms(currency, principalAmount, rate, interestMethod, amortization, accrual, termCount,
                termUnit, termEvery, disbursedAt, firstDueDate, dueDates, dueDays, firstPeriod, dayCount,
                rounding, leveling, flatInterest, residual, grace, upfrontFees, downPayment, installmentAmount,
                balloonAmount, installmentFee, nonWorkingDays, allocation, delinquency, prepayment, settlement,
                lateCharges, lateChargeLimit);
    }

    /**
     * @param principalAmount what is lent, in the currency's units: more than zero
     * @return this
     */
    public TermsBuilder principalAmount(BigDecimal principalAmount) {
        this.principalAmount = principalAmount;
        return this;
    }

    /**
     * @param minor what is lent, in minor units
     * @return this
     */
    public TermsBuilder principalMinor(long minor) {
        principalAmount = currency.decimal(minor);
        return this;
    }

    /**
     * @param decimal what is lent, as a decimal
     * @return this
     */
    public TermsBuilder principalAmount(String decimal) {
        principalAmount = new BigDecimal(decimal);
        return this;
    }

    /**
     * @param rate the rate
     * @return this
     */
    public TermsBuilder rate(Rate rate) {
        this.rate = rate;
        return this;
    }

    /**
     * @param percent as of {@link Rate}
     * @param per what it is quoted for
     * @return this
     */
    public TermsBuilder rate(String percent, RatePer per) {
        rate = new Rate(percent, per);
        return this;
    }

    /**
     * @param interestMethod {@link InterestMethod#DECLINING} by default
     * @return this
     */
    public TermsBuilder interestMethod(InterestMethod interestMethod) {
        this.interestMethod = interestMethod;
        return this;
    }

    /**
     * @param amortization {@link Amortization#EQUAL_INSTALLMENTS} by default
     * @return this
     */
    public TermsBuilder amortization(Amortization amortization) {
        this.amortization = amortization;
        return this;
    }

    /**
     * @param accrual {@link Accrual#SCHEDULED} by default
     * @return this
     */
    public TermsBuilder accrual(Accrual accrual) {
        this.accrual = accrual;
        return this;
    }

    /**
     * @param count installments, 1 to {@link Limits#TERM_COUNT_MAX}
     * @param unit the unit of the time between two
     * @return this
     */
    public TermsBuilder term(Integer count, Unit unit) {
        termCount = count;
        termUnit = unit;
        return this;
    }

    /**
     * @param termEvery units between two, 1 by default
     * @return this
     */
    public TermsBuilder termEvery(Integer termEvery) {
        this.termEvery = termEvery;
        return this;
    }

    /**
     * @param disbursedAt when it is paid out
     * @return this
     */
    public TermsBuilder disbursedAt(LocalDate disbursedAt) {
        this.disbursedAt = disbursedAt;
        return this;
    }

    /**
     * @param firstDueDate not before that; one step after it by default
     * @return this
     */
    public TermsBuilder firstDueDate(LocalDate firstDueDate) {
        this.firstDueDate = firstDueDate;
        return this;
    }

    /**
     * @param dueDates in place of count, unit and first date: rising
     * @return this
     */
    public TermsBuilder dueDates(List<LocalDate> dueDates) {
        this.dueDates = dueDates;
        return this;
    }

    /**
     * @param dueDays days of the month, 1 to 31, at most 4, rising
     * @return this
     */
    public TermsBuilder dueDays(List<Integer> dueDays) {
        this.dueDays = dueDays;
        return this;
    }

    /**
     * @param firstPeriod {@link FirstPeriod#WHOLE} by default
     * @return this
     */
    public TermsBuilder firstPeriod(FirstPeriod firstPeriod) {
        this.firstPeriod = firstPeriod;
        return this;
    }

    /**
     * @param dayCount {@link DayCount#EQUAL} by default
     * @return this
     */
    public TermsBuilder dayCount(DayCount dayCount) {
        this.dayCount = dayCount;
        return this;
    }

    /**
     * @param rounding half even to the minor unit by default
     * @return this
     */
    public TermsBuilder rounding(Rounding rounding) {
        this.rounding = rounding;
        return this;
    }

    /**
     * @param leveling {@link Leveling#NONE} by default
     * @return this
     */
    public TermsBuilder leveling(Leveling leveling) {
        this.leveling = leveling;
        return this;
    }

    /**
     * @param flatInterest {@link FlatInterest#TERM} by default
     * @return this
     */
    public TermsBuilder flatInterest(FlatInterest flatInterest) {
        this.flatInterest = flatInterest;
        return this;
    }

    /**
     * @param residual {@link Residual#LAST} by default
     * @return this
     */
    public TermsBuilder residual(Residual residual) {
        this.residual = residual;
        return this;
    }

    /**
     * @param grace of leading installments; none by default
     * @return this
     */
    public TermsBuilder grace(Grace grace) {
        this.grace = grace;
        return this;
    }

    /**
     * @param fees at most {@link Limits#UPFRONT_FEES_MAX}
     * @return this
     */
    public TermsBuilder upfrontFees(UpfrontFee... fees) {
        upfrontFees = List.of(fees);
        return this;
    }

    /**
     * @param downPayment due on disbursedAt, below what is lent; none by default
     * @return this
     */
    public TermsBuilder downPayment(Share downPayment) {
        this.downPayment = downPayment;
        return this;
    }

    /**
     * @param installmentAmount the level payment that is stated; computed by default
     * @return this
     */
    public TermsBuilder installmentAmount(BigDecimal installmentAmount) {
        this.installmentAmount = installmentAmount;
        return this;
    }

    /**
     * @param balloonAmount principal due with the last installment on top; none by default
     * @return this
     */
    public TermsBuilder balloonAmount(BigDecimal balloonAmount) {
        this.balloonAmount = balloonAmount;
        return this;
    }

    /**
     * @param installmentFee with each installment; none by default
     * @return this
     */
    public TermsBuilder installmentFee(BigDecimal installmentFee) {
        this.installmentFee = installmentFee;
        return this;
    }

    /**
     * @param nonWorkingDays none by default
     * @return this
     */
    public TermsBuilder nonWorkingDays(NonWorkingDays nonWorkingDays) {
        this.nonWorkingDays = nonWorkingDays;
        return this;
    }

    /**
     * @param allocation how repayments are split; penalty, fee, interest, principal by default
     * @return this
     */
    public TermsBuilder allocation(AllocationPolicy allocation) {
        this.allocation = allocation;
        return this;
    }

    /**
     * @param delinquency when an installment is overdue: the day after it is due, by default
     * @return this
     */
    public TermsBuilder delinquency(Delinquency delinquency) {
        this.delinquency = delinquency;
        return this;
    }

    /**
     * @param prepayment what money beyond what is due does: it pays in advance, by default
     * @return this
     */
    public TermsBuilder prepayment(Prepayment prepayment) {
        this.prepayment = prepayment;
        return this;
    }

    /**
     * @param settlement what a borrower pays to be done early
     * @return this
     */
    public TermsBuilder settlement(Settlement settlement) {
        this.settlement = settlement;
        return this;
    }

    /**
     * @param rules at most {@link Limits#LATE_CHARGES_MAX}
     * @return this
     */
    public TermsBuilder lateCharges(LateCharge... rules) {
        lateCharges = List.of(rules);
        return this;
    }

    /**
     * @param lateChargeLimit of all late charges; none by default
     * @return this
     */
    public TermsBuilder lateChargeLimit(LateChargeLimit lateChargeLimit) {
        this.lateChargeLimit = lateChargeLimit;
        return this;
    }
}
