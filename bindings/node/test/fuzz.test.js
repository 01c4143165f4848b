'use strict';
/* Hostile arguments at the package's boundary and at the addon's own: no call may end the process, and what
 * is thrown is an error. FUZZ_CALLS and FUZZ_SEED say how many and which. */
const test = require('node:test');
const assert = require('node:assert/strict');
const { fixtures, isCase } = require('./support/engine');
const { native } = require('../lib/native');
const { Pack } = require('../lib/pack');
const le = require('..');

const CALLS = Number(process.env.FUZZ_CALLS || 100000);
const SEED = Number(process.env.FUZZ_SEED || 1);

/* mulberry32 */
let state = SEED;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];

const sources = fixtures.filter(({ file, text }) => !file.includes('portfolio') && isCase(text)).flatMap(({ text }) => {
  try {
    const found = JSON.parse(text);
    return found.terms && typeof found.terms === 'object' ? [found] : [];
  } catch (_) {
    return [];
  }
});

const detached = () => {
  const found = new BigInt64Array(8);
  structuredClone(found.buffer, { transfer: [found.buffer] });
  return found;
};
const hostile = [
  () => undefined, () => null, () => true, () => 0, () => -1, () => 1, () => 12, () => 0.5, () => NaN, () => Infinity, () => 2 ** 31, () => -(2 ** 31),
  () => 2 ** 53, () => 1e300, () => 0n, () => -1n, () => 1n << 63n, () => -(1n << 63n), () => 1n << 64n, () => (1n << 63n) - 1n,
  () => '', () => '0', () => '-0', () => '1e9', () => '\0', () => 'x'.repeat(300), () => '\ud800', () => '9'.repeat(256), () => '2026-02-29', () => '9999-12-31',
  () => '1/0', () => 'ACTIVE', () => 'REPAYMENT', () => 'USD', () => '{"terms": {}}', () => '['.repeat(1000),
  () => [], () => [undefined], () => [[[]]], () => new Array(2000), () => ({}), () => ({ length: 5 }), () => ({ percent: 1 }), () => Object.create(null),
  () => Symbol('x'), () => () => 1, () => new Date(NaN), () => /x/, () => new Map(), () => new Proxy({}, { get() { throw new Error('no'); } }),
  () => ({ get terms() { throw new Error('no'); } }), () => ({ toString() { throw new Error('no'); } }), () => new Proxy([], {}),
  () => new Uint8Array(0), () => new Uint8Array(392).subarray(1), () => new Uint8Array(384), () => Buffer.from('{}'), () => new Int32Array(7), () => new Uint32Array(3),
  () => new BigInt64Array(0), () => new BigInt64Array(12), () => new BigInt64Array(1000), () => new BigUint64Array(4), () => BigUint64Array.of(0n, 5n, 3n, 1n << 63n),
  () => new Float64Array(9), () => new Float32Array(2), () => new DataView(new ArrayBuffer(8)), () => new ArrayBuffer(16), () => new SharedArrayBuffer(16),
  () => new BigInt64Array(new SharedArrayBuffer(960)), () => new BigInt64Array(new ArrayBuffer(16, { maxByteLength: 96 })), detached, () => Int32Array.of(-1, 2147483647, 0),
  () => BigInt64Array.of(1n << 62n, -1n, 0n), () => AbortSignal.abort(), () => new le.Rows(new BigInt64Array(24)), () => le.rowsFor(3), () => le.firstsFor(3),
];
const evil = () => pick(hostile)();

/* A copy with some of its values spoiled. */
function spoiled(value, chance, depth = 0) {
  if (random() < chance) return evil();
  if (typeof value !== 'object' || value === null || depth > 6) return value;
  if (Array.isArray(value)) return value.map((one) => spoiled(one, chance, depth + 1));
  const copy = {};
  for (const [name, field] of Object.entries(value)) copy[random() < chance / 4 ? pick(Object.keys(value)) : name] = spoiled(field, chance, depth + 1);
  if (random() < chance / 2) copy[pick(['termCount', 'dueDates', 'amount', 'x', '__proto__', 'lateCharges'])] = evil();
  return copy;
}

