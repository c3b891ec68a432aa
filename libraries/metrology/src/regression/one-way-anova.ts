// SPDX-License-Identifier: Apache-2.0
import { fUpperTail } from '../distributions/f-distribution.ts';
import { MetrologyError } from '../metrology-error.ts';
import { exactDot, parseObservations, quotient, scaledIntegers } from './exact-numbers.ts';

/** One line of a table of variances. */
export interface VarianceLine {
  readonly degreesOfFreedom: number;
  readonly sumOfSquares: number;
  readonly meanSquare: number;
}

/** What distinguishes groups of observations, and what is left within them. */
export interface OneWayAnova {
  readonly between: VarianceLine;
  readonly within: VarianceLine;
  /** Infinite when nothing varies within the groups, absent when nothing varies at all. */
  readonly F?: number;
  readonly rSquared?: number;
  /** Probability of a larger F when the groups do not differ. */
  readonly pValue?: number;
  readonly residualStandardDeviation: number;
}

/**
 * SS_b = ∑ nⱼ (x̄ⱼ − x̄)², SS_w = ∑∑ (xᵢⱼ − x̄ⱼ)², F = (SS_b / (k − 1)) / (SS_w / (N − k)), in whole numbers, rounded once.
 * JCGM 100:2008, H.5.2 (recalled). Requires two groups or more, none empty, one of them with two observations or more.
 */
export function oneWayAnova(groups: readonly (readonly string[])[]): OneWayAnova {
  const { integers, denominator } = scaledIntegers(parseObservations(groups.flat()));
  const total = integers.length;
  if (groups.length < 2 || groups.some(({ length }) => length === 0) || total <= groups.length) {
    throw new MetrologyError('BAD_OBSERVATIONS', 'Comparing groups needs two or more, none empty, one with two values');
  }
  // ∑ Sⱼ²/nⱼ over one denominator, the product of the distinct sizes.
  const common = [...new Set(groups.map(({ length }) => BigInt(length)))].reduce((product, size) => product * size, 1n);
  let start = 0;
  let ofGroups = 0n;
  for (const { length } of groups) {
    const sum = integers.slice(start, start + length).reduce((all, value) => all + value, 0n);
    ofGroups += (common / BigInt(length)) * sum * sum;
    start += length;
  }
  const n = BigInt(total);
  const sum = integers.reduce((all, value) => all + value, 0n);
  const between = ofGroups * n - common * sum * sum;
  const within = (exactDot(integers, integers) * common - ofGroups) * n;
  const scale = common * n * denominator * denominator;
  const dof = [groups.length - 1, total - groups.length] as const;
  const line = (squares: bigint, degreesOfFreedom: number): VarianceLine => ({
    degreesOfFreedom,
    sumOfSquares: quotient(squares, scale),
    meanSquare: quotient(squares, scale * BigInt(degreesOfFreedom)),
  });
  const lines = { between: line(between, dof[0]), within: line(within, dof[1]) };
  const residualStandardDeviation = Math.sqrt(lines.within.meanSquare);
  if (between + within === 0n) {
    return { ...lines, residualStandardDeviation };
  }
  const F = within === 0n ? Number.POSITIVE_INFINITY : quotient(between * BigInt(dof[1]), within * BigInt(dof[0]));
  const rSquared = quotient(between, between + within);
  return { ...lines, F, rSquared, pValue: fUpperTail(F, dof), residualStandardDeviation };
}
