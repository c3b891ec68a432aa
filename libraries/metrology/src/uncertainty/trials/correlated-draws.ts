// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { choleskyFactor } from '../model/correlation-matrix.ts';
import type { MeasurementModel } from '../model/measurement-model.ts';
import type { ModelInput } from '../model/model-input.ts';
import type { Generator } from './generators.ts';
import { requireTrialDegrees, type Sampler, samplerOf } from './samplers.ts';

/** Inputs that are drawn together: L of their correlation matrix, and where they are. */
export interface CorrelatedGroup {
  readonly indices: readonly number[];
  readonly factor: readonly (readonly number[])[];
  /** What makes a multivariate t of a multivariate normal: χ²(ν)/ν, one value for all inputs of a trial. Absent where ν is infinite. */
  readonly spread?: { readonly degreesOfFreedom: number; readonly sample: Sampler };
}

/** A block of trials in the making; the registers of the group hold values of the standard normal distribution. */
export interface BlockOfTrials {
  readonly inputs: readonly ModelInput[];
  readonly registers: readonly Float64Array[];
  /** A stream of the group's own. */
  readonly generator: Generator;
}

/** Values of the standard normal distribution, from which those of a group are made. */
export function standardNormal(): Sampler {
  return samplerOf({ kind: 'normal', mean: 0, standardUncertainty: 1 }, Number.POSITIVE_INFINITY);
}

/**
 * Connected parts of the correlation matrix. Throws where inputs of a part are known otherwise than as normal, or as t with one ν.
 * JCGM 101:2008, 6.4.8; JCGM 102:2011, 5.3.2 (both recalled).
 */
export function correlatedGroups({ inputs, correlations }: MeasurementModel): readonly CorrelatedGroup[] {
  const seen = new Set<number>();
  return inputs.flatMap((_, start) => {
    const indices = seen.has(start) ? [] : connected(start, correlations);
    for (const index of indices) {
      seen.add(index);
    }
    if (indices.length < 2) {
      return [];
    }
    const degreesOfFreedom = requireOneKind(indices.map((index) => inputs[index] as ModelInput));
    const matrix = indices.map((i) => indices.map((j) => correlations[i]?.[j] as number));
    const group = { indices, factor: choleskyFactor(matrix) };
    return [degreesOfFreedom === undefined ? group : { ...group, spread: spreadOf(degreesOfFreedom) }];
  });
}

/**
 * x = μ + u L z, z normal; for t, x = μ + u L z √(ν/w), w one value of χ²(ν) for the whole trial, so that all spread together.
 * JCGM 101:2008, C.5; JCGM 102:2011, 5.3.2 (both recalled); S. Kotz, S. Nadarajah, Multivariate t Distributions (2004), 1.2.
 */
export function drawTogether({ indices, factor, spread }: CorrelatedGroup, block: BlockOfTrials): void {
  const { inputs, registers, generator } = block;
  const length = (registers[indices[0] as number] as Float64Array).length;
  const wide = new Float64Array(length).fill(1);
  if (spread !== undefined) {
    spread.sample(generator, wide);
    wide.forEach((w, trial) => {
      wide[trial] = Math.sqrt(spread.degreesOfFreedom / w);
    });
  }
  // In place, the last row first, since each needs only those before it.
  for (let row = indices.length - 1; row >= 0; row -= 1) {
    const { estimate, standardUncertainty } = inputs[indices[row] as number] as ModelInput;
    const target = registers[indices[row] as number] as Float64Array;
    const weights = (factor[row] as readonly number[]).slice(0, row + 1);
    const sources = weights.map((_, k) => registers[indices[k] as number] as Float64Array);
    for (let trial = 0; trial < target.length; trial += 1) {
      let sum = 0;
      for (let k = 0; k <= row; k += 1) {
        sum += (weights[k] as number) * ((sources[k] as Float64Array)[trial] as number);
      }
      target[trial] = estimate + standardUncertainty * sum * (wide[trial] as number);
    }
  }
}

// ν where all are t with one ν; nothing where all are normal.
function requireOneKind(inputs: readonly ModelInput[]): number | undefined {
  const [first] = inputs as readonly [ModelInput];
  const { kind } = first.distribution;
  const other = inputs.find(({ distribution }) => distribution.kind !== kind) ?? first;
  if (other !== first || (kind !== 'normal' && kind !== 't')) {
    throw new MetrologyError(
      'CORRELATED_INPUTS',
      `Trials draw correlated inputs from a multivariate normal or a multivariate t distribution; ${first.name} is ${kind} and ${other.name} is ${other.distribution.kind}`,
      { given: other.name },
    );
  }
  if (kind === 'normal') return undefined;
  const apart = inputs.find(({ degreesOfFreedom }) => degreesOfFreedom !== first.degreesOfFreedom);
  if (apart !== undefined) {
    throw new MetrologyError(
      'CORRELATED_INPUTS',
      `Correlated inputs that are t have one number of degrees of freedom, as a series of simultaneous readings gives; ${first.name} has ${first.degreesOfFreedom}, ${apart.name} ${apart.degreesOfFreedom}`,
      { given: apart.name },
    );
  }
  requireTrialDegrees(first.degreesOfFreedom);
  return first.degreesOfFreedom;
}

function spreadOf(degreesOfFreedom: number): NonNullable<CorrelatedGroup['spread']> {
  const chiSquared = { kind: 'gamma', shape: degreesOfFreedom / 2, scale: 2 } as const;
  return { degreesOfFreedom, sample: samplerOf(chiSquared, Number.POSITIVE_INFINITY) };
}

/** The inputs that are correlated with one, be it through others, and itself; in their order. */
export function connected(start: number, correlations: readonly (readonly number[])[]): readonly number[] {
  const found = [start];
  for (const index of found) {
    correlations[index]?.forEach((value, other) => {
      if (value !== 0 && !found.includes(other)) {
        found.push(other);
      }
    });
  }
  return found.sort((a, b) => a - b);
}