const pack = new Pack();
function packed(source) {
  pack.clear();
  try {
    pack.addTerms(source.terms);
    for (const event of source.events || []) pack.addEvent(event);
  } catch (_) {
    pack.clear();
    pack.addTerms({ currency: 'USD', principalAmount: 100000n, rate: { percent: '24', per: 'YEAR' }, termCount: 12, termUnit: 'MONTH', disbursedAt: '2026-03-11' });
  }
  // Copies of their own, with some bytes and words spoiled.
  const spoil = (bytes, from) => {
    const own = Uint8Array.from(bytes);
    for (let n = below(4); n > 0 && own.length > from; n -= 1) {
      const at = from + below(own.length - from);
      own[at] = random() < 0.5 ? below(256) : pick([0, 1, 127, 128, 255]);
    }
    return own;
  };
  return { terms: spoil(pack.terms.u8.subarray(0, pack.terms.length), 4), parts: spoil(pack.parts.u8.subarray(0, pack.parts.length), 0),
    events: spoil(pack.events.u8.subarray(0, pack.events.length), 0), eventCount: pack.eventCount };
}

const some = (value) => (random() < 0.12 ? evil() : value);
const kinds = ['evaluate', 'disclose', 'expression', 'score', 'alerts', 'positions', 'report', 'merge', 'x'];
const names = Object.keys(le).filter((name) => typeof le[name] === 'function' && !/^[A-Z]/.test(name));
const nativeNames = Object.keys(native).filter((name) => typeof native[name] === 'function' && name !== 'setErrors');

function batchOf(source) {
  const count = 1 + below(6);
  return {
    products: random() < 0.5 ? source.terms : Array.from({ length: count }, () => spoiled(pick(sources).terms, 0.05)),
    product: pick([undefined, Uint32Array.from({ length: count }, () => below(3))]), principal: some(BigInt64Array.from({ length: count }, () => BigInt(below(1e9)) - 100n)),
    termCount: some(pick([undefined, Int32Array.from({ length: count }, () => below(40) - 2)])), disbursedAt: some(undefined), status: some(undefined),
    events: some(pick([undefined, Array.from({ length: count }, () => spoiled(pick(sources).events, 0.05))])), asOf: some(pick([undefined, '2026-06-01', 20600])),
  };
}

