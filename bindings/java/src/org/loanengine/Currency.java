package org.loanengine;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A currency: its code, and how many digits its minor unit has behind the point. The engine counts whole minor units:
 * 50 000.00 of a currency with two digits is 5000000.
 *
 * @param code three capital letters
 * @param exponent digits behind the point, 0 to 6
 */
public record Currency(String code, int exponent) {
    /**
     * A currency of one's own.
     *
     * @param code as above
     * @param exponent as above
     * @throws LoanEngineException {@link Code#INVALID_ARGUMENT} for another code or number of digits
     */
    public Currency {
        if (code == null || code.length() != 3 || !code.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z')) {
            throw LoanEngineException.argument("currency.code", "allowed: three capital letters");
        }
        if (exponent < 0 || exponent > 6) {
            throw LoanEngineException.argument("currency.exponent", "allowed: 0 to 6");
        }
    }

    /**
     * A currency of ISO 4217: JPY has 0 digits, USD 2, KWD 3.
     *
     * @param code its code
     * @return the currency
     * @throws LoanEngineException {@link Code#MALFORMED_INPUT} for a code that is unknown or has no minor unit
     */
    public static Currency of(String code) {
        int exponent = known(LoanEngineException.needed(code, "currency"));
        if (exponent < 0) {
            throw new LoanEngineException(Code.MALFORMED_INPUT, "currency", LoanEngineException.quoted(code)
                    + " is no currency with a minor unit; allowed: ISO 4217, or a code with its digits");
        }
        return new Currency(code, exponent);
    }

    /** The digits of a code of ISO 4217; -1 of any other. */
    static int known(String code) {
        try (Arena arena = Arena.open()) {
            Memory text = arena.bytes(code);
            Memory exponent = arena.zeros(8);
            int length = code.length() == 3 ? 3 : Integer.MAX_VALUE;
            return length == 3 && Native.currencyExponent(text.address, 3, exponent.address) == 0 ? exponent.getInt(0) : -1;
        }
    }

    /**
     * Minor units as a decimal with exactly the currency's digits.
     *
     * @param minor minor units
     * @return the decimal: 5000050 is 50000.50
     */
    public BigDecimal decimal(long minor) {
        return BigDecimal.valueOf(minor, exponent);
    }

    /**
     * A decimal as minor units. Nothing is rounded.
     *
     * @param amount the decimal
     * @return its minor units: 50000.5 is 5000050
     * @throws LoanEngineException {@link Code#MALFORMED_INPUT} for more digits than the currency has,
     *     {@link Code#AMOUNT_OUT_OF_RANGE} beyond 64 bits
     */
    public long minor(BigDecimal amount) {
        LoanEngineException.needed(amount, "amount");
        if (amount.signum() == 0) {
            return 0;
        }
        BigDecimal shortest = amount.scale() > exponent ? amount.stripTrailingZeros() : amount;
        if (shortest.scale() > exponent) {
            throw new LoanEngineException(Code.MALFORMED_INPUT, "amount",
                    "at most " + exponent + " digits after the point are allowed; round it first");
        }
        if ((long) shortest.precision() - shortest.scale() > 20) {
            throw tooLarge();
        }
        try {
            return shortest.setScale(exponent, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
        } catch (ArithmeticException error) {
            throw tooLarge();
        }
    }

    private static LoanEngineException tooLarge() {
        return new LoanEngineException(Code.AMOUNT_OUT_OF_RANGE, "amount", "the amount does not fit into 64 bits");
    }
}
