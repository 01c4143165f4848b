import LoanEngine
