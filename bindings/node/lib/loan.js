'use strict';
/* A loan with its life. */
const { native, invalid } = require('./native');
const layout = require('./layout');
const { Unpackable, numbers, wordOf, date, exponentOf, NO_DATE } = require('./pack');
const { sourceOf, borrowed } = require('./terms');
const { Rows, amountsOf, dateText } = require('./rows');
const { caseError, stopFor } = require('./documents');

const S = layout.structs.le_statement.fields;
const P = layout.structs.le_posting.fields;
const POSTING = layout.structs.le_posting.size;
const Q = layout.structs.le_quote.fields;
const QUOTE = layout.structs.le_quote.size;

const amountsAt = (i64, at, money) => {
  const a = at >> 3;
  return { principal: money(i64[a]), interest: money(i64[a + 1]), fee: money(i64[a + 2]), penalty: money(i64[a + 3]), total: money(i64[a + 4]) };
};

function quoteAt(i64, i32, at, money) {
  if (!i32[(at + Q.exists) >> 2]) return null;
  return { ...amountsAt(i64, at + Q.due, money), rebate: money(i64[(at + Q.rebate) >> 3]) };
}

/* What le_evaluate gave, as a result of the case format. */
function statementOf([statement, rowBuffer, postingBuffer], buckets, money) {
  const i64 = new BigInt64Array(statement);
  const i32 = new Int32Array(statement);
  const amount = (field) => money(i64[S[field] >> 3]);
  const int = (field) => i32[S[field] >> 2];
  const items = rowBuffer === null ? [] : new Rows(new BigInt64Array(rowBuffer)).render(money);
  const allocations = [];
  const adjustments = [];
  const postings = new Int32Array(postingBuffer);
  const postingAmounts = new BigInt64Array(postingBuffer);
  for (let at = 0; at < postingBuffer.byteLength; at += POSTING) {
    const field = (name) => postings[(at + P[name]) >> 2];
    const kind = wordOf('le_posting_kind', field('kind'));
    const sequence = field('sequence');
    const component = wordOf('le_component', field('component'));
    const moved = money(postingAmounts[(at + P.amount) >> 3]);
    if (kind === 'ALLOCATED') allocations.push({ event: field('event'), sequence, component, amount: moved });
    else {
      adjustments.push({
        date: dateText(field('date')), sequence, component, amount: moved, kind, event: field('event') || null, rule: field('rule') || null,
      });
    }
  }
  const bucket = int('position_bucket');
  return {
    status: wordOf('le_loan_status', int('position_status')),
    asOf: dateText(int('position_as_of')),
    schedule: {
      installmentAmount: int('has_installment') ? amount('installment') : null,
      items,
      totals: amountsAt(i64, S.totals, money),
    },
    allocations,
    outstanding: amountsAt(i64, S.position_outstanding, money),
    arrears: {
      ...amountsAt(i64, S.position_arrears, money),
      since: dateText(int('position_arrears_since')),
      daysPastDue: int('position_days_past_due'),
      bucket: bucket < 0 || buckets === undefined ? null : buckets[bucket],
    },
    overpaidAmount: amount('position_overpaid'),
    nextDue: int('position_next_due_sequence') === 0 ? null : {
      sequence: int('position_next_due_sequence'), dueDate: dateText(int('position_next_due_date')), amount: amount('position_next_due_amount'),
    },
    adjustments,
    disbursed: {
      amount: amount('disbursed'), deducted: amount('deducted'), financed: amount('financed'), separate: amount('separate'), net: amount('net'),
    },
    accruedInterest: amount('accrued_interest'),
    settlement: quoteAt(i64, i32, S.settlement, money),
    waived: amountsAt(i64, S.waived, money),
    writtenOff: amountsAt(i64, S.position_written_off, money),
    recovered: amount('position_recovered'),
    refunded: amount('refunded'),
    recalled: amount('recalled'),
  };
}

/* A result of the documents with amounts in minor units. */
const MONEY = new Set(['installmentAmount', 'principal', 'interest', 'fee', 'penalty', 'total', 'principalDue', 'interestDue', 'feeDue',
  'penaltyDue', 'totalDue', 'balanceAfter', 'paidAmount', 'principalPaid', 'interestPaid', 'feePaid', 'penaltyPaid', 'amount',
  'overpaidAmount', 'deducted', 'financed', 'separate', 'net', 'accruedInterest', 'rebate', 'recovered', 'refunded', 'recalled']);
function minorOf(value, exponent) {
  if (Array.isArray(value)) return value.map((one) => minorOf(one, exponent));
  if (typeof value !== 'object' || value === null) return value;
  const found = {};
  for (const [name, field] of Object.entries(value)) {
    found[name] = MONEY.has(name) && typeof field === 'string' ? native.parseAmount(field, exponent) : minorOf(field, exponent);
  }
  return found;
}

const METHODS = {
  submit: ['SUBMIT'], approve: ['APPROVE'], reject: ['REJECT'], revise: ['REVISE'], cancel: ['CANCEL'], disburse: ['DISBURSE'],
  writeOff: ['WRITE_OFF'], repay: ['REPAYMENT', 'amount'], recover: ['RECOVERY', 'amount'], settle: ['SETTLEMENT', 'amount'],
  drawDown: ['DRAWDOWN', 'amount'], refund: ['REFUND', 'amount'], reverse: ['REVERSAL', 'of'], charge: ['CHARGE', 'amount', 'component'],
  waive: ['WAIVER', 'amount', 'component'], changeRate: ['RATE_CHANGE', 'rate'], reschedule: ['RESCHEDULE', 'terms'],
  pauseInterest: ['INTEREST_PAUSE', 'until'],
};

