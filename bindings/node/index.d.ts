/** Loans computed exactly. Amounts are BigInt of minor units (50 000.00 is 5000000n) or decimal strings, never numbers. */
import type {
  Accrual, Across, Advance, Amortization, Arrears, Code, Collect, Component, DayCount, DaysFrom, EventType, FirstPeriod, FlatInterest, InterestMethod, Keep,
  LateBase, LateFrom, Leveling, LoanStatus, Mode, NonWorkingRule, PostingKind, PrepaymentEffect, PrepaymentInterest, RatePer, Residual, Role, RowStatus,
  SettlementInterest, Unit, Weekdays,
} from './lib/words';

export * from './lib/words';

/** An amount that is given: BigInt of minor units, or a decimal string. */
export type Amount = bigint | string;
/** YYYY-MM-DD. */
export type DateText = string;
/** A decimal, "2.5", or a ratio of whole numbers, "100/3". */
export type Percent = string;
export interface Rate { percent: Percent; per: RatePer }
export type Share = { amount: Amount; percent?: undefined } | { percent: Percent; amount?: undefined };
export type Currency = string | { code: string; exponent: number };

export interface Grace { principal?: number; interestFree?: number; capitalized?: number; deferred?: number }
export interface LateCharge {
  amount?: Amount; percent?: Percent; rate?: Rate; of?: LateBase; component?: 'PENALTY' | 'FEE'; afterDays?: number;
  every?: { count: number; unit: Unit }; times?: number; yearDays?: 360 | 364 | 365; from?: LateFrom;
}

/** The contract of a loan: section 2 of docs/case-format.md. */
export interface LoanTerms {
  currency: Currency;
  principalAmount: Amount;
  rate: Rate;
  interestMethod?: InterestMethod;
  amortization?: Amortization;
  termCount?: number;
  termUnit?: Unit;
  termEvery?: number;
  disbursedAt: DateText;
  firstDueDate?: DateText;
  dueDates?: DateText[];
  dueDays?: number[];
  firstPeriod?: FirstPeriod;
  dayCount?: DayCount;
  rounding?: { mode?: Mode; interestMode?: Mode; installmentMode?: Mode; interestUnit?: Amount; installmentUnit?: Amount };
  leveling?: Leveling;
  flatInterest?: FlatInterest;
  residual?: Residual;
  grace?: Grace;
  upfrontFees?: Array<Share & { name: string; collect: Collect }>;
  downPayment?: Share;
  installmentAmount?: Amount;
  balloonAmount?: Amount;
  installmentFee?: Amount;
  nonWorkingDays?: { weekdays?: Weekdays[]; holidays?: DateText[]; rule?: NonWorkingRule };
  allocation?: {
    order?: Component[]; pastDue?: Component[]; due?: Component[]; inAdvance?: Component[]; across?: Across; advance?: Advance;
  };
  delinquency?: { graceDays?: number; tolerance?: Amount; daysFrom?: DaysFrom; buckets?: Array<{ name: string; fromDay: number }> };
  prepayment?: { effect?: PrepaymentEffect; interest?: PrepaymentInterest };
  settlement?: { interest?: SettlementInterest; fee?: Share; retained?: Percent };
  accrual?: Accrual;
  lateCharges?: LateCharge[];
  lateChargeLimit?: { amount: Amount } | { percent: Percent; of: 'PRINCIPAL' };
}

/** What a reschedule agrees anew. */
export interface NewTerms {
  rate?: Rate; amortization?: Amortization; termCount?: number; termUnit?: Unit; termEvery?: number; firstDueDate?: DateText; dueDates?: DateText[];
  dueDays?: number[]; balloonAmount?: Amount; installmentFee?: Amount; installmentAmount?: Amount; grace?: Grace;
}

/** What any event may have. */
export interface EventExtras { role?: Exclude<Role, null>; method?: string; reference?: string }
/** Something that happened to a loan: section 3 of docs/case-format.md. */
export interface LoanEvent extends EventExtras {
  type: EventType;
  date: DateText;
  amount?: Amount;
  of?: number;
  component?: Component;
  reason?: string;
  rate?: Rate;
  keep?: Keep;
  terms?: NewTerms;
  arrears?: Arrears;
  until?: DateText;
}

