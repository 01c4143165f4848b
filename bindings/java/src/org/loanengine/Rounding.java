package org.loanengine;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How figures become whole amounts: of the exact value, once. Null is the default of each.
 *
 * @param mode of what has no mode of its own; {@link RoundingMode#HALF_EVEN} by default
 * @param interestMode of interest
 * @param installmentMode of level payments and principal shares
 * @param interestUnit interest is a multiple of it, in the currency's units; the minor unit by default
 * @param installmentUnit level payments and principal shares are
 */
public record Rounding(RoundingMode mode, RoundingMode interestMode, RoundingMode installmentMode,
        BigDecimal interestUnit, BigDecimal installmentUnit) {
    /**
     * One mode for all, to the minor unit.
     *
     * @param mode the mode
     * @return the rounding
     */
    public static Rounding of(RoundingMode mode) {
        return new Rounding(mode, null, null, null, null);
    }
}
