'use strict';
/* Terms and events of the case format, as the structs of the header.
 *
 * What the structs cannot say (an unknown word or field, a missing one, a text that is no number) throws
 * Unpackable: then the documents of libloanengine-json decide, with the engine's own words. So nothing
 * here says what is allowed.
 */
const { native } = require('./native');
const layout = require('./layout');

class Unpackable extends Error {
  constructor(field) {
    super(field);
    this.field = field;
  }
}
const refuse = (field) => { throw new Unpackable(field); };

const numbers = {};
const words = {};
for (const [name, set] of Object.entries(layout.sets)) {
  numbers[name] = new Map(set.words.filter(([word]) => word !== null));
  words[name] = new Map(set.words.map(([word, number]) => [number, word]));
}
const wordOf = (set, number) => words[set].get(number) ?? null;

const T = layout.structs.le_terms.fields;
const E = layout.structs.le_event.fields;
const N = layout.structs.le_new_terms.fields;
const LATE = layout.structs.le_late_charge.fields;
const FEE = layout.structs.le_upfront_fee.fields;
const TERMS = layout.structs.le_terms.size;
const EVENT = layout.structs.le_event.size;
const NEW = layout.structs.le_new_terms.size;
const NO_DATE = layout.numbers.LE_DATE_NONE;
const SET = Object.fromEntries(layout.sets.le_new_terms_set.words);
const COMPONENTS = layout.sets.le_component.words.map(([, number]) => number);

/* A text's value, remembered: the same few dates, rates and currencies come again and again. */
function remembered(read) {
  const known = new Map();
  return (text) => {
    let value = known.get(text);
    if (value !== undefined) return value;
    value = read(text);
    if (known.size >= 8192) known.clear();
    known.set(text, value);
    return value;
  };
}
const attempt = (read) => (text) => {
  try {
    return read(text);
  } catch (error) {
    return refuse(String(text));
  }
};
const dateOf = remembered(attempt(native.parseDate));
const currencyOf = remembered(attempt(native.currencyExponent));
const rateOf = remembered((text) => {
  try {
    return native.parseRate(text);
  } catch (error) {
    return error.code === 'AMOUNT_OUT_OF_RANGE' ? null : refuse('rate');
  }
});

function number(set, word) {
  const found = numbers[set].get(word);
  return found === undefined ? refuse(set) : found;
}
function count(value) {
  return typeof value === 'number' && (value | 0) === value ? value : refuse('count');
}
/* A number where zero would say that it is not there. */
function some(value) {
  return value === 0 || value === 0n ? refuse('zero') : value;
}
function date(value) {
  return typeof value === 'string' ? dateOf(value) : refuse('date');
}
function money(value, exponent) {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? value : refuse('amount');
  if (typeof value !== 'string') return refuse('amount');
  try {
    return native.parseAmount(value, exponent);
  } catch (error) {
    return refuse('amount');
  }
}
function object(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refuse('object');
}
function list(value) {
  return Array.isArray(value) ? value : refuse('list');
}
function text(value) {
  if (value !== undefined && typeof value !== 'string') refuse('text');
}
/* An object with no fields but these. */
function only(value, names) {
  for (const name in object(value)) if (!names.has(name)) refuse(name);
  return value;
}
const fields = (...names) => new Set(names);

/* Bytes that grow. Elements begin at multiples of 8. */
class Bytes {
  constructor(size) {
    this.length = 0;
    this.reserve(size);
  }

  reserve(size) {
    if (this.u8 && size <= this.u8.length) return;
    const old = this.u8;
    let room = old ? old.length * 2 : 64;
    while (room < size) room *= 2;
    const buffer = new ArrayBuffer(room);
    this.u8 = new Uint8Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.i64 = new BigInt64Array(buffer);
    if (old) this.u8.set(old);
  }

  /* A place of `size` zero bytes. */
  take(size) {
    const at = this.length;
    this.length = at + Math.ceil(size / 8) * 8;
    this.reserve(this.length);
    this.u8.fill(0, at, this.length);
    return at;
  }
}

const emptyTerms = new Uint8Array(TERMS);
{
  const view = new Int32Array(emptyTerms.buffer);
  for (const [at, value] of layout.structs.le_terms.defaults) view[at / 4] = value;
}

