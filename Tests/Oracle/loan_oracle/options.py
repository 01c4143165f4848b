"""Servicing, section 1: what the terms say of servicing, read and checked."""

from .quantities import INT64_MAX, INT64_MIN, LoanError, parse_amount, parse_percent, round_exact

EFFECTS = ("ADVANCE", "REDUCE_TERM", "REDUCE_INSTALLMENT")
ADVANCES = ("NEXT", "LAST", "CURRENT_THEN_LAST", "SPREAD")
SETTLEMENT_INTEREST = ("TO_DATE", "WHOLE_PERIOD", "FULL_TERM", "RULE_OF_78")
BASES = ("INSTALLMENT", "OVERDUE_PRINCIPAL", "OVERDUE")
PER_YEAR = {"YEAR": 1, "MONTH": 12, "WEEK": 52, "DAY": 365}
COUNT_LIMIT = 36600
DAYS_LIMIT = 3660000


def invalid_terms(path, message):
    return LoanError("INVALID_TERMS", path, message)


def require(condition, path, allowed):
    if not condition:
        raise invalid_terms("terms." + path, allowed)


def word(source, name, allowed, default, prefix):
    if name not in source:
        return default
    if source[name] not in allowed:
        raise invalid_terms(prefix + name, "one of " + ", ".join(allowed))
    return source[name]


def integer(source, name, default, prefix):
    if name not in source:
        return default
    if not INT64_MIN <= source[name] <= INT64_MAX:
        raise invalid_terms(prefix + name, "a number of 64 bits")
    return source[name]


def one_of(source, names, path):
    """The one of `names` that is given; more or fewer of them have no meaning."""
    given = [name for name in names if name in source]
    if len(given) != 1:
        raise invalid_terms(path, "exactly one of " + ", ".join(names))
    return given[0]


class AmountOrPercent:
    """An amount, or a percent of one that is known later."""

    def __init__(self, source, terms, path):
        self.kind = one_of(source, ("amount", "percent"), path)
        self.path = path + "." + self.kind
        if self.kind == "amount":
            self.amount = parse_amount(source["amount"], terms.exponent, self.path, "INVALID_TERMS")
        else:
            self.percent = parse_percent(source["percent"], self.path)

    def check(self):
        require((self.amount if self.kind == "amount" else self.percent) >= 0,
                self.path[len("terms."):], "zero or more")

    def of(self, base, unit, mode):
        if self.kind == "amount":
            return self.amount
        return round_exact(base * self.percent, unit, mode)


class LateRule:
    """One rule of `lateCharges`: kind AMOUNT, PERCENT or DAILY (penal interest by days)."""

    def __init__(self, source, terms, index):
        self.path = path = "terms.lateCharges[%d]" % index
        prefix = path + "."
        self.kind = one_of(source, ("amount", "percent", "rate"), path)
        self.amount = self.percent = None
        if self.kind == "amount":
            self.amount = parse_amount(source["amount"], terms.exponent, prefix + "amount", "INVALID_TERMS")
        elif self.kind == "percent":
            self.percent = parse_percent(source["percent"], prefix + "percent")
        else:
            self.percent = parse_percent(source["rate"]["percent"], prefix + "rate.percent")
            per = word(source["rate"], "per", tuple(PER_YEAR), None, prefix + "rate.")
            self.yearly = self.percent * PER_YEAR[per]
        # Which fields go with which kind; what is not called for is named by itself.
        # Choice: `from` is DUE_DATE and `afterDays` 0 where they are missing.
        allowed = {"amount": ("every", "times", "afterDays", "component"),
                   "percent": ("of", "every", "times", "afterDays", "component"),
                   "rate": ("of", "yearDays", "afterDays", "from", "component")}[self.kind]
        for name in source:
            if name != self.kind and name not in allowed:
                raise invalid_terms(prefix + name, "does not go with " + self.kind)
        bases = BASES if self.kind == "percent" else BASES[1:]
        self.of = word(source, "of", bases, None, prefix)
        self.year_days = integer(source, "yearDays", None, prefix)
        self.after = integer(source, "afterDays", 0, prefix)
        self.back_to = word(source, "from", ("DUE_DATE", "GRACE_END"), "DUE_DATE", prefix)
        self.component = word(source, "component", ("FEE", "PENALTY"), "PENALTY", prefix)
        self.every = None
        if "every" in source:
            self.every = (integer(source["every"], "count", None, prefix + "every."),
                          word(source["every"], "unit", ("DAY", "WEEK", "MONTH"), None, prefix + "every."))
        self.times = integer(source, "times", None, prefix)

    def check(self):
        def need(condition, name, allowed):
            require(condition, self.path[len("terms."):] + name, allowed)
        if self.kind == "amount":
            need(self.amount >= 0, ".amount", "zero or more")
        elif self.percent < 0:
            need(False, ".percent" if self.kind == "percent" else ".rate.percent", "zero or more")
        if self.kind != "amount":
            need(self.of is not None, ".of", "says of what")
        if self.kind == "rate":
            need(self.year_days in (360, 364, 365), ".yearDays", "360, 364 or 365")
        need(0 <= self.after <= DAYS_LIMIT, ".afterDays", "0 to 3660000")
        if self.every is not None:
            need(1 <= self.every[0] <= 366, ".every.count", "1 to 366")
        if self.times is not None:
            # Choice: a number of times without `every` is refused.
            need(self.every is not None, ".times", "goes with every")
            need(1 <= self.times <= COUNT_LIMIT, ".times", "1 to 36600")


