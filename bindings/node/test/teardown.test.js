'use strict';
/* Jobs on the thread pool when their worker, or the process, ends. */
const test = require('node:test');
const assert = require('node:assert/strict');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Worker } = require('node:worker_threads');

const own = JSON.stringify(path.join(__dirname, '..'));
const script = `const le = require(${own});
  const terms = { currency: 'USD', principalAmount: '1.00', rate: { percent: '24', per: 'YEAR' }, termCount: 12, termUnit: 'MONTH', disbursedAt: '2026-03-11' };
  const principal = new BigInt64Array(20000).fill(500000n);
  const events = Array.from(principal, () => [{ type: 'REPAYMENT', date: '2026-04-11', amount: 1000n }]);
  for (let i = 0; i < 6; i += 1) {
    le.scheduleBatchAsync({ products: terms, principal });
    le.evaluateBatchAsync({ products: terms, principal, events });
    le.linesAsync('evaluate', { input: '{}\\n'.repeat(2000) });
    new le.Loan(terms).statementAsync();
  }`;

test('a worker that is terminated takes its jobs with it', async () => {
  for (let i = 0; i < 12; i += 1) {
    const worker = new Worker(`${script}\nrequire('node:worker_threads').parentPort.postMessage('begun');`, { eval: true });
    await new Promise((resolve, reject) => { worker.once('message', resolve).once('error', reject); });
    await new Promise((resolve) => { setTimeout(resolve, i * 5); });
    assert.equal(await worker.terminate(), 1);
  }
});

test('a process may end while jobs run', () => {
  for (let i = 0; i < 4; i += 1) {
    const done = spawnSync(process.execPath, ['-e', `${script}\nsetTimeout(() => process.exit(7), ${i * 15});`], { encoding: 'utf8' });
    assert.deepEqual([done.status, done.signal], [7, null], done.stderr);
  }
});

test('batches at once hold no memory when they are over', () => {
  const done = spawnSync(process.execPath, ['-e', `const le = require(${own});
    const terms = { currency: 'USD', principalAmount: '1.00', rate: { percent: '24', per: 'YEAR' }, termCount: 12, termUnit: 'MONTH', disbursedAt: '2026-03-11' };
    const principal = new BigInt64Array(50000).fill(500000n);
    const loan = new le.Loan(terms).repay('2026-04-11', 10n);
    const round = () => {
      le.scheduleBatch({ products: terms, principal });
      for (let i = 0; i < 300; i += 1) { loan.statement(); le.evaluateJson('{}'); try { le.schedule({}); } catch (_) { /* an error is an answer */ } }
    };
    for (let i = 0; i < 5; i += 1) round();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 20; i += 1) round();
    console.log((process.memoryUsage().rss - before) / 1e6);`], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  assert.ok(Number(done.stdout) < 200, `grew by ${done.stdout} MB`);
});
