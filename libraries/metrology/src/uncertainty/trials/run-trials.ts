// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { choleskyFactor } from '../model/correlation-matrix.ts';
import type { MeasurementModel } from '../model/measurement-model.ts';
import type { ModelInput } from '../model/model-input.ts';
import { blockRegisters, blockSteps, evaluateBlock } from './evaluate-block.ts';
import { type GeneratorName, restart, streamOf } from './generators.ts';
import { type Sampler, samplerOf } from './samplers.ts';
import { type UndefinedMoments, undefinedMoments } from './undefined-moments.ts';

/** Trials of one block share a stream for each input; chunks begin and end with blocks. */
export const BLOCK_TRIALS = 1_024;

/** Most trials of one run. */
export const TRIALS_MAX = 100_000_000;

/** Which trials of which run: the same values on any machine that computes logarithms and sines alike, in any chunks. */
export interface TrialRange {
  readonly seed: number;
  /** First trial, a multiple of `BLOCK_TRIALS`. */
  readonly from: number;
  /** First trial that is not made any more. */
  readonly to: number;
  readonly generator?: GeneratorName;
}

/** Values of every output in trials `from` to `to`. */
export interface Trials {
  readonly from: number;
  readonly to: number;
  readonly outputs: readonly Float64Array[];
  /** For each output why it has no standard uncertainty; absent where every one has. */
  readonly undefinedMoments?: readonly (UndefinedMoments | undefined)[];
}

/** Inputs that are drawn together: L of their correlation matrix, and where they are. */
interface CorrelatedGroup {
  readonly indices: readonly number[];
  readonly factor: readonly (readonly number[])[];
}

/**
 * y_r = f(x₁,r, …, x_N,r), r = from … to − 1, each x drawn from its distribution.
 * JCGM 101:2008, 7.3 and 7.4. Correlated inputs must be normal (6.4.8, recalled). Pure: the seed decides every value.
 */
export function runTrials(model: MeasurementModel, { seed, from, to, generator = 'xoshiro128**' }: TrialRange): Trials {
  requireRange(seed, from, to);
  const outputs = model.outputs.map(() => new Float64Array(to - from));
  const groups = correlatedGroups(model);
  const samplers = model.inputs.map(({ distribution, degreesOfFreedom }, index) =>
    groups.some(({ indices }) => indices.includes(index))
      ? standardNormal()
      : samplerOf(distribution, degreesOfFreedom),
  );
  const registers = blockRegisters(model.program, BLOCK_TRIALS);
  const steps = blockSteps(model.program);
  const stream = streamOf(generator, { seed, purpose: 0, block: 0 });
  for (let start = from; start < to; start += BLOCK_TRIALS) {
    samplers.forEach((sample, purpose) => {
      restart(stream, { seed, purpose, block: start / BLOCK_TRIALS });
      sample(stream, registers[purpose] as Float64Array);
    });
    for (const group of groups) {
      correlate(group, model.inputs, registers);
    }
    evaluateBlock(steps, registers);
    const count = Math.min(BLOCK_TRIALS, to - start);
    outputs.forEach((output, index) => {
      const block = registers[model.program.outputs[index] as number] as Float64Array;
      output.set(block.subarray(0, count), start - from);
    });
  }
  return { from, to, outputs, ...undefinedOf(model) };
}

/** Chunks of one run put together, in any order; throws unless they meet without gap or overlap. */
export function joinTrials(chunks: readonly Trials[]): Trials {
  const sorted = [...chunks].sort((a, b) => a.from - b.from);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) {
    throw new MetrologyError('BAD_TRIALS', 'There are no chunks to join');
  }
  sorted.forEach(({ from, to, outputs }, index) => {
    const before = sorted[index - 1];
    const fits = outputs.length === first.outputs.length && outputs.every(({ length }) => length === to - from);
    if ((before !== undefined && before.to !== from) || !fits) {
      throw new MetrologyError(
        'BAD_TRIALS',
        `The chunk of trials ${from} to ${to} does not follow the one that ends at ${before?.to ?? from}`,
      );
    }
  });
  const outputs = first.outputs.map((_, output) => {
    const joined = new Float64Array(last.to - first.from);
    for (const { from, outputs: values } of sorted) {
      joined.set(values[output] as Float64Array, from - first.from);
    }
    return joined;
  });
  const { undefinedMoments: missing } = first;
  return { from: first.from, to: last.to, outputs, ...(missing === undefined ? {} : { undefinedMoments: missing }) };
}

function undefinedOf(model: MeasurementModel): Pick<Trials, 'undefinedMoments'> {
  const missing = undefinedMoments(model);
  return missing.every((one) => one === undefined) ? {} : { undefinedMoments: missing };
}

function standardNormal(): Sampler {
  return samplerOf({ kind: 'normal', mean: 0, standardUncertainty: 1 }, Number.POSITIVE_INFINITY);
}

// Connected parts of the correlation matrix.
function correlatedGroups({ inputs, correlations }: MeasurementModel): readonly CorrelatedGroup[] {
  const seen = new Set<number>();
  return inputs.flatMap((_, start) => {
    const indices = seen.has(start) ? [] : connected(start, correlations);
    for (const index of indices) {
      seen.add(index);
    }
    if (indices.length < 2) {
      return [];
    }
    const other = indices
      .map((index) => inputs[index] as ModelInput)
      .find(({ distribution }) => distribution.kind !== 'normal');
    if (other !== undefined) {
      throw new MetrologyError(
        'CORRELATED_INPUTS',
        `Trials draw correlated inputs from a multivariate normal distribution; ${other.name} is ${other.distribution.kind}`,
        { given: other.name },
      );
    }
    const matrix = indices.map((i) => indices.map((j) => correlations[i]?.[j] as number));
    return [{ indices, factor: choleskyFactor(matrix) }];
  });
}

function connected(start: number, correlations: readonly (readonly number[])[]): readonly number[] {
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

// x = μ + u · L z, in place; the last row first, since each needs only those before it.
function correlate(
  { indices, factor }: CorrelatedGroup,
  inputs: readonly ModelInput[],
  registers: readonly Float64Array[],
): void {
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
      target[trial] = estimate + standardUncertainty * sum;
    }
  }
}

function requireRange(seed: number, from: number, to: number): void {
  const whole = [seed, from, to].every((value) => Number.isSafeInteger(value) && value >= 0);
  if (!whole || from % BLOCK_TRIALS !== 0 || to <= from || to - from > TRIALS_MAX) {
    throw new MetrologyError(
      'BAD_TRIALS',
      `A run has a whole seed, begins at a multiple of ${BLOCK_TRIALS} and makes 1 to ${TRIALS_MAX} trials; given ${seed}, ${from} to ${to}`,
    );
  }
}
