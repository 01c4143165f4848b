#!/usr/bin/env node
'use strict';
/* Writes lib/layout.js and lib/words.d.ts from include/loan_engine.json, the header's description.
 *
 *     node scripts/generate.js           writes them
 *     node scripts/generate.js --check   ends with 1 where they are not what it would write
 *
 * layout.js has the header's numbers, its sets of words, and of each struct the size, the defaults that
 * are not zero, and the byte at which each field lies; a struct in a struct is written with '_' between.
 */
const fs = require('node:fs');
const path = require('node:path');

const own = path.join(__dirname, '..');
const header = JSON.parse(fs.readFileSync(path.join(own, '../../include/loan_engine.json'), 'utf8'));

function flatten(struct, base, prefix, fields, defaults) {
  for (const field of header.structs[struct].fields) {
    const name = prefix + field.name;
    const at = base + field.at;
    if (header.structs[field.type] && !field.count) {
      fields[name] = at;
      flatten(field.type, at, `${name}_`, fields, defaults);
      continue;
    }
    fields[name] = at;
    if (field.default !== undefined) {
      defaults.push([at, field.default === 'sizeof' ? header.structs[struct].size : field.default]);
    }
  }
}

const structs = {};
for (const name of Object.keys(header.structs)) {
  const fields = {};
  const defaults = [];
  flatten(name, 0, '', fields, defaults);
  structs[name] = { size: header.structs[name].size, defaults, fields };
}
const sets = {};
for (const [name, set] of Object.entries(header.sets)) {
  sets[name] = { bits: set.bits, words: set.words.map(([, number, word]) => [word, number]) };
}

const made = 'made from include/loan_engine.json by scripts/generate.js: do not edit';
const layout = `'use strict';\n/* ${made} */\nmodule.exports = ${JSON.stringify(
  { version: header.version, abi: header.abi, numbers: header.numbers, sets, structs }, null, 1)};\n`;

const types = [`/* ${made} */`];
for (const [name, set] of Object.entries(sets)) {
  if (name === 'le_new_terms_set') continue;
  const words = set.words.map(([word]) => word).filter((word) => word !== null);
  const type = name.slice(3).split('_').map((part) => part[0].toUpperCase() + part.slice(1)).join('');
  types.push(`export type ${type} =\n  | ${words.map((word) => `'${word}'`).join('\n  | ')};`);
}
const outputs = { 'lib/layout.js': layout, 'lib/words.d.ts': `${types.join('\n')}\n` };

let stale = false;
for (const [name, text] of Object.entries(outputs)) {
  const file = path.join(own, name);
  if (!process.argv.includes('--check')) {
    fs.writeFileSync(file, text);
  } else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
    console.error(`bindings/node/${name} is not what include/loan_engine.json says; run node scripts/generate.js`);
    stale = true;
  }
}
process.exit(stale ? 1 : 0);
