'use strict';
/* What the package's calls cost beside the C calls: one run, both in turns, the least of each.
 *
 *     node bench/calls.js            after build.sh; needs cc
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { execFileSync } = require('node:child_process');
const le = require('..');

const own = path.join(__dirname, '..');
const root = path.join(own, '../..');
const demo = path.join(root, 'Examples', 'demo.json');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'loan-engine-bench-'));
const program = path.join(scratch, 'calls');
execFileSync(process.env.CC || 'cc', ['-std=c11', '-O2', `-I${root}/include`, path.join(__dirname, 'calls.c'), '-o', program, `${own}/native/libloanengine.so.1`,
  `${own}/native/libloanengine-json.so.1`, `${own}/native/libgmp.so.10`, `-Wl,-rpath,${own}/native`, '-Wl,--disable-new-dtags']);

const LOANS = 100000;
const MONTHS = 12;
const terms = { currency: 'USD', principalAmount: 5000000n, rate: { percent: '24', per: 'YEAR' }, termCount: MONTHS, termUnit: 'MONTH', disbursedAt: '2026-03-11' };
const prepared = le.prepare(terms);
const twelve = new BigInt64Array(MONTHS * le.ROW.words);
const principal = BigInt64Array.from({ length: LOANS }, (_, i) => 100000n + 1357n * BigInt(i % 5000));
const amount = BigInt64Array.from({ length: LOANS }, (_, i) => BigInt(10000 + i));
const date = new Int32Array(LOANS).fill(le.parseDate('2026-04-11'));
const loan = Uint32Array.from({ length: LOANS }, (_, i) => (i * 7919) % LOANS);
const type = new Int32Array(LOANS).fill(le.number('EventType', 'REPAYMENT'));
const offsets = BigUint64Array.from({ length: LOANS + 1 }, (_, i) => BigInt(i));
const into = le.rowsFor(LOANS * MONTHS + 4000);
const firsts = le.firstsFor(LOANS);
const json = fs.readFileSync(demo);
const loans = { products: prepared, principal };
let book;

const each = (n, call) => {
  const from = process.hrtime.bigint();
  for (let i = 0; i < n; i += 1) call();
  return Number(process.hrtime.bigint() - from) / n;
};
const measures = [
  ['schedule', 'scheduleInto(prepared, rows)', () => each(300000, () => le.scheduleInto(prepared, twelve))],
  ['schedule', 'scheduleInto(terms, rows)', () => each(300000, () => le.scheduleInto(terms, twelve))],
  ['schedule', 'schedule(terms)', () => each(100000, () => le.schedule(terms))],
  ['schedule', 'schedule(terms).items', () => each(20000, () => le.schedule(terms).items)],
  ['scheduleBatchNew', 'scheduleBatch, new memory', () => each(1, () => { le.scheduleBatch(loans); })],
  ['scheduleBatch', 'scheduleBatch', () => each(1, () => { book = le.scheduleBatch(loans, { into }); })],
  ['allocateMany', 'allocateMany', () => {
    firsts.fill(0);
    return each(1, () => le.allocateMany(loans, book, { amount, date, loan }, { firsts }));
  }],
  ['classifyBatch', 'classifyBatch', () => each(1, () => le.classifyBatch({ ...loans, asOf: '2026-09-01' }, book, { positions: false }))],
  ['evaluateBatch', 'evaluateBatch', () => each(1, () => le.evaluateBatch({ ...loans, asOf: '2026-09-01', events: { offsets, type, date, amount } }, { into, positions: false }))],
  ['evaluateJson', 'evaluateJson', () => each(5000, () => le.evaluateJson(json))],
];
const inC = {};
const here = measures.map(() => Infinity);
for (let round = 0; round < 5; round += 1) {
  for (const line of execFileSync(program, [demo], { encoding: 'utf8' }).trim().split('\n')) {
    const [name, time] = line.split(' ');
    inC[name] = Math.min(inC[name] ?? Infinity, Number(time));
  }
  measures.forEach(([, , run], i) => {
    for (let again = 0; again < (i >= 4 && i < 9 ? 5 : 1); again += 1) here[i] = Math.min(here[i], run());
  });
}
fs.rmSync(scratch, { recursive: true });
const ns = (time) => (time > 1e6 ? `${(time / 1e6).toFixed(1)} ms` : `${(time / 1e3).toFixed(2)} µs`);
console.log('call                          C          here       ratio   over C');
measures.forEach(([name, title], i) => {
  console.log(title.padEnd(30) + ns(inC[name]).padEnd(11) + ns(here[i]).padEnd(11) + (here[i] / inC[name]).toFixed(2).padEnd(8) + ns(here[i] - inC[name]));
});
