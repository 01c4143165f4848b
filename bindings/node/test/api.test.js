'use strict';
/* One loan at a time: figures that docs/c-abi.md works out, events as methods, values, errors. */
const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const le = require('..');

const terms = { currency: 'USD', principalAmount: '50000.00', rate: { percent: '24', per: 'YEAR' }, termCount: 12, termUnit: 'MONTH', disbursedAt: '2026-03-11' };

/* The error that a call throws. */
function thrown(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof le.LoanEngineError && error instanceof Error, `${error && error.stack}`);
    assert.equal(error.name, 'LoanEngineError');
    return error;
  }
  return assert.fail('nothing was thrown');
}

test('a schedule, in a BigInt64Array and as objects', () => {
  const found = le.schedule(terms);
  assert.equal(found.count, 12);
  assert.equal(found.installment, 472798n);
  assert.equal(found.totals.interest, 673576n);
  assert.deepEqual(found.items[0], {
    sequence: 1, startDate: '2026-03-11', dueDate: '2026-04-11', principalDue: 372798n, interestDue: 100000n, feeDue: 0n, penaltyDue: 0n,
    totalDue: 472798n, balanceAfter: 4627202n, paidAmount: 0n, principalPaid: 0n, interestPaid: 0n, feePaid: 0n, penaltyPaid: 0n,
    status: 'PENDING', daysPastDue: 0,
  });
  assert.equal(found.toObject({ amounts: 'decimal' }).items[1].interestDue, '925.44');
  assert.equal(JSON.parse(JSON.stringify(found)).installmentAmount, '4727.98');
  const rows = new BigInt64Array(12 * le.ROW.words);
  assert.equal(le.scheduleInto(le.prepare(terms), rows), 12);
  assert.deepEqual(rows, found.rows.subarray(0, rows.length));
  assert.equal(rows[le.ROW.words + le.ROW.money.interestDue], 92544n);
  assert.equal(new Int32Array(rows.buffer)[le.ROW.ints + le.ROW.int.dueDate], le.parseDate('2026-05-11'));
  assert.deepEqual(le.levelPayment(terms).rounded, 472798n);
});

test('amounts are BigInt of minor units or decimal strings, never numbers', () => {
  const whole = le.schedule(terms).items;
  assert.deepEqual(le.schedule({ ...terms, principalAmount: 5000000n }).items, whole);
  assert.deepEqual(le.schedule({ ...terms, principalAmount: '50000' }).items, whole);
  const number = thrown(() => le.schedule({ ...terms, principalAmount: 50000 }));
  assert.deepEqual([number.code, number.path], ['MALFORMED_INPUT', 'terms.principalAmount']);
  const beyond = thrown(() => le.schedule({ ...terms, principalAmount: 1n << 64n }));
  assert.deepEqual([beyond.code, beyond.path], ['AMOUNT_OUT_OF_RANGE', 'terms.principalAmount']);
  assert.equal(le.evaluate({ format: 'loan-case/1', terms: { ...terms, principalAmount: 5000000n } }).schedule.installmentAmount, '4727.98');
});

test('repayments on the host\'s own rows', () => {
  const rows = new le.Rows(le.schedule(terms).rows, 12);
  const own = rows.data.subarray(0, 12 * le.ROW.words);
  const { postings, overpaid } = le.allocate(terms, own, { amount: '5000.00', date: '2026-04-11' });
  assert.equal(overpaid, 0n);
  assert.deepEqual(postings.map(({ sequence, component, amount }) => [sequence, component, amount]),
    [[1, 'INTEREST', 100000n], [1, 'PRINCIPAL', 372798n], [2, 'INTEREST', 27202n]]);
  const position = le.classify(terms, own, '2026-06-01');
  assert.deepEqual([position.outstanding.total, position.arrears.total, position.daysPastDue], [5173576n, 445596n, 21]);
  le.unallocate(own, postings);
  assert.equal(rows.at(0).paidAmount, 0n);
  assert.equal(le.reallocate(terms, own, [{ amount: '4727.98', date: '2026-04-11' }, { amount: 1n, date: '2026-04-12' }]).postings.length, 3);
  assert.equal(thrown(() => le.allocate(terms, own, { amount: 0n, date: '2026-04-11' })).code, 'INVALID_EVENT');
});

test('every event has a method', () => {
  const methods = {
    submit: [], approve: [], reject: [], revise: [], cancel: [], disburse: [], writeOff: [], repay: ['1.00'], recover: ['1.00'], settle: ['1.00'],
    drawDown: ['1.00'], refund: ['1.00'], reverse: [1], charge: ['1.00', 'FEE'], waive: ['1.00', 'FEE'],
    changeRate: [{ percent: '12', per: 'YEAR' }], reschedule: [{ termCount: 6 }], pauseInterest: ['2026-05-01'],
  };
  const loan = new le.Loan(terms);
  for (const [method, values] of Object.entries(methods)) loan[method]('2026-04-01', ...values, { role: 'ADMIN' });
  assert.deepEqual(loan.events.map(({ type }) => type).sort(), Object.keys(Object.fromEntries(require('../lib/layout').sets.le_event_type.words)).sort());
  assert.ok(loan.events.every(({ role, date }) => role === 'ADMIN' && date === '2026-04-01'));
  assert.deepEqual(loan.events.find(({ type }) => type === 'CHARGE'), { type: 'CHARGE', date: '2026-04-01', amount: '1.00', component: 'FEE', role: 'ADMIN' });
});

