// SPDX-License-Identifier: Apache-2.0
import { doubtfulAmong, mayBeDecimalComma, withDecimalPoint } from '../../components/decimal-comma.ts';

/** Readings of one field, with decimal points. */
export interface SplitReadings {
  readonly numbers: readonly string[];
  /** Whether decimal commas were read. */
  readonly hasCommas: boolean;
  /** Where commas can be read in two ways: what stands there. */
  readonly doubtful?: string;
}

/**
 * readings = number *( ( space / ";" / ", " ) number ). A comma before a digit is a decimal sign where spaces or semicolons
 * separate, and is asked about where nothing else separates; it is never both in one field.
 */
export function splitReadings(text: string): SplitReadings {
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