const CURRENCY = fields('code', 'exponent');
function exponentOf(currency) {
  if (typeof currency === 'string') return currencyOf(currency);
  only(currency, CURRENCY);
  if (typeof currency.code !== 'string' || !/^[A-Z]{3}$/.test(currency.code)) refuse('currency.code');
  const exponent = count(currency.exponent);
  return exponent >= 0 && exponent <= 6 ? exponent : refuse('currency.exponent');
}

const RATE = fields('percent', 'per');
const AMOUNT = fields('amount');
const PERCENT = fields('percent');
const LIMIT = fields('percent', 'of');
const ROUNDING = fields('mode', 'interestMode', 'installmentMode', 'interestUnit', 'installmentUnit');
const GRACE = fields('principal', 'interestFree', 'capitalized', 'deferred');
const DAYS = fields('weekdays', 'holidays', 'rule');
const ALLOCATION = fields('order', 'pastDue', 'due', 'inAdvance', 'across', 'advance');
const DELINQUENCY = fields('graceDays', 'tolerance', 'daysFrom', 'buckets');
const BUCKET = fields('name', 'fromDay');
const PREPAYMENT = fields('effect', 'interest');
const SETTLEMENT = fields('interest', 'fee', 'retained');
const CHARGE = fields('amount', 'percent', 'rate', 'of', 'component', 'afterDays', 'every', 'times', 'yearDays', 'from');
const EVERY = fields('count', 'unit');
const UPFRONT = fields('name', 'amount', 'percent', 'collect');
const NEW_TERMS = fields('rate', 'amortization', 'termCount', 'termUnit', 'termEvery', 'firstDueDate', 'dueDates',
  'dueDays', 'balloonAmount', 'installmentFee', 'installmentAmount', 'grace');

/** Products side by side, one buffer of what varies in length, and events. */
class Pack {
  constructor() {
    this.terms = new Bytes(TERMS);
    this.parts = new Bytes(1024);
    this.events = new Bytes(8 * EVENT);
    this.clear();
  }

  clear() {
    this.terms.length = 0;
    this.parts.length = 8; // byte 0 is no place for new terms
    this.events.length = 0;
    this.exponent = 0;
    this.buckets = undefined;
  }

  get partsLength() {
    return this.parts.length > 8 ? this.parts.length : 0;
  }

  get eventCount() {
    return this.events.length / EVENT;
  }

  /* ---- values ---- */

  rate(value, into, base, at, textAt, perAt) {
    only(value, RATE);
    into.i32[(base + perAt) >> 2] = number('le_rate_per', value.per);
    const percent = value.percent;
    if (typeof percent !== 'string') refuse('rate.percent');
    const pair = rateOf(percent);
    if (pair !== null) {
      into.i64[(base + at) >> 3] = pair[0];
      into.i64[((base + at) >> 3) + 1] = pair[1];
    } else if (textAt < 0 || percent.length > 256) {
      refuse('rate.percent');
    } else {
      const bytes = Buffer.from(percent, 'latin1');
      const place = this.parts.take(bytes.length);
      this.parts.u8.set(bytes, place);
      into.u32[(base + textAt) >> 2] = place;
      into.u32[((base + textAt) >> 2) + 1] = bytes.length;
    }
  }

  ratio(value, into, at) {
    if (typeof value !== 'string') refuse('percent');
    const pair = rateOf(value);
    if (pair === null) refuse('percent');
    into.i64[at >> 3] = pair[0];
    into.i64[(at >> 3) + 1] = pair[1];
  }

  share(value, into, at, exponent) {
    if ((value.amount === undefined) === (value.percent === undefined)) refuse('share');
    if (value.amount !== undefined) into.i64[at >> 3] = money(value.amount, exponent);
    else this.ratio(value.percent, into, at + 8);
  }

  dates(values, into, at, read = date) {
    const { length } = list(values);
    if (length > layout.numbers.LE_HOLIDAYS_MAX) refuse('dates');
    const place = length === 0 ? 0 : this.parts.take(4 * length);
    for (let i = 0; i < length; i += 1) this.parts.i32[(place >> 2) + i] = read(values[i]);
    into.u32[at >> 2] = place;
    into.u32[(at >> 2) + 1] = length;
  }