class Options:
    """The terms of servicing; what is computed from the principal comes once it is known."""

    def __init__(self, source, terms):
        self.source, self.terms = source, terms
        self.read_allocation(source.get("allocation", {}))
        delinquency = source.get("delinquency", {})
        self.tolerance = 0
        if "tolerance" in delinquency:
            self.tolerance = parse_amount(delinquency["tolerance"], terms.exponent,
                                          "terms.delinquency.tolerance", "INVALID_TERMS")
        self.days_from = word(delinquency, "daysFrom", ("DUE_DATE", "DUE_DATE_INCLUSIVE", "GRACE_END"),
                              "DUE_DATE", "terms.delinquency.")
        self.accrual = word(source, "accrual", ("SCHEDULED", "DAILY"), "SCHEDULED", "terms.")
        self.daily = self.accrual == "DAILY"
        prepayment = source.get("prepayment", {})
        self.effect = word(prepayment, "effect", EFFECTS, "ADVANCE", "terms.prepayment.")
        self.prepaid_interest = word(prepayment, "interest", ("TO_DATE", "AT_DUE_DATE", "WHOLE_PERIOD"),
                                     "TO_DATE", "terms.prepayment.")
        settlement = source.get("settlement", {})
        self.settled_interest = word(settlement, "interest", SETTLEMENT_INTEREST, "TO_DATE",
                                     "terms.settlement.")
        self.settlement_fee = None
        if "fee" in settlement:
            self.settlement_fee = AmountOrPercent(settlement["fee"], terms, "terms.settlement.fee")
        self.retained = parse_percent(settlement.get("retained", "0"), "terms.settlement.retained")
        self.late_rules = [LateRule(rule, terms, index)
                           for index, rule in enumerate(source.get("lateCharges", []))]
        self.read_limit(source.get("lateChargeLimit"))
        self.fees = []
        for index, fee in enumerate(source.get("upfrontFees", [])):
            path = "terms.upfrontFees[%d]" % index
            self.fees.append((AmountOrPercent(fee, terms, path),
                              word(fee, "collect", ("DEDUCTED", "FINANCED", "SEPARATE"), None, path + ".")))
        self.down = None
        if "downPayment" in source:
            self.down = AmountOrPercent(source["downPayment"], terms, "terms.downPayment")

    def read_allocation(self, allocation):
        self.orders = {}
        for name in ("pastDue", "due", "inAdvance"):
            # Choice: beside an order of its own, `order` stands for those that are missing.
            self.orders[name] = self.terms.read_order(allocation, name, self.terms.order)
        self.advance = word(allocation, "advance", ADVANCES, "NEXT", "terms.allocation.")

    def read_limit(self, limit):
        self.limit = None
        if limit is not None:
            self.limit = AmountOrPercent(limit, self.terms, "terms.lateChargeLimit")
            if self.limit.kind == "amount" and "of" in limit:
                raise invalid_terms("terms.lateChargeLimit.of", "does not go with amount")
            if self.limit.kind == "percent" and limit.get("of") != "PRINCIPAL":
                raise invalid_terms("terms.lateChargeLimit.of", "PRINCIPAL")

    def check_ranges(self):
        require(self.tolerance >= 0, "delinquency.tolerance", "zero or more")
        if self.settlement_fee is not None:
            self.settlement_fee.check()
        require(0 <= self.retained <= 1, "settlement.retained", "0 to 100")
        require(len(self.late_rules) <= 8, "lateCharges", "at most 8")
        for rule in self.late_rules:
            rule.check()
        if self.limit is not None:
            self.limit.check()
        require(len(self.fees) <= 8, "upfrontFees", "at most 8")
        for fee, _ in self.fees:
            fee.check()
        if self.down is not None:
            self.down.check()

    def compute(self):
        """The amounts that follow from the principal; returns (financed, down payment)."""
        terms = self.terms
        sums = {"DEDUCTED": 0, "FINANCED": 0, "SEPARATE": 0}
        for fee, collect in self.fees:
            sums[collect] += fee.of(terms.principal_amount, terms.interest_unit, terms.interest_mode)
        self.deducted, self.financed, self.separate = (
            sums["DEDUCTED"], sums["FINANCED"], sums["SEPARATE"])
        require(self.deducted == 0 or self.deducted < terms.principal_amount, "upfrontFees",
                "what is deducted is less than the principal")
        down = 0
        if self.down is not None:
            principal = terms.principal_amount + self.financed
            down = self.down.of(principal, terms.installment_unit, terms.installment_mode)
            require(down < principal, self.down.path[len("terms."):], "less than the principal")
        self.late_limit = None
        if self.limit is not None:
            self.late_limit = self.limit.of(terms.principal_amount, 1, "DOWN")
        return self.financed, down

    def check_combinations(self):
        terms, source = self.terms, self.source
        if self.effect != "ADVANCE" and terms.method != "DECLINING":
            raise invalid_terms("terms.prepayment.effect", "DECLINING only")
        if self.daily:
            refused = [
                (terms.method != "DECLINING", "DECLINING only"),
                (self.effect != "ADVANCE" and self.prepaid_interest == "WHOLE_PERIOD"
                 or source.get("prepayment", {}).get("interest") == "WHOLE_PERIOD",
                 "not with a prepayment by WHOLE_PERIOD"),
                (terms.balloon > 0, "not with a balloon"),
                (terms.capitalized > 0 or terms.deferred > 0, "not with capitalized or deferred grace"),
                (self.settled_interest in ("FULL_TERM", "RULE_OF_78"),
                 "not with a settlement by FULL_TERM or RULE_OF_78")]
            for is_met, message in refused:
                if is_met:
                    raise invalid_terms("terms.accrual", message)
