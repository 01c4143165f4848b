'use strict';
/* Batches give for each loan what a call for it alone gives, here and on the thread pool. */
const test = require('node:test');
const assert = require('node:assert/strict');
const le = require('..');

const LOANS = 500;
const product = { currency: 'USD', principalAmount: '1.00', rate: { percent: '24', per: 'YEAR' }, termCount: 12, termUnit: 'MONTH', disbursedAt: '2026-03-11' };
const weekly = { ...product, termUnit: 'WEEK', interestMethod: 'FLAT', delinquency: { buckets: [{ name: 'CURRENT', fromDay: 0 }, { name: 'LATE', fromDay: 1 }] } };
const principal = BigInt64Array.from({ length: LOANS }, (_, i) => 100000n + 1357n * BigInt(i));
const termCount = Int32Array.from({ length: LOANS }, (_, i) => 1 + (i % 24));
const which = Uint32Array.from({ length: LOANS }, (_, i) => i % 2);
const loans = { products: [product, weekly], product: which, principal, termCount };
const termsOf = (i) => ({ ...[product, weekly][which[i]], principalAmount: principal[i], termCount: termCount[i] });
const asOf = '2026-09-01';
const eventsOf = (i) => (i % 3 === 0 ? [] : [
  { type: 'REPAYMENT', date: '2026-04-11', amount: 5000n + BigInt(i) },
  ...(i % 3 === 2 ? [{ type: 'REPAYMENT', date: '2026-05-02', amount: '12.34' }, { type: 'REVERSAL', date: '2026-05-03', of: 1 }] : []),
]);

const same = (one, other) => {
  assert.deepEqual(one.codes, other.codes);
  assert.deepEqual(one.offsets, other.offsets);
  assert.deepEqual(one.rows.data.subarray(0, one.rows.length * le.ROW.words), other.rows.data.subarray(0, other.rows.length * le.ROW.words));
  assert.deepEqual(one.positions, other.positions);
};

test('scheduleBatch gives each loan its own schedule', () => {
  const batch = le.scheduleBatch(loans, { positions: true });
  assert.equal(batch.done, LOANS);
  for (let i = 0; i < LOANS; i += 1) {
    const own = le.schedule(termsOf(i));
    assert.equal(batch.code(i), 'OK');
    assert.deepEqual(batch.items(i), own.items, `loan ${i}`);
    assert.equal(batch.positions.installment[i], own.installment ?? 0n);
    assert.equal(batch.positions.outstanding.interest[i], own.totals.interest);
    assert.equal(le.formatDate(batch.positions.maturityDate[i]), own.items.at(-1).dueDate);
  }
});

test('rows go to memory of the caller, and a full one ends the call early', () => {
  const whole = le.scheduleBatch(loans);
  const into = new BigInt64Array(whole.rows.length * le.ROW.words + 64 * le.ROW.words);
  assert.deepEqual(le.scheduleBatch(loans, { into }).items(LOANS - 1), whole.items(LOANS - 1));
  const small = new BigInt64Array(2000 * le.ROW.words);
  let first = 0;
  let calls = 0;
  while (first < LOANS) {
    const piece = le.scheduleBatch(loans, { into: small, first });
    assert.ok(piece.done > 0);
    for (let i = first; i < first + piece.done; i += 1) assert.deepEqual(piece.items(i), whole.items(i));
    first += piece.done;
    calls += 1;
    assert.ok(calls < 20);
  }
  assert.ok(calls > 1);
});

test('evaluateBatch gives each loan its statement', async () => {
  const events = Array.from({ length: LOANS }, (_, i) => eventsOf(i));
  const batch = le.evaluateBatch({ ...loans, events, asOf }, { postings: true });
  for (let i = 0; i < LOANS; i += 1) {
    const own = new le.Loan(termsOf(i), { events: eventsOf(i) }).statement(asOf);
    assert.equal(batch.code(i), 'OK');
    assert.deepEqual(batch.items(i), own.schedule.items, `loan ${i}`);
    const { positions } = batch;
    for (const name of ['principal', 'interest', 'fee', 'penalty']) {
      assert.equal(positions.outstanding[name][i], own.outstanding[name]);
      assert.equal(positions.arrears[name][i], own.arrears[name]);
    }
    assert.equal(positions.daysPastDue[i], own.arrears.daysPastDue);
    assert.equal(le.word('LoanStatus', positions.status[i]), own.status);
    assert.equal(positions.overpaid[i], own.overpaidAmount);
    const { postings, postingOffsets } = batch;
    let amount = 0n;
    for (let p = Number(postingOffsets[i]); p < Number(postingOffsets[i + 1]); p += 1) amount += postings.data[p * postings.words + postings.amount];
    assert.equal(amount, own.allocations.reduce((sum, one) => sum + one.amount, 0n));
  }
  same(batch, await le.evaluateBatchAsync({ ...loans, events, asOf }, { postings: true }));
  // The same events as columns.
  const flat = events.flat();
  const offsets = new BigUint64Array(LOANS + 1);
  events.forEach((list, i) => { offsets[i + 1] = offsets[i] + BigInt(list.length); });
  const columns = {
    offsets,
    type: Int32Array.from(flat, ({ type }) => le.number('EventType', type)),
    date: Int32Array.from(flat, ({ date }) => le.parseDate(date)),
    amount: BigInt64Array.from(flat, ({ amount = 0n }) => (typeof amount === 'bigint' ? amount : le.parseAmount(amount, 2))),
    of: Int32Array.from(flat, ({ of = 0 }) => of),
  };
  same(batch, le.evaluateBatch({ ...loans, events: columns, asOf: le.parseDate(asOf) }));
});

