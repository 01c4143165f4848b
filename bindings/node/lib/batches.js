'use strict';
/* Many loans in one call: products, and columns over them. */
const { native, LoanEngineError, invalid } = require('./native');
const layout = require('./layout');
const { Pack, Unpackable, numbers, wordOf, date, NO_DATE, TERMS, EVENT } = require('./pack');
const { Terms, sourceOf, explain } = require('./terms');
const { Rows, ROW, camel } = require('./rows');
const { stopFor } = require('./documents');

const T = layout.structs.le_terms.fields;
const E = layout.structs.le_event.fields;
const OK = numbers.le_code.get('OK');
const ROWS_MOST = 1 << 24;

const COLUMNS = ['product', 'principal', 'rateNumerator', 'rateDenominator', 'termCount', 'disbursedAt', 'firstDueDate', 'status'];

/* Products side by side. One that the structs cannot say is refused by the library in its place, and its
 * error is the engine's own. */
function packProducts(given, bad) {
  const products = Array.isArray(given) ? given : [given];
  if (products.length === 0) throw invalid('products', 'at least one is needed here');
  const pack = new Pack();
  products.forEach((terms, i) => {
    const source = sourceOf(terms);
    const at = pack.terms.length;
    const { length } = pack.parts;
    try {
      pack.addTerms(source);
    } catch (error) {
      if (!(error instanceof Unpackable)) throw error;
      bad.products.set(i, explain(error, source));
      pack.parts.length = length;
      pack.terms.length = at + TERMS;
      pack.terms.reserve(at + TERMS);
      pack.terms.u8.fill(0, at, at + TERMS);
      pack.terms.i32[(at + T.struct_size) >> 2] = TERMS;
      pack.terms.i64[(at + T.reserved) >> 3] = 1n; // never allowed
    }
  });
  return { pack, products };
}

/* Events as columns, or as a list for each loan. */
function packEvents(events, count, pack, products, loans, bad) {
  if (events === undefined || events === null) return undefined;
  if (Array.isArray(events)) {
    if (events.length !== count) throw invalid('events', 'a list for each loan is needed here');
    const offsets = new BigUint64Array(count + 1);
    events.forEach((list, loan) => {
      const { length } = pack.events;
      const parts = pack.parts.length;
      const product = loans.product ? loans.product[loan] : products.length === 1 ? 0 : loan;
      const source = sourceOf(products[product]);
      try {
        if (list !== undefined && list !== null) {
          if (!Array.isArray(list)) throw new Unpackable('events');
          const exponent = pack.terms.i32[(product * TERMS + T.currency_exponent) >> 2];
          list.forEach((event) => pack.addEvent(event, exponent));
        }
      } catch (error) {
        if (!(error instanceof Unpackable)) throw error;
        bad.loans.set(loan, explain(error, source, { events: list }));
        pack.events.length = length;
        pack.parts.length = parts;
        const at = pack.events.take(EVENT);
        pack.events.i32[(at + E.type) >> 2] = -1; // never allowed
      }
      offsets[loan + 1] = BigInt(pack.eventCount);
    });
    return { data: pack.events.u8, offsets };
  }
  if (typeof events !== 'object') throw invalid('events', 'columns, or a list of events for each loan, are needed here');
  const { offsets, type, date: dates, amount } = events;
  if (!(offsets instanceof BigUint64Array) || !(type instanceof Int32Array) || !(dates instanceof Int32Array) ||
      dates.length < type.length) {
    throw invalid('events', 'offsets (BigUint64Array), type and date (Int32Array) are needed here');
  }
  if (amount !== undefined && !(amount instanceof BigInt64Array && amount.length >= type.length)) {
    throw invalid('events.amount', 'a BigInt64Array as long as type is needed here');
  }
  const { length } = type;
  pack.events.length = 0;
  pack.events.take(length * EVENT);
  const { i32, i64 } = pack.events;
  const ints = EVENT / 4;
  const put = (column, field, name) => {
    if (column === undefined) return;
    if (!(column instanceof Int32Array && column.length >= length)) throw invalid(`events.${name}`, 'an Int32Array as long as type is needed here');
    for (let i = 0, at = field >> 2; i < length; i += 1, at += ints) i32[at] = column[i];
  };
  put(type, E.type, 'type');
  put(dates, E.date, 'date');
  put(events.of, E.of, 'of');
  put(events.component, E.component, 'component');
  put(events.role, E.role, 'role');
  put(events.until, E.until, 'until');
  if (amount !== undefined) for (let i = 0, at = E.amount >> 3; i < length; i += 1, at += EVENT / 8) i64[at] = amount[i];
  return { data: pack.events.u8.subarray(0, pack.events.length), offsets };
}