const calls = [
  // Any function with anything.
  () => le[pick(names)](...Array.from({ length: below(5) }, evil)),
  () => native[pick(nativeNames)](...Array.from({ length: below(26) }, evil)),
  () => { const one = new le.Loan(spoiled(pick(sources).terms, 0.02), some({})); return one[pick(Object.getOwnPropertyNames(le.Loan.prototype))](...Array.from({ length: below(4) }, evil)); },
  // Cases with something wrong.
  () => le.schedule(spoiled(pick(sources).terms, 0.03)).items,
  () => le.scheduleInto(spoiled(pick(sources).terms, 0.01), some(new BigInt64Array(below(600)))),
  () => { const s = pick(sources); return new le.Loan(spoiled(s.terms, 0.01), { status: some(s.status), events: spoiled(s.events || [], 0.02) }).statement(some(s.asOf), some({})); },
  () => le.evaluate(spoiled(pick(sources), 0.01)),
  () => { const s = pick(sources); return new le.Loan(s.terms, { events: s.events }).settlements(some([s.asOf, '2030-01-01'])); },
  () => { const text = Buffer.from(JSON.stringify(pick(sources))); for (let n = below(4); n > 0; n -= 1) text[below(text.length)] = below(256); return le.evaluateJson(text, some({ format: 'json' })); },
  () => le[pick(['document', 'lines'])](some(pick(kinds)), some({ with: some('{}'), options: some({ asOf: '2026-06-01' }), input: some(JSON.stringify(pick(sources))) })),
  // Columns.
  () => le[pick(['scheduleBatch', 'evaluateBatch'])](batchOf(pick(sources)), some({ positions: true, postings: true, rowCapacity: some(100), first: some(0), into: random() < 0.1 ? evil() : undefined })),
  () => {
    const loans = batchOf(pick(sources));
    const book = le.scheduleBatch(loans);
    if (random() < 0.5) book.rows.data[below(book.rows.data.length + 1)] = BigInt.asIntN(64, BigInt(below(1e9)) << BigInt(below(50)));
    if (random() < 0.3 && book.offsets.length > 1) book.offsets[below(book.offsets.length)] = BigInt(below(200));
    le.allocateMany(loans, some(book), some({ amount: BigInt64Array.from({ length: 4 }, () => BigInt(below(1e6))), date: some(20600), loan: some(Uint32Array.of(0, 1, 0, 9)) }), some({ firsts: some(new Uint32Array(9)) }));
    return le.classifyBatch({ ...loans, asOf: 20700 }, some(book));
  },
  () => {
    const rows = le.schedule(pick(sources).terms).rows;
    if (random() < 0.5) rows[below(rows.length)] = BigInt.asIntN(64, BigInt(below(1e9)) << BigInt(below(50)));
    const { postings } = le.allocate(pick(sources).terms, some(rows), some({ amount: BigInt(below(1e6)), date: '2026-06-01' }));
    le.unallocate(rows, spoiled(postings, 0.05));
    return le.classify(pick(sources).terms, some(rows), some('2026-06-01'));
  },
  // The addon itself, with structs whose bytes are spoiled.
  () => { const p = packed(pick(sources)); return native.schedule(p.terms, p.parts, some(p.parts.length), some(new BigInt64Array(12 * below(80))), some(new Uint8Array(64))); },
  () => { const p = packed(pick(sources)); return native.evaluate(p.terms, p.parts, some(p.parts.length), some(3), p.events, some(p.eventCount), some(-2147483648), true, true, undefined, false); },
  () => { const p = packed(pick(sources)); return native.quotes(p.terms, p.parts, some(p.parts.length), some(3), p.events, some(p.eventCount), some(Int32Array.of(20600, 20700))); },
  () => { const p = packed(pick(sources)); return native.logCheck(p.terms, p.parts, some(p.parts.length), some(3), p.events, some(p.eventCount), some(0)); },
  () => { const p = packed(pick(sources)); return native.levelPayment(p.terms, p.parts, some(p.parts.length)); },
];
/* On the thread pool: a few are begun, and waited for together. */
const later = [
  () => le.evaluateBatchAsync(batchOf(pick(sources)), some({ signal: random() < 0.2 ? AbortSignal.abort() : undefined })),
  () => new le.Loan(spoiled(pick(sources).terms, 0.01)).statementAsync(some('2027-01-01')),
  () => le.evaluateAsync(spoiled(pick(sources), 0.01)),
  () => le.linesAsync(some(pick(kinds)), { input: some(JSON.stringify(pick(sources))) }),
  () => le[pick(names.filter((name) => name.endsWith('Async')))](...Array.from({ length: below(4) }, evil)),
];

test(`${CALLS} hostile calls`, async (t) => {
  let refused = 0;
  let foreign = 0;
  let waiting = [];
  const seen = (error) => {
    refused += 1;
    if (!(error instanceof le.LoanEngineError)) {
      foreign += 1;
      // Only what the arguments themselves throw, and what JavaScript says of them.
      assert.ok(error instanceof Error, String(error));
      assert.ok(error.message === 'no' || error instanceof TypeError || error instanceof RangeError, error.stack);
    } else {
      assert.ok(typeof error.code === 'string' && error.code !== 'UNKNOWN' && error.code !== 'OK', error.stack);
      assert.ok(error.message.length > 0, error.stack);
    }
  };
  for (let i = 0; i < CALLS; i += 1) {
    const before = state;
    try {
      if (random() < 0.03) {
        waiting.push(pick(later)().catch(seen));
        if (waiting.length >= 16) {
          await Promise.all(waiting);
          waiting = [];
        }
      } else {
        const found = pick(calls)();
        if (found instanceof Promise) waiting.push(found.catch(seen));
      }
    } catch (error) {
      try {
        seen(error);
      } catch (wrong) {
        wrong.message += ` (call ${i}, state ${before})`;
        throw wrong;
      }
    }
  }
  await Promise.all(waiting);
  assert.ok(refused > CALLS / 10, `${refused} refused`);
  t.diagnostic(`${CALLS} calls, ${refused} refused, ${foreign} of these by JavaScript`);
});