/* Terms and events are copied, so that what is changed later does not reach back. */
function clone(value, where, depth = 0) {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 64) throw invalid(where, 'at most 64 levels are allowed');
  if (Array.isArray(value)) return value.map((one) => clone(one, where, depth + 1));
  const copy = {};
  for (const name of Object.keys(value)) {
    const field = value[name];
    copy[name] = typeof field === 'object' ? clone(field, where, depth + 1) : field;
  }
  return copy;
}
const cloneObject = (value, where) => {
  if (typeof value !== 'object' || value === null) throw invalid(where, 'an object is needed here');
  return clone(value, where);
};

/** A loan: its terms, and what happened to it. */
class Loan {
  constructor(terms, options = {}) {
    this.terms = cloneObject(sourceOf(terms), 'terms');
    this.status = options.status === undefined ? 'ACTIVE' : options.status;
    this.events = [];
    if (options.events !== undefined) {
      if (!Array.isArray(options.events)) throw invalid('events', 'a list is needed here');
      options.events.forEach((event) => this.event(event));
    }
  }

  /** Adds an event of the case format. It is checked with the statement, or by check(). */
  event(event) {
    this.events.push(cloneObject(event, 'event'));
    return this;
  }

  /** The loan as a case of the case format. */
  toCase(asOf) {
    const found = { format: 'loan-case/1', terms: this.terms, status: this.status, events: this.events };
    if (asOf !== undefined && asOf !== null) found.asOf = asOf;
    return found;
  }

  /* Where the currency is none, its error comes with the figures. */
  #exponent() {
    try {
      return exponentOf(this.terms.currency);
    } catch (error) {
      return 0;
    }
  }

  #pack(pack, asOf) {
    pack.addTerms(this.terms);
    for (const event of this.events) pack.addEvent(event);
    const status = numbers.le_loan_status.get(this.status);
    if (status === undefined) throw new Unpackable('status');
    return { status, asOf: asOf === undefined || asOf === null ? NO_DATE : date(asOf) };
  }

  #evaluate(asOf, options, background, finish, instead) {
    return borrowed((pack) => this.#evaluateIn(pack, asOf, options, background, finish, instead));
  }

  #evaluateIn(pack, asOf, options, background, finish, instead) {
    let packed;
    try {
      packed = this.#pack(pack, asOf);
    } catch (error) {
      if (!(error instanceof Unpackable)) throw error;
      const found = {};
      const refused = caseError(this.toCase(asOf), found);
      if (refused) throw refused;
      return instead(found.result);
    }
    const { buckets } = pack;
    const found = native.evaluate(pack.terms.u8, pack.parts.u8, pack.partsLength, packed.status, pack.events.u8, pack.eventCount,
      packed.asOf, true, true, stopFor(options && options.signal), background);
    return background ? found.then((value) => finish(value, buckets)) : finish(found, buckets);
  }

  #statement(asOf, options, background) {
    const exponent = this.#exponent();
    const money = amountsOf(options, exponent);
    return this.#evaluate(asOf, options, background, (found, buckets) => statementOf(found, buckets, money), (result) => {
      const { format, name, ...rest } = result;
      return options && options.amounts === 'decimal' ? rest : minorOf(rest, exponent);
    });
  }

  /** How the loan stands as of a date, by default its latest event's: a result of the case format. */
  statement(asOf, options) {
    return this.#statement(asOf, options, false);
  }

  async statementAsync(asOf, options) {
    return this.#statement(asOf, options, true);
  }

  #packed(pack, asOf) {
    try {
      return this.#pack(pack, asOf);
    } catch (error) {
      if (!(error instanceof Unpackable)) throw error;
      throw caseError(this.toCase(asOf)) || invalid(error.field, 'the C interface has no place for this value');
    }
  }

  /** What it takes to be done, as of each date; dates rise. */
  settlements(dates, options) {
    if (!Array.isArray(dates)) throw invalid('dates', 'a list is needed here');
    const money = amountsOf(options, this.#exponent());
    const days = Int32Array.from(dates, (day) => native.parseDate(day));
    const buffer = borrowed((pack) => {
      const { status } = this.#packed(pack);
      return native.quotes(pack.terms.u8, pack.parts.u8, pack.partsLength, status, pack.events.u8, pack.eventCount, days);
    });
    const i64 = new BigInt64Array(buffer);
    const i32 = new Int32Array(buffer);
    return Array.from(days, (day, i) => {
      const found = quoteAt(i64, i32, i * QUOTE, money);
      return found === null ? null : { date: dateText(day), ...found };
    });
  }

  /** Whether the events from the one at `accepted` on can be written: the status after all. */
  check(accepted = 0) {
    return borrowed((pack) => {
      const { status } = this.#packed(pack);
      return wordOf('le_loan_status', native.logCheck(pack.terms.u8, pack.parts.u8, pack.partsLength, status, pack.events.u8,
        pack.eventCount, accepted));
    });
  }
}

for (const [method, [type, ...names]] of Object.entries(METHODS)) {
  Object.defineProperty(Loan.prototype, method, {
    configurable: true,
    writable: true,
    value: { [method](on, ...values) {
      const event = { type, date: on };
      names.forEach((name, i) => { event[name] = values[i]; });
      return this.event({ ...event, ...values[names.length] });
    } }[method],
  });
}

module.exports = { Loan };