/* The twelve arguments of the addon that say what the loans are. */
function loansOf(loans, bad, needed) {
  if (typeof loans !== 'object' || loans === null) throw invalid('loans', 'an object is needed here');
  const { pack, products } = packProducts(loans.products === undefined ? loans.terms : loans.products, bad);
  const columns = COLUMNS.map((name) => loans[name]);
  if (Array.isArray(columns[7])) {
    columns[7] = Int32Array.from(columns[7], (word) => numbers.le_loan_status.get(word) ?? -2);
  }
  let { count } = loans;
  if (count === undefined) {
    const column = columns.find((one) => one !== undefined && one !== null);
    count = column !== undefined ? column.length : Array.isArray(loans.events) ? loans.events.length : products.length > 1 ? products.length : needed;
  }
  if (!Number.isInteger(count) || count < 0) throw invalid('count', 'a whole number is needed here');
  return { pack, products, count, columns };
}

const loanArguments = ({ pack, count, columns }) => [count, pack.terms.u8.subarray(0, pack.terms.length), pack.parts.u8, pack.partsLength, ...columns];

/** What a batch gave. `codes` has a number for each loan or payment, 0 where it is done. */
class Batch {
  constructor(found, loans, bad, into) {
    this.codes = new Int32Array(found.codes);
    this.done = found.done;
    this.errors = found.errors;
    this.count = this.codes.length;
    if (found.offsets !== undefined) {
      this.offsets = new BigUint64Array(found.offsets);
      this.rows = into === undefined ? new Rows(new BigInt64Array(found.rows, 0, found.rowCount * ROW.words), found.rowCount) : new Rows(into, found.rowCount);
    }
    if (found.postingOffsets !== undefined) {
      this.postings = postingsOf(found.postings, found.postingCount);
      this.postingOffsets = new BigUint64Array(found.postingOffsets);
    }
    if (found.overpaid !== undefined) this.overpaid = new BigInt64Array(found.overpaid);
    if (found.positions !== undefined) this.positions = positionsOf(found.positions, loans.count);
    if (bad.products.size > 0 || bad.loans.size > 0) this.#explain(loans, bad);
  }

  /* In place of what the library said of a row that could not be handed over, the engine's own error. */
  #explain(loans, bad) {
    const product = loans.columns[0];
    const of = (loan) => bad.loans.get(loan) || bad.products.get(product ? product[loan] : loans.products.length === 1 ? 0 : loan);
    const known = new Map(this.errors.map((error, at) => [error.index, at]));
    for (let loan = 0; loan < this.count; loan += 1) {
      const error = this.codes[loan] === OK ? undefined : of(loan);
      if (error !== undefined) {
        const own = new LoanEngineError(error.code, error.path, error.message);
        own.index = loan;
        this.codes[loan] = numbers.le_code.get(error.code) ?? this.codes[loan];
        if (known.has(loan)) this.errors[known.get(loan)] = own;
      }
    }
  }

  /** The word of a loan's or payment's code. */
  code(index) {
    return wordOf('le_code', this.codes[index]);
  }

  /** The rows of a loan as objects. */
  items(loan, options) {
    if (this.offsets === undefined) throw invalid('rows', 'rows were not asked for');
    if (!(Number.isInteger(loan) && loan >= 0 && loan < this.count)) throw invalid('loan', `allowed: 0 to ${this.count - 1}`);
    return this.rows.items(options, Number(this.offsets[loan]), Number(this.offsets[loan + 1]));
  }
}

const POSTING = layout.structs.le_posting.fields;
/* Postings as their memory, with the place of each field in it. */
function postingsOf(buffer, length) {
  return {
    length, data: new BigInt64Array(buffer), ints: new Int32Array(buffer),
    words: layout.structs.le_posting.size / 8, amount: POSTING.amount / 8,
    int: Object.fromEntries(Object.entries(POSTING).filter(([name]) => name !== 'amount').map(([name, at]) => [name, at / 4])),
  };
}

function positionsOf({ columns, buffer }, count) {
  const found = {};
  columns.forEach(([name, width], i) => {
    const column = width === 8 ? new BigInt64Array(buffer, i * count * 8, count) : new Int32Array(buffer, i * count * 8, count);
    const [group, component] = name.split('.');
    if (component === undefined) found[camel(name)] = column;
    else (found[camel(group)] ??= {})[component] = column;
  });
  return found;
}

const whole = (value, fallback, where, most = Number.MAX_SAFE_INTEGER) => {
  if (value === undefined) return fallback;
  if (!Number.isInteger(value) || value < 0 || value > most) throw invalid(where, 'a whole number in range is needed here');
  return value;
};
const dateOr = (value) => {
  if (value === undefined || value === null) return NO_DATE;
  if (Number.isInteger(value) && (value | 0) === value) return value;
  try {
    return date(value);
  } catch (error) {
    if (error instanceof Unpackable) throw invalid('asOf', 'a date as YYYY-MM-DD, or days since 1970-01-01, is needed here');
    throw error;
  }
};

