// SPDX-License-Identifier: Apache-2.0
import { withDecimalPoint } from '../../components/decimal-comma.ts';

/** A number as it is typed; undefined where nothing is, not a number where it is none. */
export function numberTyped(text: string): number | undefined {
  const plain = withDecimalPoint(text.trim());
  if (plain === '') return undefined;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(plain) ? Number(plain) : Number.NaN;
}
