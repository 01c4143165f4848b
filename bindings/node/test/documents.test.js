'use strict';
/* The commands of the command line: what document() and lines() give is what it prints. */
const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { root, run, fixtures } = require('./support/engine');
const le = require('..');

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'loan-engine-'));
test.after(() => fs.rmSync(scratch, { recursive: true }));

const demo = fs.readFileSync(path.join(root, 'Examples', 'demo.json'), 'utf8');
const compact = (value) => JSON.stringify(value);
const positions = () => le.document('positions', { options: { asOf: '2026-06-30' }, input: `${compact({ loan: 'L1', case: JSON.parse(demo) })}\n` });

test('every golden document of disclosure, expressions, scores, alerts and reports', async () => {
  let compared = 0;
  for (const { file, text } of fixtures) {
    const source = JSON.parse(text.trim().startsWith('{') && file.includes('portfolio') ? text : '{}');
    const { command, lines, input } = source;
    if (command === undefined || command === 'scaling') continue; // scaling is for `verify` alone
    const given = source.with === undefined ? undefined : compact(source.with);
    const documents = lines ? lines.map((line) => `${compact(line)}\n`).join('') : `${compact(input)}${given ? '\n' : ''}`;
    const args = [command];
    if (given !== undefined) {
      fs.writeFileSync(path.join(scratch, 'with.json'), given);
      args.push(path.join(scratch, 'with.json'));
    }
    const expected = run([...args, '-'], documents).toString('utf8');
    const call = async (which) => {
      try {
        return await which(command, { with: given, input: documents });
      } catch (error) {
        assert.ok(error instanceof le.LoanEngineError, file);
        return error.document;
      }
    };
    assert.equal((await call(le.document)).toString('utf8'), expected, file);
    assert.equal((await call(le.documentAsync)).toString('utf8'), expected, file);
    compared += 1;
  }
  assert.ok(compared > 200, `${compared} compared`);
});

test('positions, disclosure of a case, reports and their parts', () => {
  fs.writeFileSync(path.join(scratch, 'loan.jsonl'), `${compact({ loan: 'L1', case: JSON.parse(demo) })}\n`);
  assert.ok(positions().equals(run(['positions', '--as-of', '2026-06-30', path.join(scratch, 'loan.jsonl')])));
  assert.ok(le.document('disclose', { options: { regime: 'US' }, input: demo }).equals(run(['disclose', '--regime', 'US', '-'], demo)));
  const spec = { format: 'report/1', asOf: '2026-06-30' };
  const one = positions().toString();
  const whole = le.document('report', { with: spec, input: one.repeat(3) });
  const parts = [1, 2].map((n) => le.document('report', { with: spec, options: { partial: true }, input: one.repeat(n) }));
  assert.ok(le.document('merge', { input: Buffer.concat(parts) }).equals(whole));
});

test('a line in error does not lose the others', () => {
  const good = compact(JSON.parse(demo));
  const { output, lines, failed } = le.lines('evaluate', { input: [good, '{', good] });
  assert.deepEqual([lines, failed], [3, 1]);
  const results = output.toString().trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(results.map(({ error }) => (error ? error.code : 'OK')), ['OK', 'MALFORMED_INPUT', 'OK']);
  assert.ok(output.equals(run(['evaluate', '--jsonl-input'], `${good}\n{\n${good}\n`)));
});

test('what is wrong with a command is thrown with code, path and the document', () => {
  const thrown = (call) => {
    try {
      call();
    } catch (error) {
      assert.ok(error instanceof le.LoanEngineError);
      return error;
    }
    return assert.fail('nothing was thrown');
  };
  assert.equal(thrown(() => le.document('nothing', { input: '{}' })).code, 'INVALID_ARGUMENT');
  assert.equal(thrown(() => le.document('score', { input: '{}' })).code, 'INVALID_ARGUMENT');
  assert.equal(thrown(() => le.document('evaluate', { options: { asOf: 1 }, input: demo })).code, 'INVALID_ARGUMENT');
  const card = thrown(() => le.document('score', { with: { format: 'scorecard/1' }, input: '{}\n' }));
  assert.ok(card.document.length > 0);
  assert.ok(card.message.length > 0);
  assert.equal(thrown(() => le.evaluateJson(demo, { format: 'xml' })).path, 'format');
  assert.equal(thrown(() => le.evaluateJson(7)).path, 'json');
});

test('a stopped command rejects with STOPPED', async () => {
  const input = `${compact(JSON.parse(demo))}\n`.repeat(20000);
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 20);
  await assert.rejects(le.linesAsync('evaluate', { input, signal: abort.signal }), { code: 'STOPPED' });
  await assert.rejects(le.documentAsync('report', { with: { format: 'report/1', asOf: '2026-06-30' }, input: positions(), signal: AbortSignal.abort() }),
    { code: 'STOPPED' });
});
