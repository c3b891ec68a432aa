// SPDX-License-Identifier: Apache-2.0
import type { DelimitedCell } from './delimited.ts';

/**
 * decimal = [ sign ] 1*digit "," 1*digit [ exponent ].
 * ISO 80000-1:2009, 7.3.2 (recalled): the decimal sign is a comma or a point on the line.
 */
const DECIMAL = /^[+-]?\d{1,400},\d{1,400}(?:[eE][+-]?\d{1,4})?$/;

/** Whether a whole text is a number with a decimal comma. */
function isDecimalComma(text: string): boolean {
  return DECIMAL.test(text);
}

/** Digits in groups of three, parted by a space of any kind, as the SI writes large numbers: one number, or two. */
const GROUPED = /^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d*)?(?:[eE][+-]?\d{1,4})?$/;

/** Whether a text is a number of which the digits are grouped by spaces, or several numbers. */
export function isGrouped(text: string): boolean {
  return GROUPED.test(text);
}

/** Whether a comma stands before a digit without a space, where it may be a decimal sign. */
export function mayBeDecimalComma(text: string): boolean {
  return /,[+-]?\.?\d/.test(text);
}

/** The same number with a decimal point; any other text is left as it is. */
export function withDecimalPoint(text: string): string {
  return isDecimalComma(text) ? text.replace(',', '.') : text;
}

/**
 * The number with a comma that cannot be read for sure: one with something else than digits around it, or the first of
 * all where another has a decimal point, so that commas may stand for thousands. Undefined where all agree.
 */
export function doubtfulAmong(numbers: readonly string[]): string | undefined {
  const odd = numbers.find((each) => (each.includes(',') ? !isDecimalComma(each) : /^[+-]?(?:\d+\.|\.\d)/.test(each)));
  return odd === undefined || odd.includes(',') ? odd : numbers.find(mayBeDecimalComma);
}

const WHOLE = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)$/;
const PART = /^\d+(?:[eE][+-]?\d{1,3})?$/;

/** Whether two cells between which a comma stands may be one number, cut at its decimal comma: 0,12. */
export function mayBeOneNumber(whole: DelimitedCell, part: DelimitedCell): boolean {
  if (whole.isQuoted || part.isQuoted || part.isSpaced) return false;
  return WHOLE.test(whole.text) && PART.test(part.text);
}
