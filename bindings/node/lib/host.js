'use strict';
/* Rows that the host keeps: repayments on them, and how they stand. */
const { native, invalid } = require('./native');
const layout = require('./layout');
const { date, money, wordOf, Unpackable, NO_DATE } = require('./pack');
const { withTerms, sourceOf } = require('./terms');
const { Rows, dateText, camel } = require('./rows');

const T = layout.structs.le_terms.fields;
const POLICY = layout.structs.le_allocation_policy.size;
const PAYMENT = layout.structs.le_payment;
const POSTING = layout.structs.le_posting;
const POSITION = layout.structs.le_position;

const dataOf = (rows) => (rows instanceof Rows ? rows.data : rows);

function paymentsOf(payments, exponent) {
  const data = new BigInt64Array((payments.length * PAYMENT.size) / 8);
  const ints = new Int32Array(data.buffer);
  payments.forEach((payment, i) => {
    if (typeof payment !== 'object' || payment === null) throw invalid(`payments[${i}]`, 'an object is needed here');
    const at = i * PAYMENT.size;
    try {
      data[(at + PAYMENT.fields.amount) >> 3] = money(payment.amount, exponent);
    } catch (error) {
      throw error instanceof Unpackable ? invalid(`payments[${i}].amount`, 'a BigInt of minor units or a decimal string is needed here') : error;
    }
    try {
      ints[(at + PAYMENT.fields.date) >> 2] = date(payment.date);
    } catch (error) {
      throw error instanceof Unpackable ? invalid(`payments[${i}].date`, 'a day that exists, as YYYY-MM-DD, is needed here') : error;
    }
    const number = payment.event === undefined ? i + 1 : payment.event;
    if (typeof number !== 'number' || (number | 0) !== number) throw invalid(`payments[${i}].event`, 'a whole number is needed here');
    ints[(at + PAYMENT.fields.event) >> 2] = number;
  });
  return new Uint8Array(data.buffer);
}

function split(terms, rows, payments, anew) {
  return withTerms(terms, (pack) => {
    const policy = pack.terms.u8.subarray(T.allocation, T.allocation + POLICY);
    const [buffer, overpaid] = native.allocateLoan(policy, paymentsOf(payments, pack.exponent), dataOf(rows), anew);
    const amounts = new BigInt64Array(buffer);
    const ints = new Int32Array(buffer);
    const postings = [];
    for (let at = 0; at < buffer.byteLength; at += POSTING.size) {
      const int = (field) => ints[(at + POSTING.fields[field]) >> 2];
      postings.push({
        event: int('event'), date: dateText(int('date')), sequence: int('sequence'),
        component: wordOf('le_component', int('component')), amount: amounts[(at + POSTING.fields.amount) >> 3],
      });
    }
    return { postings, overpaid };
  });
}

/** Splits a repayment over a loan's rows, in place. */
function allocate(terms, rows, payment) {
  return split(terms, rows, [payment], false);
}

/** Allocates all repayments of a loan anew, in place. */
function reallocate(terms, rows, payments) {
  if (!Array.isArray(payments)) throw invalid('payments', 'a list is needed here');
  return split(terms, rows, payments, true);
}

/** Takes the parts of the last repayment back out of the rows. */
function unallocate(rows, postings) {
  if (!Array.isArray(postings)) throw invalid('postings', 'a list is needed here');
  const data = new BigInt64Array((postings.length * POSTING.size) / 8);
  const ints = new Int32Array(data.buffer);
  postings.forEach((posting, i) => {
    const component = posting && layout.sets.le_component.words.find(([word]) => word === posting.component);
    if (!component || typeof posting.amount !== 'bigint' || BigInt.asIntN(64, posting.amount) !== posting.amount ||
        (posting.sequence | 0) !== posting.sequence) {
      throw invalid(`postings[${i}]`, 'a posting as allocate() gave it is needed here');
    }
    const at = i * POSTING.size;
    data[(at + POSTING.fields.amount) >> 3] = posting.amount;
    ints[(at + POSTING.fields.sequence) >> 2] = posting.sequence;
    [, ints[(at + POSTING.fields.component) >> 2]] = component;
  });
  native.unallocate(new Uint8Array(data.buffer), dataOf(rows));
}

const AMOUNTS = ['outstanding', 'arrears', 'written_off'];
const MONEY = ['next_due_amount', 'disbursed_amount', 'recovered', 'overpaid'];
const DATES = ['as_of', 'arrears_since', 'next_due_date', 'disbursed_at', 'maturity_date', 'last_payment_at'];
const COUNTS = ['days_past_due', 'bucket', 'overdue_installments', 'next_due_sequence'];

/** Classifies a loan's rows as of a date, in place: how the loan stands, amounts in minor units. */
function classify(terms, rows, asOf) {
  let day;
  try {
    day = asOf === undefined ? NO_DATE : date(asOf);
  } catch (error) {
    throw error instanceof Unpackable ? invalid('asOf', 'a day that exists, as YYYY-MM-DD, is needed here') : error;
  }
  const i64 = new BigInt64Array(POSITION.size / 8);
  const i32 = new Int32Array(i64.buffer);
  const source = sourceOf(terms);
  withTerms(terms, (pack) => native.classify(pack.terms.u8, pack.parts.u8, pack.partsLength, dataOf(rows), day, new Uint8Array(i64.buffer)));
  const F = POSITION.fields;
  const found = { status: wordOf('le_loan_status', i32[F.status >> 2]) };
  for (const name of DATES) found[camel(name)] = dateText(i32[F[name] >> 2]);
  for (const name of COUNTS) found[camel(name)] = i32[F[name] >> 2];
  found.bucket = found.bucket < 0 ? null : source.delinquency.buckets[found.bucket].name;
  for (const name of AMOUNTS) {
    const at = F[name] >> 3;
    found[camel(name)] = { principal: i64[at], interest: i64[at + 1], fee: i64[at + 2], penalty: i64[at + 3], total: i64[at + 4] };
  }
  for (const name of MONEY) found[camel(name)] = i64[F[name] >> 3];
  return found;
}

module.exports = { allocate, reallocate, unallocate, classify };
