// SPDX-License-Identifier: Apache-2.0
import { meanOf, type Numbers, requireObservations, requireWhole, standardDeviationOf } from '../observations.ts';

/** How often to draw anew, and where chance comes from: a function that gives numbers in [0, 1). */
export interface BootstrapOptions {
  readonly replicates: number;
  readonly random: () => number;
}

/** What a bootstrap says of a statistic. */
export interface BootstrapResult {
  /** Of the results as they are. */
  readonly value: number;
  readonly meanOfReplicates: number;
  readonly standardError: number;
}

const REPLICATES_MAX = 1_000_000;

/**
 * u(x_pt) = s of the statistic over samples of p results drawn with return from the p results.
 * ISO 13528:2022, 7.7.6. Chance is an argument, so that a round can be computed again.
 */
export function bootstrap(
  values: Numbers,
  statistic: (sample: Float64Array) => number,
  { replicates, random }: BootstrapOptions,
): BootstrapResult {
  const numbers = requireObservations(values, { what: 'results', atLeast: 2 });
  requireWhole(replicates, 'The number of replicates', [2, REPLICATES_MAX]);
  const drawn = Float64Array.from({ length: replicates }, () =>
    statistic(numbers.map(() => numbers[Math.floor(random() * numbers.length)] as number)),
  );
  return {
    value: statistic(numbers.slice()),
    meanOfReplicates: meanOf(drawn),
    standardError: standardDeviationOf(drawn),
  };
}