test('a loan with its life', () => {
  const small = { ...terms, principalAmount: '1200.00', rate: { percent: '12', per: 'YEAR' }, termCount: 4, disbursedAt: '2026-01-01', lateCharges: [{ amount: '5.00', afterDays: 3 }] };
  const loan = new le.Loan(small).repay('2026-02-20', '312.54').reschedule('2026-03-01', { termCount: 6 });
  const statement = loan.statement();
  assert.equal(statement.schedule.items.length, 8);
  assert.equal(statement.settlement.total, 91350n);
  assert.deepEqual(statement.adjustments[0], { date: '2026-02-05', sequence: 1, component: 'PENALTY', amount: 500n, kind: 'LATE_CHARGE', event: null, rule: 1 });
  assert.equal(loan.check(), 'ACTIVE');
  assert.equal(loan.settlements(['2026-03-01'])[0].total, 91350n);
  assert.equal(new le.Loan(small, { status: 'DRAFT' }).submit('2026-01-01').check(), 'PENDING_APPROVAL');
  // What is changed later does not reach back.
  small.termCount = 1;
  assert.equal(loan.statement().schedule.items.length, 8);
});

test('figures beyond the structs are those of the documents', () => {
  const long = `${'1'.repeat(30)}/${'9'.repeat(29)}`;
  const loan = new le.Loan(terms).changeRate('2026-05-01', { percent: long, per: 'YEAR' });
  const { format, name, ...expected } = le.evaluate(loan.toCase('2026-06-01'));
  assert.deepEqual(loan.statement('2026-06-01', { amounts: 'decimal' }), expected);
  assert.equal(le.formatAmount(loan.statement('2026-06-01').outstanding.total, 2), expected.outstanding.total);
  assert.equal(le.schedule({ ...terms, rate: { percent: long, per: 'YEAR' } }).count, 12);
});

test('values', () => {
  assert.equal(le.parseDate('2026-03-11'), 20523);
  assert.equal(le.formatDate(20523), '2026-03-11');
  assert.equal(le.parseAmount('50000.5', 2), 5000050n);
  assert.equal(le.formatAmount(-5n, 2), '-0.05');
  assert.deepEqual(le.parseRate('2.5'), [5n, 2n]);
  assert.equal(le.formatRate(100n, 3n), '100/3');
  assert.equal(le.currencyExponent('KWD'), 3);
  assert.equal(le.roundRatio(41520n, 100n, 5n, 'UP'), 420n);
  assert.deepEqual(le.dayCountFraction('30/360', '2026-01-01', '2026-07-01'), [1n, 2n]);
  assert.equal(le.transition('DRAFT', 'SUBMIT'), 'PENDING_APPROVAL');
  assert.ok(le.allowedEvents('ACTIVE').includes('REPAYMENT'));
  assert.equal(le.word('RowStatus', 3), 'OVERDUE');
  assert.equal(le.number('le_day_count', '30E/360'), 5);
});

test('errors name code, path and what is allowed', () => {
  const of = (call) => { const { code, path: where, message } = thrown(call); return [code, where, message]; };
  assert.deepEqual(of(() => le.schedule({ ...terms, termCount: 0 })), ['INVALID_TERMS', 'terms.termCount', '0 is not allowed here; allowed: 1 to 3660']);
  assert.match(of(() => le.schedule({ ...terms, rate: { percent: '6', per: 'QUARTER' } }))[2], /allowed: YEAR, MONTH, WEEK, DAY, LOAN/);
  assert.deepEqual(of(() => le.schedule({ ...terms, termcount: 3 })).slice(0, 2), ['MALFORMED_INPUT', 'terms.termcount']);
  assert.deepEqual(of(() => new le.Loan(terms).repay('2026-04-11', '-1.00').statement()).slice(0, 2), ['INVALID_EVENT', 'events[0].amount']);
  assert.deepEqual(of(() => new le.Loan(terms, { status: 'DRAFT' }).repay('2026-04-11', '1.00').statement()).slice(0, 2), ['ILLEGAL_TRANSITION', 'events[0].type']);
  assert.deepEqual(of(() => le.evaluate({ format: 'loan-case/1', terms: { ...terms, termUnit: 'month' } })).slice(0, 2), ['INVALID_TERMS', 'terms.termUnit']);
  assert.deepEqual(of(() => le.scheduleInto(terms, new BigInt64Array(3))), ['BUFFER_TOO_SMALL', 'rows', 'room for 12 rows is needed here, of 12 words each']);
  assert.match(of(() => le.parseDate('2026-02-30'))[2], /2026-02-30.*allowed: a day that exists/);
  assert.match(of(() => le.number('DayCount', 'x'))[2], /allowed: EQUAL/);
  assert.equal(of(() => le.transition('REJECTED', 'REPAYMENT'))[0], 'ILLEGAL_TRANSITION');
});

test('what is generated is what the header says, and each export has a type', () => {
  const own = path.join(__dirname, '..');
  const done = spawnSync(process.execPath, [path.join(own, 'scripts', 'generate.js'), '--check'], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  const types = fs.readFileSync(path.join(own, 'index.d.ts'), 'utf8');
  for (const name of Object.keys(le)) assert.match(types, new RegExp(`export (declare )?(function|class|const) ${name}\\b`), name);
  for (const name of Object.getOwnPropertyNames(le.Loan.prototype)) if (name !== 'constructor') assert.match(types, new RegExp(`^  ${name}\\(`, 'm'), name);
});