function run(loans, options, background, evaluates) {
  const bad = { products: new Map(), loans: new Map() };
  const given = options === undefined || options === null ? {} : options;
  const packed = loansOf(loans, bad, 1);
  const events = evaluates ? packEvents(loans.events, packed.count, packed.pack, packed.products, loans, bad) : undefined;
  const into = given.into instanceof Rows ? given.into.data : given.into;
  const found = native.batch(...loanArguments(packed), events && events.data, events && events.offsets, dateOr(loans.asOf), evaluates,
    given.rows === undefined ? true : Boolean(given.rows), evaluates && given.postings === true, given.positions === true || (evaluates && given.positions !== false),
    whole(given.first, 0, 'first'), Math.max(1, whole(given.rowCapacity, ROWS_MOST, 'rowCapacity', 0x8000000)), into, stopFor(given.signal), background);
  const finish = (value) => new Batch(value, packed, bad, into);
  return background ? found.then(finish) : finish(found);
}

/** The schedules of many loans. */
const scheduleBatch = (loans, options) => run(loans, options, false, false);
const scheduleBatchAsync = async (loans, options) => run(loans, options, true, false);
/** Many loans with their events, as of a date. */
const evaluateBatch = (loans, options) => run(loans, options, false, true);
const evaluateBatchAsync = async (loans, options) => run(loans, options, true, true);

/* Rows of many loans: a Batch, or {rows, offsets}. */
function rowsOf(book) {
  if (typeof book !== 'object' || book === null) throw invalid('book', 'rows and offsets are needed here');
  const rows = book.rows instanceof Rows ? book.rows.data : book.rows;
  if (!(book.offsets instanceof BigUint64Array)) throw invalid('offsets', 'a BigUint64Array is needed here');
  return [rows, book.offsets];
}

const countOf = (book) => Math.max(0, book && book.offsets ? book.offsets.length - 1 : 0);

function allocateRun(loans, book, payments, options, background) {
  const bad = { products: new Map(), loans: new Map() };
  const given = options === undefined || options === null ? {} : options;
  const [rows, offsets] = rowsOf(book);
  const packed = loansOf(loans, bad, countOf(book));
  if (typeof payments !== 'object' || payments === null) throw invalid('payments', 'columns are needed here');
  const { amount } = payments;
  if (!(amount instanceof BigInt64Array)) throw invalid('payments.amount', 'a BigInt64Array is needed here');
  const dates = payments.date instanceof Int32Array ? payments.date : new Int32Array(amount.length).fill(dateOr(payments.date));
  const found = native.allocateMany(...loanArguments(packed), rows, offsets, amount, dates, payments.event, payments.loan, given.firsts,
    whole(given.first, 0, 'first'), stopFor(given.signal), background);
  const none = { products: new Map(), loans: new Map() };
  const finish = (value) => new Batch(value, packed, none);
  return background ? found.then(finish) : finish(found);
}

/** Repayments of many loans as they came in, split over the rows of the book in place. */
const allocateMany = (loans, book, payments, options) => allocateRun(loans, book, payments, options, false);
const allocateManyAsync = async (loans, book, payments, options) => allocateRun(loans, book, payments, options, true);

function classifyRun(loans, book, options, background) {
  const bad = { products: new Map(), loans: new Map() };
  const given = options === undefined || options === null ? {} : options;
  const [rows, offsets] = rowsOf(book);
  const packed = loansOf(loans, bad, countOf(book));
  const found = native.classifyBatch(...loanArguments(packed), rows, offsets, dateOr(loans.asOf), given.positions !== false,
    whole(given.first, 0, 'first'), stopFor(given.signal), background);
  const finish = (value) => new Batch(value, packed, bad);
  return background ? found.then(finish) : finish(found);
}

/** Classifies the rows of many loans as of a date, in place. */
const classifyBatch = (loans, book, options) => classifyRun(loans, book, options, false);
const classifyBatchAsync = async (loans, book, options) => classifyRun(loans, book, options, true);

/** Memory for allocateMany to remember paid rows in, one number a loan. */
function firstsFor(count) {
  return new Uint32Array(native.allocate(4 * whole(count, 0, 'count', 1 << 24)));
}

module.exports = {
  Terms, scheduleBatch, scheduleBatchAsync, evaluateBatch, evaluateBatchAsync, allocateMany, allocateManyAsync, classifyBatch,
  classifyBatchAsync, firstsFor,
};