/** A case, loan-case/1. */
export interface LoanCase {
  format: 'loan-case/1'; name?: string; source?: string; terms: LoanTerms; status?: LoanStatus; events?: LoanEvent[]; asOf?: DateText; expect?: unknown;
}

export interface Amounts<A> { principal: A; interest: A; fee: A; penalty: A; total: A }
export interface Item<A> {
  sequence: number; startDate: DateText; dueDate: DateText; principalDue: A; interestDue: A; feeDue: A; penaltyDue: A; totalDue: A; balanceAfter: A;
  paidAmount: A; principalPaid: A; interestPaid: A; feePaid: A; penaltyPaid: A; status: RowStatus; daysPastDue: number;
}
export interface ScheduleObject<A> { installmentAmount: A | null; items: Item<A>[]; totals: Amounts<A> }
export interface Settlement<A> extends Amounts<A> { rebate: A }
/** How a loan stands: section 4 of docs/case-format.md. */
export interface Statement<A> {
  status: LoanStatus;
  asOf: DateText;
  schedule: ScheduleObject<A>;
  allocations: Array<{ event: number; sequence: number; component: Component; amount: A }>;
  outstanding: Amounts<A>;
  arrears: Amounts<A> & { since: DateText | null; daysPastDue: number; bucket: string | null };
  overpaidAmount: A;
  nextDue: { sequence: number; dueDate: DateText; amount: A } | null;
  adjustments: Array<{ date: DateText; sequence: number; component: Component; amount: A; kind: PostingKind; event: number | null; rule: number | null }>;
  disbursed: { amount: A; deducted: A; financed: A; separate: A; net: A };
  accruedInterest: A;
  settlement: Settlement<A> | null;
  waived: Amounts<A>;
  writtenOff: Amounts<A>;
  recovered: A;
  refunded: A;
  recalled: A;
}
export interface LoanResult extends Statement<string> { format: 'loan-result/1'; name: string | null }

/** How amounts of a result are given. */
export interface MinorOption { amounts?: 'minor' }
export interface DecimalOption { amounts: 'decimal' }
export interface SignalOption { signal?: AbortSignal }

/** What went wrong. `code` is the engine's word, `path` the field or parameter, `message` what was met and what is allowed. */
export class LoanEngineError extends Error {
  readonly code: Exclude<Code, null> | string;
  readonly path: string;
  /** Of an error of a batch or a log: the loan, payment or event, from 0. */
  readonly index?: number;
  /** Of a command: what the command line prints. */
  readonly document?: Buffer;
}

/** The version of the library. */
export const version: string;

/** Terms that were read once; taken wherever terms are taken. */
export class Terms {
  constructor(terms: LoanTerms | Terms);
  readonly source: LoanTerms;
  readonly exponent: number;
  toJSON(): LoanTerms;
}
export function prepare(terms: LoanTerms | Terms): Terms;

/** Where a row's fields are: `money` in a BigInt64Array of `words` a row, `int` in an Int32Array of `ints` a row. */
export const ROW: {
  readonly words: number;
  readonly ints: number;
  readonly money: Readonly<Record<'principalDue' | 'interestDue' | 'feeDue' | 'penaltyDue' | 'balanceAfter' | 'principalPaid' | 'interestPaid' | 'feePaid' |
    'penaltyPaid', number>>;
  readonly int: Readonly<Record<'sequence' | 'startDate' | 'dueDate' | 'status' | 'daysPastDue' | 'kind', number>>;
};
/** Rows in memory. */
export class Rows {
  constructor(data: BigInt64Array, count?: number);
  readonly data: BigInt64Array;
  readonly ints: Int32Array;
  readonly length: number;
  at(index: number, options?: MinorOption): Item<bigint>;
  at(index: number, options: DecimalOption & { exponent: number }): Item<string>;
  items(options?: MinorOption, from?: number, to?: number): Item<bigint>[];
  items(options: DecimalOption & { exponent: number }, from?: number, to?: number): Item<string>[];
}
/** Memory for rows that calls on the thread pool may work in. */
export function rowsFor(count: number): Rows;