  dueDays(days, into, at) {
    if (list(days).length < 1 || days.length > 4) refuse('dueDays');
    for (let i = 0; i < days.length; i += 1) {
      if (!(count(days[i]) > 0 && days[i] < 256)) refuse('dueDays');
      into.u8[at + i] = days[i];
    }
  }

  order(value, into, at) {
    if (list(value).length !== 4) refuse('order');
    const found = value.map((word) => number('le_component', word));
    if (new Set(found).size !== 4) refuse('order');
    into.u8.set(found, at);
  }

  /* ---- terms ---- */

  addTerms(terms) {
    object(terms);
    const p = this.terms;
    const b = p.length;
    p.length = b + TERMS;
    p.reserve(p.length);
    p.u8.set(emptyTerms, b);
    const exponent = exponentOf(terms.currency);
    this.exponent = exponent; // of the last terms
    p.i32[(b + T.currency_exponent) >> 2] = exponent;
    if (terms.principalAmount === undefined || terms.rate === undefined || terms.disbursedAt === undefined) refuse('missing');
    const planned = terms.dueDates !== undefined;
    if (!planned && (terms.termCount === undefined || terms.termUnit === undefined)) refuse('missing');
    for (const name in terms) {
      const value = terms[name];
      if (value === undefined) continue;
      switch (name) {
        case 'currency': break;
        case 'principalAmount': p.i64[(b + T.principal) >> 3] = money(value, exponent); break;
        case 'rate': this.rate(value, p, b, T.rate, T.rate_text, T.rate_per); break;
        case 'interestMethod': p.i32[(b + T.interest_method) >> 2] = number('le_interest_method', value); break;
        case 'amortization': p.i32[(b + T.amortization) >> 2] = number('le_amortization', value); break;
        case 'accrual': p.i32[(b + T.accrual) >> 2] = number('le_accrual', value); break;
        case 'termCount': p.i32[(b + T.term_count) >> 2] = planned ? some(count(value)) : count(value); break;
        case 'termUnit': {
          const unit = number('le_unit', value);
          p.i32[(b + T.term_unit) >> 2] = planned ? some(unit) : unit;
          break;
        }
        case 'termEvery': p.i32[(b + T.term_every) >> 2] = some(count(value)); break;
        case 'disbursedAt': p.i32[(b + T.disbursed_at) >> 2] = date(value); break;
        case 'firstDueDate': p.i32[(b + T.first_due_date) >> 2] = date(value); break;
        case 'dueDates':
          if (list(value).length === 0) refuse('dueDates');
          this.dates(value, p, b + T.due_dates);
          break;
        case 'dueDays': this.dueDays(value, p, b + T.due_days); break;
        case 'firstPeriod': p.i32[(b + T.first_period) >> 2] = number('le_first_period', value); break;
        case 'dayCount': p.i32[(b + T.day_count) >> 2] = number('le_day_count', value); break;
        case 'rounding': this.rounding(value, p, b, exponent); break;
        case 'leveling': p.i32[(b + T.leveling) >> 2] = number('le_leveling', value); break;
        case 'flatInterest': p.i32[(b + T.flat_interest) >> 2] = number('le_flat_interest', value); break;
        case 'residual': p.i32[(b + T.residual) >> 2] = number('le_residual', value); break;
        case 'grace': this.grace(value, p, b, T); break;
        case 'upfrontFees': this.upfrontFees(value, p, b, exponent); break;
        case 'downPayment':
          only(value, value.amount === undefined ? PERCENT : AMOUNT);
          this.share(value, p, b + T.down_payment, exponent);
          break;
        case 'installmentAmount': p.i64[(b + T.installment_amount) >> 3] = some(money(value, exponent)); break;
        case 'balloonAmount': p.i64[(b + T.balloon) >> 3] = money(value, exponent); break;
        case 'installmentFee': p.i64[(b + T.installment_fee) >> 3] = money(value, exponent); break;
        case 'nonWorkingDays': this.nonWorkingDays(value, p, b); break;
        case 'allocation': this.allocation(value, p, b + T.allocation); break;
        case 'delinquency': this.delinquency(value, p, b, exponent); break;
        case 'prepayment':
          only(value, PREPAYMENT);
          if (value.effect !== undefined) p.i32[(b + T.prepayment_effect) >> 2] = number('le_prepayment_effect', value.effect);
          if (value.interest !== undefined) p.i32[(b + T.prepayment_interest) >> 2] = number('le_prepayment_interest', value.interest);
          break;
        case 'settlement': this.settlement(value, p, b, exponent); break;
        case 'lateCharges': this.lateCharges(value, p, b, exponent); break;
        case 'lateChargeLimit': this.lateChargeLimit(value, p, b, exponent); break;
        default: refuse(name);
      }
    }
    return this;
  }

