'use strict';
/* Dates, amounts, rates, words. */
const { native, invalid, LoanEngineError } = require('./native');
const layout = require('./layout');
const { numbers, NO_DATE } = require('./pack');

const own = (set) => (/^le_/.test(set) ? set : `le_${String(set).replace(/[A-Z]/g, (letter, at) => (at ? '_' : '') + letter.toLowerCase())}`);
function setOf(name) {
  const set = typeof name === 'string' ? own(name) : '';
  if (!Object.hasOwn(layout.sets, set)) throw invalid('set', `allowed: ${Object.keys(layout.sets).join(', ')}`);
  return set;
}

/** The word of a number in a set: word('RowStatus', 3) is 'OVERDUE'. */
function word(name, value) {
  const set = setOf(name);
  const found = layout.sets[set].words.find(([, number]) => number === value);
  return found === undefined ? null : found[0];
}

/** The number of a word in a set. */
function number(name, text) {
  const set = setOf(name);
  const found = numbers[set].get(text);
  if (found === undefined) {
    throw new LoanEngineError('MALFORMED_INPUT', '', `${JSON.stringify(String(text))} is not allowed here; allowed: ${[...numbers[set].keys()].join(', ')}`);
  }
  return found;
}

const dayOf = (value) => (typeof value === 'string' ? native.parseDate(value) : value);

/** The fraction of a year from `start` to `end`, [numerator, denominator]. */
function dayCountFraction(dayCount, start, end, termination) {
  return native.dayCountFraction(number('le_day_count', dayCount), dayOf(start), dayOf(end), dayOf(termination === undefined ? end : termination));
}

const roundRatio = (numerator, denominator, unit, mode) => native.roundRatio(numerator, denominator, unit, number('le_mode', mode));
const roleOf = (role) => (role === undefined || role === null ? 0 : number('le_role', role));

/** The status after an event. */
function transition(status, event, role) {
  return word('le_loan_status', native.transition(number('le_loan_status', status), number('le_event_type', event), roleOf(role)));
}

/** The events that a status takes from a role. */
function allowedEvents(status, role) {
  const bits = native.allowedEvents(number('le_loan_status', status), roleOf(role));
  return layout.sets.le_event_type.words.filter(([, bit]) => Math.floor(bits / 2 ** bit) % 2 === 1).map(([name]) => name);
}

module.exports = {
  parseDate: native.parseDate, formatDate: native.formatDate, parseAmount: native.parseAmount, formatAmount: native.formatAmount,
  parseRate: native.parseRate, formatRate: native.formatRate, currencyExponent: native.currencyExponent,
  roundRatio, dayCountFraction, transition, allowedEvents, word, number, NO_DATE,
};
