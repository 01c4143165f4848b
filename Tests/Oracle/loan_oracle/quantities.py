"""Section 1: errors, amounts, currencies, rates and rounding."""

import re
from fractions import Fraction


class LoanError(Exception):
    """An error of the contract: its code, the path of the field it names, and what is wrong."""

    def __init__(self, code, path, message):
        super().__init__(code, path, message)  # all three, so that it passes between processes
        self.code, self.path, self.message = code, path, message


INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1

# ISO 4217, list one, amendment 177: the codes with a minor unit.
EXPONENTS = {0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
             2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP "
                "BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR "
                "FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR "
                "KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV "
                "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR "
                "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH "
                "USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
             3: "BHD IQD JOD KWD LYD OMR TND",
             4: "CLF UYW"}
CURRENCY_EXPONENT = {code: exponent for exponent, codes in EXPONENTS.items() for code in codes.split()}

PERCENT_LIMIT = 256  # characters. Choice: a limit far beyond any rate.

ROUNDING_MODES = ("HALF_EVEN", "HALF_UP", "HALF_DOWN", "UP", "DOWN", "CEILING", "FLOOR")


def in_range(minor, path):
    """`minor`, or AMOUNT_OUT_OF_RANGE where it is not a 64-bit number."""
    if not INT64_MIN <= minor <= INT64_MAX:
        raise LoanError("AMOUNT_OUT_OF_RANGE", path, "the amount does not fit in 64 bits")
    return minor


def parse_amount(text, exponent, path, code):
    """Decimal text to minor units. `code` is the code of text that is no amount at all."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise LoanError(code, path, "not a plain decimal amount")
    whole, _, digits = text.lstrip("-").partition(".")
    if len(digits) > exponent:
        raise LoanError(code, path, "at most %d digits after the point" % exponent)
    minor = int(whole + digits.ljust(exponent, "0")) * (-1 if text.startswith("-") else 1)
    return in_range(minor, path)


def format_amount(minor, exponent):
    sign, digits = ("-" if minor < 0 else ""), str(abs(minor)).rjust(exponent + 1, "0")
    if exponent == 0:
        return sign + digits
    return sign + digits[:-exponent] + "." + digits[-exponent:]


def parse_percent(text, path):
    """Percent as decimal or ratio text to the exact rate."""
    if len(text) > PERCENT_LIMIT:
        raise LoanError("INVALID_TERMS", path, "at most %d characters" % PERCENT_LIMIT)
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        percent = Fraction(text)
    elif re.fullmatch(r"-?[0-9]+/[0-9]+", text) and int(text.split("/")[1]) > 0:
        percent = Fraction(text)
    else:
        raise LoanError("INVALID_TERMS", path, "a decimal as 2.5 or a ratio as 100/3")
    return percent / 100


def round_ratio(numerator, denominator, unit, mode):
    """numerator/denominator (denominator > 0) to the nearest multiple of `unit`, as `mode` says."""
    denominator *= unit
    negative = numerator < 0
    quotient, remainder = divmod(abs(numerator), denominator)  # toward zero
    twice = 2 * remainder
    if mode == "UP":
        away = remainder > 0
    elif mode == "DOWN":
        away = False
    elif mode == "CEILING":
        away = remainder > 0 and not negative
    elif mode == "FLOOR":
        away = remainder > 0 and negative
    elif mode == "HALF_UP":
        away = twice >= denominator
    elif mode == "HALF_DOWN":
        away = twice > denominator
    else:  # HALF_EVEN
        away = twice > denominator or (twice == denominator and quotient % 2 == 1)
    quotient += 1 if away else 0
    return (-quotient if negative else quotient) * unit


def round_exact(value, unit, mode):
    return round_ratio(value.numerator, value.denominator, unit, mode)
