'use strict';
/* Every golden case: the documents byte for byte as the command line prints them, and the typed API,
 * which goes by the structs of the C interface, field by field. */
const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { root, run, fixtures, isCase } = require('./support/engine');
const le = require('..');

const onLine = (text) => text.replace(/\s*\n\s*/g, ' ').trim();
const linesIn = fixtures.map(({ text }) => onLine(text));
const printed = run(['evaluate', '--jsonl-input'], `${linesIn.join('\n')}\n`).toString('utf8').split('\n');
printed.pop();

test('there are golden cases', () => {
  assert.ok(fixtures.length > 500, `${fixtures.length} cases`);
  assert.equal(printed.length, fixtures.length);
});

test('evaluateJson gives every golden case byte for byte', () => {
  fixtures.forEach(({ file }, i) => {
    assert.equal(le.evaluateJson(linesIn[i]).toString('utf8'), `${printed[i]}\n`, file);
  });
});

test('evaluateJson for people gives every file byte for byte', () => {
  const whole = run(['evaluate', '--format', 'json', ...fixtures.map(({ file }) => path.join(root, file))]);
  const own = Buffer.concat(fixtures.map(({ text }) => le.evaluateJson(text, { format: 'json' })));
  assert.ok(own.equals(whole));
});

test('lines gives all golden cases at once byte for byte', async () => {
  const input = linesIn.join('\n');
  const whole = `${printed.join('\n')}\n`;
  const { output, lines, failed } = le.lines('evaluate', { input });
  assert.equal(output.toString('utf8'), whole);
  assert.equal(lines, fixtures.length);
  assert.equal(failed, printed.filter((line) => 'error' in JSON.parse(line)).length);
  const later = await le.linesAsync('evaluate', { input });
  assert.ok(later.output.equals(output));
});

test('evaluate gives every golden case as an object, or throws its error', () => {
  fixtures.forEach(({ file, text }, i) => {
    const expected = JSON.parse(printed[i]);
    let source;
    try {
      source = JSON.parse(text);
    } catch (_) {
      return; // no JSON, so no object
    }
    let found;
    try {
      found = le.evaluate(source);
    } catch (error) {
      assert.ok(error instanceof le.LoanEngineError, file);
      // Objects lose what is wrong in the text itself: a key twice, 12.0.
      if (expected.error === undefined) assert.fail(`${file}: ${error.code} at ${error.path}: ${error.message}`);
      assert.deepEqual([error.code, error.path], [expected.error.code, expected.error.path], file);
      return;
    }
    if (expected.error !== undefined) {
      assert.equal(expected.error.code, 'MALFORMED_INPUT', file);
      return;
    }
    assert.deepEqual(found, expected, file);
  });
});

/* The typed API: terms and events into structs, le_evaluate, and back. What is wrong around the loan, in
 * the fields of the document itself, it cannot meet. */
const AROUND = new Set(['format', 'name', 'source', 'event', 'expect', '$']);
const ARGUMENTS = new Set(['terms', 'events', 'event']);

test('Loan gives every golden case field by field', () => {
  let compared = 0;
  let refused = 0;
  let around = 0;
  fixtures.forEach(({ file, text }, i) => {
    if (file.includes('portfolio')) return; // documents of other commands: documents.test.js
    const { format, name, error, ...rest } = JSON.parse(printed[i]);
    let source;
    try {
      source = JSON.parse(text);
    } catch (_) {
      around += 1; // no JSON, so no object to begin with
      return;
    }
    let found;
    let loan;
    try {
      loan = new le.Loan(source.terms, { status: source.status, events: source.events });
      found = loan.statement(source.asOf, { amounts: 'decimal' });
    } catch (thrown) {
      assert.ok(thrown instanceof le.LoanEngineError, `${file}: ${thrown.stack}`);
      assert.ok(error, `${file}: ${thrown.code} at ${thrown.path}: ${thrown.message}`);
      if (thrown.code === 'INVALID_ARGUMENT' && ARGUMENTS.has(thrown.path)) assert.equal(error.code, 'MALFORMED_INPUT', file);
      else assert.deepEqual([thrown.code, thrown.path], [error.code, error.path], file);
      refused += 1;
      return;
    }
    if (error) {
      assert.ok(error.code === 'MALFORMED_INPUT' && AROUND.has(error.path), `${file}: expected ${error.code} at ${error.path}`);
      around += 1;
      return;
    }
    assert.deepEqual(found, rest, file);
    // Minor units are the same amounts.
    const exponent = typeof source.terms.currency === 'string' ? le.currencyExponent(source.terms.currency) : source.terms.currency.exponent;
    assert.deepEqual(decimals(loan.statement(source.asOf), exponent), rest, file);
    compared += 1;
  });
  assert.ok(compared > 1000, `${compared} compared`);
  assert.ok(refused > 300, `${refused} refused`);
  assert.ok(around < 60, `${around} were not for the typed API`);
});

