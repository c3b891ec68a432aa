// SPDX-License-Identifier: Apache-2.0
import {
  type Numbers,
  requireFinite,
  requireObservations,
  requirePositive,
  requireSpread,
  requireWhole,
} from '../observations.ts';
import type { ControlChart } from './shewhart.ts';

/** What a chart with memory compares with: the target and the standard error of one point. */
export interface ChartTarget {
  readonly target: number;
  /** σ/√n of averages of n. */
  readonly standardError: number;
}

/** Weight of the newest point, and how many standard errors away the limits stand. */
export interface EwmaOptions extends ChartTarget {
  readonly lambda?: number;
  readonly multiplier?: number;
}

/**
 * zᵢ = λ xᵢ + (1 − λ) zᵢ₋₁, z₀ the target; limits ± L σ √(λ/(2 − λ) (1 − (1 − λ)^{2i})).
 * ISO 7870-6:2016, EWMA control charts (clause recalled); λ = 0.2, L = 3 unless said.
 */
export function ewmaChart(
  values: Numbers,
  { target, standardError, lambda = 0.2, multiplier = 3 }: EwmaOptions,
): ControlChart {
  const numbers = requireObservations(values, { what: 'points of the chart', atLeast: 1 });
  requireFinite(target, 'The target');
  requirePositive(standardError, 'The standard error');
  requirePositive(multiplier, 'The multiplier of limits');
  requirePositive(1 - Math.abs(1 - lambda), 'λ within 0 and 2');
  let z = target;
  return {
    centre: target,
    points: Array.from(numbers, (value, index) => {
      z = lambda * value + (1 - lambda) * z;
      const share = (lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (index + 1)));
      const reach = multiplier * standardError * Math.sqrt(share);
      return { value: z, lower: target - reach, upper: target + reach, beyond: Math.abs(z - target) > reach };
    }),
  };
}

/** Allowance and decision interval, in standard errors. */
export interface CusumOptions extends ChartTarget {
  /** Half of the shift that is to be found; 0.5 unless said. */
  readonly k?: number;
  /** 5 unless said. */
  readonly h?: number;
}

/** Sums of one point, in standard errors, the lower one as a number of 0 or less. */
export interface CusumPoint {
  readonly upper: number;
  readonly lower: number;
  readonly signal: 'none' | 'upward' | 'downward';
}

/**
 * C⁺ᵢ = max(0, C⁺ᵢ₋₁ + zᵢ − k), C⁻ᵢ = min(0, C⁻ᵢ₋₁ + zᵢ + k), zᵢ = (xᵢ − target)/σ; a signal beyond ± h.
 * ISO 7870-4:2021, cumulative sum charts (clause recalled).
 */
export function cusumChart(
  values: Numbers,
  { target, standardError, k = 0.5, h = 5 }: CusumOptions,
): readonly CusumPoint[] {
  const numbers = requireObservations(values, { what: 'points of the chart', atLeast: 1 });
  requireFinite(target, 'The target');
  requirePositive(standardError, 'The standard error');
  requireSpread(k, 'The allowance');
  requirePositive(h, 'The decision interval');
  let [upper, lower] = [0, 0];
  return Array.from(numbers, (value) => {
    const z = (value - target) / standardError;
    upper = Math.max(0, upper + z - k);
    lower = Math.min(0, lower + z + k);
    return { upper, lower, signal: upper > h ? 'upward' : lower < -h ? 'downward' : 'none' };
  });
}

/** Points from which a CUSUM signal dates the change: back to where its sum was last 0. ISO 7870-4:2021 (recalled). */
export function cusumChangePoint(points: readonly CusumPoint[], signalAt: number): number {
  requireWhole(signalAt, 'The point of the signal', [0, points.length - 1]);
  const side = (points[signalAt] as CusumPoint).signal === 'downward' ? 'lower' : 'upper';
  let at = signalAt;
  while (at > 0 && (points[at - 1] as CusumPoint)[side] !== 0) {
    at -= 1;
  }
  return at;
}
