'use strict';
/* Terms that were read once. */
const { invalid } = require('./native');
const { Pack, Unpackable } = require('./pack');
const { caseError } = require('./documents');

/** The engine's own error of what the structs could not say. */
function explain(unpackable, terms, more) {
  return caseError({ format: 'loan-case/1', terms, ...more }) ||
    invalid(unpackable.field, 'the C interface has no place for this value');
}

const secret = Symbol('pack');

/** Terms that were read once: take them wherever terms are taken. */
class Terms {
  constructor(terms) {
    if (terms instanceof Terms) return terms;
    const pack = new Pack();
    let source = terms;
    try {
      pack.addTerms(terms);
      source = structuredClone(terms);
    } catch (error) {
      if (error instanceof Unpackable) throw explain(error, terms);
      throw error;
    }
    Object.defineProperty(this, secret, { value: pack });
    Object.defineProperty(this, 'source', { value: source });
    Object.freeze(this);
  }

  get exponent() {
    return this[secret].exponent;
  }

  toJSON() {
    return this.source;
  }
}

const prepare = (terms) => new Terms(terms);

/* One pack is kept for calls that need it for a moment. A getter in the middle may call again. */
let spare = new Pack();
function borrow() {
  const pack = spare || new Pack();
  spare = null;
  pack.clear();
  return pack;
}
function giveBack(pack) {
  if (pack.events.u8.length <= 1 << 20 && pack.parts.u8.length <= 1 << 20) spare = pack;
}

/** Calls `use` with an empty pack. */
function borrowed(use) {
  const pack = borrow();
  try {
    return use(pack);
  } finally {
    giveBack(pack);
  }
}

/** Calls `use` with a pack that has the terms. */
function withTerms(terms, use) {
  if (terms instanceof Terms) return use(terms[secret]);
  return borrowed((pack) => {
    try {
      pack.addTerms(terms);
    } catch (error) {
      if (error instanceof Unpackable) throw explain(error, terms);
      throw error;
    }
    return use(pack);
  });
}

/** The object that terms were made from. */
const sourceOf = (terms) => (terms instanceof Terms ? terms.source : terms);

module.exports = { Terms, prepare, borrowed, withTerms, sourceOf, explain };
