package org.loanengine;

import java.math.BigDecimal;

/**
 * A rule of what is charged on an installment that is paid late: an amount, a percentage of something, or interest by
 * the day. Null is none, or the default.
 *
 * @param amount in the currency's units; one of amount, percent and rate is given
 * @param percent of {@code of}, written as of {@link Rate}
 * @param rate penal interest, on {@code of}
 * @param of what a percentage or rate is taken of; none with an amount
 * @param component {@link Component#PENALTY}, by default, or {@link Component#FEE}
 * @param afterDays the first charge is one day later; 0 by default
 * @param every time between two charges; once by default
 * @param times at most so many charges, with {@code every}; no limit by default
 * @param yearDays with a rate: 360, 364 or 365
 * @param from with a rate: {@link LateFrom#DUE_DATE} by default
 */
public record LateCharge(BigDecimal amount, String percent, Rate rate, LateBase of, Component component,
        Integer afterDays, Every every, Integer times, Integer yearDays, LateFrom from) {
    /**
     * A span of time.
     *
     * @param count how many units
     * @param unit the unit
     */
    public record Every(Integer count, Unit unit) {}

    /**
     * An amount, once.
     *
     * @param amount in the currency's units
     * @return the rule
     */
    public static LateCharge amount(BigDecimal amount) {
        return new LateCharge(amount, null, null, null, null, null, null, null, null, null);
    }

    /**
     * A percentage, once.
     *
     * @param percent written as of {@link Rate}
     * @param of what it is taken of
     * @return the rule
     */
    public static LateCharge percent(String percent, LateBase of) {
        return new LateCharge(null, percent, null, of, null, null, null, null, null, null);
    }

    /**
     * Penal interest by the day.
     *
     * @param rate the rate
     * @param of what it is taken of
     * @param yearDays 360, 364 or 365
     * @return the rule
     */
    public static LateCharge daily(Rate rate, LateBase of, int yearDays) {
        return new LateCharge(null, null, rate, of, null, null, null, null, yearDays, null);
    }

    /**
     * The same rule, so many days later.
     *
     * @param days 0 or more
     * @return the rule
     */
    public LateCharge after(int days) {
        return new LateCharge(amount, percent, rate, of, component, days, every, times, yearDays, from);
    }

    /**
     * The same rule, again and again.
     *
     * @param count units between two charges
     * @param unit the unit
     * @return the rule
     */
    public LateCharge every(int count, Unit unit) {
        return new LateCharge(amount, percent, rate, of, component, afterDays, new Every(count, unit), times, yearDays, from);
    }
}
