// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { requirePositive, requireShareOfOne } from '../observations.ts';

/** What one calibration found, before anything was adjusted; the limit is the maximum permissible error. */
export type AsFound =
  | { readonly error: number; readonly limit: number }
  /** Where the certificate says only this; how far within is then not known. */
  | { readonly inTolerance: boolean };

/** How an interval is stepped; what is left out is as in STAIRCASE_POLICY. */
export interface StaircasePolicy {
  /** Share of the limit within which the interval is extended. */
  readonly extendWithin: number;
  /** a: the interval is extended to (1 + a) times. */
  readonly extendBy: number;
  /** Share of calibrations that shall find the instrument in tolerance; the reduction follows from it. */
  readonly reliability: number;
  readonly intervalMin: number;
  readonly intervalMax: number;
}

/** Extended by a tenth within 80 % of the limit; the aim is 90 % in tolerance. The 80 % is the example of ILAC-G24. */
export const STAIRCASE_POLICY: StaircasePolicy = {
  extendWithin: 0.8,
  extendBy: 0.1,
  reliability: 0.9,
  intervalMin: 30,
  intervalMax: 1826,
};

/** One calibration and what it made of the interval. */
export interface StaircaseStep {
  readonly found: 'well-within' | 'within' | 'outside';
  readonly interval: number;
}

/** The interval after all calibrations, and the way there. */
export interface StaircaseInterval {
  readonly interval: number;
  readonly steps: readonly StaircaseStep[];
}

/**
 * I′ = (1 + a) I well within the limit, I within, (1 − b) I outside, in the order of the calibrations, between the ends.
 * ILAC-G24:2022 / OIML D 10:2022, 6.2 (automatic adjustment); the steps after NCSLI RP-1, method A1 (recalled).
 */
export function intervalByStaircase(
  start: number,
  found: readonly AsFound[],
  policy: Partial<StaircasePolicy> = {},
): StaircaseInterval {
  const chosen = { ...STAIRCASE_POLICY, ...policy };
  requirePositive(start, 'The interval to begin with');
  requireShareOfOne(chosen.extendWithin, 'The share of the limit within which an interval is extended');
  requirePositive(chosen.intervalMin, 'The shortest interval');
  requirePositive(chosen.intervalMax - chosen.intervalMin, 'The longest interval, less the shortest,');
  const factors = { 'well-within': 1 + chosen.extendBy, within: 1, outside: 1 - reductionFor(chosen) };
  const bounded = (interval: number) => Math.min(Math.max(interval, chosen.intervalMin), chosen.intervalMax);
  let interval = bounded(start);
  const steps = found.map((one, position): StaircaseStep => {
    const state = stateOf(one, chosen.extendWithin, position);
    interval = bounded(interval * factors[state]);
    return { found: state, interval };
  });
  return { interval, steps };
}

/**
 * b = 1 − (1 + a)^(−R/(1 − R)), so that (1 + a)^R (1 − b)^(1 − R) = 1: at the wanted reliability R the interval stands still on average.
 * NCSLI RP-1:2010, method A1, which makes b a function of a and the reliability target (formula recalled).
 */
export function reductionFor({ extendBy, reliability }: Pick<StaircasePolicy, 'extendBy' | 'reliability'>): number {
  requirePositive(extendBy, 'The share by which an interval is extended');
  requireShareOfOne(reliability, 'The reliability wanted');
  return 1 - (1 + extendBy) ** (-reliability / (1 - reliability));
}

function stateOf(found: AsFound, extendWithin: number, position: number): StaircaseStep['found'] {
  if ('inTolerance' in found) return found.inTolerance ? 'within' : 'outside';
  const { error, limit } = found;
  if (!Number.isFinite(error)) {
    const given = String(error);
    throw new MetrologyError('BAD_OBSERVATIONS', `As-found error ${position + 1} must be a number`, {
      given,
      position,
    });
  }
  requirePositive(limit, 'The maximum permissible error', [position]);
  const share = Math.abs(error) / limit;
  return share <= extendWithin ? 'well-within' : share <= 1 ? 'within' : 'outside';
}