test('evaluateBatch finds room for more rows and postings than the terms say', () => {
  const late = { ...product, lateCharges: [{ amount: '1.00', afterDays: 1, every: { count: 1, unit: 'DAY' } }] };
  const events = Array.from({ length: 40 }, (_, i) => (i % 2 ? [] : [{ type: 'RESCHEDULE', date: '2026-03-20', terms: { termCount: 900 } }]));
  const columns = { products: late, principal: new BigInt64Array(40).fill(5000000n), events, asOf: '2028-01-01' };
  for (const postings of [true, false]) {
    const batch = le.evaluateBatch(columns, { postings });
    assert.equal(batch.done, 40);
    for (const i of [0, 1, 38, 39]) {
      const own = new le.Loan({ ...late, principalAmount: 5000000n }, { events: events[i] }).statement('2028-01-01');
      assert.deepEqual(batch.items(i), own.schedule.items);
      if (postings) {
        assert.equal(Number(batch.postingOffsets[i + 1] - batch.postingOffsets[i]), own.allocations.length + own.adjustments.length);
      }
    }
    assert.equal(batch.rows.length, Number(batch.offsets[40]));
  }
  // A limit of rows ends the call early, and it goes on from there.
  const whole = le.evaluateBatch(columns);
  let first = 0;
  while (first < 40) {
    const piece = le.evaluateBatch(columns, { rowCapacity: 5000, first });
    assert.ok(piece.done > 0 && piece.rows.length <= 5000);
    for (let i = first; i < first + piece.done; i += 1) assert.deepEqual(piece.items(i), whole.items(i));
    first += piece.done;
  }
});

test('allocateMany and classifyBatch do what repayments of each loan do', async () => {
  const amount = BigInt64Array.from({ length: 800 }, (_, i) => 1000n + 77n * BigInt(i));
  const loan = Uint32Array.from({ length: 800 }, (_, i) => (i * 7) % LOANS);
  const date = le.parseDate('2026-04-11');
  const book = le.scheduleBatch(loans);
  const firsts = le.firstsFor(LOANS);
  const given = le.allocateMany(loans, book, { amount, date, loan }, { firsts });
  assert.equal(given.done, 800);
  const standing = le.classifyBatch({ ...loans, asOf }, book);
  for (let i = 0; i < LOANS; i += 1) {
    const own = new le.Loan(termsOf(i));
    loan.forEach((of, p) => { if (of === i) own.repay('2026-04-11', amount[p]); });
    const statement = own.statement(asOf);
    // Paid in advance moves no plan here, so the rows are the same to the last field.
    assert.deepEqual(book.items(i), statement.schedule.items, `loan ${i}`);
    assert.equal(standing.positions.daysPastDue[i], statement.arrears.daysPastDue);
    assert.equal(standing.positions.outstanding.principal[i], statement.outstanding.principal);
  }
  const again = await le.scheduleBatchAsync(loans);
  const later = await le.allocateManyAsync(loans, again, { amount, date, loan }, { firsts: le.firstsFor(LOANS) });
  assert.deepEqual(later.overpaid, given.overpaid);
  await le.classifyBatchAsync({ ...loans, asOf }, again);
  assert.deepEqual(again.rows.data, book.rows.data);
});

test('a bad row never loses the others, and says what is wrong', () => {
  const bad = Int32Array.from(termCount);
  bad[3] = 0;
  bad[77] = 100000;
  const batch = le.scheduleBatch({ ...loans, termCount: bad });
  assert.equal(batch.done, LOANS);
  assert.deepEqual(batch.errors.map(({ index, code, path }) => [index, code, path]),
    [[3, 'INVALID_TERMS', 'terms.termCount'], [77, 'INVALID_TERMS', 'terms.termCount']]);
  assert.match(batch.errors[0].message, /allowed: 1 to 3660/);
  assert.equal(batch.items(3).length, 0);
  assert.deepEqual(batch.items(4), le.schedule(termsOf(4)).items);
  // Products and events that cannot even be read.
  const each = le.evaluateBatch({
    products: [product, { ...product, dayCount: 'SUNDIAL' }, product, product],
    events: [[], [], [{ type: 'REPAYMENT', date: '2026-13-01', amount: '1.00' }], [{ type: 'REPAYMENT', date: '2026-04-11', amount: '0.50' }]],
    asOf,
  });
  assert.deepEqual([0, 1, 2, 3].map((i) => each.code(i)), ['OK', 'INVALID_TERMS', 'INVALID_EVENT', 'OK']);
  assert.deepEqual(each.errors.map(({ index, path }) => [index, path]), [[1, 'terms.dayCount'], [2, 'events[0].date']]);
  assert.match(each.errors[0].message, /SUNDIAL.*allowed: EQUAL/);
  const book = le.scheduleBatch(loans);
  const given = le.allocateMany(loans, book, { amount: BigInt64Array.of(100n, 5n, -1n), date: 20600, loan: Uint32Array.of(0, 9999, 1) });
  assert.deepEqual([0, 1, 2].map((i) => given.code(i)), ['OK', 'INVALID_ARGUMENT', 'INVALID_EVENT']);
});

