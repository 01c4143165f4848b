package org.loanengine;

import java.math.BigDecimal;

/**
 * A rate: a percentage, and the time it is quoted for.
 *
 * @param percent zero or more, as a decimal or a ratio of whole numbers: {@code "24"}, {@code "2.5"}, {@code "100/3"}
 * @param per what it is quoted for
 */
public record Rate(String percent, RatePer per) {
    /**
     * A rate.
     *
     * @param percent a decimal or a ratio of whole numbers
     * @param per what it is quoted for
     * @return the rate
     */
    public static Rate of(String percent, RatePer per) {
        return new Rate(percent, per);
    }

    /**
     * A rate.
     *
     * @param percent a decimal
     * @param per what it is quoted for
     * @return the rate
     */
    public static Rate of(BigDecimal percent, RatePer per) {
        return new Rate(Json.decimal(percent), per);
    }
}
