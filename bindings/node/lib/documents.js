'use strict';
/* JSON in, JSON out: what the command line prints. */
const { native, LoanEngineError, invalid } = require('./native');
const { exponentOf } = require('./pack');

const EVALUATE = 0;
const DOCUMENT = 1;
const LINES = 2;
const FORMS = new Map([['jsonl', 0], ['json', 1]]); // le_json_form

/** JSON of a value of the case format, with amounts in minor units written as decimals. */
function stringify(value, currency) {
  let exponent;
  try {
    return JSON.stringify(value, (key, found) => {
      if (typeof found !== 'bigint') return found;
      if (exponent === undefined) exponent = exponentOf(currency);
      // Beyond 64 bits no decimal of the engine's: written out, for the engine to refuse.
      if (BigInt.asIntN(64, found) === found) return native.formatAmount(found, exponent);
      return exponent === 0 ? String(found) : `${found / 10n ** BigInt(exponent)}`;
    });
  } catch (error) {
    if (error instanceof LoanEngineError) throw error;
    throw new LoanEngineError('MALFORMED_INPUT', '$', `no JSON can be made of it: ${error && error.message}`);
  }
}

function bytes(value, where) {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (value instanceof Uint8Array) return value;
  throw invalid(where, 'a string, a Buffer or a Uint8Array is needed here');
}

/* Texts as they are; other values as JSON; for lines, of a list each element on a line. */
function input(value, where) {
  if (typeof value === 'string' || value instanceof Uint8Array) return bytes(value, where);
  if (Array.isArray(value)) return bytes(value.map((one) => (typeof one === 'string' ? one : `${stringify(one)}`)).join('\n'), where);
  if (typeof value === 'object' && value !== null) return bytes(`${stringify(value)}`, where);
  throw invalid(where, 'a string, a Buffer, an object or a list is needed here');
}

const optional = (value, where) => (value === undefined || value === null ? undefined : input(value, where));

/** A flag that the library looks at, set by an AbortSignal. */
function stopFor(signal) {
  if (signal === undefined || signal === null) return undefined;
  if (typeof signal.addEventListener !== 'function') throw invalid('signal', 'an AbortSignal is needed here');
  const stop = new Int32Array(native.allocate(4));
  if (signal.aborted) stop[0] = 1;
  else signal.addEventListener('abort', () => { stop[0] = 1; }, { once: true });
  return stop;
}

function formOf(options) {
  const format = options && options.format !== undefined ? options.format : 'jsonl';
  const form = FORMS.get(format);
  if (form === undefined) throw invalid('format', 'allowed: jsonl, json');
  return form;
}

const buffer = (found) => Buffer.from(found[1]);

function evaluateRaw(json, options, background) {
  return native.json(EVALUATE, undefined, undefined, undefined, bytes(json, 'json'), formOf(options), undefined, background);
}

/** The result of a case (loan-case/1) as the command line prints it, also where it says an error. */
function evaluateJson(json, options) {
  return buffer(evaluateRaw(json, options, false));
}

async function evaluateJsonAsync(json, options) {
  return buffer(await evaluateRaw(json, options, true));
}

function resultOf(found) {
  const result = JSON.parse(buffer(found).toString('utf8'));
  if (result.error !== undefined) throw new LoanEngineError(result.error.code, result.error.path, result.error.message);
  return result;
}

const caseJson = (value) => {
  if (typeof value !== 'object' || value === null) throw invalid('case', 'an object is needed here');
  return `${stringify(value, value.terms && value.terms.currency)}`;
};

/** The result of a case as an object, amounts as decimal strings. Throws the case's error. */
function evaluate(value) {
  return resultOf(evaluateRaw(caseJson(value), undefined, false));
}

async function evaluateAsync(value) {
  return resultOf(await evaluateRaw(caseJson(value), undefined, true));
}

function commandRaw(which, kind, given, background) {
  if (typeof kind !== 'string') throw invalid('kind', 'a string is needed here');
  const options = given === undefined || given === null ? {} : given;
  return native.json(which, kind, optional(options.with, 'with'), optional(options.options, 'options'),
    input(options.input === undefined ? '' : options.input, 'input'), 0, stopFor(options.signal), background);
}

/* Lines in error say so themselves; everything else that is wrong is thrown. */
function commandResult(found) {
  const [code] = found;
  const text = buffer(found);
  if (code === 'OK' || code === 'LINES_IN_ERROR') return text;
  let error;
  try {
    ({ error } = JSON.parse(text.toString('utf8')));
  } catch (_) {
    error = undefined;
  }
  const thrown = error ? new LoanEngineError(error.code, error.path, error.message)
    : new LoanEngineError(code, '', code === 'STOPPED' ? 'the call was stopped' : 'the document was refused');
  thrown.document = text;
  throw thrown;
}

/** A command over one input, as the command line prints it. */
function document(kind, options) {
  return commandResult(commandRaw(DOCUMENT, kind, options, false));
}

async function documentAsync(kind, options) {
  return commandResult(await commandRaw(DOCUMENT, kind, options, true));
}

const linesResult = (found) => ({ output: commandResult(found), lines: found[2], failed: found[3] });

/** Many documents, one a line in, a result a line out. A line in error never loses the others. */
function lines(kind, options) {
  return linesResult(commandRaw(LINES, kind, options, false));
}

async function linesAsync(kind, options) {
  return linesResult(await commandRaw(LINES, kind, options, true));
}

/** The engine's error of a case, or undefined where it has none; with the result in `found`. */
function caseError(value, found) {
  try {
    const result = evaluate(value);
    if (found) found.result = result;
    return undefined;
  } catch (error) {
    if (error instanceof LoanEngineError) return error;
    throw error;
  }
}

module.exports = {
  stringify, stopFor, caseError, evaluate, evaluateAsync, evaluateJson, evaluateJsonAsync, document, documentAsync, lines, linesAsync,
};