  rounding(value, p, b, exponent) {
    only(value, ROUNDING);
    const mode = value.mode === undefined ? 0 : number('le_mode', value.mode);
    p.i32[(b + T.interest_mode) >> 2] = value.interestMode === undefined ? mode : number('le_mode', value.interestMode);
    p.i32[(b + T.installment_mode) >> 2] = value.installmentMode === undefined ? mode : number('le_mode', value.installmentMode);
    if (value.interestUnit !== undefined) p.i64[(b + T.interest_unit) >> 3] = some(money(value.interestUnit, exponent));
    if (value.installmentUnit !== undefined) p.i64[(b + T.installment_unit) >> 3] = some(money(value.installmentUnit, exponent));
  }

  grace(value, p, b, at) {
    only(value, GRACE);
    if (value.principal !== undefined) p.i32[(b + at.grace_principal) >> 2] = count(value.principal);
    if (value.interestFree !== undefined) p.i32[(b + at.grace_interest_free) >> 2] = count(value.interestFree);
    if (value.capitalized !== undefined) p.i32[(b + at.grace_capitalized) >> 2] = count(value.capitalized);
    if (value.deferred !== undefined) p.i32[(b + at.grace_deferred) >> 2] = count(value.deferred);
  }

  upfrontFees(value, p, b, exponent) {
    const size = layout.structs.le_upfront_fee.size;
    const { length } = list(value);
    if (length > layout.numbers.LE_UPFRONT_FEES_MAX) refuse('upfrontFees');
    const place = length === 0 ? 0 : this.parts.take(size * length);
    value.forEach((fee, i) => {
      only(fee, UPFRONT);
      if (typeof fee.name !== 'string' || fee.name.length > 80) refuse('upfrontFees.name');
      this.share(fee, this.parts, place + i * size + FEE.fee, exponent);
      this.parts.i32[(place + i * size + FEE.collect) >> 2] = number('le_collect', fee.collect);
    });
    p.u32[(b + T.upfront_fees) >> 2] = place;
    p.u32[((b + T.upfront_fees) >> 2) + 1] = length;
  }

  nonWorkingDays(value, p, b) {
    only(value, DAYS);
    if (value.weekdays !== undefined) {
      let bits = 0;
      for (const word of list(value.weekdays)) {
        const bit = number('le_weekdays', word);
        if (bits & bit) refuse('weekdays');
        bits |= bit;
      }
      p.u32[(b + T.non_working_weekdays) >> 2] = bits;
    }
    if (value.holidays !== undefined) this.dates(value.holidays, p, b + T.holidays);
    if (value.rule !== undefined) p.i32[(b + T.non_working_rule) >> 2] = number('le_non_working_rule', value.rule);
  }

  allocation(value, p, at) {
    const A = layout.structs.le_allocation_policy.fields;
    only(value, ALLOCATION);
    const { order, pastDue, due, inAdvance } = value;
    if (order !== undefined || pastDue !== undefined || due !== undefined || inAdvance !== undefined) {
      for (const [own, field] of [[pastDue, A.past_due], [due, A.due], [inAdvance, A.in_advance]]) {
        const found = own === undefined ? order : own;
        if (found === undefined) p.u8.set(COMPONENTS, at + field);
        else this.order(found, p, at + field);
      }
    }
    if (value.across !== undefined) p.i32[(at + A.across) >> 2] = number('le_across', value.across);
    if (value.advance !== undefined) p.i32[(at + A.advance) >> 2] = number('le_advance', value.advance);
  }

