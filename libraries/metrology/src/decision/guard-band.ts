// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { requirePositive } from './conformance-probability.ts';
import { normalQuantile, normalUpperTail } from './normal-distribution.ts';

/**
 * w = r · U, and at the acceptance limit the specific risk is Q(r · k), single limit, normal, U = k · u.
 * JCGM 106:2012, 8.3.2 and ILAC-G8:09/2019, 4.2.2. Requires r ≥ 0, k > 0.
 */
export function riskAtAcceptanceLimit(multiplier: number, coverageFactor: number): number {
  requirePositive(coverageFactor, 'A coverage factor');
  if (!(multiplier >= 0)) {
    throw new MetrologyError('BAD_PARAMETER', `A guard-band multiplier must be 0 or more; given ${multiplier}`);
  }
  return normalUpperTail(multiplier * coverageFactor);
}

/**
 * r = z₁₋ₐ / k, the guard band as a multiple of U that keeps the specific risk at the acceptance limit at α.
 * JCGM 106:2012, 8.3.2, solved for w. Requires 0 < α ≤ 0.5, k > 0.
 */
export function guardBandMultiplierForRisk(risk: number, coverageFactor: number): number {
  requirePositive(coverageFactor, 'A coverage factor');
  if (!(risk > 0 && risk <= 0.5)) {
    throw new MetrologyError(
      'BAD_PARAMETER',
      `The risk at an acceptance limit lies above 0 and at most at 0.5; given ${risk}`,
    );
  }
  // At 0.5 the quantile is 0 but for rounding, and a guard band never lies outside.
  return Math.max(0, -normalQuantile(risk)) / coverageFactor;
}

/** How a guard band follows from the test uncertainty ratio alone; `u95` is w = U, the band of ILAC-G8. */
export type TurGuardBand = 'rss' | 'u95' | 'rp10' | 'dobbert';

/**
 * A/T as a function of TUR = T/U: rss √(1 − 1/TUR²), u95 1 − 1/TUR, rp10 1.25 − 1/TUR,
 * dobbert 1 − (1.04 − e^(0.38 ln TUR − 0.54))/TUR; never above 1, and 0 where nothing could be accepted.
 * NCSLI RP-10, Z540.3 Handbook (methods 5 and 6, after Dobbert). Requires TUR > 0.
 */
export function acceptanceMultiplier(method: TurGuardBand, testUncertaintyRatio: number): number {
  requirePositive(testUncertaintyRatio, 'A test uncertainty ratio');
  return Math.min(1, Math.max(0, multiplierOf(method, testUncertaintyRatio)));
}

function multiplierOf(method: TurGuardBand, ratio: number): number {
  switch (method) {
    case 'rss':
      return ratio <= 1 ? 0 : Math.sqrt(1 - 1 / ratio ** 2);
    case 'u95':
      return 1 - 1 / ratio;
    case 'rp10':
      return 1.25 - 1 / ratio;
    case 'dobbert':
      return 1 - (1.04 - Math.exp(0.38 * Math.log(ratio) - 0.54)) / ratio;
  }
}