export interface Schedule {
  /** ROW.words a row; `count` of them. */
  readonly rows: BigInt64Array;
  readonly ints: Int32Array;
  readonly count: number;
  /** The level payment, or null where there is none. */
  readonly installment: bigint | null;
  readonly items: Item<bigint>[];
  readonly totals: Amounts<bigint>;
  toObject(options?: MinorOption): ScheduleObject<bigint>;
  toObject(options: DecimalOption): ScheduleObject<string>;
  toJSON(): ScheduleObject<string>;
}
export function schedule(terms: LoanTerms | Terms): Schedule;
/** The rows of a schedule into memory of the caller's; returns their number. */
export function scheduleInto(terms: LoanTerms | Terms, rows: BigInt64Array): number;
/** The level payment, and the exact ratio of minor units that was rounded. */
export function levelPayment(terms: LoanTerms | Terms): { rounded: bigint; exact: string };

/** A loan with its life. Each method of an event adds it and gives the loan. */
export class Loan {
  constructor(terms: LoanTerms | Terms, options?: { status?: LoanStatus; events?: LoanEvent[] });
  readonly terms: LoanTerms;
  readonly status: LoanStatus;
  readonly events: LoanEvent[];
  event(event: LoanEvent): this;
  submit(date: DateText, extras?: EventExtras): this;
  approve(date: DateText, extras?: EventExtras): this;
  reject(date: DateText, extras?: EventExtras): this;
  revise(date: DateText, extras?: EventExtras): this;
  cancel(date: DateText, extras?: EventExtras): this;
  disburse(date: DateText, extras?: EventExtras): this;
  repay(date: DateText, amount: Amount, extras?: EventExtras): this;
  reverse(date: DateText, of: number, extras?: EventExtras): this;
  writeOff(date: DateText, extras?: EventExtras): this;
  recover(date: DateText, amount: Amount, extras?: EventExtras): this;
  settle(date: DateText, amount: Amount, extras?: EventExtras): this;
  charge(date: DateText, amount: Amount, component: 'FEE' | 'PENALTY', extras?: EventExtras & { reason?: string }): this;
  waive(date: DateText, amount: Amount, component: Component, extras?: EventExtras): this;
  drawDown(date: DateText, amount: Amount, extras?: EventExtras): this;
  changeRate(date: DateText, rate: Rate, extras?: EventExtras & { keep?: Keep }): this;
  reschedule(date: DateText, terms: NewTerms, extras?: EventExtras & { arrears?: Arrears }): this;
  pauseInterest(date: DateText, until: DateText, extras?: EventExtras): this;
  refund(date: DateText, amount: Amount, extras?: EventExtras): this;
  /** How it stands as of a date, by default its latest event's. */
  statement(asOf?: DateText | null, options?: MinorOption): Statement<bigint>;
  statement(asOf: DateText | null | undefined, options: DecimalOption): Statement<string>;
  statementAsync(asOf?: DateText | null, options?: MinorOption & SignalOption): Promise<Statement<bigint>>;
  statementAsync(asOf: DateText | null | undefined, options: DecimalOption & SignalOption): Promise<Statement<string>>;
  /** What it takes to be done, as of each date; dates rise. Null where the loan is not active. */
  settlements(dates: DateText[], options?: MinorOption): Array<(Settlement<bigint> & { date: DateText }) | null>;
  settlements(dates: DateText[], options: DecimalOption): Array<(Settlement<string> & { date: DateText }) | null>;
  /** Whether the events from the one at `accepted` on can be written: the status after all. */
  check(accepted?: number): LoanStatus;
  toCase(asOf?: DateText): LoanCase;
}

export interface Payment { amount: Amount; date: DateText; event?: number }
export interface Posting { event: number; date: DateText; sequence: number; component: Component; amount: bigint }
/** Splits a repayment over a loan's rows, in place, by the terms' allocation. */
export function allocate(terms: LoanTerms | Terms, rows: Rows | BigInt64Array, payment: Payment): { postings: Posting[]; overpaid: bigint };
/** Allocates all repayments of a loan anew, in place. */
export function reallocate(terms: LoanTerms | Terms, rows: Rows | BigInt64Array, payments: Payment[]): { postings: Posting[]; overpaid: bigint };
/** Takes the parts of the last repayment back out of the rows. */
export function unallocate(rows: Rows | BigInt64Array, postings: Posting[]): void;
export interface Position {
  status: LoanStatus; asOf: DateText; arrearsSince: DateText | null; nextDueDate: DateText | null; disbursedAt: DateText | null;
  maturityDate: DateText | null; lastPaymentAt: DateText | null; daysPastDue: number; bucket: string | null; overdueInstallments: number;
  nextDueSequence: number; outstanding: Amounts<bigint>; arrears: Amounts<bigint>; writtenOff: Amounts<bigint>; nextDueAmount: bigint;
  disbursedAmount: bigint; recovered: bigint; overpaid: bigint;
}
/** Classifies a loan's rows as of a date, in place. */
export function classify(terms: LoanTerms | Terms, rows: Rows | BigInt64Array, asOf: DateText): Position;