  delinquency(value, p, b, exponent) {
    only(value, DELINQUENCY);
    if (value.graceDays !== undefined) p.i32[(b + T.grace_days) >> 2] = count(value.graceDays);
    if (value.tolerance !== undefined) p.i64[(b + T.tolerance) >> 3] = money(value.tolerance, exponent);
    if (value.daysFrom !== undefined) p.i32[(b + T.days_from) >> 2] = number('le_days_from', value.daysFrom);
    if (value.buckets !== undefined) {
      if (list(value.buckets).length > layout.numbers.LE_BUCKETS_MAX) refuse('buckets');
      const names = value.buckets.map((bucket) => {
        only(bucket, BUCKET);
        return typeof bucket.name === 'string' && bucket.name !== '' ? bucket.name : refuse('buckets');
      });
      if (new Set(names).size !== names.length) refuse('buckets');
      this.dates(value.buckets, p, b + T.bucket_from_days, (bucket) => count(bucket.fromDay));
      this.buckets = names;
    }
  }

  settlement(value, p, b, exponent) {
    only(value, SETTLEMENT);
    if (value.interest !== undefined) p.i32[(b + T.settlement_interest) >> 2] = number('le_settlement_interest', value.interest);
    if (value.fee !== undefined) {
      only(value.fee, object(value.fee).amount === undefined ? PERCENT : AMOUNT);
      this.share(value.fee, p, b + T.settlement_fee, exponent);
    }
    if (value.retained !== undefined) this.ratio(value.retained, p, b + T.settlement_retained);
  }

  lateCharges(value, p, b, exponent) {
    const size = layout.structs.le_late_charge.size;
    const { length } = list(value);
    if (length > layout.numbers.LE_LATE_CHARGES_MAX) refuse('lateCharges');
    const place = length === 0 ? 0 : this.parts.take(size * length);
    value.forEach((rule, i) => this.lateCharge(rule, place + i * size, exponent));
    p.u32[(b + T.late_charges) >> 2] = place;
    p.u32[((b + T.late_charges) >> 2) + 1] = length;
  }

  lateCharge(rule, at, exponent) {
    only(rule, CHARGE);
    const { i32 } = this.parts;
    const given = (rule.amount !== undefined) + (rule.percent !== undefined) + (rule.rate !== undefined);
    if (given !== 1 || (rule.of === undefined) === (rule.amount === undefined)) refuse('lateCharges');
    i32[(at + LATE.component) >> 2] = number('le_component', rule.component === undefined ? 'PENALTY' : rule.component);
    if (rule.afterDays !== undefined) i32[(at + LATE.after_days) >> 2] = count(rule.afterDays);
    if (rule.of !== undefined) i32[(at + LATE.of) >> 2] = number('le_late_base', rule.of);
    if (rule.rate !== undefined) {
      only(rule.rate, RATE);
      i32[(at + LATE.kind) >> 2] = number('le_late_kind', 'DAILY');
      this.ratio(rule.rate.percent, this.parts, at + LATE.charge_percent);
      i32[(at + LATE.rate_per) >> 2] = number('le_rate_per', rule.rate.per);
      i32[(at + LATE.year_days) >> 2] = some(count(rule.yearDays));
      if (rule.from !== undefined) i32[(at + LATE.counts_from) >> 2] = number('le_late_from', rule.from);
    } else {
      if (rule.yearDays !== undefined || rule.from !== undefined) refuse('lateCharges');
      this.share(rule, this.parts, at + LATE.charge, exponent);
    }
    if (rule.every !== undefined) {
      only(rule.every, EVERY);
      i32[(at + LATE.every) >> 2] = some(count(rule.every.count));
      i32[(at + LATE.every_unit) >> 2] = number('le_unit', rule.every.unit);
    }
    if (rule.times !== undefined) i32[(at + LATE.times) >> 2] = some(count(rule.times));
  }

  lateChargeLimit(value, p, b, exponent) {
    const at = b + T.late_charge_limit;
    only(value, object(value).amount === undefined ? LIMIT : AMOUNT);
    if (value.percent !== undefined && value.of !== 'PRINCIPAL') refuse('lateChargeLimit');
    this.share(value, p, at, exponent);
    // An amount of zero would say that there is no limit; no percent of it says that nothing is charged.
    if (value.amount !== undefined && p.i64[at >> 3] === 0n) p.i64[(b + T.late_charge_limit_percent_denominator) >> 3] = 1n;
  }

  /* ---- events ---- */

