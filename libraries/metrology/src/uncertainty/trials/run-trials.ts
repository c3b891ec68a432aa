// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { MeasurementModel } from '../model/measurement-model.ts';
import { blockRegisters, blockSteps, evaluateBlock } from './evaluate-block.ts';
import { type GeneratorName, restart, streamOf } from './generators.ts';
import { correlatedGroups, drawTogether, standardNormal } from './correlated-draws.ts';
import { samplerOf } from './samplers.ts';
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

/**
 * y_r = f(x₁,r, …, x_N,r), r = from … to − 1, each x drawn from its distribution.
 * JCGM 101:2008, 7.3 and 7.4. Correlated inputs are normal (6.4.8, recalled), or t with one ν (JCGM 102:2011, 5.3.2, recalled).
 * Pure: the seed decides every value.
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
      restart(stream, {
        seed,
        purpose: model.inputs.length + (group.indices[0] as number),
        block: start / BLOCK_TRIALS,
      });
      drawTogether(group, { inputs: model.inputs, registers, generator: stream });
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

function requireRange(seed: number, from: number, to: number): void {
  const whole = [seed, from, to].every((value) => Number.isSafeInteger(value) && value >= 0);
  if (!whole || from % BLOCK_TRIALS !== 0 || to <= from || to - from > TRIALS_MAX) {
    throw new MetrologyError(
      'BAD_TRIALS',
      `A run has a whole seed, begins at a multiple of ${BLOCK_TRIALS} and makes 1 to ${TRIALS_MAX} trials; given ${seed}, ${from} to ${to}`,
    );
  }
}
