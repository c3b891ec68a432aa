// SPDX-License-Identifier: Apache-2.0
import { lotKey } from '@touchstone/statements';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from './bench.ts';

/**
 * Every test report that was presented, and every one that a register ties to the lot or to its samples:
 * a firm cannot leave out the report that it does not like.
 */
export function reportsOnLot({ set, food }: Pick<Bench, 'set' | 'food'>): readonly HeldOf<'TestReport'>[] {
  const presented = set.presented.filter((held): held is HeldOf<'TestReport'> => held.statement?.kind === 'TestReport');
  if (food === undefined) return presented;
  const lot = lotKey({ food, lotNumber: set.claim.lot.lotNumber });
  const samples = set
    .near('about-lot', lot, ['SamplingRecord'])
    .flatMap(({ statement }) => statement.subject.samples.map(({ sample }) => sample));
  const known = [
    ...set.near('about-lot', lot, ['TestReport']),
    ...samples.flatMap((sample) => set.near('about-sample', sample, ['TestReport'])),
  ];
  return [...new Set([...presented, ...known])];
}
