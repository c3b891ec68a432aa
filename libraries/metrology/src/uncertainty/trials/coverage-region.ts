// SPDX-License-Identifier: Apache-2.0

import { normalQuantile, normalUpperTail } from '../../decision/normal-distribution.ts';
import { chiSquaredQuantile } from '../../distributions/chi-squared.ts';
import { MetrologyError } from '../../metrology-error.ts';
import { choleskyFactor, requireCovarianceMatrix } from '../model/correlation-matrix.ts';
import type { Trials } from './run-trials.ts';
import { sortedValues } from './sort-values.ts';
import { meanAndDeviation } from './summarise-trials.ts';

/** Several outputs together: their means and how they vary. */
export interface JointResult {
  readonly estimates: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/** {η : (η − y)ᵀ V⁻¹ (η − y) ≤ k_p²}. */
export interface EllipsoidalRegion extends JointResult {
  readonly kind: 'hyper-ellipsoidal';
  readonly coverageProbability: number;
  readonly coverageFactor: number;
}

/** {η : |η_j − y_j| ≤ k_q u(y_j) for every j}. */
export interface RectangularRegion extends JointResult {
  readonly kind: 'hyper-rectangular';
  readonly coverageProbability: number;
  readonly coverageFactor: number;
  readonly halfWidths: readonly number[];
}

/** Which region for which share of the trials. */
export interface RegionRule {
  readonly kind: 'hyper-ellipsoidal' | 'hyper-rectangular';
  readonly coverageProbability: number;
}

/**
 * y = mean, V = 1/(M − 1) ∑ (y_r − y)(y_r − y)ᵀ.
 * JCGM 102:2011, 7.6 (recalled). Throws where an output has no variance, and so no covariance matrix exists.
 */
export function jointResultOf({ outputs, undefinedMoments }: Trials): JointResult {
  const position = undefinedMoments?.findIndex((one) => one !== undefined) ?? -1;
  if (position >= 0) {
    const names = undefinedMoments?.[position]?.inputs.map(
      ({ name, degreesOfFreedom }) => `${name} (ν = ${degreesOfFreedom})`,
    );
    throw new MetrologyError(
      'MODEL_UNDEFINED',
      `Output ${position + 1} has no variance, because of ${names?.join(', ')}; an interval for each output exists, a region that rests on their covariance does not`,
      { position },
    );
  }
  const estimates = outputs.map((values) => meanAndDeviation(values).estimate);
  const covariance = outputs.map((a, i) =>
    outputs.map((b, j) => {
      let sum = 0;
      for (let r = 0; r < a.length; r += 1) {
        sum += ((a[r] as number) - (estimates[i] as number)) * ((b[r] as number) - (estimates[j] as number));
      }
      return sum / (a.length - 1);
    }),
  );
  return { estimates, covariance };
}

/**
 * k_p: the p-quantile over the trials of d = ‖L⁻¹(y_r − y)‖, V = LLᵀ, or of d = max_j |y_j,r − y_j|/u(y_j).
 * JCGM 102:2011, 7.7.2 and 7.7.3 (recalled). An ellipsoid needs outputs none of which follows from the others.
 */
export function coverageRegion(trials: Trials, rule: RegionRule): EllipsoidalRegion | RectangularRegion {
  const joint = jointResultOf(trials);
  requireRegion(joint, rule);
  const distances = rule.kind === 'hyper-ellipsoidal' ? ellipsoidal(trials, joint) : rectangular(trials, joint);
  const sorted = sortedValues(distances);
  const index = Math.min(sorted.length, Math.max(1, Math.ceil(rule.coverageProbability * sorted.length)));
  return region(joint, rule, sorted[index - 1] as number);
}

/**
 * k_p² = χ²_p(m) for the ellipsoid; for the rectangle Bonferroni's bound, Φ(k_q) = 1 − (1 − p)/(2m).
 * JCGM 102:2011, 6.5.2 and 6.5.3 (recalled). For outputs that are normal together, as from the law of propagation. Throws
 * `BAD_CORRELATION` where no outputs can vary so together.
 */
export function normalRegion(joint: JointResult, rule: RegionRule): EllipsoidalRegion | RectangularRegion {
  requireCovarianceMatrix(
    joint.covariance,
    joint.estimates.map((_, index) => `output ${index + 1}`),
  );
  requireRegion(joint, rule);
  const { coverageProbability, kind } = rule;
  const count = joint.estimates.length;
  const factor =
    kind === 'hyper-ellipsoidal'
      ? Math.sqrt(chiSquaredQuantile(coverageProbability, count))
      : -normalQuantile((1 - coverageProbability) / (2 * count));
  return region(joint, rule, factor);
}

/** 1 − 2m Q(k): the least share that a rectangle of normal outputs covers. Bonferroni's inequality. */
export function rectangularCoverage(coverageFactor: number, outputs: number): number {
  return 1 - 2 * outputs * normalUpperTail(coverageFactor);
}

function region(joint: JointResult, rule: RegionRule, coverageFactor: number): EllipsoidalRegion | RectangularRegion {
  const { coverageProbability } = rule;
  if (rule.kind === 'hyper-ellipsoidal') {
    return { kind: 'hyper-ellipsoidal', ...joint, coverageProbability, coverageFactor };
  }
  const halfWidths = deviations(joint).map((u) => coverageFactor * u);
  return { kind: 'hyper-rectangular', ...joint, coverageProbability, coverageFactor, halfWidths };
}

function ellipsoidal({ outputs }: Trials, { estimates, covariance }: JointResult): Float64Array {
  const factor = choleskyFactor(covariance);
  const count = outputs[0]?.length as number;
  const solved = new Float64Array(outputs.length);
  return Float64Array.from({ length: count }, (_, r) => {
    let squares = 0;
    for (let i = 0; i < outputs.length; i += 1) {
      const row = factor[i] as readonly number[];
      let rest = (outputs[i]?.[r] as number) - (estimates[i] as number);
      for (let j = 0; j < i; j += 1) rest -= (row[j] as number) * (solved[j] as number);
      const value = rest / (row[i] as number);
      solved[i] = value;
      squares += value * value;
    }
    return Math.sqrt(squares);
  });
}

function rectangular({ outputs }: Trials, joint: JointResult): Float64Array {
  const u = deviations(joint);
  const count = outputs[0]?.length as number;
  return Float64Array.from({ length: count }, (_, r) =>
    outputs.reduce((most, values, j) => {
      return Math.max(most, Math.abs((values[r] as number) - (joint.estimates[j] as number)) / (u[j] as number));
    }, 0),
  );
}

function deviations({ covariance }: JointResult): readonly number[] {
  return covariance.map((row, j) => Math.sqrt(row[j] as number));
}

function requireRegion(joint: JointResult, { kind, coverageProbability }: RegionRule): void {
  if (!(coverageProbability > 0 && coverageProbability < 1)) {
    throw new MetrologyError('BAD_INPUT', `A coverage probability lies between 0 and 1; given ${coverageProbability}`);
  }
  const constant = deviations(joint).findIndex((u) => !(u > 0));
  const dependent = kind === 'hyper-ellipsoidal' ? correlationFactor(joint).findIndex((row, i) => row[i] === 0) : -1;
  if (constant >= 0 || dependent >= 0) {
    const which = Math.max(constant, dependent) + 1;
    throw new MetrologyError(
      'BAD_TRIALS',
      `Output ${which} ${constant >= 0 ? 'does not vary' : 'follows from those before it'}; leave it out`,
      {
        position: which - 1,
      },
    );
  }
}

function correlationFactor(joint: JointResult): readonly (readonly number[])[] {
  const u = deviations(joint);
  return choleskyFactor(
    joint.covariance.map((row, i) => row.map((value, j) => value / ((u[i] as number) * (u[j] as number)))),
  );
}
