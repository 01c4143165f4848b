@_exported public import LoanEngine