/** Events of all loans as columns, loan after loan; numbers of words by number(), dates by parseDate(). */
export interface EventColumns {
  offsets: BigUint64Array; type: Int32Array; date: Int32Array; amount?: BigInt64Array; of?: Int32Array; component?: Int32Array; role?: Int32Array;
  until?: Int32Array;
}
/** Loans: products, and columns of what each loan has of its own. Without `product`, the one there is, or loan i has product i. */
export interface Loans {
  products: LoanTerms | Terms | Array<LoanTerms | Terms>;
  count?: number;
  product?: Uint32Array;
  principal?: BigInt64Array;
  rateNumerator?: BigInt64Array;
  rateDenominator?: BigInt64Array;
  termCount?: Int32Array;
  disbursedAt?: Int32Array;
  firstDueDate?: Int32Array;
  status?: Int32Array | LoanStatus[];
  events?: EventColumns | Array<LoanEvent[] | null | undefined>;
  asOf?: DateText | number;
}
export interface Columns4 { principal: BigInt64Array; interest: BigInt64Array; fee: BigInt64Array; penalty: BigInt64Array }
/** How loans stand, a column a figure. Of schedules: outstanding, installment, maturityDate alone. */
export interface PositionColumns {
  outstanding: Columns4; installment: BigInt64Array; maturityDate: Int32Array; arrears: Columns4; writtenOff: Columns4; nextDueAmount: BigInt64Array;
  disbursedAmount: BigInt64Array; recovered: BigInt64Array; overpaid: BigInt64Array; status: Int32Array; daysPastDue: Int32Array; bucket: Int32Array;
  arrearsSince: Int32Array; overdueInstallments: Int32Array; nextDueSequence: Int32Array; nextDueDate: Int32Array; disbursedAt: Int32Array;
  lastPaymentAt: Int32Array; restructured: Int32Array;
}
export interface PostingColumns {
  length: number; data: BigInt64Array; ints: Int32Array; words: number; amount: number;
  int: Record<'date' | 'event' | 'sequence' | 'component' | 'kind' | 'rule', number>;
}
/** What a batch gave. A loan in error never loses the others. */
export interface Batch {
  /** Loans, or payments of allocateMany. */
  readonly count: number;
  /** How many were finished, from `first` on. */
  readonly done: number;
  /** A number for each: 0 where it is done. */
  readonly codes: Int32Array;
  /** The first errors, each with its index. */
  readonly errors: LoanEngineError[];
  code(index: number): Exclude<Code, null>;
}
export interface RowBatch extends Batch {
  readonly rows: Rows;
  /** The rows of loan i are those from offsets[i] up to offsets[i + 1]. */
  readonly offsets: BigUint64Array;
  readonly positions?: PositionColumns;
  readonly postings?: PostingColumns;
  readonly postingOffsets?: BigUint64Array;
  items(loan: number, options?: MinorOption): Item<bigint>[];
  items(loan: number, options: DecimalOption & { exponent: number }): Item<string>[];
}
export interface BatchOptions extends SignalOption {
  /** Memory for the rows; where it is full the call ends early. On the thread pool it has to come from rowsFor(). */
  into?: Rows | BigInt64Array;
  /** The most rows of a call, by default 16 777 216; where there are more the call ends early. */
  rowCapacity?: number;
  /** The loan to begin with. */
  first?: number;
  rows?: boolean;
  positions?: boolean;
  postings?: boolean;
}
export function scheduleBatch(loans: Loans, options?: BatchOptions): RowBatch;
export function scheduleBatchAsync(loans: Loans, options?: BatchOptions): Promise<RowBatch>;
export function evaluateBatch(loans: Loans, options?: BatchOptions): RowBatch;
export function evaluateBatchAsync(loans: Loans, options?: BatchOptions): Promise<RowBatch>;
export interface Book { rows: Rows | BigInt64Array; offsets: BigUint64Array }
export interface Payments { amount: BigInt64Array; date: Int32Array | DateText | number; loan?: Uint32Array; event?: Int32Array }
export interface AllocateOptions extends SignalOption { firsts?: Uint32Array; first?: number }
export interface AllocateBatch extends Batch { readonly overpaid: BigInt64Array }
export function allocateMany(loans: Loans, book: Book, payments: Payments, options?: AllocateOptions): AllocateBatch;
export function allocateManyAsync(loans: Loans, book: Book, payments: Payments, options?: AllocateOptions): Promise<AllocateBatch>;
export interface ClassifyOptions extends SignalOption { positions?: boolean; first?: number }
export interface ClassifyBatch extends Batch { readonly positions?: PositionColumns }
export function classifyBatch(loans: Loans, book: Book, options?: ClassifyOptions): ClassifyBatch;
export function classifyBatchAsync(loans: Loans, book: Book, options?: ClassifyOptions): Promise<ClassifyBatch>;
/** Memory for allocateMany to remember paid rows in, one number a loan. */
export function firstsFor(count: number): Uint32Array;

