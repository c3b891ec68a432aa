// SPDX-License-Identifier: Apache-2.0

/** Every reason for which this package refuses an input; the set is closed so that callers can switch over it. */
export type MetrologyErrorCode =
  | 'BAD_UNIT'
  | 'UNKNOWN_UNIT'
  | 'AMBIGUOUS_UNIT'
  | 'BAD_QUANTITY'
  | 'NOT_TERMINATING'
  | 'INCOMPARABLE'
  | 'BAD_DENSITY'
  | 'BAD_RESULT'
  | 'BAD_UNCERTAINTY'
  | 'BAD_TOLERANCE'
  | 'BAD_RULE'
  | 'BAD_EXPRESSION'
  | 'UNKNOWN_NAME'
  | 'BAD_MODEL'
  | 'BAD_INPUT'
  | 'BAD_CORRELATION'
  | 'CORRELATED_INPUTS'
  | 'MODEL_UNDEFINED'
  | 'BAD_TRIALS'
  | 'BAD_UNCERTAIN_QUANTITY'
  | 'BAD_OBSERVATIONS'
  | 'TOO_FEW_OBSERVATIONS'
  | 'ZERO_SPREAD'
  | 'BAD_PARAMETER'
  | 'BAD_SAMPLING_PLAN'
  | 'NO_SUCH_PLAN'
  | 'SINGULAR_REGRESSION'
  | 'NOT_CONVERGED'
  | 'BAD_XML'
  | 'XML_LIMIT'
  | 'BAD_DCC'
  | 'BAD_SCHEMA'
  | 'BAD_DER'
  | 'UNSUPPORTED_ALGORITHM';

/** What an error was about: the text given, and for `INCOMPARABLE` the reason as a code. */
export interface MetrologyErrorData {
  readonly given?: string;
  readonly reason?: IncomparableReason;
  readonly suggestions?: readonly string[];
  /** Where in the given text, counted from 0 in UTF-16 units as text is indexed. */
  readonly position?: number;
  /** Where in nested observations, outermost first, each counted from 0: [2, 1] is the second result of the third cell, or a row and a column of a matrix. */
  readonly path?: readonly number[];
  /** The laboratory, item or sample that it concerns, as the caller named it. */
  readonly subject?: string;
  /** Where in an XML document, both counted from 1; `element` is the path of names from the root. */
  readonly line?: number;
  readonly column?: number;
  readonly element?: string;
}

/**
 * Why two units do not compare: their dimensions differ; they are quotients of different kinds (mg/kg, mL/L);
 * they count different things (Bq, 1/s; CFU, MPN); or a temperature scale meets another and nobody said whether
 * temperatures or temperature differences are meant.
 */
export type IncomparableReason = 'dimension' | 'quotient-kind' | 'unit-kind' | 'temperature-scale';

/** An input of this package is not what it should be; `code` says which way, `data` shows what was given. */
export class MetrologyError extends Error {
  readonly code: MetrologyErrorCode;
  readonly data: MetrologyErrorData;

  constructor(code: MetrologyErrorCode, message: string, data: MetrologyErrorData & ErrorOptions = {}) {
    const { cause, ...rest } = data;
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'MetrologyError';
    this.code = code;
    this.data = rest;
  }
}