test('columns that do not fit are refused before anything is computed', () => {
  const refused = (call, path) => assert.throws(call, (error) => error instanceof le.LoanEngineError && error.code === 'INVALID_ARGUMENT' && error.path === path);
  refused(() => le.scheduleBatch({ ...loans, principal: new Float64Array(LOANS) }), 'principal');
  refused(() => le.scheduleBatch({ ...loans, principal: [1n, 2n] }), 'principal');
  refused(() => le.scheduleBatch({ ...loans, termCount: new Int32Array(3) }), 'termCount');
  refused(() => le.scheduleBatch({ ...loans, principal: new BigInt64Array(new SharedArrayBuffer(8 * LOANS)) }), 'principal');
  refused(() => le.scheduleBatch({ products: [] }), 'products');
  refused(() => le.scheduleBatch(null), 'loans');
  const book = le.scheduleBatch(loans);
  const offsets = BigUint64Array.from(book.offsets);
  offsets[5] = 1n << 60n;
  refused(() => le.classifyBatch({ ...loans, asOf }, { rows: book.rows, offsets }), 'offsets');
});

test('nothing is no mistake', async () => {
  const book = le.scheduleBatch(loans);
  assert.equal(le.allocateMany(loans, book, { amount: new BigInt64Array(0), loan: new Uint32Array(0), date: '2026-04-11' }).done, 0);
  for (const none of [le.scheduleBatch({ products: product, principal: new BigInt64Array(0) }), await le.evaluateBatchAsync({ products: product, principal: new BigInt64Array(0) })]) {
    assert.deepEqual([none.done, none.count, none.rows.length], [0, 0, 0]);
  }
  assert.equal(le.lines('evaluate', { input: '' }).lines, 0);
});

test('on the thread pool inputs are copied, and foreign memory is not worked in', async () => {
  const column = BigInt64Array.from(principal);
  const whole = le.scheduleBatch(loans);
  const promise = le.scheduleBatchAsync({ ...loans, principal: column });
  structuredClone(column.buffer, { transfer: [column.buffer] });
  assert.deepEqual((await promise).rows.data, whole.rows.data);
  await assert.rejects(le.scheduleBatchAsync(loans, { into: new BigInt64Array(whole.rows.data.length) }), { code: 'INVALID_ARGUMENT', path: 'rows' });
  const into = le.rowsFor(whole.rows.length + 64);
  const batch = await le.scheduleBatchAsync(loans, { into });
  assert.deepEqual(batch.items(7), whole.items(7));
});

test('a batch that is stopped says how far it came', async () => {
  const abort = new AbortController();
  abort.abort();
  const batch = await le.scheduleBatchAsync(loans, { signal: abort.signal });
  assert.equal(batch.done, 0);
  assert.equal(batch.code(0), 'NOT_REACHED');
});

test('promises in parallel give what calls one after the other give', async () => {
  const expected = le.scheduleBatch(loans);
  const terms = Array.from({ length: 64 }, (_, i) => termsOf(i));
  const [batches, statements, texts] = await Promise.all([
    Promise.all(Array.from({ length: 16 }, () => le.scheduleBatchAsync(loans))),
    Promise.all(terms.map((one, i) => new le.Loan(one, { events: eventsOf(i) }).statementAsync(asOf))),
    Promise.all(terms.map((one) => le.evaluateAsync({ format: 'loan-case/1', terms: one }))),
  ]);
  for (const batch of batches) assert.deepEqual(batch.rows.data, expected.rows.data);
  statements.forEach((one, i) => assert.deepEqual(one, new le.Loan(terms[i], { events: eventsOf(i) }).statement(asOf)));
  texts.forEach((one, i) => assert.deepEqual(one, le.evaluate({ format: 'loan-case/1', terms: terms[i] })));
});

test('workers have the engine each', async () => {
  const { Worker } = require('node:worker_threads');
  const path = require('node:path');
  const script = `const le = require(${JSON.stringify(path.join(__dirname, '..'))});
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.postMessage(le.schedule(workerData).items.map(({ totalDue }) => totalDue));`;
  const found = await Promise.all([1, 2, 3].map(() => new Promise((resolve, reject) => {
    new Worker(script, { eval: true, workerData: product }).on('message', resolve).on('error', reject);
  })));
  for (const one of found) assert.deepEqual(one, le.schedule(product).items.map(({ totalDue }) => totalDue));
});
