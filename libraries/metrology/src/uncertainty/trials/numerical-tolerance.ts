// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';

/**
 * δ = ½ · 10^l for u = c · 10^l, c a whole number of n_dig digits.
 * JCGM 101:2008, 7.9.2 (recalled). Requires u > 0 and finite.
 */
export function numericalTolerance(standardUncertainty: number, significantDigits: 1 | 2): number {
  if (!(standardUncertainty > 0 && Number.isFinite(standardUncertainty))) {
    throw new MetrologyError(
      'BAD_PARAMETER',
      `A numerical tolerance needs a standard uncertainty above 0; given ${standardUncertainty}`,
    );
  }
  // toExponential rounds as u is rounded, so that 9.96 with two digits counts as 10.
  const exponent = Number(standardUncertainty.toExponential(significantDigits - 1).split('e')[1]);
  return 0.5 * 10 ** (exponent - significantDigits + 1);
}
