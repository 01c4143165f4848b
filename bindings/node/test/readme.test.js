'use strict';
/* The README's examples print what they say. */
const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const util = require('node:util');

test('the examples of the README', () => {
  const text = fs.readFileSync(path.join(__dirname, '..', 'README.md'), 'utf8');
  const blocks = [...text.matchAll(/```js\n([^]*?)```/g)].map((found) => found[1]).filter((block) => block.includes('console.log'));
  const expected = [];
  const code = blocks.join('\n').replace(/^(\s*console\.log\(.*\);)\s*\/\/ (.*)$/gm, (_, call, says) => {
    expected.push(says);
    return call;
  }).replace(/\bconst \{/g, 'var {');
  const printed = [];
  const log = (...values) => printed.push(util.format(...values).replace(/\s+/g, ' '));
  new Function('require', 'console', code)((name) => require(name === 'loan-engine' ? '..' : name), { log });
  assert.ok(expected.length >= 5);
  assert.deepEqual(printed, expected);
});
