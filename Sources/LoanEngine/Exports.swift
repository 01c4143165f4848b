// Swift services import LoanEngine alone: dates, rationals and rounding come with it.
@_exported public import ExactArithmetic
@_exported public import LoanCalendar