test('evaluateBatch gives every golden case, all of one date in one call', () => {
  const dates = new Map();
  fixtures.forEach(({ file, text }, i) => {
    let source;
    try {
      source = JSON.parse(text);
    } catch (_) {
      return;
    }
    const { error, ...expected } = JSON.parse(printed[i]);
    if (typeof source.terms !== 'object' || !isCase(text) || (error && (AROUND.has(error.path) || error.path === 'asOf' || error.path === 'status'))) return;
    if (!dates.has(source.asOf)) dates.set(source.asOf, []);
    dates.get(source.asOf).push({ file, source, error, expected });
  });
  let compared = 0;
  let refused = 0;
  for (const [asOf, cases] of dates) {
    const batch = le.evaluateBatch({
      products: cases.map(({ source }) => source.terms), events: cases.map(({ source }) => source.events ?? []),
      status: cases.map(({ source }) => source.status ?? 'ACTIVE'), asOf,
    });
    assert.equal(batch.done, cases.length);
    const errors = new Map(batch.errors.map((one) => [one.index, one]));
    cases.forEach(({ file, source, error, expected }, loan) => {
      if (error) {
        const found = errors.get(loan);
        assert.deepEqual([batch.code(loan), found.code, found.path], [error.code, error.code, error.path], file);
        assert.equal(batch.items(loan).length, 0);
        refused += 1;
        return;
      }
      assert.equal(batch.code(loan), 'OK', file);
      const { currency } = source.terms;
      const exponent = typeof currency === 'string' ? le.currencyExponent(currency) : currency.exponent;
      assert.deepEqual(batch.items(loan, { amounts: 'decimal', exponent }), expected.schedule.items, file);
      const { positions } = batch;
      for (const name of ['principal', 'interest', 'fee', 'penalty']) {
        for (const group of ['outstanding', 'arrears', 'writtenOff']) assert.equal(le.formatAmount(positions[group][name][loan], exponent), expected[group][name], file);
      }
      assert.equal(positions.daysPastDue[loan], expected.arrears.daysPastDue, file);
      assert.equal(le.word('LoanStatus', positions.status[loan]), expected.status, file);
      compared += 1;
    });
  }
  assert.ok(compared > 1000, `${compared} compared`);
  assert.ok(refused > 300, `${refused} refused`);
});

test('schedule gives the rows of every golden case that nothing happened to', () => {
  let compared = 0;
  fixtures.forEach(({ file, text }, i) => {
    const expected = JSON.parse(printed[i]);
    if (expected.error || !isCase(text)) return;
    const { terms, events = [] } = JSON.parse(text);
    if (events.length > 0 || terms.lateCharges || terms.upfrontFees || terms.accrual === 'DAILY') return;
    const found = JSON.parse(JSON.stringify(le.schedule(terms)));
    const due = ({ status, daysPastDue, ...row }) => row;
    assert.deepEqual({ ...found, items: found.items.map(due) },
      { ...expected.schedule, items: expected.schedule.items.map(due) }, file);
    compared += 1;
  });
  assert.ok(compared > 300, `${compared} compared`);
});

/* BigInt of minor units as decimals; no other number may be a BigInt. */
function decimals(value, exponent) {
  if (typeof value === 'bigint') return le.formatAmount(value, exponent);
  if (Array.isArray(value)) return value.map((one) => decimals(one, exponent));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, decimals(field, exponent)]));
}
