// SPDX-License-Identifier: Apache-2.0

export type StatementErrorCode =
  | 'NOT_AN_OBJECT'
  | 'UNKNOWN_KIND'
  | 'BAD_SHAPE'
  | 'BAD_FIGURES'
  | 'BAD_NAMES'
  | 'BAD_IDENTITY'
  | 'BAD_LEAF';

/** Longest piece of somebody else's text that a message repeats. */
const SHOWN_MAX = 300;

/** Text from outside, short enough for a message. */
export function clipped(text: string): string {
  return text.length <= SHOWN_MAX ? text : `${text.slice(0, SHOWN_MAX)}…`;
}

/** Bad input to a statement parser: says where in the document and what would be right. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
  readonly code: StatementErrorCode;
  /** Every fault found, each `path: what is wrong`. */
  readonly faults: readonly string[];

  constructor(code: StatementErrorCode, message: string, faults: readonly string[] = []) {
    super(message);
    this.code = code;
    this.faults = faults;
  }
}
