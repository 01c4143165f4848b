"""Section 5, overdue classification, and section 7, the result."""

from .dates import format_date
from .events import OWING
from .quantities import format_amount


def statement(terms, schedule, account, status, as_of, name):
    def money(minor):
        return format_amount(minor, terms.exponent)

    def parts(indexes):
        values = {part.lower(): sum(account.unpaid(index, part) for index in indexes)
                  for part in ("PRINCIPAL", "INTEREST", "FEE", "PENALTY")}
        values["total"] = sum(values.values())
        return {part: money(value) for part, value in values.items()}

    owing = status in OWING  # a loan that is not owes nothing yet
    items, overdue, unpaid_rows, days_past_due = [], [], [], 0
    for index, row in enumerate(schedule.rows):
        paid = account.paid[index]
        paid_total, row_days = sum(paid.values()), 0
        if account.unpaid(index) == 0:
            row_status = "PAID"
        else:
            unpaid_rows.append(index)
            if owing and row.due + terms.grace_days < as_of:
                row_status, row_days = "OVERDUE", as_of - row.due
                overdue.append(index)
            else:
                row_status = "PARTIAL" if paid_total > 0 else "PENDING"
        days_past_due = max(days_past_due, row_days)
        items.append({
            "sequence": index + 1, "startDate": format_date(row.start), "dueDate": format_date(row.due),
            "principalDue": money(row.principal), "interestDue": money(row.interest),
            "feeDue": money(row.fee), "penaltyDue": money(0),
            "totalDue": money(row.principal + row.interest + row.fee),
            "balanceAfter": money(row.balance_after), "paidAmount": money(paid_total),
            "principalPaid": money(paid["PRINCIPAL"]), "interestPaid": money(paid["INTEREST"]),
            "feePaid": money(paid["FEE"]), "penaltyPaid": money(paid["PENALTY"]),
            "status": row_status, "daysPastDue": row_days})
    bucket = None
    for from_day, bucket_name in terms.buckets:
        if from_day <= days_past_due:
            bucket = bucket_name
    arrears = parts(overdue)
    arrears["since"] = format_date(schedule.rows[overdue[0]].due) if overdue else None
    arrears["daysPastDue"] = days_past_due
    arrears["bucket"] = bucket
    next_due = None
    if owing and unpaid_rows:
        oldest = unpaid_rows[0]
        next_due = {"sequence": oldest + 1, "dueDate": format_date(schedule.rows[oldest].due),
                    "amount": money(account.unpaid(oldest))}
    return {
        "format": "loan-result/1", "name": name, "status": status, "asOf": format_date(as_of),
        "schedule": {
            "installmentAmount": None if schedule.level is None else money(schedule.level),
            "items": items,
            "totals": {part: money(value) for part, value in schedule.totals.items()}},
        "allocations": [{"event": number, "sequence": index + 1, "component": component,
                         "amount": money(amount)}
                        for number, index, component, amount in account.records],
        "outstanding": parts(unpaid_rows if owing else []),
        "arrears": arrears,
        "overpaidAmount": money(account.overpaid),
        "nextDue": next_due}