/** A case's result as an object, amounts as decimal strings. Throws the case's error. */
export function evaluate(source: LoanCase): LoanResult;
export function evaluateAsync(source: LoanCase): Promise<LoanResult>;
export interface FormatOption { format?: 'jsonl' | 'json' }
/** A case's result as the command line prints it, also where it says an error. */
export function evaluateJson(json: string | Uint8Array, options?: FormatOption): Buffer;
export function evaluateJsonAsync(json: string | Uint8Array, options?: FormatOption): Promise<Buffer>;

export type Kind = 'evaluate' | 'disclose' | 'expression' | 'score' | 'alerts' | 'positions' | 'report' | 'merge';
export type Text = string | Uint8Array;
export interface CommandOptions extends SignalOption {
  /** What governs the command: a scorecard, rules, a report. */
  with?: Text | object;
  options?: Text | { regime?: string; decimals?: number; period?: string; unitPeriod?: string; role?: string; asOf?: DateText; from?: DateText; to?: DateText;
    previous?: DateText; partial?: boolean };
  /** The documents; of a list each element on a line. */
  input?: Text | object | Array<string | object>;
}
/** A command over one input, as the command line prints it. Lines in error say so in the text. */
export function document(kind: Kind, options: CommandOptions): Buffer;
export function documentAsync(kind: Kind, options: CommandOptions): Promise<Buffer>;
export interface Lines { output: Buffer; lines: number; failed: number }
/** Many documents, one a line in, a result a line out. */
export function lines(kind: Exclude<Kind, 'report' | 'merge'>, options: CommandOptions): Lines;
export function linesAsync(kind: Exclude<Kind, 'report' | 'merge'>, options: CommandOptions): Promise<Lines>;

/** Days since 1970-01-01, as columns have dates. */
export function parseDate(text: DateText): number;
export function formatDate(date: number): DateText;
export function parseAmount(text: string, exponent: number): bigint;
export function formatAmount(amount: bigint, exponent: number): string;
export function parseRate(text: Percent): [numerator: bigint, denominator: bigint];
export function formatRate(numerator: bigint, denominator: bigint): Percent;
export function currencyExponent(code: string): number;
export function roundRatio(numerator: bigint, denominator: bigint, unit: bigint, mode: Mode): bigint;
export function dayCountFraction(dayCount: DayCount, start: DateText | number, end: DateText | number, termination?: DateText | number):
  [numerator: bigint, denominator: bigint];
/** The status after an event. */
export function transition(status: LoanStatus, event: EventType, role?: Role): LoanStatus;
export function allowedEvents(status: LoanStatus, role?: Role): EventType[];
/** The word of a number in a set, such as 'LoanStatus', and the number of a word. */
export function word(set: string, number: number): string | null;
export function number(set: string, word: string): number;
