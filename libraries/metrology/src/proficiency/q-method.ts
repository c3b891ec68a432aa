// SPDX-License-Identifier: Apache-2.0
import { normalQuantile } from '../decision/normal-distribution.ts';
import { MetrologyError } from '../metrology-error.ts';
import { type Numbers, requireObservations } from '../observations.ts';

/** Most differences that the Q method sorts: those of 2,800 laboratories with one result each. */
export const Q_DIFFERENCES_MAX = 4_000_000;

/**
 * s* = G₁⁻¹(0.25 + 0.75 H₁(0)) / (√2 Φ⁻¹(0.625 + 0.375 H₁(0))), H₁ the share of |y_ik − y_jl| ≤ x between laboratories,
 * each laboratory of the same weight, G₁ going straight between the middles of its steps.
 * ISO 13528:2022, C.5.2.2, formulas (C.22) to (C.25). Each laboratory has one result or several replicates.
 */
export function qMethod(laboratories: readonly Numbers[]): number {
  const groups = requireLaboratories(laboratories);
  const { differences, weights } = differencesBetween(groups);
  const steps = stepsOf(differences, weights, resolutionOf(groups));
  const first = steps[0] as Step;
  const atZero = first.at === 0 ? first.share : 0;
  const wanted = 0.25 + 0.75 * atZero;
  let before = { at: 0, height: 0 };
  let last = 0;
  for (const { at, share } of steps) {
    const height = at === 0 ? 0 : (last + share) / 2;
    if (height >= wanted) {
      const along = (wanted - before.height) / (height - before.height);
      return (before.at + along * (at - before.at)) / (Math.SQRT2 * normalQuantile(0.625 + 0.375 * atZero));
    }
    before = { at, height };
    last = share;
  }
  // The middle of the last step lies below what is wanted when too few differences are not 0.
  return before.at / (Math.SQRT2 * normalQuantile(Math.min(0.625 + 0.375 * atZero, 1 - 1e-16)));
}

interface Step {
  readonly at: number;
  readonly share: number;
}

function requireLaboratories(laboratories: readonly Numbers[]): readonly Float64Array[] {
  if (laboratories.length < 2) {
    throw new MetrologyError('TOO_FEW_OBSERVATIONS', `The Q method needs 2 laboratories, not ${laboratories.length}`);
  }
  const groups = laboratories.map((values, index) =>
    requireObservations(values, { what: 'replicates of a laboratory', atLeast: 1, path: [index] }),
  );
  const count = groups.reduce((sum, { length }) => sum + length, 0);
  const pairs = (count * count - groups.reduce((sum, { length }) => sum + length * length, 0)) / 2;
  if (pairs > Q_DIFFERENCES_MAX) {
    throw new MetrologyError(
      'BAD_OBSERVATIONS',
      `The Q method compares at most ${Q_DIFFERENCES_MAX} pairs of results, these are ${pairs}`,
    );
  }
  return groups;
}

function differencesBetween(groups: readonly Float64Array[]): { differences: Float64Array; weights: Float64Array } {
  const differences: number[] = [];
  const weights: number[] = [];
  const all = (groups.length * (groups.length - 1)) / 2;
  groups.forEach((first, index) => {
    for (const second of groups.slice(index + 1)) {
      const weight = 1 / (first.length * second.length * all);
      for (const a of first) {
        for (const b of second) {
          differences.push(Math.abs(a - b));
          weights.push(weight);
        }
      }
    }
  });
  return { differences: Float64Array.from(differences), weights: Float64Array.from(weights) };
}

// 0.4 − 0.3 and 0.3 − 0.2 differ in doubles; differences that rounding alone can have parted are one step.
function resolutionOf(groups: readonly Float64Array[]): number {
  let largest = 0;
  for (const group of groups) {
    largest = group.reduce((most, value) => Math.max(most, Math.abs(value)), largest);
  }
  return 4 * Number.EPSILON * largest;
}

// H₁ at each place where it steps.
function stepsOf(differences: Float64Array, weights: Float64Array, resolution: number): readonly Step[] {
  const order = new Uint32Array(differences.length).map((_, index) => index);
  order.sort((a, b) => (differences[a] as number) - (differences[b] as number));
  const steps: Step[] = [];
  let share = 0;
  order.forEach((index, rank) => {
    share += weights[index] as number;
    const at = differences[index] as number;
    const next = order[rank + 1];
    if (next === undefined || (differences[next] as number) - at > resolution) {
      steps.push({ at: at <= resolution ? 0 : at, share });
    }
  });
  return steps;
}
