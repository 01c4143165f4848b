'use strict';
/* The command line, and the golden cases. */
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const root = path.join(__dirname, '..', '..', '..', '..');
const engine = path.resolve(process.env.LOAN_ENGINE || path.join(root, '.build', 'release', 'loan-engine'));
if (!fs.existsSync(engine)) {
  throw new Error(`no command line at ${engine}: build it (make build), or say LOAN_ENGINE=PATH`);
}

/** What the command line prints. */
function run(args, input) {
  const done = spawnSync(engine, args, { input, maxBuffer: 1 << 30 });
  if (done.error) throw done.error;
  return done.stdout;
}

function filesBelow(folder, end) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file, end) : entry.name.endsWith(end) ? [file] : [];
  }).sort();
}

/** Every golden case: {file, text}. */
const fixtures = filesBelow(path.join(root, 'Fixtures'), '.json').map((file) => ({ file: path.relative(root, file), text: fs.readFileSync(file, 'utf8') }));
const isCase = (text) => text.includes('"loan-case/1"');

module.exports = { root, engine, run, fixtures, isCase };
