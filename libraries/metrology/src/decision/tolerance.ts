// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { compareQuantities, unitComparability } from '../quantity/convert.ts';
import { describeQuantity, type Quantity } from '../quantity/quantity.ts';

/** One end of a tolerance; `inclusive` says whether the limit itself still conforms ('not more than'). */
export interface Bound {
  readonly value: Quantity;
  readonly inclusive: boolean;
}

/** Permissible values of a property; at least one end is given. JCGM 106:2012, 3.3. */
export interface Tolerance {
  readonly lower?: Bound;
  readonly upper?: Bound;
}

/** The two ends of a tolerance. */
export type Side = 'lower' | 'upper';

/** Throws `BAD_TOLERANCE` unless at least one value can conform. */
export function requireTolerance({ lower, upper }: Tolerance): void {
  if (lower === undefined && upper === undefined) {
    throw new MetrologyError('BAD_TOLERANCE', 'A tolerance needs a lower or an upper limit');
  }
  if (lower === undefined || upper === undefined) {
    return;
  }
  const pair = `${describeQuantity(lower.value)} … ${describeQuantity(upper.value)}`;
  if (!unitComparability(lower.value.unit, upper.value.unit).comparable) {
    throw new MetrologyError('BAD_TOLERANCE', `The two limits do not compare: ${pair}`, { given: pair });
  }
  const order = compareQuantities(lower.value, upper.value);
  if (order > 0 || (order === 0 && !(lower.inclusive && upper.inclusive))) {
    throw new MetrologyError('BAD_TOLERANCE', `No value lies between the limits ${pair}`, { given: pair });
  }
}

/** The ends that are given, lower first. */
export function sidesOf(tolerance: Tolerance): readonly (readonly [Side, Bound])[] {
  const { lower, upper } = tolerance;
  return [
    ...(lower === undefined ? [] : [['lower', lower] as const]),
    ...(upper === undefined ? [] : [['upper', upper] as const]),
  ];
}
