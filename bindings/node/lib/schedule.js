'use strict';
/* The schedule of one loan. */
const { native, invalid } = require('./native');
const layout = require('./layout');
const { TERMS } = require('./pack');
const { withTerms } = require('./terms');
const { ROW, Rows, amountsOf, item } = require('./rows');

const T = layout.structs.le_terms.fields;
const S = layout.structs.le_summary.fields;
const SUMMARY = layout.structs.le_summary.size;
const COUNT = T.term_count >> 2;
const DATES = (T.due_dates >> 2) + 1;
const MOST = layout.numbers.LE_TERM_COUNT_MAX;

/** The rows of a schedule into memory of the caller's, ROW.words a row. Returns their number. */
function scheduleInto(terms, rows) {
  if (!(rows instanceof BigInt64Array)) throw invalid('rows', 'a BigInt64Array is needed here');
  return withTerms(terms, (pack) => native.schedule(pack.terms.u8, pack.parts.u8, pack.partsLength, rows));
}

/** A schedule: rows in a BigInt64Array, or as objects. */
class Schedule {
  constructor(rows, count, summary, exponent) {
    this.rows = rows;
    this.count = count;
    this.summary = summary;
    this.exponent = exponent;
  }

  get ints() {
    return new Int32Array(this.rows.buffer, this.rows.byteOffset, this.count * ROW.ints);
  }

  /** The level payment in minor units, or null where there is none. */
  get installment() {
    const ints = new Int32Array(this.summary.buffer);
    return ints[S.has_installment >> 2] ? this.summary[S.installment >> 3] : null;
  }

  /** As in a result of the case format. */
  toObject(options) {
    const money = amountsOf(options, this.exponent);
    const { ints, installment, summary } = this;
    const items = [];
    for (let i = 0; i < this.count; i += 1) items.push(item(this.rows, ints, i, money));
    const total = (field) => money(summary[S[field] >> 3]);
    return {
      installmentAmount: installment === null ? null : money(installment),
      items,
      totals: {
        principal: total('totals_principal'), interest: total('totals_interest'), fee: total('totals_fee'),
        penalty: total('totals_penalty'), total: total('totals_total'),
      },
    };
  }

  get items() {
    return this.toObject().items;
  }

  get totals() {
    return this.toObject().totals;
  }

  toJSON() {
    return this.toObject({ amounts: 'decimal' });
  }
}

/** The schedule of terms. */
function schedule(terms) {
  return withTerms(terms, (pack) => {
    const { i32 } = pack.terms;
    const wanted = (i32[DATES] || i32[COUNT]) + 1;
    const rows = new BigInt64Array((wanted > 0 && wanted <= MOST + 1 ? wanted : 1) * ROW.words);
    const summary = new BigInt64Array(SUMMARY / 8);
    const count = native.schedule(pack.terms.u8, pack.parts.u8, pack.partsLength, rows, new Uint8Array(summary.buffer));
    return new Schedule(rows, count, summary, pack.exponent);
  });
}

/** The level payment: rounded in minor units, and the exact ratio of minor units as text. */
function levelPayment(terms) {
  return withTerms(terms, (pack) => native.levelPayment(pack.terms.u8, pack.parts.u8, pack.partsLength));
}

module.exports = { schedule, scheduleInto, levelPayment, Schedule, TERMS, Rows };
