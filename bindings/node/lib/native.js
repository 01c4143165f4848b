'use strict';
/* The addon, and errors. */
const path = require('node:path');
const layout = require('./layout');

/** What went wrong: `code` is the engine's word, `path` the field or parameter, `message` what was met
 *  and what is allowed. */
class LoanEngineError extends Error {
  constructor(code, where, message) {
    super(message);
    this.code = code;
    this.path = where;
  }
}
Object.defineProperty(LoanEngineError.prototype, 'name', { value: 'LoanEngineError' });

const native = require(path.join(__dirname, '..', 'native', 'loan_engine.node'));
native.setErrors((code, where, message, index) => {
  const error = new LoanEngineError(code, where, message);
  if (index !== undefined) error.index = index;
  return error;
}, ArrayBuffer);
for (const [name, struct] of Object.entries(layout.structs)) {
  if (native.sizeOf(name) !== struct.size) {
    throw new Error(`loan-engine: ${name} has ${native.sizeOf(name)} bytes in the library, ${struct.size} in this package`);
  }
}

const invalid = (where, message) => new LoanEngineError('INVALID_ARGUMENT', where, message);

module.exports = { native, LoanEngineError, invalid };