  addEvent(event, exponent = this.exponent) {
    object(event);
    const at = this.events.take(EVENT);
    const { i32, i64 } = this.events;
    const { type } = event;
    i32[(at + E.type) >> 2] = number('le_event_type', type);
    if (event.date === undefined) refuse('date');
    const needed = type === 'CHARGE' || type === 'WAIVER';
    if (needed !== (event.component !== undefined) || (type === 'SETTLEMENT' && event.amount === undefined) ||
        (type === 'RATE_CHANGE') !== (event.rate !== undefined) ||
        (type === 'INTEREST_PAUSE') !== (event.until !== undefined) ||
        (type === 'RESCHEDULE') !== (event.terms !== undefined)) refuse('event');
    for (const name in event) {
      const value = event[name];
      if (value === undefined) continue;
      switch (name) {
        case 'type': break;
        case 'date': i32[(at + E.date) >> 2] = date(value); break;
        case 'amount': {
          const amount = money(value, exponent);
          i64[(at + E.amount) >> 3] = type === 'SETTLEMENT' ? amount : some(amount);
          break;
        }
        case 'of': i32[(at + E.of) >> 2] = some(count(value)); break;
        case 'component': i32[(at + E.component) >> 2] = number('le_component', value); break;
        case 'reason':
          text(value);
          if (type !== 'CHARGE' || value.length > 80) refuse('reason');
          break;
        case 'method': case 'reference':
          text(value);
          if (value.length > 80) refuse(name);
          break;
        case 'rate': this.rate(value, this.events, at, E.rate, -1, E.rate_per); break;
        case 'until': i32[(at + E.until) >> 2] = date(value); break;
        case 'role': i32[(at + E.role) >> 2] = number('le_role', value); break;
        case 'keep':
          if (type !== 'RATE_CHANGE') refuse('keep');
          i32[(at + E.keep) >> 2] = number('le_keep', value);
          break;
        case 'arrears':
          if (type !== 'RESCHEDULE') refuse('arrears');
          i32[(at + E.arrears) >> 2] = number('le_arrears', value);
          break;
        case 'terms': this.events.u32[(at + E.terms) >> 2] = this.newTerms(value, exponent); break;
        default: refuse(name);
      }
    }
    return this;
  }

  newTerms(value, exponent) {
    only(value, NEW_TERMS);
    if (value.termCount === undefined && value.dueDates === undefined) refuse('termCount');
    const p = new Bytes(NEW); // filled apart: parts may move while they grow
    p.take(NEW);
    let set = 0;
    if (value.rate !== undefined) {
      set |= SET.RATE;
      this.rate(value.rate, p, 0, N.rate, N.rate_text, N.rate_per);
    }
    if (value.amortization !== undefined) {
      set |= SET.AMORTIZATION;
      p.i32[N.amortization >> 2] = number('le_amortization', value.amortization);
    }
    if (value.termUnit !== undefined) {
      set |= SET.TERM_UNIT;
      p.i32[N.term_unit >> 2] = number('le_unit', value.termUnit);
    }
    if (value.termEvery !== undefined) {
      set |= SET.TERM_EVERY;
      p.i32[N.term_every >> 2] = count(value.termEvery);
    }
    if (value.firstDueDate !== undefined) {
      set |= SET.FIRST_DUE_DATE;
      p.i32[N.first_due_date >> 2] = date(value.firstDueDate);
    }
    if (value.installmentFee !== undefined) {
      set |= SET.INSTALLMENT_FEE;
      p.i64[N.installment_fee >> 3] = money(value.installmentFee, exponent);
    }
    p.u32[N.set >> 2] = set;
    if (value.termCount !== undefined) p.i32[N.term_count >> 2] = some(count(value.termCount));
    if (value.dueDays !== undefined) this.dueDays(value.dueDays, p, N.due_days);
    if (value.dueDates !== undefined) {
      if (list(value.dueDates).length === 0) refuse('dueDates');
      this.dates(value.dueDates, p, N.due_dates);
    }
    if (value.balloonAmount !== undefined) p.i64[N.balloon >> 3] = money(value.balloonAmount, exponent);
    if (value.installmentAmount !== undefined) p.i64[N.installment_amount >> 3] = some(money(value.installmentAmount, exponent));
    if (value.grace !== undefined) this.grace(value.grace, p, 0, N);
    const place = this.parts.take(NEW);
    this.parts.u8.set(p.u8.subarray(0, NEW), place);
    return place;
  }
}

module.exports = { Pack, Unpackable, Bytes, numbers, wordOf, number, date, dateOf, money, exponentOf, TERMS, EVENT, NO_DATE };
