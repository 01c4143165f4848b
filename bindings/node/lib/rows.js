'use strict';
/* Rows of loans in memory, as the library lays them out. */
const { native, invalid } = require('./native');
const layout = require('./layout');
const { wordOf, NO_DATE } = require('./pack');

const { size, fields } = layout.structs.le_row;
const WORDS = size / 8;
const INTS = size / 4;
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const ROW = { words: WORDS, ints: INTS, money: {}, int: {} };
{
  const money = new Set(['principal_due', 'interest_due', 'fee_due', 'penalty_due', 'balance_after', 'principal_paid',
    'interest_paid', 'fee_paid', 'penalty_paid']);
  for (const [name, at] of Object.entries(fields)) {
    if (money.has(name)) ROW.money[camel(name)] = at / 8;
    else ROW.int[camel(name)] = at / 4;
  }
  Object.freeze(ROW.money);
  Object.freeze(ROW.int);
  Object.freeze(ROW);
}
const M = ROW.money;
const I = ROW.int;

const minor = (amount) => amount;
/** How amounts are given: BigInt of minor units, or decimal strings. */
function amountsOf(options, exponent) {
  const amounts = options === undefined || options === null || options.amounts === undefined ? 'minor' : options.amounts;
  if (amounts === 'minor') return minor;
  if (amounts === 'decimal') return (amount) => native.formatAmount(amount, exponent);
  throw invalid('amounts', 'allowed: minor, decimal');
}
const dateText = (date) => (date === NO_DATE ? null : native.formatDate(date));

/* The row at `index` as an object of the case format. */
function item(data, ints, index, money) {
  const a = index * WORDS;
  const b = index * INTS;
  const principalDue = data[a + M.principalDue];
  const interestDue = data[a + M.interestDue];
  const feeDue = data[a + M.feeDue];
  const penaltyDue = data[a + M.penaltyDue];
  const principalPaid = data[a + M.principalPaid];
  const interestPaid = data[a + M.interestPaid];
  const feePaid = data[a + M.feePaid];
  const penaltyPaid = data[a + M.penaltyPaid];
  return {
    sequence: ints[b + I.sequence],
    startDate: dateText(ints[b + I.startDate]),
    dueDate: dateText(ints[b + I.dueDate]),
    principalDue: money(principalDue),
    interestDue: money(interestDue),
    feeDue: money(feeDue),
    penaltyDue: money(penaltyDue),
    totalDue: money(BigInt.asIntN(64, principalDue + interestDue + feeDue + penaltyDue)),
    balanceAfter: money(data[a + M.balanceAfter]),
    paidAmount: money(BigInt.asIntN(64, principalPaid + interestPaid + feePaid + penaltyPaid)),
    principalPaid: money(principalPaid),
    interestPaid: money(interestPaid),
    feePaid: money(feePaid),
    penaltyPaid: money(penaltyPaid),
    status: wordOf('le_row_status', ints[b + I.status]),
    daysPastDue: ints[b + I.daysPastDue],
  };
}

/** Rows: `data`, 12 words each, and `ints`, the same memory in halves. ROW says what is where. */
class Rows {
  constructor(data, count) {
    if (!(data instanceof BigInt64Array)) throw invalid('rows', 'a BigInt64Array is needed here');
    this.data = data;
    this.ints = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
    this.length = count === undefined ? Math.floor(data.length / WORDS) : count;
  }

  /** The row at `index` as an object. */
  at(index, options) {
    if (!(Number.isInteger(index) && index >= 0 && index < this.length)) throw invalid('index', `allowed: 0 to ${this.length - 1}`);
    return item(this.data, this.ints, index, amountsOf(options, options && options.exponent));
  }

  /** Rows from `from` up to `to` as objects. */
  items(options, from = 0, to = this.length) {
    return this.render(amountsOf(options, options && options.exponent), from, to);
  }

  /** The same with amounts as `money` makes them. */
  render(money, from = 0, to = this.length) {
    const found = [];
    const end = Math.min(to, this.length);
    for (let i = Math.max(0, from); i < end; i += 1) found.push(item(this.data, this.ints, i, money));
    return found;
  }
}

/** Memory for rows that calls on the thread pool may work in. */
function rowsFor(count) {
  if (!Number.isInteger(count) || count < 0 || count > 0x8000000) throw invalid('count', 'allowed: 0 to 134217728');
  return new Rows(new BigInt64Array(native.allocate(count * size)), count);
}

module.exports = { Rows, ROW, rowsFor, item, amountsOf, dateText, camel };
