// SPDX-License-Identifier: Apache-2.0
import { doubtfulAmong, isGrouped, mayBeDecimalComma, withDecimalPoint } from '../../components/decimal-comma.ts';

/** Readings of one field, with decimal points. */
export interface SplitReadings {
  readonly numbers: readonly string[];
  /** Whether decimal commas were read. */
  readonly hasCommas: boolean;
  /** Where commas can be read in two ways: what stands there. */
  readonly doubtful?: string;
  /** Where spaces may group the digits of one number: what stands there. */
  readonly grouped?: string;
}

/**
 * readings = number *( ( space / ";" / ", " ) number ). A comma before a digit is a decimal sign where spaces or semicolons
 * separate, and is asked about where nothing else separates; it is never both in one field. So is a space that may group
 * digits: one that does not break, or any where semicolons, tabs or lines separate already.
 */
export function splitReadings(text: string): SplitReadings {
  const grouped = groupedAmong(text);
  // What is doubtful keeps its spaces, so that nothing computes with it.
  if (grouped !== undefined) return { numbers: [grouped], hasCommas: false, grouped };
  const parts = text.split(/[\s;]+/).filter((each) => each !== '');
  const first = parts.find(mayBeDecimalComma);
  if (first === undefined) {
    return { numbers: text.split(/[\s,;]+/).filter((each) => each !== ''), hasCommas: false };
  }
  const doubtful = parts.length === 1 ? first : doubtfulAmong(parts);
  // What is doubtful keeps its commas, so that nothing computes with it.
  if (doubtful !== undefined) return { numbers: parts, hasCommas: false, doubtful };
  return { numbers: parts.map(withDecimalPoint), hasCommas: true };
}

function groupedAmong(text: string): string | undefined {
  const fields = text.split(/[;\t\n]+/).map((each) => each.trim());
  const unbroken = fields.find((each) => /\d[\u00a0\u202f]\d/.test(each));
  if (unbroken !== undefined) return unbroken;
  const grouped = fields.filter(isGrouped);
  // Whole numbers of three digits, a few in a line, are readings; where one ends in decimals, or a semicolon parts, they may not be.
  const isAsked = /[;\t]/.test(text) || grouped.some((each) => /[.,]/.test(each));
  return isAsked ? grouped[0] : undefined;
}
